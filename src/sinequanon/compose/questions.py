"""A question of a dossier, and its war at the month where the question starts."""

from sinequanon.dossier import Dossier, Question, load
from sinequanon.errors import QuestionError


def question_of(place: str, key: str) -> tuple[Dossier, Question]:
    """The dossier at the question's own start, and the question.

    Args:
        place: Key or folder of the dossier.
        key: Key of the question.

    Raises:
        DossierError: If the dossier has faults.
        QuestionError: If it has no such question.
    """
    dossier = load(place)
    known = {one.key: one for one in dossier.questions}
    if key not in known:
        raise QuestionError.at(
            "question", f"no question {key!r}", f"ask one of {', '.join(known)}"
        )
    question = known[key]
    if question.start is None:
        return dossier, question
    return load(place, start=question.start), question

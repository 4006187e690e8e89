"""Renewing the frozen numbers of a dossier, in its own folder."""

from collections.abc import Callable
from pathlib import Path

from sinequanon.compose.questions import question_of
from sinequanon.compose.record_lens import class_rates, nearest_window
from sinequanon.dossier import folder_of, load
from sinequanon.errors import OutputError, QuestionError
from sinequanon.question import (
    FILE,
    PROVISIONAL,
    FrozenNumbers,
    News,
    case_of,
    freeze,
    frozen_text,
    read_all_frozen,
    winners_of,
    worlds_of,
)


def freeze_dossier(
    place: str,
    *,
    question: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[Path, dict[str, FrozenNumbers]]:
    """The file written, and the frozen numbers renewed, by key of the question.

    Numbers of questions that are not asked for stay as they are in the file.

    Args:
        place: Key or folder of the dossier.
        question: Key of the only question to renew; every question if left out.
        progress: Called as the work goes on.

    Raises:
        DossierError: If the dossier has faults.
        QuestionError: If it has no such question.
        OutputError: If its folder cannot be written to.
    """
    keys = [one.key for one in load(place).questions]
    if question is not None and question not in keys:
        raise QuestionError.at(
            "question", f"no question {question!r}", f"freeze one of {', '.join(keys)}"
        )
    path = folder_of(place) / FILE
    renewed = {
        key: _frozen(place, key, progress)
        for key in keys
        if question is None or key == question
    }
    kept: dict[str, FrozenNumbers] = {}
    if question is not None and path.exists():
        kept = {k: v for k, v in read_all_frozen(path.parent).items() if k in keys}
    _write(path, frozen_text({**kept, **renewed}))
    return path, renewed


def _frozen(
    place: str, key: str, progress: Callable[[str, int, int], None] | None
) -> FrozenNumbers:
    """The frozen numbers of one question, from the war at the question's own start."""
    dossier, question = question_of(place, key)
    window = nearest_window(class_rates(dossier), question.horizon_months)
    case = case_of(dossier, question, window=window, frozen=PROVISIONAL)
    main = next(one for one in question.contrasts if one.main)
    # The world without the event carries no news, so none is needed here.
    worlds = worlds_of(dossier, question, main, News(taken=0.0, not_taken=0.0))
    winners = winners_of(dossier, question)

    def told(done: int, total: int) -> None:
        if progress is not None:
            progress(f"reference runs of {key}", done, total)

    return freeze(
        case,
        winners=winners,
        world=worlds.without.world,
        acted=None if winners else worlds.with_event.world,
        dossier_sha256=dossier.sha256,
        progress=None if progress is None else told,
    )


def _write(path: Path, text: str) -> None:
    """Write a file whole, or raise."""
    # Not a temporary file of the system's: it would be readable by its owner alone.
    part = path.with_name(f".{FILE}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError.at(
            str(path), f"cannot be written ({error.strerror})", "copy the dossier"
        ) from error

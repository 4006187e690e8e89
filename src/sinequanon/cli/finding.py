"""What the user named: the question and its dossier, or what comes close to it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from sinequanon.dossier import Dossier, Question, available, load
from sinequanon.errors import Fault, QuestionError


@dataclass(frozen=True, kw_only=True)
class Found:
    """A question, the dossier that asks it, and the key or path of that dossier."""

    place: str
    dossier: Dossier
    question: Question


def every_question(folder: str | None = None) -> tuple[Found, ...]:
    """Every question of the shipped dossiers, or of the dossier in a folder.

    Raises:
        DossierError: If a dossier has faults.
    """
    places = available() if folder is None else (folder,)
    return tuple(
        Found(place=place, dossier=dossier, question=question)
        for place in places
        for dossier in (load(place),)
        for question in dossier.questions
    )


def find_question(key: str, folder: str | None = None) -> Found:
    """The question with this key.

    Raises:
        DossierError: If a dossier has faults.
        QuestionError: If there is no such question; names close ones and all.
    """
    every = every_question(folder)
    for found in every:
        if found.question.key == key:
            return found
    raise QuestionError(
        [unknown("QUESTION", "question", key, (f.question.key for f in every))]
    )


def check_names(
    found: Found, contrast: str | None, without_sources: Iterable[str]
) -> None:
    """Make sure that a question has a contrast and its dossier has sources.

    Raises:
        QuestionError: With one fault for each unknown name.
    """
    contrasts = [one.key for one in found.question.contrasts]
    sources = [one.key for one in found.dossier.sources]
    faults = [
        unknown("--without-source", "source", key, sources)
        for key in without_sources
        if key not in sources
    ]
    if contrast is not None and contrast not in contrasts:
        faults.insert(0, unknown("--contrast", "contrast", contrast, contrasts))
    if faults:
        raise QuestionError(faults)


def unknown(where: str, what: str, given: str, known: Iterable[str]) -> Fault:
    """The fault of naming something unknown, with close matches and the whole list."""
    names = sorted(known)
    close = difflib.get_close_matches(given, names, n=3)
    guess = (
        f"did you mean {' or '.join(repr(name) for name in close)}? " if close else ""
    )
    return Fault(
        where=where,
        found=f"there is no {what} {given!r}",
        fix=f"{guess}{what}s: {', '.join(names) or 'none'}",
    )

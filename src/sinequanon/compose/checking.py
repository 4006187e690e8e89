"""What was asked, checked: question, contrast, horizon and sources that exist."""

import shlex
from dataclasses import dataclass

from sinequanon.compose.questions import question_of
from sinequanon.dossier import (
    Contrast,
    Dossier,
    Question,
    available,
    folder_of,
    without_sources,
)
from sinequanon.errors import Fault, InputError, QuestionError
from sinequanon.question import FrozenNumbers, Size, read_frozen

PAIRS = 500
"""Pairs of runs of the main contrast, unless the user asks for others."""

LUCKS = 2
"""Lucks of each draw of the parameters: the least that tells the two apart."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that has been checked, with all that it is asked of."""

    place: str
    dossier: Dossier
    question: Question
    contrast: Contrast
    months: int
    size: Size
    switched_off: tuple[str, ...]
    overridden: tuple[str, ...]
    command: str
    """The command line that asks the same again."""
    frozen: FrozenNumbers


def check_asked(
    place: str,
    key: str,
    *,
    horizon: int | None,
    runs: int | None,
    seed: int,
    no_event: bool,
    contrast: str | None,
    switched_off: tuple[str, ...],
) -> Asked:
    """What was asked, once it can be used.

    Arguments are those of `ask`.

    Raises:
        InputError: With every fault at once.
    """
    dossier, question = question_of(place, key)
    faults = [
        Fault(where=where, found=f"{value}", fix="give a number of 1 or more")
        for where, value in (("horizon", horizon), ("runs", runs))
        if value is not None and value < 1
    ]
    contrasts = {one.key: one for one in question.contrasts}
    if contrast is not None and contrast not in contrasts:
        faults.append(
            Fault(
                where="contrast",
                found=f"no contrast {contrast!r}",
                fix=f"use one of {', '.join(contrasts)}",
            )
        )
    try:
        if switched_off:
            # An event that another question alone needs may lose its source.
            dossier = dossier.model_copy(update={"questions": (question,)})
        dossier = without_sources(dossier, switched_off)
    except InputError as error:
        faults += error.faults
    if faults:
        raise QuestionError(faults)
    chosen = (
        contrasts[contrast]
        if contrast is not None
        else next(one for one in question.contrasts if one.main)
    )
    overridden: list[str] = []
    command = ["sinequanon", "ask", key]
    if place not in available():
        overridden.append(f"a dossier of your own: {place}")
        command += ["--dossier", place]
    if horizon is not None and horizon != question.horizon_months:
        overridden.append(
            f"horizon {horizon} months instead of {question.horizon_months}"
        )
    if contrast is not None and not chosen.main:
        overridden.append(f"contrast {chosen.key}: {chosen.label}")
    if no_event:
        overridden.append("no event: it is left out of both worlds")
        # Other events of the question's worlds stay: without them there may be no war.
        bare = next(one for one in question.contrasts if one.main).without
        chosen = chosen.model_copy(update={"with_": bare, "without": bare})
    if switched_off:
        overridden.append(f"sources switched off: {', '.join(switched_off)}")
    months = question.horizon_months if horizon is None else horizon
    pairs = PAIRS if runs is None else runs
    command += ["--seed", str(seed), "--runs", str(pairs), "--horizon", str(months)]
    if contrast is not None:
        command += ["--contrast", contrast]
    command += ["--no-event"] * no_event
    command += [word for one in switched_off for word in ("--without-source", one)]
    lucks = LUCKS if pairs % LUCKS == 0 else 1
    return Asked(
        place=place,
        dossier=dossier,
        question=question,
        contrast=chosen,
        months=months,
        size=Size(
            draws=pairs // lucks,
            lucks=lucks,
            months=months,
            seed=seed,
        ),
        switched_off=switched_off,
        overridden=tuple(overridden),
        command=shlex.join(command),
        frozen=read_frozen(folder_of(place), key),
    )

"""How far the answer moves with the reading of the case: rows side by side, no mean."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sinequanon.answer import Answer


@dataclass(frozen=True, kw_only=True)
class Readings:
    """The least and largest hazard ratio over the readings that the answer shows.

    Both are not-a-number when no row gives a ratio.
    """

    low: float
    high: float
    encodings: int
    contrasts: int


def readings_of(answer: Answer) -> Readings:
    """The span of hazard ratios over encodings of the bargain and over contrasts."""
    encodings = ratios_in(answer.bargain.by_encoding)
    contrasts = ratios_in(answer.contrasts)
    every = encodings + contrasts
    return Readings(
        low=min(every, default=math.nan),
        high=max(every, default=math.nan),
        encodings=len(encodings),
        contrasts=len(contrasts),
    )


def ratios_in(rows: Iterable[Mapping[str, object]]) -> tuple[float, ...]:
    """The finite hazard ratios of some rows."""
    found = (row.get("hazard_ratio") for row in rows)
    return tuple(
        float(value)
        for value in found
        if isinstance(value, int | float) and math.isfinite(value)
    )


def thin_ice(answer: Answer) -> str:
    """Where the answer is thin, in one or two sentences, from its own counts.

    The counts of the bargain come first on the page; all others stand in the table of
    judgement.
    """
    counts = [
        f"{row['judged']} of {row['total']} {row['what']}"
        for row in answer.provenance.judged
        if row.get("total") and str(row["what"]).startswith(_BARGAINING)
    ]
    priors = "Parameters are drawn from priors; nothing is calibrated."
    if not counts:
        return priors
    return f"{priors} An analyst's judgement: {'; '.join(counts)}."


_BARGAINING = "bargaining numbers"


def turning(answer: Answer) -> str:
    """Whether anything that was tried turns the answer, in a sentence or two."""
    margin = answer.verdict.margin
    beyond = [turn for turn in answer.turns if abs(turn.difference) >= margin]
    if beyond:
        first = beyond[0]
        return (
            f"{len(beyond)} of {len(answer.turns)} changes that were tried take the "
            f"answer beyond the margin, among them: {first.assumption.lower()}."
        )
    signs = [turn for turn in answer.turns if "sign turns" in turn.note]
    if not signs:
        return f"None of {len(answer.turns)} changes that were tried turns the answer."
    names = "; or: ".join(
        f"{turn.assumption[:1].lower()}{turn.assumption[1:]}" for turn in signs
    )
    return (
        f"None of {len(answer.turns)} changes that were tried takes the answer beyond "
        f"the margin. Its sign turns if: {names}."
    )

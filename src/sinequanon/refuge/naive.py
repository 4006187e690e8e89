"""What needs no model: shares that are frozen, carried, or those of the ceilings."""

import numpy as np

from sinequanon.axes import Float
from sinequanon.refuge.cases import Case


def frozen_shares(case: Case, *, day: int) -> Float[np.ndarray, "days camps"]:
    """The counts of one day, kept; on days before it too, which it has been told."""
    counted = case.registrations.counted
    return np.repeat(counted[[day]], case.days, axis=0)


def carried_shares(case: Case, *, delay: int) -> Float[np.ndarray, "days camps"]:
    """The last reports that are at least `delay` days old, carried forward.

    It is told far more than a forecast from the first day: each camp's reports up to
    `delay` days ago, for as long as the set goes on. Within the first `delay` days it
    keeps the first day's.
    """
    known = np.maximum(np.arange(case.days) - delay, 0)
    return case.registrations.reported[known]


def ceiling_shares(case: Case) -> Float[np.ndarray, "days camps"] | None:
    """The camps' ceilings, every day; None where a camp has none.

    In Flee's sets a ceiling is mostly the largest number that was ever registered, so
    this row shows how much of the answer is in the question.
    """
    held = case.ceilings[case.scored]
    if not np.isfinite(held).all():
        return None
    return np.repeat(held[None, :], case.days, axis=0)

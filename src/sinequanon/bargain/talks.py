"""Talks, signature and keeping, carried as chances instead of being sampled."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain.minds import Minds

RunMonths = Float[np.ndarray, "runs months"]

KEPT_MONTHS = 12.0
"""A signature counts as kept when it has held for so many months."""

_LEAST = 1e-12

Start = tuple[float, float, float, float]
"""Shares of (no talks, talks, signed, kept) when the months begin; they sum to 1."""


@dataclass(frozen=True, kw_only=True)
class Stages:
    """Where the talks stand, by run and month; column m is the end of month m."""

    shares: Float[np.ndarray, "runs months stages"]
    """Chances of (no talks, talks, signed, kept); they sum to 1."""
    signature_rate: RunMonths
    """Chance per month, as a rate, that what is not yet signed is signed."""
    signed: RunMonths
    """p1: chance of a first signature by the end of the month."""
    signed_and_kept: RunMonths
    """p2: chance of a first signature by then that holds for 12 months after it."""


def share_in_talks(minds: Minds) -> Float[np.ndarray, " draws"]:
    """Share of months with talks in the long run: onset / (onset + breakdown)."""
    return minds.onset / (minds.onset + minds.breakdown)


def stages(rate: RunMonths, minds: Minds, *, start: Start) -> Stages:
    """Chances of the stages of a settlement, month by month.

    A month's transition matrix over (no talks, talks, signed, kept): talks begin and
    break down; what is in talks is signed at rate / `share_in_talks`, so that at the
    long-run share of talks the rate of signature is the given one; a signed settlement
    is carried out or relapses into no talks; a kept one relapses too. Chances are
    exact: nothing is sampled.

    Args:
        rate: Rate of settlement per month at the long-run share of talks
            (`hazards` / 12, each month taking its quarter's).
        minds: One row a run.
        start: Shares of the stages before the first month.

    Raises:
        ValueError: If the shares do not sum to 1, or all is signed at the start.
    """
    if abs(sum(start) - 1.0) > 1e-9 or min(start) < 0.0:
        raise ValueError(f"shares of the stages must sum to 1, got {start}")
    unsigned = start[0] + start[1]
    if unsigned <= 0.0:
        raise ValueError("all is signed at the start: no signature can be waited for")
    begin = 1.0 - np.exp(-minds.onset)
    relapse = 1.0 - np.exp(-minds.breaking)
    carried = (1.0 - relapse) * (1.0 - np.exp(-minds.implementation))
    in_talks = share_in_talks(minds)
    runs, months = rate.shape
    shares = np.empty((runs, months, 4))
    rates, signed = np.empty(rate.shape), np.empty(rate.shape)
    none, talks, sign, kept = (np.full(runs, share) for share in start)
    # Beside the stages, the part that has never been signed: relapses come back to
    # talks, and a second signature is not a first one.
    first_none = np.full(runs, start[0] / unsigned)
    first_talks = np.full(runs, start[1] / unsigned)
    for month in range(months):
        signing = rate[:, month] / in_talks
        leaving = signing + minds.breakdown
        gone = 1.0 - np.exp(-leaving)
        to_signed = gone * signing / leaving
        to_none = gone - to_signed
        never = first_none + first_talks
        flow = first_talks * to_signed
        # Rates beyond any war's would sign all at once, and a rate of infinity is none.
        due = flow / np.maximum(never, _LEAST)
        rates[:, month] = -np.log1p(-np.minimum(due, 1.0 - _LEAST))
        first_none, first_talks = (
            first_none * (1.0 - begin) + first_talks * to_none,
            first_talks * (1.0 - gone) + first_none * begin,
        )
        none, talks, sign, kept = (
            none * (1.0 - begin) + talks * to_none + (sign + kept) * relapse,
            talks * (1.0 - gone) + none * begin,
            sign * (1.0 - relapse - carried) + talks * to_signed,
            kept * (1.0 - relapse) + sign * carried,
        )
        for k, share in enumerate((none, talks, sign, kept)):
            shares[:, month, k] = share
        signed[:, month] = flow + (signed[:, month - 1] if month else 0.0)
    held = np.exp(-minds.breaking * KEPT_MONTHS)[:, None]
    return Stages(
        shares=shares,
        signature_rate=rates,
        signed=signed,
        signed_and_kept=signed * held,
    )

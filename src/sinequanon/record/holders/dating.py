"""In which month a place changed hands, when both holders are known: a simple rule.

The month with most deaths in the fighting of just those two sides near the place. The
chain's own date was no better, so the simple rule is what is shipped.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from sinequanon.record.holders.evidence import pair_position
from sinequanon.record.holders.sides import FIRST, LAST
from sinequanon.record.holders.smoothing import Ground

WINDOW = 6
"""Months searched on either side."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Dated changes: positions of town and month, and of the two blocs."""

    town: Int[np.ndarray, " changes"]
    month: Int[np.ndarray, " changes"]
    before: Int[np.ndarray, " changes"]
    after: Int[np.ndarray, " changes"]


def changes_of(ground: Ground) -> Changes:
    """Changes of bloc that are the only one of their town within six months."""
    bloc = ground.anchors.bloc
    passing = ground.anchors.passing >= 0.0
    found: list[tuple[int, int, int, int]] = []
    last = min(LAST - FIRST, bloc.shape[1] - 2)
    for town in range(len(bloc)):
        for month in range(WINDOW, last + 1):
            one, other = int(bloc[town, month - 1]), int(bloc[town, month + 1])
            if passing[town, month] and min(one, other) >= 0 and one != other:
                near = bloc[town, month - WINDOW : month + WINDOW + 1]
                alone = np.all(near[:WINDOW] == one) and np.all(
                    near[WINDOW + 1 :] == other
                )
                if alone:
                    found.append((town, month, one, other))
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    return Changes(
        town=table[:, 0], month=table[:, 1], before=table[:, 2], after=table[:, 3]
    )


def peak_months(
    deaths: Float[np.ndarray, "months pairs towns"],
    changes: Changes,
    shift: int = 0,
) -> Int[np.ndarray, " changes"]:
    """The month of most deaths between the two sides, or -1 where there are none.

    Args:
        deaths: Deaths around the towns by month and pair.
        changes: The changes to date; their month only sets the window.
        shift: By how many months the window lies later than centred on the change.
    """
    pair = pair_position()[changes.before, changes.after]
    found = np.full(len(changes.town), -1)
    for row, (town, month) in enumerate(zip(changes.town, changes.month, strict=True)):
        low = max(int(month) - WINDOW + shift, 0)
        span = deaths[low : int(month) + WINDOW + shift + 1, pair[row], town]
        # Deaths come weighted by distance: less than a thousandth of one is none.
        if span.sum() > 1e-3:
            found[row] = low + int(span.argmax())
    return found


def dated_well(
    deaths: Float[np.ndarray, "months pairs towns"], changes: Changes, shift: int = 0
) -> np.ndarray:
    """Whether each change is dated within one month of when it happened."""
    peak = peak_months(deaths, changes, shift)
    return (peak >= 0) & (np.abs(peak - changes.month) <= 1)

"""Who holds each place, month by month: counted over runs, and in some single runs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, Int
from sinequanon.war import Path, Setting

MAP_STEP = 3
"""Months between two frames of a map."""
SHOWN_RUNS = 8
"""Single runs whose maps are kept beside the count over all runs."""


@dataclass(frozen=True, kw_only=True)
class MapFrames:
    """A world's maps at the ends of some months."""

    months: Int[np.ndarray, " mapped"]
    """Month ids; the map is that of the month's end."""
    runs: int
    held: Int[np.ndarray, "actors places mapped"]
    """In how many runs an actor holds most of a place; sums to `runs` in each place."""
    total: Float[np.ndarray, "actors places mapped"]
    """Control shares summed over runs."""
    shown: Float[np.ndarray, "some actors places mapped"]
    """Control shares in the first runs."""


def map_months(start: int, boundary: int, months: int) -> tuple[int, ...]:
    """The months whose ends a map shows: each quarter from the start on, and the last.

    Args:
        start: First month of the war that is run (month id).
        boundary: First month in which peace is counted; a frame stands just before it.
        months: Months from there.

    Example:
        >>> map_months(435, 436, 7), map_months(431, 436, 4)
        ((435, 438, 441, 442), (432, 435, 438, 439))
    """
    last = boundary + months - 1
    first = start + (boundary - 1 - start) % MAP_STEP
    return tuple(sorted({*range(first, last, MAP_STEP), last}))


def largest(
    setting: Setting, control: Float[np.ndarray, "runs actors places mapped"]
) -> Int[np.ndarray, "runs places mapped"]:
    """Who holds most of each place: the largest actor of the side that has most.

    Sides come before actors, since two allies with a third each hold a place against
    an enemy with a little more than a third. Ties go to the actor that comes first.
    """
    rows = {
        side: [i for i, own in enumerate(setting.sides) if own == side]
        for side in dict.fromkeys(setting.sides)
    }
    whole = np.empty_like(control)
    for members in rows.values():
        total = np.zeros_like(control[:, 0])
        for actor in members:
            total = total + control[:, actor]
        for actor in members:
            whole[:, actor] = total
    most = whole.max(axis=1, keepdims=True)
    return np.where(whole >= most, control, -1.0).argmax(axis=1)


def frames_of(setting: Setting, path: Path) -> MapFrames:
    """The maps of a path's runs; of those numbered below `SHOWN_RUNS` one by one."""
    holder = largest(setting, path.control)
    actors = range(len(path.actors))
    held = np.stack([np.count_nonzero(holder == actor, axis=0) for actor in actors])
    return MapFrames(
        months=path.map_months,
        runs=len(path.runs),
        held=held,
        total=path.control.sum(axis=0, dtype=np.float64),
        shown=path.control[path.runs < SHOWN_RUNS],
    )


def joined_frames(parts: Sequence[MapFrames]) -> MapFrames:
    """Batches of one world's maps as one."""
    return MapFrames(
        months=parts[0].months,
        runs=sum(part.runs for part in parts),
        held=np.sum([part.held for part in parts], axis=0),
        total=np.sum([part.total for part in parts], axis=0),
        shown=np.concatenate([part.shown for part in parts]),
    )

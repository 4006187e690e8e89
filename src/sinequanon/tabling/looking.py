"""A table looked at: draws, four readings, and everything that is gathered of them."""

from collections.abc import Callable
from dataclasses import dataclass

from sinequanon.axes import Bool, Int
from sinequanon.bargain import Quarrels, bitsets_of, median_options, quarrels
from sinequanon.tabling.blocks import Plan, blocks_of
from sinequanon.tabling.drawing import Drawn, drawn_of
from sinequanon.tabling.frictions import Frictions
from sinequanon.tabling.opening import Opening, opening_of
from sinequanon.tabling.outside import Outside
from sinequanon.tabling.points import Points
from sinequanon.tabling.readings import CELLS, Cell
from sinequanon.tabling.tabled import Tabled
from sinequanon.tabling.zones import Zones, zones_of

import numpy as np  # isort: skip

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was gathered of a table over its draws."""

    tabled: Tabled
    plan: Plan
    seed: int
    drawn: Drawn
    zones: dict[Cell, Zones]
    opening: Opening | None
    clash: Quarrels | None
    frictions: Frictions
    outside: Outside
    points: Points
    median: Int[np.ndarray, "draws issues"]


def look(
    tabled: Tabled, plan: Plan, *, seed: int = 1, progress: Progress | None = None
) -> Looked:
    """A table in all its draws and readings.

    A result depends on the seed and on names; in which blocks the draws are weighed
    changes nothing.

    Args:
        tabled: What lies on the table.
        plan: From `plan_of`.
        seed: Any integer.
        progress: Told how many draws are done of how many.
    """
    drawn = drawn_of(tabled, seed=seed, draws=plan.draws)
    zones = zones_of(tabled, bitsets_of(tabled.table), plan.draws, CELLS)
    opening = opening_of(tabled, drawn.minds)
    frictions = Frictions(tabled=tabled)
    outside, points = Outside(tabled=tabled), Points(tabled=tabled)
    for block in blocks_of(tabled, drawn, plan.rows):
        zone: Bool[np.ndarray, "draws terms"] = zones[block.cell].take(block)
        frictions.take(block, zone)
        outside.take(block, zone)
        points.take(block)
        if block.cell.encoding == "values" and opening is not None:
            opening.take(block)
        if progress is not None and block.cell == CELLS[-1]:
            progress("Draws", block.rows.stop, plan.draws)
    powers = [tabled.power.get(tabled.table.parties[p], 1.0) for p in tabled.agreeing]
    return Looked(
        tabled=tabled,
        plan=plan,
        seed=seed,
        drawn=drawn,
        zones=zones,
        opening=opening,
        clash=_clash(tabled, opening),
        frictions=frictions,
        outside=outside,
        points=points,
        median=median_options(tabled.table, drawn.minds, tabled.agreeing, powers),
    )


def _clash(tabled: Tabled, opening: Opening | None) -> Quarrels | None:
    """Which stated demands clash, whatever the parties' values; None if too many."""
    if opening is None:
        return None
    names = tabled.table.parties
    groups = [[names[p] for p in group] for group in opening.coalitions]
    try:
        return quarrels(tabled.table, opening.demands, opening.real, coalitions=groups)
    except ValueError:
        return None

"""Which friction keeps which party from agreeing: each is switched off, alone."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from sinequanon.axes import Bool
from sinequanon.tabling.blocks import Block
from sinequanon.tabling.readings import Cell
from sinequanon.tabling.tabled import Tabled

Friction = Literal["red_lines", "indivisible", "promises", "hopes", "all"]

FRICTIONS: dict[Friction, str] = {
    "red_lines": "its stated red lines",
    "indivisible": "issues that cannot be traded for one another",
    "promises": "fear that a signed settlement is broken",
    "hopes": "hopes of what fighting on would bring",
    "all": "all of these together",
}
"""What is switched off: lines are talk; issues add up; every promise is guaranteed;
fighting on is worth the low end of its range, or the party has no optimism."""


@dataclass(kw_only=True)
class Frictions:
    """In how many draws with a closed zone it opens without a friction, by reading."""

    tabled: Tabled
    closed: dict[Cell, int] = field(default_factory=dict[Cell, int])
    opens: dict[tuple[Cell, int, Friction], int] = field(
        default_factory=dict[tuple[Cell, int, Friction], int]
    )
    """(reading, party, friction) to draws."""

    def take(self, block: Block, zone: Bool[np.ndarray, "draws terms"]) -> None:
        """Add a block of draws.

        Args:
            block: The draws, in one reading.
            zone: The settlements in the zone.
        """
        cell = block.cell
        rows = np.flatnonzero(~zone.any(axis=1))
        self.closed[cell] = self.closed.get(cell, 0) + len(rows)
        if not len(rows):
            return
        rule = self.tabled.rule
        accepted = {p: block.accepted[p][rows] for p in rule.parties}
        for party in rule.parties:
            for friction, surplus in _without(block, party, rows).items():
                changed = {**accepted, party: surplus >= 0.0}
                opened = int(rule.agreed(changed).any(axis=1).sum())
                key = (cell, party, friction)
                self.opens[key] = self.opens.get(key, 0) + opened


def _without(block: Block, party: int, rows: np.ndarray) -> dict[Friction, np.ndarray]:
    """The party's surplus without each friction that it has."""
    table = block.tabled.table
    plain = Cell(encoding="values", mapping=block.cell.mapping)
    traded = block.trading(party, rows)
    modest = block.drawn.modest.fighting[rows, party]
    fighting = np.minimum(modest, block.drawn.footing.fighting[rows, party])
    found: dict[Friction, np.ndarray] = {
        "indivisible": block.again(party, rows, worth=traded),
        "hopes": block.again(party, rows, fighting=fighting),
    }
    if block.cell.encoding == "red_lines" and table.red_lines[party].any():
        found["red_lines"] = block.again(party, rows, cell=plain)
    if table.exposed[party]:
        found["promises"] = block.again(party, rows, trusted=True)
    found["all"] = block.again(
        party, rows, worth=traded, fighting=fighting, cell=plain, trusted=True
    )
    return found

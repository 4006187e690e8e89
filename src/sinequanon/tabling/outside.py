"""Partial peace and spoilers: what leaving a party outside opens, and what it costs."""

from dataclasses import dataclass, field

import numpy as np

from sinequanon.axes import Bool, Float
from sinequanon.tabling.blocks import Block
from sinequanon.tabling.readings import Cell
from sinequanon.tabling.tabled import Tabled

_LEAST = 1e-12


@dataclass(kw_only=True)
class Outside:
    """Draws of partial peace by party left out, and of what outsiders would ask."""

    tabled: Tabled
    partial: dict[tuple[Cell, int], int] = field(
        default_factory=dict[tuple[Cell, int], int]
    )
    """In how many draws the zone is open without a party's agreement."""
    looks: dict[Cell, int] = field(default_factory=dict[Cell, int])
    price: dict[tuple[int, str], list[float]] = field(
        default_factory=dict[tuple[int, str], list[float]]
    )
    """(party, kind) to what the rule's surplus falls by where the party is bought, by
    draw with an open zone; infinity where no settlement of the zone buys it."""
    borne: list[float] = field(default_factory=list[float])
    """Largest chance of spoiling that all who must agree bear, by such draw."""

    def _speaks_of_peace(self, party: int) -> bool:
        """Whether a peace without the party still has someone of its side of a war."""
        side = self.tabled.table.side
        others = [p for p in self.tabled.agreeing if p != party]
        return bool(side[party] == 0 or (side[others] == side[party]).any())

    def take(self, block: Block, zone: Bool[np.ndarray, "draws terms"]) -> None:
        """Add a block of draws.

        Args:
            block: The draws, in one reading.
            zone: The settlements in the zone.
        """
        rule, cell = self.tabled.rule, block.cell
        self.looks[cell] = self.looks.get(cell, 0) + len(zone)
        for party in rule.parties:
            fewer = rule.without(party)
            if fewer is not None and self._speaks_of_peace(party):
                opened = int(fewer.agreed(block.accepted).any(axis=1).sum())
                key = (cell, party)
                self.partial[key] = self.partial.get(key, 0) + opened
        rows = np.flatnonzero(zone.any(axis=1))
        if not len(rows):
            return
        least = rule.least(block.surplus)[rows]
        best = least.argmax(axis=1)
        top = least[np.arange(len(rows)), best]
        self.borne += _borne(block, rows, best).tolist()
        outsiders = [
            p for p in range(len(self.tabled.table.parties)) if p not in rule.parties
        ]
        for party in outsiders:
            bold = block.drawn.bold.fighting[rows, party]
            asked = np.maximum(bold, block.drawn.footing.fighting[rows, party])
            takes = {
                "limited": block.accepted[party][rows],
                "greedy": block.again(party, rows, fighting=asked) >= 0.0,
            }
            for kind, taken in takes.items():
                with_it = np.where(taken, least, -np.inf).max(axis=1)
                lost = np.where(with_it >= 0.0, top - with_it, np.inf)
                self.price.setdefault((party, kind), []).extend(lost.tolist())


def _borne(
    block: Block, rows: np.ndarray, best: np.ndarray
) -> Float[np.ndarray, " rows"]:
    """The most spoiling that everyone who gains bears: min (u - w) / (u - w + d).

    A spoiled settlement leaves a party at defeat: d is fighting on less defeat
    (`most_spoiling_borne`). Those who do not accept are not among the signatories.
    """
    found = np.ones(len(rows))
    for party in block.tabled.agreeing:
        gain = block.surplus[party][rows, best]
        fighting = block.drawn.footing.fighting[rows, party]
        damage = np.maximum(fighting - block.drawn.minds.defeat[rows, party], _LEAST)
        own = np.where(gain >= 0.0, gain / np.maximum(gain + damage, _LEAST), 1.0)
        found = np.minimum(found, own)
    return found

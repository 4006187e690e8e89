"""The zone, who accepts what, and what the zone hangs on, gathered over draws."""

from dataclasses import dataclass, field

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain import Bitsets, packed
from sinequanon.tabling.blocks import Block
from sinequanon.tabling.readings import Cell
from sinequanon.tabling.tabled import Tabled

_PAIRS_BY_PARTY = 50_000
"""Settlements up to which the picture of two issues is kept for each party too."""


@dataclass(kw_only=True)
class Zones:
    """One reading's findings by draw; filled block by block."""

    tabled: Tabled
    bits: Bitsets
    draws: int
    count: Int[np.ndarray, " draws"] = field(init=False)
    """Settlements in the zone."""
    nearest: Float[np.ndarray, " draws"] = field(init=False)
    """Largest surplus of a settlement by the rule: below 0 the zone is closed."""
    hanging: Int[np.ndarray, " draws"] = field(init=False)
    """The party whose surplus that is."""
    some: Bool[np.ndarray, "draws issues options"] = field(init=False)
    """Whether some settlement of the zone has the option."""
    some_of: Bool[np.ndarray, "draws parties issues options"] = field(init=False)
    """Whether some settlement that the party accepts has it."""
    often: Int[np.ndarray, " terms"] = field(init=False)
    """In how many draws each settlement is in the zone."""
    pairs: dict[tuple[int, int], Int[np.ndarray, "first second"]] = field(init=False)
    """In how many draws some settlement of the zone joins two options."""
    pairs_of: dict[tuple[int, int, int], Int[np.ndarray, "first second"]] = field(
        init=False
    )
    """The same for what one party accepts: (party, issue, issue)."""

    def __post_init__(self) -> None:
        """Make room for every draw."""
        table = self.tabled.table
        shape = (self.draws, len(table.issues), self.bits.options)
        self.count = np.zeros(self.draws, dtype=np.int64)
        self.nearest = np.zeros(self.draws)
        self.hanging = np.zeros(self.draws, dtype=np.int64)
        self.some = np.zeros(shape, dtype=np.bool_)
        self.some_of = np.zeros(
            (shape[0], len(table.parties), *shape[1:]), dtype=np.bool_
        )
        self.often = np.zeros(len(table.terms), dtype=np.int64)
        self.pairs, self.pairs_of = {}, {}

    def take(self, block: Block) -> Bool[np.ndarray, "rows terms"]:
        """Add a block of draws; returns which settlements are in the zone."""
        table, rule = self.tabled.table, self.tabled.rule
        zone = rule.agreed(block.accepted)
        least = rule.least(block.surplus)
        best = least.argmax(axis=1)
        row = np.arange(len(best))
        self.count[block.rows] = zone.sum(axis=1)
        self.nearest[block.rows] = most = least[row, best]
        stacked = np.stack([block.surplus[p][row, best] for p in rule.parties], axis=1)
        hanging = np.abs(stacked - most[:, None]).argmin(axis=1)
        self.hanging[block.rows] = np.array(rule.parties)[hanging]
        self.often += zone.sum(axis=0)
        sets = packed(zone)
        self.some[block.rows] = self.bits.present(sets)
        self._join(self.pairs, (), sets)
        small = len(table.terms) <= _PAIRS_BY_PARTY
        for party in range(len(table.parties)):
            own = packed(block.accepted[party])
            self.some_of[block.rows, party] = self.bits.present(own)
            if small:
                self._join(self.pairs_of, (party,), own)
        return zone

    def _join(
        self,
        kept: dict[tuple[int, ...], np.ndarray],
        mark: tuple[int, ...],
        sets: np.ndarray,
    ) -> None:
        issues = len(self.tabled.table.issues)
        for one in range(issues):
            for other in range(one + 1, issues):
                found = self.bits.together(sets, one, other).sum(axis=0)
                key = (*mark, one, other)
                kept[key] = kept[key] + found if key in kept else found


def zones_of(
    tabled: Tabled, bits: Bitsets, draws: int, cells: tuple[Cell, ...]
) -> dict[Cell, Zones]:
    """Empty findings for every reading."""
    return {cell: Zones(tabled=tabled, bits=bits, draws=draws) for cell in cells}

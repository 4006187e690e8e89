"""Smallest sets of red lines without which the zone would be open, draw by draw."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from sinequanon.axes import Bool, Int
from sinequanon.bargain import (
    MOST_DEMANDS,
    Demand,
    Minds,
    broken_masks,
    met_by,
    quarrel,
    smallest_ways,
    stated_demands,
)
from sinequanon.tabling.blocks import Block
from sinequanon.tabling.tabled import Tabled

Chances = dict[frozenset[int], float]


@dataclass(kw_only=True)
class Opening:
    """Changes of stated red lines that would open the zone, over draws and mappings.

    Only settlements that the parties would take but for their red lines count: where
    there is none, no change of a red line opens the zone.
    """

    demands: tuple[Demand, ...]
    real: Bool[np.ndarray, "draws demands"]
    kinds: Int[np.ndarray, " kinds"]
    """Distinct sets of demands that settlements break, as bits."""
    kind_of: Int[np.ndarray, " terms"]
    coalitions: tuple[frozenset[int], ...]
    """The smallest coalitions that suffice."""
    looks: int = 0
    """Draws times mappings that were looked at."""
    closed: float = 0.0
    """How many of them have a closed zone with the red lines."""
    beyond: float = 0.0
    """How many have a zone that is closed without any red line too."""
    many: int = 0
    """In how many more than `MOST_DEMANDS` demands stand in the way at once."""
    cut: int = 0
    """In how many of these only the smallest changes are listed."""
    changes: Chances = field(default_factory=dict[frozenset[int], float])
    pivotal: Chances = field(default_factory=dict[frozenset[int], float])
    every: Chances = field(default_factory=dict[frozenset[int], float])
    """Demands that are in every change."""

    def take(self, block: Block) -> None:
        """Add a block of draws, read by values alone."""
        parties = block.tabled.table.parties
        mine = [
            sum(
                1 << at
                for at, d in enumerate(self.demands)
                if parties.index(d.party) in group
            )
            for group in self.coalitions
        ]
        real = self.real[block.rows]
        some = next(iter(block.accepted.values()))
        for row in range(len(real)):
            broken: set[int] = set()
            held = sum(1 << int(at) for at in np.flatnonzero(real[row]))
            for group, own in zip(self.coalitions, mine, strict=True):
                inside = np.ones(some.shape[1], dtype=np.bool_)
                for party in group:
                    inside &= block.accepted[party][row]
                present = np.zeros(len(self.kinds), dtype=np.bool_)
                present[self.kind_of[inside]] = True
                broken |= {int(m) & held & own for m in self.kinds[present]}
            self._count(broken)

    def _count(self, broken: set[int]) -> None:
        self.looks += 1
        if 0 in broken:
            return
        self.closed += 1
        if not broken:
            self.beyond += 1
            return
        used = sorted({bit for mask in broken for bit in _bits(mask)})
        met = np.array([[not mask >> bit & 1 for mask in broken] for bit in used])
        if len(used) > MOST_DEMANDS:
            self._count_many(broken)
            return
        found = quarrel(met)

        def named(group: Iterable[int]) -> frozenset[int]:
            return frozenset(used[at] for at in group)

        for change in found.changes:
            _add(self.changes, named(change))
        for one in found.pivotal:
            _add(self.pivotal, named([one]))
        for one in found.in_every_change:
            _add(self.every, named([one]))

    def _count_many(self, broken: set[int]) -> None:
        """Changes alone: they need no list of quarrels, which would be too long."""
        self.many += 1
        changes, complete = smallest_ways(np.array(sorted(broken), dtype=np.int64))
        self.cut += not complete
        for change in changes:
            _add(self.changes, change)
            if len(change) == 1:
                _add(self.pivotal, change)
        # What every settlement breaks must go in any case, also if the list is cut.
        every = next(iter(broken))
        for mask in broken:
            every &= mask
        for one in _bits(every):
            _add(self.every, frozenset([one]))


def _bits(mask: int) -> list[int]:
    return [at for at in range(mask.bit_length()) if mask >> at & 1]


def _add(chances: Chances, group: frozenset[int]) -> None:
    chances[group] = chances.get(group, 0.0) + 1.0


def opening_of(tabled: Tabled, minds: Minds) -> Opening | None:
    """Where changes are gathered; None if the table has too many demands or coalitions.

    Args:
        tabled: What lies on the table.
        minds: All draws.
    """
    table = tabled.table
    demands, real = stated_demands(table, minds, tabled.agreeing)
    try:
        masks = broken_masks(met_by(table, demands))
        coalitions = tabled.rule.sufficient()
    except ValueError:
        return None
    kinds, kind_of = np.unique(masks, return_inverse=True)
    return Opening(
        demands=demands,
        real=real,
        kinds=kinds,
        kind_of=kind_of,
        coalitions=coalitions,
    )

"""Points of reference beside the zone: descriptions, gathered over draws."""

from dataclasses import dataclass, field

import numpy as np

from sinequanon.axes import Bool, Int
from sinequanon.bargain import Encoding, compromise_settlement
from sinequanon.tabling.blocks import Block
from sinequanon.tabling.tabled import Tabled

_LEAST = 1e-12


@dataclass(kw_only=True)
class Points:
    """Settlements that rules of thumb name, and how often; -1 is none."""

    tabled: Tabled
    compromise: dict[int, int] = field(default_factory=dict[int, int])
    nash: dict[Encoding, dict[int, int]] = field(
        default_factory=dict[Encoding, dict[int, int]]
    )
    kalai: dict[Encoding, dict[int, int]] = field(
        default_factory=dict[Encoding, dict[int, int]]
    )

    def take(self, block: Block) -> None:
        """Add a block of draws; Nash and Kalai-Smorodinsky count by encoding."""
        encoding = block.cell.encoding
        inside = np.ones(next(iter(block.accepted.values())).shape, dtype=np.bool_)
        for party in self.tabled.agreeing:
            inside &= block.accepted[party]
        _tally(self.nash.setdefault(encoding, {}), nash_of(block, inside))
        _tally(self.kalai.setdefault(encoding, {}), kalai_of(block, inside))
        if (encoding, block.cell.mapping) == ("values", "threat"):
            parties = list(self.tabled.agreeing)
            powers = [
                self.tabled.power.get(self.tabled.table.parties[p], 1.0)
                for p in parties
            ]
            minds = block.drawn.minds
            _tally(
                self.compromise,
                compromise_settlement(self.tabled.table, minds, parties, powers),
            )


def nash_of(
    block: Block, inside: Bool[np.ndarray, "draws terms"]
) -> Int[np.ndarray, " draws"]:
    """Index of the settlement with the largest product of surpluses; -1 if none."""
    score = np.zeros(inside.shape)
    for party in block.tabled.agreeing:
        score += np.log(np.maximum(block.surplus[party], _LEAST))
    return _best(score, inside)


def kalai_of(
    block: Block, inside: Bool[np.ndarray, "draws terms"]
) -> Int[np.ndarray, " draws"]:
    """Index of the settlement with the largest smallest share of each one's best."""
    score = np.full(inside.shape, np.inf)
    for party in block.tabled.agreeing:
        gain = np.where(inside, block.surplus[party], 0.0)
        most = gain.max(axis=1, keepdims=True)
        np.minimum(score, gain / np.where(most > 0.0, most, 1.0), out=score)
    return _best(score, inside)


def _best(score: np.ndarray, inside: np.ndarray) -> Int[np.ndarray, " draws"]:
    best = np.where(inside, score, -np.inf).argmax(axis=1)
    return np.where(inside.any(axis=1), best, -1)


def _tally(counts: dict[int, int], named: Int[np.ndarray, " draws"]) -> None:
    for term in named.tolist():
        counts[term] = counts.get(term, 0) + 1

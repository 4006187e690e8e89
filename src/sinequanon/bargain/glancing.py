"""One table with fixed numbers, all at once: zone, common options, known solutions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain.bitsets import Bitsets
from sinequanon.bargain.frontier import efficient

_LEAST = 1e-12


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What can be said of settlements when every number is known."""

    accepted: Int[np.ndarray, " parties"]
    """How many settlements each party accepts."""
    zone: Int[np.ndarray, " zone"]
    """Indices of the settlements that all accept, in order."""
    present: Bool[np.ndarray, "issues options"]
    """Options that some settlement of the zone has."""
    efficient: Int[np.ndarray, " efficient"]
    """Indices of the settlements of the zone that no other one beats; none if they
    were not looked for."""
    nash: int
    """Settlement with the largest product of surpluses; -1 if the zone is empty."""
    kalai_smorodinsky: int
    """Settlement with the largest smallest share of each one's best; or -1."""

    @property
    def common(self) -> Bool[np.ndarray, "issues options"]:
        """Options that all settlements of the zone have: the sine qua non."""
        return self.present & (self.present.sum(axis=1, keepdims=True) == 1)


def glance(
    terms: Int[np.ndarray, "terms issues"],
    sizes: Sequence[int],
    worths: Float[np.ndarray, "parties terms"],
    fighting: Float[np.ndarray, " parties"],
    *,
    search: bool = True,
) -> Glance:
    """Everything about a table whose numbers are known.

    What beats a settlement of the zone lies in the zone too, so the efficient ones of
    the zone are the efficient ones of all settlements that lie in it.

    Args:
        terms: Option of each settlement on each issue (`Table.terms`).
        sizes: Number of options of each issue.
        worths: Worth of each settlement to each party that must agree.
        fighting: Worth of fighting on to each.
        search: Whether to look for efficient settlements: in a zone of hundreds of
            thousands, with many parties, that takes seconds.
    """
    inside = np.ones(worths.shape[1], dtype=np.bool_)
    accepted = np.zeros(len(worths), dtype=np.int64)
    for party, worth in enumerate(worths):
        takes = worth >= fighting[party]
        accepted[party] = np.count_nonzero(takes)
        inside &= takes
    zone = np.flatnonzero(inside)
    present = np.zeros((len(sizes), max(sizes, default=0)), dtype=np.bool_)
    chosen = terms[zone]
    for issue, size in enumerate(sizes):
        counts = np.bincount(chosen[:, issue], minlength=size)
        present[issue, :size] = counts[:size] > 0
    if not len(zone):
        return Glance(
            accepted=accepted,
            zone=zone,
            present=present,
            efficient=zone,
            nash=-1,
            kalai_smorodinsky=-1,
        )
    gains = worths[:, zone] - fighting[:, None]
    best = gains.max(axis=1, keepdims=True)
    # A product of some surpluses is at most a float's range away from overflowing, so
    # each is taken as a share of its best: that moves no maximum.
    shares = gains / np.where(best > 0.0, best, 1.0)
    product = np.maximum(shares, _LEAST).prod(axis=0)
    return Glance(
        accepted=accepted,
        zone=zone,
        present=present,
        efficient=zone[efficient(gains)] if search else zone[:0],
        nash=int(zone[int(product.argmax())]),
        kalai_smorodinsky=int(zone[int(shares.min(axis=0).argmax())]),
    )


@dataclass(frozen=True, kw_only=True)
class Glances:
    """Zones over draws of what fighting on is worth."""

    open: Bool[np.ndarray, " draws"]
    """Whether some settlement is accepted by all."""
    patterns: int
    """Different zones among the draws; each was looked at once."""
    pattern: Int[np.ndarray, " draws"]
    """Which of them each draw has."""
    present: Bool[np.ndarray, "patterns issues options"]
    """Options that some settlement of each different zone has."""

    @property
    def common(self) -> Bool[np.ndarray, "patterns issues options"]:
        """Options that all settlements of each different zone have."""
        return self.present & (self.present.sum(axis=2, keepdims=True) == 1)

    def chance(
        self, options: Bool[np.ndarray, "patterns issues options"]
    ) -> Float[np.ndarray, "issues options"]:
        """Share of all draws, from `present` or `common`."""
        counts = np.bincount(self.pattern, minlength=self.patterns)
        weights = counts / len(self.pattern)
        return np.tensordot(weights, options.astype(np.float64), axes=1)


def glances(
    bitsets: Bitsets,
    worths: Float[np.ndarray, "parties terms"],
    fighting: Float[np.ndarray, "draws parties"],
) -> Glances:
    """Zones of many draws of fighting values over the same settlements.

    What a party accepts is a beginning of its own order of the settlements, so all its
    acceptance sets are known from that order once, as bits; a draw's zone is their
    intersection.

    Args:
        bitsets: From `bitsets_of`.
        worths: Worth of each settlement to each party that must agree.
        fighting: Worth of fighting on to each party in each draw.
    """
    words = bitsets.masks[0].shape[1]
    zones = np.full((len(fighting), words), np.iinfo(np.uint64).max, dtype=np.uint64)
    for party, worth in enumerate(worths):
        order = np.argsort(-worth, kind="stable")
        falling = -worth[order]
        taken = np.searchsorted(falling, -fighting[:, party], side="right")
        counts, which = np.unique(taken, return_inverse=True)
        # Row k gains the settlements between its count and that of the row before.
        row = np.searchsorted(counts, np.arange(len(order)), side="right")
        used = row < len(counts)
        sets = np.zeros((len(counts), words * 8), dtype=np.uint8)
        bit = np.right_shift(128, order % 8).astype(np.uint8)
        np.bitwise_or.at(sets, (row[used], order[used] // 8), bit[used])
        grown = np.bitwise_or.accumulate(sets.view(np.uint64), axis=0)
        zones &= grown[which]
    alike, pattern = _alike(zones)
    return Glances(
        open=np.any(zones, axis=1),
        patterns=len(alike),
        pattern=pattern,
        present=bitsets.present(zones[alike]),
    )


def _alike(
    zones: np.ndarray,
) -> tuple[Int[np.ndarray, " patterns"], Int[np.ndarray, " draws"]]:
    """First draw of each different zone, and which zone each draw has."""
    seen: dict[bytes, int] = {}
    first: list[int] = []
    pattern = np.empty(len(zones), dtype=np.int64)
    for draw, zone in enumerate(zones):
        at = seen.setdefault(zone.tobytes(), len(first))
        if at == len(first):
            first.append(draw)
        pattern[draw] = at
    return np.array(first, dtype=np.int64), pattern

# pyright: basic
"""Settlements that no other one beats for somebody at nobody's cost (Pareto)."""

from functools import cache
from typing import Any, no_type_check

import numpy as np

from sinequanon.axes import Bool, Float, Int

_LANES = 64
_FEW = 512


def efficient(
    worths: Float[np.ndarray, "parties terms"],
) -> Bool[np.ndarray, " terms"]:
    """Which settlements no other one beats: as good for all, and better for one.

    Exact. Settlements are taken from the best sum of ranks downward, so whatever beats
    one has been seen before it. Two settlements that are worth the same to everybody
    do not beat one another.

    Args:
        worths: Worth of each settlement to each party.

    Raises:
        ValueError: If a worth is not a number.

    Example:
        >>> efficient(np.array([[1.0, 0.5, 0.4], [0.0, 0.5, 0.5]])).tolist()
        [True, True, False]
    """
    if np.isnan(worths).any():
        raise ValueError("a worth is not a number")
    ranks = np.stack([_ranks(row) for row in worths], axis=1)
    order = np.argsort(-ranks.sum(axis=1, dtype=np.int64), kind="stable")
    search = _plain if len(ranks) <= _FEW else _compiled()
    return search(ranks, order.astype(np.uint64))


def _ranks(worth: Float[np.ndarray, " terms"]) -> Int[np.ndarray, " terms"]:
    """Place of each settlement from below; equal worths share theirs."""
    order = np.argsort(worth)
    ordered = worth[order]
    place = np.zeros(len(worth), dtype=np.int32)
    np.cumsum(ordered[1:] > ordered[:-1], out=place[1:], dtype=np.int32)
    ranks = np.empty_like(place)
    ranks[order] = place
    return ranks


def _plain(
    ranks: Int[np.ndarray, "terms parties"], order: np.ndarray
) -> Bool[np.ndarray, " terms"]:
    """The search in NumPy: quick for few settlements, and the measure of the other."""
    kept = np.zeros(len(ranks), dtype=np.bool_)
    front = np.empty_like(ranks)
    count = 0
    for at in order:
        own = ranks[at]
        better = (front[:count] >= own).all(axis=1)
        if better.any() and (front[:count][better] > own).any():
            continue
        kept[at] = True
        front[count] = own
        count += 1
    return kept


@cache
def _compiled() -> Any:
    """The search compiled, many settlements of the front compared at once."""
    from numba import njit

    how = {"nogil": True, "error_model": "numpy"}
    try:
        return njit(cache=True, **how)(_search)
    except RuntimeError:
        # No folder can be written to: it is compiled anew in each process.
        return njit(**how)(_search)


@no_type_check
def _search(ranks, order):  # pragma: no cover - runs compiled
    # Indices are unsigned, or the loops over lanes are not vectorised.
    terms, parties = np.uint64(ranks.shape[0]), np.uint64(ranks.shape[1])
    lanes, first, one = np.uint64(_LANES), np.uint64(0), np.uint64(1)
    kept = np.zeros(ranks.shape[0], np.bool_)
    front = np.full(
        (ranks.shape[0] // _LANES + 1, ranks.shape[1], _LANES), np.int32(-1)
    )
    sums = np.zeros((ranks.shape[0] // _LANES + 1, _LANES), np.int64)
    gap = np.empty(_LANES, np.int32)
    count = np.uint64(0)
    for step in range(terms):
        at = order[step]
        beaten = False
        total = np.int64(0)
        for party in range(parties):
            total += ranks[at, party]
        for block in range((count + lanes - one) // lanes):
            own = ranks[at, first]
            for lane in range(lanes):
                gap[lane] = front[block, first, lane] - own
            for party in range(one, parties):
                own = ranks[at, party]
                for lane in range(lanes):
                    more = np.int32(front[block, party, lane] - own)
                    gap[lane] = more if more < gap[lane] else gap[lane]
            most = gap[first]
            for lane in range(lanes):
                most = gap[lane] if gap[lane] > most else most
            if most >= 0:
                # As good for all: it beats only if it is better for one, and then its
                # ranks have the larger sum.
                best = np.int64(-1)
                for lane in range(lanes):
                    if gap[lane] >= 0 and sums[block, lane] > best:
                        best = sums[block, lane]
                if best > total:
                    beaten = True
                    break
        if not beaten:
            kept[at] = True
            for party in range(parties):
                front[count // lanes, party, count % lanes] = ranks[at, party]
            sums[count // lanes, count % lanes] = total
            count += one
    return kept

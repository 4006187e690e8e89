"""Quarrels and changes of many demands at once, the smallest first, by python-sat.

Up to two dozen demands `quarrel` finds everything on its own. Beyond, it comes here if
the extra `sat` is installed: smallest hitting sets are found by a MaxSAT solver, one
after another, so a list that is cut off at its cap still holds the smallest.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from jaxtyping import UInt64

from sinequanon.axes import Bool

Words = UInt64[np.ndarray, "_ words"]
"""Sets of demands as bits, 64 to a word."""

_BLOCK = 1 << 22
_TRIES = 4


def broken_words(met: Bool[np.ndarray, "demands terms"]) -> Words:
    """The different sets of demands that settlements break, the smallest first."""
    words = max(1, -(-len(met) // 64))
    room = np.zeros((met.shape[1], words * 8), dtype=np.uint8)
    bits = np.packbits(~met, axis=0, bitorder="little")
    room[:, : len(bits)] = bits.T
    sets = room.view(np.uint64)
    # One word sorts much faster as a number than as a row.
    sets = np.unique(sets[:, 0])[:, None] if words == 1 else np.unique(sets, axis=0)
    size = np.bitwise_count(sets).sum(axis=1, dtype=np.int64)
    return sets[np.argsort(size, kind="stable")]


def smallest_changes(broken: Words, most: int) -> tuple[Words, bool]:
    """Sets that contain no other one, the smallest first, and whether these are all.

    Args:
        broken: From `broken_words`.
        most: No more are listed than this.
    """
    size = np.bitwise_count(broken).sum(axis=1, dtype=np.int64)
    kept = broken[:0]
    for number in np.unique(size):
        layer = broken[size == number]
        # Sets of one size contain none of each other, so only smaller ones matter.
        step = max(1, _BLOCK // (len(kept) + 1))
        parts = [layer[at : at + step] for at in range(0, len(layer), step)]
        free = [part[~_contains(part, kept)] for part in parts]
        kept = np.concatenate([kept, *free])
        if len(kept) > most:
            return kept[:most], False
        if number == 0:
            break
    return kept, True


def _contains(sets: Words, kept: Words) -> Bool[np.ndarray, " _"]:
    """Which sets contain one of the kept ones."""
    inside = np.ones((len(sets), len(kept)), dtype=np.bool_)
    for word in range(sets.shape[1]):
        own = kept[None, :, word]
        inside &= (sets[:, None, word] & own) == own
    found: Bool[np.ndarray, " _"] = np.any(inside, axis=1)
    return found


def smallest_quarrels(
    broken: Words, demands: int, most: int
) -> tuple[list[frozenset[int]], bool]:
    """Smallest sets of demands that no settlement meets together, and whether all.

    A set of demands cannot be met if it has a member in every set of demands that a
    settlement breaks. The smallest set that hits what is known so far is a quarrel, or
    a settlement escapes it, which is then known too (Ignatiev, Previti, Liffiton &
    Marques-Silva 2015, doi:10.1007/978-3-319-23219-5_13).

    Args:
        broken: From `broken_words`.
        demands: Number of demands.
        most: No more are listed than this; the search ends after four times as many
            tries.

    Raises:
        ModuleNotFoundError: Without the extra `sat`.
    """
    if not broken[0].any():
        return [], True
    found: list[frozenset[int]] = []
    for group in _hitting(broken, demands, _TRIES * most):
        if group is None or len(found) == most:
            return found, False
        found.append(group)
    return found, True


def _hitting(
    broken: Words, demands: int, tries: int
) -> Iterator[frozenset[int] | None]:
    """Minimal sets of demands with a member in every broken set, smallest first.

    None comes last if it was given up after so many tries.
    """
    # python-sat is an extra and carries no types.
    module: Any = import_module("pysat.examples.hitman")
    with module.Hitman(solver="g4", htype="sorted") as hitman:
        hitman.hit(_members(broken[0], demands))
        while (guess := hitman.get()) is not None:
            if (tries := tries - 1) < 0:
                yield None
                return
            mask = _mask(guess, broken.shape[1])
            # Broken sets are sorted by size, and a small one narrows most.
            escaped = ~(broken & mask).any(axis=1)
            if escaped.any():
                hitman.hit(_members(broken[int(escaped.argmax())], demands))
                continue
            group = frozenset(int(each) for each in guess)
            yield group
            hitman.block(sorted(group))


def _members(words: UInt64[np.ndarray, " words"], demands: int) -> list[int]:
    """Indices of the bits that are set."""
    bits = np.unpackbits(words.view(np.uint8), bitorder="little")[:demands]
    return [int(at) for at in np.flatnonzero(bits)]


def groups_of(sets: Words, demands: int) -> tuple[frozenset[int], ...]:
    """Sets of bits as sets of indices."""
    return tuple(frozenset(_members(words, demands)) for words in sets)


def _mask(members: Sequence[int], words: int) -> UInt64[np.ndarray, " words"]:
    """Indices as bits."""
    mask = np.zeros(words, dtype=np.uint64)
    for each in members:
        mask[each // 64] |= np.left_shift(np.uint64(1), np.uint64(each % 64))
    return mask

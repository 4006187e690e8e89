"""Thirds of the towns, drawn one by one, block by block, or as bands of the country."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Int

from sinequanon.record.holders.anchors import Anchors
from sinequanon.streams import keys_of, uniforms

FOLDS = 3
KINDS = ("random", "blocked", "banded")
BLOCK_KM = 100.0


def thirds_of(
    anchors: Anchors, kind: str, repetition: int, seed: int
) -> Int[np.ndarray, " towns"]:
    """The third that each town falls into; places within 5 km go together.

    `random`: groups of places are shuffled. `blocked`: squares of 100 km, the grid
    shifted at random, are shuffled, so that few held-out towns have a known town near
    (Roberts et al. 2017, doi:10.1111/ecog.02881). `banded`: the country is cut into
    three bands of equal numbers along a random direction; a third of the map is told
    from the other two.

    Args:
        anchors: The towns.
        kind: `random`, `blocked` or `banded`.
        repetition: Which draw.
        seed: Seed of the draws.
    """
    groups: Int[np.ndarray, " groups"] = np.unique(anchors.cluster)
    run = np.array([repetition], dtype=np.uint32)
    # Kilometres east and north; a degree of longitude is shorter by cos 35 degrees.
    east = _DEGREE_KM * 0.82 * anchors.longitude[groups]
    north = _DEGREE_KM * anchors.latitude[groups]
    if kind == "random":
        names = tuple(anchors.names[int(group)] for group in groups)
    else:
        shift = uniforms(seed, "control blocks", run, first=_TWO)[0, :, 0]
        column = np.floor(east / BLOCK_KM + shift[0]).astype(np.int64).tolist()
        row = np.floor(north / BLOCK_KM + shift[1]).astype(np.int64).tolist()
        names = tuple(f"{c}/{r}" for c, r in zip(column, row, strict=True))
    if kind == "banded":
        turn = np.pi * uniforms(seed, "control bands", run)[0, 0, 0]
        order = np.argsort(np.cos(turn) * east + np.sin(turn) * north)
        third = np.empty(len(groups), dtype=np.int64)
        third[order] = np.arange(len(groups)) * FOLDS // len(groups)
    else:
        blocks = tuple(sorted(set(names)))
        draw = uniforms(seed, "control folds", run, first=keys_of(blocks))[0, :, 0]
        size = np.array([names.count(block) for block in blocks])
        third_of_block = np.empty(len(blocks), dtype=np.int64)
        filled = np.zeros(FOLDS)
        # Each block goes to the third that is least full, so that thirds stay thirds.
        for block in np.argsort(draw):
            third_of_block[block] = filled.argmin()
            filled[third_of_block[block]] += size[block]
        third = third_of_block[[blocks.index(name) for name in names]]
    return third[np.searchsorted(groups, anchors.cluster)]


_DEGREE_KM = 111.2
_TWO = keys_of(("east", "north"))


def splits(
    anchors: Anchors, kind: str, repetition: int, seed: int
) -> Iterator[tuple[Int[np.ndarray, " n"], Int[np.ndarray, " m"]]]:
    """Positions of the towns learnt from and of those held out, fold by fold."""
    third = thirds_of(anchors, kind, repetition, seed)
    for fold in range(FOLDS):
        yield np.flatnonzero(third != fold), np.flatnonzero(third == fold)

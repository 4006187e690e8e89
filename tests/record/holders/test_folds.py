"""Thirds are thirds, and near places stay together."""

import numpy as np
import pytest

from sinequanon.record.holders.anchors import shipped_anchors
from sinequanon.record.holders.folds import KINDS, splits, thirds_of


@pytest.mark.parametrize("kind", KINDS)
def test_every_town_is_held_out_once(kind: str):
    anchors = shipped_anchors()
    held = [test for _, test in splits(anchors, kind, 0, 0)]
    assert sorted(np.concatenate(held).tolist()) == list(range(len(anchors.names)))
    assert min(len(test) for test in held) > len(anchors.names) / 5
    for train, test in splits(anchors, kind, 0, 0):
        assert not set(anchors.cluster[train]) & set(anchors.cluster[test])


@pytest.mark.parametrize("kind", KINDS)
def test_a_draw_repeats_and_the_next_differs(kind: str):
    anchors = shipped_anchors()
    first = thirds_of(anchors, kind, 0, 0)
    assert (first == thirds_of(anchors, kind, 0, 0)).all()
    assert (first != thirds_of(anchors, kind, 1, 0)).any()


def test_blocks_leave_held_out_towns_further_from_known_ones():
    anchors = shipped_anchors()
    gap: dict[str, float] = {}
    for kind in KINDS:
        near: list[float] = []
        for train, test in splits(anchors, kind, 0, 0):
            up = anchors.latitude[test][:, None] - anchors.latitude[train]
            right = anchors.longitude[test][:, None] - anchors.longitude[train]
            near += (111.0 * np.hypot(up, 0.82 * right)).min(axis=1).tolist()
        gap[kind] = float(np.median(near))
    assert gap["random"] < gap["blocked"] < gap["banded"]

"""Nusra's share follows the towns near in space and time."""

import numpy as np

from sinequanon.record.holders.anchors import shipped_anchors
from sinequanon.record.holders.sides import HOLDERS
from sinequanon.record.holders.splitting import Split, by_holder, nusra_share


def test_a_nusra_town_raises_the_share_beside_it():
    anchors = shipped_anchors()
    idlib = anchors.names.index("Idlib")
    month = int(np.flatnonzero(anchors.holder[idlib] == HOLDERS.index("nusra"))[0])
    known = np.array([idlib])
    near = nusra_share(anchors, known, np.array([[1.0]]), Split())[month, 0]
    far = nusra_share(anchors, known, np.array([[200.0]]), Split())[month, 0]
    assert near > far
    assert near > 0.8


def test_holders_sum_to_the_side():
    blocs = np.full((118, 4, 2), 0.25)
    told = by_holder(blocs, np.full((118, 2), 0.3))
    np.testing.assert_allclose(told.sum(axis=1), 1.0)
    np.testing.assert_allclose(told[:, HOLDERS.index("nusra")], 0.075)

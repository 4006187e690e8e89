"""Opposition or Nusra, where insurgents hold: told by towns near in space and time.

The record of events cannot tell the two apart against the government, so this share
rests on statements alone.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from sinequanon.record.holders.anchors import Anchors
from sinequanon.record.holders.sides import (
    BLOC,
    BLOCS,
    FIRST,
    HOLDERS,
    MONTHS,
    NUSRA_APPEARS,
)
from sinequanon.record.holders.smoothing import Chances

_NUSRA, _OPPOSITION = HOLDERS.index("nusra"), HOLDERS.index("opposition")
_INSURGENTS = BLOCS.index("insurgents")


@dataclass(frozen=True, kw_only=True)
class Split:
    """Reach in space and time of a town-month, and the weight of the overall share.

    `prior` counts as so many town-months beside the point.
    """

    reach_km: float = 25.0
    reach_months: float = 12.0
    prior: float = 1.0


_CHOICES = tuple(
    Split(reach_km=km, reach_months=months, prior=prior)
    for km, months, prior in itertools.product((15.0, 25.0), (12.0, 24.0), (1.0, 5.0))
)


def nusra_share(
    anchors: Anchors,
    known: Int[np.ndarray, " m"],
    gaps: Float[np.ndarray, "points towns"],
    split: Split,
) -> Float[np.ndarray, "months points"]:
    """Nusra's chance of holding a place that insurgents hold.

    Args:
        anchors: All towns.
        known: Towns whose statements may be used.
        gaps: Distances from the points to these towns in km; infinite for none.
        split: The reaches.
    """
    holder = anchors.holder[known]
    near = np.exp(-gaps / split.reach_km)
    month = np.arange(MONTHS)
    soon = np.exp(-np.abs(month[:, None] - month[None, :]) / split.reach_months)
    nusra = near @ (holder == _NUSRA).astype(np.float64) @ soon
    other = near @ (holder == _OPPOSITION).astype(np.float64) @ soon
    count = np.array([(holder == _NUSRA).sum(), (holder == _OPPOSITION).sum()]) + 1.0
    overall = count[0] / count.sum()
    share = (nusra + split.prior * overall) / (nusra + other + split.prior)
    share[:, : NUSRA_APPEARS - FIRST] = 0.001
    return np.clip(share.T, 0.001, 0.999)


def fit_split(
    anchors: Anchors, towns: Int[np.ndarray, " n"], gaps: Float[np.ndarray, "n n"]
) -> Split:
    """The split that best tells each of some towns from the others among them.

    Args:
        anchors: All towns.
        towns: Towns that may be learnt from.
        gaps: Distances between them, kilometres.
    """
    cluster = anchors.cluster[towns]
    apart = np.where(cluster[:, None] == cluster[None, :], np.inf, gaps)
    holder = anchors.holder[towns]
    town, month = np.nonzero((holder == _NUSRA) | (holder == _OPPOSITION))

    def loss(split: Split) -> float:
        share = nusra_share(anchors, towns, apart, split)[month, town]
        right = np.where(holder[town, month] == _NUSRA, share, 1.0 - share)
        return -float(np.log(right).mean())

    return min(_CHOICES, key=loss) if len(town) else Split()


def by_holder(
    blocs: Chances, share: Float[np.ndarray, "months points"]
) -> Float[np.ndarray, "months holders points"]:
    """Chances of the five holders from those of the blocs and Nusra's share."""
    chances = blocs[:, BLOC].copy()
    chances[:, _NUSRA] = blocs[:, _INSURGENTS] * share
    chances[:, _OPPOSITION] = blocs[:, _INSURGENTS] * (1.0 - share)
    return chances

"""Base rates of all wars and of a war's reference class, from windows that closed."""

import numpy as np
from jaxtyping import Float

from sinequanon.fit.rows import OUTCOMES, Years, fates

LEAST = 0.5
"""Rows spread over all outcomes, so that no outcome is ever given a chance of zero."""


def overall_rates(
    known: Years, rows: Years, horizon: int
) -> Float[np.ndarray, "rows outcomes"]:
    """The same chances for every row: how windows of all wars went.

    Args:
        known: Rows to learn from.
        rows: Rows to forecast.
        horizon: Calendar years.
    """
    share = _shares(known, horizon, np.full(len(OUTCOMES), 1.0 / len(OUTCOMES)), LEAST)
    return np.tile(share, (len(rows), 1))


def class_rates(
    known: Years, rows: Years, horizon: int, *, pull: float
) -> Float[np.ndarray, "rows outcomes"]:
    """How windows of like wars went: same issue, intensity, foreign troops and age.

    The conditions are those of `record.base_rates`, added in that order. A class that
    few rows speak for is drawn towards the class one condition wider, by `pull` rows.

    Args:
        known: Rows to learn from.
        rows: Rows to forecast.
        horizon: Calendar years.
        pull: Weight of the wider class, in rows; above 0.
    """
    chances = overall_rates(known, rows, horizon)
    marks = rows.reference.shape[1]
    for depth in range(1, marks + 1):
        kinds, place = np.unique(rows.reference[:, :depth], axis=0, return_inverse=True)
        wider = chances.copy()
        for i, kind in enumerate(kinds):
            like = known.only((known.reference[:, :depth] == kind).all(axis=1))
            mine = place.ravel() == i
            chances[mine] = _shares(like, horizon, wider[mine][0], pull)
    return chances


def _shares(
    known: Years,
    horizon: int,
    prior: Float[np.ndarray, " outcomes"],
    pull: float,
) -> Float[np.ndarray, " outcomes"]:
    count = np.bincount(fates(known, horizon), minlength=len(OUTCOMES))
    return (count + pull * prior) / (count.sum() + pull)

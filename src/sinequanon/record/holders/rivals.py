"""Simpler ways of telling who holds a place, fitted and scored as the chain is.

Each takes the towns learnt from and those held out and returns, for every scored
town-month of the held-out towns, the chances of the five holders.
"""

import functools
import itertools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from sinequanon.record.holders.anchors import distances
from sinequanon.record.holders.evidence import spread_over
from sinequanon.record.holders.searching import Point, least_by_slope
from sinequanon.record.holders.sides import HOLDERS, MONTHS, PAIRS
from sinequanon.record.holders.smoothing import Ground

Towns = Int[np.ndarray, "..."]
Told = Float[np.ndarray, "rows holders"]

_NEAR_KM = 10.0
_FAR_KM = 50.0
_CALIBRATION = 5.0
"""Town-months of the base rate mixed into each calibrated class."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Town-months: positions of town and month, and the holder."""

    town: Int[np.ndarray, " rows"]
    month: Int[np.ndarray, " rows"]
    holder: Int[np.ndarray, " rows"]


def rows_of(ground: Ground, towns: Towns) -> Rows:
    """The scored town-months of some towns whose holder is known."""
    return rows_where(ground, towns, ground.anchors.scored)


def rows_where(
    ground: Ground, towns: Towns, mask: Bool[np.ndarray, "towns months"]
) -> Rows:
    """The town-months of some towns that a mask marks and whose holder is known."""
    holder = ground.anchors.holder[towns]
    place, month = np.nonzero(mask[towns] & (holder >= 0))
    return Rows(town=towns[place], month=month, holder=holder[place, month])


def shares_of(holder: Int[np.ndarray, " rows"]) -> Float[np.ndarray, " holders"]:
    """Shares of the holders, half a town-month added to each (Jeffreys)."""
    count = np.bincount(holder, minlength=len(HOLDERS)) + 0.5
    return count / count.sum()


def base_rate(ground: Ground, train: Towns, test: Towns) -> Told:
    """The shares of the holders in the scored months of the towns learnt from."""
    rows = rows_of(ground, test)
    return np.tile(shares_of(rows_of(ground, train).holder), (len(rows.town), 1))


def weighted_towns(ground: Ground, train: Towns, test: Towns) -> Told:
    """The holders of other towns that month, weighted by exp(-distance / reach)."""
    rows = rows_of(ground, train)
    base = shares_of(rows.holder)

    def told(rows: Rows, reach: float, prior: float, apart: bool) -> Told:
        gaps = ground.gaps[np.ix_(rows.town, train)]
        weight = np.exp(-gaps / reach)
        if apart:
            cluster = ground.anchors.cluster
            weight[cluster[rows.town][:, None] == cluster[train][None, :]] = 0.0
        holder = ground.anchors.holder[train][:, rows.month].T
        count = np.stack(
            [(weight * (holder == h)).sum(axis=1) for h in range(len(HOLDERS))], axis=1
        )
        count += prior * base[None, :]
        return count / count.sum(axis=1, keepdims=True)

    def loss(choice: tuple[float, float]) -> float:
        chance = told(rows, *choice, apart=True)[np.arange(len(rows.town)), rows.holder]
        return -float(np.log(chance).mean())

    choices = itertools.product((5.0, 10.0, 20.0, 40.0, 80.0), (0.02, 0.1, 0.5, 2.0))
    reach, prior = min(choices, key=loss)
    return told(rows_of(ground, test), reach, prior, apart=False)


def calibrated(
    kind: Int[np.ndarray, " rows"], holder: Int[np.ndarray, " rows"], kinds: int
) -> Float[np.ndarray, "kinds holders"]:
    """Shares of the holders by class, drawn towards the shares over all classes."""
    count = np.zeros((kinds, len(HOLDERS)))
    np.add.at(count, (kind, holder), 1.0)
    count += _CALIBRATION * shares_of(holder)[None, :]
    return count / count.sum(axis=1, keepdims=True)


def nearest_event(ground: Ground, train: Towns, test: Towns) -> Told:
    """Who holds, given the parties of the nearest event and whether it is near.

    The nearest event of the month, the one before or the one after; within 10 km,
    50 km, or neither; shares of the holders in each such class of the towns learnt
    from.
    """
    classes = _classes(ground)
    seen, rows = rows_of(ground, train), rows_of(ground, test)
    table = calibrated(classes[seen.town, seen.month], seen.holder, 2 * len(PAIRS) + 1)
    return table[classes[rows.town, rows.month]]


@functools.lru_cache(maxsize=2)
def _classes(ground: Ground) -> Int[np.ndarray, "towns months"]:
    fighting, anchors = ground.fighting, ground.anchors
    gaps = distances(
        anchors.latitude, anchors.longitude, fighting.latitude, fighting.longitude
    )
    events = spread_over(fighting.events.transpose(1, 2, 0), 1, 1)
    found = np.full((len(anchors.names), MONTHS), 2 * len(PAIRS))
    for month in range(MONTHS):
        spots = np.flatnonzero(events[month].any(axis=0))
        if len(spots) == 0:
            continue
        first = gaps[:, spots].argmin(axis=1)
        gap = gaps[np.arange(len(gaps)), spots[first]]
        pair = events[month][:, spots[first]].argmax(axis=0)
        near = np.where(gap <= _NEAR_KM, 0, len(PAIRS)) + pair
        found[:, month] = np.where(gap <= _FAR_KM, near, 2 * len(PAIRS))
    return found


def event_logit(ground: Ground, train: Towns, test: Towns) -> Told:
    """A multinomial logit on the fighting near, month by month, without a chain.

    log(1 + deaths) by pair within 12 km, of the months around and of half a year
    around, and the year; a small ridge keeps it finite.
    """
    deaths = ground.deaths(12.0)
    table = np.concatenate(
        [np.log1p(spread_over(deaths, 1, 1)), np.log1p(spread_over(deaths, 6, 6))],
        axis=1,
    ).transpose(2, 0, 1)

    def matrix(rows: Rows) -> Float[np.ndarray, "rows features"]:
        time = (rows.month[:, None] - 60.0) / 24.0
        one = np.ones_like(time)
        return np.concatenate([one, time, table[rows.town, rows.month]], axis=1)

    seen, rows = rows_of(ground, train), rows_of(ground, test)
    known = matrix(seen)
    right = np.eye(len(HOLDERS))[seen.holder]

    def loss(flat: Point) -> tuple[float, Point]:
        weight = flat.reshape(known.shape[1], -1)
        chance = _softmax(known @ weight)
        value = -np.log(np.maximum((chance * right).sum(axis=1), 1e-12)).mean()
        slope = known.T @ (chance - right) / len(known) + 2.0 * _RIDGE * weight
        return float(value + _RIDGE * (weight**2).sum()), slope.ravel()

    start = np.zeros(known.shape[1] * len(HOLDERS))
    fitted = least_by_slope(loss, start)
    return _softmax(matrix(rows) @ fitted.reshape(known.shape[1], -1))


_RIDGE = 0.01


def _softmax(score: Float[np.ndarray, "rows holders"]) -> Told:
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)

"""A two-sided model after Anders (2020), with one-sided events in place of terrorism.

Anders, T. (2020), Journal of Peace Research 57(6), doi:10.1177/0022343320959687,
written anew from the description: exposure to terrorism and to conventional fighting,
four symbols, five states from rebel to government control, fixed tables, the best path
of each place alone. Two changes: the Global Terrorism Database is not open, so UCDP's
one-sided events stand in its place; and cells are the towns of the statements, each
state given the shares of holders that it had in the towns learnt from.
"""

import functools

import numpy as np
from jaxtyping import Float, Int
from scipy.special import expit, pdtr

from sinequanon.record.holders.anchors import distances
from sinequanon.record.holders.rivals import Told, Towns, calibrated, rows_of
from sinequanon.record.holders.sides import MONTHS
from sinequanon.record.holders.smoothing import Ground

# Rows are the states R, DR, D, DG, G; symbols: neither, more conventional, about equal,
# more terrorism.
_EMITS = np.array(
    [
        [0.6, 0.175, 0.175, 0.05],
        [0.05, 0.6, 0.175, 0.175],
        [0.05, 0.175, 0.6, 0.175],
        [0.05, 0.175, 0.175, 0.6],
        [0.6, 0.05, 0.175, 0.175],
    ]
)
_MOVES = np.array(
    [
        [0.25, 0.5, 0.025, 0.2, 0.025],
        [0.25, 0.15, 0.075, 0.5, 0.025],
        [0.05, 0.025, 0.05, 0.85, 0.025],
        [0.025, 0.075, 0.15, 0.125, 0.625],
        [0.05, 0.075, 0.475, 0.025, 0.375],
    ]
)
_START = np.array([0.025, 0.025, 0.025, 0.025, 0.9])
_LEAST, _EQUAL, _FADED = 0.1, 0.05, 0.05


def two_sided(ground: Ground, train: Towns, test: Towns) -> Told:
    """Chances of the holders, given the two-sided state of the town that month."""
    states = _states(ground)
    seen, rows = rows_of(ground, train), rows_of(ground, test)
    table = calibrated(states[seen.town, seen.month], seen.holder, len(_START))
    return table[states[rows.town, rows.month]]


@functools.lru_cache(maxsize=2)
def _states(ground: Ground) -> Int[np.ndarray, "towns months"]:
    terror = exposure(ground, ground.fighting.one_sided)
    conventional = exposure(ground, ground.fighting.events.sum(axis=2))
    return best_paths(symbols(terror, conventional))


def exposure(
    ground: Ground, events: Float[np.ndarray, "spots months"]
) -> Float[np.ndarray, "towns months"]:
    """Each town's exposure to events, fading with distance and time.

    logistic(7 - 0.35 km) * logistic(8 - 2.5 months), summed over events up to the
    month: half weight at 20 km and at 3.2 months; a weight below 0.05 is nothing.
    """
    anchors, fighting = ground.anchors, ground.fighting
    gaps = distances(
        anchors.latitude, anchors.longitude, fighting.latitude, fighting.longitude
    )
    near = expit(7.0 - 0.35 * gaps)
    total = np.zeros((len(gaps), MONTHS))
    for lag in range(MONTHS):
        soon = float(expit(8.0 - 2.5 * lag))
        if soon < _FADED:
            break
        weight = np.where(near * soon < _FADED, 0.0, near * soon)
        total[:, lag:] += weight @ events[:, : MONTHS - lag]
    return total


def symbols(
    terror: Float[np.ndarray, "towns months"],
    conventional: Float[np.ndarray, "towns months"],
) -> Int[np.ndarray, "towns months"]:
    """Which kind of violence is the more unusual for that month, in four symbols.

    Distribution functions of zero-inflated Poisson counts with the month's mean and
    share of zeros are compared, as exposures differ in scale.
    """
    quiet = (terror < _LEAST) & (conventional < _LEAST)
    gap = _place_in_month(terror) - _place_in_month(conventional)
    # The lower the distribution function, the fewer such events for that month.
    told = np.where(gap > 0.0, 3, 1)
    return np.where(quiet, 0, np.where(np.abs(gap) <= _EQUAL, 2, told))


def _place_in_month(
    exposed: Float[np.ndarray, "towns months"],
) -> Float[np.ndarray, "towns months"]:
    count = np.floor(exposed)
    empty = (count == 0.0).mean(axis=0)[None, :]
    mean = count.mean(axis=0)[None, :]
    spread = np.asarray(pdtr(count, mean), dtype=np.float64)
    return empty + (1.0 - empty) * spread


def best_paths(
    seen: Int[np.ndarray, "towns months"],
) -> Int[np.ndarray, "towns months"]:
    """The likeliest path of states of each town (Viterbi 1967)."""
    moves, emits = np.log(_MOVES), np.log(_EMITS)
    towns, months = seen.shape
    score = np.log(_START)[None, :] + emits[:, seen[:, 0]].T
    back = np.zeros((months, towns, len(_START)), dtype=np.int64)
    for month in range(1, months):
        options = score[:, :, None] + moves[None]
        back[month] = options.argmax(axis=1)
        score = options.max(axis=1) + emits[:, seen[:, month]].T
    path = np.zeros((towns, months), dtype=np.int64)
    path[:, -1] = score.argmax(axis=1)
    for month in range(months - 1, 0, -1):
        path[:, month - 1] = back[month][np.arange(towns), path[:, month]]
    return path

"""A chain of holders through the months: moves, smoothing and filtering.

A hidden Markov model over the four blocs (Rabiner 1989, doi:10.1109/5.18626). Arrays
are months x blocs x points, so that one pass serves all points.
"""

import numpy as np
from jaxtyping import Float

from sinequanon.record.holders.sides import BLOCS, PAIRS

START = np.array([0.994, 0.002, 0.002, 0.002])
"""March 2011: the government held every place, nearly for certain."""


def moves(
    pair: Float[np.ndarray, "months pairs points"], quiet: float, fought: float
) -> Float[np.ndarray, "steps blocs blocs points"]:
    """Chances of passing from one bloc to another between neighbouring months.

    A place passes from h to k at the rate `quiet + fought * log(1 + deaths)` a month,
    with the deaths of the fighting of h and k near it, the mean of both months.

    Args:
        pair: log(1 + deaths) by pair of blocs.
        quiet: Rate without fighting, a month.
        fought: Added for each unit of log(1 + deaths), a month.
    """
    rate = quiet + fought * 0.5 * (pair[1:] + pair[:-1])
    table = np.zeros((rate.shape[0], len(BLOCS), len(BLOCS), rate.shape[2]))
    for place, (one, other) in enumerate(PAIRS):
        table[:, one, other] = table[:, other, one] = rate[:, place]
    total = table.sum(axis=2)
    left = -np.expm1(-total)
    table *= (left / np.maximum(total, 1e-12))[:, :, None]
    for bloc in range(len(BLOCS)):
        table[:, bloc, bloc] = 1.0 - left[:, bloc]
    return table


def smoothed(
    weight: Float[np.ndarray, "months blocs points"],
    table: Float[np.ndarray, "steps blocs blocs points"],
) -> Float[np.ndarray, "months blocs points"]:
    """Probabilities given the evidence of all months (forward and backward pass).

    Args:
        weight: Log evidence for each bloc; a constant added to all four is nothing.
        table: From `moves`.
    """
    likely = np.exp(weight - weight.max(axis=1, keepdims=True))
    ahead = np.empty_like(likely)
    state = START[:, None] * likely[0]
    ahead[0] = state / state.sum(axis=0)
    for month in range(1, len(likely)):
        state = (ahead[month - 1][:, None] * table[month - 1]).sum(axis=0)
        state *= likely[month]
        ahead[month] = state / state.sum(axis=0)
    found = np.empty_like(likely)
    found[-1] = ahead[-1]
    back = np.ones_like(likely[0])
    for month in range(len(likely) - 2, -1, -1):
        back = (table[month] * (back * likely[month + 1])[None]).sum(axis=1)
        back /= back.sum(axis=0)
        state = ahead[month] * back
        found[month] = state / state.sum(axis=0)
    return found

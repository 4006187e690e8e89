"""Where a walk along the routes ends: the absorbing Markov chain of flight.

From a place people take a step to a neighbour with a chance that falls with the length
of the route, and go on until they come to a camp that takes them; who is turned away
walks on from there. The chance to end in each camp is
solved for at once (Kemeny & Snell 1960, Finite Markov Chains, chapter 3), so a walk
takes no time and needs no agents. Flee's agents choose their steps by one over the
distance (Suleimenova, Bell & Groen 2017, doi:10.1038/s41598-017-13828-9); the power of
the distance is a parameter here.
"""

import numpy as np

from sinequanon.axes import Bool, Float, Int

NEAR = 10.0
"""Kilometres added to each route, so that next-door places are not infinitely near;
Flee's softening."""
_TIRING = 1e-3
"""Share of walkers who give up at a step; they are then shared out like the others. It
keeps the chain solvable where a place leads to no camp."""
_REACHED = 1e-9


def pull(
    lengths: Float[np.ndarray, "places places"], decay: Float[np.ndarray, " draws"]
) -> Float[np.ndarray, "draws places places"]:
    """Weight of each step by its length alone; 0 where there is no open route.

    Example:
        >>> lengths = np.array([[np.inf, 90.0], [40.0, np.inf]])
        >>> pull(lengths, np.array([1.0]))[0].tolist()
        [[0.0, 0.01], [0.02, 0.0]]
    """
    weights = np.zeros((len(decay), *lengths.shape))
    there = np.isfinite(lengths)
    weights[:, there] = (lengths[there] + NEAR) ** -decay[:, None]
    return weights


def arrivals(
    steps: Float[np.ndarray, "draws places places"],
    *,
    camps: Int[np.ndarray, " camps"],
    room: Float[np.ndarray, "draws camps"],
    zone: Bool[np.ndarray, " places"],
    avoidance: Float[np.ndarray, " draws"],
    forced: Int[np.ndarray, " places"],
) -> Float[np.ndarray, "draws places camps"]:
    """Share of those who set out from each place that end in each camp.

    A row sums to 1, or to 0 where no camp with room can be reached. A walk that comes
    to a camp ends there with the chance of its room, and otherwise goes on. Who sets
    out from a camp takes at least one step.

    Args:
        steps: Weight of a step from row to column, from `pull`.
        camps: Places at which a walk ends.
        room: From 1 (room for all) to 0 (all are turned away), by camp.
        zone: Places with fighting.
        avoidance: Weight of a step into fighting; 1 is no avoidance.
        forced: The place that everyone goes on to; -1 where people choose.
    """
    weights = steps * np.where(zone[None, :], avoidance[:, None], 1.0)[:, None, :]
    for here in np.flatnonzero(forced >= 0):
        there = forced[here]
        able = weights[:, here, there] > 0
        if there in camps:
            # Nobody is sent to a camp that is full.
            able &= room[:, camps == there][:, 0] > 0
        weights[able, here, :] = 0.0
        weights[able, here, there] = 1.0
    chance = _shares(weights, 0.0)
    # With E the ends of walks, P the chance of a step and r the room of where it leads:
    # E = P r + P (1 - r) E, where r is 0 of a place that is no camp.
    stop = np.zeros((len(steps), steps.shape[1]))
    stop[:, camps] = room
    on = chance * (1.0 - stop)[:, None, :] * (1.0 - _TIRING)
    ended = np.linalg.solve(
        np.eye(steps.shape[1]) - on, chance[:, :, camps] * room[:, None, :]
    )
    return _shares(ended, _REACHED)


def _shares(weights: np.ndarray, least: float) -> np.ndarray:
    """Each row divided by its sum; zeros where the sum is no more than the least."""
    total = weights.sum(axis=-1, keepdims=True)
    return np.divide(weights, total, out=np.zeros_like(weights), where=total > least)

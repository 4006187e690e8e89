"""Where each side turns its effort: away from truces, and from enemies that it spares.

    e_j, even share to enemy side j  ~  exp(sigma_effort noise) (hot / base) ** turn
    effort of i against j  =  N e_j sel_ij (sum of e_k sel_ik over sides) ** -turn

`hot` is the mean intensity between two sides in this month, `base` the same before any
truce or change of stance, weighted by the strengths that would meet; N is the number of
enemy sides, so that even effort is one against each. The hypothesis, with `turn` at 1:
force that a truce or a spared enemy leaves idle goes to the other enemies; at 0 it
stays idle. Effort is a continuous share that is drawn by name, never a choice that
depends on the state.
"""

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.plan import Plan
from sinequanon.war.theta import Theta

ByPair = Float[np.ndarray, "actors actors runs"]
BySides = Float[np.ndarray, "sides sides runs"]

_LEAST, _MOST = 1e-3, 1e3
"""How far the heat between two sides can fall or rise against its base."""
LEAST_EFFORT = 1e-3
"""What is left of the effort of a side that spares everybody."""
_ONE = 1.0
"""A head more, so that actors of no strength weigh something against each other."""


def efforts(
    plan: Plan,
    theta: Theta,
    *,
    noise: Float[np.ndarray, "efforts runs"],
    hostility: ByPair,
    selectivity: ByPair,
) -> ByPair:
    """How far i turns to j: shares over enemy sides, scaled to mean one, by stance.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        noise: Standard normal chance by side and enemy side.
        hostility: Intensities of the month, truces included.
        selectivity: Effort of i against j that its stance leaves, 0 to 1.
    """
    sides = len(plan.side_names)
    drawn = np.exp(theta["sigma_effort"] * noise).reshape(sides, sides, -1)
    pull = drawn * heat_between(plan, theta, hostility) ** theta["turn"]
    hostile = {(plan.side[pair.i], plan.side[pair.j]) for pair in plan.pairs}
    enemies = [
        sorted(e for e in range(sides) if {(own, e), (e, own)} & hostile)
        for own in range(sides)
    ]
    shares = np.zeros_like(pull)
    for own, others in enumerate(enemies):
        whole = np.zeros(pull.shape[2])
        for other in others:
            whole = whole + pull[own, other]
        for other in others:
            shares[own, other] = len(others) * pull[own, other] / whole
    effort = np.zeros_like(hostility)
    for i, own in enumerate(plan.side):
        spent = spared(plan, theta, i, shares=shares[own], selectivity=selectivity[i])
        freed = spent ** -theta["turn"]
        for j, other in enumerate(plan.side):
            effort[i, j] = shares[own, other] * selectivity[i, j] * freed
    return effort


def spared(
    plan: Plan,
    theta: Theta,
    i: int,
    *,
    shares: Float[np.ndarray, "sides runs"],
    selectivity: Float[np.ndarray, "actors runs"],
) -> Float[np.ndarray, " runs"]:
    """The part of its effort that i's selectivity lets it spend, 0 to 1.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        i: The actor.
        shares: Even shares of its side by enemy side, zero for others.
        selectivity: Effort of i against each actor, 0 to 1.
    """
    mean = mean_selectivity(plan, theta, selectivity)
    whole, spent = np.zeros((2, selectivity.shape[1]))
    for other in range(len(plan.side_names)):
        whole = whole + shares[other]
        spent = spent + shares[other] * mean[other]
    part = spent / np.where(whole > 0.0, whole, 1.0)
    # Exactly one where nobody is spared, whatever the rounding of the mean.
    nobody = np.ones(selectivity.shape[1], dtype=np.bool_)
    for j, other in enumerate(plan.side):
        if other != plan.side[i]:
            nobody &= (selectivity[j] >= 1.0) | (shares[other] <= 0.0)
    return np.where(nobody | (whole <= 0.0), 1.0, np.maximum(part, LEAST_EFFORT))


def mean_selectivity(
    plan: Plan, theta: Theta, selectivity: Float[np.ndarray, "actors runs"]
) -> Float[np.ndarray, "sides runs"]:
    """The mean effort of one actor against each side, weighted by strength."""
    above, below = np.zeros((2, len(plan.side_names), selectivity.shape[1]))
    for j, other in enumerate(plan.side):
        weight = theta.strength[j] + _ONE
        above[other] += weight * selectivity[j]
        below[other] += weight
    return above / below


def heat_between(plan: Plan, theta: Theta, hostility: ByPair) -> BySides:
    """Mean intensity between two sides against its base, within a thousandfold."""
    sides = len(plan.side_names)
    now, base = (np.zeros((sides, sides, hostility.shape[2])) for _ in range(2))
    for pair in plan.pairs:
        i, j = pair.i, pair.j
        weight = (theta.strength[i] + _ONE) * (theta.strength[j] + _ONE)
        for own, other in ((plan.side[i], plan.side[j]), (plan.side[j], plan.side[i])):
            now[own, other] += weight * hostility[i, j]
            base[own, other] += weight * theta.hostility[i, j]
    known = base > 0.0
    ratio = np.where(known, now / np.where(known, base, 1.0), 1.0)
    return np.clip(ratio, _LEAST, _MOST)

"""How hot each dyad and place is this month, and where each side turns its effort.

Campaigns are continuous shares of effort drawn by name, never choices that depend on
the state: a sampled choice would tear apart worlds that differ by one place.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.luck import Luck
from sinequanon.war.plan import Plan
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

ByPair = Float[np.ndarray, "actors actors runs"]


@dataclass(frozen=True, kw_only=True)
class Climate:
    """The month's intensities.

    `effort[i, j]` is how far i turns to j (mean one over enemies, times the selectivity
    of i towards j); `heat[d]` the luck of a dyad, `front[p]` that of a place, both with
    mean one. The intensity under the truces in force stands in the month's `Terms`.
    """

    effort: ByPair
    heat: Float[np.ndarray, "dyads runs"]
    front: Float[np.ndarray, "places runs"]


def climate_of(plan: Plan, theta: Theta, luck: Luck, terms: Terms) -> Climate:
    """The climate of a month.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        luck: Chance of the month.
        terms: What holds between the actors this month.
    """
    return Climate(
        effort=_effort(plan, theta, luck, terms),
        heat=_mean_one(theta["sigma"], luck.dyad),
        front=_mean_one(theta["sigma_front"], luck.front),
    )


def _effort(plan: Plan, theta: Theta, luck: Luck, terms: Terms) -> ByPair:
    """Shares over the enemy sides of each side, scaled to mean one, by selectivity."""
    actors, sides = len(plan.side), len(plan.side_names)
    noise = np.exp(theta["sigma_effort"] * luck.effort).reshape(sides, sides, -1)
    hostile = {(plan.side[pair.i], plan.side[pair.j]) for pair in plan.pairs}
    enemies = [
        sorted(e for e in range(sides) if {(own, e), (e, own)} & hostile)
        for own in range(sides)
    ]
    effort = np.zeros((actors, actors, luck.effort.shape[1]))
    for i in range(actors):
        own = plan.side[i]
        whole = np.zeros(luck.effort.shape[1])
        for other in enemies[own]:
            whole = whole + noise[own, other]
        for j in range(actors):
            if plan.side[j] in enemies[own]:
                share = noise[own, plan.side[j]] / whole
                effort[i, j] = len(enemies[own]) * share * terms.selectivity[i, j]
    return effort


def _mean_one(
    sigma: Float[np.ndarray, " runs"], normal: Float[np.ndarray, "n runs"]
) -> Float[np.ndarray, "n runs"]:
    """Lognormal multipliers with mean one."""
    return np.exp(sigma * normal - sigma**2 / 2.0)

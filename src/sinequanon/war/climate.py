"""How hot each dyad, region and place is this month, and where effort turns.

Campaigns are continuous fields drawn by name, never choices that depend on the state: a
sampled choice would tear apart worlds that differ by one place.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, UInt32
from sinequanon.war.campaigns import BySideRegion, campaign_field
from sinequanon.war.effort import ByPair, efforts
from sinequanon.war.luck import Luck
from sinequanon.war.plan import Plan
from sinequanon.war.theta import Theta, ranged
from sinequanon.war.worlds import Truce


@dataclass(frozen=True, kw_only=True)
class Climate:
    """The month's intensities.

    `hostility[i, j]` is the intensity under the truces in force; `effort[i, j]` how far
    i turns to j (mean one over enemies, times the selectivity of i towards j);
    `campaign[s, r]` how side s gathers in region r; `heat[d]` the luck of a dyad,
    `front[p]` that of a place, both with mean one.
    """

    hostility: ByPair
    effort: ByPair
    campaign: BySideRegion
    heat: Float[np.ndarray, "dyads runs"]
    front: Float[np.ndarray, "places runs"]


def climate_of(
    plan: Plan,
    theta: Theta,
    luck: Luck,
    *,
    truces: tuple[Truce, ...],
    seed: int,
    month: int,
) -> Climate:
    """The climate of a month.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        luck: Chance of the month.
        truces: Truces of the dossier and of this world.
        seed: The seed that sizes of truces are drawn from.
        month: Month id.
    """
    hostility = _hostility(plan, theta, truces, seed, month)
    return Climate(
        hostility=hostility,
        effort=efforts(
            plan,
            theta,
            noise=luck.effort,
            hostility=hostility,
            selectivity=theta.selectivity,
        ),
        campaign=campaign_field(plan, theta, luck.campaign),
        heat=_mean_one(theta["sigma"], luck.dyad),
        front=_mean_one(theta["sigma_front"], luck.front),
    )


def truce_factor(
    truce: Truce, *, seed: int, draws: UInt32[np.ndarray, " runs"], month: int
) -> Float[np.ndarray, " runs"]:
    """What is left of the fighting in a month under one truce (1: all of it).

    A truce that begins later has no effect yet.
    """
    if month < truce.month:
        return np.ones(len(draws))
    name = "|".join(sorted((truce.a, truce.b)))
    factor = np.minimum(
        ranged(seed, "truce/factor", name, draws, truce.factor_low, truce.factor_high),
        1.0,
    )
    half_life = ranged(
        seed, "truce/life", name, draws, truce.half_life_low, truce.half_life_high
    )
    return 1.0 - (1.0 - factor) * 0.5 ** (
        (month - truce.month) / np.maximum(half_life, 0.01)
    )


def _hostility(
    plan: Plan, theta: Theta, truces: tuple[Truce, ...], seed: int, month: int
) -> ByPair:
    hostility = theta.hostility.copy()
    for truce in truces:
        i, j = plan.actor(truce.a), plan.actor(truce.b)
        factor = truce_factor(truce, seed=seed, draws=theta.draws, month=month)
        hostility[i, j] *= factor
        hostility[j, i] *= factor
    return hostility


def _mean_one(
    sigma: Float[np.ndarray, " runs"], normal: Float[np.ndarray, "n runs"]
) -> Float[np.ndarray, "n runs"]:
    """Lognormal multipliers with mean one."""
    return np.exp(sigma * normal - sigma**2 / 2.0)

"""How hot each dyad, region and place is this month, and where effort turns.

Campaigns are continuous fields drawn by name, never choices that depend on the state: a
sampled choice would tear apart worlds that differ by one place.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.campaigns import BySideRegion, campaign_field
from sinequanon.war.effort import ByPair, efforts
from sinequanon.war.luck import Luck
from sinequanon.war.plan import Plan
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta


@dataclass(frozen=True, kw_only=True)
class Climate:
    """The month's intensities.

    `effort[i, j]` is how far i turns to j (mean one over enemies, times the selectivity
    of i towards j); `campaign[s, r]` how side s gathers in region r; `heat[d]` the luck
    of a dyad, `front[p]` that of a place, both with mean one. The intensity under the
    truces in force stands in the month's `Terms`.
    """

    effort: ByPair
    campaign: BySideRegion
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
        effort=efforts(
            plan,
            theta,
            noise=luck.effort,
            hostility=terms.hostility,
            selectivity=terms.selectivity,
        ),
        campaign=campaign_field(plan, theta, luck.campaign),
        heat=_mean_one(theta["sigma"], luck.dyad),
        front=_mean_one(theta["sigma_front"], luck.front),
    )


def _mean_one(
    sigma: Float[np.ndarray, " runs"], normal: Float[np.ndarray, "n runs"]
) -> Float[np.ndarray, "n runs"]:
    """Lognormal multipliers with mean one."""
    return np.exp(sigma * normal - sigma**2 / 2.0)

"""Campaigns by region: a side gathers its forces in one part of the country.

    z     autoregressive of order one, one series for each side and region
    c     = exp(sigma_campaign z - sigma_campaign ** 2 / 4)

c multiplies the weight of the side's forces in the region's places, and sqrt(c_i c_j)
the intensity of its fronts there; its mean over two independent sides is one. Real
series are campaigns (Aleppo, the desert, the south of Syria in turn), and a side that
gathers can take back a town that an even spread of forces would hold for ever. The
field is continuous and does not look at the state, so worlds stay paired. Where there
is one region alone there is nothing to choose between, and c is one.
"""

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.plan import Plan
from sinequanon.war.theta import Theta

BySideRegion = Float[np.ndarray, "sides regions runs"]
ByPlace = Float[np.ndarray, "places runs"]


def campaign_field(
    plan: Plan, theta: Theta, noise: Float[np.ndarray, "campaigns runs"]
) -> BySideRegion:
    """How strongly each side gathers in each region this month, about one.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        noise: Standard normal chance by side and region.
    """
    sides, regions = len(plan.side_names), len(plan.region_names)
    sigma = theta["sigma_campaign"] * float(regions > 1)
    return np.exp(sigma * noise - sigma**2 / 4.0).reshape(sides, regions, -1)


def gathered(plan: Plan, campaign: BySideRegion, side: int) -> ByPlace:
    """One side's campaigns, place by place."""
    return campaign[side][plan.region]


def tempo(plan: Plan, campaign: BySideRegion, own: int, other: int) -> ByPlace:
    """How hot two sides' campaigns make each place."""
    return np.sqrt(campaign[own] * campaign[other])[plan.region]

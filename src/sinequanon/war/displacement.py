"""Flight by the scope of fighting, along the graph or abroad, and homecoming.

Who is touched by fighting leaves at a monthly rate; a share crosses the border, the
rest moves up to two places away, towards people and away from fighting. Displaced
people settle or go home when it is quiet, and some come back from abroad to where it
is.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.graph import total
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByPlace
from sinequanon.war.theta import Theta

_STEPS = 2


@dataclass(frozen=True, kw_only=True)
class Displaced:
    """The accounts of people after a month of flight and return, persons."""

    residents: ByPlace
    inside: ByPlace
    abroad: Float[np.ndarray, " runs"]
    fled: Float[np.ndarray, " runs"]
    back: Float[np.ndarray, " runs"]
    """People who came back from abroad."""


def displaced(
    plan: Plan,
    theta: Theta,
    *,
    residents: ByPlace,
    inside: ByPlace,
    abroad: Float[np.ndarray, " runs"],
    scope: ByPlace,
) -> Displaced:
    """The accounts after people touched by fighting (`scope`, 0 to 1) have fled."""
    leaving = -np.expm1(-theta["flight"] * scope)
    from_home, again = residents * leaving, inside * leaving
    going = from_home + again
    out = np.minimum(theta["abroad"], 1.0)
    crossing = total(plan.graph, going) * out
    walking = going * (1.0 - out)
    haven = (residents + 1.0) * (1.05 - scope)
    around = plan.graph.steps @ haven
    for _ in range(_STEPS):
        walking = haven * (plan.graph.steps @ (walking / around))
    inside = inside - again + walking
    # People come back to people: where nobody lives, nobody returns.
    quiet = residents * (1.05 - scope)
    whole = total(plan.graph, quiet)
    back = np.where(whole > 0.0, abroad * -np.expm1(-theta["return_abroad"]), 0.0)
    arriving = quiet * (back / np.where(whole > 0.0, whole, 1.0))
    settling = inside * -np.expm1(-theta["homecoming"] * (1.0 - scope))
    return Displaced(
        residents=residents - from_home + settling + arriving,
        inside=inside - settling,
        abroad=abroad - back + crossing,
        fled=crossing + total(plan.graph, walking),
        back=back,
    )

"""People whom states detain where their control is contested.

    detained = people * (1 - exp(-detention * sum over states of 4 C (1 - C)))

The kernel is that of selective violence: a state arrests where it rules and is not
sure of it (Kalyvas 2006, doi:10.1017/CBO9780511818462). Nobody leaves detention but by
a dated release; deaths in custody are not told apart from it.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.war.graph import total
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActorPlace, ByPlace, ByRun
from sinequanon.war.theta import Theta


@dataclass(frozen=True, kw_only=True)
class Arrested:
    """The accounts of people after a month's arrests, persons."""

    residents: ByPlace
    inside: ByPlace
    taken: ByRun


def arrested(
    plan: Plan,
    theta: Theta,
    *,
    control: ByActorPlace,
    residents: ByPlace,
    inside: ByPlace,
) -> Arrested:
    """Residents and displaced after some of both have been detained.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        control: Shares of control.
        residents: Persons at home.
        inside: Displaced persons, where they are now.
    """
    contested = np.zeros_like(residents)
    for name in plan.setting.states:
        held = control[plan.actor(name)]
        contested = contested + 4.0 * held * (1.0 - held)
    share = -np.expm1(-theta["detention"] * contested)
    return Arrested(
        residents=residents * (1.0 - share),
        inside=inside * (1.0 - share),
        taken=total(plan.graph, share * (residents + inside)),
    )

"""Backing: supply answers the client's distress and the rival's backers.

log s moves by .3 a month towards rho_d * distress + rho_r * log s of the rivals, within
+-1.2; a cut of supply lowers the aim and the floor. The loop between rivals is stable
while the product of both answers is below one. Hypothesis: counter-intervention (Regan
2002; Salehyan, Gleditsch & Cunningham 2011, doi:10.1017/S0020818311000233).
"""

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, State
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

_KEEP = 0.7
_LIMIT = 1.2
_DISTRESS_LIMIT = 2.0


def distress(
    now: ByActor, before: ByActor, ever: ByActor
) -> Float[np.ndarray, "actors runs"]:
    """The fall of log people under control, between 0 and 2.

    Args:
        now: People under control, persons.
        before: The same some months earlier.
        ever: The same at the start; zero for those who govern nobody.
    """
    least = 1e-3 * ever + 1.0
    fall = np.log((before + least) / (now + least))
    return np.clip(fall, 0.0, _DISTRESS_LIMIT)


def backed(
    state: State, plan: Plan, theta: Theta, terms: Terms, people_now: ByActor
) -> ByActor:
    """Log supply of each actor this month.

    A cut of supply moves the aim and the floor. An actor without a backer aims at
    what the cuts leave it, so it keeps its supply where there are none.
    """
    before = state.people_lagged[0] if state.people_lagged else people_now
    need = distress(people_now, before, state.people_start)
    supply = state.log_supply.copy()
    for i, has_backer in enumerate(terms.backed):
        aim = terms.supply_aim[i]
        if has_backer:
            rival = _rivals(state.log_supply, plan, terms, i)
            answer = np.minimum(theta["rivalry"], 0.95) * rival
            aim = aim + theta["distress"] * need[i] + answer
        drift = _KEEP * state.log_supply[i] + (1.0 - _KEEP) * aim
        supply[i] = np.clip(drift, terms.supply_aim[i] - _LIMIT, _LIMIT)
    return supply


def _rivals(
    log_supply: ByActor, plan: Plan, terms: Terms, i: int
) -> Float[np.ndarray, " runs"]:
    """Mean log supply of i's enemies, weighted by the intensity between them."""
    above = np.zeros(log_supply.shape[1])
    below = np.full(log_supply.shape[1], 1e-12)
    for pair in plan.pairs:
        if i in (pair.i, pair.j):
            j = pair.j if pair.i == i else pair.i
            above = above + terms.hostility[i, j] * log_supply[j]
            below = below + terms.hostility[i, j]
    return above / below

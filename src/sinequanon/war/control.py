"""Control passes where the odds exceed the defender's advantage, and rests elsewhere.

    k[i<-j] = kap min(h z, 1.5) sel (1 - exp(-eta max(x - log d, 0))) part_i
    outflow of j = C_j (1 - exp(-sum k)), shared over the takers in proportion to k

Flows are simultaneous and convex, so shares sum to one whatever the rates. A logistic
flow both ways would never let a front rest. The advantage grows in crowded places and
on home ground.
"""

import numpy as np

from sinequanon.war.fighting import Front
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActorPlace, ByPlace
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

_HOTTEST = 1.5
_TINY = 1e-12

Advantages = dict[tuple[int, int], ByPlace]


def log_advantage(plan: Plan, theta: Theta, defender: int, attacker: int) -> ByPlace:
    """Log power ratio that an attacker needs in each place before land passes."""
    crowd = plan.density[:, None]
    # Support of the people counts where there are people.
    belonging = (plan.home[defender] - plan.home[attacker]) * plan.density
    return (
        np.log(np.maximum(theta["advantage"], 1.0))
        + theta["urban"] * crowd
        + theta["home"] * belonging[:, None]
    )


def advantages_of(plan: Plan, theta: Theta) -> Advantages:
    """The log advantage by side of the defender and side of the attacker."""
    return {
        (plan.side[loser], plan.side[taker]): log_advantage(plan, theta, loser, taker)
        for pair in plan.pairs
        for loser, taker in ((pair.i, pair.j), (pair.j, pair.i))
    }


def passed(
    plan: Plan,
    theta: Theta,
    terms: Terms,
    *,
    control: ByActorPlace,
    fronts: tuple[Front, ...],
    advantages: Advantages,
    frozen: frozenset[int] = frozenset(),
) -> ByActorPlace:
    """Control after a month of fighting.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        terms: What holds between the actors this month.
        control: Shares before.
        fronts: Odds by pair.
        advantages: What each side needs against each other (`advantages_of`).
        frozen: Places under a dated assault, whose fate the event decides.
    """
    rates: list[tuple[int, int, ByPlace]] = []
    whole = np.zeros_like(control)
    for pair, front in zip(plan.pairs, fronts, strict=True):
        heat = np.minimum(front.intensity, _HOTTEST)
        for taker, loser, odds, part in (
            (pair.i, pair.j, front.odds, front.part_i),
            (pair.j, pair.i, -front.odds, front.part_j),
        ):
            beyond = odds - advantages[plan.side[loser], plan.side[taker]]
            yields = -np.expm1(-theta["yielding"] * np.maximum(beyond, 0.0))
            selective = np.minimum(terms.selectivity[taker, loser], 1.0)
            rate = (theta["capture"] * selective) * heat * yields * part
            rates.append((taker, loser, rate))
            whole[loser] += rate
    leaving = control * -np.expm1(-whole) / np.maximum(whole, _TINY)
    for place in frozen:
        leaving[:, place] = 0.0
    after = control.copy()
    for taker, loser, rate in rates:
        flow = leaving[loser] * rate
        after[loser] -= flow
        after[plan.holder[taker]] += flow
    return np.clip(after, 0.0, 1.0)

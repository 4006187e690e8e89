"""Fighters who go over to the ally that fares better.

    fall of i     d_i = log((F_i(0) + 1) / (F_i + 1)), between 0 and 2
    from i to k   r_ik = realignment max(0, d_i - d_k) F_k / (F of all of i's allies)
    i loses the share 1 - exp(-sum of r_ik), split over the takers in proportion to r_ik

Groups that lose go over to those of their own side that do not: alliances follow the
balance, and fractions the fortunes of their leaders (Christia 2012,
doi:10.1017/CBO9781139149426). With the fighters pass the same shares of the ground, and
of what both were at the start, or recruitment would raise at once what has gone. A
contingent from abroad neither gives nor takes.
"""

from dataclasses import replace

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.graph import totals
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, ByActorPlace, State
from sinequanon.war.theta import Theta

_MOST_FALL = 2.0
_ONE = 1.0

Shares = dict[tuple[int, int], Float[np.ndarray, " runs"]]


def falls(fighters: ByActor, at_start: ByActor) -> ByActor:
    """The log loss of each actor's fighters against the start, between 0 and 2."""
    return np.clip(np.log((at_start + _ONE) / (fighters + _ONE)), 0.0, _MOST_FALL)


def going_over(
    plan: Plan, theta: Theta, fighters: ByActor, at_start: ByActor
) -> Shares:
    """The share of each actor that goes over to each ally this month.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        fighters: Heads of each actor.
        at_start: The same at the start.
    """
    fall = falls(fighters, at_start)
    shares: Shares = {}
    for i, friends in enumerate(plan.friends):
        allies = [k for k in friends if k != i and not plan.from_abroad[k]]
        if plan.from_abroad[i] or not allies:
            continue
        strength = np.full(fighters.shape[1], _ONE)
        for k in allies:
            strength = strength + fighters[k]
        rates = {
            k: theta["realignment"]
            * np.maximum(fall[i] - fall[k], 0.0)
            * (fighters[k] / strength)
            for k in allies
        }
        whole = np.zeros(fighters.shape[1])
        for rate in rates.values():
            whole = whole + rate
        leaving = -np.expm1(-whole) / np.where(whole > 0.0, whole, 1.0)
        for k, rate in rates.items():
            shares[i, k] = leaving * rate
    return shares


def realigned(state: State, plan: Plan, theta: Theta) -> State:
    """The state after this month's changes of sides within sides."""
    heads = totals(plan.graph, state.fighters)
    shares = going_over(plan, theta, heads, state.fighters_start)
    if not shares:
        return state
    return replace(
        state,
        fighters=_fields(state.fighters, shares),
        control=_fields(state.control, shares),
        fighters_start=_rows(state.fighters_start, shares),
        people_start=_rows(state.people_start, shares),
        people_lagged=tuple(_rows(rows, shares) for rows in state.people_lagged),
    )


def _fields(rows: ByActorPlace, shares: Shares) -> ByActorPlace:
    """Rows by actor and place after shares of some have passed to others."""
    after = rows.copy()
    for (i, k), share in shares.items():
        passing = share * rows[i]
        after[i] -= passing
        after[k] += passing
    return after


def _rows(rows: ByActor, shares: Shares) -> ByActor:
    """Rows by actor after shares of some have passed to others."""
    return _fields(rows[:, None], shares)[:, 0]

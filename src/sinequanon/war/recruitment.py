"""Recruitment with an exit, so that peace is a steady state.

Each month a share nu of an actor's fighters leaves; joiners replace nu of its starting
strength and a part of what it has lost of it, times people, supply and grievance.
Without fighting and with its people an actor keeps its strength.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.graph import total, totals
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, ByActorPlace, ByPlace, State, people
from sinequanon.war.theta import Theta

_GRIEVANCE_LIMIT = 3.0


@dataclass(frozen=True, kw_only=True)
class Recruited:
    """Fighters after recruitment, and where the heads came from and went."""

    fighters: ByActorPlace
    residents: ByPlace
    joined: ByActor
    exits: ByActor
    came: Float[np.ndarray, " runs"]
    left: Float[np.ndarray, " runs"]
    returned: Float[np.ndarray, " runs"]


def recruited(state: State, plan: Plan, theta: Theta, people_now: ByActor) -> Recruited:
    """Fighters after a month of joining and leaving.

    Joiners from home leave the residents of places that their side holds; leavers who
    had come from abroad leave the country.
    """
    rate = -np.expm1(-theta["turnover"])
    draft = -np.expm1(-theta["mobilisation"])
    wanted = [
        (rate * state.fighters_start[i] + draft * _missing(state, plan, i))
        * _appeal(state, theta, people_now, i)
        for i in range(len(plan.side))
    ]
    wanted = _substituted(wanted, state, plan, theta)
    fighters = np.empty_like(state.fighters)
    residents = state.residents.copy()
    exits = np.empty_like(state.log_supply)
    joined = np.empty_like(state.log_supply)
    came, left = np.zeros_like(state.came), np.zeros_like(state.left)
    returned = np.zeros_like(state.returned)
    for i in range(len(plan.side)):
        abroad = 1.0 if plan.from_abroad[i] else theta.foreign[i]
        leaving = rate * state.fighters[i]
        home = leaving * (1.0 - abroad)
        exits[i] = total(plan.graph, leaving)
        left = left + exits[i] * abroad
        returned = returned + exits[i] * (1.0 - abroad)
        residents = residents + home
        ground = _ground(state, plan, i)
        pool = total(plan.graph, ground)
        # A side that governs nobody has no ground to raise or receive men on.
        share = ground / np.maximum(pool, 1.0)
        local = np.minimum(wanted[i] * (1.0 - abroad) / np.maximum(pool, 1.0), 0.05)
        raised = local * np.minimum(ground, residents)
        residents = residents - raised
        arriving = np.where(pool >= 1.0, wanted[i] * abroad, 0.0)
        came = came + total(plan.graph, share * arriving)
        gained = raised + share * arriving
        joined[i] = total(plan.graph, gained)
        fighters[i] = state.fighters[i] - leaving + gained
    return Recruited(
        fighters=fighters,
        residents=residents,
        joined=joined,
        exits=exits,
        came=came,
        left=left,
        returned=returned,
    )


def _missing(state: State, plan: Plan, i: int) -> Float[np.ndarray, " runs"]:
    """Heads that an actor has fewer than at the start."""
    now = total(plan.graph, state.fighters[i])
    return np.maximum(state.fighters_start[i] - now, 0.0)


def _ground(state: State, plan: Plan, i: int) -> ByPlace:
    """Residents under the control of i, or of its side if i governs nobody."""
    if not plan.from_abroad[i]:
        return state.control[i] * state.residents
    share = np.zeros_like(state.residents)
    for k in plan.friends[i]:
        share = share + state.control[k]
    return share * state.residents


def _appeal(
    state: State, theta: Theta, people_now: ByActor, i: int
) -> Float[np.ndarray, " runs"]:
    """How many join, against the start: people, supply and grievance."""
    governed = state.people_start[i] > 0.0
    share = np.where(
        governed, people_now[i] / np.maximum(state.people_start[i], 1.0), 1.0
    )
    supply = np.exp(theta["supply_exponent"] * state.log_supply[i])
    anger = np.minimum(np.log1p(state.grievance[i]), _GRIEVANCE_LIMIT)
    return (
        share ** theta["people_exponent"] * supply * np.exp(theta["grievance"] * anger)
    )


def _substituted(
    wanted: list[Float[np.ndarray, " runs"]], state: State, plan: Plan, theta: Theta
) -> list[Float[np.ndarray, " runs"]]:
    """Joiners after some of those whom a starved group cannot feed join its allies."""
    after = list(wanted)
    share = np.minimum(theta["substitution"], 1.0)
    for i, friends in enumerate(plan.friends):
        allies = [k for k in friends if k != i and not plan.from_abroad[k]]
        if not allies or plan.from_abroad[i]:
            continue
        kept = np.exp(theta["supply_exponent"] * np.minimum(state.log_supply[i], 0.0))
        lost = wanted[i] * (1.0 / kept - 1.0)
        whole = np.zeros_like(lost)
        for k in allies:
            whole = whole + state.fighters_start[k]
        for k in allies:
            part = state.fighters_start[k] / np.maximum(whole, 1.0)
            after[k] = after[k] + share * lost * part
    return after


def people_under(state: State, plan: Plan) -> ByActor:
    """People under each actor's control, persons."""
    return totals(plan.graph, state.control * people(state))

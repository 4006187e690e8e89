"""Fighters who come or go over at once: prisoners released, arrivals, splits, mergers.

Heads move between the accounts of the state and none is made or lost. What joins an
actor also raises the strength that it keeps up, or turnover would undo the event.
"""

from dataclasses import replace

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.graph import total, totals
from sinequanon.war.movement import side_control
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, ByPlace, ByRun, Garrison, State
from sinequanon.war.theta import Theta, ranged
from sinequanon.war.worlds import Arrives, Passes, Release

Rows = Float[np.ndarray, "..."]


def set_free(state: State, plan: Plan, theta: Theta, item: Release, seed: int) -> State:
    """The state after a release: some join the named actors, the rest go home.

    Those released come out of detention, and where fewer are detained, out of the
    residents. Shares of joiners that sum to more than one are scaled to one.
    """
    draws, when = theta.draws, str(_drawn_as(item))
    wanted = ranged(seed, "release/heads", when, draws, item.heads_low, item.heads_high)
    freed = np.minimum(wanted, state.detained)
    at_home = total(plan.graph, state.residents)
    others = np.minimum(wanted - freed, at_home)
    residents = state.residents * (1.0 - others / np.maximum(at_home, 1.0))
    heads = freed + others

    shares = {
        name: ranged(seed, "release/joins", f"{name}@{when}", draws, low, high)
        for name, low, high in item.joins
    }
    whole = np.ones_like(heads)
    for share in shares.values():
        whole = whole + share
    whole = np.maximum(whole - 1.0, 1.0)
    fighters, first = state.fighters.copy(), state.fighters_start.copy()
    stay = heads.copy()
    for name, share in shares.items():
        i = plan.actor(name)
        gathered = gathering(state, plan, i) * (heads * share / whole)
        joined = total(plan.graph, gathered)
        fighters[i] += gathered
        first[i] += joined
        stay = stay - joined

    left = np.maximum(total(plan.graph, residents), 1.0)
    return replace(
        state,
        detained=state.detained - freed,
        residents=residents + residents * (stay / left),
        fighters=fighters,
        fighters_start=first,
    )


def arrived(state: State, plan: Plan, theta: Theta, item: Arrives, seed: int) -> State:
    """The state after fighters from outside the country have joined an actor."""
    i, name = plan.actor(item.actor), f"{item.actor}@{_drawn_as(item)}"
    heads = ranged(seed, "arrival", name, theta.draws, item.heads_low, item.heads_high)
    gathered = gathering(state, plan, i) * heads
    came = total(plan.graph, gathered)
    fighters, first = state.fighters.copy(), state.fighters_start.copy()
    fighters[i] += gathered
    first[i] += came
    return replace(
        state, fighters=fighters, fighters_start=first, came=state.came + came
    )


def gone_over(state: State, plan: Plan, theta: Theta, item: Passes, seed: int) -> State:
    """The state after a share of an actor's fighters and ground has passed to another.

    With them pass the same shares of the strength and people that it had at the start,
    and of its garrisons; supply and grievance of the two are mixed by heads.
    """
    i, j = plan.actor(item.actor), plan.actor(item.to)
    name = f"{item.actor}>{item.to}@{_drawn_as(item)}"
    low, high = item.share_low, item.share_high
    share = np.minimum(ranged(seed, "passing", name, theta.draws, low, high), 1.0)

    def shared(rows: Rows) -> Rows:
        after = rows.copy()
        passing = share * rows[i]
        after[i] = rows[i] - passing
        after[j] = rows[j] + passing
        return after

    heads = totals(plan.graph, state.fighters)
    moving = share * heads[i]
    part = moving / np.maximum(heads[j] + moving, 1e-9)

    def mixed(rows: ByActor) -> ByActor:
        after = rows.copy()
        after[j] = rows[j] + part * (rows[i] - rows[j])
        return after

    return replace(
        state,
        fighters=shared(state.fighters),
        control=shared(state.control),
        fighters_start=shared(state.fighters_start),
        people_start=shared(state.people_start),
        people_lagged=tuple(shared(rows) for rows in state.people_lagged),
        log_supply=mixed(state.log_supply),
        grievance=mixed(state.grievance),
        garrisons=_garrisons(state.garrisons, i, j, share),
    )


def gathering(state: State, plan: Plan, i: int) -> ByPlace:
    """Where newcomers to an actor gather, as shares of places that sum to one.

    They gather where people live under its control, else under its side's, else, in
    hiding, wherever people live.
    """
    side = side_control(plan, state.control, plan.side[i]) * state.residents
    own = side if plan.from_abroad[i] else state.control[i] * state.residents
    ground = np.where(total(plan.graph, own) >= 1.0, own, side)
    ground = np.where(total(plan.graph, ground) >= 1.0, ground, state.residents)
    pool = total(plan.graph, ground)
    return np.where(pool >= 1.0, ground / np.maximum(pool, 1.0), 0.0)


def _drawn_as(item: Release | Arrives | Passes) -> int:
    """The month that names the draw of an intervention's size."""
    return item.month if item.drawn_as is None else item.drawn_as


def _garrisons(
    garrisons: tuple[Garrison, ...], i: int, j: int, share: ByRun
) -> tuple[Garrison, ...]:
    """Garrisons, with those of i split between i and j."""
    after: list[Garrison] = []
    for one in garrisons:
        if one.actor != i:
            after.append(one)
            continue
        after.append(replace(one, heads=one.heads * (1.0 - share)))
        after.append(replace(one, actor=j, heads=one.heads * share))
    return tuple(after)

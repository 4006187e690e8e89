"""Interventions put into effect at the start of a month, on the state as it is."""

from dataclasses import dataclass, replace

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.graph import total
from sinequanon.war.joining import arrived, gone_over, set_free
from sinequanon.war.movement import access, side_control, spread
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActorPlace, ByDyad, Garrison, State, released
from sinequanon.war.theta import Theta, ranged
from sinequanon.war.worlds import (
    Arrives,
    Failed,
    Intervention,
    Losses,
    Passes,
    Pin,
    Redeploy,
    Release,
    Transfer,
    Undo,
    World,
)

MOST_MOVED = 0.8
"""A garrison takes at most this share of its actor's force nearby."""
_DISPERSALS = 6


def acted(state: State, plan: Plan, theta: Theta, *, world: World, seed: int) -> State:
    """The state after the world's interventions of this month, in order."""
    state = released(state)
    for item in world:
        if item.month == state.month or isinstance(item, Pin):
            state = _one(state, plan, theta, item, seed)
    return state


def pinned(control: ByActorPlace, plan: Plan, world: World) -> ByActorPlace:
    """Control with the world's pinned places given back to their holders."""
    pins = [item for item in world if isinstance(item, Pin)]
    if not pins:
        return control
    after = control.copy()
    for pin in pins:
        place = plan.place(pin.place)
        after[:, place] = 0.0
        after[plan.actor(pin.holder), place] = 1.0
    return after


@dataclass(frozen=True, kw_only=True)
class Dead:
    """What one actor loses in one dated battle."""

    month: int
    actor: int
    place: int
    dyad: int | None
    """The dyad in whose deaths they are counted."""
    heads: Float[np.ndarray, " runs"]


def dated_dead(
    plan: Plan, theta: Theta, item: Losses, *, seed: int
) -> tuple[Dead, ...]:
    """The dead of a dated battle, actor by actor, as far as there are so many.

    They are counted in the dyad of the sides that lose men there (the first such dyad
    in order of name).
    """
    sides = {plan.side[plan.actor(name)] for name, _, _ in item.deaths}
    dyad = next(
        (
            pair.dyad
            for pair in sorted(plan.pairs, key=lambda pair: pair.dyad)
            if {plan.side[pair.i], plan.side[pair.j]} <= sides
        ),
        None,
    )
    return tuple(
        Dead(
            month=item.month,
            actor=plan.actor(name),
            place=plan.place(item.place),
            dyad=dyad,
            heads=ranged(
                seed,
                "losses",
                f"{name}@{item.place}@{item.month}",
                theta.draws,
                low,
                high,
            ),
        )
        for name, low, high in item.deaths
    )


def battle_losses(
    state: State, plan: Plan, theta: Theta, *, world: World, seed: int
) -> tuple[ByActorPlace, ByDyad]:
    """Fighters after this month's dated battles, and the recorded deaths by dyad.

    The dead are taken from each actor's fighters at the place and around it; a death
    is a death, so no further losses are added.
    """
    fighters = state.fighters
    deaths = np.zeros_like(theta.deadliness)
    for item in world:
        if not isinstance(item, Losses) or item.month != state.month:
            continue
        fighters = fighters.copy()
        for dead in dated_dead(plan, theta, item, seed=seed):
            near = _nearby(plan, fighters[dead.actor], dead.place)
            force = total(plan.graph, near)
            taken = np.minimum(dead.heads, MOST_MOVED * force)
            share = taken / np.maximum(force, 1e-9)
            fighters[dead.actor] = fighters[dead.actor] - near * share
            if dead.dyad is not None:
                deaths[dead.dyad] += taken
    return fighters, deaths


def _one(
    state: State, plan: Plan, theta: Theta, item: Intervention, seed: int
) -> State:
    if isinstance(item, Transfer):
        state = _lost(state, plan, item)
        state = _taken(state, plan, item.place, item.to)
        return _garrisoned(state, plan, theta, item, seed)
    if isinstance(item, Pin):
        return _taken(state, plan, item.place, item.holder)
    if isinstance(item, Undo):
        for place in item.places:
            state = _taken(state, plan, place, item.to)
        return state
    if isinstance(item, Failed):
        state = _taken(state, plan, item.place, item.holder, keep_bound=True)
        return _dispersed(state, plan, theta, plan.place(item.place))
    if isinstance(item, Redeploy):
        return _dispersed(state, plan, theta, plan.place(item.place))
    if isinstance(item, Release):
        return set_free(state, plan, theta, item, seed)
    if isinstance(item, Arrives):
        return arrived(state, plan, theta, item, seed)
    if isinstance(item, Passes):
        return gone_over(state, plan, theta, item, seed)
    return state


def _taken(
    state: State, plan: Plan, pcode: str, to: str, *, keep_bound: bool = False
) -> State:
    """The place in one hand; the other sides' fighters there fall back."""
    place, winner = plan.place(pcode), plan.actor(to)
    if not keep_bound:
        kept = tuple(
            garrison
            for garrison in state.garrisons
            if garrison.target != place or garrison.place == place
        )
        state = replace(state, garrisons=kept)
    control = state.control.copy()
    control[:, place] = 0.0
    control[winner, place] = 1.0
    fighters = state.fighters.copy()
    for actor, side in enumerate(plan.side):
        if side != plan.side[winner]:
            fighters[actor] = _fallen_back(plan, fighters[actor], control, side, place)
    stays = tuple(
        garrison
        for garrison in state.garrisons
        if garrison.place != place or plan.side[garrison.actor] == plan.side[winner]
    )
    return replace(state, control=control, fighters=fighters, garrisons=stays)


def _lost(state: State, plan: Plan, item: Transfer) -> State:
    """The state without the loser's fighters that a transfer costs it."""
    if item.lost_share == 0.0:
        return state
    actor, place = plan.actor(item.taken_from), plan.place(item.place)
    fighters = state.fighters.copy()
    lost = item.lost_share * fighters[actor, place]
    fighters[actor, place] -= lost
    return replace(state, fighters=fighters, dead=state.dead + lost)


def _fallen_back(
    plan: Plan,
    fighters: Float[np.ndarray, "places runs"],
    control: ByActorPlace,
    side: int,
    place: int,
) -> Float[np.ndarray, "places runs"]:
    """One actor's fighters after those in a lost place went to their side's nearest.

    They go to neighbouring places that their side holds, else to all it holds, else
    they stay.
    """
    leaving = fighters[place].copy()
    here = np.zeros_like(fighters)
    here[place] = 1.0
    held = side_control(plan, control, side)
    held[place] = 0.0
    beside = (plan.graph.steps @ here) * held
    near, far = total(plan.graph, beside), total(plan.graph, held)
    weight = np.where(near > 1e-6, beside / np.maximum(near, 1e-12), 0.0)
    weight = np.where(
        (near <= 1e-6) & (far > 1e-6), held / np.maximum(far, 1e-12), weight
    )
    goes = (near > 1e-6) | (far > 1e-6)
    after = fighters + weight * leaving
    after[place] = np.where(goes, after[place] - leaving, after[place])
    return after


def _nearby(
    plan: Plan, fighters: Float[np.ndarray, "places runs"], place: int
) -> Float[np.ndarray, "places runs"]:
    """Fighters in a place, beside it, and (counted half) one place further."""
    return fighters * nearness(plan, place)


def nearness(plan: Plan, place: int) -> Float[np.ndarray, "places one"]:
    """1 in a place and beside it, a half one place further, 0 elsewhere."""
    weight = np.zeros((len(plan.setting.places), 1))
    weight[place] = 1.0
    first = (plan.graph.steps @ weight > 0.0).astype(np.float64)
    second = (plan.graph.steps @ first > 0.0).astype(np.float64)
    return np.maximum(first, 0.5 * second)


def _garrisoned(
    state: State, plan: Plan, theta: Theta, item: Transfer, seed: int
) -> State:
    """The winner's garrison, moved in from nearby and bound for its time."""
    actor, place = plan.actor(item.to), plan.place(item.place)
    name = f"{item.to}@{item.place}"
    wanted = ranged(
        seed, "garrison", name, theta.draws, item.garrison_low, item.garrison_high
    )
    months = ranged(
        seed, "garrison/months", name, theta.draws, item.months_low, item.months_high
    )
    near = _nearby(plan, state.fighters[actor], place)
    force = total(plan.graph, near)
    heads = np.minimum(wanted, MOST_MOVED * force)
    fighters = state.fighters.copy()
    fighters[actor] = fighters[actor] - near * (heads / np.maximum(force, 1e-9))
    fighters[actor, place] += heads
    garrison = Garrison(
        actor=actor,
        place=place,
        heads=heads,
        until=state.month + months,
        target=place,
    )
    return replace(state, fighters=fighters, garrisons=(*state.garrisons, garrison))


def _dispersed(state: State, plan: Plan, theta: Theta, target: int) -> State:
    """The force drawn up against a place, spread among its own side's forces."""
    fighters = state.fighters.copy()
    open_to = access(plan, state.control)
    for garrison in state.garrisons:
        if garrison.target != target:
            continue
        actor = garrison.actor
        heads = np.minimum(garrison.heads, fighters[actor, garrison.place])
        rest = fighters[actor].copy()
        rest[garrison.place] -= heads
        force = np.zeros_like(rest)
        force[garrison.place] = heads
        weight = (open_to[plan.side[actor]] * (rest + 1.0))[None]
        spreading = force[None]
        for _ in range(_DISPERSALS):
            spreading = spread(plan, spreading, weight, theta["mobility"])
        fighters[actor] = rest + spreading[0]
    return released(replace(state, fighters=fighters), target)

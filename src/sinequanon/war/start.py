"""The war as it is picked up: forces where the rule of movement would have them.

No source gives troops by place. Forces start where people and land under their control
are, and the rule of movement runs a few times before the first month: deployment is
the rule's fixed point, and its prior is that of the places' worth.
"""

from dataclasses import replace

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.climate import Climate
from sinequanon.war.graph import total
from sinequanon.war.movement import (
    attraction,
    heads_in_reach,
    moved,
    place_values,
    side_control,
)
from sinequanon.war.plan import Plan
from sinequanon.war.recruitment import people_under
from sinequanon.war.state import ByActorPlace, ByPlace, Garrison, State
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta, ranged
from sinequanon.war.worlds import Assault

ROUNDS = 6
_MOST_BOUND = 0.5
"""An assault takes at most this share of an actor's strength."""


def start_state(
    plan: Plan, theta: Theta, terms: Terms, climate: Climate, *, seed: int
) -> State:
    """The state at the start of the first month.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        terms: What holds between the actors in the first month.
        climate: Intensities of the first month.
        seed: The seed that the size of an assault is drawn from.
    """
    control = _control(plan, theta)
    fighters = _deployed(plan, theta, terms, climate, control)
    return picked_up(plan, theta, fighters, seed=seed)


def _control(plan: Plan, theta: Theta) -> ByActorPlace:
    return np.repeat(plan.setting.control0[:, :, None], len(theta.draws), axis=2)


def picked_up(plan: Plan, theta: Theta, fighters: ByActorPlace, *, seed: int) -> State:
    """The state at the start of the first month, with forces where they are deployed.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        fighters: Where the rule of movement has taken the forces.
        seed: The seed that the size of an assault is drawn from.
    """
    setting = plan.setting
    runs = len(theta.draws)
    control = _control(plan, theta)
    garrisons: tuple[Garrison, ...] = ()
    if setting.assault is not None:
        fighters, garrisons = _drawn_up(
            plan, theta, fighters, control, setting.assault, seed
        )
    residents = np.repeat(setting.population[:, None], runs, axis=1)
    nobody = np.zeros(runs)
    none = np.zeros((len(setting.actors), runs))
    state = State(
        month=setting.start_month,
        fighters=fighters,
        control=control,
        residents=residents,
        inside=np.zeros_like(residents),
        abroad=nobody,
        detained=ranged(
            seed,
            "detained",
            "all",
            theta.draws,
            setting.detained_low,
            setting.detained_high,
        ),
        dead=nobody,
        came=nobody,
        left=nobody,
        returned=nobody,
        log_supply=none,
        grievance=none,
        people_start=none,
        people_lagged=(),
        fighters_start=theta.strength.copy(),
        garrisons=garrisons,
        calm=np.zeros_like(residents),
    )
    start = people_under(state, plan)
    return replace(state, people_start=start)


def _deployed(
    plan: Plan, theta: Theta, terms: Terms, climate: Climate, control: ByActorPlace
) -> ByActorPlace:
    """Forces after the rule of movement has run from people and land."""
    values = place_values(plan, theta)
    anywhere = np.ones_like(control[0])
    fighters = np.zeros_like(control)
    for i, side in enumerate(plan.side):
        held = side_control(plan, control, side) if plan.from_abroad[i] else control[i]
        worth = held * values
        whole = total(plan.graph, worth)
        share = np.where(whole > 0.0, worth / np.maximum(whole, 1e-12), 0.0)
        fighters[i] = theta.strength[i] * share
    for _ in range(ROUNDS):
        heads = heads_in_reach(plan, fighters, theta["reach"])
        weight = attraction(
            plan,
            theta,
            terms,
            climate,
            control=control,
            heads=heads,
            values=values,
            quiet=anywhere,
        )
        fighters = moved(plan, theta, fighters=fighters, weight=weight, bound={})
    return fighters


def _drawn_up(
    plan: Plan,
    theta: Theta,
    fighters: ByActorPlace,
    control: ByActorPlace,
    assault: Assault,
    seed: int,
) -> tuple[ByActorPlace, tuple[Garrison, ...]]:
    """Fighters with the assault's force beside its target, and that force as bound."""
    actor, target = plan.actor(assault.actor), plan.place(assault.place)
    posts = staging(plan, side_control(plan, control, plan.side[actor]), target)
    if not posts:
        return fighters, ()
    heads = _assault_heads(assault, theta, seed)
    strength = total(plan.graph, fighters[actor])
    heads = np.minimum(heads, _MOST_BOUND * strength)
    after = fighters.copy()
    after[actor] *= 1.0 - heads / np.maximum(strength, 1e-9)
    garrisons: list[Garrison] = []
    for place, share in posts:
        after[actor, place] += share * heads
        garrisons.append(
            Garrison(
                actor=actor,
                place=place,
                heads=share * heads,
                until=np.full(len(heads), float(assault.until)),
                target=target,
            )
        )
    return after, tuple(garrisons)


def _assault_heads(
    assault: Assault, theta: Theta, seed: int
) -> Float[np.ndarray, " runs"]:
    name = f"{assault.actor}@{assault.place}"
    return ranged(seed, "assault", name, theta.draws, assault.low, assault.high)


def staging(plan: Plan, held: ByPlace, target: int) -> list[tuple[int, float]]:
    """The nearest ring around a target where a side holds land, with shares.

    Empty if the side holds nothing that borders lead to. `held` is the side's share of
    each place; at the start it is the same in all runs.
    """
    steps = plan.graph.steps
    ring = np.zeros((len(held), 1))
    ring[target] = 1.0
    own = held[:, :1]
    for _ in range(len(held)):
        ring = (steps @ ring > 0.0).astype(np.float64)
        weight = ring * own
        weight[target] = 0.0
        whole = float(weight.sum())
        if whole > 0.0:
            near = np.nonzero(weight[:, 0] > 0.0)[0].tolist()
            return [(int(p), float(weight[p, 0]) / whole) for p in near]
        if bool(np.all(ring > 0.0)):
            break
    return []

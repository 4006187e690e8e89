"""Movement: several hops a month towards threatened places, inside own ground.

A reversible walk: with weights w and A the graph with loops, F becomes
(1 - mu) F + mu w A(F / (A w)); heads are conserved exactly and w A w is its fixed
point. One hop is too slow (years across a country); teleporting unites pockets.
"""

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.campaigns import gathered
from sinequanon.war.climate import Climate
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActorPlace, ByPlace
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

HOPS = 6
_PASSABLE = 0.2
"""Share of control at which a place is fully open to a side's forces."""
_FLOOR = 1e-12

BySidePlace = Float[np.ndarray, "sides places runs"]


def place_values(plan: Plan, theta: Theta) -> ByPlace:
    """Worth of each place to all: people, land, and what the setting adds."""
    setting = plan.setting
    mean = max(float(setting.population.mean()), 1.0)
    crowd = np.maximum(setting.population / mean, 1e-3)[:, None]
    land = np.sqrt(setting.area)
    land = (land / land.mean())[:, None]
    worth = (
        crowd ** theta["value_people"]
        + theta["value_land"] * land
        + 0.1
        + setting.value_extra[:, None]
    )
    # An extra worth of minus infinity makes a place worth nothing to anybody.
    return np.maximum(worth, 0.0)


def access(plan: Plan, control: ByActorPlace) -> BySidePlace:
    """How open each place is to each side's forces, 0 to 1."""
    held = np.stack(
        [side_control(plan, control, side) for side in range(len(plan.side_names))]
    )
    near = held + 0.5 * plan.graph.around.each(held)
    return np.minimum(near / _PASSABLE, 1.0)


def side_control(plan: Plan, control: ByActorPlace, side: int) -> ByPlace:
    """The share of each place that a side holds."""
    held = np.zeros(control.shape[1:])
    for actor, own in enumerate(plan.side):
        if own == side:
            held = held + control[actor]
    return held


def attraction(
    plan: Plan,
    theta: Theta,
    terms: Terms,
    climate: Climate,
    *,
    control: ByActorPlace,
    heads: ByActorPlace,
    values: ByPlace,
    quiet: ByPlace,
) -> ByActorPlace:
    """Weight of each place to each actor's forces.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        terms: Intensities by pair; truces act here too, or they free nobody.
        climate: Where the month's effort and luck go.
        control: Shares of control.
        heads: Heads in reach of each place.
        values: Worth of each place.
        quiet: What local truces leave of the core's fighting in each place.
    """
    crowd = np.full(heads.shape[1:], _FLOOR)
    for field in heads:
        crowd = crowd + field
    inverse = 1.0 / crowd
    relative = [field * inverse for field in heads]
    pull = np.zeros_like(heads)
    for pair in plan.pairs:
        i, j = pair.i, pair.j
        hot = terms.hostility[i, j]
        local = quiet if pair.dyad in plan.core else 1.0
        pull[i] += (hot * climate.effort[i, j]) * relative[j] * local
        pull[j] += (hot * climate.effort[j, i]) * relative[i] * local
    open_to = access(plan, control)
    worth = values * climate.front
    rear = [
        theta["rear"] * side_control(plan, control, side)
        for side in range(len(plan.side_names))
    ]
    for i, side in enumerate(plan.side):
        pull[i] += rear[side]
        pull[i] *= open_to[side]
        pull[i] *= worth
        pull[i] *= gathered(plan, climate.campaign, side)
    return pull


def spread(
    plan: Plan,
    fighters: Float[np.ndarray, "layers places runs"],
    weight: Float[np.ndarray, "layers places runs"],
    mobility: Float[np.ndarray, " runs"],
) -> Float[np.ndarray, "layers places runs"]:
    """Heads after a month of hops; forces with nowhere to go stay.

    Args:
        plan: Fixed indices of the setting.
        fighters: Heads, one layer for each actor that moves.
        weight: Weight of each place to each.
        mobility: Rate per hop.
    """
    share = -np.expm1(-mobility)
    # Weights below the floor count as none, so whoever can step in can step on.
    weight = np.where(weight > _FLOOR, weight, 0.0)
    around = plan.graph.steps.each(weight)
    moves = around > 0.0
    inverse = np.where(moves, 1.0 / np.where(moves, around, 1.0), 0.0)
    stuck = np.where(moves, 0.0, fighters)
    free = np.where(moves, fighters, 0.0)
    stay, scaled = 1.0 - share, share * weight
    for _ in range(HOPS):
        arriving = plan.graph.steps.each(free * inverse)
        arriving *= scaled
        free *= stay
        free += arriving
    return free + stuck


def moved(
    plan: Plan,
    theta: Theta,
    *,
    fighters: ByActorPlace,
    weight: ByActorPlace,
    bound: dict[tuple[int, int], Float[np.ndarray, " runs"]],
) -> ByActorPlace:
    """Fighters after a month's movement; bound heads stay where they are."""
    free = fighters.copy()
    for (actor, place), heads in bound.items():
        free[actor, place] -= heads
    after = spread(plan, free, weight, theta["mobility"])
    for (actor, place), heads in bound.items():
        after[actor, place] += heads
    return after


def heads_in_reach(
    plan: Plan, fighters: ByActorPlace, reach: Float[np.ndarray, " runs"]
) -> ByActorPlace:
    """Heads that can fight in each place: there, or over a border.

    A garrison projects the share `reach` of its heads, split by its border's
    kilometres, so total contact is at most (1 + reach) times all heads.
    """
    return fighters + reach * plan.graph.reach.each(fighters)

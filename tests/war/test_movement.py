"""Movement conserves heads, respects fronts, and has the fixed point that it says."""

from typing import Any

import numpy as np

from sinequanon.war.movement import (
    access,
    attraction,
    heads_in_reach,
    moved,
    place_values,
    side_control,
    spread,
)
from sinequanon.war.state import bound


def test_heads_are_conserved_and_bound_heads_stay(opening: Any) -> None:
    o = opening
    heads = heads_in_reach(o.plan, o.state.fighters, o.theta["reach"])
    values = place_values(o.plan, o.theta)
    weight = attraction(
        o.plan,
        o.theta,
        o.terms,
        o.climate,
        control=o.state.control,
        heads=heads,
        values=values,
        quiet=np.ones_like(values),
    )
    held = bound(o.state)
    after = moved(o.plan, o.theta, fighters=o.state.fighters, weight=weight, bound=held)
    np.testing.assert_allclose(
        after.sum(axis=1), o.state.fighters.sum(axis=1), rtol=1e-12
    )
    assert float(after.min()) >= 0.0
    assert held
    for (actor, place), heads_there in held.items():
        assert bool(np.all(after[actor, place] >= heads_there * (1.0 - 1e-12)))


def test_w_a_w_is_the_fixed_point_of_the_walk(opening: Any) -> None:
    o = opening
    places = len(o.plan.setting.places)
    weight = np.linspace(0.5, 2.0, places)[None, :, None] * np.ones((1, 1, 5))
    still = weight * o.plan.graph.steps.each(weight)
    after = spread(o.plan, still, weight, o.theta["mobility"])
    np.testing.assert_allclose(after, still, rtol=1e-12)


def test_forces_do_not_cross_land_without_weight(opening: Any) -> None:
    o = opening
    places = len(o.plan.setting.places)
    weight = np.ones((1, places, 5))
    wall = [p for p in range(places) if p % 6 == 2]
    weight[:, wall] = 0.0
    fighters = np.zeros((1, places, 5))
    fighters[0, 0] = 100.0
    for _ in range(10):
        fighters = spread(o.plan, fighters, weight, o.theta["mobility"])
    west = [p for p in range(places) if p % 6 < 2]
    np.testing.assert_allclose(fighters[0, west].sum(axis=0), 100.0)


def test_forces_with_nowhere_to_go_stay(opening: Any) -> None:
    o = opening
    places = len(o.plan.setting.places)
    fighters = np.full((1, places, 5), 3.0)
    stays = spread(o.plan, fighters, np.zeros_like(fighters), o.theta["mobility"])
    assert np.array_equal(stays, fighters)


def test_total_contact_is_heads_times_one_and_reach(opening: Any) -> None:
    o = opening
    heads = heads_in_reach(o.plan, o.state.fighters, o.theta["reach"])
    np.testing.assert_allclose(
        heads.sum(axis=1),
        (1.0 + o.theta["reach"]) * o.state.fighters.sum(axis=1),
        rtol=1e-12,
    )


def test_own_land_is_open_and_land_far_from_it_is_closed(opening: Any) -> None:
    o = opening
    open_to = access(o.plan, o.state.control)
    for side in range(len(o.plan.side_names)):
        held = side_control(o.plan, o.state.control, side)
        near = held + 0.5 * (o.plan.graph.around @ held)
        assert bool(np.all(open_to[side][held == 1.0] == 1.0))
        assert bool(np.all(open_to[side][near == 0.0] == 0.0))

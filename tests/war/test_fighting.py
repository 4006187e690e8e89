"""Attrition against Lanchester's laws, and its accounts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.war.fighting import engaged, fought, fronts_of, powers
from sinequanon.war.movement import heads_in_reach


def battle(o: Any, **changed: float) -> tuple[Any, Any]:
    """A month of fighting with some parameters set."""
    values = {
        **o.theta.values,
        **{name: np.full(5, value) for name, value in changed.items()},
    }
    theta = replace(o.theta, values=values)
    heads = heads_in_reach(o.plan, o.state.fighters, theta["reach"])
    power = powers(
        o.plan,
        theta,
        heads=heads,
        log_supply=o.state.log_supply,
        luck=o.luck.power,
    )
    fronts = fronts_of(o.plan, o.terms, o.climate, power, np.ones_like(power[0]))
    return theta, fought(
        o.plan,
        theta,
        fighters=o.state.fighters,
        heads=heads,
        fronts=fronts,
        civilian_share=theta.civilian_share,
        deadliness=theta.deadliness,
    )


def test_without_lethality_nobody_is_lost(opening: Any) -> None:
    _, calm = battle(opening, lethality=0.0)
    assert float(calm.deaths.sum()) == 0.0
    assert np.array_equal(calm.fighters, opening.state.fighters)


def test_deaths_grow_with_lethality_and_never_exceed_the_heads(opening: Any) -> None:
    few, many = (battle(opening, lethality=x)[1] for x in (0.001, 0.01))
    assert bool(np.all(many.deaths.sum(axis=0) > 5.0 * few.deaths.sum(axis=0)))
    _, mad = battle(opening, lethality=1e6)
    assert float(mad.fighters.min()) >= 0.0
    assert bool(np.all(mad.killed <= opening.state.fighters.sum(axis=1)))
    assert bool(np.all(np.isfinite(mad.deaths)))


def test_losses_are_the_recorded_dead_times_what_goes_with_them(opening: Any) -> None:
    theta, low = battle(opening, lethality=1e-5, omega=0.0, losses=1.5)
    share = theta.civilian_share
    per_dead = 1.5 * ((1.0 - share) * low.deaths).sum(axis=0)
    np.testing.assert_allclose(low.killed.sum(axis=0), per_dead, rtol=1e-3)


def test_civilians_are_their_share_of_battle_deaths(opening: Any) -> None:
    theta, month = battle(opening)
    np.testing.assert_allclose(
        month.civilians.sum(axis=0),
        (theta.civilian_share * month.deaths).sum(axis=0),
        rtol=1e-9,
    )
    np.testing.assert_allclose(
        month.by_place.sum(axis=0), month.deaths.sum(axis=0), rtol=1e-9
    )


@pytest.mark.parametrize(("omega", "tilted"), [(0.0, False), (0.5, True)])
def test_the_exponent_tilts_losses_to_the_weaker_side(
    opening: Any, omega: float, tilted: bool
) -> None:
    o = opening
    strong = replace(
        o.theta,
        quality=o.theta.quality * np.array([100.0, 100.0, 1, 1, 1, 1])[:, None],
    )
    stronger = replace(o, theta=strong)
    _, even = battle(o, omega=omega)
    _, tilt = battle(stronger, omega=omega)
    safer = bool(np.all(tilt.killed[0] < 0.9 * even.killed[0]))
    assert safer == tilted


def test_a_front_has_room_for_so_many(opening: Any) -> None:
    o = opening
    heads = np.full_like(o.state.fighters, 1e9)
    room = engaged(o.plan, o.theta, heads)
    breadth = np.sqrt(o.plan.setting.area)
    want = o.theta["frontage"] * (breadth / breadth.mean())[:, None]
    np.testing.assert_allclose(room[0], want, rtol=1e-3)
    np.testing.assert_allclose(
        engaged(o.plan, o.theta, heads * 1e-12), heads * 1e-12, rtol=1e-3
    )


def test_odds_are_of_the_pair_with_its_backers(opening: Any) -> None:
    o = opening
    heads = heads_in_reach(o.plan, o.state.fighters, o.theta["reach"])
    power = powers(
        o.plan, o.theta, heads=heads, log_supply=o.state.log_supply, luck=o.luck.power
    )
    sdf, group, rebels = 5, 4, 2
    support = o.terms.support.copy()
    support[sdf, group] *= 10.0
    helped = replace(o.terms, support=support)
    plain = fronts_of(o.plan, o.terms, o.climate, power, np.ones_like(power[0]))
    bombed = fronts_of(o.plan, helped, o.climate, power, np.ones_like(power[0]))
    for pair, before, after in zip(o.plan.pairs, plain, bombed, strict=True):
        if {pair.i, pair.j} == {sdf, group}:
            assert not np.array_equal(before.odds, after.odds)
        if {pair.i, pair.j} == {sdf, rebels}:
            assert np.array_equal(before.odds, after.odds)

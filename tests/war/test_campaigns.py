"""Campaigns gather a side's forces by region and leave the mean intensity alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.war import Setting, draw_theta
from sinequanon.war.campaigns import campaign_field, gathered, tempo
from sinequanon.war.luck import next_luck
from sinequanon.war.movement import attraction, heads_in_reach, place_values
from sinequanon.war.plan import plan_of


def fixed(theta: Any, sigma: float) -> Any:
    values = {**theta.values, "sigma_campaign": np.full(len(theta.draws), sigma)}
    return replace(theta, values=values)


def test_the_field_is_the_stated_one(opening: Any) -> None:
    o = opening
    theta = fixed(o.theta, 0.8)
    noise = np.arange(60.0).reshape(12, 5) / 60.0
    found = campaign_field(o.plan, theta, noise)
    assert found.shape == (4, 3, 5)
    np.testing.assert_allclose(found[1, 2], np.exp(0.8 * noise[5] - 0.16))
    place = o.plan.place("P003")
    np.testing.assert_array_equal(gathered(o.plan, found, 1)[place], found[1, 1])
    np.testing.assert_allclose(
        tempo(o.plan, found, 0, 1)[place], np.sqrt(found[0, 1] * found[1, 1])
    )


@pytest.mark.statistical
def test_the_tempo_has_mean_one(opening: Any) -> None:
    plan, runs = opening.plan, 20_000
    ids = np.arange(runs, dtype=np.uint32)
    theta = fixed(draw_theta(plan.setting, seed=1, draws=ids), 0.9)
    noise = np.random.default_rng(3).normal(size=(12, runs))
    found = campaign_field(plan, theta, noise)
    # The standard error of a mean over 20,000 lognormals is about .005.
    assert float(tempo(plan, found, 0, 3)[0].mean()) == pytest.approx(1.0, abs=0.02)


def test_without_spread_or_with_one_region_nothing_is_gathered(
    opening: Any, grid: Callable[..., Setting]
) -> None:
    o = opening
    flat = campaign_field(o.plan, fixed(o.theta, 0.0), o.luck.campaign)
    np.testing.assert_array_equal(flat, np.ones((4, 3, 5)))
    alone = plan_of(replace(grid(), regions=()))
    found = campaign_field(alone, fixed(o.theta, 0.9), o.luck.campaign[:4])
    np.testing.assert_array_equal(found, np.ones((4, 1, 5)))


@settings(max_examples=10, deadline=None, derandomize=True)
@given(sigma=st.floats(0.0, 1.5), month=st.integers(435, 480))
def test_a_campaign_goes_by_name_and_not_by_index(
    grid: Callable[..., Setting], sigma: float, month: int
) -> None:
    runs = np.arange(3, dtype=np.uint32)

    def field(setting: Setting) -> np.ndarray:
        plan = plan_of(setting)
        theta = fixed(draw_theta(setting, seed=1, draws=runs), sigma)
        luck = next_luck(None, plan, theta, seed=1, runs=runs, month=month)
        return gathered(plan, campaign_field(plan, theta, luck.campaign), 1)

    order = tuple(reversed(range(24)))
    np.testing.assert_array_equal(
        field(grid(place_order=order)), field(grid())[list(order)]
    )


def test_a_region_twice_as_heavy_draws_twice_the_weight(opening: Any) -> None:
    o = opening
    heads = heads_in_reach(o.plan, o.state.fighters, o.theta["reach"])

    def weight(factor: float) -> np.ndarray:
        campaign = o.climate.campaign.copy()
        campaign[o.plan.side[4], 1] *= factor
        return attraction(
            o.plan,
            o.theta,
            o.terms,
            replace(o.climate, campaign=campaign),
            control=o.state.control,
            heads=heads,
            values=place_values(o.plan, o.theta),
            quiet=np.ones_like(heads[0]),
        )

    plain, more = weight(1.0), weight(2.0)
    there = np.asarray(o.plan.region == 1)
    np.testing.assert_allclose(more[4][there], 2.0 * plain[4][there])
    np.testing.assert_array_equal(more[4][~there], plain[4][~there])
    np.testing.assert_array_equal(more[:4], plain[:4])

"""Effort is a share over enemies that turns with the heat between two sides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.war import Setting, Theta, draw_theta
from sinequanon.war.effort import efforts, heat_between
from sinequanon.war.plan import Plan, plan_of

RUNS = np.arange(5, dtype=np.uint32)


def with_values(theta: Theta, **changed: float) -> Theta:
    values = {name: np.full(len(theta.draws), v) for name, v in changed.items()}
    return replace(theta, values={**theta.values, **values})


def of(
    plan: Plan, theta: Theta, hostility: np.ndarray, noise: np.ndarray
) -> np.ndarray:
    return efforts(
        plan,
        theta,
        noise=noise,
        hostility=hostility,
        selectivity=np.ones_like(theta.selectivity),
    )


def truced(plan: Plan, theta: Theta, left: float) -> np.ndarray:
    """Hostility with the part `left` between government and insurgents."""
    names = plan.setting.sides
    between = np.array(
        [[{a, b} == {"government", "insurgents"} for b in names] for a in names]
    )
    return np.where(between[:, :, None], left * theta.hostility, theta.hostility)


def test_without_a_truce_effort_does_not_look_at_the_intensity(opening: Any) -> None:
    o = opening
    np.testing.assert_array_equal(
        heat_between(o.plan, o.theta, o.theta.hostility),
        np.ones((4, 4, 5)),
    )
    still, keen = (
        of(
            o.plan,
            with_values(o.theta, turn=turn),
            o.theta.hostility,
            o.luck.effort,
        )
        for turn in (0.0, 0.95)
    )
    np.testing.assert_array_equal(still, keen)


def test_a_truce_sends_effort_to_the_other_enemies_by_the_stated_power(
    opening: Any,
) -> None:
    o = opening
    theta = with_values(o.theta, turn=0.5, sigma_effort=0.0)
    found = of(o.plan, theta, truced(o.plan, theta, 0.25), o.luck.effort)
    # Three enemy sides; the heat of one is a quarter: shares .5 : 1 : 1 of 2.5.
    government, insurgents, other = 0, 2, 4
    np.testing.assert_allclose(found[government, insurgents], 3 * 0.5 / 2.5)
    np.testing.assert_allclose(found[government, other], 3 * 1.0 / 2.5)
    np.testing.assert_allclose(found[other, government], 1.0)


def test_the_truce_of_one_ally_counts_by_the_strength_that_would_meet(
    opening: Any,
) -> None:
    o = opening
    hostility = o.theta.hostility.copy()
    hostility[0, 2] = hostility[2, 0] = 0.0
    heat = heat_between(o.plan, o.theta, hostility)
    own, enemy = o.plan.side[0], o.plan.side[2]
    strength, h = o.theta.strength + 1.0, o.theta.hostility
    weight = {
        (i, j): strength[i] * strength[j] * h[i, j] for i in (0, 1) for j in (2, 3)
    }
    share = 1.0 - weight[0, 2] / sum(weight.values())
    np.testing.assert_allclose(heat[own, enemy], share)
    np.testing.assert_array_equal(heat[own, enemy], heat[enemy, own])


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    left=st.floats(0.0, 20.0),
    turn=st.floats(0.0, 1.0),
    spread=st.floats(0.0, 1.5),
    seed=st.integers(0, 2**31),
)
def test_effort_has_mean_one_over_enemy_sides(
    grid: Callable[..., Setting], left: float, turn: float, spread: float, seed: int
) -> None:
    plan = plan_of(grid())
    drawn = draw_theta(plan.setting, seed=seed, draws=RUNS)
    theta = with_values(drawn, turn=turn, sigma_effort=spread)
    noise = np.random.default_rng(seed).normal(size=(16, 5))
    found = of(plan, theta, truced(plan, theta, left), noise)
    assert bool(np.all(np.isfinite(found)))
    assert float(found.min()) >= 0.0
    for i, own in enumerate(plan.side):
        others = [plan.side.index(e) for e in set(plan.side) if e != own]
        whole = sum(found[i, j] for j in others)
        np.testing.assert_allclose(whole, len(others))


@pytest.mark.parametrize("hostile", [0.0])
def test_who_has_no_enemy_turns_to_nobody(
    grid: Callable[..., Setting], hostile: float
) -> None:
    plan = plan_of(grid(hostile=hostile))
    theta = draw_theta(plan.setting, seed=1, draws=RUNS)
    found = of(plan, theta, theta.hostility, np.zeros((16, 5)))
    assert float(np.abs(found).max()) == 0.0


@pytest.mark.parametrize("turn", [0.0, 0.5, 1.0])
def test_effort_that_is_spared_goes_to_the_others_as_far_as_turn_says(
    opening: Any, turn: float
) -> None:
    o = opening
    theta = with_values(o.theta, turn=turn, sigma_effort=0.0)
    names = o.plan.setting.actors
    i, spared_one = names.index("government"), names.index("islamic_state")
    selectivity = np.ones_like(theta.selectivity)
    selectivity[i, spared_one] = 0.25
    found = efforts(
        o.plan,
        theta,
        noise=o.luck.effort,
        hostility=theta.hostility,
        selectivity=selectivity,
    )
    enemies = sorted({pair.j for pair in o.plan.pairs if pair.i == i})
    sides = {o.plan.side[j] for j in enemies}
    part = (len(sides) - 1 + 0.25) / len(sides)
    np.testing.assert_allclose(found[i, spared_one], 0.25 * part**-turn)
    other = next(j for j in enemies if o.plan.side[j] != o.plan.side[spared_one])
    np.testing.assert_allclose(found[i, other], part**-turn)

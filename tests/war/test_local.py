"""Local truces calm besieged places, and agreements pass them with all heads kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.war import Setting, Theta, draw_theta
from sinequanon.war.fighting import Front
from sinequanon.war.local import (
    Agreed,
    Sieges,
    agreed,
    calmed,
    core_odds,
    quiet,
    sieges_of,
    under_calm,
)
from sinequanon.war.plan import Plan, plan_of

RUNS = np.arange(5, dtype=np.uint32)
GOVERNMENT, ALLIED, OPPOSITION, NUSRA = 0, 1, 2, 3


def with_values(theta: Theta, **changed: float) -> Theta:
    values = {name: np.full(len(theta.draws), v) for name, v in changed.items()}
    return replace(theta, values={**theta.values, **values})


def fronts(plan: Plan, odds: float, like: np.ndarray) -> tuple[Front, ...]:
    """Fronts where the government's side has these odds everywhere."""
    core_a = plan.setting.core_a
    return tuple(
        Front(
            odds=np.full_like(like, odds if pair.i in core_a else -odds),
            part_i=np.ones_like(like),
            part_j=np.ones_like(like),
            intensity=np.ones_like(like),
        )
        for pair in plan.pairs
    )


def ringed(plan: Plan, place: int) -> np.ndarray:
    """All of the country the government's but one place, which is the opposition's."""
    control = np.zeros((6, 24, 5))
    control[GOVERNMENT] = 1.0
    control[:, place] = 0.0
    control[OPPOSITION, place] = 1.0
    return control


def month(
    plan: Plan, theta: Theta, control: np.ndarray, *, odds: float, calm: float = 1.0
) -> tuple[Sieges, Agreed]:
    like = np.ones((24, 5))
    sieges = sieges_of(plan, control, fronts(plan, odds, like))
    found = agreed(
        plan,
        theta,
        control=control,
        fighters=1000.0 * control + 10.0,
        residents=5e4 * like,
        everyone=6e4 * like,
        calm=calm * like,
        sieges=sieges,
        values=np.ones_like(calm * like),
    )
    return sieges, found


@pytest.fixture
def plan(opening: Any) -> Plan:
    return opening.plan


def test_a_ring_and_the_odds_make_the_pressure(opening: Any, plan: Plan) -> None:
    control = ringed(plan, 8)
    sieges, _ = month(plan, opening.theta, control, odds=0.7)
    np.testing.assert_allclose(sieges.on_b[8], 1.0 - np.exp(-0.7))
    np.testing.assert_array_equal(sieges.on_a, np.zeros((24, 5)))
    # A weaker besieger presses nobody, and half a ring is a quarter of a siege.
    weak, _ = month(plan, opening.theta, control, odds=-0.7)
    assert float(weak.on_b.max()) == 0.0
    open_side = control.copy()
    beside = plan.setting.indices[plan.setting.indptr[8] : plan.setting.indptr[9]]
    open_side[:, beside[0]] = 0.0
    open_side[OPPOSITION, beside[0]] = 1.0
    kilometres = plan.setting.border_km[plan.setting.indptr[8] : plan.setting.indptr[9]]
    closed = 1.0 - kilometres[0] / kilometres.sum()
    half, _ = month(plan, opening.theta, open_side, odds=0.7)
    np.testing.assert_allclose(half.round_b[8], closed**2)


def test_the_odds_are_the_mean_over_the_cores_pairs(plan: Plan) -> None:
    like = np.ones((24, 5))
    made = list(fronts(plan, 0.4, like))
    core = [
        row
        for row, pair in enumerate(plan.pairs)
        if {pair.i, pair.j} <= {GOVERNMENT, ALLIED, OPPOSITION, NUSRA}
    ]
    first = plan.pairs[core[0]]
    sign = 1.0 if first.i in plan.setting.core_a else -1.0
    made[core[0]] = replace(made[core[0]], odds=sign * 2.0 * like)
    np.testing.assert_allclose(
        core_odds(plan, tuple(made), like), (2.0 + 3 * 0.4) / 4.0
    )


def test_calm_comes_with_pressure_and_breaks_by_itself(
    opening: Any, plan: Plan
) -> None:
    theta = with_values(opening.theta, local_truce=0.3, local_break=0.1)
    control = ringed(plan, 8)
    sieges, _ = month(plan, theta, control, odds=2.0)
    calm = np.full((24, 5), 0.5)
    after = calmed(plan, theta, calm=calm, control=control, sieges=sieges)
    pressure = 1.0 - np.exp(-2.0)
    made, broken = 1.0 - np.exp(-0.3 * pressure), 1.0 - np.exp(-0.1)
    np.testing.assert_allclose(after[8], 0.5 + 0.5 * made - 0.5 * broken)
    np.testing.assert_allclose(after[0], 0.5 - 0.5 * broken)
    off = with_values(theta, local_truce=0.0, local_break=0.0)
    np.testing.assert_array_equal(
        calmed(plan, off, calm=calm, control=control, sieges=sieges), calm
    )


def test_local_truces_stop_their_part_of_the_fighting(opening: Any) -> None:
    theta = with_values(opening.theta, local_depth=0.6)
    np.testing.assert_allclose(quiet(theta, np.full((24, 5), 0.5)), 0.7)
    np.testing.assert_array_equal(quiet(theta, np.zeros((24, 5))), np.ones((24, 5)))


def test_a_besieged_place_passes_and_its_fighters_leave_for_safe_ground(
    opening: Any, plan: Plan
) -> None:
    theta = with_values(opening.theta, local_yield=0.2)
    control = ringed(plan, 8)
    control[:, 20] = control[:, 21] = 0.0
    control[OPPOSITION, 20] = control[OPPOSITION, 21] = 1.0
    sieges, found = month(plan, theta, control, odds=3.0)
    share = 1.0 - np.exp(-0.2 * sieges.on_b)
    np.testing.assert_allclose(found.control[OPPOSITION, 8], 1.0 - share[8])
    np.testing.assert_allclose(found.control[GOVERNMENT, 8], share[8])
    np.testing.assert_allclose(found.control.sum(axis=0), 1.0)
    np.testing.assert_allclose(
        found.fighters[OPPOSITION, 8], 1010.0 * (1.0 - share[8]), rtol=1e-9
    )
    assert bool(np.all(found.fighters[OPPOSITION, 20] > 1010.0 * (1.0 - share[20])))
    np.testing.assert_allclose(
        found.fighters[OPPOSITION].sum(axis=0), 3 * 1010.0 + 21 * 10.0
    )
    np.testing.assert_allclose(
        found.people[GOVERNMENT],
        6e4 * (share * control[OPPOSITION]).sum(axis=0),
    )
    assert float(found.exits.max()) == 0.0


def test_with_nowhere_to_go_fighters_go_home(opening: Any, plan: Plan) -> None:
    theta = with_values(opening.theta, local_yield=0.2)
    control = ringed(plan, 8)
    sieges, found = month(plan, theta, control, odds=3.0)
    share = 1.0 - np.exp(-0.2 * sieges.on_b)
    assert float(sieges.round_b[8].min()) == pytest.approx(1.0)
    # The 10 men that stand in each place go as well: all of it is ringed ground.
    heads = (share * (1000.0 * control[OPPOSITION] + 10.0)).sum(axis=0)
    np.testing.assert_allclose(found.exits[OPPOSITION], heads)
    foreign = theta.foreign[OPPOSITION]
    np.testing.assert_allclose(
        found.returned + found.left, found.exits.sum(axis=0), rtol=1e-12
    )
    assert bool(np.all(found.left >= heads * foreign * (1.0 - 1e-12)))
    np.testing.assert_allclose(found.residents.sum(axis=0), 24 * 5e4 + found.returned)


def test_what_passes_goes_to_those_next_door_and_to_who_governs_for_them(
    opening: Any, plan: Plan
) -> None:
    theta = with_values(opening.theta, local_yield=0.5)
    control = ringed(plan, 8)
    control[ALLIED] = 0.5 * control[GOVERNMENT]
    control[GOVERNMENT] -= control[ALLIED]
    # The allied contingent governs nobody, so its part is the government's.
    assert plan.holder[ALLIED] == GOVERNMENT
    _, found = month(plan, theta, control, odds=3.0)
    np.testing.assert_array_equal(found.control[ALLIED], control[ALLIED])
    assert bool(np.all(found.control[GOVERNMENT, 8] > 0.3))


def test_an_assault_under_way_is_left_to_its_event(opening: Any, plan: Plan) -> None:
    control = ringed(plan, 8)
    sieges, _ = month(plan, opening.theta, control, odds=3.0)
    found = agreed(
        plan,
        opening.theta,
        control=control,
        fighters=control,
        residents=np.ones((24, 5)),
        everyone=np.ones((24, 5)),
        calm=np.ones((24, 5)),
        sieges=sieges,
        values=np.ones((24, 5)),
        frozen=frozenset({8}),
    )
    np.testing.assert_array_equal(found.control, control)


def test_only_the_cores_people_count_as_under_calm(plan: Plan) -> None:
    control = ringed(plan, 8)
    control[:, 3] = 0.0
    control[5, 3] = 1.0
    found = under_calm(
        plan,
        calm=np.full((24, 5), 0.25),
        everyone=np.full((24, 5), 1000.0),
        control=control,
    )
    np.testing.assert_allclose(found, 23 * 250.0)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 2**31),
    rate=st.floats(0.0, 50.0),
    odds=st.floats(-4.0, 4.0),
    calm=st.floats(0.0, 1.0),
)
def test_shares_and_heads_are_conserved_whatever_the_rates(
    grid: Callable[..., Setting], seed: int, rate: float, odds: float, calm: float
) -> None:
    plan = plan_of(grid())
    drawn = draw_theta(plan.setting, seed=seed, draws=RUNS)
    theta = with_values(drawn, local_yield=rate, local_truce=rate, local_break=rate)
    control = np.random.default_rng(seed).dirichlet(np.full(6, 0.3), (24, 5))
    control = np.ascontiguousarray(np.moveaxis(control, 2, 0))
    sieges, found = month(plan, theta, control, odds=odds, calm=calm)
    np.testing.assert_allclose(found.control.sum(axis=0), 1.0, atol=1e-9)
    assert float(found.control.min()) >= 0.0
    assert float(found.fighters.min()) >= 0.0
    before = (1000.0 * control + 10.0).sum(axis=1)
    np.testing.assert_allclose(found.fighters.sum(axis=1) + found.exits, before)
    np.testing.assert_allclose(
        found.residents.sum(axis=0), 24 * 5e4 + found.returned, rtol=1e-12
    )
    after = calmed(
        plan, theta, calm=np.full((24, 5), calm), control=found.control, sieges=sieges
    )
    assert 0.0 <= float(after.min()) <= float(after.max()) <= 1.0
    # Others' ground is no matter of the core's.
    np.testing.assert_array_equal(found.control[4:], control[4:])

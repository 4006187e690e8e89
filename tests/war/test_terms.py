"""The terms of a month: what truces, stances, backers and cuts make of theta."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.errors import DossierError
from sinequanon.war import (
    Backing,
    Enters,
    Leaves,
    Setting,
    Stance,
    SupplyCut,
    Truce,
    World,
    draw_theta,
    simulate,
)
from sinequanon.war.backing import backed
from sinequanon.war.plan import plan_of
from sinequanon.war.recruitment import people_under
from sinequanon.war.terms import Terms, terms_of

START = 435
GOVERNMENT, GROUP, SDF = 0, 4, 5
WAR_ON_GROUP = Stance(
    month=437,
    a="government",
    b="islamic_state",
    intensity_low=2.0,
    intensity_high=2.0,
    selectivity=(0.9, 0.9),
)
CUT = SupplyCut(
    month=437,
    actor="islamic_state",
    factor_low=0.5,
    factor_high=0.5,
    months_low=3.0,
    months_high=3.0,
)


def terms(o: Any, world: World, month: int) -> Terms:
    return terms_of(o.plan, o.theta, world=world, seed=7, month=month)


def test_with_nothing_in_force_the_terms_are_thetas_own(
    grid: Callable[..., Setting],
) -> None:
    setting = replace(grid(), truces=(), backers=())
    plan = plan_of(setting)
    theta = draw_theta(setting, seed=7, draws=np.arange(5, dtype=np.uint32))
    found = terms_of(plan, theta, world=(WAR_ON_GROUP, CUT), seed=7, month=436)
    np.testing.assert_array_equal(found.hostility, theta.hostility)
    np.testing.assert_array_equal(found.selectivity, theta.selectivity)
    assert bool(np.all(found.support == 1.0))
    assert bool(np.all(found.supply_aim == 0.0))
    assert found.backed == tuple(setting.backed.tolist())


def test_support_is_the_product_of_the_backers_present(opening: Any) -> None:
    o = opening
    found = terms(o, (), START)
    patron, coalition, newcomer = o.theta.backing
    np.testing.assert_array_equal(found.support[GOVERNMENT], patron)
    np.testing.assert_array_equal(found.support[SDF], coalition)
    assert bool(np.all(found.support[GROUP] == 1.0))
    assert bool(np.all(coalition[[0, 1, 2, 3, 5]] == 1.0))
    world: World = (
        Enters(month=436, backer="newcomer"),
        Leaves(month=437, backer="patron"),
    )
    np.testing.assert_array_equal(terms(o, world, 435).support, found.support)
    np.testing.assert_array_equal(terms(o, world, 436).support[GROUP], newcomer)
    assert bool(np.all(terms(o, world, 437).support[GOVERNMENT] == 1.0))


def test_who_has_lost_its_last_backer_answers_no_distress(opening: Any) -> None:
    o = opening
    assert terms(o, (), START).backed == (True, True, True, True, False, True)
    left = terms(o, (Leaves(month=436, backer="patron"),), 436)
    assert left.backed == (False, True, True, True, False, True)
    entered = terms(o, (Enters(month=436, backer="newcomer"),), 436)
    assert entered.backed == (True, True, True, True, True, True)


def test_a_backers_power_is_drawn_by_its_name(grid: Callable[..., Setting]) -> None:
    setting = grid()
    draws = np.arange(4, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=draws)
    turned = replace(setting, backers=setting.backers[::-1])
    other = draw_theta(turned, seed=7, draws=draws)
    np.testing.assert_array_equal(theta.backing, other.backing[::-1])


def test_a_stance_sets_the_intensity_and_truces_act_on_it(opening: Any) -> None:
    o = opening
    plain, after = terms(o, (WAR_ON_GROUP,), 436), terms(o, (WAR_ON_GROUP,), 437)
    np.testing.assert_array_equal(plain.hostility[0, 4], o.theta.hostility[0, 4])
    np.testing.assert_allclose(after.hostility[GOVERNMENT, GROUP], 2.0, rtol=1e-12)
    np.testing.assert_allclose(after.hostility[GROUP, GOVERNMENT], 2.0, rtol=1e-12)
    np.testing.assert_allclose(after.selectivity[GOVERNMENT, GROUP], 0.9, rtol=1e-12)
    np.testing.assert_array_equal(
        after.selectivity[GROUP, GOVERNMENT], o.theta.selectivity[GROUP, GOVERNMENT]
    )
    truce = Truce(
        month=436,
        a="islamic_state",
        b="government",
        factor_low=0.5,
        factor_high=0.5,
        half_life_low=1.0,
        half_life_high=1.0,
    )
    both = terms(o, (truce, WAR_ON_GROUP), 437)
    np.testing.assert_allclose(both.hostility[GOVERNMENT, GROUP], 1.5, rtol=1e-12)


def test_a_stance_like_the_one_at_the_start_changes_nothing(opening: Any) -> None:
    o = opening
    setting = o.plan.setting
    same = Stance(
        month=436,
        a="government",
        b="islamic_state",
        intensity_low=float(setting.hostility_low[GOVERNMENT, GROUP]),
        intensity_high=float(setting.hostility_high[GOVERNMENT, GROUP]),
        selectivity=(
            float(setting.selectivity_low[GOVERNMENT, GROUP]),
            float(setting.selectivity_high[GOVERNMENT, GROUP]),
        ),
    )
    plain, after = terms(o, (), 436), terms(o, (same,), 436)
    np.testing.assert_array_equal(after.hostility, plain.hostility)
    np.testing.assert_array_equal(after.selectivity, plain.selectivity)


def test_the_later_stance_holds_in_whatever_order_they_are_told(opening: Any) -> None:
    o = opening
    later = replace(WAR_ON_GROUP, month=438, intensity_low=0.1, intensity_high=0.1)
    one = terms(o, (WAR_ON_GROUP, later), 440)
    other = terms(o, (later, WAR_ON_GROUP), 440)
    np.testing.assert_array_equal(one.hostility, other.hostility)
    np.testing.assert_allclose(one.hostility[GOVERNMENT, GROUP], 0.1, rtol=1e-12)


def test_a_cut_lowers_the_aim_of_supply_for_its_months(opening: Any) -> None:
    o = opening
    for month, aim in ((436, 0.0), (437, 0.5), (439, 0.5), (440, 0.0)):
        found = terms(o, (CUT,), month).supply_aim
        wanted = np.log(aim) if aim else 0.0
        np.testing.assert_allclose(found[GROUP], wanted, atol=1e-9)
        assert bool(np.all(np.delete(found, GROUP, axis=0) == 0.0))
    whole = replace(CUT, factor_low=0.0, factor_high=0.0)
    floor = terms(o, (whole,), 437).supply_aim[GROUP]
    np.testing.assert_allclose(floor, np.log(0.01), rtol=1e-12)


def test_supply_drifts_to_what_a_cut_leaves_and_back(opening: Any) -> None:
    o = opening
    people = people_under(o.state, o.plan)
    state, cut = o.state, terms(o, (replace(CUT, month=START),), START)
    assert not cut.backed[GROUP]
    for _ in range(60):
        supply = backed(state, o.plan, o.theta, cut, people)
        state = replace(state, log_supply=supply)
    np.testing.assert_allclose(state.log_supply[GROUP], np.log(0.5), rtol=1e-6)
    whole = terms(o, (), START)
    for _ in range(60):
        supply = backed(state, o.plan, o.theta, whole, people)
        state = replace(state, log_supply=supply)
    np.testing.assert_allclose(state.log_supply[GROUP], 0.0, atol=1e-6)


@pytest.mark.parametrize(
    "item",
    [WAR_ON_GROUP, CUT, Enters(month=437, backer="newcomer")],
    ids=lambda item: type(item).__name__,
)
def test_worlds_part_in_the_month_of_the_intervention_and_not_before(
    grid: Callable[..., Setting], item: Any
) -> None:
    setting = grid()
    runs = np.arange(4, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=runs)
    plain, other = simulate(
        setting, theta, worlds=((), (item,)), seed=7, runs=runs, months=6
    )
    changed = np.any(plain.log_power != other.log_power, axis=0)
    assert changed.tolist()[:2] == [False, False]
    assert bool(changed[2:].all())


def test_a_backer_of_an_unknown_actor_is_refused(grid: Callable[..., Setting]) -> None:
    backers = (
        Backing(key="one", actor="nobody", against=()),
        Backing(key="one", actor="sdf", against=(("government", 2.0, 1.0),)),
    )
    with pytest.raises(DossierError) as caught:
        replace(grid(), backers=backers)
    assert len(caught.value.faults) == 3

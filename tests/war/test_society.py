"""Recruitment, backing, civilians and displacement: exact cases and accounts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.war.backing import backed, distress
from sinequanon.war.civilians import collateral, grieved, one_sided, removed, touched
from sinequanon.war.displacement import displaced
from sinequanon.war.recruitment import people_under, recruited


def test_whoever_leaves_in_peace_is_replaced(opening: Any) -> None:
    o = opening
    start = o.state.fighters.sum(axis=1)
    month = recruited(o.state, o.plan, o.theta, people_under(o.state, o.plan))
    np.testing.assert_allclose(month.fighters.sum(axis=1), start, rtol=1e-3)
    np.testing.assert_allclose(month.joined, month.exits, rtol=0.01)


def test_people_who_take_up_arms_leave_the_residents(opening: Any) -> None:
    o = opening
    month = recruited(o.state, o.plan, o.theta, people_under(o.state, o.plan))
    moved = (
        month.residents.sum(axis=0)
        + month.fighters.sum(axis=(0, 1))
        + month.left
        - month.came
    )
    before = o.state.residents.sum(axis=0) + o.state.fighters.sum(axis=(0, 1))
    np.testing.assert_allclose(moved, before, rtol=1e-12)


def test_the_sign_of_grievance_decides_whether_killing_recruits(opening: Any) -> None:
    o = opening
    angry = replace(o.state, grievance=np.full((6, 5), 2.0))
    people = people_under(o.state, o.plan)

    def joined(effect: float) -> np.ndarray:
        values = {**o.theta.values, "grievance": np.full(5, effect)}
        return recruited(angry, o.plan, replace(o.theta, values=values), people).joined[
            4
        ]

    assert bool(np.all(joined(0.3) > joined(0.0)))
    assert bool(np.all(joined(-0.3) < joined(0.0)))


def test_starving_one_group_sends_men_to_its_ally(opening: Any) -> None:
    o = opening
    hungry = o.state.log_supply.copy()
    hungry[2] = -1.0
    people = people_under(o.state, o.plan)
    plain = recruited(o.state, o.plan, o.theta, people).joined
    starved = recruited(
        replace(o.state, log_supply=hungry), o.plan, o.theta, people
    ).joined
    assert bool(np.all(starved[2] < plain[2]))
    assert bool(np.all(starved[3] > plain[3]))
    np.testing.assert_array_equal(starved[5], plain[5])


def test_distress_is_the_fall_of_log_people_within_its_limits() -> None:
    now, before = np.array([[50.0, 200.0, 0.0]]) * 1e4, np.full((1, 3), 1e6)
    found = distress(now, before, before)[0]
    np.testing.assert_allclose(found[0], np.log(2.0), rtol=1e-2)
    assert found[1] == 0.0
    assert found[2] == 2.0


def test_only_who_has_a_backer_answers_distress(opening: Any) -> None:
    o = opening
    people = people_under(o.state, o.plan)
    shrunk = replace(o.state, people_lagged=(people * 3.0,))
    supply = backed(shrunk, o.plan, o.theta, o.terms, people)
    assert bool(np.all(supply[2] > 0.0))
    assert bool(np.all(supply[4] == 0.0))
    assert float(np.abs(supply).max()) <= 1.2


def test_backing_without_end_stays_within_its_limits(opening: Any) -> None:
    o = opening
    people = people_under(o.state, o.plan)
    state = replace(o.state, people_lagged=(people * 50.0,))
    for _ in range(100):
        supply = backed(state, o.plan, o.theta, o.terms, people)
        state = replace(state, log_supply=supply)
    assert float(np.abs(state.log_supply).max()) <= 1.2


def killed_outside(o: Any, selective: float, rule: float) -> np.ndarray:
    """Killing per person in place 2, where the government's share is `rule`."""
    theta = replace(
        o.theta, values={**o.theta.values, "selective": np.full(5, selective)}
    )
    control = o.state.control.copy()
    control[:, 2] = 0.0
    control[0, 2], control[2, 2] = rule, 1.0 - rule
    everyone = np.full_like(o.state.residents, 1e4)
    heads = np.zeros_like(control)
    heads[0], heads[2] = 300.0, 100.0
    killed = one_sided(
        o.plan,
        theta,
        control=control,
        heads=heads,
        everyone=everyone,
        scope=np.ones_like(everyone),
    )
    return killed[:, 2] / theta.one_sided / 1e4


def test_the_selective_kernel_is_nil_at_parity_and_under_full_control(
    opening: Any,
) -> None:
    for rule in (0.0, 0.5, 1.0):
        assert float(killed_outside(opening, 1.0, rule).max()) == 0.0
    peak = 0.5 + 0.5 / np.sqrt(3.0)
    found = killed_outside(opening, 1.0, peak)
    np.testing.assert_allclose(found[0], 1.0, rtol=1e-3)
    # The weaker side there has no rule to be selective by.
    assert float(found[2].max()) == 0.0
    assert np.all(killed_outside(opening, 1.0, 0.7)[0] < found[0])
    assert np.all(killed_outside(opening, 1.0, 0.9)[0] < found[0])


def test_the_indiscriminate_kernel_falls_on_people_whom_one_does_not_rule(
    opening: Any,
) -> None:
    found = killed_outside(opening, 0.0, 0.2)
    np.testing.assert_allclose(found[0], 0.8 * 0.75)
    np.testing.assert_allclose(found[2], 0.2 * 0.25)
    assert float(killed_outside(opening, 0.0, 1.0)[0].max()) == 0.0


def test_every_civilian_killed_in_battle_is_owed_to_someone(opening: Any) -> None:
    o = opening
    deaths = np.full((len(o.plan.dyads), 5), 100.0)
    owed = collateral(
        o.plan,
        o.theta,
        o.terms,
        deaths=deaths,
        civilian_share=o.theta.civilian_share,
        force=np.ones((6, 5)),
    )
    np.testing.assert_allclose(
        owed.sum(axis=0), (o.theta.civilian_share * deaths).sum(axis=0)
    )


def test_grievance_grows_with_what_enemies_kill_and_fades(opening: Any) -> None:
    o = opening
    none, killed = np.zeros((6, 5)), np.zeros((6, 5))
    killed[0] = 1000.0
    people = np.full((6, 5), 1e6)
    felt = grieved(o.plan, grievance=none, killed=killed, people_now=people)
    np.testing.assert_allclose(felt[2], 1.0)
    np.testing.assert_allclose(felt[0], 0.0)
    later = grieved(o.plan, grievance=felt, killed=none, people_now=people)
    np.testing.assert_allclose(later[2], 0.9)


def test_flight_conserves_people_and_follows_scope(opening: Any) -> None:
    o = opening
    residents, inside = o.state.residents, 0.1 * o.state.residents
    scope = np.zeros_like(residents)
    scope[3] = 1.0

    def flown(where: np.ndarray) -> Any:
        return displaced(
            o.plan,
            o.theta,
            residents=residents,
            inside=inside,
            abroad=np.zeros(5),
            scope=where,
        )

    some, none = flown(scope), flown(np.zeros_like(scope))
    assert float(none.fled.max()) == 0.0
    assert float(none.abroad.max()) == 0.0
    gone = 1.0 - np.exp(-o.theta["flight"])
    np.testing.assert_allclose(some.fled, gone * 1.1 * residents[3], rtol=1e-9)
    np.testing.assert_allclose(some.abroad, some.fled * o.theta["abroad"], rtol=1e-9)
    for month in (some, none):
        np.testing.assert_allclose(
            (month.residents + month.inside).sum(axis=0) + month.abroad,
            (residents + inside).sum(axis=0),
            rtol=1e-12,
        )


def test_scope_and_removal_stay_between_none_and_all() -> None:
    everyone = np.array([[1e5], [0.0]])
    scope = touched(np.array([[1e9], [0.0]]), everyone)
    assert scope.tolist() == [[1.0], [0.0]]
    residents, inside = removed(
        np.array([[60.0]]), np.array([[40.0]]), np.array([[10.0]])
    )
    assert (residents[0, 0], inside[0, 0]) == pytest.approx((54.0, 36.0))

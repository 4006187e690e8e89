"""Closed forms of the frictions, each against its published or derived value."""

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon import streams
from sinequanon.bargain import (
    bargaining_range,
    battles_to_settlement,
    best_offer,
    chance_of_spoiling,
    chance_of_zone,
    is_ripe,
    least_guarantee,
    least_threat,
    most_spoiling_borne,
    nash_shares,
    peaceful_splits,
    preventive_war,
    preventive_war_by_offer,
    rubinstein_share,
    shift_of_expectations,
)
from sinequanon.bargain.convergence import gap_left

shares = st.floats(0.05, 0.95)


def test_bargaining_range_has_the_costs_as_its_width():
    assert bargaining_range(p=0.6, cost_a=0.1, cost_b=0.15) == pytest.approx(
        (0.5, 0.75)
    )


@settings(max_examples=30, deadline=None)
@given(p=shares, dp=st.floats(-0.3, 0.3), a=shares, b=shares)
def test_a_shift_of_power_moves_the_range_and_keeps_its_width(
    p: float, dp: float, a: float, b: float
):
    low, high = bargaining_range(p=p, cost_a=a, cost_b=b)
    low2, high2 = bargaining_range(p=p + dp, cost_a=a, cost_b=b)
    assert (low2 - low, high2 - high) == pytest.approx((dp, dp), abs=1e-12)


@pytest.mark.parametrize(
    ("most", "claim", "war"), [(0.2, 0.45, 0.25), (0.4, 0.55, 0.375)]
)
def test_best_offer_matches_its_closed_form(most: float, claim: float, war: float):
    found = best_offer(p=0.4, cost_a=0.1, most_cost_b=most)
    assert found == pytest.approx((claim, war))


@settings(max_examples=10, deadline=None)
@given(p=st.floats(0.1, 0.5), a=st.floats(0.02, 0.2), most=st.floats(0.25, 0.6))
def test_best_offer_is_the_best_of_a_grid(p: float, a: float, most: float):
    claims = np.linspace(p, p + most, 40_001)
    refused = (claims - p) / most
    worth = (1 - refused) * claims + refused * (p - a)
    claim, war = best_offer(p=p, cost_a=a, most_cost_b=most)
    best = worth.argmax()
    assert claim == pytest.approx(claims[best], abs=1e-4)
    assert war == pytest.approx(refused[best], abs=1e-3)


def test_best_offer_takes_no_risk_when_war_costs_it_more():
    assert best_offer(p=0.4, cost_a=0.5, most_cost_b=0.2) == (0.4, 0.0)


def test_best_offer_says_when_it_has_no_interior_solution():
    with pytest.raises(ValueError, match="interior"):
        best_offer(p=0.9, cost_a=0.1, most_cost_b=0.6)


@pytest.mark.parametrize(
    ("p", "found"), [(0.4, ()), (0.6, ()), (0.95, (1.0,)), (0.05, (0.0,))]
)
def test_all_or_nothing_settles_only_by_giving_in(p: float, found: tuple[float, ...]):
    assert peaceful_splits((0.0, 1.0), p=p, cost_a=0.1, cost_b=0.1) == found


def test_a_lottery_restores_the_range():
    splits = tuple(np.linspace(0.0, 1.0, 101))
    assert peaceful_splits(splits, p=0.5, cost_a=0.1, cost_b=0.1)


def test_preventive_war_matches_the_direct_inequality():
    names = streams.keys_of(("p1", "p2", "delta", "a", "b"))
    runs = np.arange(5_000, dtype=np.uint32)
    draws = streams.uniforms(0, "shift", runs, first=names)[:, :, 0]
    for p1, p2, delta, a, b in draws.tolist():
        delta = 0.99 * delta
        floor_a = p2 / (1 - delta) - a
        today_a = p1 / (1 - delta) - a
        today_b = (1 - p1) / (1 - delta) - b
        direct = delta * floor_a - today_a > 1 / (1 - delta) - today_a - today_b
        found = preventive_war(before=p1, after=p2, patience=delta, cost_a=a, cost_b=b)
        assert found == direct


@settings(max_examples=30, deadline=None)
@given(p=shares, dp=st.floats(0.0, 0.4), delta=st.floats(0.5, 0.95), c=shares)
def test_a_larger_shift_makes_preventive_war_no_less_likely(
    p: float, dp: float, delta: float, c: float
):
    small = preventive_war_by_offer(
        before=p, after=p + dp / 2, patience=delta, cost_b=c
    )
    large = preventive_war_by_offer(before=p, after=p + dp, patience=delta, cost_b=c)
    assert large >= small
    dearer = preventive_war_by_offer(
        before=p, after=p + dp, patience=delta, cost_b=2 * c
    )
    assert large >= dearer


def test_preventive_war_by_offer_turns_at_its_threshold():
    edge = 0.9 * 0.7 - 0.5
    cost = edge / (1 - 0.9) ** 2
    terms = {"before": 0.5, "after": 0.7, "patience": 0.9}
    assert preventive_war_by_offer(**terms, cost_b=cost * 0.999)
    assert not preventive_war_by_offer(**terms, cost_b=cost * 1.001)


def test_convergence_takes_thirty_battles():
    found = battles_to_settlement(prior_weight=20.0, gap=0.3, cost_a=0.05, cost_b=0.07)
    assert found == 30


@settings(max_examples=30, deadline=None)
@given(n0=st.floats(1.0, 80.0), gap=st.floats(0.05, 0.9), cost=st.floats(0.01, 0.5))
def test_the_gap_is_closed_by_then_and_not_before(n0: float, gap: float, cost: float):
    n = battles_to_settlement(prior_weight=n0, gap=gap, cost_a=cost, cost_b=0.0)
    left = (
        gap
        * gap_left(np.array([[n0]]), np.array([n, max(n - 1.0, 0.0)]).reshape(2, 1))[
            :, 0
        ]
    )
    assert left[0] <= cost * (1 + 1e-6)
    if n > 0:
        assert left[1] > cost * (1 - 1e-6)


def test_convergence_needs_a_cost_of_war():
    with pytest.raises(ValueError, match="cost"):
        battles_to_settlement(prior_weight=5.0, gap=0.3, cost_a=0.0, cost_b=0.0)


@pytest.mark.parametrize(
    ("players", "chance"), [(1, 1.0), (2, 0.75), (3, 0.5), (4, 0.3125), (6, 0.109375)]
)
def test_chance_of_zone_matches_its_closed_form(players: int, chance: float):
    assert chance_of_zone(players=players, radius=0.25) == pytest.approx(chance)


@pytest.mark.statistical
@pytest.mark.parametrize("players", [2, 3, 6])
def test_chance_of_zone_matches_simulation(players: int):
    who = streams.keys_of(tuple(f"player_{k}" for k in range(players)))
    runs = np.arange(40_000, dtype=np.uint32)
    ideals = streams.uniforms(7, "ideals", runs, first=who)[:, :, 0]
    share = float((np.ptp(ideals, axis=1) <= 0.5).mean())
    exact = chance_of_zone(players=players, radius=0.25)
    assert abs(share - exact) < 4 * math.sqrt(exact * (1 - exact) / 40_000)


@settings(max_examples=30, deadline=None)
@given(players=st.integers(1, 8), radius=st.floats(0.01, 0.6))
def test_more_veto_players_narrow_and_tolerance_widens(players: int, radius: float):
    here = chance_of_zone(players=players, radius=radius)
    assert chance_of_zone(players=players + 1, radius=radius) <= here + 1e-12
    assert chance_of_zone(players=players, radius=radius + 0.05) >= here - 1e-12


def test_veto_players_are_checked():
    with pytest.raises(ValueError, match="players"):
        chance_of_zone(players=0, radius=0.1)


def test_spoiling_that_a_settlement_bears():
    borne = most_spoiling_borne(settlement=0.6, fighting=0.4, damage=0.3)
    assert borne == pytest.approx(0.4)
    assert most_spoiling_borne(settlement=0.3, fighting=0.4, damage=0.3) == 0.0


@settings(max_examples=30, deadline=None)
@given(chances=st.lists(st.floats(0, 1), max_size=5), one=st.floats(0, 1))
def test_another_spoiler_never_helps(chances: list[float], one: float):
    assert chance_of_spoiling([*chances, one]) >= chance_of_spoiling(chances) - 1e-12


def test_least_guarantee_makes_the_party_indifferent():
    g = least_guarantee(settlement=0.5, fighting=0.3, loss=0.8, exploitation=0.6)
    assert g == pytest.approx(0.7435897436)
    q = (1 - g) * 0.6
    assert (1 - q) * 0.5 - q * 0.8 == pytest.approx(0.3)


def test_least_threat_matches_its_closed_form():
    q = float(least_threat(np.array([0.12 / 0.3]), np.array([0.9]))[0])
    assert q == pytest.approx(1 / 3)
    assert (1 - 0.9 * (1 - q)) * 0.3 == pytest.approx(0.12)


def test_ripeness_needs_all_three():
    ripe = {
        "values": (0.4, 0.5),
        "changes": (-0.1, 0.0),
        "escalation_hopes": (0.1, 0.1),
    }
    assert is_ripe(**ripe, hope_threshold=0.2)
    assert not is_ripe(**{**ripe, "values": (0.6, 0.5)}, hope_threshold=0.2)
    assert not is_ripe(**{**ripe, "changes": (-0.1, 0.01)}, hope_threshold=0.2)
    assert not is_ripe(**ripe, hope_threshold=0.05)


def test_only_unequal_learning_moves_the_sum_of_expectations():
    assert shift_of_expectations(shift=0.2, winner_learns=0.7, loser_learns=0.7) == 0.0
    found = shift_of_expectations(shift=0.2, winner_learns=0.9, loser_learns=0.4)
    assert found == pytest.approx(0.1)


def test_shares_match_their_closed_forms():
    assert rubinstein_share(patience_a=0.9, patience_b=0.8) == pytest.approx(5 / 7)
    fighting = np.array([0.2, 0.1, 0.3])
    assert nash_shares(fighting, np.array([0.5, 0.3, 0.2])) == pytest.approx(
        [0.4, 0.22, 0.38]
    )
    assert nash_shares(fighting, np.full(3, 1 / 3)) == pytest.approx(
        [1 / 3, 0.7 / 3, 1.3 / 3]
    )


def test_nash_shares_need_a_zone_and_whole_weights():
    with pytest.raises(ValueError, match="zone"):
        nash_shares(np.array([0.7, 0.6]), np.array([0.5, 0.5]))
    with pytest.raises(ValueError, match="sum to 1"):
        nash_shares(np.array([0.2, 0.2]), np.array([0.5, 0.4]))

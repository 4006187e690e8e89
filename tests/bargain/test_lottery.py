"""Mixtures of settlements: closed forms, duals, and the two ways to the same answer."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import lottery_slack, mixture_slack


@given(st.floats(0.0, 1.0), st.floats(0.0, 0.5), st.floats(0.0, 0.5))
@settings(deadline=None)
def test_a_lottery_restores_the_zone_that_an_indivisible_prize_closes(
    p: float, cost_a: float, cost_b: float
) -> None:
    # Fearon 1995: with X = {0, 1} there is war iff c_A < p < 1 - c_B, while a lottery
    # always leaves the sum of the costs to share.
    prize = np.array([[1.0, 0.0], [0.0, 1.0]])
    fighting = np.array([p - cost_a, 1.0 - p - cost_b])
    best = lottery_slack(prize, fighting)
    ends = [p - cost_a, 1.0 - p - cost_b]
    if ends[0] > -1e-9 and ends[1] > -1e-9 and cost_a + cost_b > 0.02:
        width = (cost_a + cost_b) / 2
        share = p + (cost_b - cost_a) / 2
        if 0.0 <= share <= 1.0:
            assert best.slack == pytest.approx(width, abs=1e-9)
            np.testing.assert_allclose(best.mixture, [share, 1.0 - share], atol=1e-7)
    assert best.mixture.sum() == pytest.approx(1.0)
    assert best.weights.sum() == pytest.approx(1.0)


def test_a_party_that_is_content_has_no_price() -> None:
    utilities = np.array([[1.0, 0.2, 0.9], [0.0, 0.9, 0.9]])
    best = lottery_slack(utilities, np.array([0.4, 0.4, 0.0]))
    assert best.binding.tolist() == [True, True, False]
    assert best.weights[2] == 0.0


def test_below_zero_the_slack_is_the_smallest_even_concession() -> None:
    prize = np.array([[1.0, 0.0], [0.0, 1.0]])
    closed = lottery_slack(prize, np.array([0.7, 0.5]))
    assert closed.slack == pytest.approx(-0.1)
    opened = lottery_slack(prize, np.array([0.6, 0.4]))
    assert opened.slack == pytest.approx(0.0, abs=1e-9)


cases = st.tuples(
    st.integers(1, 4), st.lists(st.integers(1, 4), min_size=1, max_size=3)
).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.floats(0.0, 1.0),
            min_size=size[0] * (1 + len(size[1]) + sum(size[1])),
            max_size=size[0] * (1 + len(size[1]) + sum(size[1])),
        ),
    )
)


def arrays(
    case: tuple[tuple[int, list[int]], list[float]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    (parties, options), drawn = case
    numbers = iter(drawn)
    fighting = np.array([next(numbers) for _ in range(parties)])
    saliences = np.array([[next(numbers) for _ in options] for _ in range(parties)])
    values = np.zeros((parties, len(options), max(options)))
    possible = np.zeros((len(options), max(options)), dtype=np.bool_)
    for k, count in enumerate(options):
        possible[k, :count] = True
        values[:, k, :count] = np.reshape(
            [next(numbers) for _ in range(parties * count)], (parties, count)
        )
    return saliences, values, possible, fighting


@given(cases)
@settings(deadline=None, max_examples=50)
def test_mixing_options_is_as_good_as_mixing_settlements(
    case: tuple[tuple[int, list[int]], list[float]],
) -> None:
    saliences, values, possible, fighting = arrays(case)
    terms = np.array(list(product(*(np.flatnonzero(row) for row in possible))))
    utilities = np.array(
        [
            [
                sum(saliences[i, k] * values[i, k, o] for k, o in enumerate(term))
                for i in range(len(values))
            ]
            for term in terms
        ]
    )
    one = mixture_slack(saliences, values, possible, fighting)
    other = lottery_slack(utilities, fighting)
    assert one.slack == pytest.approx(other.slack, abs=1e-7)
    np.testing.assert_allclose(one.mixture.sum(axis=1), 1.0)
    assert not one.mixture[~possible].any()


@given(cases, st.integers(0, 3))
@settings(deadline=None, max_examples=50)
def test_weights_are_shadow_prices(
    case: tuple[tuple[int, list[int]], list[float]], which: int
) -> None:
    saliences, values, possible, fighting = arrays(case)
    who = which % len(fighting)
    step = np.zeros_like(fighting)
    step[who] = 1e-3
    here = mixture_slack(saliences, values, possible, fighting)
    up = mixture_slack(saliences, values, possible, fighting + step).slack
    down = mixture_slack(saliences, values, possible, fighting - step).slack
    # The slack is concave in what fighting is worth, so the price lies between both.
    low, high = (here.slack - down) / 1e-3, (up - here.slack) / 1e-3
    assert min(low, high) - 1e-5 <= -here.weights[who] <= max(low, high) + 1e-5
    assert here.weights.sum() == pytest.approx(1.0)


def test_what_cannot_be_mixed_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a settlement"):
        lottery_slack(np.zeros((0, 2)), np.zeros(2))
    with pytest.raises(ValueError, match="finite"):
        lottery_slack(np.full((1, 2), np.nan), np.zeros(2))
    with pytest.raises(ValueError, match="option on every issue"):
        mixture_slack(
            np.ones((1, 1)),
            np.ones((1, 1, 2)),
            np.zeros((1, 2), dtype=np.bool_),
            np.zeros(1),
        )

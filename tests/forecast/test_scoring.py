"""Scores against closed forms, laws and speed."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from jaxtyping import TypeCheckError
from scipy.special import ndtri

from sinequanon.forecast import (
    brier_score,
    central_interval,
    covered,
    crps,
    interval_score,
    log_score,
)

deaths = st.floats(0.0, 1e5, allow_nan=False, width=32)
draws_of = arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(2, 9)), elements=deaths
)


def pairwise(draws: np.ndarray, observed: np.ndarray, pairs: int) -> np.ndarray:
    """The definition, term by term."""
    apart = np.abs(draws[:, :, None] - draws[:, None, :]).sum(axis=(1, 2))
    return np.abs(draws - observed[:, None]).mean(axis=1) - apart / (2 * pairs)


@given(draws=draws_of, value=deaths)
def test_crps_is_its_definition(draws: np.ndarray, value: float):
    observed = np.full(draws.shape[0], value)
    count = draws.shape[1]
    exact = pairwise(draws, observed, count**2)
    assert crps(draws, observed, form="ecdf") == pytest.approx(exact, abs=1e-6)
    exact = pairwise(draws, observed, count * (count - 1))
    assert crps(draws, observed, form="fair") == pytest.approx(exact, abs=1e-6)


@given(draws=draws_of, value=deaths)
def test_crps_of_draws_is_never_below_zero(draws: np.ndarray, value: float):
    observed = np.full(draws.shape[0], value)
    assert (crps(draws, observed, form="ecdf") >= -1e-6).all()
    assert (
        crps(draws, observed, form="fair") <= crps(draws, observed, form="ecdf") + 1e-6
    ).all()


@given(draws=draws_of, value=deaths, by=st.floats(0.0, 100.0, width=32))
def test_scores_move_with_the_outcome(draws: np.ndarray, value: float, by: float):
    observed = np.full(draws.shape[0], value)
    assert crps(draws + by, observed + by, form="ecdf") == pytest.approx(
        crps(draws, observed, form="ecdf"), abs=1e-5
    )
    assert interval_score(draws + by, observed + by) == pytest.approx(
        interval_score(draws, observed), abs=1e-5
    )


@given(draws=draws_of, value=deaths)
def test_intervals_are_numpys_quantiles(draws: np.ndarray, value: float):
    low, high = central_interval(draws, level=0.9)
    assert low == pytest.approx(np.quantile(draws, 0.05, axis=1), abs=1e-6)
    assert high == pytest.approx(np.quantile(draws, 0.95, axis=1), abs=1e-6)
    observed = np.full(draws.shape[0], value)
    inside = covered(draws, observed)
    width = interval_score(draws, observed) == pytest.approx(high - low, abs=1e-9)
    assert width or not inside.all()


def test_crps_of_a_normal():
    # Gneiting et al. 2005: s (z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi)).
    count = 200_000
    draws = 3.0 + 2.0 * ndtri((np.arange(count) + 0.5) / count)[None]
    for observed in (3.0, 5.0, -2.0):
        z = (observed - 3.0) / 2.0
        below = 0.5 * (1 + math.erf(z / math.sqrt(2)))
        dense = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        exact = 2.0 * (z * (2 * below - 1) + 2 * dense - 1 / math.sqrt(math.pi))
        found = crps(draws, np.array([observed]), form="ecdf")[0]
        assert found == pytest.approx(exact, abs=2e-4)


def test_crps_of_an_exponential_and_of_two_points():
    # Exponential of rate 1: y - 2 F(y) + 1 / 2.
    count = 200_000
    draws = -np.log1p(-(np.arange(count) + 0.5) / count)[None]
    exact = 1.5 - 2 * (1 - math.exp(-1.5)) + 0.5
    assert crps(draws, np.array([1.5]), form="ecdf")[0] == pytest.approx(
        exact, abs=1e-4
    )
    # Half 0, half 2: 1 - 1/2 at 1; one draw is the absolute error.
    assert crps(np.array([[0.0, 2.0]]), np.array([1.0]), form="ecdf")[0] == 0.5
    assert crps(np.array([[0.0, 2.0]]), np.array([1.0]), form="fair")[0] == 0.0
    assert crps(np.array([[4.0]]), np.array([1.0]), form="ecdf")[0] == 3.0


def test_fair_crps_of_few_draws_is_right_on_average():
    # All 2 ** 3 sets of three draws of a fair coin: their mean is the coin's own score.
    sets = np.array(np.meshgrid(*[[0.0, 1.0]] * 3)).reshape(3, -1).T
    observed = np.zeros(len(sets))
    assert crps(sets, observed, form="fair").mean() == pytest.approx(0.25)
    assert crps(sets, observed, form="ecdf").mean() > 0.25


def test_log_score_counts_bins():
    draws = np.array([[0.0, 0.0, 1.0, 2_000.0]])
    # Eleven bins, four draws: (count + 1) / 15.
    for observed, count in ((0.0, 2), (2.0, 1), (3.0, 0), (1_000.5, 1), (9e9, 1)):
        found = log_score(draws, np.array([observed]))[0]
        assert found == pytest.approx(-math.log2((count + 1) / 15))


def test_log_score_of_a_bin_edge():
    # A bin holds its lower edge.
    draws = np.full((1, 9), 2.5)
    assert log_score(draws, np.array([2.5])) < log_score(draws, np.array([2.4999]))


def test_interval_score_by_hand():
    draws = np.linspace(0.0, 100.0, 101)[None]
    # The interval is 5 to 95; each unit outside costs 2 / .1.
    for observed, exact in ((50.0, 90.0), (96.0, 110.0), (0.0, 190.0)):
        found = interval_score(draws, np.array([observed]))[0]
        assert found == pytest.approx(exact)
    # VIEWS' later alpha of .05: 2.5 to 97.5, and 2 / .05.
    found = interval_score(draws, np.array([98.5]), level=0.95)[0]
    assert found == pytest.approx(95.0 + 40.0)


def test_brier_score_by_hand():
    draws = np.array([[0.0, 1.0, 25.0, 26.0], [0.0, 0.0, 0.0, 0.0]])
    found = brier_score(draws, np.array([30.0, 25.0]), threshold=25.0)
    assert found.tolist() == [0.75**2, 0.0]


def test_what_does_not_fit_is_refused():
    draws = np.ones((2, 3))
    with pytest.raises((ValueError, TypeCheckError)):
        crps(draws, np.ones(3), form="ecdf")
    with pytest.raises(ValueError, match="two draws"):
        crps(np.ones((2, 1)), np.ones(2), form="fair")
    with pytest.raises(ValueError, match="0 or more"):
        log_score(draws, -np.ones(2))
    with pytest.raises(ValueError, match="between 0 and 1"):
        interval_score(draws, np.ones(2), level=1.0)


@settings(max_examples=20)
@given(draws=draws_of)
def test_the_right_forecast_is_best_on_average(draws: np.ndarray):
    # Propriety: over outcomes drawn from the forecast itself, no shift does better.
    own = draws[:1]
    outcomes = own[0]
    mean = float(crps(np.repeat(own, outcomes.size, 0), outcomes, form="ecdf").mean())
    shifted = crps(np.repeat(own + 7.0, outcomes.size, 0), outcomes, form="ecdf")
    assert mean <= float(shifted.mean()) + 1e-6


def test_each_score_of_the_challenge_is_quick():
    # 2,292 country-months of 1,000 draws: 30 ms each on an idle core; the bound here
    # leaves room for a busy machine.
    draws = np.exp(ndtri((np.arange(2_292_000) * 0.6180339887 % 1 + 1e-9) / 1.1))
    draws = draws.reshape(2_292, 1_000)
    observed = np.ones(2_292)
    for score in (
        lambda: crps(draws, observed, form="ecdf"),
        lambda: log_score(draws, observed),
        lambda: interval_score(draws, observed),
        lambda: covered(draws, observed),
        lambda: brier_score(draws, observed, threshold=1.0),
    ):
        taken: list[float] = []
        for _ in range(5):
            began = time.perf_counter()
            score()
            taken.append(time.perf_counter() - began)
        assert min(taken) < 0.15

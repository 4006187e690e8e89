"""Baselines: exact distributions, and the same luck for each."""

import numpy as np
import pytest

from sinequanon.forecast import (
    BASELINES,
    CountryMonths,
    bootstrap,
    conflictology,
    last_poisson,
    last_value,
    negative_binomial,
    strata,
    zeros,
)

MONTHS = (481, 482, 483)


def ladder(made: CountryMonths, draws: int = 1_200) -> np.ndarray:
    return strata(1, made.countries, MONTHS, draws)


def test_strata_are_even_and_shuffled(made: CountryMonths):
    chances = ladder(made)
    exact = (np.arange(1_200) + 0.5) / 1_200
    assert np.array_equal(
        np.sort(chances, axis=2), np.broadcast_to(exact, chances.shape)
    )
    flat = chances.reshape(-1, 1_200)
    together = np.corrcoef(flat) - np.eye(len(flat))
    # Twelve cells, sixty-six pairs: four standard errors of 1 / sqrt(1200).
    assert np.abs(together).max() < 4 / np.sqrt(1_200)


def test_strata_are_keyed_by_country_and_month(made: CountryMonths):
    every = ladder(made)
    assert np.array_equal(strata(1, (8,), MONTHS[1:], 1_200)[0], every[2, 1:])
    assert not np.array_equal(strata(2, (8,), MONTHS[1:], 1_200)[0], every[2, 1:])


def test_conflictology_is_each_month_as_often(made: CountryMonths):
    found = conflictology(made.deaths, ladder(made))
    for cell in found[1]:
        values, counts = np.unique(cell, return_counts=True)
        own, each = np.unique(made.deaths[1, -12:], return_counts=True)
        assert np.array_equal(values, own)
        assert np.array_equal(counts, each * 100)
    assert not found[[0, 2]].any()


def test_last_values(made: CountryMonths):
    chances = ladder(made)
    assert (last_value(made.deaths, chances)[1] == made.deaths[1, -1]).all()
    poisson = last_poisson(made.deaths, chances)[1]
    assert poisson.mean() == pytest.approx(made.deaths[1, -1], rel=0.005)
    assert poisson.var() == pytest.approx(made.deaths[1, -1], rel=0.02)
    assert not zeros(made.deaths, chances).any()


def test_negative_binomial_has_the_moments(made: CountryMonths):
    wild = np.array([[0.0, 0, 0, 50, 3, 0, 0, 90, 12, 0, 0, 5]])
    found = negative_binomial(wild, ladder(made)[:1, :1])
    assert found.mean() == pytest.approx(wild.mean(), rel=0.02)
    assert found.var() == pytest.approx(wild.var(ddof=1), rel=0.12)
    # Less spread than a Poisson: a Poisson.
    still = np.full((1, 12), 9.0)
    found = negative_binomial(still, ladder(made)[:1, :1])
    assert found.var() == pytest.approx(9.0, rel=0.03)


def test_bootstrap_is_the_pool_of_all(made: CountryMonths):
    found = bootstrap(made.deaths, ladder(made))
    pooled = made.deaths[np.isfinite(made.deaths)]
    assert found.mean() == pytest.approx(pooled.mean(), rel=0.01)
    assert np.array_equal(np.sort(found[0, 0]), np.sort(found[1, 2]))


@pytest.mark.parametrize("key", BASELINES)
def test_a_country_does_not_hang_on_the_others(key: str, made: CountryMonths):
    if key == "bootstrap":
        return  # It draws from all of them.
    baseline = BASELINES[key][1]
    every = baseline(made.deaths, ladder(made))
    alone = baseline(made.deaths[2:3], strata(1, (8,), MONTHS, 1_200))
    assert np.array_equal(alone[0], every[2])


@pytest.mark.parametrize("key", BASELINES)
def test_draws_are_deaths(key: str, made: CountryMonths):
    found = BASELINES[key][1](made.deaths, ladder(made))
    assert found.shape == (4, 3, 1_200)
    assert np.isfinite(found).all()
    assert (found >= 0).all()

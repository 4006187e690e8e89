"""Scores in closed form, and the bootstrap of whole episodes."""

import numpy as np
import pytest

from sinequanon.fit.scores import (
    brier_scores,
    episode_weights,
    log_scores,
    one_against_rest,
    resampled_weights,
    skill,
)

CHANCES = np.array([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])
FATE = np.array([0, 1])


def test_log_score():
    np.testing.assert_allclose(log_scores(CHANCES, FATE), -np.log([0.5, 0.1]))


def test_brier_score():
    expected = [0.25 + 0.09 + 0.04, 0.01 + 0.81 + 0.64]
    np.testing.assert_allclose(brier_scores(CHANCES, FATE), expected)


def test_the_even_forecast_has_known_scores():
    even = np.full((4, 6), 1.0 / 6.0)
    fate = np.array([0, 2, 4, 5])
    np.testing.assert_allclose(log_scores(even, fate), np.log(6.0))
    np.testing.assert_allclose(brier_scores(even, fate), 5.0 / 6.0)


def test_one_outcome_against_the_rest():
    pair, came = one_against_rest(CHANCES, FATE, 1)
    np.testing.assert_allclose(pair, [[0.7, 0.3], [0.9, 0.1]])
    assert came.tolist() == [0, 1]


def test_a_perfect_forecast_has_skill_one_and_the_reference_none():
    score, weights = np.array([0.2, 0.4]), np.ones(2)
    drawn = resampled_weights(np.array([1, 2]), seed=1, draws=50)
    best = skill(np.zeros(2), score, weights=weights, resampled=drawn)
    same = skill(score, score, weights=weights, resampled=drawn)
    assert (best.value, best.low, best.high) == (1.0, 1.0, 1.0)
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)


def test_rows_of_an_episode_are_drawn_together():
    episode = np.array([5, 5, 5, 9, 9, 12])
    drawn = resampled_weights(episode, seed=3, draws=400)
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, 3] == drawn[:, 4]).all()
    # As many episodes are drawn as there are.
    assert (drawn[:, [0, 3, 5]].sum(axis=1) == 3).all()


@pytest.mark.statistical
def test_the_interval_widens_when_rows_are_copies():
    rows = np.arange(60)
    score = np.where(rows % 3 == 0, 2.0, 1.0)
    reference = np.full(60, 1.4)
    alone = resampled_weights(rows, seed=1, draws=2_000)
    copied = resampled_weights(np.repeat(rows, 4), seed=1, draws=2_000)
    one = skill(score, reference, weights=np.ones(60), resampled=alone)
    four = skill(
        np.repeat(score, 4),
        np.repeat(reference, 4),
        weights=np.ones(240),
        resampled=copied,
    )
    # Four copies of each row bring nothing new.
    assert (four.low, four.high) == (pytest.approx(one.low), pytest.approx(one.high))
    # Closed form: the sd of the mean of 60 rows, over 1.4.
    width = 2 * 1.645 * score.std() / np.sqrt(60) / 1.4
    assert one.high - one.low == pytest.approx(width, rel=0.1)


def test_every_episode_counts_alike():
    episode = np.array([1, 1, 1, 1, 2])
    score = np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    assert np.average(score, weights=episode_weights(episode)) == 0.5

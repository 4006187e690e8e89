"""The multinomial logit: closed forms, a known slope, and the ridge."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.fit import fit_logit
from sinequanon.streams import normals, uniforms

ROWS = np.arange(4_000, dtype=np.uint32)


def test_without_covariates_it_gives_shares():
    fate = np.array([0] * 30 + [1] * 20 + [2] * 50)
    logit = fit_logit(np.zeros((100, 1)), fate, outcomes=3, ridge=1.0)
    # Half a row of each outcome is added.
    expected = np.array([30.5, 20.5, 50.5]) / 101.5
    np.testing.assert_allclose(logit.chances(np.zeros((1, 1)))[0], expected, rtol=1e-6)


def test_an_outcome_that_never_came_has_a_small_chance():
    logit = fit_logit(np.zeros((9, 1)), np.full(9, 2), outcomes=3, ridge=1.0)
    chances = logit.chances(np.zeros((1, 1)))[0]
    assert 0.0 < chances[0] < 0.06


@pytest.mark.statistical
def test_a_known_slope_is_found_again():
    x = normals(11, "covariates", ROWS)[:, 0, 0]
    other = normals(12, "covariates", ROWS)[:, 0, 0]
    score = np.stack([-1.5 + 0.8 * x, -1.0 - 0.5 * x, np.zeros(len(x))], axis=1)
    chances = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
    luck = uniforms(13, "outcomes", ROWS)[:, 0, 0]
    fate = (luck[:, None] > np.cumsum(chances, axis=1)[:, :2]).sum(axis=1)
    logit = fit_logit(np.stack([x, other], 1), fate, outcomes=3, ridge=1e-3)
    found = logit.slopes / logit.scale[:, None]
    # Standard errors are near .05: three of them.
    np.testing.assert_allclose(found, [[0.8, -0.5], [0.0, 0.0]], atol=0.15)


def test_a_strong_ridge_leaves_shares_alone():
    x = normals(3, "x", ROWS[:300])[:, 0, 0]
    fate = (x > 0).astype(np.int64)
    logit = fit_logit(x[:, None], fate, outcomes=2, ridge=1e9)
    assert abs(logit.slopes).max() < 1e-5


@settings(max_examples=20, deadline=None)
@given(scale=st.floats(0.01, 100.0), shift=st.floats(-50.0, 50.0))
def test_units_do_not_matter(scale: float, shift: float):
    x = normals(4, "x", ROWS[:200])[:, :, 0]
    fate = (x[:, 0] + normals(5, "e", ROWS[:200])[:, 0, 0] > 0).astype(np.int64)
    one = fit_logit(x, fate, outcomes=2, ridge=2.0).chances(x)
    other = fit_logit(scale * x + shift, fate, outcomes=2, ridge=2.0)
    np.testing.assert_allclose(other.chances(scale * x + shift), one, atol=1e-5)


def test_weights_are_rows():
    x = np.array([[0.0], [1.0], [2.0], [2.0]])
    fate = np.array([0, 1, 1, 1])
    twice = fit_logit(x, fate, outcomes=2, ridge=1.0)
    weights = np.array([1.0, 1.0, 2.0])
    weighed = fit_logit(x[:3], fate[:3], outcomes=2, ridge=1.0, weights=weights)
    np.testing.assert_allclose(weighed.slopes, twice.slopes, rtol=1e-6)


def test_no_ridge_is_refused():
    with pytest.raises(ValueError, match="ridge"):
        fit_logit(np.zeros((2, 1)), np.array([0, 1]), outcomes=2, ridge=0.0)

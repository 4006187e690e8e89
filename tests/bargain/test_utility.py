"""CES utility: its special cases, and red lines that are real."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import Table, draw_minds
from sinequanon.bargain.utility import best_worth, breaches, ces, settlement_worth

unit = st.floats(0.02, 1.0)


def one(weight: float, first: float, second: float, rho: float) -> float:
    found = ces(
        np.array([[weight, 1 - weight]]),
        np.array([[[first, second]]]),
        np.array([rho]),
    )
    return float(found[0, 0])


@settings(max_examples=40, deadline=None)
@given(w=unit, a=unit, b=unit)
def test_ces_has_the_three_classical_means(w: float, a: float, b: float):
    assert one(w, a, b, 1.0) == pytest.approx(w * a + (1 - w) * b)
    assert one(w, a, b, 0.0) == pytest.approx(a**w * b ** (1 - w))
    assert one(w, a, b, -1.0) == pytest.approx(1 / (w / a + (1 - w) / b))


@settings(max_examples=40, deadline=None)
@given(w=unit, a=unit, b=unit, rho=st.floats(-1, 1), more=st.floats(0, 0.5))
def test_ces_lies_between_its_worths_and_grows_with_the_exponent(
    w: float, a: float, b: float, rho: float, more: float
):
    low, high = sorted((a, b))
    assert low - 1e-9 <= one(w, a, b, rho) <= high + 1e-9
    assert one(w, a, b, rho + more) >= one(w, a, b, rho) - 1e-3


def test_ces_is_smooth_across_the_geometric_mean():
    beside = one(0.3, 0.9, 0.05, 1.1e-3)
    assert one(0.3, 0.9, 0.05, 0.9e-3) == pytest.approx(beside, abs=2e-3)


def test_settlement_worth_is_ces_of_the_options_worths(sample: Table):

    minds = draw_minds(sample, seed=1, draws=30)
    for party in range(3):
        worths = np.stack(
            [minds.values[:, party, k, sample.terms[:, k]] for k in range(4)], axis=2
        )
        expected = ces(minds.saliences[:, party], worths, minds.exponent)
        assert settlement_worth(sample, minds, party) == pytest.approx(expected)


def test_nothing_is_worth_more_than_the_best(sample: Table):

    minds = draw_minds(sample, seed=1, draws=30)
    best = best_worth(sample, minds, 0)
    worth = settlement_worth(sample, minds, 0)
    assert worth.max(axis=1) == pytest.approx(best)


def test_values_alone_breach_nothing(sample: Table):

    minds = draw_minds(sample, seed=1, draws=30)
    assert not breaches(sample, minds, 0, "values").any()


def test_a_red_line_is_breached_where_it_is_real_and_crossed(sample: Table):

    minds = draw_minds(sample, seed=1, draws=200)
    found = breaches(sample, minds, 0, "red_lines")
    leaves = minds.real[:, 0, 0, None] & (sample.terms[None, :, 0] == 2)
    federal = minds.real[:, 0, 3, None] & (sample.terms[None, :, 3] == 1)
    assert np.array_equal(found, leaves | federal)
    assert not breaches(sample, minds, 2, "red_lines").any()

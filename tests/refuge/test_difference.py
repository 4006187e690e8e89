"""Flee's averaged relative difference, by hand and by its laws."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as arrays

from sinequanon.refuge import averaged, relative_differences


def test_a_case_by_hand():
    # Day 0: nobody anywhere. Day 1: 60 and 40 simulated of 200 counted as 150 and 50:
    # scaled to 120 and 80, (30 + 30) / 200. Day 2: all in the wrong camp.
    persons = np.array([[0.0, 0.0], [60.0, 40.0], [7.0, 0.0]])
    counted = np.array([[0.0, 0.0], [150.0, 50.0], [0.0, 90.0]])
    found = relative_differences(persons, counted)
    assert found == pytest.approx([0.0, 0.3, 2.0])
    assert averaged(persons, counted) == pytest.approx(2.3 / 3)
    assert averaged(persons, counted, after=0) == pytest.approx(1.15)


def test_nobody_simulated_counts_nobody_anywhere():
    found = relative_differences(np.zeros((1, 2)), np.array([[3.0, 1.0]]))
    assert found == pytest.approx([1.0])


def test_a_total_below_one_divides_by_one():
    found = relative_differences(np.array([[1.0, 0.0]]), np.array([[0.0, 0.5]]))
    assert found == pytest.approx([1.0])


TABLES = arrays.arrays(
    np.float64, (4, 3), elements=st.floats(1.0, 1e6, allow_subnormal=False)
)


@given(TABLES, TABLES, st.floats(0.01, 100.0))
def test_bounds_and_scale(persons: np.ndarray, counted: np.ndarray, factor: float):
    found = relative_differences(persons, counted)
    assert ((found >= 0) & (found <= 2)).all()
    np.testing.assert_allclose(
        relative_differences(persons * factor, counted), found, atol=1e-9
    )
    assert averaged(counted, counted) == pytest.approx(0.0, abs=1e-12)

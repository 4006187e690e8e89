# pyright: basic
"""Exponentials and logarithms against NumPy in double precision, over their range."""

from typing import Any

import numpy as np
import pytest
from numba import njit

from sinequanon.war.engine.elementary import chance_of, exponential, logarithm, raised
from sinequanon.war.engine.lanes import empty_rows

WITHIN = 2.5e-7


def through(function: Any, values: np.ndarray, *more: np.ndarray) -> np.ndarray:
    """Values after a function of lanes."""
    given = [empty_rows(len(values) // 16) for _ in range(1 + len(more))]
    for rows, numbers in zip(given, (values, *more), strict=True):
        rows.table[:] = numbers.reshape(-1, 16)
    out = empty_rows(len(values) // 16)

    @njit(error_model="numpy")
    def of_one(one, into, count):
        for row in range(count):
            into[row] = function(one[row])

    @njit(error_model="numpy")
    def of_two(one, other, into, count):
        for row in range(count):
            into[row] = function(one[row], other[row])

    each: Any = of_two if more else of_one
    each(*given, out, len(values) // 16)
    return out.table.reshape(-1).astype(np.float64)


def spread(low: float, high: float, count: int = 160_000) -> np.ndarray:
    return np.linspace(low, high, count).astype(np.float32)


def small(count: int = 1600) -> np.ndarray:
    return (10.0 ** np.linspace(-30.0, 1.5, count)).astype(np.float32)


def worst(ours: np.ndarray, exact: np.ndarray) -> float:
    return float(np.max(np.abs(ours - exact) / np.maximum(np.abs(exact), 1e-37)))


def test_exponential_over_its_range() -> None:
    x = spread(-87.0, 88.0)
    assert worst(through(exponential, x), np.exp(x.astype(np.float64))) < WITHIN


def test_exponential_beyond_its_range_is_the_value_at_the_end() -> None:
    x = np.array([-1e30, -200.0, 100.0, 1e30] * 4, dtype=np.float32)
    ends = np.exp(np.clip(x.astype(np.float64), -87.0, 88.0))
    assert worst(through(exponential, x), ends) < WITHIN


@pytest.mark.parametrize("x", [small(), spread(0.0, 60.0)], ids=["small", "all"])
def test_chance_is_exact_also_where_the_hazard_is_small(x: np.ndarray) -> None:
    exact = -np.expm1(-x.astype(np.float64))
    assert worst(through(chance_of, x), exact) < WITHIN
    assert float(through(chance_of, np.zeros(16, dtype=np.float32)).max()) == 0.0


@pytest.mark.parametrize(
    "x",
    [small(), spread(0.5, 2.0), (1.0 / small()).astype(np.float32)],
    ids=["small", "about one", "large"],
)
def test_logarithm(x: np.ndarray) -> None:
    exact = np.log(x.astype(np.float64))
    np.testing.assert_allclose(through(logarithm, x), exact, rtol=WITHIN, atol=1e-12)


def test_powers_and_their_corners() -> None:
    base, exponent = spread(0.01, 5.0), spread(0.0, 3.0)
    exact = base.astype(np.float64) ** exponent
    assert worst(through(raised, base, exponent), exact) < 4 * WITHIN
    none = np.zeros(16, dtype=np.float32)
    half, nought = np.full(16, 0.5, dtype=np.float32), none
    assert float(through(raised, none, half).max()) == 0.0
    assert float(through(raised, none, nought).min()) == 1.0

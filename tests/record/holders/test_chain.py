"""The chain's passes agree with a sum over every path."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.record.holders.chain import START, moves, smoothed
from sinequanon.record.holders.sides import BLOCS, PAIRS

numbers = st.floats(0.0, 5.0, allow_nan=False)


def drawn(values: list[float], *shape: int):
    return np.resize(np.array(values, dtype=np.float64), shape)


@settings(max_examples=20, deadline=None)
@given(st.lists(numbers, min_size=6, max_size=18))
def test_moves_are_chances(values: list[float]):
    table = moves(drawn(values, 3, len(PAIRS), 2), 0.01, 0.2)
    assert table.shape == (2, 4, 4, 2)
    assert (table >= 0.0).all()
    np.testing.assert_allclose(table.sum(axis=2), 1.0)


def test_only_the_pair_that_fights_passes_the_place_on():
    pair = np.zeros((2, len(PAIRS), 1))
    pair[:, PAIRS.index((0, 2))] = 2.0
    table = moves(pair, 0.0, 0.1)[0, :, :, 0]
    assert table[0, 2] == pytest.approx(-np.expm1(-0.2))
    assert table[0, 1] == table[0, 3] == 0.0
    assert table[1, 1] == 1.0


@settings(max_examples=10, deadline=None)
@given(st.lists(numbers, min_size=8, max_size=16), st.lists(numbers, min_size=6))
def test_smoothing_is_the_sum_over_all_paths(weights: list[float], deaths: list[float]):
    months, blocs = 4, len(BLOCS)
    weight = drawn(weights, months, blocs, 1)
    table = moves(drawn(deaths, months, len(PAIRS), 1), 0.02, 0.1)
    total = np.zeros((months, blocs))
    for path in itertools.product(range(blocs), repeat=months):
        chance = START[path[0]]
        for month, bloc in enumerate(path):
            chance *= np.exp(weight[month, bloc, 0])
            if month:
                chance *= table[month - 1, path[month - 1], bloc, 0]
        for month, bloc in enumerate(path):
            total[month, bloc] += chance
    total /= total.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(smoothed(weight, table)[:, :, 0], total, rtol=1e-9)


def test_points_do_not_mix():
    rising = np.linspace(0.0, 3.0, 5 * 4 * 3).reshape(5, 4, 3)
    table = moves(np.linspace(0.0, 2.0, 5 * 6 * 3).reshape(5, 6, 3), 0.01, 0.1)
    together = smoothed(rising, table)
    alone = smoothed(rising[:, :, 1:2], table[..., 1:2])
    np.testing.assert_allclose(together[:, :, 1:2], alone)

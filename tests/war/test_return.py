"""People come back from abroad to quiet places, and the accounts hold."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings, strategies as st

from sinequanon.war import Theta
from sinequanon.war.displacement import Displaced, displaced


def flight(o: Any, *, rate: float, scope: np.ndarray, people: np.ndarray) -> Displaced:
    values = {
        "return_abroad": rate,
        "flight": 0.0,
        "homecoming": 0.0,
    }
    theta: Theta = replace(
        o.theta,
        values={**o.theta.values, **{k: np.full(5, v) for k, v in values.items()}},
    )
    return displaced(
        o.plan,
        theta,
        residents=people,
        inside=np.zeros_like(people),
        abroad=np.full(5, 1e5),
        scope=scope,
    )


def test_the_stated_share_comes_back_by_people_and_quiet(opening: Any) -> None:
    people = np.full((24, 5), 1e4)
    people[3] = 3e4
    scope = np.zeros((24, 5))
    scope[7] = 1.0
    found = flight(opening, rate=0.1, scope=scope, people=people)
    back = 1e5 * (1.0 - np.exp(-0.1))
    np.testing.assert_allclose(found.back, back)
    np.testing.assert_allclose(found.abroad, 1e5 - back)
    gained = found.residents - people
    np.testing.assert_allclose(gained.sum(axis=0), back)
    np.testing.assert_allclose(gained[3] / gained[0], 3.0)
    np.testing.assert_allclose(gained[7] / gained[0], 0.05 / 1.05)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(rate=st.floats(0.0, 50.0), touched=st.floats(0.0, 1.0))
def test_nobody_is_made_or_lost(opening: Any, rate: float, touched: float) -> None:
    people = np.full((24, 5), 1e4)
    found = flight(opening, rate=rate, scope=np.full((24, 5), touched), people=people)
    whole = found.residents.sum(axis=0) + found.inside.sum(axis=0) + found.abroad
    np.testing.assert_allclose(whole, 24e4 + 1e5)
    assert float(found.abroad.min()) >= 0.0
    if rate == 0.0:
        np.testing.assert_array_equal(found.residents, people)


def test_where_nobody_lives_nobody_comes_back(opening: Any) -> None:
    nobody, quiet = np.zeros((24, 5)), np.zeros((24, 5))
    found = flight(opening, rate=1.0, scope=quiet, people=nobody)
    np.testing.assert_array_equal(found.back, np.zeros(5))
    np.testing.assert_array_equal(found.abroad, np.full(5, 1e5))

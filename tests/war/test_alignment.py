"""Fighters go over to allies that fare better, with their ground and their past."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings, strategies as st

from sinequanon.war import Setting, Theta, draw_theta
from sinequanon.war.alignment import falls, going_over, realigned
from sinequanon.war.plan import plan_of

GOVERNMENT, ALLIED, OPPOSITION, NUSRA = 0, 1, 2, 3


def with_values(theta: Theta, **changed: float) -> Theta:
    values = {name: np.full(len(theta.draws), v) for name, v in changed.items()}
    return replace(theta, values={**theta.values, **values})


def halved(o: Any, actor: int) -> Any:
    """The opening after one actor lost half of its fighters."""
    fighters = o.state.fighters.copy()
    fighters[actor] *= 0.5
    return replace(o.state, fighters=fighters)


def test_the_fall_is_the_log_loss_within_its_limits() -> None:
    found = falls(np.array([[499.0], [2000.0], [0.0]]), np.full((3, 1), 999.0))[:, 0]
    np.testing.assert_allclose(found, [np.log(2.0), 0.0, 2.0])


def test_without_losses_or_with_the_hypothesis_off_nobody_goes_over(
    opening: Any,
) -> None:
    o = opening
    still = with_values(o.theta, realignment=0.0)
    for state, theta in ((o.state, o.theta), (halved(o, OPPOSITION), still)):
        after = realigned(state, o.plan, theta)
        np.testing.assert_allclose(after.fighters, state.fighters, atol=1e-9)
        np.testing.assert_allclose(after.control, state.control, atol=1e-12)


def test_the_loser_gives_the_stated_share_of_all_that_it_has(opening: Any) -> None:
    o = opening
    theta = with_values(o.theta, realignment=0.1)
    state = halved(o, OPPOSITION)
    heads = state.fighters.sum(axis=1)
    # Two allies: all that leaves goes to the other, which has lost nothing.
    fall = falls(heads, state.fighters_start)[OPPOSITION]
    share = 1.0 - np.exp(-0.1 * fall * heads[NUSRA] / (heads[NUSRA] + 1.0))
    after = realigned(state, o.plan, theta)
    for name in ("fighters", "control", "fighters_start", "people_start"):
        mine, theirs = getattr(state, name), getattr(after, name)
        np.testing.assert_allclose(theirs[OPPOSITION], mine[OPPOSITION] * (1.0 - share))
        np.testing.assert_allclose(
            theirs[NUSRA], mine[NUSRA] + share * mine[OPPOSITION]
        )
        np.testing.assert_array_equal(theirs[4:], mine[4:])
    # Who was raised abroad neither gives nor takes.
    np.testing.assert_array_equal(after.fighters[:2], state.fighters[:2])


def test_a_contingent_from_abroad_neither_gives_nor_takes(opening: Any) -> None:
    o = opening
    state = halved(o, GOVERNMENT)
    assert o.plan.from_abroad[ALLIED]
    found = going_over(
        o.plan, o.theta, state.fighters.sum(axis=1), state.fighters_start
    )
    assert {ALLIED, GOVERNMENT}.isdisjoint({actor for pair in found for actor in pair})


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**31), rate=st.floats(0.0, 20.0))
def test_heads_stay_within_the_side_and_none_is_made(
    grid: Callable[..., Setting], seed: int, rate: float
) -> None:
    plan = plan_of(grid())
    ids = np.arange(5, dtype=np.uint32)
    theta = with_values(
        draw_theta(plan.setting, seed=seed, draws=ids), realignment=rate
    )
    rng = np.random.default_rng(seed)
    heads, first = 1e4 * rng.random((2, 6, 5))
    heads[rng.random((6, 5)) < 0.2] = 0.0
    found = going_over(plan, theta, heads, first)
    leaving = np.zeros((6, 5))
    for (i, k), share in found.items():
        assert plan.side[i] == plan.side[k]
        assert float(share.min()) >= 0.0
        leaving[i] += share
    assert float(leaving.max()) <= 1.0
    # Nobody goes over in both directions at once.
    for i, k in found:
        assert float((found[i, k] * found[k, i]).max()) == 0.0

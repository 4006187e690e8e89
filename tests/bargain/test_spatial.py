"""KTAB's spatial model: exact small cases and laws. Its log stands in tests/peers."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import spatial_turns

PLACES = np.array([[0.1, 0.9], [0.6, 0.2], [0.8, 0.8], [0.4, 0.5]])
INFLUENCE = np.array([40.0, 70.0, 30.0, 20.0])
SALIENCE = np.array([[0.3, 0.3], [0.5, 0.1], [0.2, 0.6], [0.4, 0.4]])


def test_two_equals_have_equal_chances() -> None:
    start = spatial_turns(
        np.array([[0.2], [0.7]]), np.ones(2), np.full((2, 1), 0.5), most_turns=0
    )
    assert len(start) == 1
    np.testing.assert_allclose(start[0].chances, 0.5)


def test_a_chance_in_closed_form() -> None:
    # Two actors at the ends: everyone gains 1 by its own place, so 3 : 1, and the
    # attitudes to risk (1 and -.5) change nothing at the ends.
    start = spatial_turns(
        np.array([[0.0], [1.0]]),
        np.array([30.0, 10.0]),
        np.full((2, 1), 0.5),
        most_turns=0,
    )
    np.testing.assert_allclose(start[0].chances, [0.75, 0.25], atol=1e-8)
    np.testing.assert_allclose(start[0].risk, [1.0, -0.5])


def test_actors_at_one_place_share_its_chance() -> None:
    places = np.array([[0.2], [0.2], [0.9]])
    start = spatial_turns(
        places, np.array([10.0, 20.0, 30.0]), np.full((3, 1), 0.5), most_turns=0
    )[0]
    assert start.chances[0] == start.chances[1]
    assert start.chances[0] + start.chances[2] == pytest.approx(1.0)


@given(st.permutations(range(4)), st.floats(0.5, 4.0))
@settings(deadline=None, max_examples=20)
def test_neither_order_nor_the_unit_of_influence_matters(
    order: list[int], louder: float
) -> None:
    base = spatial_turns(PLACES, INFLUENCE, SALIENCE, most_turns=2)
    other = spatial_turns(
        PLACES[order], louder * INFLUENCE[order], SALIENCE[order], most_turns=2
    )
    assert len(base) == len(other)
    for one, two in zip(base, other, strict=True):
        np.testing.assert_allclose(two.positions, one.positions[order], atol=2e-4)
        np.testing.assert_allclose(two.chances, one.chances[order], atol=1e-3)


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(
            st.tuples(
                st.floats(0.0, 1.0),
                st.floats(0.0, 1.0),
                st.floats(1.0, 100.0),
                st.floats(0.01, 0.5),
                st.floats(0.01, 0.5),
            ),
            min_size=n,
            max_size=n,
        )
    )
)
@settings(deadline=None, max_examples=30)
def test_chances_sum_over_places_and_nobody_leaves_the_range(
    actors: list[tuple[float, ...]],
) -> None:
    rows = np.array(actors)
    if not np.ptp(rows[:, :2], axis=0).any():
        return
    turns = spatial_turns(rows[:, :2], rows[:, 2], rows[:, 3:], most_turns=5)
    for turn in turns:
        assert np.isfinite(turn.chances).all()
        assert turn.positions.min() >= 0.0
        assert turn.positions.max() <= 1.0
        assert turn.risk.min() >= -0.5 - 1e-9
        assert turn.risk.max() <= 1.0 + 1e-9


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"scale of 100.*above 0.*at most 1"):
        spatial_turns(100.0 * PLACES, 0.0 * INFLUENCE, 5.0 * SALIENCE)
    with pytest.raises(ValueError, match="one place"):
        spatial_turns(np.full((4, 2), 0.5), INFLUENCE, SALIENCE)
    with pytest.raises(ValueError, match="two actors or more"):
        spatial_turns(PLACES[:1], INFLUENCE[:1], SALIENCE[:1])
    with pytest.raises(ValueError, match="no actor's all 0"):
        spatial_turns(PLACES, INFLUENCE, 0.0 * SALIENCE)

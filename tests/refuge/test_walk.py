"""Ends of walks: closed forms, and what must hold whatever the routes."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from sinequanon.refuge import NEAR, arrivals, pull

NOWHERE = np.inf


def ends(
    lengths: list[list[float]],
    camps: list[int],
    *,
    decay: float = 1.5,
    room: list[float] | None = None,
    zone: list[int] | None = None,
    avoidance: float = 1.0,
    forced: dict[int, int] | None = None,
) -> np.ndarray:
    size = len(lengths)
    fighting = np.zeros(size, dtype=bool)
    fighting[zone or []] = True
    onto = np.full(size, -1)
    for here, there in (forced or {}).items():
        onto[here] = there
    return arrivals(
        pull(np.array(lengths), np.array([decay])),
        camps=np.array(camps),
        room=np.array([room or [1.0] * len(camps)]),
        zone=fighting,
        avoidance=np.array([avoidance]),
        forced=onto,
    )[0]


STAR = [[NOWHERE, 90.0, 190.0], [90.0, NOWHERE, NOWHERE], [190.0, NOWHERE, NOWHERE]]
"""A zone with two camps, 90 and 190 km away."""


@pytest.mark.parametrize("decay", [0.5, 1.0, 2.0, 3.0])
def test_two_camps_share_by_the_power_of_distance(decay: float):
    # (190 + 10) / (90 + 10) = 2, so the near camp takes 2^decay for each 1.
    near = 2.0**decay / (1.0 + 2.0**decay)
    assert NEAR == 10.0
    assert ends(STAR, [1, 2], decay=decay)[0] == pytest.approx([near, 1.0 - near])


def test_room_and_fighting_weigh_the_step():
    # 2:1 by distance. Who is turned away comes back to the start, so half the room
    # makes it 1:1, but for the thousandth that tires. So does a zone at the near camp.
    turned = ends(STAR, [1, 2], decay=1.0, room=[0.5, 1.0])
    assert turned[0] == pytest.approx([0.5, 0.5], abs=1e-3)
    found = ends(STAR, [1, 2], decay=1.0, zone=[1], avoidance=0.5)
    assert found[0] == pytest.approx([0.5, 0.5])


def test_a_full_camp_and_a_dead_end():
    assert ends(STAR, [1, 2], room=[0.0, 1.0])[0] == pytest.approx([0.0, 1.0])
    assert ends(STAR, [1, 2], room=[0.0, 0.0])[0] == pytest.approx([0.0, 0.0])
    alone = [[NOWHERE, 10.0, NOWHERE], [10.0, NOWHERE, NOWHERE], [NOWHERE] * 3]
    assert not ends(alone, [2]).any()


def test_a_full_camp_is_passed():
    # The only way to the second camp leads through the first.
    row = [[NOWHERE, 50.0, NOWHERE], [50.0, NOWHERE, 50.0], [NOWHERE, 50.0, NOWHERE]]
    assert ends(row, [1, 2])[0] == pytest.approx([1.0, 0.0])
    assert ends(row, [1, 2], room=[0.0, 1.0])[0] == pytest.approx([0.0, 1.0])


def test_a_line_of_towns_is_the_ruin_of_a_gambler():
    # Four places in a row with equal routes and a camp at each end: from the first of
    # the two towns in the middle the near end is reached with chance 2/3 (Feller).
    row = np.full((4, 4), np.inf)
    for place in range(3):
        row[place, place + 1] = row[place + 1, place] = 100.0
    # A thousandth tires at each step, so the closed form holds to that.
    assert ends(row.tolist(), [0, 3])[1] == pytest.approx([2 / 3, 1 / 3], abs=2e-3)


def test_a_forced_step_is_taken_while_it_is_open():
    assert ends(STAR, [1, 2], forced={0: 2})[0] == pytest.approx([0.0, 1.0])
    assert ends(STAR, [1, 2], forced={0: 2}, room=[1.0, 0.0])[0] == pytest.approx(
        [1.0, 0.0]
    )


def test_who_leaves_a_camp_walks_on():
    found = ends(STAR, [1, 2], decay=1.0)
    # Back to the zone, and from there 2:1.
    assert found[1] == pytest.approx([2 / 3, 1 / 3])


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[list[float]], list[int]]:
    size = draw(st.integers(3, 7))
    lengths = np.full((size, size), np.inf)
    for a in range(size):
        for b in range(a):
            if draw(st.booleans()):
                lengths[a, b] = lengths[b, a] = draw(st.floats(0.0, 2000.0))
    camps = draw(
        st.lists(st.integers(0, size - 1), min_size=1, max_size=3, unique=True)
    )
    return lengths.tolist(), sorted(camps)


@given(networks(), st.floats(0.2, 4.0), st.randoms(use_true_random=False))
def test_everyone_ends_once_and_names_do_not_matter(
    network: tuple[list[list[float]], list[int]], decay: float, shuffle: object
):
    lengths, camps = network
    found = ends(lengths, camps, decay=decay)
    assert (found >= 0).all()
    sums = found.sum(axis=1)
    assert np.all(np.isclose(sums, 1.0) | (sums == 0.0))
    order = list(range(len(lengths)))
    shuffle.shuffle(order)  # type: ignore[attr-defined]
    again = ends(
        np.array(lengths)[np.ix_(order, order)].tolist(),
        [order.index(camp) for camp in camps],
        decay=decay,
    )
    np.testing.assert_allclose(again, found[order], atol=1e-9)

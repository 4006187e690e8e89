"""The made-up wars: whole, on one chance, and different only by what is asked."""

import numpy as np
import pytest

from sinequanon.laws import LawBook
from sinequanon.laws.wars import (
    REBELS_FRIEND,
    about,
    duel,
    helped_by,
    left_and_right,
    middle,
    rivals_of,
    taken,
)


def test_the_plain_war_is_two_halves_of_a_grid(book: LawBook):
    setting = duel(book.premises)
    assert setting.actors == ("state", "rebels")
    assert len(setting.places) == book.premises.rows * book.premises.columns == 24
    assert setting.control0.sum(axis=1).tolist() == [12.0, 12.0]
    assert setting.population.sum() == pytest.approx(book.premises.people)
    assert (setting.core_a, setting.core_b) == ((0,), (1,))
    # A grid of 4 by 6 has 38 borders, each told from both ends.
    assert len(setting.indices) == 2 * 38


def test_borders_are_the_same_from_either_end(book: LawBook):
    setting = duel(book.premises)
    pairs = {
        (place, int(other))
        for place in range(24)
        for other in setting.indices[setting.indptr[place] : setting.indptr[place + 1]]
    }
    assert {(b, a) for a, b in pairs} == pairs
    assert all(a != b for a, b in pairs)


def test_rivals_have_the_share_of_the_states_strength(book: LawBook):
    for ratio in (0.125, 1.0):
        setting = rivals_of(book.premises, ratio)
        middles = np.sqrt(setting.strength_low * setting.strength_high)
        assert middles[1] / middles[0] == pytest.approx(ratio)


def test_ranges_about_a_strength_have_it_in_the_middle(book: LawBook):
    assert middle(about(1000.0, book.premises)) == pytest.approx(1000.0)


def test_no_backer_is_there_until_it_comes_in(book: LawBook):
    setting = duel(book.premises)
    assert not any(backer.present for backer in setting.backers)
    assert not setting.backed.any()
    (entry,) = helped_by(REBELS_FRIEND)
    assert entry.month == setting.start_month
    assert REBELS_FRIEND in {backer.key for backer in setting.backers}


def test_places_that_pass_are_the_losers(book: LawBook):
    ground = left_and_right()
    assert ground(0, 2) == {"state": 1.0}
    assert ground(0, 3) == {"rebels": 1.0}
    world = taken(((1, 3), (2, 3)), loser="rebels", winner="state", month=2)
    assert [item.month for item in world] == [3, 3]
    assert len({repr(item) for item in world}) == 2

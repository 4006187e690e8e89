"""The laboratory: one chance for every war, and a level that size does not move."""

import numpy as np

from sinequanon.laws import LawBook, LawSize
from sinequanon.laws.lab import Lab, frozen_numbers
from sinequanon.laws.tables import table_with
from sinequanon.laws.wars import STATES_FRIEND, duel, helped_by


def test_a_war_is_run_once(lab: Lab):
    assert lab.plain() is lab.plain()
    assert lab.plain().log_power.shape == (24, lab.premises.horizon_months)


def test_the_same_war_under_another_name_is_the_same_to_the_bit(lab: Lab):
    again = lab.path("plain again", duel(lab.premises))
    for name in ("log_power", "deaths", "one_sided", "people", "displaced_inside"):
        assert np.array_equal(getattr(lab.plain(), name), getattr(again, name)), name


def test_worlds_share_their_draws(lab: Lab):
    helped = lab.path("helped", duel(lab.premises), world=helped_by(STATES_FRIEND))
    assert (helped.log_power[:, 0] > lab.plain().log_power[:, 0]).all()


def test_a_draw_is_the_same_in_a_larger_ensemble(book: LawBook, lab: Lab):
    more = Lab(book.premises, LawSize(draws=16, lucks=2, seed=3))
    assert np.array_equal(more.plain().deaths[:24], lab.plain().deaths)
    assert np.array_equal(
        more.peace(more.plain()).signed[:24], lab.peace(lab.plain()).signed
    )


def test_every_ending_is_a_chance(lab: Lab):
    found = lab.peace(lab.plain())
    assert found.signed.shape == lab.plain().log_power.shape
    assert ((found.survival > 0.0) & (found.survival <= 1.0)).all()
    np.testing.assert_allclose(found.ended + found.survival, 1.0)
    assert (found.signed_with_transfer <= found.signed + 1e-12).all()


def test_a_party_more_never_widens_the_zone(lab: Lab):
    two, three = (
        lab.peace(lab.plain(), table=table_with(other)) for other in ("none", "third")
    )
    assert (three.surplus <= two.surplus + 1e-9).all()


def test_frozen_numbers_are_of_the_premises_alone(book: LawBook):
    one, other = frozen_numbers(book.premises), frozen_numbers(book.premises)
    assert one == other
    assert all(frozen.surplus_sd > 0.0 for frozen in one.values())


def test_wars_are_counted_as_they_are_run(book: LawBook):
    wars: list[int] = []
    size = LawSize(draws=8, lucks=1, seed=1)
    small = Lab(book.premises, size, tick=lambda: wars.append(1))
    small.plain()
    small.plain()
    assert wars == [1]

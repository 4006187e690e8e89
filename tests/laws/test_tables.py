"""The bargaining table of the made-up wars."""

import pytest

from sinequanon.laws.tables import Other, table_with


def test_the_two_sides_bargain_over_three_issues():
    table = table_with()
    assert table.parties == ("state", "rebels")
    assert len(table.terms) == 3 * 3 * 2
    assert table.side.tolist() == [1, -1]


@pytest.mark.parametrize("other", ["faction", "backer", "third"])
def test_a_party_that_is_added_must_agree(other: Other):
    table = table_with(other)
    assert table.parties == ("state", "rebels", other)
    assert table.coalitions == ((0, 1, 2),)
    # The two sides want what they wanted.
    plain = table_with()
    assert (table.value_low[:2] == plain.value_low).all()
    assert (table.value_high[:2] == plain.value_high).all()


def test_a_backer_bears_little_of_the_cost():
    table = table_with("backer")
    assert table.cost_high[2] < table.cost_low[0] == table.cost_low[1] == 1.0


def test_terms_that_share_can_be_left_out():
    table = table_with(sharing=False)
    assert len(table.terms) == 4
    assert {"shared", "integrated", "autonomous"}.isdisjoint(
        option for options in table.options for option in options
    )

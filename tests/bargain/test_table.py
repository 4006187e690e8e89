"""The table: settlements enumerated after exclusions, and what they carry."""

import numpy as np
import pytest

from sinequanon.bargain import KEEP_LEVELS, Table, make_table
from sinequanon.bargain.table import settlements


def test_every_combination_is_a_settlement(sample: Table):

    assert len(sample.terms) == 3 * 3 * 3 * 2
    assert len(np.unique(sample.terms, axis=0)) == len(sample.terms)


def test_exclusions_take_away_only_what_they_name():
    issues = ["leader", "body"]
    options = [["stays", "leaves"], ["unity", "full"]]
    terms = settlements(options, issues, [{"leader": "stays", "body": "full"}])
    assert terms.tolist() == [[0, 0], [1, 0], [1, 1]]


def test_exclusions_that_leave_nothing_are_refused():
    with pytest.raises(ValueError, match="no settlement"):
        make_table(
            issues={"leader": ["stays"]},
            sides={"a": 1},
            values={},
            saliences={},
            coalitions={"k": ["a"]},
            exclusions=[{"leader": "stays"}],
        )


def test_a_table_needs_a_coalition():
    with pytest.raises(ValueError, match="coalition"):
        make_table(
            issues={"leader": ["stays"]},
            sides={"a": 1},
            values={},
            saliences={},
            coalitions={},
        )


def test_ranges_upside_down_are_refused():
    with pytest.raises(ValueError, match="upside down"):
        make_table(
            issues={"leader": ["stays"]},
            sides={"a": 1},
            values={("a", "leader"): {"stays": (0.6, 0.4)}},
            saliences={},
            coalitions={"k": ["a"]},
        )


def test_transfer_is_any_option_that_transfers(sample: Table):

    for term, transfer in zip(sample.terms, sample.transfer, strict=True):
        assert transfer == (term[0] == 2 or term[1] in (1, 2))


def test_keep_follows_the_security_forces(sample: Table):

    levels = np.array([KEEP_LEVELS[option] for option in sample.options[2]])
    assert sample.keep.tolist() == levels[sample.terms[:, 2]].tolist()


def test_what_is_left_out_is_not_known(sample: Table):

    at = sample.option("regions", "unitary")
    backer = sample.party("backer")
    assert (
        sample.value_low[backer, at[0], at[1]],
        sample.value_high[backer, at[0], at[1]],
    ) == (0.0, 1.0)
    assert (sample.salience_low[backer, 0], sample.salience_high[backer, 0]) == (
        0.05,
        1.0,
    )
    assert sample.cost_low.tolist() == [1.0, 1.0, 1.0]


def test_only_side_b_is_exposed(sample: Table):
    assert sample.exposed.tolist() == [False, True, False]


def test_a_settlement_reads_as_words(sample: Table):

    assert sample.settlement(0) == {
        "leader": "stays",
        "body": "unity",
        "security_forces": "unchanged",
        "regions": "unitary",
    }


def test_unknown_keys_are_refused(sample: Table):
    with pytest.raises(ValueError, match="not in"):
        sample.option("leader", "abdicates")


def test_what_stands_already_leaves_the_settlements_that_take_it(sample: Table):
    issue = sample.issues[0]
    option = sample.options[0][1]
    kept = sample.only([(issue, option)])
    assert len(kept.terms) == len(sample.terms) // len(sample.options[0])
    assert bool(np.all(kept.terms[:, 0] == 1))
    whole = sample.terms[:, 0] == 1
    np.testing.assert_array_equal(kept.transfer, sample.transfer[whole])
    np.testing.assert_array_equal(kept.keep, sample.keep[whole])
    np.testing.assert_array_equal(kept.value_low, sample.value_low)
    assert sample.only([]) is sample
    with pytest.raises(ValueError, match="not in"):
        sample.only([(issue, "nothing like it")])

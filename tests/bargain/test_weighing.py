"""A table weighed by itself gives what the ensemble's equation gives."""

import numpy as np
import pytest

from sinequanon.bargain import (
    Encoding,
    Mapping,
    Table,
    bitsets_of,
    common_to,
    compromise_settlement,
    draw_minds,
    footing_of,
    kinds_of,
    make_table,
    median_options,
    packed,
    settlement_worth,
    sine_qua_non,
    surplus_of,
    surpluses,
)


@pytest.mark.parametrize("encoding", ["values", "red_lines"])
@pytest.mark.parametrize("mapping", ["threat", "shift"])
def test_surplus_is_that_of_the_ensemble(
    encoding: Encoding, mapping: Mapping, sample: Table
):
    minds = draw_minds(sample, seed=2, draws=50)
    footing = footing_of(sample, minds, np.full(50, 0.5))
    still = np.ones((50, 1))
    expected = surpluses(
        sample,
        minds,
        log_power=0.0 * still,
        intensity=still,
        news=0.0 * still,
        encoding=encoding,
        mapping=mapping,
        quarter=0,
    )
    kinds = kinds_of(sample)
    for party in range(3):
        worth = settlement_worth(sample, minds, party)
        found = surplus_of(
            sample,
            minds,
            footing,
            kinds,
            party,
            worth,
            encoding=encoding,
            mapping=mapping,
        )
        assert found == pytest.approx(expected[:, :, party], abs=1e-12)


def test_a_better_balance_makes_fighting_worth_more(sample: Table):
    minds = draw_minds(sample, seed=2, draws=50)
    even, better = (footing_of(sample, minds, np.full(50, p)) for p in (0.5, 0.8))
    assert (better.fighting[:, 0] >= even.fighting[:, 0]).all()
    assert better.fighting[:, 0].mean() > even.fighting[:, 0].mean() + 0.1
    assert (better.fighting[:, 1] <= even.fighting[:, 1]).all()
    assert np.array_equal(better.fighting[:, 2], even.fighting[:, 2])
    assert better.odds[:, 0] - even.odds[:, 0] == pytest.approx(np.log(4.0))


def test_bits_count_like_arrays(sample: Table):
    accepted = np.sin(np.arange(40.0 * len(sample.terms))).reshape(40, -1) > 0.97
    bits = bitsets_of(sample)
    some = bits.present(packed(accepted))
    found, expected = vars(common_to(some)), vars(sine_qua_non(sample, accepted))
    assert all(np.array_equal(found[name], expected[name]) for name in expected)
    pairs = bits.together(packed(accepted), 0, 3)
    for one in range(3):
        for other in range(2):
            both = (sample.terms[:, 0] == one) & (sample.terms[:, 3] == other)
            expected = (accepted & both).any(axis=1)
            assert np.array_equal(pairs[:, one, other], expected)


def test_nothing_accepted_has_no_options(sample: Table):
    empty = np.zeros((3, len(sample.terms)), dtype=np.bool_)
    assert not bitsets_of(sample).present(packed(empty)).any()


def _line(a: float, b: float, c: float) -> Table:
    """Three parties that each want one of five options of one issue."""
    options = [f"o{k}" for k in range(5)]

    def values(ideal: float) -> dict[str, tuple[float, float]]:
        return {
            o: (1 - abs(k - ideal) / 4, 1 - abs(k - ideal) / 4)
            for k, o in enumerate(options)
        }

    return make_table(
        issues={"x": options},
        sides={"a": 0, "b": 0, "c": 0},
        values={("a", "x"): values(a), ("b", "x"): values(b), ("c", "x"): values(c)},
        saliences={(p, "x"): (1.0, 1.0) for p in "abc"},
        coalitions={"all": ["a", "b", "c"]},
    )


def test_the_median_is_that_of_the_weights():
    table = _line(0, 1, 4)
    minds = draw_minds(table, seed=0, draws=3)
    assert median_options(table, minds, (0, 1, 2)).tolist() == [[1]] * 3
    assert (
        median_options(table, minds, (0, 1, 2), (1.0, 1.0, 5.0)).tolist() == [[4]] * 3
    )
    assert median_options(table, minds, (0, 2), (1.0, 1.0)).tolist() == [[0]] * 3


def test_power_pulls_the_compromise():
    table = _line(0, 2, 4)
    minds = draw_minds(table, seed=0, draws=2)
    assert compromise_settlement(table, minds, (0, 1, 2)).tolist() == [2, 2]
    assert compromise_settlement(table, minds, (0, 1, 2), (9.0, 1.0, 1.0)).tolist() == [
        0,
        0,
    ]


def test_options_may_say_how_far_they_leave_arms():
    table = make_table(
        issues={"arms": ["none", "some"]},
        sides={"a": 1, "b": -1},
        values={},
        saliences={},
        coalitions={"both": ["a", "b"]},
        keeps={("arms", "some"): 0.7},
        exposed=["a"],
    )
    assert table.keep.tolist() == [0.0, 0.7]
    assert table.exposed.tolist() == [True, False]

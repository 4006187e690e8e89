"""Minimal quarrels and changes: the worked toy, and every answer by brute force."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.axes import Bool
from sinequanon.bargain import (
    Demand,
    Table,
    draw_minds,
    implied_demands,
    make_table,
    quarrel,
    quarrels,
    stated_demands,
)
from sinequanon.bargain.clashes import met_by

Sets = set[frozenset[int]]


def by_force(met: Bool[np.ndarray, "demands terms"]) -> tuple[Sets, Sets]:
    """All minimal incompatible sets and minimal change sets, by trying every subset."""
    everything = range(len(met))
    subsets = [
        frozenset(s)
        for s in chain.from_iterable(
            combinations(everything, n) for n in range(len(met) + 1)
        )
    ]
    clash = [s for s in subsets if not met[sorted(s)].all(axis=0).any()]
    drop = [s for s in subsets if met[sorted(set(everything) - s)].all(axis=0).any()]
    return _smallest(clash), _smallest(drop)


def _smallest(sets: list[frozenset[int]]) -> Sets:
    return {s for s in sets if not any(other < s for other in sets)}


@settings(max_examples=60, deadline=None)
@given(
    demands=st.integers(0, 7),
    terms=st.integers(1, 9),
    bits=st.integers(0, 2**63 - 1),
)
def test_quarrel_agrees_with_brute_force(demands: int, terms: int, bits: int):
    cells = [bits >> k & 1 for k in range(demands * terms)]
    met = np.array(cells, dtype=np.bool_).reshape(demands, terms)
    found = quarrel(met)
    clash, drop = by_force(met)
    assert set(found.incompatible) == clash
    assert set(found.changes) == drop


@settings(max_examples=30, deadline=None)
@given(bits=st.integers(0, 2**48 - 1))
def test_each_quarrel_meets_each_change(bits: int):
    met = np.array([bits >> k & 1 for k in range(48)], dtype=np.bool_).reshape(6, 8)
    found = quarrel(met)
    for clash in found.incompatible:
        assert all(clash & change for change in found.changes)
    assert found.pivotal == {
        k for k in range(6) if frozenset({k}) in set(found.changes)
    }


def toy() -> Table:
    """Four issues and eight demands with three quarrels and four ways out."""
    yes_no = ["yes", "no"]
    return make_table(
        issues={
            "leader": ["stays", "leaves"],
            "territory": ["unitary", "federal"],
            "guarantee": yes_no,
            "islamic_state": yes_no,
        },
        sides={"iran": 1, "rebels": -1, "government": 1, "kurds": 0},
        values={},
        saliences={},
        coalitions={"all": ["iran", "rebels", "government", "kurds"]},
        red_lines=[
            ("iran", "leader", "leaves"),
            ("rebels", "leader", "stays"),
            ("government", "leader", "leaves"),
            ("kurds", "territory", "unitary"),
            ("government", "territory", "federal"),
            ("rebels", "guarantee", "no"),
            ("iran", "islamic_state", "no"),
            ("kurds", "islamic_state", "no"),
        ],
    )


def test_the_toy_has_its_three_quarrels_and_four_changes():
    table = toy()
    minds = draw_minds(table, seed=0, draws=5, pinned={"red_line_real": 1.0})
    demands, real = stated_demands(table, minds, range(4))
    assert len(demands) == 8
    assert real.all()
    found = quarrels(table, demands, real)

    def names(
        rows: tuple[tuple[tuple[Demand, ...], float], ...],
    ) -> dict[frozenset[tuple[str, str]], float]:
        return {
            frozenset((d.party, d.issue) for d in group): chance
            for group, chance in rows
        }

    iran, rebels = ("iran", "leader"), ("rebels", "leader")
    ours, unitary = ("government", "leader"), ("government", "territory")
    kurds = ("kurds", "territory")
    assert names(found.incompatible) == {
        frozenset({iran, rebels}): 1.0,
        frozenset({rebels, ours}): 1.0,
        frozenset({kurds, unitary}): 1.0,
    }
    assert names(found.changes) == {
        frozenset({kurds, rebels}): 1.0,
        frozenset({rebels, unitary}): 1.0,
        frozenset({iran, kurds, ours}): 1.0,
        frozenset({iran, ours, unitary}): 1.0,
    }
    assert found.compatible == 0.0
    assert not found.pivotal
    assert not found.in_every_change
    assert len(found.binding) == 5


def test_demands_that_are_not_real_are_in_no_quarrel():
    table = toy()
    minds = draw_minds(table, seed=0, draws=5, pinned={"red_line_real": 0.0})
    found = quarrels(table, *stated_demands(table, minds, range(4)))
    assert found.compatible == 1.0
    assert not found.incompatible
    assert not found.changes


def test_chances_of_quarrels_are_those_of_their_demands(sample: Table):

    minds = draw_minds(sample, seed=3, draws=400)
    demands, real = stated_demands(sample, minds, range(3))
    found = quarrels(sample, demands, real)
    # The government's "not leaves" and the rebels' "not stays" leave "leaves_later".
    assert found.compatible == pytest.approx(1.0)
    assert real.mean(axis=0) == pytest.approx(np.full(3, 4 / 6), abs=0.1)


def test_one_pivotal_demand_is_in_every_change():
    met = np.array([[True, False], [True, False], [False, True]])
    found = quarrel(met)
    assert found.pivotal == {2}
    assert found.in_every_change == frozenset()
    assert set(found.incompatible) == {frozenset({0, 2}), frozenset({1, 2})}


def test_a_demand_that_nothing_meets_must_go():
    found = quarrel(np.array([[False, False], [True, True]]))
    assert found.incompatible == (frozenset({0}),)
    assert found.in_every_change == {0}
    assert found.pivotal == {0}


def test_implied_demands_name_what_is_in_no_deal(sample: Table):

    accepted = np.zeros((2, len(sample.terms), 3), dtype=np.bool_)
    accepted[0, :, 0] = sample.terms[:, 0] != 2
    accepted[1, :, 0] = True
    demands, active = implied_demands(sample, accepted, (0, 1))
    assert [(d.party, d.issue, d.forbids) for d in demands] == [
        ("government", "leader", ("leaves",))
    ]
    assert active[:, 0].tolist() == [True, False]
    assert met_by(sample, demands)[0].tolist() == (sample.terms[:, 0] != 2).tolist()


def test_parties_that_accept_all_make_no_demand(sample: Table):

    accepted = np.ones((2, len(sample.terms), 3), dtype=np.bool_)
    demands, active = implied_demands(sample, accepted, (0, 1, 2))
    assert demands == ()
    assert quarrels(sample, demands, active).compatible == 1.0

"""Many demands by python-sat: against the own enumeration, brute force and z3."""

import sys
from importlib.util import find_spec
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.axes import Bool
from sinequanon.bargain import Quarrel, quarrel
from sinequanon.bargain.clashes import MOST_DEMANDS
from sinequanon.bargain.listing import (
    broken_words,
    groups_of,
    smallest_changes,
    smallest_quarrels,
)

needs_sat = pytest.mark.skipif(
    find_spec("pysat") is None, reason="NOT CHECKED: the extra `sat` is not installed"
)
needs_z3 = pytest.mark.skipif(
    find_spec("z3") is None, reason="NOT CHECKED against z3: z3-solver is not installed"
)

Forbidden = list[tuple[int, frozenset[int]]]
"""Of each demand, an issue and the options that it forbids."""


def demands_on(
    issues: int, options: int, count: int, seed: int
) -> tuple[Forbidden, Bool[np.ndarray, "demands terms"]]:
    """Random demands, and which settlements meet them."""
    rng = np.random.default_rng(seed)
    forbidden: Forbidden = []
    for _ in range(count):
        size = int(rng.integers(1, options))
        taken = rng.permutation(options)[:size]
        forbidden.append((int(rng.integers(issues)), frozenset(map(int, taken))))
    terms = np.array(list(product(range(options), repeat=issues)))
    met = np.array([~np.isin(terms[:, k], sorted(f)) for k, f in forbidden])
    return forbidden, met


def by_sat(met: Bool[np.ndarray, "demands terms"], most: int = 10_000) -> Quarrel:
    broken = broken_words(met)
    changes, all_changes = smallest_changes(broken, most)
    quarrels, all_quarrels = smallest_quarrels(broken, len(met), most)
    return Quarrel(
        incompatible=tuple(quarrels),
        changes=groups_of(changes, len(met)),
        complete=all_changes and all_quarrels,
    )


@needs_sat
@given(
    st.integers(0, 10).flatmap(
        lambda n: st.lists(
            st.lists(st.booleans(), min_size=n, max_size=n), min_size=1, max_size=12
        )
    )
)
@settings(deadline=None, max_examples=60)
def test_it_finds_what_the_own_enumeration_finds(columns: list[list[bool]]) -> None:
    met = np.array(columns, dtype=np.bool_).T.reshape(-1, len(columns))
    ours, theirs = quarrel(met), by_sat(met)
    assert theirs.complete
    assert set(theirs.incompatible) == set(ours.incompatible)
    assert set(theirs.changes) == set(ours.changes)
    assert theirs.binding == ours.binding
    assert theirs.in_every_change == ours.in_every_change
    assert theirs.pivotal == ours.pivotal


@needs_sat
@pytest.mark.parametrize("seed", range(3))
def test_thirty_demands_are_listed_exactly(seed: int) -> None:
    _, met = demands_on(issues=6, options=4, count=30, seed=seed)
    found = quarrel(met)
    assert found.complete
    sizes = [len(group) for group in found.incompatible]
    assert sizes == sorted(sizes)
    # Small quarrels by brute force; larger ones by what a quarrel is.
    for size in (1, 2, 3):
        tried = {
            frozenset(group)
            for group in combinations(range(30), size)
            if not met[list(group)].all(axis=0).any()
        }
        listed = {group for group in found.incompatible if len(group) <= size}
        assert all(any(small <= group for small in listed) for group in tried)
    for group in found.incompatible:
        assert not met[sorted(group)].all(axis=0).any()
        for member in group:
            assert met[sorted(group - {member})].all(axis=0).any()
    everyone = frozenset(range(30))
    for change in found.changes:
        assert met[sorted(everyone - change)].all(axis=0).any()
        for member in change:
            assert not met[sorted(everyone - change | {member})].all(axis=0).any()


@needs_sat
@pytest.mark.parametrize("seed", range(3))
def test_each_list_is_the_smallest_hitting_sets_of_the_other(seed: int) -> None:
    _, met = demands_on(issues=5, options=4, count=28, seed=seed)
    found = quarrel(met)
    assert all(c & q for c in found.changes for q in found.incompatible)
    assert found.binding == frozenset().union(*found.incompatible)
    assert found.binding == frozenset().union(*found.changes)


@needs_sat
def test_a_list_that_is_cut_off_holds_the_smallest() -> None:
    _, met = demands_on(issues=6, options=4, count=30, seed=1)
    whole, cut = quarrel(met), quarrel(met, most=5)
    assert not cut.complete
    assert len(cut.incompatible) == len(cut.changes) == 5
    for name in ("incompatible", "changes"):
        sizes = [len(group) for group in getattr(whole, name)]
        assert [len(group) for group in getattr(cut, name)] == sizes[:5]
        assert set(getattr(cut, name)) <= set(getattr(whole, name))


@needs_sat
def test_more_demands_than_a_number_has_bits() -> None:
    _, met = demands_on(issues=5, options=3, count=80, seed=4)
    found = quarrel(met, most=20)
    assert found.incompatible
    for group in found.incompatible:
        assert not met[sorted(group)].all(axis=0).any()


def test_without_the_extra_many_demands_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pysat.examples.hitman", None)
    met = np.zeros((MOST_DEMANDS + 1, 2), dtype=np.bool_)
    with pytest.raises(ValueError, match=r"sinequanon\[sat\]"):
        quarrel(met)
    quarrel(met[:8])


@needs_sat
@needs_z3
@pytest.mark.parametrize("seed", range(2))
def test_z3_finds_the_same(seed: int) -> None:
    forbidden, met = demands_on(issues=5, options=4, count=26, seed=seed)
    quarrels, changes = _marco(forbidden, issues=5, options=4)
    found = quarrel(met)
    assert found.complete
    assert set(found.incompatible) == quarrels
    assert set(found.changes) == changes


def _marco(
    forbidden: Forbidden, *, issues: int, options: int
) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """All minimal quarrels and changes by z3, without listing settlements.

    Liffiton, Previti, Malik & Marques-Silva 2016, doi:10.1007/s10601-015-9183-0: a map
    of subsets not yet explained; each seed is grown or shrunk to a limit.
    """
    import z3

    lib: Any = z3
    told = lib.Solver()
    chosen = [lib.Int(f"issue {k}") for k in range(issues)]
    told.add(*(lib.And(x >= 0, x < options) for x in chosen))
    flags = [lib.Bool(f"demand {d}") for d in range(len(forbidden))]
    for flag, (k, options_out) in zip(flags, forbidden, strict=True):
        told.add(*(lib.Implies(flag, chosen[k] != o) for o in options_out))

    def met(group: frozenset[int]) -> bool:
        return told.check(*(flags[d] for d in sorted(group))) == lib.sat

    everyone = frozenset(range(len(forbidden)))
    open_subsets = lib.Solver()
    quarrels: set[frozenset[int]] = set()
    changes: set[frozenset[int]] = set()
    while open_subsets.check() == lib.sat:
        model = open_subsets.model()
        seed = frozenset(d for d in everyone if not lib.is_false(model[flags[d]]))
        if met(seed):
            for d in sorted(everyone - seed):
                seed = seed | {d} if met(seed | {d}) else seed
            changes.add(everyone - seed)
            open_subsets.add(lib.Or(*(flags[d] for d in everyone - seed)))
        else:
            for d in sorted(seed):
                seed = seed if met(seed - {d}) else seed - {d}
            quarrels.add(seed)
            open_subsets.add(lib.Or(*(lib.Not(flags[d]) for d in seed)))
    return quarrels, changes

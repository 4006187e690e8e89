"""Tables with known numbers: every result by the plain definition, one by one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import (
    Bitsets,
    efficient,
    glance,
    glances,
    kalai_smorodinsky_settlement,
    nash_settlement,
    packed,
)
from sinequanon.bargain.frontier import _compiled, _plain, _ranks

SIZES = (4, 3, 5)
TERMS = np.array(list(product(*(range(size) for size in SIZES))))


def bitsets() -> Bitsets:
    return Bitsets(
        masks=tuple(
            np.concatenate([packed((TERMS[:, k] == o)[None]) for o in range(size)])
            for k, size in enumerate(SIZES)
        ),
        options=max(SIZES),
    )


def worths_of(seed: int, parties: int, coarse: bool) -> np.ndarray:
    """Random worths, with ties if they are coarse."""
    drawn = np.random.default_rng(seed).random((parties, len(TERMS)))
    return np.round(drawn, 1) if coarse else drawn


def unbeaten(worths: np.ndarray) -> list[bool]:
    """The definition, pair by pair."""
    columns = list(worths.T)
    return [not any((b >= a).all() and (b > a).any() for b in columns) for a in columns]


@given(st.integers(0, 10_000), st.integers(1, 5), st.booleans())
@settings(deadline=None, max_examples=40)
def test_efficient_settlements_are_those_that_none_beats(
    seed: int, parties: int, coarse: bool
) -> None:
    worths = worths_of(seed, parties, coarse)
    assert efficient(worths).tolist() == unbeaten(worths)


@given(st.integers(0, 10_000), st.integers(1, 5), st.booleans())
@settings(deadline=None, max_examples=15)
def test_the_compiled_search_agrees_with_the_plain_one(
    seed: int, parties: int, coarse: bool
) -> None:
    rng = np.random.default_rng(seed)
    worths = rng.random((parties, 700))
    worths = np.round(worths, 1) if coarse else worths
    ranks = np.stack([_ranks(row) for row in worths], axis=1)
    order = np.argsort(-ranks.sum(axis=1), kind="stable").astype(np.uint64)
    plain = _plain(ranks, order)
    np.testing.assert_array_equal(_compiled()(ranks, order), plain)
    np.testing.assert_array_equal(efficient(worths), plain)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        efficient(np.array([[np.nan, 1.0]]))


@given(st.integers(0, 10_000), st.integers(1, 5), st.floats(0.0, 0.9))
@settings(deadline=None, max_examples=40)
def test_a_glance_is_what_each_definition_says(
    seed: int, parties: int, level: float
) -> None:
    worths = worths_of(seed, parties, coarse=False)
    fighting = np.full(parties, level)
    seen = glance(TERMS, SIZES, worths, fighting)
    inside = (worths >= level).all(axis=0)
    assert seen.zone.tolist() == np.flatnonzero(inside).tolist()
    assert seen.accepted.tolist() == (worths >= level).sum(axis=1).tolist()
    for k, size in enumerate(SIZES):
        for option in range(size):
            having = TERMS[:, k] == option
            assert seen.present[k, option] == (inside & having).any()
            always = inside.any() and not (inside & ~having).any()
            assert seen.common[k, option] == always
    both = np.flatnonzero(inside & np.array(unbeaten(worths)))
    assert seen.efficient.tolist() == both.tolist()
    surplus = (worths - level).T[None]
    assert seen.nash == nash_settlement(surplus)[0]
    assert seen.kalai_smorodinsky == kalai_smorodinsky_settlement(surplus)[0]
    quick = glance(TERMS, SIZES, worths, fighting, search=False)
    assert not len(quick.efficient)


@given(st.integers(0, 10_000), st.integers(1, 4), st.booleans())
@settings(deadline=None, max_examples=30)
def test_draws_are_seen_as_if_one_by_one(seed: int, parties: int, coarse: bool) -> None:
    worths = worths_of(seed, parties, coarse)
    fighting = np.random.default_rng(seed + 1).random((25, parties))
    fighting = np.round(fighting, 1) if coarse else fighting
    seen = glances(bitsets(), worths, fighting)
    assert seen.patterns == len(seen.present) <= 25
    some: list[np.ndarray] = []
    every: list[np.ndarray] = []
    for draw, levels in enumerate(fighting):
        alone = glance(TERMS, SIZES, worths, levels)
        assert seen.open[draw] == bool(len(alone.zone))
        at = seen.pattern[draw]
        np.testing.assert_array_equal(seen.present[at], alone.present)
        np.testing.assert_array_equal(seen.common[at], alone.common)
        some.append(alone.present)
        every.append(alone.common)
    np.testing.assert_allclose(seen.chance(seen.present), np.mean(some, axis=0))
    np.testing.assert_allclose(seen.chance(seen.common), np.mean(every, axis=0))


def test_equal_draws_are_looked_at_once() -> None:
    worths = worths_of(3, 3, coarse=False)
    seen = glances(bitsets(), worths, np.tile([0.2, 0.3, 0.4], (50, 1)))
    assert seen.patterns == 1
    everything = glances(bitsets(), worths, np.zeros((2, 3)))
    assert everything.present[0].sum() == sum(SIZES)

"""WAR and ASSUMED: mirrored verdicts on the same draws."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.argument.thesis import (
    MARGIN,
    THESES,
    Effects,
    Key,
    chance_standing,
    ruling_at,
    weigh_thesis,
)

_OUTCOMES = ("p1", "p2", "p3", "p3v", "p5")
_MIRROR = {
    "supported": "contradicted",
    "contradicted": "supported",
    "undecided": "undecided",
}


def _effects(
    with_event: np.ndarray, without_event: np.ndarray
) -> dict[Key, tuple[np.ndarray, np.ndarray]]:
    return {
        (contrast, outcome, months): (with_event, without_event)
        for contrast in ("cf1", "cf2", "cf3")
        for outcome in _OUTCOMES
        for months in (12, 36, 60)
    }


def _result(claim: str, effects: Effects) -> str:
    found = ruling_at(THESES[claim], effects, 36)
    assert found is not None
    return found.words


# The table of complements: what each effect of the capture says of each claim.
@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (
            1.2,
            {"R1a": "agrees", "R1b": "agrees", "E01": "disagrees", "E77": "disagrees"},
        ),
        (
            1.0,
            {"R1a": "disagrees", "R1b": "agrees", "E01": "agrees", "E77": "disagrees"},
        ),
        (
            1.05,
            {"R1a": "disagrees", "R1b": "agrees", "E01": "agrees", "E77": "disagrees"},
        ),
        (
            0.8,
            {"R1a": "disagrees", "R1b": "disagrees", "E01": "agrees", "E77": "agrees"},
        ),
    ],
)
def test_the_table_of_complements(factor: float, words: dict[str, str]) -> None:
    without = np.full(200, 0.1)
    effects = _effects(factor * without, without)
    assert {claim: _result(claim, effects) for claim in words} == words


@given(
    st.lists(
        st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)), min_size=5, max_size=40
    )
)
@settings(max_examples=80, deadline=None)
def test_rivals_mirror_the_author_on_the_same_outcome(
    pairs: list[tuple[float, float]],
) -> None:
    with_event = np.array([pair[0] for pair in pairs])
    without = np.array([pair[1] for pair in pairs])
    raised = chance_standing(with_event, without, "raises")
    lowered = chance_standing(with_event, without, "lowers")
    assert chance_standing(with_event, without, "does not raise") == _MIRROR[raised]
    assert chance_standing(with_event, without, "does not lower") == _MIRROR[lowered]
    effects = _effects(with_event, without)
    mirror = {"agrees": "disagrees", "disagrees": "agrees"}
    for own, rival in (("E01", "R1a"), ("E77", "R1b")):
        found = _result(own, effects)
        assert _result(rival, effects) == mirror.get(found, found)


def test_ninety_in_a_hundred_decide() -> None:
    without = np.full(100, 0.1)
    raised = np.where(np.arange(100) < 90, 0.2, 0.1)
    assert chance_standing(raised, without, "raises") == "supported"
    fewer = np.where(np.arange(100) < 89, 0.2, 0.1)
    assert chance_standing(fewer, without, "raises") == "undecided"


def test_nothing_without_nothing_is_no_effect() -> None:
    none = np.zeros(50)
    assert chance_standing(none, none, "raises") == "contradicted"
    assert chance_standing(none, none, "does not lower") == "supported"


def test_the_margin_is_relative() -> None:
    without = np.linspace(0.01, 0.5, 50)
    just_inside = without * (1 + 0.99 * MARGIN)
    just_outside = without * (1 + 1.01 * MARGIN)
    assert chance_standing(just_inside, without, "raises") == "contradicted"
    assert chance_standing(just_outside, without, "raises") == "supported"


def test_all_outcomes_must_agree() -> None:
    without = np.full(50, 0.1)
    effects = _effects(0.5 * without, without)
    assert _result("E77", effects) == "agrees"
    for contrast in ("cf1", "cf2"):
        effects[contrast, "p5", 36] = (without, without)
    assert _result("E77", effects) == "cannot tell"


def test_contrasts_apart_are_named_and_the_trend_only_shown() -> None:
    without = np.full(50, 0.1)
    effects = _effects(0.5 * without, without)
    for outcome in _OUTCOMES:
        effects["cf2", outcome, 36] = (without, without)
        effects["cf3", outcome, 36] = (2 * without, without)
    assert _result("E77", effects).startswith("depends on the counting rule (cf1")
    shown = weigh_thesis("E77", (36,), effects, {}).by_reading
    assert any(
        "CF3" in reading and reading.endswith("shown only") for reading, _ in shown
    )


def test_settlement_down_and_victory_up_depends_on_what_peace_means() -> None:
    without = np.full(50, 0.1)
    effects = _effects(without, without)
    for contrast in ("cf1", "cf2"):
        effects[contrast, "p1", 36] = (0.5 * without, without)
        effects[contrast, "p3", 36] = (1.5 * without, without)
    assert _result("E77", effects).startswith("depends on what peace means")
    assert _result("E01", effects).startswith("depends on what peace means")


def test_a_verdict_that_hangs_on_an_input_is_assumed() -> None:
    without = np.full(50, 0.1)
    base = _effects(0.5 * without, without)
    flat = _effects(without, without)
    found = weigh_thesis("E77", (12,), base, {"optimism": flat, "backers": base})
    assert found.result == "assumed (optimism)"
    kept = weigh_thesis("E77", (12,), base, {"backers": base})
    assert kept.result == "agrees"
    undecided = _effects(np.where(np.arange(50) < 25, 0.05, 0.1), without)
    still = weigh_thesis("E77", (12,), undecided, {"optimism": base})
    assert still.result == "cannot tell"


def test_one_verdict_a_horizon() -> None:
    without = np.full(50, 0.1)
    effects = _effects(0.5 * without, without)
    for contrast in ("cf1", "cf2"):
        for outcome in _OUTCOMES:
            effects[contrast, outcome, 60] = (without, without)
    found = weigh_thesis("E77", (12, 36, 60), effects, {})
    assert found.result == (
        "depends on the horizon (12 months: agrees; 36 months: agrees; "
        "60 months: disagrees)"
    )
    assert "No run with an input set to neutral" in found.measured


def test_the_weak_reading_of_not_preventing() -> None:
    without = np.full(50, 0.1)
    hindered = weigh_thesis("R1b", (12,), _effects(0.7 * without, without), {})
    weak = dict(hindered.by_reading)
    assert hindered.result == "disagrees"
    assert {v for k, v in weak.items() if "not made impossible" in k} == {"agrees"}


def test_missing_draws_are_named() -> None:
    without = np.full(50, 0.1)
    effects = _effects(without, without)
    del effects["cf2", "p5", 12]
    found = weigh_thesis("E77", (12,), effects, {})
    assert (found.result, found.missing) == (
        "not tested yet",
        "paired draws at 12 months of cf2 p5",
    )


@given(st.permutations(list(range(20))))
@settings(max_examples=10, deadline=None)
def test_the_order_of_draws_changes_nothing(order: list[int]) -> None:
    with_event = np.linspace(0.05, 0.2, 20)
    without = np.full(20, 0.1)
    for direction in ("raises", "lowers", "does not raise", "does not lower"):
        assert chance_standing(with_event, without, direction) == chance_standing(
            with_event[order], without[order], direction
        )


def test_battle_deaths_are_shown_and_decide_nothing() -> None:
    without = np.full(20, 0.1)
    effects = _effects(0.5 * without, without)
    plain = weigh_thesis("E77", (12,), effects, {})
    effects["cf1", "p4", 12] = (np.full(20, 9000.0), np.full(20, 8000.0))
    found = weigh_thesis("E77", (12,), effects, {})
    assert found.result == plain.result
    added = set(found.by_reading) - set(plain.by_reading)
    assert [word for _, word in added] == ["shown only"]
    assert "9,000 with, 8,000 without" in next(iter(added))[0]

"""Further contrasts and what the claims are laid against, in a tiny ensemble."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.compose.cache import Json
from sinequanon.compose.further import (
    AS_KNOWN,
    CONTRASTS,
    HORIZONS,
    LADDER,
    NEUTRAL,
    Further,
    further_of,
)
from sinequanon.question import CHANCES, CLAIM_OUTCOMES, compare, run_worlds, worlds_of

DRAWS, MONTHS, SEED = 4, 6, 11
KINDS = {"p1", "p2", "p3", "p3v", "p5"}


@pytest.fixture(scope="module")
def found(kept: tuple[Json, Json]) -> Further:
    """What is kept, read back."""
    return further_of(*kept)


def test_what_is_kept_is_json_and_comes_back_as_it_went(
    kept: tuple[Json, Json], found: Further
):
    rows, claimed = (json.loads(json.dumps(one, allow_nan=False)) for one in kept)
    again = further_of(rows, claimed)
    assert again.rows == found.rows
    for one, two in (
        (again.effects, found.effects),
        *zip(again.neutral.values(), found.neutral.values(), strict=True),
        *zip(again.reach, found.reach, strict=True),
    ):
        assert one.keys() == two.keys()
        for key in one:
            for ours, theirs in zip(one[key], two[key], strict=True):
                assert np.array_equal(ours, theirs)


def test_every_contrast_has_a_row_and_the_last_is_what_was_known(
    answered: Any, found: Further
):
    keys = [one.key for one in answered.asked.question.contrasts]
    assert [row["key"] for row in found.rows] == [*keys, AS_KNOWN]
    for row in found.rows:
        assert row["pairs"] == DRAWS
        low, high, error = (
            float(str(row[k])) for k in ("low", "high", "standard_error")
        )
        assert low <= high
        assert error > 0.0
        assert float(str(row["hazard_ratio"])) > 0.0


def test_the_main_row_does_not_depend_on_the_other_contrasts(
    answered: Any, found: Further
):
    asked = answered.asked
    main = next(one for one in asked.question.contrasts if one.main)
    worlds = worlds_of(asked.dossier, asked.question, main, asked.frozen.news)
    size = replace(asked.size, draws=DRAWS, lucks=1, months=MONTHS, seed=SEED)
    without, with_event = run_worlds(
        answered.case, [worlds.without, worlds.with_event], size
    )
    agreement = next(spec for spec in CHANCES if spec.name == "national_agreement")
    pair = compare(without, with_event, agreement, MONTHS)
    row = next(row for row in found.rows if row["key"] == main.key)
    assert row["difference"] == pytest.approx(pair.difference, abs=1e-15)
    assert row["standard_error"] == pytest.approx(pair.standard_error, abs=1e-15)


def test_effects_are_told_by_contrast_kind_and_horizon(found: Further):
    assert set(CLAIM_OUTCOMES) - {"p4"} == KINDS
    expected = {(c, k, m) for c in CONTRASTS for k in KINDS for m in HORIZONS}
    assert set(found.effects) == expected
    assert set(found.neutral) == {one.name for one in NEUTRAL}
    for effects in (found.effects, *found.neutral.values()):
        assert set(effects) == expected
        for with_event, without in effects.values():
            assert with_event.shape == without.shape == (DRAWS,)
            assert min(with_event.min(), without.min()) >= 0.0
            assert max(with_event.max(), without.max()) <= 1.0
    # A later horizon has no fewer agreements.
    for contrast in CONTRASTS:
        first, last = (found.effects[contrast, "p1", m][0] for m in (12, 60))
        assert (first <= last).all()


def test_with_every_input_neutral_less_is_left(found: Further):
    names = [one.name for one in NEUTRAL]
    assert "together" in names[-1]
    together, plain = found.neutral[names[-1]], found.effects
    with_event, without = together["cf1", "p5", 36]
    # Neither power nor news reaches the zone, so what opens it is the same.
    assert np.array_equal(with_event, without)
    ours, theirs = plain["cf1", "p1", 36]
    assert not np.array_equal(ours, theirs)


def test_a_ladder_of_shifts_tells_what_a_criterion_can_reach(found: Further):
    assert len(found.reach) == len(LADDER)
    assert sorted(LADDER) == sorted(-shift for shift in LADDER)
    spans: list[float] = []
    for effects in found.reach:
        assert {contrast for contrast, _, _ in effects} == {"cf1", "cf2"}
        with_event, without = effects["cf1", "p1", 36]
        spans.append(float(np.abs(with_event - without).max()))
    assert min(spans) > 0.0
    base = [effects["cf1", "p1", 36][1] for effects in found.reach]
    for one in base:
        assert np.array_equal(one, base[0])

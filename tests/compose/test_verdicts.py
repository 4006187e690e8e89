"""The verdict, what would turn it, and every other outcome."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from sinequanon.answer import Verdict
from sinequanon.compose.record_lens import class_rates, known_rate
from sinequanon.compose.verdicts import (
    news_error,
    outcomes_of,
    sign_turns,
    tried,
    turns_of,
    verdict_of,
)
from sinequanon.question import (
    AS_IT_IS,
    ASSUMPTIONS,
    CHANCES,
    Assumption,
    Turned,
    compare,
)

AGREEMENT = next(spec for spec in CHANCES if spec.name == "national_agreement")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of a small run."""

    found: tuple[Turned, ...]
    verdict: Verdict


@pytest.fixture(scope="module")
def plain(answered: Any) -> Said:
    """Every assumption tried on a small run, and the verdict."""
    run = answered
    worlds = (run.asked, run.case, run.without, run.with_event)
    found = tried(*worlds)
    rates = class_rates(run.asked.dossier)
    known = known_rate(run.asked.dossier, run.asked.question, 36)
    return Said(found=found, verdict=verdict_of(*worlds, rates, found, known))


def made(difference: float, error: float = 0.001, ratio: float | None = None) -> Turned:
    """What came out under some assumption."""
    sign = 1.1 if difference > 0.0 else 0.9
    return Turned(
        assumption=Assumption(name=f"{difference:+g}", value="made up", news=0.5),
        difference=difference,
        standard_error=error,
        with_event=0.1,
        hazard_ratio=sign if ratio is None else ratio,
    )


def test_the_verdict_is_the_paired_difference(answered: Any, plain: Said):
    found = plain.verdict
    pair = compare(answered.without, answered.with_event, AGREEMENT, 6)
    assert found.difference == pair.difference
    assert found.difference == pytest.approx(found.with_event - found.without_event)
    assert found.interval90 == pair.interval90
    assert found.interval90[0] <= found.interval90[1]
    # The error of the frozen news comes on top of that of the runs.
    assert found.standard_error >= pair.standard_error
    assert (found.horizon_months, found.margin) == (6, answered.asked.question.margin)
    assert 0.0 <= found.p_negligible <= 1.0
    assert found.outcome == answered.asked.question.outcome_label
    assert found.overridden == answered.asked.overridden


def test_the_null_is_exactly_one_and_the_largest_ratio_is_not(plain: Said):
    found = plain.verdict
    assert found.null_hazard_ratio == 1.0
    assert found.largest_hazard_ratio != 1.0
    assert abs(np.log(found.largest_hazard_ratio)) > abs(np.log(found.hazard_ratio))
    assert "log power" in found.largest_hazard_ratio_label
    low, high = found.hazard_ratio_interval90
    assert low <= found.hazard_ratio <= high


def test_every_assumption_and_other_coalition_is_tried_once(answered: Any, plain: Said):
    found = plain.found
    assert found[0].assumption == AS_IT_IS
    others = len(answered.asked.dossier.coalitions) - 1
    assert len(found) == 1 + len(ASSUMPTIONS) + others
    labels = {one.label for one in answered.asked.dossier.coalitions[1:]}
    assert labels == {one.assumption.value for one in found[-others:]}
    turns = turns_of(found, 0.01)
    assert sorted(one.assumption for one in turns) == sorted(
        one.assumption.name for one in found[1:]
    )
    null = next(one for one in turns if one.value == ASSUMPTIONS[0].value)
    assert null.hazard_ratio == 1.0
    assert "honest null" in null.note


def test_what_turns_the_sign_stands_first_then_what_moves_most():
    base = made(0.004)
    found = [base, made(0.005), made(-0.003), made(0.02), made(-0.004)]
    turns = turns_of(found, 0.01)
    assert [one.difference for one in turns] == [-0.004, -0.003, 0.02, 0.005]
    assert [one.note for one in turns] == [
        "the sign turns; still too small to tell",
        "the sign turns; still too small to tell",
        "beyond the margin: nearer",
        "still too small to tell",
    ]
    assert turns_of([base, made(-0.02)], 0.01)[0].note == "beyond the margin: further"


@pytest.mark.parametrize(
    ("one", "turns"),
    [
        (made(-0.003, 0.001), True),
        (made(-0.002, 0.001), False),
        (made(-0.003, 0.001, ratio=1.1), False),
        (made(0.003, 0.001), False),
        (made(-0.003, float("nan")), False),
    ],
    ids=["clear", "within its error", "the ratio disagrees", "same sign", "no error"],
)
def test_a_sign_turns_only_beyond_its_error_and_with_its_ratio(
    one: Turned, turns: bool
):
    assert sign_turns(one, made(0.004)) is turns


def test_the_error_of_the_news_is_its_share_of_the_difference():
    silent = Turned(
        assumption=Assumption(name="silent", value="", news=0.0),
        difference=0.001,
        standard_error=0.0,
        with_event=0.1,
        hazard_ratio=1.0,
    )
    # News of .04 adds .003 to the difference, so an error of .01 adds .003 / 4.
    found = [made(0.004), made(0.9), silent]
    assert news_error(found, 0.04, 0.01) == pytest.approx(0.00075)
    assert news_error(found, -0.04, 0.01) == pytest.approx(0.00075)
    assert news_error(found, 0.0, 0.01) == 0.0


def test_every_outcome_stands_in_a_group_with_its_difference(answered: Any):
    rows = outcomes_of(answered.asked, answered.without, answered.with_event)
    names = [one.name for one in rows]
    assert len(set(names)) == len(names)
    assert {one.group for one in rows} == {"peace", "violence", "people", "war"}
    for one in rows:
        assert one.difference == pytest.approx(
            one.with_event - one.without_event, abs=1e-6
        )
        assert one.interval90[0] <= one.interval90[1]
        assert "_" not in one.label
    by_name = {one.name: one for one in rows}
    assert by_name["national_agreement"].group == "peace"
    assert by_name["fighters_sdf"].group == "war"
    assert by_name["civilians_government"].unit == "deaths"


def test_when_peace_is_counted_from_is_said(answered: Any):
    run = answered
    late = run.asked.question.model_copy(update={"counted_from": "2017-07"})
    asked = replace(run.asked, question=late)
    rates = class_rates(asked.dossier)
    known = known_rate(asked.dossier, asked.question, 36)
    worlds = (asked, run.case, run.without, run.with_event)
    outcome = verdict_of(*worlds, rates, tried(*worlds), known).outcome
    assert outcome == f"{late.outcome_label}, counted from 2017-07 on"

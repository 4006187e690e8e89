"""Judging: every claim, in the words a reader sees."""

import dataclasses
import datetime

import numpy as np
import pytest

from sinequanon.answer import ClaimResult
from sinequanon.argument import (
    Argument,
    Finding,
    RecordTables,
    findings_by_id,
    judge,
)

_WORDS = (
    "agrees",
    "disagrees",
    "cannot tell",
    "depends on ",
    "assumed (",
    "not a question of fact",
    "not tested yet",
)


@pytest.fixture(scope="module")
def findings(argument: Argument, tables: RecordTables) -> tuple[Finding, ...]:
    return judge(argument, tables=tables, effects=None, neutral={})


def test_a_finding_has_the_fields_of_a_claim_result() -> None:
    fields = {field.name for field in dataclasses.fields(Finding)}
    assert fields == {field.name for field in dataclasses.fields(ClaimResult)}


def test_every_claim_in_order_and_in_known_words(
    argument: Argument, findings: tuple[Finding, ...]
) -> None:
    assert [each.id for each in findings] == [
        claim.id for claim in argument.claims.claims
    ]
    for each in findings:
        assert each.result.startswith(_WORDS), each.result
        assert set(each.criterion) == {
            "measure",
            "supported_if",
            "contradicted_if",
            "undecided_if",
            "charitable_reading",
        }


def test_what_is_not_tested_names_its_input(findings: tuple[Finding, ...]) -> None:
    for each in findings:
        if each.result == "not tested yet":
            assert each.missing
            assert not each.measured
        else:
            assert each.measured


def test_values_are_not_questions_of_fact(findings: tuple[Finding, ...]) -> None:
    found = {each.id for each in findings if each.result == "not a question of fact"}
    assert found == {each.id for each in findings if each.kind == "value"}


def test_source_claims_show_both_cuts_of_time(
    argument: Argument, tables: RecordTables
) -> None:
    late = tuple(
        row.model_copy(update={"said": "2017-01"}) if row.claim == "E45" else row
        for row in argument.statements
    )
    kept = dataclasses.replace(argument, statements=late)
    findings = judge(kept, tables=tables, effects=None, neutral={})
    releases = dict(findings_by_id(findings)["E45"].by_reading)
    assert releases["all statements"] == "agrees"
    assert releases["statements up to 2016-03-29"] == "cannot tell"


def test_results_follow_the_evidence(argument: Argument, tables: RecordTables) -> None:
    def result(key: str, kept: Argument) -> str:
        found = judge(kept, tables=tables, effects=None, neutral={})
        return findings_by_id(found)[key].result

    assert result("E45", argument) == "agrees"
    none = dataclasses.replace(argument, statements=())
    assert result("E45", none) == "cannot tell"
    turned = tuple(
        row.model_copy(update={"verdict": "denies"}) if row.claim == "E45" else row
        for row in argument.statements
    )
    assert result("E45", dataclasses.replace(argument, statements=turned)) == (
        "disagrees"
    )


def test_the_authors_own_statements_are_no_input(
    findings: tuple[Finding, ...],
) -> None:
    rebels = findings_by_id(findings)["E85"]
    assert "orton_now_2015" not in rebels.sources
    assert "Switched off" in rebels.measured


def test_without_record_and_draws_the_input_is_named(argument: Argument) -> None:
    found = findings_by_id(judge(argument, tables=None, effects=None, neutral={}))
    assert found["E88"].missing == "the event record"
    assert found["E01"].missing is not None
    assert found["E11"].result == "cannot tell"


def test_the_opponent_follows_from_deeds_and_record(
    argument: Argument, tables: RecordTables
) -> None:
    found = findings_by_id(judge(argument, tables=tables, effects=None, neutral={}))
    deeds = {key: found[key].result for key in ("E41", "E57", "E58")}
    assert "agrees" not in deeds.values()
    assert found["E35"].result == "cannot tell"
    assert all(f"{key} {word}" in found["E35"].measured for key, word in deeds.items())
    assert found["E35"].result in found["E16"].measured
    none = findings_by_id(judge(argument, tables=None, effects=None, neutral={}))
    assert none["E35"].missing == "the event record"


def test_draws_and_departure_reach_their_claims(argument: Argument) -> None:
    without = np.full(40, 0.2)
    effects = {
        (contrast, outcome, months): (0.5 * without, without)
        for contrast in ("cf1", "cf2", "cf3")
        for outcome in ("p1", "p2", "p3", "p3v", "p5")
        for months in (12, 36, 60)
    }
    everywhere = np.ones(1_000, dtype=bool)
    departure = {
        (name, lines): (everywhere, everywhere)
        for name in ("k1", "k2")
        for lines in (False, True)
    }
    found = findings_by_id(
        judge(
            argument,
            tables=None,
            effects=effects,
            neutral={"optimism": effects},
            departure=departure,
            day=datetime.date(2016, 3, 29),
        )
    )
    assert [found[key].result for key in ("E01", "E77", "R1a", "R1b", "E82")] == [
        "agrees",
        "agrees",
        "disagrees",
        "disagrees",
        "agrees",
    ]

"""The list of laws: every finding accounted for, each with a source and a bound."""

import re

import pytest
from pydantic import ValidationError

from sinequanon.laws import COMPARISONS, LawBook, Part, read_laws

TESTABLE_BY_A_MODEL = (
    *(f"F{k}" for k in (1, 2, 3, 4, 5, 7, 8, 9, 12, 14, 15, 18, 19)),
    *(f"F{k}" for k in (21, 22, 23, 24, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36, 37)),
    *(f"F{k}" for k in (38, 39, 40, 41, 42, 43, 44, 45, 47, 48, 49, 50, 51, 52, 53)),
    *(f"F{k}" for k in (54, 56, 57, 58, 59)),
)
"""Findings that ask something of simulated wars, in the collection of findings that the
list was made from; `1b`, `1d` and `1f` are computed from the record."""


def test_every_finding_is_accounted_for(book: LawBook):
    ids = [law.id for law in book.laws]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {"1b", "1d", "1f", *(f"F{k}" for k in range(1, 61))}
    assert set(TESTABLE_BY_A_MODEL) < set(ids)


def test_what_a_model_could_show_is_run_or_the_gap_is_named(book: LawBook):
    for law in book.laws:
        kinds = {part.kind for part in law.parts}
        if law.id in TESTABLE_BY_A_MODEL and not kinds & {"run", "both"}:
            assert all(len(part.reason) > 3 for part in law.parts), law.id


UNDATED = {"F17", "F25", "F52", "F59"}
"""Works whose year the collection does not give."""


def test_every_finding_has_a_source(book: LawBook):
    for law in book.laws:
        dated = re.search(r"\b(19|20)\d\d", law.source) is not None
        assert dated is (law.id not in UNDATED), law.id
        if "from memory" in law.source and law.id not in ("F5", "F40"):
            assert law.mark == "unchecked", law.id
        if law.doi:
            assert law.doi.startswith("10."), law.id


def test_disputed_signs_are_run_both_ways(book: LawBook):
    both = {law.id: law for law in book.laws if law.parts[0].kind == "both"}
    assert set(both) == {"F30", "F31"}
    assert all(law.contested for law in both.values())
    assert {part.expects for law in both.values() for part in law.parts} == {
        "fall",
        "rise",
    }


def test_parts_that_are_compared_are_those_with_a_comparison(book: LawBook):
    compared = {
        law.name(part)
        for law in book.laws
        for part in law.parts
        if part.kind in ("run", "both")
    }
    assert compared == set(COMPARISONS)


def test_text_is_of_the_project_alone():
    assert len(read_laws().sha256) == 64
    for law in read_laws().book.laws:
        assert law.finding.endswith(".")
        for part in law.parts:
            assert "the same" not in part.asks.split(", ")


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "x", "kind": "run"},
        {"key": "x", "kind": "run", "asks": "a", "expects": "rise"},
        {"key": "x", "kind": "run", "asks": "a", "expects": "between", "low": 1.0},
        {"key": "x", "kind": "no_mechanism"},
    ],
)
def test_a_part_without_bound_or_reason_is_refused(fields: dict[str, object]):
    with pytest.raises(ValidationError):
        Part.model_validate(fields)

"""Laws printed: every part once, the unflattering ones first, sources beside them."""

import json
from dataclasses import replace

import pytest

from sinequanon.laws import DEFAULT_SIZE, LawText, Tried, read_laws
from sinequanon.laws.measured import Found
from sinequanon.report import LAWS_FORMAT, laws_json, laws_markdown, laws_text

FOUND = Found(
    value=1.25,
    low=0.9,
    high=1.5,
    error=0.04,
    luck_error=0.01,
    share=0.8,
    verdict="pass",
)


@pytest.fixture(scope="module")
def text() -> LawText:
    return read_laws()


@pytest.fixture(scope="module")
def tried(text: LawText) -> tuple[Tried, ...]:
    """Every part, as if each comparison had passed but those of F2."""
    rows: list[Tried] = []
    for law in text.book.laws:
        for part in law.parts:
            if part.kind in ("run", "both"):
                verdict = "fail" if law.id == "F2" else "pass"
                found = replace(FOUND, verdict=verdict)
                rows.append(Tried(law=law, part=part, verdict=verdict, found=found))
            elif part.kind == "no_mechanism":
                rows.append(Tried(law=law, part=part, verdict="no mechanism"))
            else:
                rows.append(Tried(law=law, part=part, verdict="data check"))
    return tuple(rows)


def test_every_part_is_in_every_form(text: LawText, tried: tuple[Tried, ...]):
    forms = (
        laws_text(tried, text, DEFAULT_SIZE),
        laws_markdown(tried),
        laws_json(tried, text, DEFAULT_SIZE),
    )
    for form in forms:
        for one in tried:
            assert one.name in form, one.name


def test_unflattering_rows_come_first(text: LawText, tried: tuple[Tried, ...]):
    shown = laws_text(tried, text, DEFAULT_SIZE)
    rows = [line.split()[:2] for line in shown.splitlines() if ".." in line]
    assert rows[:2] == [["fail", "F2.settlement"], ["fail", "F2.any_end"]]
    assert rows[2][0] == "pass"
    whole = json.loads(laws_json(tried, text, DEFAULT_SIZE))
    assert [law["verdict"] for law in whole["laws"]][:2] == ["fail", "fail"]
    assert whole["laws"][-1]["verdict"] == "pass"


def test_numbers_stand_beside_their_bounds(text: LawText, tried: tuple[Tried, ...]):
    shown = laws_markdown(tried)
    (row,) = [line for line in shown.splitlines() if "| F2.any_end |" in line]
    assert "| 1.25 | 0.9 .. 1.5 | 0.04 | 0.01 | 0.80 | ratio 0.38 .. 0.68 |" in row
    assert "Cunningham 2006 (read)" in row


def test_json_says_what_made_it(text: LawText, tried: tuple[Tried, ...]):
    whole = json.loads(laws_json(tried, text, DEFAULT_SIZE))
    assert whole["format"] == LAWS_FORMAT
    assert whole["laws_sha256"] == text.sha256
    assert whole["draws"] == DEFAULT_SIZE.draws
    assert {law["mark"] for law in whole["laws"]} == {
        "read",
        "second_hand",
        "unchecked",
        "computed",
    }


def test_an_error_of_rounding_alone_is_none(text: LawText, tried: tuple[Tried, ...]):
    found = replace(FOUND, error=1e-17, luck_error=float("nan"))
    one = replace(next(one for one in tried if one.found), found=found)
    assert "| 0 | not given |" in laws_markdown([one])
    (law,) = json.loads(laws_json([one], text, DEFAULT_SIZE))["laws"]
    assert law["found"]["monte_carlo_error"] is None

"""A table's findings printed: text of 80 columns, JSON, CSV, one page."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sinequanon.report import (
    TABLED_FORMAT,
    tabled_to_csv,
    tabled_to_html,
    tabled_to_json,
    tabled_to_text,
)
from sinequanon.tabling import Findings, findings_of, look, plan_of, read_tabled

EXAMPLE = Path(__file__).parents[2] / "examples" / "three_valleys.yaml"


def found_in(path: Path) -> Findings:
    tabled = read_tabled(path)
    return findings_of(look(tabled, plan_of(tabled, draws=30, memory_gib=1.0)))


@pytest.fixture(scope="module")
def findings() -> Findings:
    return found_in(EXAMPLE)


@pytest.fixture
def closed(tmp_path: Path) -> Findings:
    """A table on which every party would rather fight on, with hostile words."""
    text = EXAMPLE.read_text("utf-8")
    text = re.sub(r"side: a, power", "side: a, fighting: 1, power", text)
    text = text.replace("name: Government", "name: '<script>alert(1)</script>'")
    path = tmp_path / "closed.yaml"
    path.write_text(text, encoding="utf-8")
    return found_in(path)


def test_the_screen_has_eighty_columns(findings: Findings, closed: Findings):
    for one in (findings, closed):
        lines = tabled_to_text(one).splitlines()
        assert max(map(len, lines)) <= 80


def test_the_screen_says_what_was_filled_in(findings: Findings):
    text = " ".join(tabled_to_text(findings).split())
    assert "not given for Government and Rebel front" in text
    assert "Outside the rule, and so no veto: Splinter group" in text
    assert "weighted mean (compromise)" in text


def test_an_empty_zone_is_said(closed: Findings):
    text = tabled_to_text(closed)
    assert "No settlement suffices in any draw: the zone is empty." in text
    assert "No: in no draw does any settlement suffice" in tabled_to_html(closed)


def test_json_is_strict_and_whole(findings: Findings):
    whole = json.loads(tabled_to_json(findings), parse_constant=pytest.fail)
    assert whole["format"] == TABLED_FORMAT
    assert whole["settlements"] == 24
    assert len(whole["terms"]) == 9
    assert whole["open"] == list(findings.open)


def test_csv_tables_are_square(findings: Findings):
    tables = tabled_to_csv(findings)
    assert {"terms.csv", "demands.csv", "pairs.csv"} <= set(tables)
    for name, text in tables.items():
        rows = list(csv.reader(io.StringIO(text)))
        assert {len(row) for row in rows} == {len(rows[0])}, name
    terms = list(csv.DictReader(io.StringIO(tables["terms.csv"])))
    assert len(terms) == 9 * 6
    row = next(r for r in terms if r["party"] == "council" and r["option"] == "capital")
    assert row["stated_red_line"] == "True"
    own = next(t for t in findings.terms if t.option == "capital").by_party["council"]
    assert float(row["accepts_values_alone"]) == own.accepts[0]


class _Page(HTMLParser):
    """What a page loads, and its table of terms."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.rows: list[int] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids.append(str(given["id"]))
        if tag in {"script", "link", "img", "iframe"} and (
            given.get("src") or given.get("href")
        ):
            self.loads.append(tag)
        if given.get("id") == "terms-table":
            self.inside = True
        if self.inside and tag == "tr":
            self.rows.append(0)
        if self.inside and tag in {"td", "th"}:
            self.rows[-1] += int(given.get("colspan") or 1)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "table"


def test_the_page_loads_nothing_and_its_table_is_square(findings: Findings):
    page = _Page()
    page.feed(tabled_to_html(findings))
    assert page.loads == []
    assert len(set(page.ids)) == len(page.ids)
    # A heading, three issues and nine options; a term, five parties, the zone.
    assert page.rows == [7] * 13


def test_every_jump_on_the_page_lands(findings: Findings):
    text = tabled_to_html(findings)
    page = _Page()
    page.feed(text)
    assert set(re.findall(r'href="#([\w-]+)"', text)) <= set(page.ids)


def test_words_of_a_file_are_escaped(closed: Findings):
    text = tabled_to_html(closed)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text

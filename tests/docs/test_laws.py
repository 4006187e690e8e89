"""The page of laws: every part and its bound, and prose that fits the table."""

import re
from pathlib import Path

from sinequanon.laws import COMPARISONS, read_laws

PAGE = Path(__file__).parents[2] / "docs" / "laws.md"
PROSE, TABLES = PAGE.read_text("utf-8").split("<!-- below:", 1)
ROWS = {
    cells[1]: cells
    for cells in (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLES.splitlines()
        if line.startswith("| ")
    )
    if len(cells) > 4
}


def test_every_part_has_its_row():
    book = read_laws().book
    names = {law.name(part) for law in book.laws for part in law.parts}
    assert names == set(ROWS) - {"law", "---"}
    assert names > set(COMPARISONS)


def test_every_finding_has_its_source_and_bounds_are_the_files():
    for law in read_laws().book.laws:
        assert law.source in TABLES, law.id
        for part in law.parts:
            cells = ROWS[law.name(part)]
            assert (part.asks or part.reason) in cells, law.name(part)
            if part.expects == "between":
                assert cells[7].endswith(f"{part.low:g} .. {part.high:g}")


def test_what_the_prose_says_fails_does_not_pass():
    section = PROSE.split("## What fails, and why")[1].split("\n## ")[0]
    named = set(re.findall(r"`((?:F\d+|1[bdf])\.\w+)`", section))
    assert {ROWS[name][0] for name in named} <= {"fail", "not decided"}
    failing = {name for name, cells in ROWS.items() if cells[0] == "fail"}
    assert failing <= named


def test_unflattering_rows_come_first():
    verdicts = [cells[0] for name, cells in ROWS.items() if name in COMPARISONS]
    order = ["fail", "not decided", "both", "pass"]
    assert verdicts == sorted(verdicts, key=order.index)

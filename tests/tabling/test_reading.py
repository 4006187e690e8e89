"""Files of a table: three forms of one table, and what is wrong said at once."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sinequanon.dossier import Sheet, load, read_text, write_workbook
from sinequanon.errors import DossierError, Fault, QuestionError
from sinequanon.tabling import COLUMNS, FACTS, Tabled, read_tabled, tabled_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "three_valleys.yaml"

AT = "positions:\n  - {party: north, issue: border"

Faults = Callable[..., tuple[Fault, ...]]


def long_rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """A YAML table in long form, written by hand of this test."""
    rows: list[dict[str, Any]] = [
        {"what": "title", "text": table["title"]},
        {"what": "about", "text": table["about"]},
        {"what": "balance", **ends(table["balance"])},
    ]
    for p in table["parties"]:
        rows.append({"what": "party", "party": p["key"], "text": p["name"]})
        if "side" in p:
            rows.append({"what": "side", "party": p["key"], "text": p["side"]})
        if "power" in p:
            rows.append({"what": "power", "party": p["key"], "low": p["power"]})
        if "fighting" in p:
            rows.append({"what": "fighting", "party": p["key"], **ends(p["fighting"])})
        if p.get("at_table") is False:
            rows.append({"what": "outside", "party": p["key"]})
        if "spoiler" in p:
            row = {"what": "spoiler", "party": p["key"], "text": p["spoiler"]}
            rows.append({**row, **ends(p["spoils"])})
    for i in table["issues"]:
        rows.append({"what": "issue", "issue": i["key"], "text": i["label"]})
        for o in i["options"]:
            at = {"issue": i["key"], "option": o["key"]}
            rows.append({"what": "option", **at, "text": o["label"]})
            if o.get("transfer"):
                rows.append({"what": "transfer", **at})
            if "keeps_arms" in o:
                rows.append({"what": "keeps_arms", **at, "low": o["keeps_arms"]})
    for v in table["values"]:
        at = {"party": v["party"], "issue": v["issue"]}
        if "salience" in v:
            rows.append({"what": "salience", **at, **ends(v["salience"])})
        rows += [
            {"what": "value", **at, "option": o, **ends(span)}
            for o, span in v["values"].items()
        ]
    for s in table["positions"]:
        at = {"party": s["party"], "issue": s["issue"]}
        row = {"what": "position", **at, "option": s["option"]}
        rows.append({**row, "text": s["words"]} if "words" in s else row)
        for option in s["forbids"]:
            real = ends(s["real"]) if "real" in s else {}
            rows.append({"what": "red_line", **at, "option": option, **real})
    for x in table["exclusions"]:
        rows += [
            {"what": "exclusion", "issue": i, "option": o, "text": x["why"]}
            for i, o in x["options"].items()
        ]
    rule = table["rule"]
    rows.append({"what": "rule", "text": rule["label"]})
    rows += [{"what": "member", "party": p} for p in rule["members"]]
    for group in rule["groups"]:
        rows += [
            {"what": "at_least", "party": p, "low": group["at_least"], "text": "one"}
            for p in group["of"]
        ]
    return rows


def ends(span: float | list[float]) -> dict[str, float]:
    low, high = span if isinstance(span, list) else (span, span)
    return {"low": low, "high": high}


def as_csv(rows: list[dict[str, Any]], path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([row.get(column, "") for column in COLUMNS] for row in rows)
    return path


def as_xlsx(rows: list[dict[str, Any]], path: Path, *heading: str) -> Path:
    cells = [tuple(row.get(column) for column in COLUMNS) for row in rows]
    sheet = Sheet(name="table", rows=((heading or COLUMNS), *cells))
    write_workbook(path, [sheet, Sheet(name="empty", rows=())])
    return path


def same(one: Tabled, other: Tabled) -> bool:
    """Whether two tables are alike but for the file's name."""
    here: dict[str, Any] = vars(one.table)
    there: dict[str, Any] = vars(other.table)
    arrays = all(
        np.array_equal(here[name], there[name])
        if isinstance(here[name], np.ndarray)
        else here[name] == there[name]
        for name in here
    )
    left, right = vars(one), vars(other)
    rest = set(left) - {"table", "origin"}
    return arrays and all(left[name] == right[name] for name in rest)


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    return long_rows(read_text(EXAMPLE.read_text("utf-8")).value)


def test_three_forms_are_one_table(rows: list[dict[str, Any]], tmp_path: Path):
    yaml = read_tabled(EXAMPLE)
    assert same(yaml, read_tabled(as_csv(rows, tmp_path / "t.csv")))
    assert same(yaml, read_tabled(as_xlsx(rows, tmp_path / "t.xlsx")))
    assert {row["what"] for row in rows} <= set(FACTS)


def test_the_small_example_is_a_table_of_three():
    tabled = read_tabled(EXAMPLE.with_name("three_parties.csv"))
    assert list(tabled.parties) == ["north", "south", "town"]
    assert len(tabled.table.terms) == 5
    assert tabled.fighting == {"north": (0.3, 0.5), "south": (0.25, 0.45)}
    assert tabled.rule.unanimous


def test_a_dossier_has_a_table():
    tabled = tabled_of(load("syria"))
    assert tabled.rule_label == "Government and main opposition"
    assert len(tabled_of(load("syria"), "k2").agreeing) == 7
    with pytest.raises(QuestionError, match="use one of k1"):
        tabled_of(load("syria"), "k9")


@pytest.mark.parametrize(
    ("old", "new", "line", "found", "fix"),
    [
        (
            "north, issue: border, values: {old: 0,",
            "north, issue: border, values: {",
            13,
            "no value for old",
            "0 to 1",
        ),
        ("fighting: 0.4", "fighting: 1.4", 3, "1.4 is not on 0-1", "between 0 and 1"),
        ("fighting: 0.4", "fighting: [0.6, 0.4]", 3, "upside down", "smaller number"),
        ("fighting: 0.4", "fighting: [1]", 3, "two ends", "correct"),
        ("fighting: 0.4", "fighting: true", 3, "no number", "correct"),
        ("fighting: 0.4", "figthing: 0.4", 3, "unknown key 'figthing'", "fighting"),
        (
            "party: north, issue: border",
            "party: norht, issue: border",
            13,
            "unknown party 'norht'",
            "north",
        ),
        (
            "middle: 0.5, new: 1}",
            "middle: 0.5, new: 1, far: 1}",
            13,
            "unknown option 'far'",
            "old",
        ),
        ("side: a", "side: c", 3, "side", "correct the value"),
        ("title: Two sides (made up)", "titel: Two", 1, "unknown key 'titel'", "title"),
    ],
)
def test_a_fault_has_its_line_and_its_fix(
    faults: Faults, old: str, new: str, line: int, found: str, fix: str
):
    every = faults((old, new))
    told = [f for f in every if found in f.found]
    assert told, [str(f) for f in every]
    assert told[0].where == f"deal.yaml:{line}"
    assert fix in told[0].fix


def test_all_faults_are_told_at_once(faults: Faults):
    every = faults(
        ("fighting: 0.4", "fighting: 1.4"),
        ("side: b", "side: c"),
        ("old: 0,", "old: -1,"),
    )
    assert len(every) == 3


def test_what_hangs_together_is_told_beside_single_faults(faults: Faults):
    more = "exclusions:\n  - {options: {border: odl}}\n"
    every = faults(
        ("fighting: 0.4", "fighting: 1.4"), ("south, issue", "suoth, issue"), more=more
    )
    assert [(f.where, f.found) for f in every] == [
        ("deal.yaml:3", "party north: fighting: 1.4 is not on 0-1"),
        ("deal.yaml:14", "unknown party 'suoth'"),
        ("deal.yaml:4", "party south has no values on issue 'border'"),
        ("deal.yaml:16", "unknown option 'odl'"),
        ("deal.yaml:16", "the exclusion names fewer than two issues"),
    ]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("exclusions:\n  - {options: {border: old}}\n", "fewer than two issues"),
        ("rule: {members: [north]}\n", "no second party"),
        ("rule: {groups: [{of: [north, south], at_least: 3}]}\n", "nobody can meet"),
        ("rule: {members: [north, east]}\n", "unknown party 'east'"),
        ("rule: {members: [north, south, north]}\n", "stands twice"),
        ("rule: {groups: [{of: [north, north], at_least: 1}]}\n", "no second party"),
        ("positions:\n  - {party: north, issue: border, real: 0.5}\n", "red line"),
        (
            AT + ", option: old, forbids: [old]}\n",
            "asks for old and forbids it",
        ),
        (
            AT + ", forbids: [old, middle, new]}\n",
            "forbids every option",
        ),
        ("positions:\n  - {party: north, issue: water}\n", "unknown issue 'water'"),
        ("positions:\n  - {party: north, issue: border, forbids: [odl]}\n", "'odl'"),
    ],
)
def test_what_does_not_fit_together_is_a_fault(faults: Faults, more: str, found: str):
    every = faults(more=more)
    assert any(found in fault.found for fault in every), [str(f) for f in every]
    assert all(":" in fault.where and fault.fix for fault in every)


def test_no_issue_is_a_fault(written: Callable[..., Path]):
    text = "title: x\nparties: [{key: a, name: A}, {key: b, name: B}]\n"
    with pytest.raises(DossierError) as caught:
        read_tabled(written(text))
    assert [f.found for f in caught.value.faults] == [
        "the table has no issue",
        "the table has no values",
    ]


def test_one_party_is_a_fault(faults: Faults):
    south = (
        "  - {key: south, name: South, side: b, fighting: [0.3, 0.3], disarms: false}\n"
    )
    values = (
        "  - {party: south, issue: border, values: {old: 1, middle: 0.5, new: 0}}\n"
    )
    every = faults((south, ""), (values, ""))
    assert [f.found for f in every] == ["the table has one party"]


def test_a_party_without_values_on_an_issue_is_a_fault(faults: Faults):
    values = (
        "  - {party: south, issue: border, values: {old: 1, middle: 0.5, new: 0}}\n"
    )
    every = faults((values, ""))
    assert [(f.where, f.found) for f in every] == [
        ("deal.yaml:4", "party south has no values on issue 'border'")
    ]


def test_exclusions_that_leave_nothing_are_a_fault(example: Tabled, tmp_path: Path):
    text = EXAMPLE.read_text("utf-8")
    rows = [
        f"  - {{options: {{leader: {a}, arms: {b}}}}}"
        for a in ("stays", "leaves_later", "leaves")
        for b in ("disarm", "join", "keep")
    ]
    text = text.replace("exclusions:\n", "exclusions:\n" + "\n".join(rows) + "\n")
    path = tmp_path / "none.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match="no settlement; take one"):
        read_tabled(path)


def test_too_many_combinations_are_a_fault(written: Callable[..., Path]):
    issues = "".join(
        f"  - {{key: i{n}, label: I, options: ["
        + ", ".join(f"{{key: o{k}, label: O}}" for k in range(9))
        + "]}\n"
        for n in range(7)
    )
    text = (
        "title: x\nparties: [{key: a, name: A}, {key: b, name: B}]\n"
        f"issues:\n{issues}values:\n  - {{party: a, issue: i0, values: {{o0: 1}}}}\n"
    )
    with pytest.raises(DossierError, match="4,782,969 settlements; merge options"):
        read_tabled(written(text))


def test_a_file_that_is_no_yaml_is_one_fault(written: Callable[..., Path]):
    with pytest.raises(DossierError) as caught:
        read_tabled(written("title: [\n"))
    assert len(caught.value.faults) == 1
    with pytest.raises(DossierError, match="no keys at its top"):
        read_tabled(written("- a\n"))
    with pytest.raises(DossierError, match="is no list"):
        read_tabled(written("title: x\nparties: {}\nissues: a\n"))


def test_files_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(DossierError, match="cannot be read"):
        read_tabled(tmp_path / "none.yaml")
    (tmp_path / "t.csv").write_bytes(b"what\n\xff")
    with pytest.raises(DossierError, match=r"t\.csv:2: the text is not UTF-8"):
        read_tabled(tmp_path / "t.csv")
    (tmp_path / "t.xlsx").write_text("no workbook")
    with pytest.raises(DossierError, match="it is no "):
        read_tabled(tmp_path / "t.xlsx")


def test_a_renamed_column_is_told_with_its_cell(
    rows: list[dict[str, Any]], tmp_path: Path
):
    renamed = ("what", "party", "issue", "option", "lowest", "high", "text")
    with pytest.raises(DossierError) as caught:
        read_tabled(as_xlsx(rows, tmp_path / "t.xlsx", *renamed))
    first = caught.value.faults[0]
    assert first.where == "t.xlsx, sheet table, cell E1"
    assert first.found == "unknown column 'lowest'"
    assert first.fix == "did you mean low?"


def test_a_bad_cell_is_told_with_its_place(rows: list[dict[str, Any]], tmp_path: Path):
    at = next(k for k, row in enumerate(rows) if row["what"] == "value")
    rows[at]["high"] = 7
    with pytest.raises(DossierError) as caught:
        read_tabled(as_xlsx(rows, tmp_path / "t.xlsx"))
    assert caught.value.faults[0].where == f"t.xlsx, sheet table, cell F{at + 2}"
    with pytest.raises(DossierError) as caught:
        read_tabled(as_csv(rows, tmp_path / "t.csv"))
    assert caught.value.faults[0].where == f"t.csv:{at + 2}"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"what": "vlaue"}, "no kind of row 'vlaue'"),
        ({"what": "value", "party": "council"}, "has no issue"),
        ({"what": "title", "text": "again"}, "stands twice"),
        ({"what": "member", "party": "front", "low": 1}, "has a cell in low"),
        ({"what": "at_least", "party": "front", "low": 2, "text": "one"}, "needs 1"),
        ({"what": "disarms", "party": "front", "text": "maybe"}, "disarms"),
    ],
)
def test_a_row_that_is_wrong_is_told(
    rows: list[dict[str, Any]], tmp_path: Path, row: dict[str, Any], found: str
):
    with pytest.raises(DossierError) as caught:
        read_tabled(as_csv([*rows, row], tmp_path / "t.csv"))
    every = caught.value.faults
    assert any(found in f.found for f in every), [str(f) for f in every]
    assert any(f.where == f"t.csv:{len(rows) + 2}" for f in every)


def test_power_is_that_of_the_parties_unless_given(small: Callable[..., Tabled]):
    quorum = "rule: {groups: [{of: [north, south], share: 0.6%s}]}\n"
    plain = small(("side: a", "side: a, power: 3"), more=quorum % "")
    own = small(more=quorum % ", power: {north: 1, south: 3}")
    blocked = small(more="rule: {groups: [{of: [north, south], block: 1}]}\n")
    assert plain.rule.vetoes == (0,)
    assert own.rule.vetoes == (1,)
    assert blocked.rule.unanimous

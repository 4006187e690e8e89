"""A dossier as a workbook and back: nothing is lost, and faults name their cells."""

import filecmp
import importlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.dossier import (
    Dossier,
    Sheet,
    dossier_from,
    folder_of,
    load,
    read_text,
    read_workbook,
    workbook_of,
    write_workbook,
)
from sinequanon.dossier.layout import FILES, LISTS
from sinequanon.dossier.schema import War
from sinequanon.dossier.shapes import columns_of, sheets_below
from sinequanon.dossier.yamltext import write_text
from sinequanon.errors import DossierError, Fault, OutputError

SYRIA = folder_of("syria")


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Syrian dossier with the places that its events name, and a file beside."""
    folder = tmp_path_factory.mktemp("dossier") / "war"
    folder.mkdir()
    (folder / "claims.yaml").write_bytes(b"# By hand.\r\nclaims: []\n")
    kept = {"SY010000", "SY030102"}
    for name in ("events.yaml", "questions.yaml"):
        kept |= set(re.findall(r"SY\d{6}", (SYRIA / name).read_text("utf-8")))
    for name in FILES:
        rows = (SYRIA / name).read_text("utf-8").splitlines(keepends=True)
        if name == "questions.yaml":
            # The first question alone: it has no other start.
            first = [n for n, row in enumerate(rows) if row.startswith("  - key: ")]
            rows = rows[: first[1]]
        if name.endswith(".csv"):
            rows = [r for r in rows if set(re.findall(r"SY\d{6}", r)) <= kept]
        (folder / name).write_text("".join(rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sheets(cut: Path) -> tuple[Sheet, ...]:
    return workbook_of(cut)


@pytest.fixture
def imported(
    sheets: tuple[Sheet, ...], tmp_path: Path
) -> Callable[..., tuple[tuple[str, ...], Path]]:
    """The folder of a workbook whose sheets were changed by functions on their rows."""

    def come_back(**changed: Callable[[list[list[Any]]], Any]) -> Any:
        found: list[Sheet] = []
        for sheet in sheets:
            rows = [list(row) for row in sheet.rows]
            change = changed.pop(sheet.name.replace(".", "_"), None)
            if change is not None:
                rows = change(rows) or rows
            found.append(Sheet(name=sheet.name, rows=tuple(map(tuple, rows))))
        assert not changed
        write_workbook(tmp_path / "t.xlsx", [s for s in found if s.rows])
        return dossier_from(tmp_path / "t.xlsx", tmp_path / "war"), tmp_path / "war"

    return come_back


def faults_of(call: Callable[[], Any]) -> tuple[Fault, ...]:
    with pytest.raises(DossierError) as caught:
        call()
    return caught.value.faults


def values_of(dossier: Dossier) -> dict[str, Any]:
    return {k: v for k, v in dict(dossier).items() if k != "sha256"}


def test_every_file_of_the_shipped_dossier_comes_back_word_for_word(tmp_path: Path):
    write_workbook(tmp_path / "t.xlsx", workbook_of(SYRIA))
    folder = tmp_path / "war"
    assert dossier_from(tmp_path / "t.xlsx", folder) == ()
    assert load(folder).sha256 == load("syria").sha256
    assert load(folder, start="2013-04").sha256 == load("syria", start="2013-04").sha256
    for path in SYRIA.rglob("*"):
        if path.is_file():
            again = folder / path.relative_to(SYRIA)
            assert filecmp.cmp(path, again, shallow=False)


def test_line_ends_come_back_too(imported: Callable[..., Any], cut: Path):
    changed, folder = imported()
    assert changed == ()
    assert (folder / "claims.yaml").read_bytes() == (cut / "claims.yaml").read_bytes()


def test_without_kept_files_every_value_comes_back(
    sheets: tuple[Sheet, ...], cut: Path, tmp_path: Path
):
    write_workbook(tmp_path / "t.xlsx", [s for s in sheets if s.name != "files"])
    dossier_from(tmp_path / "t.xlsx", tmp_path / "war")
    again = workbook_of(tmp_path / "war")
    assert values_of(load(tmp_path / "war")) == values_of(load(cut))
    assert [s for s in again if s.name != "files"] == [
        s for s in sheets if s.name != "files"
    ]


def test_a_changed_number_changes_one_file_alone(imported: Callable[..., Any]):
    def widen(rows: list[list[Any]]) -> None:
        rows[1][rows[0].index("cost_weight.high")] = 2.5

    changed, folder = imported(parties=widen)
    assert changed == ("parties.yaml",)
    assert load(folder).parties[0].cost_weight.high == 2.5
    comments = (folder / "coalitions.yaml").read_text("utf-8")
    assert comments == (SYRIA / "coalitions.yaml").read_text("utf-8")
    assert comments.startswith("#")


def test_rows_may_be_added_and_taken_out(imported: Callable[..., Any]):
    def add(rows: list[list[Any]]) -> None:
        row: list[Any] = [None] * len(rows[0])
        cells = {
            "row id": "k9",
            "key": "k9",
            "label": "Two of three",
            "members": "government opposition",
            "sources": "analyst",
        }
        for column, cell in cells.items():
            row[rows[0].index(column)] = cell
        del rows[2]
        rows.append(row)

    def group(rows: list[list[Any]]) -> None:
        row: list[Any] = [None] * len(rows[0])
        cells = {"belongs to": "k9", "of": "russia turkey us", "at_least": 2}
        for column, cell in cells.items():
            row[rows[0].index(column)] = cell
        rows.append(row)

    changed, folder = imported(coalitions=add, coalitions_groups=group)
    assert changed == ("coalitions.yaml",)
    found = {one.key: one for one in load(folder).coalitions}
    assert set(found) == {"k1", "k3", "k4", "k9"}
    assert found["k9"].groups[0].at_least == 2
    assert found["k9"].groups[0].of == ("russia", "turkey", "us")


def test_a_renamed_column_is_told_with_its_cell(imported: Callable[..., Any]):
    def rename(rows: list[list[Any]]) -> None:
        rows[0][rows[0].index("fights_as")] = "figths_as"

    found = faults_of(lambda: imported(parties=rename))
    assert found[0].where == "t.xlsx, sheet parties, cell D1"
    assert found[0].found == "unknown column 'figths_as'"
    assert found[0].fix == "did you mean fights_as?"
    assert len(found) == 2  # The column that is missing; nothing that hangs on it.


def test_bad_cells_are_told_all_at_once(imported: Callable[..., Any], tmp_path: Path):
    def bad(rows: list[list[Any]]) -> None:
        rows[1][rows[0].index("salience.low")] = "much"
        rows[2][rows[0].index("salience.high")] = 7
        rows[3][rows[0].index("party")] = "nobody"

    def orphan(rows: list[list[Any]]) -> None:
        rows[1][0] = "nobody/at_all"

    found = faults_of(lambda: imported(preferences=bad, preferences_values=orphan))
    told = {fault.where: fault.found for fault in found}
    assert "much" in told["t.xlsx, sheet preferences, cell D2"]
    assert any("not on 0-1" in fault.found for fault in found)
    assert "no row with the row id" in told["t.xlsx, sheet preferences.values, cell A2"]
    assert any("unknown party 'nobody'" in fault.found for fault in found)
    assert all(fault.where.startswith("t.xlsx") and fault.fix for fault in found)
    assert not (tmp_path / "war").exists()


def test_what_two_sheets_say_together_is_checked(imported: Callable[..., Any]):
    def spoil(rows: list[list[Any]]) -> None:
        rows[1][rows[0].index("a")] = "SY999999"

    found = faults_of(lambda: imported(borders=spoil))
    assert [fault.where for fault in found] == ["t.xlsx, sheet borders, cell A2"]
    assert "unknown place 'SY999999'" in found[0].found


@pytest.mark.parametrize("name", ["parties", "places", "war"])
def test_a_sheet_that_is_missing_is_told(
    sheets: tuple[Sheet, ...], tmp_path: Path, name: str
):
    write_workbook(tmp_path / "t.xlsx", [s for s in sheets if s.name != name])
    found = faults_of(lambda: dossier_from(tmp_path / "t.xlsx", tmp_path / "war"))
    assert any(f.found == f"there is no sheet {name!r}" for f in found)


def test_a_folder_is_never_overwritten(sheets: tuple[Sheet, ...], tmp_path: Path):
    write_workbook(tmp_path / "t.xlsx", sheets)
    (tmp_path / "war").mkdir()
    with pytest.raises(OutputError, match="exists already; name a new folder"):
        dossier_from(tmp_path / "t.xlsx", tmp_path / "war")


def test_a_start_that_does_not_fit_is_told(cut: Path, tmp_path: Path):
    shutil.copytree(cut, tmp_path / "cut")
    start = tmp_path / "cut" / "starts" / "2013-04"
    start.mkdir(parents=True)
    shutil.copy(cut / "war.yaml", start)
    write_workbook(tmp_path / "t.xlsx", workbook_of(tmp_path / "cut"))
    told = faults_of(lambda: dossier_from(tmp_path / "t.xlsx", tmp_path / "war"))
    here = "t.xlsx, sheet files, starts/2013-04/war.yaml"
    assert all(fault.where.startswith(here) for fault in told)
    assert not list(tmp_path.glob(".war*"))


def test_a_question_of_a_start_that_is_not_kept_is_told(imported: Callable[..., Any]):
    def earlier(rows: list[list[Any]]) -> None:
        rows[1][rows[0].index("start")] = "2011-03"

    told = faults_of(lambda: imported(questions=earlier))
    assert "unknown start '2011-03'" in told[0].found
    assert told[0].where.startswith("t.xlsx, sheet questions, cell ")


def test_kept_files_cannot_leave_the_folder(imported: Callable[..., Any]):
    def escape(rows: list[list[Any]]) -> None:
        rows[1][0] = "../outside.yaml"
        rows[2][2] = "not json"

    found = faults_of(lambda: imported(files=escape))
    assert "is no file of a folder" in found[0].found
    assert any("is damaged" in fault.found for fault in found)


def test_an_unknown_sheet_is_told(sheets: tuple[Sheet, ...], tmp_path: Path):
    more = [*sheets, Sheet(name="sorces", rows=(("a",),))]
    write_workbook(tmp_path / "t.xlsx", more)
    found = faults_of(lambda: dossier_from(tmp_path / "t.xlsx", tmp_path / "war"))
    assert [f.found for f in found] == ["this sheet belongs to no list"]


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(OutputError, match=r"pip install 'sinequanon\[xlsx\]'"):
        write_workbook(tmp_path / "t.xlsx", [])
    with pytest.raises(DossierError, match="openpyxl"):
        read_workbook(tmp_path / "t.xlsx")


def test_text_stays_text_in_a_workbook(tmp_path: Path):
    rows = (("a", "b"), ("=1+1", "2011-03"), (3, 0.25), (True, None))
    write_workbook(tmp_path / "t.xlsx", [Sheet(name="s", rows=rows)])
    assert read_workbook(tmp_path / "t.xlsx")[0].rows == rows


def test_a_workbook_that_cannot_be_written_is_said(tmp_path: Path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_workbook(tmp_path / "none" / "t.xlsx", [Sheet(name="s", rows=(("a",),))])


def test_every_kind_has_columns_of_its_own():
    kinds = [War, *(kind for lists in LISTS.values() for kind in lists.values())]
    for kind in kinds:
        columns = columns_of(kind)
        assert len(set(columns)) == len(columns)
        assert not set(columns) & {"belongs to", "row id", "for key"}
        assert not set(sheets_below(kind)) & set(columns)


_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="﻿"),
    max_size=20,
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | _TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(value=st.dictionaries(st.just("a"), _VALUES, min_size=1))
def test_yaml_that_is_written_reads_as_what_it_was(value: dict[str, Any]):
    read = read_text(write_text(value))
    assert read.problems == ()
    assert read.value == value

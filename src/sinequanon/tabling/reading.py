"""Table files as checked entries: YAML, CSV in long form, or a spreadsheet of it."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from sinequanon.dossier import (
    Entry,
    Sheet,
    cell_name,
    fault_of,
    read_text,
    read_workbook,
    suggestion,
)
from sinequanon.errors import DossierError, Fault
from sinequanon.tabling.longform import COLUMNS, Row, gathered, heading_faults
from sinequanon.tabling.raw import Inside, Raw
from sinequanon.tabling.schema import (
    HEADS,
    LISTS,
    NEEDED,
    Exclusion,
    Heading,
    Issue,
    Party,
    Position,
    Rule,
    Values,
)

SUFFIXES = (".yaml", ".yml", ".csv", ".xlsx")
"""Kinds of file that a table may stand in."""

_Kind = TypeVar("_Kind", bound=Entry)


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """A table's file, checked entry by entry, and where everything stands."""

    raw: Raw
    heading: Heading
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    values: tuple[Values, ...]
    positions: tuple[Position, ...]
    exclusions: tuple[Exclusion, ...]
    rule: Rule | None


def read_raw(path: Path) -> Raw:
    """The values of a file, with their places; faults of its form are kept inside.

    Raises:
        DossierError: If the file cannot be read at all.
    """
    if path.suffix.lower() == ".xlsx":
        return _of_sheets(path.name, read_workbook(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DossierError.at(
            f"{path.name}:{line}", "the text is not UTF-8", "save the file as UTF-8"
        ) from error
    except OSError as error:
        raise DossierError.at(
            str(path), f"cannot be read: {error.strerror}", "name a file that exists"
        ) from error
    if path.suffix.lower() == ".csv":
        return _of_csv(path.name, text)
    return _of_yaml(path.name, text)


def _of_yaml(file: str, text: str) -> Raw:
    read = read_text(text)
    faults = tuple(
        Fault(where=f"{file}:{one.line}", found=one.found, fix=one.fix)
        for one in read.problems
    )
    value: Any = read.value
    if not isinstance(value, dict):
        if not faults:
            faults = (
                Fault(
                    where=f"{file}:1",
                    found="the file has no keys at its top",
                    fix=f"start it with {', '.join([*HEADS, *LISTS, 'rule'])}",
                ),
            )
        value = {}
    places: dict[Inside, str] = {p: f"{file}:{n}" for p, n in read.lines.items()}
    found = cast("dict[str, Any]", value)
    return Raw(file=file, value=found, places=places, faults=faults)


def _of_csv(file: str, text: str) -> Raw:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading: list[str] = []
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        heading = next(lines, list[str]())
        faults = heading_faults(heading, lambda _: f"{file}:1")
        for cells in lines:
            rows.append(_row(heading, cells, _same(f"{file}:{lines.line_num}")))
            if len(cells) > len(heading):
                faults.append(
                    Fault(
                        where=f"{file}:{lines.line_num}",
                        found="the row has more cells than the heading",
                        fix="put text with commas in quotes",
                    )
                )
    except csv.Error as error:
        faults.append(
            Fault(
                where=f"{file}:{lines.line_num}",
                found=f"the row is no CSV ({error})",
                fix="correct the quotes and commas",
            )
        )
    unreadable = bool(set(COLUMNS) - set(heading))
    return gathered(file, [] if unreadable else rows, faults)


def _same(where: str) -> Callable[[str], str]:
    def at(_column: str) -> str:
        return where

    return at


def _row(
    heading: Sequence[object], cells: Sequence[Any], at: Callable[[str], str]
) -> Row:
    pairs = zip(heading, cells, strict=False)
    kept: dict[str, Any] = {}
    for name, cell in pairs:
        plain = cell.strip() if isinstance(cell, str) else cell
        if plain not in (None, ""):
            kept[str(name).strip()] = plain
    return Row(cells={k: v for k, v in kept.items() if k in COLUMNS}, at=at)


def _of_sheets(file: str, sheets: Sequence[Sheet]) -> Raw:
    """Every sheet of a workbook is in long form; empty ones are passed over."""
    faults: list[Fault] = []
    rows: list[Row] = []
    for sheet in sheets:
        if not any(cell is not None for row in sheet.rows for cell in row):
            continue
        here = f"{file}, sheet {sheet.name}"
        found = heading_faults(sheet.rows[0], _cell_of(here, 0))
        faults += found
        if not found:
            rows += _rows_of(sheet, here)
    if not faults and not rows:
        faults.append(
            Fault(
                where=file,
                found="the workbook has no filled sheet",
                fix=f"head a sheet with {', '.join(COLUMNS)}",
            )
        )
    return gathered(file, rows, faults)


def _cell_of(here: str, row: int) -> Callable[[int], str]:
    def at(column: int) -> str:
        return f"{here}, cell {cell_name(column, row)}"

    return at


def _rows_of(sheet: Sheet, here: str) -> Iterator[Row]:
    heading = [str(cell).strip() for cell in sheet.rows[0]]
    for at, cells in enumerate(sheet.rows[1:], start=1):
        place = _cell_of(here, at)

        def where(column: str, place: Callable[[int], str] = place) -> str:
            return place(heading.index(column))

        yield _row(heading, cells, where)


def read_sheets(raw: Raw) -> Sheets:
    """The values of a file as checked entries.

    Raises:
        DossierError: With every fault, if there is any.
    """
    faults = list(raw.faults)
    broken = bool(faults)
    known = [*HEADS, *LISTS, "rule"]
    faults += [
        Fault(
            where=raw.where(key),
            found=f"unknown key {key!r}",
            fix=suggestion(key, known) or "remove it",
        )
        for key in raw.value
        if key not in known
    ]
    # A file that is not read whole lacks much: that is told once, where it broke.
    entries = {
        name: _list(raw, name, kind, faults, name in NEEDED and not broken)
        for name, kind in LISTS.items()
    }
    head = {name: raw.value[name] for name in HEADS if name in raw.value}
    heading = None
    if "title" in head or not broken:
        heading = _entry(raw, Heading, head, (), faults)
    rule = None
    if raw.value.get("rule") is not None:
        rule = _entry(raw, Rule, raw.value["rule"], ("rule",), faults)
    if faults or heading is None:
        raise DossierError(faults)
    return Sheets(
        raw=raw,
        heading=heading,
        parties=cast("tuple[Party, ...]", entries["parties"]),
        issues=cast("tuple[Issue, ...]", entries["issues"]),
        values=cast("tuple[Values, ...]", entries["values"]),
        positions=cast("tuple[Position, ...]", entries["positions"]),
        exclusions=cast("tuple[Exclusion, ...]", entries["exclusions"]),
        rule=rule,
    )


def _list(
    raw: Raw, name: str, kind: type[_Kind], faults: list[Fault], needed: bool
) -> tuple[_Kind, ...]:
    rows: Any = raw.value.get(name)
    if rows is None or rows == []:
        if needed:
            noun = {"issues": "no issue", "parties": "no party"}.get(name, f"no {name}")
            fix = f"add {name}: with one entry for each"
            found = f"the table has {noun}"
            faults.append(Fault(where=raw.where(name), found=found, fix=fix))
        return ()
    if not isinstance(rows, list):
        fault = Fault(
            where=raw.where(name),
            found=f"{name} is no list",
            fix="start each entry with a dash",
        )
        faults.append(fault)
        return ()
    every = enumerate(cast("list[Any]", rows))
    found = [_entry(raw, kind, value, (name, at), faults) for at, value in every]
    return tuple(entry for entry in found if entry is not None)


def _entry(
    raw: Raw, kind: type[_Kind], value: Any, path: Inside, faults: list[Fault]
) -> _Kind | None:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            where = raw.where(*path, *detail["loc"])
            faults.append(fault_of(where, detail, kind, value))
        return None

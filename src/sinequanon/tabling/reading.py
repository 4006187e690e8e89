"""Table files as checked entries: YAML, CSV in long form, or a spreadsheet of it."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    faults: tuple[Fault, ...]
    """What is wrong with single entries; these are left out of the lists."""
    places: Mapping[str, tuple[int, ...]]
    """For each list the places of its entries in the file."""

    def where(self, section: str, at: int, *inside: str | int) -> str:
        """The line or cell of a value of an entry, by its place in the list here."""
        return self.raw.where(section, self.places[section][at], *inside)

    @property
    def party_keys(self) -> list[str]:
        """Keys of all parties, also of those with faults: so one is told once."""
        return [key for row in self._rows("parties") if (key := _text(row, "key"))]

    @property
    def option_keys(self) -> dict[str, list[str]]:
        """Keys of all issues and of their options, also of those with faults."""
        return {
            key: [o for row in _dicts(issue.get("options")) if (o := _text(row, "key"))]
            for issue in self._rows("issues")
            if (key := _text(issue, "key"))
        }

    @property
    def valued(self) -> set[tuple[str, str]]:
        """Parties and issues that have an entry of values, also one with faults."""
        return {(_text(r, "party"), _text(r, "issue")) for r in self._rows("values")}

    def _rows(self, section: str) -> list[dict[str, Any]]:
        return _dicts(self.raw.value.get(section))


def _dicts(value: Any) -> list[dict[str, Any]]:
    rows = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast("dict[str, Any]", row) for row in rows if isinstance(row, dict)]


def _text(row: dict[str, Any], name: str) -> str:
    return str(row.get(name) or "")


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
    """The values of a file as checked entries, with the faults of those that are not.

    Raises:
        DossierError: If the file cannot be read as a whole.
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
    lists = {
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
    if broken:
        raise DossierError(faults)
    entries: dict[str, Any] = {
        name: tuple(entry for _, entry in rows) for name, rows in lists.items()
    }
    return Sheets(
        raw=raw,
        heading=heading or Heading(title=""),
        rule=rule,
        faults=tuple(faults),
        places={name: tuple(at for at, _ in rows) for name, rows in lists.items()},
        **entries,
    )


def _list(
    raw: Raw, name: str, kind: type[_Kind], faults: list[Fault], needed: bool
) -> tuple[tuple[int, _Kind], ...]:
    """The entries of a list that are right, each with its place in the list."""
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
    found = [(at, _entry(raw, kind, one, (name, at), faults)) for at, one in every]
    return tuple((at, entry) for at, entry in found if entry is not None)


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

"""Files of a dossier as checked entries, each of which knows its file and line."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from sinequanon.dossier.layout import LISTS, SHARED_COLUMNS, TABLES, WAR_FILE
from sinequanon.dossier.schema import War
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import fault_of, name_of
from sinequanon.dossier.yamltext import Path as Inside, Text, read_text
from sinequanon.errors import Fault


@dataclass(frozen=True, kw_only=True)
class Located:
    """An entry, and where it and each of its values stand."""

    entry: Any
    """One of the kinds of `layout`, as checked."""
    file: str
    row: int
    lines: Text | None = None
    path: Inside = ()

    @property
    def name(self) -> str:
        """How to name the entry to a reader."""
        entry: Entry = self.entry
        return name_of(type(entry), entry)

    @property
    def fields(self) -> frozenset[str]:
        """Names of the entry's values."""
        entry: Entry = self.entry
        return frozenset(type(entry).model_fields)

    def where(self, *inside: str | int) -> str:
        """File and line of a value of this entry, as `actors.yaml:41`."""
        if self.lines is None:
            return f"{self.file}:{self.row}"
        return f"{self.file}:{self.lines.line((*self.path, *inside))}"


@dataclass(frozen=True, kw_only=True)
class Files:
    """Everything that was read: entries by list, keys by list, and faults.

    `keys` has the keys of a list even where an entry of it is faulty, and no row for
    a list that could not be read at all: so one fault is not told twice.
    """

    entries: dict[str, list[Located]] = field(default_factory=dict[str, list[Located]])
    keys: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    faults: list[Fault] = field(default_factory=list[Fault])
    texts: dict[str, bytes] = field(default_factory=dict[str, bytes])
    """Content of each file by its path inside the folder."""


def read_files(folder: Path, label: str, replaced: Mapping[str, str]) -> Files:
    """All files of a dossier's folder, read and checked entry by entry.

    Args:
        folder: The folder of the dossier.
        label: How to name the folder in faults, such as `wars/syria`.
        replaced: For each file that a start replaces, its path inside the folder.
    """
    files = Files()
    for name in [WAR_FILE, *LISTS, *TABLES]:
        path = replaced.get(name, name)
        text = _text(files, folder, label, path)
        if text is None:
            continue
        if name in TABLES:
            _read_table(files, name, f"{label}/{path}", text)
        else:
            _read_yaml(files, name, f"{label}/{path}", read_text(text))
    return files


def _text(files: Files, folder: Path, label: str, path: str) -> str | None:
    where = f"{label}/{path}"
    try:
        content = (folder / path).read_bytes()
        files.texts[path] = content
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        fault = Fault(where=where, found="the file is missing", fix=f"add {path}")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(
            where=f"{where}:{line}",
            found="the text is not UTF-8",
            fix="save the file as UTF-8",
        )
    except OSError as error:
        fault = Fault(
            where=where,
            found=f"the file cannot be read ({error.strerror})",
            fix="check the file and its permissions",
        )
    files.faults.append(fault)
    return None


def _read_yaml(files: Files, name: str, file: str, text: Text) -> None:
    for problem in text.problems:
        files.faults.append(
            Fault(where=f"{file}:{problem.line}", found=problem.found, fix=problem.fix)
        )
    if text.value is None and text.problems:
        return
    top: Any = text.value
    if not isinstance(top, dict):
        files.faults.append(
            Fault(
                where=f"{file}:1",
                found="the file has no keys at its top",
                fix=f"start it with {_top(name)}",
            )
        )
        return
    if name == WAR_FILE:
        _add(files, "war", War, file, text, cast(Any, top), ())
        return
    kinds = LISTS[name]
    given = cast(dict[str, Any], top)
    for key in given:
        if key not in kinds:
            files.faults.append(
                Fault(
                    where=f"{file}:{text.line((key,))}",
                    found=f"unknown list {key!r}",
                    fix=f"use {_top(name)}",
                )
            )
    for key, kind in kinds.items():
        rows = given.get(key)
        if not isinstance(rows, list):
            line = text.line((key,))
            files.faults.append(
                Fault(
                    where=f"{file}:{line}",
                    found=f"there is no list {key!r}",
                    fix=f"add {key}: with one entry for each",
                )
            )
            continue
        files.entries.setdefault(key, [])
        files.keys.setdefault(key, set())
        for index, value in enumerate(rows):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            _add(files, key, kind, file, text, value, (key, index))


def _top(name: str) -> str:
    return ", ".join(f"{key}:" for key in LISTS.get(name, {"key": None}))


def _add(
    files: Files,
    section: str,
    kind: type[Entry],
    file: str,
    text: Text,
    value: Any,
    path: Inside,
) -> None:
    """Check one YAML value and keep it, or keep its faults."""
    if isinstance(value, dict):
        key: Any = value.get("key")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if isinstance(key, str):
            files.keys.setdefault(section, set()).add(key)
    try:
        entry = kind.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            line = text.line((*path, *detail["loc"]))
            files.faults.append(fault_of(f"{file}:{line}", detail, kind, value))
        return
    located = Located(
        entry=entry, file=file, row=text.line(path), lines=text, path=path
    )
    files.entries.setdefault(section, []).append(located)


def _read_table(files: Files, name: str, file: str, text: str) -> None:
    section, kind = TABLES[name]
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if not _heading_right(files, name, file, reader.fieldnames or ()):
        return
    files.entries[section] = []
    keys = files.keys.setdefault(section, set())
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            files.faults.append(
                Fault(
                    where=f"{file}:{reader.line_num}",
                    found=f"the row is no CSV ({error})",
                    fix="correct the quotes and commas",
                )
            )
            return
        if row is None:
            return
        line = reader.line_num
        if None in row or None in row.values():
            files.faults.append(
                Fault(
                    where=f"{file}:{line}",
                    found="the row has more or fewer cells than the heading",
                    fix="give each column one cell",
                )
            )
            continue
        if "pcode" in row:
            keys.add(row["pcode"])
        value = table_cells(name, row)
        try:
            entry = kind.model_validate(value)
        except ValidationError as error:
            files.faults.extend(
                fault_of(f"{file}:{line}", detail, kind, value)
                for detail in error.errors(include_url=False, include_context=False)
            )
            continue
        files.entries[section].append(Located(entry=entry, file=file, row=line))


def _heading_right(files: Files, name: str, file: str, heading: Sequence[str]) -> bool:
    """Whether a table has the columns it needs; else one fault, not one a row."""
    _, kind = TABLES[name]
    needed = [field for field in kind.model_fields if field != "shares"]
    found = [f"no column {field!r}" for field in needed if field not in heading]
    if name != "control.csv":
        found += [f"unknown column {c!r}" for c in heading if c not in needed]
    found += [f"two columns {c!r}" for c in set(heading) if heading.count(c) > 1]
    if found:
        fix = f"head the table with {', '.join(needed)}"
        if name == "control.csv":
            fix += ", and one column for each actor"
        files.faults.append(
            Fault(
                where=f"{file}:1", found=f"the heading has {'; '.join(found)}", fix=fix
            )
        )
    return not found


def table_cells(name: str, row: Mapping[str, str]) -> dict[str, Any]:
    """A row of a table as the fields of its entry; an empty cell is no value."""
    cells: dict[str, Any] = {key: cell for key, cell in row.items() if cell != ""}
    if "sources" in cells:
        cells["sources"] = cells["sources"].split()
    if name != "control.csv":
        return cells
    shares = {key: cell for key, cell in cells.items() if key not in SHARED_COLUMNS}
    kept = {key: cell for key, cell in cells.items() if key in SHARED_COLUMNS}
    return {**kept, "shares": shares}

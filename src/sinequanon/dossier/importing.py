"""A workbook as a dossier's folder again: checked cell by cell, written whole."""

import csv
import io
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sinequanon.dossier.crosschecks import cross_faults
from sinequanon.dossier.exporting import FILES_SHEET, README_SHEET
from sinequanon.dossier.layout import (
    LISTS,
    SHARED_COLUMNS,
    STARTS_FOLDER,
    TABLES,
    WAR_FILE,
)
from sinequanon.dossier.loading import check
from sinequanon.dossier.reading import Files, Located, read_files, table_cells
from sinequanon.dossier.schema import War
from sinequanon.dossier.shapes import sheets_below
from sinequanon.dossier.sheetrows import Book, nearest, values_of
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import fault_of, suggestion
from sinequanon.dossier.workbook import read_workbook
from sinequanon.dossier.yamltext import Path as Inside, write_text
from sinequanon.errors import DossierError, Fault, OutputError


@dataclass(frozen=True, kw_only=True)
class _InSheet(Located):
    """An entry that knows the cells of its values."""

    cells: Mapping[Inside, str] = field(default_factory=dict[Inside, str])

    def where(self, *inside: str | int) -> str:
        """Sheet and cell of a value of this entry, or of the nearest around it."""
        return nearest(self.cells, inside)


def dossier_from(path: Path, folder: Path) -> tuple[str, ...]:
    """Write the dossier that a workbook holds into a new folder.

    A file whose sheets say what its kept text says comes back word for word; another is
    written anew, without comments.

    Args:
        path: The workbook.
        folder: The folder, which must not exist yet.

    Returns:
        The files that were written anew.

    Raises:
        DossierError: With every fault of the workbook, each with sheet and cell.
        OutputError: If the folder exists or cannot be written.
    """
    if folder.exists():
        raise OutputError.at(str(folder), "this exists already", "name a new folder")
    sheets = {sheet.name: sheet for sheet in read_workbook(path)}
    book = Book(file=path.name, sheets=sheets)
    files, texts = Files(), _kept(book)
    anew = _gathered(book, files)
    files.keys["starts"] = _starts(files, texts)
    faults = [*book.faults, *files.faults]
    faults += [fault for fault in cross_faults(files) if fault not in faults]
    if faults:
        raise DossierError(faults)
    temporary = folder.parent / f".{folder.name[:200]}.{os.getpid()}.partial"
    try:
        _write(temporary, texts)
        changed = _changed(temporary, files, anew)
        _write(temporary, {name: anew[name] for name in changed})
        whole = [_at(fault, temporary, path.name) for fault in check(temporary)]
        if whole:
            shutil.rmtree(temporary)
            raise DossierError(whole)
        temporary.replace(folder)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise OutputError.at(
            str(folder),
            f"cannot be written: {error.strerror or error}",
            "name a folder where you may write",
        ) from error
    return changed


def _starts(files: Files, texts: Mapping[str, str]) -> set[str]:
    """The months that the war can be taken up at: its own, and the kept folders."""
    found = {str(row.entry.start)[:7] for row in files.entries.get("war", [])}
    parts = [Path(name).parts for name in texts]
    return found | {part[1] for part in parts if part[0] == STARTS_FOLDER}


def _at(fault: Fault, folder: Path, book: str) -> Fault:
    """A fault of a kept file, such as one of a start, with its place in the book."""
    inside = fault.where.removeprefix(f"{folder.as_posix()}/")
    where = f"{book}, sheet {FILES_SHEET}, {inside}"
    return Fault(where=where, found=fault.found, fix=fault.fix)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))


def _changed(folder: Path, files: Files, anew: Mapping[str, str]) -> tuple[str, ...]:
    """Files whose kept text is missing, faulty, or says something else."""
    kept = read_files(folder, "", {})
    sections = {
        WAR_FILE: ["war"],
        **{name: list(lists) for name, lists in LISTS.items()},
        **{name: [section] for name, (section, _) in TABLES.items()},
    }

    def said(source: Files, section: str) -> list[Any]:
        return [row.entry for row in source.entries.get(section, [])]

    return tuple(
        name
        for name in anew
        if any(said(files, one) != said(kept, one) for one in sections[name])
    )


def _kept(book: Book) -> dict[str, str]:
    """The files that the workbook keeps word for word."""
    if FILES_SHEET not in book.sheets:
        return {}
    parts: dict[str, list[tuple[int, str]]] = {}
    for row in book.rows(FILES_SHEET, ("file", "part", "text")) or []:
        name = str(row.cells.get("file", ""))
        inside = Path(name)
        if not name or inside.is_absolute() or ".." in inside.parts:
            found = f"{name!r} is no file of a folder"
            fault = Fault(where=row.at("file"), found=found, fix="remove the row")
            book.faults.append(fault)
            continue
        part = (int(row.cells.get("part", 1)), str(row.cells.get("text", "")))
        parts.setdefault(name, []).append(part)
    texts: dict[str, str] = {}
    for name, pieces in parts.items():
        try:
            whole: Any = json.loads("".join(text for _, text in sorted(pieces)))
            texts[name] = str(whole)
        except ValueError:
            book.faults.append(
                Fault(
                    where=f"{book.file}, sheet {FILES_SHEET}",
                    found=f"the text of {name} is damaged",
                    fix="remove its rows; the file is then written anew",
                )
            )
    return texts


def _gathered(book: Book, files: Files) -> dict[str, str]:
    """Fill `files` with the entries of the sheets; the texts that would say them."""
    anew: dict[str, str] = {}
    war = _list(book, files, "war", War)
    if len(war) != 1 and "war" in files.entries and not book.faults:
        found = f"the sheet has {len(war)} rows"
        where = f"{book.file}, sheet war"
        book.faults.append(Fault(where=where, found=found, fix="keep one row"))
    anew[WAR_FILE] = write_text(war[0] if war else {})
    for name, lists in LISTS.items():
        values = {key: _list(book, files, key, kind) for key, kind in lists.items()}
        anew[name] = write_text(values)
    for name, (section, kind) in TABLES.items():
        anew[name] = _table(book, files, name, section, kind)
    known = {README_SHEET, FILES_SHEET, "war", *_names()}
    for name in book.sheets:
        if name not in known:
            book.faults.append(
                Fault(
                    where=f"{book.file}, sheet {name}",
                    found="this sheet belongs to no list",
                    fix=suggestion(name, known - set(book.sheets)) or "remove it",
                )
            )
    return anew


def _names() -> list[str]:
    """The names of all sheets of lists and tables."""
    kinds: dict[str, type[Entry]] = {"war": War}
    for lists in LISTS.values():
        kinds |= lists
    found = [section for section, _ in TABLES.values()]
    for name, kind in kinds.items():
        found += [name, *_below(name, kind)]
    return found


def _below(name: str, kind: type[Entry]) -> list[str]:
    found: list[str] = []
    for path, shape in sheets_below(kind).items():
        found.append(f"{name}.{path}")
        if shape.kind is not None and shape.form == "rows":
            found += _below(f"{name}.{path}", shape.kind)
    return found


def _list(
    book: Book, files: Files, section: str, kind: type[Entry]
) -> list[dict[str, Any]]:
    """Check the entries of a list, keep them, and return them as plain values."""
    rows = values_of(book, section, kind, top=True)
    if rows is None:
        return []
    files.entries.setdefault(section, [])
    keys = files.keys.setdefault(section, set())
    for _, row in rows:
        if isinstance(row.value.get("key"), str):
            keys.add(row.value["key"])
        _check(files, section, kind, row.value, row.cells, book.file)
    return [row.value for _, row in rows]


def _check(
    files: Files,
    section: str,
    kind: type[Entry],
    value: Any,
    cells: Mapping[Inside, str],
    file: str,
) -> None:
    try:
        entry = kind.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            where = nearest(cells, detail["loc"])
            files.faults.append(fault_of(where, detail, kind, value))
        return
    files.entries[section].append(_InSheet(entry=entry, file=file, row=1, cells=cells))


def _table(book: Book, files: Files, name: str, section: str, kind: type[Entry]) -> str:
    """Check a table's rows, keep them, and return them as CSV."""
    columns = [field for field in kind.model_fields if field != "shares"]
    heading: list[str] = list(columns)
    sheet = book.sheets.get(section)
    if name == "control.csv" and sheet is not None and sheet.rows:
        held = [str(cell) for cell in sheet.rows[0] if cell is not None]
        heading = [*SHARED_COLUMNS, *(c for c in held if c not in SHARED_COLUMNS)]
    rows = book.rows(section, heading)
    text = io.StringIO(newline="")
    if rows is None or sheet is None:
        return ""
    order = [str(cell) for cell in sheet.rows[0] if cell is not None]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(order)
    files.entries[section] = []
    keys = files.keys.setdefault(section, set())
    for row in rows:
        plain = {column: _plain(row.cells.get(column)) for column in order}
        writer.writerow([plain[column] for column in order])
        if "pcode" in plain:
            keys.add(plain["pcode"])
        cells: dict[Inside, str] = {(): row.at(order[0])}
        cells |= {(column,): row.at(column) for column in order}
        cells |= {("shares", column): row.at(column) for column in order}
        value = table_cells(name, plain)
        _check(files, section, kind, value, cells, book.file)
    return text.getvalue()


def _plain(cell: Any) -> str:
    """A cell as the text of a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return repr(cell) if isinstance(cell, float) else str(cell)

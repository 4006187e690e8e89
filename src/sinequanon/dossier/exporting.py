"""A dossier as a workbook: a sheet for each list, and its files word for word."""

import csv
import io
import json
from pathlib import Path
from typing import Any, cast

from sinequanon.dossier.crosschecks import cross_faults
from sinequanon.dossier.layout import LISTS, TABLES
from sinequanon.dossier.reading import Files, read_files
from sinequanon.dossier.schema import War
from sinequanon.dossier.shapes import FOR, ID, OF, columns_of, shapes_of, sheets_below
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import name_of
from sinequanon.dossier.workbook import Sheet
from sinequanon.errors import DossierError

FILES_SHEET = "files"
"""The sheet that holds every file word for word, comments included."""

README_SHEET = "read me"

_PART = 30_000
"""Characters of a file in one cell."""

_README = (
    "One sheet for each list of the dossier; the first row names the columns.",
    "`belongs to` names the `row id` in the sheet above: a row of events.changes "
    "belongs to a row of events.",
    "Lists of keys stand in one cell with spaces; texts and pairs (key: value) one a "
    "line.",
    "Keep cells as text where they hold dates such as 2011-03.",
    "The sheet `files` keeps every file as it was: a file whose sheets did not change "
    "comes back word for word, comments included; one that changed is written anew.",
)


def workbook_of(folder: Path) -> tuple[Sheet, ...]:
    """The sheets of a dossier's folder.

    Raises:
        DossierError: With every fault of the dossier, if there is any.
    """
    files = read_files(folder, folder.as_posix(), {})
    faults = [*files.faults, *cross_faults(files)]
    if faults:
        raise DossierError(faults)
    sheets = [Sheet(name=README_SHEET, rows=tuple((line,) for line in _README))]
    sheets += _sheets("war", War, _entries(files, "war"))
    for lists in LISTS.values():
        for section, kind in lists.items():
            sheets += _sheets(section, kind, _entries(files, section))
    for name, (section, _) in TABLES.items():
        sheets.append(_table(section, files.texts[name].decode("utf-8-sig")))
    sheets.append(_words(folder))
    return tuple(sheets)


def _entries(files: Files, section: str) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a list as plain values, each with its id."""
    found: list[tuple[str, dict[str, Any]]] = []
    for at, row in enumerate(files.entries[section], start=1):
        entry: Entry = row.entry
        values = entry.model_dump(by_alias=True, exclude_unset=True)
        known = name_of(type(entry), entry).partition(" ")[2]
        taken = {mark for mark, _ in found}
        found.append((known if known and known not in taken else f"{at}", values))
    return found


def _sheets(
    name: str,
    kind: type[Entry],
    rows: list[tuple[str, dict[str, Any]]],
    *,
    top: bool = True,
) -> list[Sheet]:
    """The sheet of some entries, and those of the entries inside them.

    Args:
        name: Name of the sheet.
        kind: Kind of the entries.
        rows: For a list its id and the entry; below, the id of the entry around it.
        top: Whether the entries stand in a list of a file.
    """
    below = sheets_below(kind)
    columns = columns_of(kind)
    heading = (*(() if top else (OF,)), *((ID,) if below else ()), *columns)
    cells: list[tuple[Any, ...]] = [heading]
    inside: dict[str, list[tuple[str, dict[str, Any]]]] = {path: [] for path in below}
    for at, (mark, entry) in enumerate(rows, start=1):
        own = mark if top else f"{mark}/{at}"
        flat = _flat(kind, entry)
        ids = (*(() if top else (mark,)), *((own,) if below else ()))
        cells.append((*ids, *(flat.get(column) for column in columns)))
        for path, shape in below.items():
            value = _inside(entry, path)
            if shape.form == "map":
                items = cast("dict[str, dict[str, Any]]", value or {})
                inside[path] += [(own, {_KEY: k, **v}) for k, v in items.items()]
            else:
                inside[path] += [(own, one) for one in value or ()]
    found = [Sheet(name=name, rows=tuple(cells))]
    for path, shape in below.items():
        if shape.kind is None:
            continue
        if shape.form == "map":
            found.append(_map(f"{name}.{path}", shape.kind, inside[path]))
        else:
            found += _sheets(f"{name}.{path}", shape.kind, inside[path], top=False)
    return found


_KEY = "key "
"""Stands beside the fields of an entry; a field cannot have a space in its name."""


def _map(name: str, kind: type[Entry], rows: list[tuple[str, dict[str, Any]]]) -> Sheet:
    columns = columns_of(kind)
    cells: list[tuple[Any, ...]] = [(OF, FOR, *columns)]
    for mark, entry in rows:
        flat = _flat(kind, entry)
        cells.append((mark, entry[_KEY], *(flat.get(column) for column in columns)))
    return Sheet(name=name, rows=tuple(cells))


def _inside(entry: dict[str, Any], path: str) -> Any:
    value: Any = entry
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


def _flat(kind: type[Entry], entry: dict[str, Any]) -> dict[str, Any]:
    """The cells of an entry by column."""
    found: dict[str, Any] = {}
    for shape in shapes_of(kind):
        value = entry.get(shape.name)
        if value is None:
            continue
        if shape.form == "entry" and shape.kind is not None:
            inner = _flat(shape.kind, value)
            found |= {f"{shape.name}.{column}": cell for column, cell in inner.items()}
        elif shape.form == "words":
            found[shape.name] = " ".join(str(one) for one in value) or None
        elif shape.form == "lines":
            found[shape.name] = "\n".join(value) or None
        elif shape.form == "pairs":
            lines = [f"{key}: {one}" for key, one in value.items()]
            found[shape.name] = "\n".join(lines) or None
        elif shape.form == "value":
            found[shape.name] = value
    return found


def _table(section: str, text: str) -> Sheet:
    """A CSV file as a sheet; what reads as a number and back is one."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading = next(rows)
    cells = [tuple(_number(cell) for cell in row) for row in rows]
    return Sheet(name=section, rows=(tuple(heading), *cells))


def _number(cell: str) -> Any:
    if cell == "":
        return None
    for kind in (int, float):
        try:
            number = kind(cell)
        except ValueError:
            continue
        if repr(number) == cell:
            return number
    return cell


def _words(folder: Path) -> Sheet:
    """Every text file of the folder, in parts that a cell can hold."""
    rows: list[tuple[Any, ...]] = [("file", "part", "text")]
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(folder).as_posix()
        # As JSON, since a cell keeps neither line ends nor other control characters.
        plain = json.dumps(text, ensure_ascii=False)
        parts = [plain[at : at + _PART] for at in range(0, len(plain), _PART)]
        rows += [(name, at, part) for at, part in enumerate(parts, start=1)]
    return Sheet(name=FILES_SHEET, rows=tuple(rows))

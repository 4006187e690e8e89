"""Rows of a workbook as the plain values of entries, each with its cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sinequanon.dossier.shapes import (
    FOR,
    ID,
    OF,
    Shape,
    columns_of,
    shapes_of,
    sheets_below,
)
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import suggestion
from sinequanon.dossier.workbook import Sheet, cell_name
from sinequanon.dossier.yamltext import Path as Inside
from sinequanon.errors import Fault


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a sheet by column, and the place of each cell."""

    cells: Mapping[str, Any]
    at: Callable[[str], str]


def nearest(cells: Mapping[Inside, str], inside: Sequence[str | int]) -> str:
    """The cell of a value, or of the nearest value around it."""
    for length in range(len(inside), -1, -1):
        if tuple(inside[:length]) in cells:
            return cells[tuple(inside[:length])]
    return cells[()]


@dataclass
class Book:
    """The sheets of a workbook, and what is wrong with them."""

    file: str
    sheets: Mapping[str, Sheet]
    faults: list[Fault] = field(default_factory=list[Fault])

    def rows(self, name: str, columns: Sequence[str] | None) -> list[Row] | None:
        """The filled rows of a sheet; None, and faults, if its heading is wrong.

        Args:
            name: Name of the sheet.
            columns: The columns that it must have and may have; any if None.
        """
        sheet = self.sheets.get(name)
        here = f"{self.file}, sheet {name}"
        if sheet is None or not sheet.rows:
            found = f"there is no sheet {name!r}"
            fix = suggestion(name, self.sheets) or "export the dossier again"
            self.faults.append(Fault(where=self.file, found=found, fix=fix))
            return None
        heading = ["" if c is None else str(c).strip() for c in sheet.rows[0]]
        while heading and not heading[-1]:
            heading.pop()
        if columns is not None and not self._heading_right(here, heading, columns):
            return None
        return [
            _row(here, heading, at, cells)
            for at, cells in enumerate(sheet.rows[1:], start=1)
            if any(cell is not None for cell in cells)
        ]

    def _heading_right(
        self, here: str, heading: Sequence[str], columns: Sequence[str]
    ) -> bool:
        lacking = [column for column in columns if column not in heading]
        count = len(self.faults)
        for at, name in enumerate(heading):
            if name not in columns:
                fix = suggestion(name, lacking or columns) or "remove the column"
                found = f"unknown column {name!r}"
            elif name in heading[:at]:
                found, fix = f"two columns {name!r}", "remove one of them"
            else:
                continue
            where = f"{here}, cell {cell_name(at, 0)}"
            self.faults.append(Fault(where=where, found=found, fix=fix))
        if lacking:
            self.faults.append(
                Fault(
                    where=f"{here}, cell A1",
                    found=f"there is no column {', '.join(lacking)}",
                    fix=f"head the sheet with {', '.join(columns)}",
                )
            )
        return len(self.faults) == count


def _row(here: str, heading: Sequence[str], at: int, cells: Sequence[Any]) -> Row:
    def where(column: str) -> str:
        place = heading.index(column) if column in heading else 0
        return f"{here}, cell {cell_name(place, at)}"

    kept = {
        name: cell
        for name, cell in zip(heading, cells, strict=False)
        if cell is not None
    }
    return Row(cells=kept, at=where)


@dataclass(frozen=True, kw_only=True)
class Value:
    """An entry as plain values, with the cell of each."""

    value: dict[str, Any]
    cells: dict[Inside, str]


def values_of(
    book: Book, name: str, kind: type[Entry], *, top: bool
) -> list[tuple[str, Value]] | None:
    """The rows of a sheet as (`OF`, value), with what stands in the sheets below."""
    below = sheets_below(kind)
    columns = (
        *(() if top else (OF,)),
        *((ID,) if below else ()),
        *columns_of(kind),
    )
    rows = book.rows(name, columns)
    inside = {
        path: _children(book, f"{name}.{path}", shape) for path, shape in below.items()
    }
    if rows is None:
        return None
    found: list[tuple[str, Value]] = []
    ids = {str(row.cells.get(ID, "")) for row in rows}
    for row in rows:
        made = _made(kind, row)
        own = str(row.cells.get(ID, ""))
        for path, shape in below.items():
            _hang(made, path, shape, inside[path].get(own, []))
        found.append((str(row.cells.get(OF, "")), made))
    for children in inside.values():
        for mark, rows_of in children.items():
            if mark not in ids:
                book.faults.append(
                    Fault(
                        where=rows_of[0][1].cells[()],
                        found=f"the sheet {name} has no row with the row id {mark!r}",
                        fix=suggestion(mark, ids)
                        or f"write a row id of {name} in `{OF}`",
                    )
                )
    return found


def _children(
    book: Book, name: str, shape: Shape
) -> dict[str, list[tuple[str, Value]]]:
    """The rows of a sheet below by `OF`, each with the key that it stands for."""
    found: dict[str, list[tuple[str, Value]]] = {}
    if shape.kind is None:
        return found
    if shape.form == "rows":
        for mark, value in values_of(book, name, shape.kind, top=False) or []:
            found.setdefault(mark, []).append(("", value))
        return found
    for row in book.rows(name, (OF, FOR, *columns_of(shape.kind))) or []:
        mark, key = (str(row.cells.get(column, "")) for column in (OF, FOR))
        same = found.setdefault(mark, [])
        if any(key == other for other, _ in same):
            book.faults.append(
                Fault(
                    where=row.at(FOR),
                    found=f"{key!r} stands twice for {mark!r}",
                    fix="keep one of the rows",
                )
            )
            continue
        same.append((key, _made(shape.kind, row)))
    return found


def _hang(
    made: Value, path: str, shape: Shape, children: list[tuple[str, Value]]
) -> None:
    """Put the rows of a sheet below into their entry."""
    if not children and not shape.required:
        return
    *above, last = path.split(".")
    here = made.value
    for step in above:
        here = here.setdefault(step, {})
    if shape.form == "map":
        here[last] = {key: one.value for key, one in children}
    else:
        here[last] = [one.value for _, one in children]
    for at, (key, one) in enumerate(children):
        step: str | int = key if shape.form == "map" else at
        for inside, cell in one.cells.items():
            made.cells[(*above, last, step, *inside)] = cell


def _made(kind: type[Entry], row: Row, prefix: str = "") -> Value:
    """An entry from the cells of a row; an empty cell is no value."""
    value: dict[str, Any] = {}
    first = next(iter(row.cells))
    cells: dict[Inside, str] = {(): row.at(first)}
    for shape in shapes_of(kind):
        column = f"{prefix}{shape.name}"
        if shape.form in {"rows", "map"}:
            continue
        if shape.form == "entry" and shape.kind is not None:
            inner = _made(shape.kind, row, f"{column}.")
            filled = any(cell.startswith(f"{column}.") for cell in row.cells)
            if filled or shape.required:
                value[shape.name] = inner.value
                cells |= {(shape.name, *k): v for k, v in inner.cells.items()}
            continue
        cells[shape.name,] = row.at(column)
        if column in row.cells:
            value[shape.name] = _read(shape, row.cells[column])
        elif shape.required and shape.nullable:
            value[shape.name] = None
        elif shape.required and shape.form != "value":
            value[shape.name] = {} if shape.form == "pairs" else []
    return Value(value=value, cells=cells)


def _read(shape: Shape, cell: Any) -> Any:
    if shape.form == "words":
        return str(cell).split()
    if shape.form == "lines":
        return str(cell).splitlines()
    if shape.form == "pairs":
        lines = [line.partition(":") for line in str(cell).splitlines() if line]
        return {key.strip(): _scalar(one.strip()) for key, _, one in lines}
    return cell


def _scalar(text: str) -> Any:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text

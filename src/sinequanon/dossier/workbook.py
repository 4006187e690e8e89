"""Spreadsheets as plain cells and back: the one door to openpyxl."""

import importlib
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sinequanon.errors import DossierError, OutputError

_WIDEST = 60
_LONGEST = 32_767
"""Characters that a cell can hold."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet's name and its cells, row by row; an empty cell is None."""

    name: str
    rows: tuple[tuple[Any, ...], ...]


def cell_name(column: int, row: int) -> str:
    """The name of a cell, both counted from 0.

    Example:
        >>> cell_name(0, 0), cell_name(27, 4)
        ('A1', 'AB5')
    """
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _openpyxl(error: type[DossierError] | type[OutputError], where: str) -> Any:
    try:
        return importlib.import_module("openpyxl")
    except ModuleNotFoundError:
        raise error.at(
            where,
            "spreadsheets need openpyxl, which is not installed",
            "install it: pip install 'sinequanon[xlsx]'",
        ) from None


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """The cells of a spreadsheet, sheet by sheet; a formula counts as its value.

    Raises:
        DossierError: If the file is missing or no workbook, or openpyxl is missing.
    """
    openpyxl = _openpyxl(DossierError, path.name)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or "it is no .xlsx workbook"
        raise DossierError.at(
            path.name, f"cannot be read: {reason}", "give a workbook saved as .xlsx"
        ) from error
    try:
        return tuple(
            Sheet(
                name=str(sheet.title),
                rows=tuple(
                    tuple(_plain(value) for value in row)
                    for row in sheet.iter_rows(values_only=True)
                ),
            )
            for sheet in book.worksheets
        )
    finally:
        book.close()


def _plain(value: Any) -> Any:
    """A cell as text, number, truth or None; a day that was made a date as its text."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value if value.strip() else None
    return value


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets as a workbook, whole or not at all.

    The first row of a sheet is its heading and stays in sight. Text is written as
    text, so that no date or formula is made of it.

    Raises:
        OutputError: If the file cannot be written, or openpyxl is missing.
    """
    openpyxl = _openpyxl(OutputError, path.name)
    fonts = importlib.import_module("openpyxl.styles")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        widths: dict[int, int] = {}
        for at, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is None:
                    continue
                cell = page.cell(row=at, column=column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.number_format = "@"
                if at == 1:
                    cell.font = fonts.Font(bold=True)
                wide = min(_WIDEST, len(str(value)) + 2)
                widths[column] = max(widths.get(column, 8), wide)
        for column, width in widths.items():
            letter = cell_name(column - 1, 0).rstrip("1")
            page.column_dimensions[letter].width = width
    target = path.resolve()
    temporary = target.parent / f".{target.name[:200]}.{os.getpid()}.partial"
    try:
        book.save(temporary)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError.at(
            str(path),
            f"cannot be written: {error.strerror or error}",
            "name a file in a folder that exists and that you may write to",
        ) from error

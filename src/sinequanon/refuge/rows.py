"""Rows of a set's CSV files, each with the file and line that it stands on."""

import csv
import datetime
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sinequanon.errors import Fault, RecordError

_FOLDERS = ("input_csv", "source_data")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a file: where it stands (`file:line`) and its cells, stripped."""

    where: str
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The cell at this index; empty where the line is shorter."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was met while a set was read: faults end the reading, notes are told."""

    faults: list[Fault] = field(default_factory=list[Fault])
    notes: list[str] = field(default_factory=list[str])

    def fault(self, where: str, found: str, fix: str) -> None:
        """Add a fault; the reading goes on, so that all are told at once."""
        self.faults.append(Fault(where=where, found=found, fix=fix))

    def note(self, text: str) -> None:
        """Add a note, unless it has been made."""
        if text not in self.notes:
            self.notes.append(text)


@dataclass(frozen=True, kw_only=True)
class Files:
    """The CSV files of one set by their names inside it, and what to call the set."""

    label: str
    content: Mapping[str, bytes]

    def rows(self, name: str, findings: Findings) -> list[Row]:
        """Lines of a file that are neither empty nor comments (`#`)."""
        return [one for one in self.lines(name, findings) if one.cell(0)[:1] != "#"]

    def lines(self, name: str, findings: Findings) -> list[Row]:
        """Lines of a file, comments too; none where the file cannot be read."""
        where = f"{self.label}/{name}"
        content = self.content.get(name)
        if content is None:
            findings.fault(
                where, "the file is missing", "add it, or name the right folder"
            )
            return []
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("latin-1")
            findings.note(f"{name} is not UTF-8 and was read as Latin-1")
        reader = csv.reader(io.StringIO(text, newline=""))
        found: list[Row] = []
        try:
            for cells in reader:
                stripped = tuple(cell.strip() for cell in cells)
                if any(stripped):
                    found.append(
                        Row(where=f"{where}:{reader.line_num}", cells=stripped)
                    )
        except csv.Error as error:
            findings.fault(
                f"{where}:{reader.line_num}", f"not CSV ({error})", "mend the line"
            )
        return found


def files_of(folder: Path) -> Files:
    """The CSV files of a folder in Flee's layout: `input_csv` and `source_data`.

    Raises:
        RecordError: If there is no such folder, or a part of it is missing.
    """
    if not folder.is_dir():
        raise RecordError.at(
            str(folder), "there is no such folder", "name a folder in Flee's layout"
        )
    faults = [
        Fault(
            where=str(folder / part),
            found="the folder is missing",
            fix="Flee's layout has input_csv/ and source_data/",
        )
        for part in _FOLDERS
        if not (folder / part).is_dir()
    ]
    if faults:
        raise RecordError(faults)
    content = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in _FOLDERS
        for path in sorted((folder / part).rglob("*"))
        if path.is_file() and path.suffix.lower() == ".csv"
    }
    return Files(label=str(folder), content=content)


def files_in(archive: bytes, label: str) -> Files:
    """The CSV files of a shipped set, which is one zip."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        content = {
            name: packed.read(name)
            for name in sorted(packed.namelist())
            if name.endswith(".csv")
        }
    return Files(label=label, content=content)


def number(text: str) -> float | None:
    """A finite number, or None; blanks and marks of thousands are not numbers."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def date_of(text: str) -> datetime.date | None:
    """A date written year-month-day, also without leading zeros; None if it is none."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    try:
        return datetime.date(*(int(part) for part in parts))
    except ValueError:
        return None

"""Add a table to the user's own: read, recognise, check, keep; or change nothing."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.intake.casting import cast_sheet, known_columns
from sinequanon.record.intake.checks import MARK, check_table
from sinequanon.record.intake.findings import Findings
from sinequanon.record.intake.recognition import (
    name_of,
    recognise,
    renamed,
    version_of,
)
from sinequanon.record.intake.sheets import Sheet, read_sheet
from sinequanon.record.store import Stored, keep, stored_tables
from sinequanon.record.tables import load

_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")


@dataclass(frozen=True, kw_only=True)
class Added:
    """What was kept; `new` is False if the same content was there already."""

    stored: Stored
    new: bool


def add_file(
    path: str | Path,
    *,
    today: datetime.date,
    name: str | None = None,
    kind: str | None = None,
    version: str | None = None,
    delimiter: str = ",",
    replace: bool = False,
    folder: str | Path | None = None,
) -> Added:
    """A file's table, checked and kept as one of the user's own.

    Args:
        path: CSV, a zip that holds one, or Parquet.
        today: The day of adding; events after it are faults.
        name: What to call it; by default its kind and version, as `ged_251`.
        kind: A name of `KINDS`; by default it is told by the columns.
        version: By default from a column `version` or the name of the file.
        delimiter: Between the columns of a CSV file, one character.
        replace: Take the place of a table with the same name.
        folder: Of the store; by default `store_folder()`.

    Raises:
        RecordError: With every fault of the file; nothing has changed then.
        OutputError: If the store cannot be written to.
    """
    if len(delimiter) != 1 or not delimiter.isascii():
        raise RecordError(
            [
                Fault(
                    where="--delimiter",
                    found=f"{delimiter!r} is not one character",
                    fix="give one, such as ';'",
                )
            ]
        )
    _check_name(name)
    sheet = read_sheet(path, delimiter)
    return add_sheet(
        sheet,
        file=Path(path).name,
        today=today,
        name=name,
        kind=kind,
        version=version,
        replace=replace,
        folder=folder,
    )


def add_sheet(
    sheet: Sheet,
    *,
    file: str,
    today: datetime.date,
    name: str | None,
    kind: str | None,
    version: str | None,
    replace: bool,
    folder: str | Path | None,
) -> Added:
    """A sheet's table, checked and kept; see `add_file`."""
    meant = recognise(sheet, kind)
    version = version or version_of(sheet, meant, file)
    name = name or name_of(meant, version)
    _check_name(name)
    for stored in stored_tables(folder):
        same = (stored.name, stored.kind, stored.version, stored.source_sha256)
        if same == (name, meant.name, version, sheet.sha256):
            return Added(stored=stored, new=False)
    found = Findings(sheet)
    names = renamed(sheet, meant)
    frame = cast_sheet(found, meant, names)
    frame = check_table(found, frame, meant, today)
    found.stop()
    known = known_columns(meant)
    more = [one for one in frame.columns if one not in known and one != MARK]
    if more and not meant.numbers:
        found.note(f"columns that are not known, kept as text: {', '.join(more)}")
    if lacking := [one for one in known if one not in frame.columns]:
        found.note(f"columns that this file does not have: {', '.join(lacking)}")
    _note_candidates(found, frame)
    facts = Stored(
        name=name,
        kind=meant.name,
        version=version,
        file="",
        sha256="",
        rows=0,
        marked=int(frame[MARK].sum()) if MARK in frame.columns else 0,
        added=today.isoformat(),
        source_file=file,
        source_sha256=sheet.sha256,
        terms=meant.terms,
        notes=tuple(found.notes),
    )
    kept = keep(
        _as_shipped(frame, meant.shipped), facts, replace=replace, folder=folder
    )
    return Added(stored=kept, new=True)


def _as_shipped(frame: pl.DataFrame, shipped: str | None) -> pl.DataFrame:
    """The table with its columns named as in the shipped table of its kind."""
    if shipped is None:
        return frame
    names = {one.strip().lower(): one for one in load(shipped).columns}
    return frame.rename({one: names.get(one, one) for one in frame.columns})


def _note_candidates(found: Findings, frame: pl.DataFrame) -> None:
    """Say what a reader of UCDP's candidate events must know."""
    if "code_status" in frame.columns:
        open_rows = frame.filter(pl.col("code_status") != "Clear").height
        if open_rows:
            share = 100 * open_rows / frame.height
            found.note(
                f"{open_rows:,} rows ({share:.0f} %) have a code_status that is not "
                "'Clear': candidate events, which UCDP revises"
            )


def _check_name(name: str | None) -> None:
    if name is not None and _NAME.fullmatch(name) is None:
        found = f"{name!r} is no name for a table"
        fix = "use small letters, digits and _, a letter first"
        raise RecordError([Fault(where="--name", found=found, fix=fix)])

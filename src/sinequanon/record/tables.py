"""The shipped tables, each checked against the catalog before it is used."""

import functools
import hashlib
import io
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.entries import CatalogEntry, catalog, data_folder, entry_of
from sinequanon.record.store import read_stored, stored_tables

Series = Literal["shipped", "own"]
"""Whose table is meant: the record's, or one that the user added."""

_FIX = "install sinequanon again, or put the file back as it was shipped"


def load(
    name: str, series: Series = "shipped", *, folder: str | Path | None = None
) -> pl.DataFrame:
    """A table by name, read once a process and checked.

    The shipped record is meant unless `series="own"` asks for what the user added by
    `sinequanon data add`; neither ever stands in for the other, even under one name.
    The checksum and the rows are compared with what the file holds, and for a shipped
    table the sums of the catalog. Each GED release is a table of its own: two share ids
    whose figures differ, so they are never joined into one series.

    Args:
        name: A name of `catalog()` whose file is a table; or of `stored_tables()`.
        series: `"shipped"` or `"own"`.
        folder: Of the user's own tables; by default `store_folder()`.

    Raises:
        RecordError: If there is no such table, or its file is missing, damaged or
            not the one that was shipped or added.
    """
    if series == "own":
        return read_stored(name, folder)
    if all(entry.name != name for entry in catalog()) and any(
        stored.name == name for stored in stored_tables(folder)
    ):
        raise RecordError.at(
            "",
            f"the record ships no {name!r}, but you have added one",
            f'ask for it by load("{name}", series="own")',
        )
    return _shipped(name)


@functools.cache
def _shipped(name: str) -> pl.DataFrame:
    """A shipped table by name."""
    entry = entry_of(name)
    if not entry.file.endswith(".parquet"):
        raise RecordError.at(
            entry.file,
            f"{name!r} is a map or an archive and not a table",
            "use locate, subdistricts or shipped_bytes",
        )
    return read_table(entry, data_folder() / entry.file)


def read_bytes(entry: CatalogEntry, file: Traversable) -> tuple[bytes, list[Fault]]:
    """A file's bytes, and a fault if they are not those that were shipped.

    Raises:
        RecordError: If the file cannot be read at all.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise RecordError.at(
            entry.file, f"the file of {entry.name!r} is missing ({error})", _FIX
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found == entry.sha256:
        return content, []
    text = f"sha256 is {found[:12]}…, the catalog says {entry.sha256[:12]}…"
    return content, [Fault(where=entry.file, found=text, fix=_FIX)]


def shipped_bytes(name: str) -> bytes:
    """A shipped file by name, as it lies, once its checksum has been compared.

    Raises:
        RecordError: If there is no such file, or it is missing or damaged.
    """
    entry = entry_of(name)
    content, faults = read_bytes(entry, data_folder() / entry.file)
    if faults:
        raise RecordError(faults)
    return content


def read_table(entry: CatalogEntry, file: Traversable) -> pl.DataFrame:
    """The table in a file, after every check that its catalog entry names.

    Raises:
        RecordError: If the file is missing, damaged or foreign; all faults at once.
    """
    content, faults = read_bytes(entry, file)
    try:
        frame = pl.read_parquet(io.BytesIO(content))
    # Polars gives up by a panic on some damaged files, which is no PolarsError.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        first = str(error).strip().splitlines()[0]
        text = f"not a readable Parquet file ({first})"
        raise RecordError(
            [*faults, Fault(where=entry.file, found=text, fix=_FIX)]
        ) from error
    if frame.height != entry.rows:
        text = f"{frame.height:,} rows, the catalog says {entry.rows:,}"
        faults.append(Fault(where=entry.file, found=text, fix=_FIX))
    for column, expected in entry.sums.items():
        if column not in frame.columns:
            text = f"no column {column!r}"
        elif not frame.schema[column].is_numeric():
            text = f"column {column!r} holds no numbers"
        elif (total := round(frame[column].sum())) != expected:
            text = f"{column} sums to {total:,}, the catalog says {expected:,}"
        else:
            continue
        faults.append(Fault(where=entry.file, found=text, fix=_FIX))
    if faults:
        raise RecordError(faults)
    return frame

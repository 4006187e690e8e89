"""Read a table of the user's own, checked; and check all of them."""

import functools
import hashlib
import io
from pathlib import Path

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.store.folder import store_folder
from sinequanon.record.store.index import Stored, stored_table, stored_tables

_FIX = "add its source again with --replace, or remove it"


def read_stored(name: str, folder: str | Path | None = None) -> pl.DataFrame:
    """A table of the user's own by name, its checksum and rows compared first.

    The last four tables are kept in memory, each by its checksum.

    Raises:
        RecordError: If there is no such table, or its file is missing or damaged.
    """
    stored = stored_table(name, folder)
    return _read(store_folder(folder) / stored.file, stored.sha256, stored.rows)


@functools.lru_cache(maxsize=4)
def _read(path: Path, sha256: str, rows: int) -> pl.DataFrame:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError.at(
            str(path), f"the file cannot be read ({error.strerror})", _FIX
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        text = f"sha256 is {found[:12]}…, the index says {sha256[:12]}…"
        raise RecordError.at(str(path), text, _FIX)
    frame = pl.read_parquet(io.BytesIO(content))
    if frame.height != rows:
        text = f"{frame.height:,} rows, the index says {rows:,}"
        raise RecordError.at(str(path), text, _FIX)
    return frame


def check_store(folder: str | Path | None = None) -> tuple[Fault, ...]:
    """Every fault of the store: files missing, damaged, or named by no index.

    Raises:
        RecordError: If the index itself is damaged.
    """
    home = store_folder(folder)
    tables = stored_tables(home)
    faults: list[Fault] = []
    for stored in tables:
        faults.extend(_faults_of(home, stored))
    named = {stored.file for stored in tables}
    strays = [*home.glob("*.parquet"), *home.glob(".part-*")] if home.is_dir() else []
    faults.extend(
        Fault(
            where=str(path),
            found="a file that the index does not name, left by an interruption",
            fix="delete it",
        )
        for path in sorted(strays)
        if path.name not in named
    )
    return tuple(faults)


def _faults_of(home: Path, stored: Stored) -> tuple[Fault, ...]:
    try:
        # Past the cache: a check looks at the disk.
        _read.__wrapped__(home / stored.file, stored.sha256, stored.rows)
    except RecordError as error:
        return error.faults
    return ()

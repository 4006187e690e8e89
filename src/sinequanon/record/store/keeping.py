"""Keep a table, or remove one; the store changes in one step or not at all."""

import dataclasses
import hashlib
import io
from pathlib import Path

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.store.folder import alone, store_folder, write_whole
from sinequanon.record.store.index import Stored, stored_tables, write_index


def keep(
    frame: pl.DataFrame,
    facts: Stored,
    *,
    replace: bool = False,
    folder: str | Path | None = None,
) -> Stored:
    """The facts of a table that is now in the store.

    The file is named by its own checksum and is in place before the index names it, so
    an interruption at any moment leaves the store as it was.

    Args:
        frame: What to keep.
        facts: What is known of it; `file`, `sha256` and `rows` are filled in here.
        replace: Take the place of a table with the same name.
        folder: Of the store.

    Raises:
        RecordError: If the name is taken and `replace` is not given.
        OutputError: If the folder cannot be written to.
    """
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=1)
    content = buffer.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    stored = dataclasses.replace(
        facts,
        file=f"{facts.name}-{digest[:12]}.parquet",
        sha256=digest,
        rows=frame.height,
    )
    home = store_folder(folder)
    with alone(home):
        before = stored_tables(home)
        taken = [one for one in before if one.name == stored.name]
        if taken and not replace:
            raise name_taken(taken[0])
        path = home / stored.file
        new = not path.exists()
        write_whole(path, content)
        try:
            write_index(home, (*(one for one in before if one not in taken), stored))
        except BaseException:
            if new:
                path.unlink(missing_ok=True)
            raise
        for one in taken:
            if one.file != stored.file:
                (home / one.file).unlink(missing_ok=True)
    return stored


def name_taken(stored: Stored) -> RecordError:
    """The error of adding a table under a name that another one has."""
    found = (
        f"there is a table {stored.name!r} already, of {stored.source_file} "
        f"(added {stored.added})"
    )
    fix = "give another name by --name, or --replace it"
    return RecordError([Fault(where="--name", found=found, fix=fix)])


def remove_stored(
    names: tuple[str, ...], folder: str | Path | None = None
) -> tuple[Stored, ...]:
    """The tables that were removed; all that are named, or none.

    Raises:
        RecordError: If a name is not in the store; one fault for each.
        OutputError: If the folder cannot be written to.
    """
    home = store_folder(folder)
    _check_names(names, stored_tables(home))
    with alone(home):
        before = stored_tables(home)
        _check_names(names, before)
        gone = tuple(one for one in before if one.name in names)
        write_index(home, tuple(one for one in before if one not in gone))
        for one in gone:
            (home / one.file).unlink(missing_ok=True)
    return gone


def _check_names(names: tuple[str, ...], tables: tuple[Stored, ...]) -> None:
    known = [one.name for one in tables]
    faults = [
        Fault(
            where="NAME",
            found=f"your own data hold no {name!r}",
            fix=f"use one of their names: {', '.join(known) or 'none yet'}",
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise RecordError(faults)

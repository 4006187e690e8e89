"""The index of the store: one line of facts for each table of the user's own."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sinequanon.errors import Fault, RecordError
from sinequanon.record.store.folder import store_folder, write_whole

INDEX = "index.json"
_FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One table of the user's own.

    `sha256` is that of the stored Parquet file, `source_sha256` that of what was added.
    `added` is a date, `YYYY-MM-DD`. `marked` counts rows that were kept though their
    figures contradict each other; `notes` say what else was seen.
    """

    name: str
    kind: str
    version: str
    file: str
    sha256: str
    rows: int
    marked: int
    added: str
    source_file: str
    source_sha256: str
    terms: str
    notes: tuple[str, ...] = ()


def stored_tables(folder: str | Path | None = None) -> tuple[Stored, ...]:
    """Every table of the store, sorted by name; none if there is no store yet.

    Raises:
        RecordError: If the index is damaged.
    """
    path = store_folder(folder) / INDEX
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(path, str(error)) from error
    try:
        told: dict[str, Any] = json.loads(content)
        if told["format"] != _FORMAT:
            raise RecordError.at(
                str(path),
                f"the index has format {told['format']}, this version reads {_FORMAT}",
                "use a newer sinequanon, or name another folder",
            )
        rows: list[dict[str, Any]] = told["tables"]
        for row in rows:
            row["notes"] = tuple(row["notes"])
        return tuple(_sound(Stored(**row)) for row in rows)
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(path, str(error)) from error


def stored_table(name: str, folder: str | Path | None = None) -> Stored:
    """The facts of one table of the store.

    Raises:
        RecordError: If there is no such table, or the index is damaged.
    """
    every = stored_tables(folder)
    for stored in every:
        if stored.name == name:
            return stored
    names = ", ".join(stored.name for stored in every) or "none yet"
    raise RecordError.at(
        str(store_folder(folder)),
        f"your own data hold no {name!r}",
        f"use one of its names ({names}), or add a file by `sinequanon data add FILE`",
    )


def write_index(folder: Path, tables: tuple[Stored, ...]) -> None:
    """Write the index; this is the moment at which a change counts."""
    rows = [asdict(one) for one in sorted(tables, key=lambda one: one.name)]
    told = {"format": _FORMAT, "tables": rows}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    write_whole(folder / INDEX, text.encode())


def _sound(stored: Stored) -> Stored:
    """The same facts, if they have the right types and name a file of this folder."""
    for field, kind in Stored.__annotations__.items():
        wanted = {str: str, int: int}.get(kind, tuple)
        if not isinstance(getattr(stored, field), wanted):
            raise TypeError(f"{field} of {stored.name!r} is not of its type")
    if Path(stored.file).name != stored.file:
        raise ValueError(f"{stored.file!r} is not a file of the store")
    return stored


def _damaged(path: Path, why: str) -> RecordError:
    found = f"the index of your own data cannot be read ({why})"
    fix = "put back a copy, or delete the folder and add the files again"
    return RecordError([Fault(where=str(path), found=found, fix=fix)])

"""The catalog of the shipped record: each file's source, licence and check figures."""

import functools
import importlib.resources
import json
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from sinequanon.errors import RecordError


@dataclass(frozen=True, kw_only=True)
class CatalogEntry:
    """One shipped file: what it is, whose it is, and the figures it must show.

    `rows` are rows of a table or features of a map; `sums` are whole-file sums of the
    named columns, rounded to whole numbers, missing values left out. `part` says what
    uses the file: `record` for what answers stand on, `displacement` for the sets that
    displacement is scored on.
    """

    name: str
    file: str
    title: str
    version: str
    source: str
    licence: str
    citation: str
    sha256: str
    rows: int
    sums: dict[str, int] = field(default_factory=dict[str, int])
    part: str = "record"


def data_folder() -> Traversable:
    """The folder of the shipped record inside the installed package."""
    return importlib.resources.files("sinequanon") / "data"


@functools.cache
def catalog() -> tuple[CatalogEntry, ...]:
    """Every file of the shipped record, in the order of `data/catalog.json`.

    Raises:
        RecordError: If the catalog is missing or cannot be read.
    """
    file = data_folder() / "catalog.json"
    try:
        rows: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
        return tuple(CatalogEntry(**row) for row in rows)
    except (OSError, ValueError, TypeError) as error:
        raise RecordError.at(
            "catalog.json",
            f"the catalog of the record cannot be read ({error})",
            "install sinequanon again",
        ) from error


def entry_of(name: str) -> CatalogEntry:
    """The catalog entry with this name.

    Raises:
        RecordError: If no file of the record has that name.
    """
    for entry in catalog():
        if entry.name == name:
            return entry
    names = ", ".join(entry.name for entry in catalog())
    raise RecordError.at(
        "", f"the record holds no {name!r}", f"use one of its names: {names}"
    )

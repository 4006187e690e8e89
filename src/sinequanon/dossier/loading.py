"""Loading: a dossier by key or path, at one of its starts, checked, or all its faults.

A dossier tells of one start. Folders `starts/YYYY-MM` beside its files tell of others:
a file there stands in for the dossier's file of the same name.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from sinequanon.dossier.crosschecks import cross_faults
from sinequanon.dossier.layout import FILES, LISTS, TABLES, WAR_FILE
from sinequanon.dossier.overlays import Overlays, read_overlays
from sinequanon.dossier.reading import Files, read_files
from sinequanon.dossier.schema import Dossier, War
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import suggestion
from sinequanon.errors import DossierError, Fault

_SHIPPED = Path(__file__).parent.parent / "wars"


def available() -> tuple[str, ...]:
    """The keys of the dossiers that come with the package, sorted.

    Example:
        >>> "syria" in available()
        True
    """
    return tuple(sorted(path.parent.name for path in _SHIPPED.glob(f"*/{WAR_FILE}")))


def folder_of(key_or_path: str | Path) -> Path:
    """The folder of a dossier: that of a shipped key, else the path itself."""
    text = str(key_or_path)
    return _SHIPPED / text if text in available() else Path(key_or_path)


@dataclass(frozen=True, kw_only=True)
class StartRow:
    """A month that a war can be taken up at, and how well its map is known.

    `dated`, `reported` and `inferred` count places by the support of their holder and
    sum to all places; `disputed` counts places where sources differ or none has half.
    """

    key: str
    """The month, as `2013-04`."""
    replaced: tuple[str, ...]
    """Files that are the start's own; none for the dossier's own start."""
    dated: int
    reported: int
    inferred: int
    disputed: int


def starts(key_or_path: str | Path) -> tuple[StartRow, ...]:
    """The starts of a dossier in order of time, its own among them.

    Args:
        key_or_path: The key of a shipped dossier, or the path of a folder.

    Raises:
        DossierError: With every fault of every start, if there is any.

    Example:
        >>> [row.key for row in starts("syria")]
        ['2011-03', '2013-04', '2015-09', '2016-03']
    """
    rows: list[StartRow] = []
    for start, replaced in _overlays(key_or_path).by_start.items():
        dossier = load(key_or_path, start=start)
        supports = [holding.support for holding in dossier.holdings]
        rows.append(
            StartRow(
                key=start,
                replaced=tuple(sorted(replaced)),
                dated=supports.count("dated"),
                reported=supports.count("reported"),
                inferred=supports.count("inferred"),
                disputed=sum(holding.disputed for holding in dossier.holdings),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.key))


def load(key_or_path: str | Path, *, start: str | None = None) -> Dossier:
    """A war as sources tell it: every file, checked against every other.

    Args:
        key_or_path: The key of a shipped dossier, or the path of a folder.
        start: The month that the war is taken up at, as `2013-04`; the dossier's own
            if left out.

    Raises:
        DossierError: With every fault of every file, if there is any, or if the
            dossier has no such start.
    """
    overlays = _overlays(key_or_path)
    if start is not None and start not in overlays.by_start:
        known = ", ".join(sorted(overlays.by_start))
        raise DossierError.at(
            overlays.label,
            f"there is no start {start!r}",
            f"use one of {known}" if known else "correct war.yaml",
        )
    replaced: Mapping[str, str] = {}
    if start is not None:
        replaced = overlays.by_start[start]
    files = _files(overlays, replaced)
    faults = _in_order([*overlays.faults, *_faults(files)])
    if faults:
        raise DossierError(faults)
    entries: dict[str, Any] = {
        section: tuple(row.entry for row in rows)
        for section, rows in files.entries.items()
    }
    war = entries.pop("war")[0]
    digest = _digest(files.texts, replaced)
    # Every entry has been validated by itself, so the whole is not validated again.
    return Dossier.model_construct(war=war, sha256=digest, **entries)


def check(key_or_path: str | Path) -> tuple[Fault, ...]:
    """Every fault of a dossier's files, in order of file and line; empty if none.

    Every start is checked with the files that it shares with the dossier.

    Args:
        key_or_path: The key of a shipped dossier, or the path of a folder.
    """
    try:
        overlays = _overlays(key_or_path)
    except DossierError as error:
        return error.faults
    found = dict.fromkeys([*overlays.faults, *_faults(_files(overlays, {}))])
    for replaced in overlays.by_start.values():
        if replaced:
            found |= dict.fromkeys(_faults(_files(overlays, replaced)))
    return tuple(_in_order(found))


def json_schema() -> dict[str, Any]:
    """One JSON Schema for the files of a dossier (draft 2020-12).

    `properties` has one row for each file; shapes stand in `$defs`. A CSV file is
    described as the list of its rows.
    """
    kinds: list[type[Entry]] = [War]
    for lists in LISTS.values():
        kinds.extend(lists.values())
    kinds.extend(kind for _, kind in TABLES.values())
    references, document = models_json_schema(
        [(kind, "validation") for kind in kinds], title="A dossier of a war"
    )
    at = {kind: references[kind, "validation"] for kind in kinds}
    properties: dict[str, Any] = {WAR_FILE: at[War]}
    for name, lists in LISTS.items():
        properties[name] = {
            "type": "object",
            "properties": {
                key: {"type": "array", "items": at[kind]} for key, kind in lists.items()
            },
            "required": list(lists),
            "additionalProperties": False,
        }
    for name, (_, kind) in TABLES.items():
        properties[name] = {"type": "array", "items": at[kind]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document,
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "required": list(FILES),
        "additionalProperties": False,
    }


def _overlays(key_or_path: str | Path) -> Overlays:
    text = str(key_or_path)
    if isinstance(key_or_path, str) and text in available():
        return read_overlays(_SHIPPED / text, f"wars/{text}")
    folder = Path(key_or_path)
    if not folder.is_dir():
        known = available()
        raise DossierError(
            [
                Fault(
                    where="",
                    found=f"there is no dossier and no folder {text!r}",
                    fix=suggestion(text, known) or "give the path of a dossier",
                )
            ]
        )
    return read_overlays(folder, folder.as_posix())


def _files(overlays: Overlays, replaced: Mapping[str, str]) -> Files:
    files = read_files(overlays.folder, overlays.label, replaced)
    files.keys["starts"] = set(overlays.by_start)
    return files


def _faults(files: Files) -> tuple[Fault, ...]:
    return tuple(_in_order([*files.faults, *cross_faults(files)]))


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    def place(fault: Fault) -> tuple[str, int]:
        file, _, line = fault.where.rpartition(":")
        return (file, int(line)) if line.isdigit() else (fault.where, 0)

    return sorted(faults, key=place)


def _digest(texts: Mapping[str, bytes], replaced: Mapping[str, str]) -> str:
    """Digest of all files by path, length and content, so none can pass for two."""
    digest = hashlib.sha256()
    for name in FILES:
        path = replaced.get(name, name)
        content = texts[path]
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()

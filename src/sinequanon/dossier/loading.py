"""Loading: a dossier by key or path, whole and checked, or all its faults."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from sinequanon.dossier.crosschecks import cross_faults
from sinequanon.dossier.layout import FILES, LISTS, TABLES, WAR_FILE
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


def load(key_or_path: str | Path) -> Dossier:
    """A war as sources tell it: every file, checked against every other.

    Args:
        key_or_path: The key of a shipped dossier, or the path of a folder.

    Raises:
        DossierError: With every fault of every file, if there is any.
    """
    files = _files(key_or_path)
    faults = _faults(files)
    if faults:
        raise DossierError(faults)
    entries: dict[str, Any] = {
        section: tuple(row.entry for row in rows)
        for section, rows in files.entries.items()
    }
    war = entries.pop("war")[0]
    # Every entry has been validated by itself, so the whole is not validated again.
    return Dossier.model_construct(war=war, sha256=_digest(files.texts), **entries)


def check(key_or_path: str | Path) -> tuple[Fault, ...]:
    """Every fault of a dossier's files, in order of file and line; empty if none.

    Args:
        key_or_path: The key of a shipped dossier, or the path of a folder.
    """
    try:
        files = _files(key_or_path)
    except DossierError as error:
        return error.faults
    return _faults(files)


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


def _files(key_or_path: str | Path) -> Files:
    text = str(key_or_path)
    if isinstance(key_or_path, str) and text in available():
        return read_files(_SHIPPED / text, f"wars/{text}")
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
    return read_files(folder, folder.as_posix())


def _faults(files: Files) -> tuple[Fault, ...]:
    return tuple(_in_order([*files.faults, *cross_faults(files)]))


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    def place(fault: Fault) -> tuple[str, int]:
        file, _, line = fault.where.rpartition(":")
        return (file, int(line)) if line.isdigit() else (fault.where, 0)

    return sorted(faults, key=place)


def _digest(texts: dict[str, bytes]) -> str:
    """Digest of all files by name, length and content, so none can pass for two."""
    digest = hashlib.sha256()
    for name in FILES:
        content = texts[name]
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()

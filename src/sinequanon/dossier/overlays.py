"""Other months that a dossier's war can be taken up at: which files each replaces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sinequanon.dossier.dates import day_of
from sinequanon.dossier.layout import OVERLAID, STARTS_FOLDER, WAR_FILE
from sinequanon.dossier.yamltext import Text, read_text
from sinequanon.errors import Fault

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class Overlays:
    """The starts of a dossier, and what is wrong with their folders."""

    folder: Path
    label: str
    """How to name the folder in faults, such as `wars/syria`."""
    by_start: Mapping[str, Mapping[str, str]]
    """For each start, its own among them, the path of each file that it replaces."""
    faults: tuple[Fault, ...]


def read_overlays(folder: Path, label: str) -> Overlays:
    """The starts that a dossier's folder holds.

    The dossier's own start is the month of its war.yaml, and replaces nothing; it is
    missing where that file does not say.

    Args:
        folder: The folder of the dossier.
        label: How to name the folder in faults.
    """
    by_start: dict[str, Mapping[str, str]] = {}
    faults: list[Fault] = []
    own = _month_told(folder / WAR_FILE)[0]
    if own is not None:
        by_start[own] = {}
    home = folder / STARTS_FOLDER
    for path in _visible(home):
        where = f"{label}/{STARTS_FOLDER}/{path.name}"
        if not path.is_dir() or not _MONTH.fullmatch(path.name):
            faults.append(
                Fault(
                    where=where,
                    found=f"{path.name!r} is no folder of a month",
                    fix="name a folder for each start, as 2013-04",
                )
            )
            continue
        if path.name == own:
            faults.append(
                Fault(
                    where=where,
                    found=f"the dossier itself starts in {own}",
                    fix="remove the folder",
                )
            )
            continue
        named = {
            child.name: f"{STARTS_FOLDER}/{path.name}/{child.name}"
            for child in _visible(path)
        }
        faults.extend(_refused(where, named))
        faults.extend(_misdated(path, where))
        by_start[path.name] = {
            name: inner for name, inner in named.items() if name in OVERLAID
        }
    return Overlays(folder=folder, label=label, by_start=by_start, faults=tuple(faults))


def _visible(folder: Path) -> list[Path]:
    """What lies in a folder in order of name, without what systems hide there."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _refused(where: str, named: Mapping[str, str]) -> list[Fault]:
    """Files that a start may not replace."""
    known = ", ".join(sorted(OVERLAID))
    return [
        Fault(
            where=f"{where}/{name}",
            found=f"a start does not replace {name}",
            fix=f"keep it with the dossier; a start may have {known}",
        )
        for name in named
        if name not in OVERLAID
    ]


def _misdated(path: Path, where: str) -> list[Fault]:
    """A start's war.yaml that is missing, or starts in another month."""
    if not (path / WAR_FILE).is_file():
        return [
            Fault(
                where=f"{where}/{WAR_FILE}",
                found="the file is missing",
                fix=f"add {WAR_FILE} with the start {path.name}",
            )
        ]
    month, text = _month_told(path / WAR_FILE)
    if month in (None, path.name):
        return []
    return [
        Fault(
            where=f"{where}/{WAR_FILE}:{text.line(('start',))}",
            found=f"the war starts in {month}, its folder is named {path.name}",
            fix="make the two the same month",
        )
    ]


def _month_told(path: Path) -> tuple[str | None, Text]:
    """The month in which a war.yaml starts, or None; its faults are told elsewhere."""
    try:
        text = read_text(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None, Text(value=None, lines={}, problems=())
    top: Any = text.value
    if not isinstance(top, dict):
        return None, text
    fields = cast(dict[str, Any], top)
    try:
        day = day_of(str(fields.get("start")))
    except ValueError:
        return None, text
    return f"{day.year:04d}-{day.month:02d}", text

"""Which kind of table a sheet is, by its columns; and its version, by its name."""

import difflib
import re

from sinequanon.errors import Fault, RecordError
from sinequanon.record.intake.kinds import KINDS, Kind
from sinequanon.record.intake.sheets import Sheet

_NEAR = 0.5
"""Share of a kind's needed columns from which a sheet is taken to be meant as it."""
_NOT_STATED = "not stated"


def renamed(sheet: Sheet, kind: Kind) -> dict[str, str]:
    """Columns of a sheet that have another name in this kind, and that name."""
    names = set(sheet.frame.columns)
    return {
        old: new
        for old, new in kind.renamed.items()
        if old in names and new not in names
    }


def recognise(sheet: Sheet, asked: str | None = None) -> Kind:
    """The kind of a sheet.

    Args:
        sheet: What was read.
        asked: The kind that the user says it is.

    Raises:
        RecordError: If it is of no kind; if it comes near one, every missing column
            is named with the column that may have taken its place.
    """
    if asked is not None:
        if asked not in KINDS:
            known = ", ".join(KINDS)
            fix = f"use one of: {known}"
            text = f"there is no kind {asked!r}"
            raise RecordError([Fault(where="--kind", found=text, fix=fix)])
        kind = KINDS[asked]
        if missing := _missing(sheet, kind):
            raise RecordError([_lacks(sheet, kind, missing)])
        return kind
    whole = [kind for kind in KINDS.values() if not _missing(sheet, kind)]
    if whole:
        return max(whole, key=lambda kind: len(kind.needed))
    nearest = max(KINDS.values(), key=lambda kind: _share(sheet, kind))
    if _share(sheet, nearest) >= _NEAR and len(nearest.needed) > 2:
        raise RecordError([_lacks(sheet, nearest, _missing(sheet, nearest))])
    names = sheet.frame.columns
    shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    titles = "; ".join(f"{kind.name}: {kind.title}" for kind in KINDS.values())
    raise RecordError(
        [
            Fault(
                where=_header_place(sheet),
                found=f"columns of no kind that is known ({shown})",
                fix=f"add one of these ({titles}), or say --kind",
            )
        ]
    )


def version_of(sheet: Sheet, kind: Kind, file: str) -> str:
    """The version of a table: its own column, or the name of its file."""
    if "version" in sheet.frame.columns:
        values = sheet.frame["version"].unique().drop_nulls().to_list()
        if len(values) == 1:
            return str(values[0])
    stem = file.lower().removesuffix(".zip")
    if found := re.search(r"v(\d{1,2}(?:_\d{1,2})+)", stem):
        return found.group(1).replace("_", ".")
    if found := re.search(
        r"(?:ged|acd|dyadic|agreements|cy)[-_]?(\d\d)(\d)(?!\d)", stem
    ):
        return f"{found.group(1)}.{found.group(2)}"
    return _NOT_STATED


def name_of(kind: Kind, version: str) -> str:
    """The name that a table gets if the user gives none, as `ged_251`."""
    if version == _NOT_STATED:
        return kind.name
    parts = version.split(".")
    joined = "".join(parts) if len(parts) == 2 else "_".join(parts)
    return f"{kind.name}_{re.sub('[^a-z0-9]+', '_', joined.lower()).strip('_')}"


def _missing(sheet: Sheet, kind: Kind) -> list[str]:
    names = set(sheet.frame.columns) | set(renamed(sheet, kind).values())
    return [column for column in kind.needed if column not in names]


def _share(sheet: Sheet, kind: Kind) -> float:
    return 1 - len(_missing(sheet, kind)) / len(kind.needed)


def _header_place(sheet: Sheet) -> str:
    return f"{sheet.name}:1" if sheet.first_line else sheet.name


def _lacks(sheet: Sheet, kind: Kind, missing: list[str]) -> Fault:
    unknown = [one for one in sheet.frame.columns if one not in kind.columns]
    parts: list[str] = []
    for column in missing:
        near = difflib.get_close_matches(column, unknown, n=1, cutoff=0.6)
        parts.append(f"{column} (now {near[0]!r}?)" if near else column)
    changed = ""
    if kind.name == "acled":
        changed = "; ACLED's header has changed, or columns were left out of the export"
    return Fault(
        where=_header_place(sheet),
        found=f"looks like {kind.title}, without: {', '.join(parts)}{changed}",
        fix="download the whole file again, or rename the columns in its first line",
    )

"""The days on which each place is a zone of conflict."""

from collections.abc import Sequence

import numpy as np

from sinequanon.axes import Bool
from sinequanon.refuge.places import Site
from sinequanon.refuge.rows import Files, Findings, number

FILE = "input_csv/conflicts.csv"


def zones_of(
    files: Files, findings: Findings, sites: Sequence[Site], *, days: int
) -> Bool[np.ndarray, "days places"]:
    """Where there is fighting, by day.

    `conflicts.csv` has a column for each place and a line for each day; a line that is
    missing says what the last one said. Without the file a zone opens on the day given
    in `locations.csv`, and stays.
    """
    if FILE in files.content:
        zones = _by_day(files, findings, sites, days)
    else:
        findings.note("no conflicts.csv: zones open on their days in locations.csv")
        opens = np.array(
            [site.opens if site.kind == "zone" else days for site in sites]
        )
        zones = np.arange(days)[:, None] >= opens[None, :]
    if sites and not findings.faults and not zones.any():
        findings.fault(
            f"{files.label}/{FILE}",
            "no place has fighting on any day",
            "mark the days of fighting by 1",
        )
    return zones


def _by_day(
    files: Files, findings: Findings, sites: Sequence[Site], days: int
) -> np.ndarray:
    zones = np.zeros((days, len(sites)), dtype=bool)
    index = {site.name: place for place, site in enumerate(sites)}
    lines = files.lines(FILE, findings)
    if not lines:
        return zones
    names = lines[0].cells[1:]
    for name in names:
        if name and name not in index:
            findings.note(f"conflicts.csv names {name!r}, which is no place: left out")
    told = np.zeros(days, dtype=bool)
    for row in lines[1:]:
        day = number(row.cell(0))
        if day is None or day < 0:
            findings.fault(row.where, f"{row.cell(0)!r} is no day", "count days from 0")
            continue
        if day >= days:
            continue
        if len(row.cells) > len(names) + 1:
            findings.fault(
                row.where,
                f"{len(row.cells)} cells under {len(names) + 1} names",
                "write one cell for each place",
            )
            continue
        told[int(day)] = True
        for name, text in zip(names, row.cells[1:], strict=False):
            value = number(text or "0")
            if value is None:
                findings.fault(
                    row.where,
                    f"{text!r} under {name} is not a number",
                    "write 1 for fighting and 0 for none",
                )
            elif name in index:
                zones[int(day), index[name]] = value > 0
    if not told.all():
        missing = int((~told).sum())
        findings.note(
            f"conflicts.csv has no line for {missing} of {days} days: the day before "
            "speaks for them"
        )
        last = np.maximum.accumulate(np.where(told, np.arange(days), 0))
        zones = zones[last]
    return zones

"""Counts of registered refugees: reports by camp, their corrections, every day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sinequanon.axes import Float
from sinequanon.refuge.rows import Files, Findings, date_of, number

LAYOUT = "source_data/data_layout.csv"
CORRECTIONS = "input_csv/registration_corrections.csv"
TOTAL = "total"
_ROUNDING = 1e-6
"""Guards a whole number of persons from the last bits of an interpolation."""

Reports = dict[int, float]
"""Persons by day of the report, days from the start."""


@dataclass(frozen=True, kw_only=True)
class Registrations:
    """Counts of each camp on each day.

    `counted` is what the camps are compared with: interpolated between reports, whole
    persons, level before the first and after the last report, as Flee does. `reported`
    is the last report alone, which is what was known on the day.
    """

    camps: tuple[str, ...]
    counted: Float[np.ndarray, "days camps"]
    reported: Float[np.ndarray, "days camps"]


def reports_of(files: Files, findings: Findings, *, start: date) -> dict[str, Reports]:
    """Reports by camp, corrected; `data_layout.csv` names the files of each camp.

    Files of one camp are added on every day that either reports. (Flee's own adding
    takes the next report of the first file where its dates are missing; on common
    dates the two agree.)
    """
    found: dict[str, Reports] = {}
    for row in files.rows(LAYOUT, findings):
        name = row.cell(0)
        if not name or name == TOTAL:
            continue
        if name in found:
            findings.fault(row.where, f"{name!r} stands twice", "keep one line a camp")
            continue
        named = [cell for cell in row.cells[1:] if cell]
        if not named:
            findings.fault(
                row.where, f"{name!r} has no file", "name its file of counts"
            )
            continue
        parts = [_series(files, findings, f"source_data/{one}", start) for one in named]
        if all(parts):
            found[name] = _added(parts)
    _correct(files, findings, found, start)
    return found


def registrations_of(
    reports: dict[str, Reports], camps: Sequence[str], *, days: int
) -> Registrations:
    """Counts of these camps on every day."""
    every = np.arange(days)
    counted = np.zeros((days, len(camps)))
    reported = np.zeros((days, len(camps)))
    for column, name in enumerate(camps):
        dates = np.array(sorted(reports[name]))
        values = np.array([reports[name][day] for day in dates.tolist()])
        exact = np.interp(every, dates, values)
        counted[:, column] = np.floor(exact + _ROUNDING)
        last = np.searchsorted(dates, every, side="right") - 1
        reported[:, column] = values[np.maximum(last, 0)]
    return Registrations(camps=tuple(camps), counted=counted, reported=reported)


def _series(files: Files, findings: Findings, name: str, start: date) -> Reports:
    """Reports of one file; empty, with a fault, if it holds none."""
    before = len(findings.faults)
    found: Reports = {}
    for row in files.rows(name, findings):
        if row.cell(0).lower() in {"date", "datetime"} or not row.cell(1):
            continue
        day = date_of(row.cell(0))
        if day is None:
            findings.fault(
                row.where, f"{row.cell(0)!r} is no date", "write year-month-day"
            )
        persons = number(row.cell(1))
        if persons is None or persons < 0:
            findings.fault(
                row.where,
                f"{row.cell(1)!r} is no count of persons",
                "write a plain number, or leave it empty",
            )
        if day is not None and persons is not None:
            # A later line on the same day stands, as in Flee.
            found[(day - start).days] = persons
    if not found and len(findings.faults) == before:
        findings.fault(
            f"{files.label}/{name}", "it holds no report", "add date and persons"
        )
    return found


def _added(parts: Sequence[Reports]) -> Reports:
    if len(parts) == 1:
        return dict(parts[0])
    days = np.array(sorted({day for part in parts for day in part}))
    total = np.zeros(len(days))
    for part in parts:
        dates = sorted(part)
        total += np.interp(days, dates, [part[day] for day in dates])
    return dict(zip(days.tolist(), total.tolist(), strict=True))


def _correct(
    files: Files, findings: Findings, reports: dict[str, Reports], start: date
) -> None:
    """Scale what was counted before a recount to the level of the recount.

    First registrations count people twice; a corrected count on a day says by how much
    (Suleimenova, Bell & Groen 2017, doi:10.1038/s41598-017-13828-9, "level 1" and
    "level 2" registrations).
    """
    if CORRECTIONS not in files.content:
        return
    for row in files.rows(CORRECTIONS, findings):
        name, day = row.cell(0), date_of(row.cell(1))
        if name.lower() in {"name", "camp", "location"}:
            continue
        if day is None:
            findings.fault(
                row.where, f"{row.cell(1)!r} is no date", "write year-month-day"
            )
            continue
        series = reports.get(name)
        when = (day - start).days
        if series is None or when not in series:
            findings.note(f"{row.where}: {name!r} has no report on {day}: left out")
            continue
        earlier = sorted(one for one in series if one < when)
        if not earlier or series[earlier[-1]] <= 0:
            findings.note(f"{row.where}: nothing was counted before {day}: left out")
            continue
        factor = series[when] / series[earlier[-1]]
        for one in earlier:
            series[one] *= factor

"""One set to compare with: places, routes, fighting and counts, read and checked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.errors import RecordError
from sinequanon.record import shipped_bytes
from sinequanon.refuge.fighting import zones_of
from sinequanon.refuge.network import Network, network_of
from sinequanon.refuge.places import Site, sites_of
from sinequanon.refuge.registrations import (
    Registrations,
    Reports,
    registrations_of,
    reports_of,
)
from sinequanon.refuge.rows import Files, Findings, date_of, files_in, files_of, number

SHIPPED = ("mali2012", "syria2013")
"""Keys of the sets that come with the package."""
_PERIODS = ("input_csv/sim_period.csv", "input_csv/conflict_period.csv")
_LONGEST = 36_525
"""Days; a hundred years is a slip of the pen."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A set in Flee's layout, checked, as arrays.

    `camps` are the places that people stop at, `ceilings` how many each holds
    (infinite where the set says nothing). `scored` are those of them with counts, as
    positions in `camps`; `registrations` has their counts in the same order.
    """

    name: str
    start: date
    places: tuple[str, ...]
    population: Float[np.ndarray, " places"]
    camps: Int[np.ndarray, " camps"]
    ceilings: Float[np.ndarray, " camps"]
    network: Network
    zones: Bool[np.ndarray, "days places"]
    scored: Int[np.ndarray, " scored"]
    registrations: Registrations
    notes: tuple[str, ...]

    @property
    def days(self) -> int:
        """Days from the start to the end, the first included."""
        return len(self.zones)

    @property
    def digest(self) -> str:
        """The same for sets with the same camps and counts, whatever their name."""
        held = hashlib.blake2b(digest_size=16)
        order = sorted(range(len(self.registrations.camps)), key=self._name_at)
        for column in order:
            held.update(self._name_at(column).encode())
            held.update(self.registrations.counted[:, column].tobytes())
        return held.hexdigest()

    def _name_at(self, column: int) -> str:
        return self.registrations.camps[column]


def load_case(folder: str | Path) -> Case:
    """The set in a folder of Flee's layout, or a shipped one by its key.

    Raises:
        RecordError: With every fault of every file, each at its line.
    """
    key = str(folder)
    if key in SHIPPED and not Path(key).is_dir():
        files = files_in(shipped_bytes(f"flee_{key}"), key)
        return case_of(files, name=key)
    path = Path(folder)
    return case_of(files_of(path), name=path.resolve().name)


def case_of(files: Files, *, name: str) -> Case:
    """The set that these files describe.

    Raises:
        RecordError: With every fault of every file, each at its line.
    """
    findings = Findings()
    period = _period(files, findings)
    start, length = period or (date(2000, 1, 1), None)
    sites = sites_of(files, findings)
    # Without a period no report has a day, and every one would be a fault of its own.
    reports = reports_of(files, findings, start=start) if period else {}
    if length is None and reports:
        length = 1 + max(max(series) for series in reports.values())
        findings.note("no length in the period: the set ends with its last report")
    days = 1 if length is None else max(length, 1)
    network = network_of(files, findings, sites, start=start, days=days)
    zones = zones_of(files, findings, sites, days=days)
    camps = [place for place, site in enumerate(sites) if site.kind == "camp"]
    scored = _scored(files, findings, [sites[place].name for place in camps], reports)
    if findings.faults:
        raise RecordError(findings.faults)
    held = [sites[place].population for place in camps]
    return Case(
        name=name,
        start=start,
        places=tuple(site.name for site in sites),
        population=np.array([_people(site) for site in sites]),
        camps=np.array(camps, dtype=np.int64),
        ceilings=np.array([most if most > 0 else np.inf for most in held]),
        network=network,
        zones=zones,
        scored=np.array(scored, dtype=np.int64),
        registrations=registrations_of(
            reports, [sites[camps[one]].name for one in scored], days=days
        ),
        notes=tuple(findings.notes),
    )


def _people(site: Site) -> float:
    """Persons who live there; a camp's number is its ceiling and nobody's home."""
    return 0.0 if site.kind == "camp" else site.population


def _scored(
    files: Files, findings: Findings, camps: Sequence[str], reports: dict[str, Reports]
) -> list[int]:
    """Positions of the camps that have counts; a note on whatever has no pair."""
    for name in reports:
        if name not in camps:
            findings.note(
                f"{name!r} is counted but is no camp of locations.csv: left out"
            )
    for name in camps:
        if name not in reports:
            findings.note(f"camp {name!r} has no counts: people go there, unscored")
    scored = [one for one, name in enumerate(camps) if name in reports]
    if camps and reports and not scored:
        findings.fault(
            files.label, "no camp of locations.csv has counts", "use the same names"
        )
    return scored


def _period(files: Files, findings: Findings) -> tuple[date, int | None] | None:
    """First day and number of days (None: not said); None, with faults, if unusable."""
    name = next((one for one in _PERIODS if one in files.content), _PERIODS[0])
    start: date | None = None
    length: int | None = None
    before = len(findings.faults)
    for row in files.rows(name, findings):
        said = row.cell(0).lower()
        if said == "startdate":
            start = date_of(row.cell(1))
            if start is None:
                findings.fault(
                    row.where, f"{row.cell(1)!r} is no date", "write year-month-day"
                )
        elif said == "length":
            value = number(row.cell(1))
            if value is None or not 1 <= value <= _LONGEST:
                findings.fault(
                    row.where,
                    f"length {row.cell(1)!r}",
                    f"write a number of days, 1 to {_LONGEST}",
                )
            else:
                length = int(value)
    if start is None and len(findings.faults) == before:
        findings.fault(
            f"{files.label}/{name}",
            "it has no StartDate",
            "add StartDate,year-month-day",
        )
    return None if start is None else (start, length)

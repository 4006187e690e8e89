"""Places of a set: towns, zones of conflict, hubs and camps."""

from dataclasses import dataclass
from typing import Literal

from sinequanon.refuge.rows import Files, Findings, Row, number

Kind = Literal["camp", "zone", "town"]

FILE = "input_csv/locations.csv"
_NAME, _COUNTRY, _TYPE, _DATE, _POPULATION = 0, 2, 5, 6, 7
_CAMP_CHANCE = 0.02
"""Flee calls a place a camp if fewer of those in it leave on a day."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """One place: its country, its kind, and persons.

    `population` is that of a town or zone and the ceiling of a camp; 0 is unknown.
    `opens` is the day on which a zone's fighting starts by this file.
    """

    name: str
    country: str
    kind: Kind
    population: float
    opens: int


def sites_of(files: Files, findings: Findings) -> list[Site]:
    """Every place of `locations.csv`, in its order."""
    found: list[Site] = []
    names: dict[str, str] = {}
    for row in files.rows(FILE, findings):
        if row.cell(_NAME).lower() == "name":
            continue
        site = _site(row, findings)
        if site is None:
            continue
        if site.name in names:
            findings.fault(
                row.where,
                f"{site.name!r} stands already at {names[site.name]}",
                "name every place once",
            )
            continue
        names[site.name] = row.where
        found.append(site)
    if FILE in files.content and not any(site.kind == "camp" for site in found):
        findings.fault(
            f"{files.label}/{FILE}", "no place is a camp", "give a place the type camp"
        )
    return found


def _site(row: Row, findings: Findings) -> Site | None:
    if len(row.cells) <= _TYPE:
        findings.fault(
            row.where,
            f"{len(row.cells)} columns",
            "write name, region, country, latitude, longitude, type, conflict date, "
            "population",
        )
        return None
    kind = _kind(row.cell(_TYPE))
    if kind is None:
        findings.fault(
            row.where,
            f"unknown type {row.cell(_TYPE)!r}",
            "use camp, conflict_zone, town or forwarding_hub",
        )
    population = number(row.cell(_POPULATION) or "0")
    if population is None:
        findings.fault(
            row.where,
            f"population {row.cell(_POPULATION)!r} is not a number",
            "write persons as a plain number, or leave it empty",
        )
    opens = number(row.cell(_DATE) or "0") if kind == "zone" else 0.0
    if opens is None:
        findings.fault(
            row.where,
            f"conflict date {row.cell(_DATE)!r} is not a number of days",
            "count days from the start",
        )
    if kind is None or population is None or opens is None:
        return None
    return Site(
        name=row.cell(_NAME),
        country=row.cell(_COUNTRY),
        kind=kind,
        population=max(population, 0.0),
        opens=int(opens),
    )


def _kind(text: str) -> Kind | None:
    """What a type of Flee's means here; hubs and markers are passed like towns."""
    said = text.lower()
    if "camp" in said:
        return "camp"
    if "conflict" in said:
        return "zone"
    if any(word in said for word in ("town", "forward", "default", "marker")):
        return "town"
    chance = number(said)
    if chance is None or not 0 <= chance <= 1:
        return None
    return "camp" if chance < _CAMP_CHANCE else "town"

"""Routes between places, and the days on which closures shut some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sinequanon.axes import Float, Int
from sinequanon.refuge.places import Site
from sinequanon.refuge.rows import Files, Findings, Row, date_of, number

ROUTES = "input_csv/routes.csv"
CLOSURES = "input_csv/closures.csv"
_WAYS = {0.0: 0, 1.0: 1, 2.0: 2}


@dataclass(frozen=True, kw_only=True)
class Network:
    """Routes by era: between two changes of closures they stay the same.

    `lengths[e][i, j]` is kilometres from place i to place j in era e, infinite where
    no route is open. `forced[i]` is the place that everyone in i goes on to, -1 where
    people choose. `era` is the era of each day.
    """

    lengths: tuple[Float[np.ndarray, "places places"], ...]
    forced: Int[np.ndarray, " places"]
    era: Int[np.ndarray, " days"]


@dataclass(frozen=True, kw_only=True)
class _Closure:
    shut: np.ndarray
    first: int
    last: int


def network_of(
    files: Files, findings: Findings, sites: Sequence[Site], *, start: date, days: int
) -> Network:
    """The open routes of every day."""
    lengths, forced = _routes(files, findings, sites)
    closures = _closures(files, findings, sites, start=start, days=days)
    # A day is told apart by the closures in force, so equal days share one network.
    seen: dict[tuple[bool, ...], int] = {}
    eras: list[np.ndarray] = []
    era = np.zeros(days, dtype=np.int64)
    for day in range(days):
        force = tuple(one.first <= day < one.last for one in closures)
        if force not in seen:
            seen[force] = len(eras)
            open_now = lengths.copy()
            for one, on in zip(closures, force, strict=True):
                if on:
                    open_now[one.shut] = np.inf
            eras.append(open_now)
        era[day] = seen[force]
    return Network(lengths=tuple(eras), forced=forced, era=era)


def _routes(
    files: Files, findings: Findings, sites: Sequence[Site]
) -> tuple[np.ndarray, np.ndarray]:
    index = {site.name: number_ for number_, site in enumerate(sites)}
    lengths = np.full((len(sites), len(sites)), np.inf)
    forced = np.full(len(sites), -1, dtype=np.int64)
    for row in files.rows(ROUTES, findings):
        if row.cell(0).lower() == "name1":
            continue
        ends = [row.cell(0), row.cell(1)]
        strangers = [name for name in ends if name not in index]
        for name in strangers:
            findings.fault(
                row.where,
                f"{name!r} is no place of locations.csv",
                "add the place, or take the route out",
            )
        length = number(row.cell(2))
        if length is None or length < 0:
            findings.fault(
                row.where,
                f"distance {row.cell(2)!r} is no length",
                "write kilometres as a plain number",
            )
        way = _way(row.cell(3))
        if way is None:
            findings.fault(
                row.where,
                f"forced redirection {row.cell(3)!r}",
                "write 0 (none), 1 (from the first place on) or 2 (from the second)",
            )
        if strangers or length is None or length < 0 or way is None:
            continue
        a, b = index[ends[0]], index[ends[1]]
        if a == b:
            findings.note(f"{row.where} leads from a place to itself and is left out")
            continue
        # Of two routes between the same places the shorter is walked.
        lengths[a, b] = lengths[b, a] = min(lengths[a, b], length)
        if way:
            here, there = (a, b) if way == 1 else (b, a)
            forced[here] = there
    return lengths, forced


def _closures(
    files: Files,
    findings: Findings,
    sites: Sequence[Site],
    *,
    start: date,
    days: int,
) -> list[_Closure]:
    if CLOSURES not in files.content:
        findings.note("no closures.csv: every route is open on every day")
        return []
    found: list[_Closure] = []
    for row in files.rows(CLOSURES, findings):
        if row.cell(0).lower() == "closure_type":
            continue
        shut = _shut(row, findings, sites)
        first = _day(row.cell(3) or "0", start)
        last = days if row.cell(4) in {"", "-1"} else _day(row.cell(4), start)
        for text, day in ((row.cell(3), first), (row.cell(4), last)):
            if day is None:
                findings.fault(
                    row.where,
                    f"{text!r} is no day",
                    "count days from the start, or write a date",
                )
        if first is not None and last is not None and last < first:
            findings.fault(
                row.where,
                f"it ends on day {last}, before day {first}",
                "set the later day last, or leave it empty for good",
            )
        if shut is not None and first is not None and last is not None:
            found.append(_Closure(shut=shut, first=first, last=last))
    return found


def _shut(row: Row, findings: Findings, sites: Sequence[Site]) -> np.ndarray | None:
    """Which routes a line shuts, both ways; None where it says nothing usable."""
    kind, one, two = row.cell(0).lower(), row.cell(1), row.cell(2)
    if kind == "country":
        marks = [_where(site.country == name for site in sites) for name in (one, two)]
        names = (one, two)
    elif kind in {"location", "camp"}:
        here = _where(site.name == one for site in sites)
        marks, names = [here, np.ones_like(here)], (one,)
    elif kind == "link":
        marks = [_where(site.name == name for site in sites) for name in (one, two)]
        names = (one, two)
    else:
        findings.fault(
            row.where,
            f"unknown closure {row.cell(0)!r}",
            "use country, location or link",
        )
        return None
    for name, mark in zip(names, marks, strict=False):
        if not mark.any():
            # Flee warns and goes on: such a closure shuts no route.
            findings.note(f"{row.where} shuts {name!r}, which no place is or lies in")
    first, second = marks
    return np.outer(first, second) | np.outer(second, first)


def _where(marks: Iterable[bool]) -> np.ndarray:
    return np.array(list(marks), dtype=bool)


def _way(text: str) -> int | None:
    value = number(text or "0")
    return None if value is None else _WAYS.get(value)


def _day(text: str, start: date) -> int | None:
    value = number(text)
    if value is not None:
        return int(value)
    day = date_of(text)
    return None if day is None else (day - start).days

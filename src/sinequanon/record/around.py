"""What the record shows before and after an event, with what confounds it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from sinequanon.months import month_label
from sinequanon.record.counting import VAGUE_DATE, VAGUE_PLACE, with_dyads
from sinequanon.record.entries import entry_of
from sinequanon.record.polygons import distance_km
from sinequanon.record.tables import load

Release = Literal["ged211_precise", "ged_syria"]

# First and last month with data on Syria: 21.1 ends with 2020, the Syria release covers
# January 2016 to November 2019.
_COVERS: dict[Release, tuple[int, int]] = {
    "ged211_precise": (109, 492),
    "ged_syria": (433, 479),
}

DYADS = (
    "government-insurgents",
    "government-islamic_state",
    "insurgents-islamic_state",
    "islamic_state-sdf",
    "insurgents-sdf",
    "government-sdf",
)
"""Pairs of sides that are always shown, in this order."""

_TRUCE = 434
_TRUCE_NOTE = (
    "The truce of 27 February 2016 falls into the window: deaths between the "
    "government and the insurgents fell with it, so a difference from before to "
    "after is not the event's effect."
)
_ONE_DYAD_NOTE = (
    "UCDP counts all insurgents against the government as one dyad and sees the "
    "fighting with the Islamic State as another conflict; opposition and Nusra, and "
    "the government and its foreign allies, cannot be told apart."
)
_CIVILIANS_NOTE = (
    "Deaths include civilians killed in battle, for whom no perpetrator is recorded."
)
_APART_NOTE = (
    "The two releases share events whose figures differ: each is shown by itself and "
    "they are never joined."
)


@dataclass(frozen=True, kw_only=True)
class MonthlyDeaths:
    """Deaths by month of one dyad in one release; `events` counts events.

    `months` are month ids of the window that the release covers and `until` allows.
    """

    dyad: str
    release: str
    months: tuple[int, ...]
    low: tuple[int, ...]
    best: tuple[int, ...]
    high: tuple[int, ...]
    events: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class BeforeAfter:
    """Deaths (best) of a dyad before and from the boundary month on, in one release.

    `months_before` and `months_after` say how many months each sum covers; `after` is
    None where the release or the as-of month allows none.
    """

    dyad: str
    release: str
    before: int | None
    after: int | None
    months_before: int
    months_after: int
    note: str


@dataclass(frozen=True, kw_only=True)
class AroundEvent:
    """Both releases around an event, apart; `hindsight_from` marks what came later.

    Every month of `monthly`, `near` and `totals` from `hindsight_from` on is dated from
    the event's boundary on: knowledge that nobody had at the event. `near` maps a
    radius in km to the series of the event's own dyad; it is empty for an event that
    has no one place. A release that covers no month of the window is left out.
    """

    monthly: tuple[MonthlyDeaths, ...]
    totals: tuple[BeforeAfter, ...]
    near: dict[float, tuple[MonthlyDeaths, ...]]
    hindsight_from: int
    notes: tuple[str, ...]


def near(
    events: pl.DataFrame, *, lat: float, lon: float, km: float, where_prec: int = 3
) -> pl.DataFrame:
    """Events within a distance of a point, vague places left out.

    A governorate's own point can lie near anything: 54 events coded "Homs Governorate"
    sit 10.7 km from Palmyra.

    Args:
        events: A GED table.
        lat: Degrees north.
        lon: Degrees east.
        km: Radius, kilometres.
        where_prec: Vaguest `where_prec` that still counts, where the table has it.
    """
    if "where_prec" in events.columns:
        events = events.filter(pl.col("where_prec") <= where_prec)
    gap = distance_km(
        lat,
        lon,
        events["latitude"].to_numpy().astype(np.float64),
        events["longitude"].to_numpy().astype(np.float64),
    )
    return events.filter(pl.Series(gap <= km))


def around_event(
    *,
    month: int,
    lat: float | None,
    lon: float | None,
    dyad: str,
    months: int = 12,
    until: int | None = None,
    radii: tuple[float, ...] = (25.0, 50.0),
) -> AroundEvent:
    """Deaths by dyad in the months before and after an event, release by release.

    Args:
        month: The boundary month: the first month after the event (`boundary_month`).
        lat: The event's place, degrees north; None if it has no one place.
        lon: Degrees east; None if it has no one place.
        dyad: The event's own pair of sides, shown near the place, one of `DYADS`.
        months: Length of each side of the window, months.
        until: Last month that may be shown; None shows all. With `until=month - 1`
            nothing dated after the event is in the answer.
        radii: Radii of the near series, kilometres.

    Raises:
        ValueError: If the dyad is unknown or `months` is below 1.
    """
    if dyad not in DYADS or months < 1:
        raise ValueError(
            f"need months >= 1 and a dyad of {DYADS}, got {months}, {dyad!r}"
        )
    last = month + months - 1 if until is None else min(month + months - 1, until)
    monthly: list[MonthlyDeaths] = []
    totals: list[BeforeAfter] = []
    if lat is None or lon is None:
        radii = ()
    close: dict[float, list[MonthlyDeaths]] = {radius: [] for radius in radii}
    notes = [_APART_NOTE, _ONE_DYAD_NOTE, _CIVILIANS_NOTE]
    if month - months <= _TRUCE <= last:
        notes.insert(0, _TRUCE_NOTE)
    releases: tuple[Release, ...] = ("ged211_precise", "ged_syria")
    for release in releases:
        first_known, last_known = _COVERS[release]
        window = range(max(month - months, first_known), min(last, last_known) + 1)
        if not window:
            continue
        events = with_dyads(load(release)).filter(
            pl.col("month_id").is_between(window.start, window.stop - 1)
        )
        version = entry_of(release).version
        if "date_prec" in events.columns:
            vague = events.filter(pl.col("date_prec") >= VAGUE_DATE)
            events = events.filter(pl.col("date_prec") < VAGUE_DATE)
            notes.append(_vague_note(vague, events, version, window))
        for pair in DYADS:
            chosen = events.filter(pl.col("dyad") == pair)
            series = _series(chosen, pair, release, window)
            monthly.append(series)
            totals.append(_totals(series, month, version))
        own = events.filter(pl.col("dyad") == dyad)
        for radius in radii:
            # Radii are none where there is no place.
            chosen = near(own, lat=lat or 0.0, lon=lon or 0.0, km=radius)
            close[radius].append(_series(chosen, dyad, release, window))
    return AroundEvent(
        monthly=tuple(monthly),
        totals=tuple(totals),
        near={radius: tuple(series) for radius, series in close.items()},
        hindsight_from=month,
        notes=tuple(notes),
    )


def _series(
    events: pl.DataFrame, dyad: str, release: str, window: range
) -> MonthlyDeaths:
    grouped = events.group_by("month_id").agg(
        *(pl.col(name).cast(pl.Int64).sum() for name in ("low", "best", "high")),
        pl.len().cast(pl.Int64).alias("events"),
    )
    by_month = {row[0]: row[1:] for row in grouped.iter_rows()}
    rows = [by_month.get(month, (0, 0, 0, 0)) for month in window]
    return MonthlyDeaths(
        dyad=dyad,
        release=release,
        months=tuple(window),
        low=tuple(int(row[0]) for row in rows),
        best=tuple(int(row[1]) for row in rows),
        high=tuple(int(row[2]) for row in rows),
        events=tuple(int(row[3]) for row in rows),
    )


def _totals(series: MonthlyDeaths, month: int, version: str) -> BeforeAfter:
    pairs = list(zip(series.months, series.best, strict=True))
    before = [deaths for when, deaths in pairs if when < month]
    after = [deaths for when, deaths in pairs if when >= month]
    note = f"{version}: {len(before)} months before, {len(after)} after"
    if series.dyad == "government-insurgents" and _TRUCE in series.months:
        note += "; the truce of 27 February 2016 lies inside the window"
    return BeforeAfter(
        dyad=series.dyad,
        release=series.release,
        before=sum(before) if before else None,
        after=sum(after) if after else None,
        months_before=len(before),
        months_after=len(after),
        note=note,
    )


def _vague_note(
    vague: pl.DataFrame, kept: pl.DataFrame, version: str, window: range
) -> str:
    """What vague dates and places mean for the window, in figures."""
    unplaced = kept.filter(pl.col("where_prec") >= VAGUE_PLACE)
    return (
        f"{version}, {month_label(window.start)} to {month_label(window.stop - 1)}: "
        f"{vague.height} events with {int(vague['best'].sum()):,} deaths are dated "
        "more vaguely than a month (date_prec 5) and are left out everywhere; "
        f"{unplaced.height} events with {int(unplaced['best'].sum()):,} deaths are "
        "placed more vaguely than a district (where_prec 4 and above) and are left out "
        "near the place."
    )

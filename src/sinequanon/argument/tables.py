"""Slices of the event record that the tests of claims read, and the days they span."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sinequanon.argument.contact import Ground, syrian_ground
from sinequanon.argument.evidence import Base
from sinequanon.months import month_of
from sinequanon.record import actors_of, dyad_of, load, place_events

Day = datetime.date

W0 = (Day(2011, 3, 15), Day(2016, 3, 29))
"""The war up to the day (rule WINDOW)."""
WIS = (Day(2013, 4, 9), Day(2016, 3, 29))
"""Both the government and the Islamic State in Syria."""
WLA = (Day(2013, 4, 9), Day(2014, 12, 31))
"""The window in which the Islamic State is said to have been left alone."""

GOVERNMENT, ISLAMIC_STATE = "Government of Syria", "IS"
_NEAR_KM = 15.0
LAST_DAY = Day(2020, 12, 31)
"""The record of precisely placed events ends here."""

PRECISE_NOTE = (
    "Only precisely placed events are shipped for the whole window, sides are matched "
    "by the record's names, and year-long summaries cannot be told apart in it."
)


@dataclass(frozen=True, kw_only=True)
class RecordTables:
    """Tables of the record, cut to what the claims of this war need.

    `syria` and `iraq` hold precisely placed events of GED 21.1, `release` all events of
    UCDP's Syria release (2016-2019), `years` country-years, `ground` who held what.
    """

    syria: pl.DataFrame
    iraq: pl.DataFrame
    release: pl.DataFrame
    years: pl.DataFrame
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class Count:
    """Events, days with an event, and deaths by low, best and high estimate."""

    events: int
    days: int
    low: int
    best: int
    high: int


def record_tables() -> RecordTables:
    """The shipped record, cut to Syria and Iraq."""
    events = load("ged211_precise")
    syria = events.filter(pl.col("country") == "Syria")
    return RecordTables(
        syria=place_events(with_dyads(syria)).events,
        iraq=events.filter(pl.col("country") == "Iraq"),
        release=load("ged_syria"),
        years=load("country_year_251").filter(pl.col("country_cy") == "Syria"),
        ground=syrian_ground(),
    )


def with_dyads(events: pl.DataFrame) -> pl.DataFrame:
    """Events with the pair of sides of each, and whether insurgents took part.

    Adds `dyad` (as `government-insurgents`, null where there is none), `rebels` (an
    insurgent group on either side) and `without_affiliate` (insurgents fought, and no
    side names al-Qaeda's affiliate or cannot be told from it).
    """
    pairs = events.select("side_a", "side_b").unique(maintain_order=True)
    dyads: list[str | None] = []
    rebels: list[bool] = []
    without: list[bool] = []
    for side_a, side_b in pairs.iter_rows():
        actors = {*actors_of(side_a), *actors_of(side_b)}
        dyads.append(dyad_of(side_a, side_b))
        rebels.append(bool(actors & {"opposition", "nusra"}))
        without.append("opposition" in actors and "nusra" not in actors)
    keyed = pairs.with_columns(
        pl.Series("dyad", dyads, pl.String),
        pl.Series("rebels", rebels, pl.Boolean),
        pl.Series("without_affiliate", without, pl.Boolean),
    )
    return events.join(
        keyed, on=["side_a", "side_b"], how="left", maintain_order="left"
    )


def between(events: pl.DataFrame, window: tuple[Day, Day]) -> pl.DataFrame:
    """Events whose first day lies in a window, both ends included."""
    return events.filter(pl.col("date_start").is_between(*window))


def counted(events: pl.DataFrame) -> Count:
    """Events, days and deaths of a table of events."""
    low, best, high = (int(events[name].sum()) for name in ("low", "best", "high"))
    return Count(
        events=events.height,
        days=events["date_start"].n_unique(),
        low=low,
        best=best,
        high=high,
    )


def one_sided(events: pl.DataFrame, perpetrator: str) -> pl.DataFrame:
    """One-sided violence (type 3) by one perpetrator, as the record names it."""
    return events.filter(
        (pl.col("type_of_violence") == 3) & (pl.col("side_a") == perpetrator)
    )


def state_based(events: pl.DataFrame, dyads: Sequence[str]) -> pl.DataFrame:
    """State-based events (type 1) of any of the dyads."""
    return events.filter(
        (pl.col("type_of_violence") == 1) & pl.col("dyad").is_in(list(dyads))
    )


def battles(events: pl.DataFrame) -> pl.DataFrame:
    """State-based and non-state events (types 1 and 2)."""
    return events.filter(pl.col("type_of_violence") != 3)


def away_from(events: pl.DataFrame, bases: Sequence[Base]) -> pl.DataFrame:
    """Events without those within 15 km of a base in the month that it was lost.

    What happened there was the attacker's choice (rule ATTN).
    """
    for base in bases:
        north = (pl.col("latitude") - base.latitude) * 111.2
        shrink = math.cos(math.radians(base.latitude))
        east = (pl.col("longitude") - base.longitude) * 111.2 * shrink
        near = north**2 + east**2 <= _NEAR_KM**2
        then = pl.col("date_start").dt.strftime("%Y-%m") == base.lost
        events = events.filter(~(near & then))
    return events


def with_months(events: pl.DataFrame) -> pl.DataFrame:
    """Events with the `month_id` of their first day."""
    month = pl.col("date_start").map_elements(month_of, return_dtype=pl.Int64)
    return events.with_columns(month.alias("month_id"))


def twelve_months_to(day: Day) -> tuple[Day, Day]:
    """The twelve months that end on a day, that day included."""
    return Day(day.year - 1, day.month, day.day) + datetime.timedelta(days=1), day


def horizon_end(day: Day, months: int) -> Day:
    """The last day of a horizon that starts after a day (rule DAY).

    Example:
        >>> horizon_end(datetime.date(2016, 3, 29), 36).isoformat()
        '2019-03-28'
    """
    years, rest = divmod(day.month - 1 + months, 12)
    return Day(day.year + years, rest + 1, day.day) - datetime.timedelta(days=1)


def months_with_events(events: pl.DataFrame, start: Day) -> int:
    """How many months, counted from a start day, have at least one event.

    Months run from the day of the month of `start`.
    """
    offset = start.day - 1
    months = events["date_start"].dt.offset_by(f"-{offset}d").dt.strftime("%Y-%m")
    return months.n_unique()

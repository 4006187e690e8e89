"""Deaths by month and dyad around a place: the month table of a town."""

import difflib
from dataclasses import dataclass

import polars as pl

from sinequanon.errors import RecordError
from sinequanon.months import month_label
from sinequanon.record.around import near
from sinequanon.record.counting import VAGUE_DATE, VAGUE_PLACE, month_of_event
from sinequanon.record.parties import dyad_of
from sinequanon.record.polygons import subdistricts
from sinequanon.record.tables import load
from sinequanon.record.warfinder import fold

_FIGURES = ("low", "best", "high")
_ARTICLES = ("al", "an", "ar", "as", "ash", "at", "ad", "az", "el")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A named point, degrees north and east, and what its position stands on."""

    name: str
    latitude: float
    longitude: float
    source: str


@dataclass(frozen=True, kw_only=True)
class MonthsNear:
    """Deaths near a place by month and dyad.

    Attributes:
        place: The place.
        within_km: Radius, kilometres.
        table: Columns `month`, `month_id`, `dyad`, `type_of_violence` (1 state-based, 2
            non-state, 3 one-sided), `events`, `low`, `best`, `high` (deaths, civilians
            killed in battle among them); a month in which a dyad has no event has no
            row. Sorted.
        notes: What was left out, in words.
    """

    place: Place
    within_km: float
    table: pl.DataFrame
    notes: tuple[str, ...]


def find_place(name: str) -> Place:
    """A town of Syria by name.

    Towns of the dated statements come first, then those of GeoNames, then subdistricts
    (the middle of their corners). Other countries have no such list: use coordinates.

    Args:
        name: A town's name; articles, accents, capitals and hyphens do not matter.

    Raises:
        RecordError: If no place has the name; close names are told.

    Example:
        >>> find_place("palmyra").source
        'a dated statement'
        >>> find_place("Tadmur").source
        'GeoNames, CC BY 4.0'
    """
    wanted = _plain(name)
    known = _places()
    for place in known:
        if _plain(place.name) == wanted:
            return place
    by_name = {_plain(place.name): place.name for place in reversed(known)}
    close = difflib.get_close_matches(wanted, by_name, n=3, cutoff=0.6)
    guess = " or ".join(by_name[one] for one in close)
    raise RecordError.at(
        "--places",
        f"no place of Syria is called {name!r}",
        (f"did you mean {guess}? " if guess else "")
        + "give coordinates by --at LAT,LON",
    )


def months_near(
    place: Place,
    *,
    within_km: float,
    since: int,
    until: int,
    events: pl.DataFrame | None = None,
    where_prec: int = VAGUE_PLACE - 1,
) -> MonthsNear:
    """Deaths within a distance of a place, by month and dyad.

    Args:
        place: The place.
        within_km: Radius, kilometres.
        since: First month id.
        until: Last month id, itself included.
        events: One GED table; the shipped precise release of 1989 to 2020 if left out.
        where_prec: Vaguest place that counts, where the table has the column.

    Raises:
        ValueError: If the radius is not above 0 or the months are in the wrong order.

    Example:
        >>> table = months_near(
        ...     find_place("palmyra"), within_km=25.0, since=435, until=435
        ... ).table
        >>> table.filter(dyad="government-islamic_state").row(0)[4:7:2]
        (25, 329)
    """
    if not within_km > 0.0 or until < since:
        raise ValueError(f"need a radius above 0 and months in order, got {within_km}")
    table = load("ged211_precise") if events is None else events
    close = near(
        table,
        lat=place.latitude,
        lon=place.longitude,
        km=within_km,
        where_prec=where_prec,
    ).with_columns(month_of_event())
    close = close.filter(pl.col("month_id").is_between(since, until))
    notes = [
        f"places known to within a district (where_prec up to {where_prec})"
        if "where_prec" in table.columns
        else "the table holds places known exactly or to within 25 km (where_prec 1-2)"
    ]
    if "date_prec" in close.columns:
        vague = close.filter(pl.col("date_prec") >= VAGUE_DATE)
        close = close.filter(pl.col("date_prec") < VAGUE_DATE)
        notes.append(
            f"{vague.height} events with {int(vague['best'].sum())} deaths are dated "
            "more vaguely than a month and left out"
        )
    else:
        notes.append("the table does not say how precise its dates are: all are kept")
    keys = ["month_id", "dyad", "type_of_violence"]
    found = (
        _with_names(close)
        .group_by(keys)
        .agg(
            pl.len().cast(pl.Int64).alias("events"),
            *(pl.col(name).cast(pl.Int64).sum() for name in _FIGURES),
        )
        .sort(keys)
    )
    labels = pl.Series("month", [month_label(one) for one in found["month_id"]])
    return MonthsNear(
        place=place,
        within_km=within_km,
        table=found.select(
            labels if found.height else pl.lit("").alias("month"),
            *keys,
            "events",
            *_FIGURES,
        ),
        notes=tuple(notes),
    )


def _with_names(events: pl.DataFrame) -> pl.DataFrame:
    """Events with the column `dyad`: Syria's sides by name, else UCDP's."""
    keys = ["side_a", "side_b", "country", "type_of_violence"]
    kinds = events.select(keys).unique()
    names = [
        (country == "Syria" and kind != 3 and dyad_of(side_a, side_b))
        or f"{side_a} - {side_b}"
        for side_a, side_b, country, kind in kinds.iter_rows()
    ]
    named = kinds.with_columns(pl.Series("dyad", names, pl.String))
    return events.join(named, on=keys, how="left").with_columns(
        pl.col("type_of_violence").cast(pl.Int64)
    )


def _plain(name: str) -> str:
    words = name.replace("-", " ").split()
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    return fold("".join(words))


def _places() -> list[Place]:
    statements = load("syria_statements").unique("place", maintain_order=True)
    columns = ("latitude", "longitude")
    found = [
        Place(name=name, latitude=lat, longitude=lon, source="a dated statement")
        for name, lat, lon in statements.select("place", *columns).iter_rows()
    ]
    towns = load("syria_towns").select("name", *columns)
    found += [
        Place(name=name, latitude=lat, longitude=lon, source="GeoNames, CC BY 4.0")
        for name, lat, lon in towns.iter_rows()
    ]
    for one in subdistricts():
        corners = max(one.rings, key=len)
        lon, lat = (float(value) for value in corners.mean(axis=0))
        found.append(
            Place(
                name=one.name,
                latitude=lat,
                longitude=lon,
                source="the middle of a subdistrict's corners",
            )
        )
    return found

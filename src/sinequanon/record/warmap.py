"""What a map of a war shows month by month: who held what, or who fought where.

For Syria the chances of the holders of its subdistricts. Elsewhere there are no dated
statements of who held a place: PRIO-GRID cells then show which pair of sides fought
there in the year up to a month, an event-based proxy and not control.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.errors import RecordError
from sinequanon.record.counting import month_of_event
from sinequanon.record.entries import CatalogEntry, entry_of
from sinequanon.record.holders.sides import FIRST, HOLDERS, LAST
from sinequanon.record.holders.table import control_table
from sinequanon.record.lens import war_events
from sinequanon.record.parties import dyad_of
from sinequanon.record.polygons import subdistricts
from sinequanon.record.tables import load
from sinequanon.record.warfinder import War

Rings = tuple[Float[np.ndarray, "points 2"], ...]

PROXY = (
    "event-based proxy, not control: cells of half a degree show which pair of sides "
    "had most deaths there in the twelve months up to the month shown; who held a "
    "place is not on record"
)
"""What a map without anchors is."""

_NAMES = {
    "government": "Government and allies",
    "opposition": "Opposition groups",
    "nusra": "Nusra Front, later HTS",
    "islamic_state": "Islamic State",
    "sdf": "SDF, before it YPG",
}
_PAIRS = 5
_KINDS = 8
_YEAR = 12
_TOWNS = 40
_SYRIA = 299
_CELL = 0.5
_DIGITS = 2

CONTROL_NOTES = (
    "Chances of a model that joins dated statements of who held a town with the record "
    "of events. They are not a survey and no front line.",
    "A subdistrict is its towns, weighted by people: empty country is not told apart, "
    "and a wide desert subdistrict has the colour of its towns.",
    "Reported: dated statements speak for towns with half of the people or more that "
    "month. Inferred: events and other towns alone speak. Most months are inferred.",
    "Disputed: a statement says so, no side has half, or reports give a second side a "
    "quarter. The stripes have the colour of the second likeliest holder.",
    "A month has one colour: where a town changed hands within it, each side has its "
    "days of the month.",
    "The government takes in its foreign allies, the opposition many groups and the "
    "forces backed by Turkey. The lines are those of 2016 and take no position on "
    "anyone's claim.",
    "A record for study of the past, and not for travel, targeting or relief work.",
)
_EVENT_NOTES = (
    "Circles are events of UCDP at the point of the place that sources name: deaths of "
    "both sides, civilians among them. UCDP does not say who attacked or who won.",
)
_PROXY_NOTES = (
    "Not control: the record does not say who held a place, and a place without "
    "fighting may be anyone's.",
    "Darker is more deaths in those twelve months (best estimates, on a logarithmic "
    "scale); a cell without deaths in them is left empty.",
)


@dataclass(frozen=True, kw_only=True)
class MapCell:
    """One area of a map: its code, name and rings of (longitude, latitude)."""

    code: str
    name: str
    rings: Rings


@dataclass(frozen=True, kw_only=True)
class WarMap:
    """What a map of a war shows; arrays run over months from `first_month`.

    Attributes:
        kind: `control` (who held what) or `proxy` (who fought where).
        title: Of the map.
        about: What it is, in a sentence.
        first_month: Month id.
        holders: Keys and names of the holders, or of the pairs of sides that fought.
        cells: The areas.
        share: Chance of each holder, or its share of the deaths; 0 for all where there
            is nothing to tell.
        weight: Deaths behind a cell of a proxy; 1 for control.
        reported: Where dated statements speak.
        disputed: Where a holder is disputed.
        statement: Row of `statements` nearest in time, or -1.
        statements: Columns `place`, `stated` (date), `support`, `source`.
        events: Columns `month_id`, `latitude`, `longitude` (rounded to 0.01 degree),
            `dyad` (position in `dyads`), `events`, `low`, `best`, `high`.
        dyads: Names of the pairs, and whether civilians were the target.
        towns: Columns `name`, `latitude`, `longitude`, the largest first.
        notes: What the map is and is not.
        sources: The shipped files behind it.
    """

    kind: Literal["control", "proxy"]
    title: str
    about: str
    first_month: int
    holders: tuple[tuple[str, str], ...]
    cells: tuple[MapCell, ...]
    share: Float[np.ndarray, "months holders cells"]
    weight: Float[np.ndarray, "months cells"]
    reported: Bool[np.ndarray, "months cells"]
    disputed: Bool[np.ndarray, "months cells"]
    statement: Int[np.ndarray, "months cells"]
    statements: pl.DataFrame
    events: pl.DataFrame
    dyads: tuple[tuple[str, bool], ...]
    towns: pl.DataFrame
    notes: tuple[str, ...]
    sources: tuple[CatalogEntry, ...]


def war_map(war: War, *, events: pl.DataFrame | None = None) -> WarMap:
    """The map of a war: of control for Syria's, else a proxy from events alone.

    Args:
        war: A war of `find_war`.
        events: One GED table; the shipped precise release of 1989 to 2020 if left out.

    Raises:
        RecordError: If the table has no event of the war at a known place.
    """
    return _control(events) if _SYRIA in war.conflicts else _proxy(war, events)


def _control(events: pl.DataFrame | None) -> WarMap:
    places = subdistricts()
    months = LAST - FIRST + 1
    table = control_table().sort("pcode", "month_id")
    shape = (len(places), months)

    def grid(column: str) -> np.ndarray:
        return table[column].to_numpy().reshape(shape).T

    share = np.stack([grid(holder) for holder in HOLDERS], axis=1).astype(np.float64)
    outside = grid("basis") == "outside"
    share *= ~outside[:, None, :]
    said = ["place", "stated", "support", "source"]
    statements = table.select(said).drop_nulls("place").unique(maintain_order=True)
    rows = {row: place for place, row in enumerate(statements.iter_rows())}
    statement = np.array(
        [rows.get(row, -1) for row in table.select(said).iter_rows()], dtype=np.int64
    )
    source = load("ged211_precise") if events is None else events
    here = _precise(source.filter(pl.col("country") == "Syria")).with_columns(
        month_of_event()
    )
    found, dyads = _points(
        here.filter(pl.col("month_id").is_between(FIRST, LAST)), sides=True
    )
    towns = load("syria_towns").sort("population", descending=True).head(_TOWNS)
    return WarMap(
        kind="control",
        title="Syria: who held what, month by month",
        about=(
            "The likeliest holder of each subdistrict, March 2011 to November 2019, "
            "and how sure that is"
        ),
        first_month=FIRST,
        holders=tuple((holder, _NAMES[holder]) for holder in HOLDERS),
        cells=tuple(
            MapCell(code=one.pcode, name=one.name, rings=one.rings) for one in places
        ),
        share=share,
        weight=(~outside).astype(np.float64),
        reported=grid("basis") == "reported",
        disputed=grid("disputed").astype(np.bool_) & ~outside,
        statement=statement.reshape(shape).T,
        statements=statements,
        events=found,
        dyads=dyads,
        towns=towns.select("name", "latitude", "longitude"),
        notes=(*CONTROL_NOTES, *_EVENT_NOTES),
        sources=tuple(
            entry_of(name)
            for name in (
                "syria_statements",
                "ged211_precise",
                "syria_subdistricts",
                "syria_towns",
            )
        ),
    )


def _proxy(war: War, events: pl.DataFrame | None) -> WarMap:
    own = _precise(war_events(war, events=events))
    if own.is_empty():
        raise RecordError.at(
            "--map",
            f"no event of {war.title} at a known place is in the table",
            "name another war, or a table that covers it by --table",
        )
    found, dyads = _points(own, sides=False)
    bounds = own.select(
        pl.col("month_id").min().alias("first"), pl.col("month_id").max().alias("last")
    ).row(0)
    first, last = int(bounds[0]), int(bounds[1])
    fights = own.filter(pl.col("type_of_violence") != 3)
    fights = fights if fights.height else own
    ranked = (
        fights.group_by("dyad")
        .agg(pl.col("best").sum())
        .sort(["best", "dyad"], descending=[True, False])["dyad"]
        .to_list()
    )
    pairs = ranked[:_PAIRS]
    row = ((pl.col("latitude") / _CELL).floor()).cast(pl.Int64).alias("row")
    column = ((pl.col("longitude") / _CELL).floor()).cast(pl.Int64).alias("column")
    placed = fights.with_columns(row, column)
    spots = placed.select("row", "column").unique().sort("row", "column")
    at = {spot: place for place, spot in enumerate(spots.iter_rows())}
    names = (*pairs, "other pairs") if len(ranked) > len(pairs) else tuple(pairs)
    deaths = np.zeros((last - first + 1, len(names), len(at)))
    for north, east, month, dyad, best in placed.select(
        "row", "column", "month_id", "dyad", "best"
    ).iter_rows():
        which = pairs.index(dyad) if dyad in pairs else len(pairs)
        deaths[month - first, which, at[(north, east)]] += best
    before = np.cumsum(deaths, axis=0)
    recent = before.copy()
    recent[_YEAR:] -= before[:-_YEAR]
    weight = recent.sum(axis=1)
    share = np.divide(
        recent,
        weight[:, None, :],
        out=np.zeros_like(recent),
        where=weight[:, None, :] > 0,
    )
    nothing = np.zeros((len(deaths), len(at)), dtype=np.bool_)
    return WarMap(
        kind="proxy",
        title=f"{war.title}: who fought where, month by month",
        about=f"An {PROXY}",
        first_month=first,
        holders=tuple((f"pair{i}", name) for i, name in enumerate(names)),
        cells=tuple(_square(*spot) for spot in at),
        share=share,
        weight=weight,
        reported=nothing,
        disputed=nothing,
        statement=np.full(nothing.shape, -1),
        statements=pl.DataFrame(
            schema=dict.fromkeys(("place", "stated", "support", "source"), pl.String)
        ),
        events=found,
        dyads=dyads,
        towns=pl.DataFrame(
            schema={"name": pl.String, "latitude": pl.Float64, "longitude": pl.Float64}
        ),
        notes=(*_PROXY_NOTES, *_EVENT_NOTES),
        sources=(entry_of("ged211_precise"),) if events is None else (),
    )


def _square(row: int, column: int) -> MapCell:
    south, west = row * _CELL, column * _CELL
    north, east = south + _CELL, west + _CELL
    corners = [[west, south], [west, north], [east, north], [east, south]]
    gid = (row + 180) * 720 + column + 361
    return MapCell(
        code=str(gid),
        name=f"PRIO-GRID cell {gid}, {south:g}–{north:g} N, {west:g}–{east:g} E",
        rings=(np.array(corners),),
    )


def _precise(events: pl.DataFrame) -> pl.DataFrame:
    """Events placed to a district and dated to a month."""
    for column, limit in (("where_prec", 4), ("date_prec", 5)):
        if column in events.columns:
            events = events.filter(pl.col(column) < limit)
    return events


def _points(
    events: pl.DataFrame, *, sides: bool
) -> tuple[pl.DataFrame, tuple[tuple[str, bool], ...]]:
    """Events summed by month, point and pair of sides; and the pairs' names."""
    keys = ["side_a", "side_b", "type_of_violence"]
    kinds = events.select(keys).unique()
    named = kinds.with_columns(
        pl.Series(
            "_pair",
            [
                (sides and kind != 3 and dyad_of(side_a, side_b))
                or f"{side_a} - {side_b}"
                for side_a, side_b, kind in kinds.iter_rows()
            ],
            pl.String,
        ),
        (pl.col("type_of_violence") == 3).alias("_civilians"),
    )
    rows = events.join(named, on=keys, how="left")
    most = (
        rows.group_by("_pair", "_civilians")
        .agg(pl.len().alias("_count"))
        .sort(["_count", "_pair"], descending=[True, False])
    )
    dyads = [(pair, civilians) for pair, civilians, _ in most.head(_KINDS).iter_rows()]
    dyads += [("other pairs", False), ("others - Civilians", True)]
    known = {pair: place for place, pair in enumerate(dyads)}
    place = pl.Series(
        "dyad",
        [
            known.get((pair, civilians), known[dyads[-1 if civilians else -2]])
            for pair, civilians in rows.select("_pair", "_civilians").iter_rows()
        ],
        pl.Int64,
    )
    by = ["month_id", "latitude", "longitude", "dyad"]
    table = (
        rows.with_columns(place, pl.col("latitude", "longitude").round(_DIGITS))
        .group_by(by)
        .agg(
            pl.len().cast(pl.Int64).alias("events"),
            *(pl.col(name).cast(pl.Int64).sum() for name in ("low", "best", "high")),
        )
        .sort(by)
    )
    return table, tuple(dyads)

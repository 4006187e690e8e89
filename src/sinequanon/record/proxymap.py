"""A map of a war without dated statements: who fought where, and not who held what."""

import numpy as np
import polars as pl

from sinequanon.errors import RecordError
from sinequanon.record.entries import entry_of
from sinequanon.record.lens import war_events
from sinequanon.record.mapvalues import (
    EVENT_NOTES,
    MapCell,
    Rings,
    WarMap,
    placed_precisely,
    points_of,
)
from sinequanon.record.tables import load
from sinequanon.record.warfinder import War

PROXY = (
    "event-based proxy, not control: cells of half a degree show which pair of sides "
    "had most deaths there in the twelve months up to the month shown; who held a "
    "place is not on record"
)
"""What a map without anchors is."""

_PAIRS = 5
_YEAR = 12
_CELL = 0.5
_AROUND = 0.9
_PROXY_NOTES = (
    "Not control: the record does not say who held a place, and a place without "
    "fighting may be anyone's.",
    "Darker is more deaths in those twelve months (best estimates, on a logarithmic "
    "scale); a cell without deaths in them is left empty.",
    "Coasts and borders are Natural Earth's of today, for orientation alone.",
)


def proxy_map(war: War, events: pl.DataFrame | None) -> WarMap:
    """The map of a war by its events alone.

    Args:
        war: A war of `find_war`.
        events: One GED table; the shipped precise release if left out.

    Raises:
        RecordError: If the table has no event of the war at a known place.
    """
    own = placed_precisely(war_events(war, events=events))
    if own.is_empty():
        raise RecordError.at(
            "--map",
            f"no event of {war.title} at a known place is in the table",
            "name another war, or a table that covers it by --table",
        )
    inside = own.filter(pl.col("country").is_in(war.countries))
    left = own.height - inside.height if inside.height else 0
    own = _short(inside if inside.height else own, war)
    found, dyads = points_of(own, sides=False)
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
    elsewhere = [
        f"{left:,} events of this war outside {', '.join(war.countries)} are not drawn."
    ]
    nothing = np.zeros((len(deaths), len(at)), dtype=np.bool_)
    return WarMap(
        kind="proxy",
        title=f"{war.title}: who fought where, month by month",
        about=f"An {PROXY}",
        first_month=first,
        holders=tuple((f"pair{i}", name) for i, name in enumerate(names)),
        sides=tuple(range(len(names))),
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
        lines=_lines(list(at)),
        notes=(*_PROXY_NOTES, *EVENT_NOTES, *(elsewhere if left else ())),
        sources=tuple(
            entry_of(name)
            for name in ("ged211_precise", "world_lines")
            if events is None or name == "world_lines"
        ),
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


def _lines(spots: list[tuple[int, int]]) -> Rings:
    """Coasts and borders around cells, cut where they leave the view."""
    corners = np.array(spots, dtype=np.float64) * _CELL
    (south, west), (north, east) = corners.min(axis=0), corners.max(axis=0) + _CELL
    wide = max(north - south, east - west) * _AROUND + 1.0
    table = load("world_lines")
    points = np.stack([table["longitude"], table["latitude"]], axis=1) / 100.0
    seen = (np.abs(points - [(west + east) / 2.0, (south + north) / 2.0]) <= wide).all(
        axis=1
    )
    line = table["line"].to_numpy()
    # A new piece starts with each line, and where it comes into view or leaves it.
    cuts = np.flatnonzero((np.diff(line) != 0) | (np.diff(seen.astype(np.int8)) != 0))
    pieces = np.split(np.arange(len(points)), cuts + 1)
    return tuple(points[piece] for piece in pieces if len(piece) > 1 and seen[piece[0]])


def _short(events: pl.DataFrame, war: War) -> pl.DataFrame:
    """Events in which the war's own government is just that, if it has only one."""
    if len(war.countries) != 1:
        return events
    plain = war.countries[0]
    return events.with_columns(
        pl.col(side).replace(f"Government of {plain}", "Government")
        for side in ("side_a", "side_b")
    ).with_columns(pl.concat_str("side_a", "side_b", separator=" - ").alias("dyad"))

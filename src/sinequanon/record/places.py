"""Events laid into Syria's subdistricts, and counted by dyad, place and month."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from sinequanon.months import year_month
from sinequanon.record.parties import actors_of
from sinequanon.record.polygons import match, subdistricts


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Events with their subdistrict, and how many the map left out or doubled.

    `events` is the input with a column `pcode` (null where no polygon holds the
    point); `none` and `several` count events in no polygon and in more than one.
    """

    events: pl.DataFrame
    none: int
    several: int


def place_events(events: pl.DataFrame) -> Placed:
    """Events with the P-code of the subdistrict that each lies in.

    Args:
        events: Rows with `latitude` and `longitude` in degrees; any order, any extra
            columns. Events outside Syria come back with a null P-code.
    """
    points = events.select("latitude", "longitude").unique(maintain_order=True)
    first, matches = match(
        points["latitude"].to_numpy().astype(np.float64),
        points["longitude"].to_numpy().astype(np.float64),
    )
    codes = [place.pcode for place in subdistricts()]
    keyed = points.with_columns(
        pl.Series("pcode", [None if i < 0 else codes[i] for i in first], pl.String),
        pl.Series("_matches", matches),
    )
    placed = events.join(
        keyed, on=["latitude", "longitude"], how="left", maintain_order="left"
    )
    return Placed(
        events=placed.drop("_matches"),
        none=int((placed["_matches"] == 0).sum()),
        several=int((placed["_matches"] > 1).sum()),
    )


def fighting_by_place(
    events: pl.DataFrame, *, actors: Sequence[str], since: int, until: int
) -> dict[str, dict[str, float]]:
    """Deaths in the fighting that each actor took part in, by subdistrict.

    State-based and non-state events only; the deaths of an event count in full for each
    side, shared equally by the side's actors among `actors` (`actors_of`). For control
    on 1 March 2016: `load("ged211_precise")`, since 423, until 434.

    Args:
        events: A GED table (`load("ged211_precise")`); other countries fall away.
        actors: Actors to credit.
        since: First month id.
        until: Last month id, itself included.
    """
    first = datetime.date(*year_month(since), 1)
    after = datetime.date(*year_month(until + 1), 1)
    chosen = events.filter(
        (pl.col("country") == "Syria")
        & (pl.col("type_of_violence") != 3)
        & (pl.col("date_start") >= first)
        & (pl.col("date_start") < after)
    )
    placed = place_events(chosen).events.filter(pl.col("pcode").is_not_null())
    found: dict[str, dict[str, float]] = {}
    for pcode, side_a, side_b, best in placed.select(
        "pcode", "side_a", "side_b", "best"
    ).iter_rows():
        row = found.setdefault(pcode, {})
        for side in (side_a, side_b):
            present = [actor for actor in actors_of(side) if actor in actors]
            for actor in present:
                row[actor] = row.get(actor, 0.0) + best / len(present)
    return found

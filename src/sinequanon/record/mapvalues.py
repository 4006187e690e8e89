"""The plain values of a map of a war: areas, shares by month, events, notes."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.record.entries import CatalogEntry
from sinequanon.record.parties import dyad_of

Rings = tuple[Float[np.ndarray, "_ 2"], ...]

_KINDS = 8
_DIGITS = 2
EVENT_NOTES = (
    "Circles are events of UCDP at the point of the place that sources name: deaths of "
    "both sides, civilians among them. UCDP does not say who attacked or who won.",
)
"""What the circles of every map are."""
OWN_NOTE = "The circles are of a table that the user named, and not of GED 21.1."
"""What stands on a map whose events are not the shipped ones."""


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
        sides: Position of each holder's side; holders of one side are told together.
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
        lines: Coasts and borders in view, each as (longitude, latitude) points.
        notes: What the map is and is not.
        sources: The shipped files behind it.
    """

    kind: Literal["control", "proxy"]
    title: str
    about: str
    first_month: int
    holders: tuple[tuple[str, str], ...]
    sides: tuple[int, ...]
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
    lines: Rings
    notes: tuple[str, ...]
    sources: tuple[CatalogEntry, ...]


def placed_precisely(events: pl.DataFrame) -> pl.DataFrame:
    """Events placed to a district and dated to a month."""
    for column, limit in (("where_prec", 4), ("date_prec", 5)):
        if column in events.columns:
            events = events.filter(pl.col(column) < limit)
    return events


def points_of(
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

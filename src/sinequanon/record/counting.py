"""Deaths by dyad, place and month, with what was set aside and why."""

from dataclasses import dataclass

import polars as pl

from sinequanon.record.parties import dyad_of
from sinequanon.record.places import place_events

VAGUE_DATE = 5
"""`date_prec` of summaries over more than a month, dated to their first day."""
VAGUE_PLACE = 4
"""`where_prec` from which a place is a governorate, a country or a sea."""


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """Events that a count leaves out, and their deaths (best), for one reason."""

    reason: str
    events: int
    deaths: int


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Deaths by dyad, place and month, and what was set aside.

    `table` has the columns `dyad` (pair of sides), `pcode`, `month_id`, `events`,
    `low`, `best`, `high` (deaths, persons; civilians killed in battle are in them),
    sorted; pairs without events have no row.
    """

    table: pl.DataFrame
    set_aside: tuple[SetAside, ...]


def month_of_event() -> pl.Expr:
    """The month id of `date_start`, as a column `month_id`."""
    date = pl.col("date_start").dt
    month = (date.year().cast(pl.Int64) - 1980) * 12 + date.month().cast(pl.Int64)
    return month.alias("month_id")


def with_dyads(events: pl.DataFrame) -> pl.DataFrame:
    """Syria's fighting with the columns `dyad` (null if none) and `month_id`.

    State-based and non-state events whose country is Syria; violence against civilians
    alone (type 3) has no dyad and falls away.
    """
    fighting = events.filter(
        (pl.col("country") == "Syria") & (pl.col("type_of_violence") != 3)
    )
    pairs = fighting.select("side_a", "side_b").unique()
    named = pairs.with_columns(
        pl.Series("dyad", [dyad_of(*pair) for pair in pairs.iter_rows()], pl.String)
    )
    return fighting.join(
        named, on=["side_a", "side_b"], how="left", maintain_order="left"
    ).with_columns(month_of_event())


def counts(events: pl.DataFrame) -> Counted:
    """Syria's deaths by dyad, subdistrict and month.

    Set aside, in this order: dates vaguer than a month (`date_prec` 5, such as a year's
    summary on 1 January), places vaguer than a district (`where_prec` 4 and above),
    fighting that is not between two of its sides (within one, with another state, or by
    a coalition of two), points in no subdistrict. The release without these
    columns (`ged211_precise`) holds precise places only and does not say how precise
    its dates are.

    Args:
        events: One GED table, never two: releases overlap and differ.
    """
    rest = with_dyads(events)
    aside: list[SetAside] = []

    def keep(reason: str, good: pl.Expr) -> None:
        nonlocal rest
        bad = rest.filter(~good)
        rest = rest.filter(good)
        deaths = int(bad["best"].sum())
        aside.append(SetAside(reason=reason, events=bad.height, deaths=deaths))

    if "date_prec" in rest.columns:
        keep("date vaguer than a month", pl.col("date_prec") < VAGUE_DATE)
    if "where_prec" in rest.columns:
        keep("place vaguer than a district", pl.col("where_prec") < VAGUE_PLACE)
    keep("not between two sides of this war", pl.col("dyad").is_not_null())
    rest = place_events(rest).events
    keep("point in no subdistrict", pl.col("pcode").is_not_null())
    keys = ["dyad", "pcode", "month_id"]
    table = (
        rest.group_by(keys)
        .agg(
            pl.len().cast(pl.Int64).alias("events"),
            *(pl.col(name).cast(pl.Int64).sum() for name in ("low", "best", "high")),
        )
        .sort(keys)
    )
    return Counted(table=table, set_aside=tuple(aside))

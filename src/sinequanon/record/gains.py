"""Months in which a populous place passed to the government.

Where dated reports or inferred control exist (Syria), from them; elsewhere from events
alone, which is a proxy and not control: GED names no winner of an event.
"""

import numpy as np
import polars as pl

from sinequanon.record.conflicts import with_conflict_ids
from sinequanon.record.counting import VAGUE_PLACE, month_of_event
from sinequanon.record.fought import dated
from sinequanon.record.polygons import distance_km
from sinequanon.record.tables import load

PROXY_LABEL = (
    "event-based proxy, not control: a place of heavy fighting between the government "
    "and rebels that then falls quiet; the record does not say who held it afterwards"
)
REPORTED_LABEL = "dated reports that a place passed to the government"
INFERRED_LABEL = "inferred control: the government became the likely holder"


def syrian_captures(*, within_km: float = 5.0) -> pl.DataFrame:
    """Reported changes of holder in Syria, as `gains_from_captures` takes them.

    From the dated statements of the record, each with its source there; a place's
    population is that of the largest GeoNames town so near.

    Args:
        within_km: Farthest town whose population counts, kilometres.

    Returns:
        Columns `place`, `month_id`, `winner`, `loser` (several holders are joined with
        `|`), `population` (persons, null if no town is near); sorted by month.
    """
    towns = load("syria_towns")
    lat = towns["latitude"].to_numpy().astype(np.float64)
    lon = towns["longitude"].to_numpy().astype(np.float64)
    people = towns["population"].to_numpy()
    changes = load("syria_statements").filter(pl.col("kind") == "change")
    found: list[int | None] = []
    for north, east in changes.select("latitude", "longitude").iter_rows():
        near = people[distance_km(float(north), float(east), lat, lon) <= within_km]
        found.append(int(near.max()) if near.size else None)
    day = pl.col("date").dt
    return changes.select(
        "place",
        ((day.year().cast(pl.Int64) - 1980) * 12 + day.month().cast(pl.Int64)).alias(
            "month_id"
        ),
        pl.col("to_holders").alias("winner"),
        pl.col("from_holders").alias("loser"),
        pl.Series("population", found, pl.Int64),
    ).sort("month_id", "place")


def gains_from_captures(
    captures: pl.DataFrame,
    *,
    conflict: int,
    winner: str = "government",
    loser: str | None = None,
    least_population: float = 0.0,
) -> pl.DataFrame:
    """Months in which a reported capture gave a populous place to the government.

    Args:
        captures: Plain values, a row a change of holder: `place`, `month_id`, `winner`,
            `loser` and `population` (persons, null if unknown).
        conflict: UCDP id of the war whose course is followed, such as 299.
        winner: The name that stands for the government.
        loser: Only places taken from this holder; from anyone if left out.
        least_population: Persons; a place of unknown population counts only at 0.

    Returns:
        Columns `conflict_id`, `month_id`, `place`, `label`; sorted, one row a capture.

    Raises:
        ValueError: If no capture is left.
    """
    kept = pl.col("winner") == winner
    if loser is not None:
        kept &= pl.col("loser") == loser
    if least_population > 0.0:
        kept &= pl.col("population").fill_null(0.0) >= least_population
    return _gains(captures.filter(kept), conflict, REPORTED_LABEL)


def gains_from_control(
    control: pl.DataFrame,
    *,
    conflict: int,
    actors: tuple[str, ...] = ("government",),
    at_least: float = 0.7,
    at_most: float = 0.3,
    populations: pl.DataFrame | None = None,
    least_population: float = 0.0,
) -> pl.DataFrame:
    """Months in which the government became the holder of a populous place by control.

    Args:
        control: `control_table()`, or columns `pcode`, `month_id` and one of chances
            for each of `actors`, for consecutive months.
        conflict: UCDP id of the war whose course is followed.
        actors: Columns that count as the government.
        at_least: Chance from which it counts as the holder.
        at_most: Chance that it must have fallen to since it last counted as the holder,
            or before it first did: a chance that wavers around a half is no gain.
        populations: Columns `pcode` and `population` (persons).
        least_population: Persons.

    Returns:
        As `gains_from_captures`; `place` is the P-code.

    Raises:
        ValueError: If no place passed to the government.
    """
    held = control.select(
        "pcode", "month_id", pl.sum_horizontal(*actors).alias("_chance")
    ).sort("pcode", "month_id")
    state = (
        pl.when(pl.col("_chance") >= at_least)
        .then(1)
        .when(pl.col("_chance") <= at_most)
        .then(0)
        .forward_fill()
        .over("pcode")
    )
    consecutive = pl.col("month_id").shift(1).over("pcode") == pl.col("month_id") - 1
    passed = held.with_columns(state.alias("_state")).filter(
        (pl.col("_state") == 1)
        & (pl.col("_state").shift(1).over("pcode") == 0)
        & consecutive
    )
    if populations is not None:
        passed = passed.join(populations, on="pcode", how="left").filter(
            pl.col("population").fill_null(0.0) >= least_population
        )
    return _gains(passed.rename({"pcode": "place"}), conflict, INFERRED_LABEL)


def _gains(rows: pl.DataFrame, conflict: int, label: str) -> pl.DataFrame:
    if rows.is_empty():
        raise ValueError("no place passed to the government under these conditions")
    return rows.select(
        pl.lit(conflict, dtype=pl.Int64).alias("conflict_id"),
        pl.col("month_id").cast(pl.Int64),
        pl.col("place").cast(pl.String),
        pl.lit(label).alias("label"),
    ).sort("month_id", "place")


def quiet_after_battle(
    events: pl.DataFrame,
    *,
    deaths: int = 25,
    quiet_months: int = 3,
    quiet_share: float = 0.1,
    months_before: int = 2,
) -> pl.DataFrame:
    """Months in which a place fought over fell quiet, in any war: `PROXY_LABEL`.

    A place is a point of the record (a named town). It counts when a month saw so many
    deaths there between a government and rebels, earlier months of the year before saw
    such fighting too, and each of the next months saw at most a tenth of it. The month
    given is the last quiet one, so that nothing that follows it has been looked at. No
    population is on record for places outside Syria: that a place is named for its
    fighting again and again stands in for "populous". Where deaths by side are in the
    table, the rebels must have lost more than the government.

    Args:
        events: A GED table.
        deaths: Least deaths (best) in the month of battle.
        quiet_months: Months after it that must be quiet.
        quiet_share: Most deaths in each of them, as a share of the battle's.
        months_before: Months of the twelve before the battle with fighting there.

    Returns:
        As `gains_from_captures`; `place` is latitude and longitude.
    """
    fights, _ = dated(with_conflict_ids(events))
    if "where_prec" in fights.columns:
        fights = fights.filter(pl.col("where_prec") < VAGUE_PLACE)
    fights = fights.filter(
        (pl.col("type_of_violence") == 1)
        & pl.col("conflict_id").is_not_null()
        & pl.col("side_a").str.starts_with("Government of")
        & ~pl.col("side_b").str.starts_with("Government of")
    ).with_columns(
        month_of_event(),
        pl.concat_str(
            pl.col("latitude").round(3), pl.col("longitude").round(3), separator=" "
        ).alias("place"),
    )
    last = fights["month_id"].max()
    sides = {"deaths_a", "deaths_b"} <= set(fights.columns)
    worse = pl.col("deaths_b") - pl.col("deaths_a") if sides else pl.lit(1)
    monthly = fights.group_by("conflict_id", "place", "month_id").agg(
        pl.col("best").sum().alias("deaths"), worse.sum().alias("_worse")
    )
    battles = monthly.filter((pl.col("deaths") >= deaths) & (pl.col("_worse") > 0))
    near = battles.join(
        monthly.select(
            "conflict_id",
            "place",
            pl.col("month_id").alias("_other"),
            pl.col("deaths").alias("_deaths"),
        ),
        on=["conflict_id", "place"],
    )
    ahead = pl.col("_other") - pl.col("month_id")
    after = ahead.is_between(1, quiet_months)
    found = near.group_by("conflict_id", "place", "month_id").agg(
        pl.col("_deaths").filter(after).max().fill_null(0).alias("_loudest"),
        pl.col("deaths").first(),
        ahead.is_between(-12, -1).sum().alias("_earlier"),
    )
    return (
        found.filter(
            (pl.col("_loudest") <= quiet_share * pl.col("deaths"))
            & (pl.col("_earlier") >= months_before)
            & (pl.col("month_id") + quiet_months <= last)
        )
        .select(
            "conflict_id",
            (pl.col("month_id") + quiet_months).alias("month_id"),
            "place",
            pl.lit(PROXY_LABEL).alias("label"),
        )
        .sort("conflict_id", "month_id", "place")
    )

"""All that the record says of one war, as tables: the record lens by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from sinequanon.months import month_label
from sinequanon.record.civilians import (
    civilians_by_year,
    civilians_killed,
)
from sinequanon.record.classes import ClassIncidence
from sinequanon.record.conflicts import with_conflict_ids
from sinequanon.record.counting import VAGUE_DATE, month_of_event
from sinequanon.record.endings import agreements, episodes
from sinequanon.record.followed import Followed
from sinequanon.record.fought import outside_bounds
from sinequanon.record.sequels import class_of, rates_of, sequels_of
from sinequanon.record.tables import load
from sinequanon.record.warfinder import War

_FIGURES = ("low", "best", "high")
_SYRIA = 299
_PRECISE_NOTE = (
    "Deaths by event are of GED 21.1's places known exactly or nearly (where_prec "
    "1-2), 1989 to 2020: about 58 % of the deaths on record; the exact totals are "
    "those by country and year."
)
_CIVILIANS_NOTE = (
    "Deaths in battle take in civilians, for whom no killer is recorded; UCDP does not "
    "say who attacked."
)
_GOVERNMENT_NOTE = (
    "`The government` is whoever UCDP codes as the state that year, which is mostly "
    "who held the capital: in Afghanistan 1996 to 2001 the Taleban. A total over years "
    "in which it changed hands adds up the deaths of different regimes."
)
_ENDS_NOTE = (
    "An episode's end is the last day of fighting (Conflict Termination 3-2021, to "
    "2020), not a signature."
)


@dataclass(frozen=True, kw_only=True)
class WarRecord:
    """What is on record of a war.

    Attributes:
        war: The war.
        conflicts: Columns `conflict_id`, `name`, `about`, `first_year`, `last_year`,
            `years` (active, since 1946), `war_years` (1,000 battle deaths or more),
            `with_foreign_troops` (years).
        dyads: Columns `conflict_id`, `dyad_id`, `side_a`, `side_b`, `first_year`,
            `last_year`, `years`, `allies_a`, `allies_b` (states with troops).
        country_years: Exact totals, columns `country`, `year`, then `low`, `best`,
            `high` of state-based deaths, `non_state` and `one_sided` (best).
        yearly: Precise events, columns `conflict_id` (null for non-state and
            one-sided), `type_of_violence`, `year`, `events`, `low`, `best`, `high`.
        monthly: The same by `month`, `month_id` and `dyad`.
        episodes: Columns as of `sinequanon.record.episodes`, one row an episode.
        rates: How wars of its class ended, this war left out; None if none is like it.
        followed: What followed months in which places passed to the government; None
            if that cannot be told.
        followed_why: Why not, or how the months were found.
        civilians: Exact yearly counts, as `civilians_by_year`, with `country`.
        killers: Perpetrators under each rule of counting, columns `rule`,
            `perpetrator`, `low`, `best`, `high`, over the months of the table used.
        killers_over: Those months, in words.
        agreements: Columns `conflict_id`, `date`, `kind`, `name`.
        notes: What the figures leave out.
    """

    war: War
    conflicts: pl.DataFrame
    dyads: pl.DataFrame
    country_years: pl.DataFrame
    yearly: pl.DataFrame
    monthly: pl.DataFrame
    episodes: pl.DataFrame
    rates: ClassIncidence | None
    followed: Followed | None
    followed_why: str
    civilians: pl.DataFrame
    killers: pl.DataFrame
    killers_over: str
    agreements: pl.DataFrame
    notes: tuple[str, ...]


def war_record(war: War, *, events: pl.DataFrame | None = None) -> WarRecord:
    """All that the record says of a war.

    Args:
        war: A war of `find_war`.
        events: One GED table; the shipped precise release of 1989 to 2020 if left out.

    Example:
        >>> from sinequanon.record import find_war
        >>> war_record(find_war("sri-lanka")).episodes["ending"].to_list()[-1]
        'government_victory'
    """
    own = war_events(war, events=events)
    like = class_of(war)
    followed, why = sequels_of(war, events=events)
    killers, over = _killers(war, events, own["month_id"])
    notes = [_CIVILIANS_NOTE, _GOVERNMENT_NOTE, _ENDS_NOTE]
    if events is None:
        notes.insert(0, _PRECISE_NOTE)
    notes += _misordered(own) + _vague(war, events)
    return WarRecord(
        war=war,
        conflicts=_conflicts(war),
        dyads=_dyads(war),
        country_years=_country_years(war),
        yearly=_summed(own, ["conflict_id", "type_of_violence", "year"]),
        monthly=_by_month(own),
        episodes=episodes()
        .filter(pl.col("conflict_id").is_in(war.conflicts))
        .sort("start"),
        rates=rates_of(like),
        followed=followed,
        followed_why=why,
        civilians=_civilians(war.countries),
        killers=killers,
        killers_over=over,
        agreements=agreements()
        .filter(pl.col("conflict_id").is_in(war.conflicts))
        .select("conflict_id", "date", "kind", "name")
        .sort("date"),
        notes=tuple(notes),
    )


def war_events(war: War, *, events: pl.DataFrame | None = None) -> pl.DataFrame:
    """The events of a war, dated to a month, with `conflict_id`, `month_id` and `dyad`.

    Those of its conflicts, wherever they lie; and for a war that was named by its
    country also the non-state and one-sided events there.

    Args:
        war: A war of `find_war`.
        events: One GED table; the shipped precise release if left out.
    """
    rows = with_conflict_ids(load("ged211_precise") if events is None else events)
    kept = pl.col("conflict_id").is_in(war.conflicts)
    kept &= pl.col("type_of_violence") == 1
    if war.whole_country:
        kept |= (pl.col("type_of_violence") != 1) & pl.col("country").is_in(
            war.countries
        )
    rows = rows.filter(kept)
    if "date_prec" in rows.columns:
        rows = rows.filter(pl.col("date_prec") < VAGUE_DATE)
    return rows.with_columns(
        month_of_event(),
        pl.col("date_start").dt.year().cast(pl.Int64).alias("year"),
        pl.col("type_of_violence").cast(pl.Int64),
        pl.when(pl.col("type_of_violence") == 1)
        .then("conflict_id")
        .alias("conflict_id"),
        pl.concat_str("side_a", "side_b", separator=" - ").alias("dyad"),
    )


def _misordered(own: pl.DataFrame) -> list[str]:
    broken = own.filter(outside_bounds()).height
    if not broken:
        return []
    return [
        f"UCDP's best estimate lies outside its own low to high in {broken:,} of "
        f"{own.height:,} events of this war; they are counted as recorded."
    ]


def _vague(war: War, events: pl.DataFrame | None) -> list[str]:
    if events is None or "date_prec" not in events.columns:
        return []
    rows = with_conflict_ids(events).filter(
        pl.col("conflict_id").is_in(war.conflicts) & (pl.col("date_prec") >= VAGUE_DATE)
    )
    return [
        f"{rows.height} events with {int(rows['best'].sum()):,} deaths are dated more "
        "vaguely than a month and are left out."
    ]


def _summed(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return (
        rows.group_by(keys)
        .agg(
            pl.len().cast(pl.Int64).alias("events"),
            *(pl.col(name).cast(pl.Int64).sum() for name in _FIGURES),
        )
        .sort(keys)
    )


def _by_month(own: pl.DataFrame) -> pl.DataFrame:
    keys = ["month_id", "conflict_id", "dyad", "type_of_violence"]
    table = _summed(own, keys)
    label = pl.col("month_id").map_elements(month_label, pl.String).alias("month")
    return table.select(label, *keys, "events", *_FIGURES)


def _conflicts(war: War) -> pl.DataFrame:
    about = pl.col("territory_name").fill_null("Government")
    order = {one: place for place, one in enumerate(war.conflicts)}
    return (
        load("acd_251")
        .filter(pl.col("conflict_id").is_in(war.conflicts))
        .sort("year")
        .group_by("conflict_id")
        .agg(
            pl.concat_str("location", about, separator=": ").last().alias("name"),
            pl.when(pl.col("incompatibility").last() == 1)
            .then(pl.lit("territory"))
            .otherwise(pl.lit("government"))
            .alias("about"),
            pl.col("year").min().alias("first_year"),
            pl.col("year").max().alias("last_year"),
            pl.col("year").n_unique().cast(pl.Int64).alias("years"),
            (pl.col("intensity_level") == 2).sum().cast(pl.Int64).alias("war_years"),
            (pl.col("type_of_conflict") == 4)
            .sum()
            .cast(pl.Int64)
            .alias("with_foreign_troops"),
        )
        .sort(pl.col("conflict_id").replace_strict(order, return_dtype=pl.Int64))
    )


def _dyads(war: War) -> pl.DataFrame:
    order = {one: place for place, one in enumerate(war.conflicts)}

    def allies(column: str) -> pl.Expr:
        named = pl.col(column).drop_nulls().str.split(", ").explode(empty_as_null=False)
        return named.unique(maintain_order=True).str.join(", ")

    return (
        load("dyadic_251")
        .filter(pl.col("conflict_id").is_in(war.conflicts))
        .sort("year")
        .group_by("conflict_id", "dyad_id", maintain_order=True)
        .agg(
            pl.col("side_a").last(),
            pl.col("side_b").last(),
            pl.col("year").min().alias("first_year"),
            pl.col("year").max().alias("last_year"),
            pl.col("year").n_unique().cast(pl.Int64).alias("years"),
            allies("side_a_2nd").alias("allies_a"),
            allies("side_b_2nd").alias("allies_b"),
        )
        .sort(
            pl.col("conflict_id").replace_strict(order, return_dtype=pl.Int64),
            "first_year",
            "dyad_id",
        )
    )


def _country_years(war: War) -> pl.DataFrame:
    battle = {name: f"sb_total_deaths_{name}_cy" for name in _FIGURES}
    return (
        load("country_year_251")
        .filter(pl.col("country_cy").is_in(war.countries))
        .select(
            pl.col("country_cy").alias("country"),
            pl.col("year_cy").alias("year"),
            *(pl.col(column).alias(name) for name, column in battle.items()),
            pl.col("ns_total_deaths_best_cy").alias("non_state"),
            pl.col("os_total_deaths_best_cy").alias("one_sided"),
        )
        .filter((pl.col("high") + pl.col("non_state") + pl.col("one_sided")) > 0)
        .sort("country", "year")
    )


def _civilians(countries: Iterable[str]) -> pl.DataFrame:
    known = set(load("country_year_251")["country_cy"].unique())
    frames = [
        civilians_by_year(one).select(pl.lit(one).alias("country"), pl.all())
        for one in countries
        if one in known
    ]
    if not frames:
        return pl.DataFrame(schema={"country": pl.String, "year": pl.Int64})
    whole = pl.concat(frames)
    return whole.filter(pl.sum_horizontal(pl.exclude("country", "year")) > 0)


def _killers(
    war: War, events: pl.DataFrame | None, months: pl.Series
) -> tuple[pl.DataFrame, str]:
    """Perpetrators by rule over the war's months, from the table with most rules."""
    table = load("ged211_precise") if events is None else events
    if events is None and _SYRIA in war.conflicts:
        table = load("ged_syria")
    parts = [
        civilians_killed(table, government=f"Government of {one}", country=one).table
        for one in war.countries
        if table.filter(pl.col("country") == one).height
    ]
    empty = {"rule": pl.String, "perpetrator": pl.String} | dict.fromkeys(
        _FIGURES, pl.Int64
    )
    whole = pl.concat(parts) if parts else pl.DataFrame(schema=empty)
    if len(months) and whole.height:
        span = pl.col("month_id").is_between(months.min(), months.max())
        whole = whole.filter(span)
    if whole.is_empty():
        return pl.DataFrame(schema=empty), ""
    first, last = whole.select(
        pl.col("month_id").min().alias("first"), pl.col("month_id").max().alias("last")
    ).row(0)
    summed = (
        whole.group_by("rule", "perpetrator", maintain_order=True)
        .agg(pl.col(name).sum() for name in _FIGURES)
        .with_row_index("_row")
        .sort(pl.col("_row").min().over("rule"), -pl.col("best"))
        .drop("_row")
    )
    return summed, f"{month_label(first)} to {month_label(last)}"

"""What was known of a war at the end of a year, from the record alone.

Every covariate of year t is made from rows of years up to t, and agreements from years
before t: one that was signed in t and whose war is still at risk at the end of t is, by
that very fact, one that did not end it. Figures are those of the shipped releases, not
the ones that had been published in year t.
"""

from dataclasses import dataclass

import polars as pl

from sinequanon.errors import Fault, ForecastError
from sinequanon.fit.columns import LOOKS_AHEAD, refuse_future
from sinequanon.fit.rows import Level
from sinequanon.record import agreements, load, with_conflict_ids

_WITHIN = (3, 4)
_DEATHS_SINCE = 1989
_RECENT_AGREEMENTS = 5
_RECENT_ENDS = 3
_REGIONS = (("europe", 1), ("middle_east", 2), ("asia", 3), ("americas", 5))
_IDS = {
    *("conflict_id", "conflictep_id", "conflictepisode", "dyad_id", "dyadep_id"),
    *("dyadepisode", "unit", "episode", "year", "version", *LOOKS_AHEAD),
}

ALL = (
    "log_age",
    "first_year",
    "territory",
    "war",
    "war_before",
    "war_share",
    "foreign_troops",
    "foreign_troops_rebels",
    "log_dyads",
    "more_dyads",
    "deaths_known",
    "log_deaths",
    "log_deaths_late",
    "log_deaths_change",
    "log_past_episodes",
    "past_agreement",
    "past_low",
    "agreement_recent",
    "log_others",
    "neighbour_ended",
    "since_1990",
    "decade",
    *(name for name, _ in _REGIONS),
)
"""Covariates in their order; Africa is the region without a mark of its own."""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables that covariates are made from; of the record if not given.

    Attributes:
        years: Termination data of the level, types 3 and 4, with `episode` and `unit`
            (conflict or dyad id).
        deaths: Columns `conflict_id`, `side_b`, `year`, `late` (second half of the
            year) and `best` (persons).
        signed: Columns `conflict_id` and `year` of agreements.
    """

    years: pl.DataFrame
    deaths: pl.DataFrame
    signed: pl.DataFrame


def shipped(level: Level) -> Tables:
    """The tables of the shipped record.

    Dyads whose record stops before 2020 with no ending are left out (two of them).
    """
    name = "term_acd_3" if level == "conflict" else "term_dyad_3"
    unit = "conflict_id" if level == "conflict" else "dyad_id"
    rows = (
        load(name)
        .filter(pl.col("type_of_conflict").is_in(_WITHIN))
        .with_columns(pl.col(unit).alias("unit"))
        .sort("unit", "year")
    )
    # The dyad file's own ids of episodes are damaged, and a few conflict episodes have
    # a stray year of 2020 under an old id: an episode runs up to a year with an ending.
    ends = pl.col("outcome").is_not_null().cast(pl.Int64)
    run = (ends.cum_sum() - ends).over("unit")
    rows = rows.with_columns((pl.col("unit") * 100 + run).alias("episode"))
    last, coded = pl.col("year").max(), pl.col("outcome").is_not_null().any()
    whole = (coded | (last >= rows["year"].max())).over("episode")
    events = with_conflict_ids(
        load("ged211_precise").filter(pl.col("type_of_violence") == 1)
    )
    deaths = (
        events.filter(pl.col("conflict_id").is_not_null())
        .with_columns((pl.col("date_start").dt.month() > 6).alias("late"))
        .group_by("conflict_id", "side_b", pl.col("year").cast(pl.Int64), "late")
        .agg(pl.col("best").cast(pl.Float64).sum())
        .sort("conflict_id", "side_b", "year", "late")
    )
    signed = agreements().select("conflict_id", "year")
    return Tables(years=rows.filter(whole), deaths=deaths, signed=signed)


def with_covariates(
    tables: Tables, level: Level, extra: tuple[str, ...] = ()
) -> pl.DataFrame:
    """Rows of `tables.years` with the covariates `ALL` and `extra` beside them.

    Args:
        tables: What to make them from.
        level: Of conflicts or of dyads.
        extra: Further numeric columns of the termination table, missing as 0.

    Raises:
        ForecastError: If a further column looks ahead, is not there, holds no numbers
            or is there already; all of them at once.
    """
    refuse_future(extra)
    _refuse_unusable(extra, tables.years)
    rows = _own_past(tables.years)
    rows = _deaths(rows, tables.deaths, level)
    rows = _signed(rows, tables.signed)
    rows = _others(rows)
    marks = [
        (pl.col("region").str.split(", ").list.first().cast(pl.Int64) == code)
        .cast(pl.Float64)
        .alias(name)
        for name, code in _REGIONS
    ]
    since = (pl.col("year") >= 1990).cast(pl.Float64).alias("since_1990")
    decade = ((pl.col("year") - 1990) / 10.0).alias("decade")
    own = [pl.col(name).cast(pl.Float64).fill_null(0.0) for name in (*ALL, *extra)]
    return (
        rows.with_columns(*marks, since, decade)
        .with_columns(*own)
        .sort("episode", "year")
    )


def _refuse_unusable(extra: tuple[str, ...], rows: pl.DataFrame) -> None:
    faults: list[Fault] = []
    usable = [name for name, kind in rows.schema.items() if kind.is_numeric()]
    for name in extra:
        if name in ALL:
            found = "the forecasts use it already"
        elif name not in rows.columns:
            found = "the termination table has no such column"
        elif name not in usable:
            found = "the column holds no numbers"
        else:
            continue
        fix = f"take one of {', '.join(one for one in usable if one not in _IDS)}"
        faults.append(Fault(where=name, found=found, fix=fix))
    if faults:
        raise ForecastError(faults)


def _own_past(rows: pl.DataFrame) -> pl.DataFrame:
    """Covariates from the rows of the episode and the conflict up to each year."""
    whole, unit = "episode", "unit"
    war = (pl.col("intensity_level") == 2).cast(pl.Float64)
    # The first start of the episode: a few rows repeat it with another date.
    start = pl.col("start_date2").dt.year().first().over(whole)
    age = pl.col("year") - pl.min_horizontal(start, pl.col("year").first().over(whole))
    ended = pl.col("outcome").is_not_null().cast(pl.Int64)
    before = (ended.cum_sum() - ended).over(unit)

    def earlier(code: int) -> pl.Expr:
        one = (pl.col("outcome") == code).fill_null(False).cast(pl.Int64)
        return (one.cum_sum() - one).over(unit) > 0

    dyads = pl.col("dyadcount").cast(pl.Float64)
    rows = rows.with_columns(
        age.alias("_age"),
        war.alias("war"),
        war.cum_sum().over(whole).alias("_wars"),
        pl.col("year").cum_count().over(whole).alias("_nth"),
        dyads.log().alias("log_dyads"),
        (dyads - dyads.shift(1).over(whole))
        .fill_null(0.0)
        .clip(-2.0, 2.0)
        .alias("more_dyads"),
    )
    return rows.with_columns(
        pl.col("_age").log1p().alias("log_age"),
        (pl.col("_nth") == 1).alias("first_year"),
        (pl.col("incompatibility") == 1).alias("territory"),
        (pl.col("_wars") - pl.col("war") > 0).alias("war_before"),
        (pl.col("_wars") / pl.col("_nth")).alias("war_share"),
        (pl.col("type_of_conflict") == 4).alias("foreign_troops"),
        pl.col("side_b_2nd").is_not_null().alias("foreign_troops_rebels"),
        before.log1p().alias("log_past_episodes"),
        earlier(1).alias("past_agreement"),
        earlier(5).alias("past_low"),
    )


def _deaths(rows: pl.DataFrame, deaths: pl.DataFrame, level: Level) -> pl.DataFrame:
    """Deaths in precisely placed events, from 1989 on, and how they moved."""
    keys = ["conflict_id"] if level == "conflict" else ["conflict_id", "side_b"]
    late = pl.col("best").filter(pl.col("late")).sum()
    yearly = deaths.group_by(*keys, "year").agg(
        pl.col("best").sum().alias("_best"), late.alias("_late")
    )
    before = yearly.select(
        *keys, (pl.col("year") + 1).alias("year"), pl.col("_best").alias("_before")
    )
    on = [*keys, "year"]
    known = pl.col("year") >= _DEATHS_SINCE
    rows = rows.join(yearly, on=on, how="left", maintain_order="left")
    rows = rows.join(before, on=on, how="left", maintain_order="left")
    best, second, last = (
        pl.col(name).fill_null(0.0) for name in ("_best", "_late", "_before")
    )
    return rows.with_columns(
        known.alias("deaths_known"),
        pl.when(known).then(best.log1p()).otherwise(0.0).alias("log_deaths"),
        pl.when(known)
        .then(((second + 5.0) / (best - second + 5.0)).log())
        .otherwise(0.0)
        .alias("log_deaths_late"),
        pl.when(pl.col("year") > _DEATHS_SINCE)
        .then(((best + 5.0) / (last + 5.0)).log())
        .otherwise(0.0)
        .alias("log_deaths_change"),
    )


def _signed(rows: pl.DataFrame, signed: pl.DataFrame) -> pl.DataFrame:
    """Whether an agreement of the conflict was signed in the years before this one."""
    recent = pl.concat(
        [
            signed.select("conflict_id", (pl.col("year") + lag).alias("year"))
            for lag in range(1, _RECENT_AGREEMENTS + 1)
        ]
    ).unique()
    recent = recent.with_columns(pl.lit(1.0).alias("agreement_recent"))
    return rows.join(
        recent, on=["conflict_id", "year"], how="left", maintain_order="left"
    )


def _others(rows: pl.DataFrame) -> pl.DataFrame:
    """Other wars in the same state, and whether one ended by consent shortly before."""
    active = rows.group_by("location", "year").agg(
        pl.col("unit").n_unique().alias("_here")
    )
    consent = rows.filter(pl.col("outcome").is_in([1, 2])).select("location", "year")
    recent = pl.concat(
        [
            consent.select("location", (pl.col("year") + lag).alias("year"))
            for lag in range(1, _RECENT_ENDS + 1)
        ]
    ).unique()
    recent = recent.with_columns(pl.lit(1.0).alias("neighbour_ended"))
    on = ["location", "year"]
    return (
        rows.join(active, on=on, how="left", maintain_order="left")
        .join(recent, on=on, how="left", maintain_order="left")
        .with_columns(pl.col("_here").cast(pl.Float64).log().alias("log_others"))
    )

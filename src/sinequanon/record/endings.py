"""How wars ended, how long they lasted, how often they came back: the plain tables.

Everything is of the UCDP Conflict Termination data 3-2021 (Kreutz 2010,
doi:10.1177/0022343309353108), wars inside a state alone (types 3 and 4), and of the
UCDP Peace Agreements 22.1 (Pettersson, Högbladh & Öberg 2019,
doi:10.1177/0022343319856046). An ending is dated by the last day of fighting.
"""

import datetime
from collections.abc import Sequence
from typing import Literal

import numpy as np
import polars as pl
from jaxtyping import Bool, Float

from sinequanon.record.rates import ENDINGS
from sinequanon.record.tables import load
from sinequanon.record.wars import war_names

LAST_DAY = datetime.date(2020, 12, 31)
"""The last day that the termination data cover."""

_WITHIN = (3, 4)
_ABOUT = {1: "territory", 2: "government", 3: "both"}
_DAYS_PER_YEAR = 365.25

PROVISIONS = (
    "cease",
    "ddr",
    "elections",
    "pris",
    "intarmy",
    "amn",
    "interim",
    "shagov",
    "pko",
    "pp",
    "fed",
    "ind",
)
"""Columns of the agreements table whose shares `provision_shares` gives."""


def ending_name() -> pl.Expr:
    """The name in `ENDINGS` of UCDP's `outcome` code; null where none is coded."""
    return pl.col("outcome").replace_strict(
        dict(enumerate(ENDINGS[:-1], start=1)), return_dtype=pl.String, default=None
    )


def episode_years() -> pl.DataFrame:
    """Every year of every war inside a state, 1946 to 2020, one row each.

    Columns: `episode` (UCDP's id), `conflict_id`, `war` (name), `location`, `region`
    (UCDP's code), `gwno_loc`, `year`, `year_of_episode` (1 for the first year with
    fighting), `incompatibility` (`government`, `territory`, `both`), `war_intensity`
    (1,000 battle deaths or more that year), `internationalised` (type 4), `dyads`
    (active that year), `start` (date), `end` (date of the last fighting of the episode,
    null if still on), `ending` (of the episode, one of `ENDINGS`), `ends_here` (this
    row carries the ending), and of the whole episode, which look ahead: `ever_war`,
    `most_dyads`, `ever_internationalised`.
    """
    table = load("term_acd_3")
    rows = table.filter(pl.col("type_of_conflict").is_in(_WITHIN))
    names = war_names(table)
    whole = pl.col("conflictep_id")
    return (
        rows.sort("conflictep_id", "year")
        .with_columns(ending_name().alias("_ending"))
        .select(
            whole.alias("episode"),
            "conflict_id",
            whole.replace_strict(names, return_dtype=pl.String).alias("war"),
            "location",
            "region",
            "gwno_loc",
            "year",
            pl.col("year")
            .cum_count()
            .over(whole)
            .cast(pl.Int64)
            .alias("year_of_episode"),
            pl.col("incompatibility").replace_strict(_ABOUT, return_dtype=pl.String),
            (pl.col("intensity_level") == 2).alias("war_intensity"),
            (pl.col("type_of_conflict") == 4).alias("internationalised"),
            pl.col("dyadcount").alias("dyads"),
            # A few episodes give two starts; the first is the episode's.
            pl.col("start_date2").first().over(whole).alias("start"),
            pl.col("ependdate").drop_nulls().first().over(whole).alias("end"),
            pl.col("_ending")
            .drop_nulls()
            .first()
            .over(whole)
            .fill_null(ENDINGS[-1])
            .alias("ending"),
            pl.col("_ending").is_not_null().alias("ends_here"),
            (pl.col("intensity_level") == 2).any().over(whole).alias("ever_war"),
            pl.col("dyadcount").max().over(whole).alias("most_dyads"),
            (pl.col("type_of_conflict") == 4)
            .any()
            .over(whole)
            .alias("ever_internationalised"),
        )
    )


def episodes() -> pl.DataFrame:
    """Every episode of war inside a state, 479 of them, one row each.

    Columns: `episode`, `conflict_id`, `war`, `location`, `region`, `gwno_loc`,
    `incompatibility`, `start`, `end` (null if still on at the end of 2020), `ending`,
    `ending_year` (null likewise), `years` (from start to end, or to the end of 2020),
    `ever_war`, `most_dyads`, `ever_internationalised`.
    """
    rows = episode_years()
    last = pl.col("end").fill_null(LAST_DAY)
    return (
        rows.group_by("episode", maintain_order=True)
        .agg(
            pl.col(
                "conflict_id",
                "war",
                "location",
                "region",
                "gwno_loc",
                "incompatibility",
                "start",
                "end",
                "ending",
            ).first(),
            pl.col("year").filter("ends_here").first().alias("ending_year"),
            pl.col("ever_war", "most_dyads", "ever_internationalised").first(),
        )
        .with_columns(
            ((last - pl.col("start")).dt.total_days() / _DAYS_PER_YEAR).alias("years")
        )
    )


def dyad_episodes() -> pl.DataFrame:
    """Every episode of a dyad (one rebel group against a state), one row each.

    The file's own id of a dyad's episode is damaged (many share one id), so an episode
    is the years of a dyad up to each year with an ending.

    Columns: `dyad_id`, `conflict_id`, `location`, `side_b`, `first_year`, `last_year`,
    `end` (date), `ending`, `ending_year` (null if still on), `next_year` (first year of
    the dyad's next episode, null if none).
    """
    rows = (
        load("term_dyad_3")
        .filter(pl.col("type_of_conflict").is_in(_WITHIN))
        .sort("dyad_id", "year")
        .with_columns(
            ending_name().alias("ending"),
            pl.col("outcome").is_not_null().cast(pl.Int64).alias("_ends"),
        )
        .with_columns(
            (pl.col("_ends").cum_sum() - pl.col("_ends")).over("dyad_id").alias("_run")
        )
    )
    return (
        rows.group_by("dyad_id", "_run", maintain_order=True)
        .agg(
            pl.col("conflict_id", "location", "side_b").first(),
            pl.col("year").min().alias("first_year"),
            pl.col("year").max().alias("last_year"),
            pl.col("ependdate").drop_nulls().first().alias("end"),
            pl.col("ending").drop_nulls().first(),
            pl.col("year")
            .filter(pl.col("outcome").is_not_null())
            .first()
            .alias("ending_year"),
        )
        .with_columns(
            pl.col("ending").fill_null(ENDINGS[-1]),
            pl.col("first_year").shift(-1).over("dyad_id").alias("next_year"),
        )
        .drop("_run")
    )


def ending_shares(
    ended: pl.DataFrame, *, by: pl.Expr | None = None, since: int = 1946
) -> pl.DataFrame:
    """How episodes ended: shares by ending, for all or for each group.

    Args:
        ended: `episodes()` or `dyad_episodes()`, or any part of them; episodes still on
            fall away.
        by: What to group by, such as `pl.col("ending_year") // 10 * 10`; it becomes the
            column `group` (all rows if left out).
        since: First year of ending.

    Returns:
        Columns `group`, `ended` (episodes) and one share for each ending, which sum to
        one; sorted by group.
    """
    chosen = ended.filter(pl.col("ending_year") >= since)
    group = (pl.lit("all") if by is None else by).alias("group")
    return (
        chosen.with_columns(group)
        .group_by("group")
        .agg(
            pl.len().cast(pl.Int64).alias("ended"),
            *((pl.col("ending") == name).mean().alias(name) for name in ENDINGS[:-1]),
        )
        .sort("group")
    )


def lasting(
    chosen: pl.DataFrame, *, years: Sequence[float] = (1, 5, 10, 20)
) -> pl.DataFrame:
    """How long wars lasted: the share still on after so many years.

    The product-limit estimator (Kaplan & Meier 1958, doi:10.2307/2281868), with wars
    still on at the end of 2020 censored there.

    Args:
        chosen: `episodes()` or any part of it.
        years: Years since the start.

    Returns:
        One row: `episodes`, `median_years` (null if more than half are still on
        throughout) and `after_Y` for each of `years`.

    Raises:
        ValueError: If there is no episode.
    """
    if chosen.is_empty():
        raise ValueError("no episode to follow")
    length = chosen["years"].to_numpy()
    over = (chosen["ending"] != ENDINGS[-1]).to_numpy()
    at, still = product_limit(length, over)
    below = np.flatnonzero(still <= 0.5)
    row: dict[str, float | int | None] = {
        "episodes": chosen.height,
        "median_years": float(at[below[0]]) if below.size else None,
    }
    for year in years:
        known = np.searchsorted(at, year, side="right")
        row[f"after_{year:g}"] = 1.0 if known == 0 else float(still[known - 1])
    return pl.DataFrame([row])


def product_limit(
    length: Float[np.ndarray, " n"], over: Bool[np.ndarray, " n"]
) -> tuple[Float[np.ndarray, " times"], Float[np.ndarray, " times"]]:
    """Times at which something ended, and the share still on after each.

    Args:
        length: Time followed, in any unit.
        over: Whether it ended then; else it was still on.
    """
    times = np.unique(length[over])
    at_risk = np.array([(length >= when).sum() for when in times], dtype=np.float64)
    ended = np.array([((length == when) & over).sum() for when in times])
    return times, np.cumprod(1.0 - ended / at_risk)


def yearly_hazards(by: pl.Expr, *, rows: pl.DataFrame | None = None) -> pl.DataFrame:
    """The share of years of war in which the episode ended, by group and ending.

    Args:
        by: What to group by, such as `pl.col("dyads").clip(upper_bound=4)`.
        rows: `episode_years()` or any part of it; all if left out.

    Returns:
        Columns `group`, `years` (of war), `any` and one share for each ending; sorted.
    """
    return (
        (episode_years() if rows is None else rows)
        .with_columns(by.alias("group"))
        .group_by("group")
        .agg(
            pl.len().cast(pl.Int64).alias("years"),
            pl.col("ends_here").mean().alias("any"),
            *(
                (pl.col("ends_here") & (pl.col("ending") == name)).mean().alias(name)
                for name in ENDINGS[:-1]
            ),
        )
        .sort("group")
    )


def recurrence(*, within_years: int = 5, until: int = 2015) -> pl.DataFrame:
    """How often a dyad fought again after each kind of ending.

    Args:
        within_years: The dyad is active again in one of this many calendar years.
        until: Last year of an ending, so that the years after it are on record.

    Returns:
        Columns `ending`, `ended`, `again` (dyads) and `share`; sorted as `ENDINGS`.
    """
    order = pl.col("ending").replace_strict(
        {name: place for place, name in enumerate(ENDINGS)}, return_dtype=pl.Int64
    )
    gap = pl.col("next_year") - pl.col("ending_year")
    return (
        dyad_episodes()
        .filter(pl.col("ending_year") <= until)
        .group_by("ending")
        .agg(
            pl.len().cast(pl.Int64).alias("ended"),
            (gap <= within_years).sum().cast(pl.Int64).alias("again"),
        )
        .with_columns((pl.col("again") / pl.col("ended")).alias("share"))
        .sort(order)
    )


def agreements() -> pl.DataFrame:
    """Peace agreements 1975 to 2021, one row for each conflict that one names.

    Columns: `paid` (UCDP's id), `conflict_id`, `name`, `date`, `year`, `kind` (`full`,
    `partial`, `process`), `ended` (UCDP's flag, true or null: read its codebook before
    use) and `PROVISIONS` as true or false. The file has no agreement of the Syrian war.
    """
    kinds = {1: "full", 2: "partial", 3: "process"}
    return (
        load("peace_agreements_221")
        .select(
            "paid",
            pl.col("conflict_id").str.split(","),
            pl.col("pa_name").alias("name"),
            pl.col("pa_date").alias("date"),
            "year",
            pl.col("pa_type")
            .replace_strict(kinds, return_dtype=pl.String)
            .alias("kind"),
            (pl.col("ended") == "True").alias("ended"),
            *(pl.col(name) == 1 for name in PROVISIONS),
        )
        .explode("conflict_id")
        .with_columns(pl.col("conflict_id").str.strip_chars().cast(pl.Int64))
        .unique(subset=["paid", "conflict_id"], maintain_order=True)
    )


def provision_shares(
    kind: Literal["full", "partial", "process"] | None = None,
) -> pl.DataFrame:
    """The share of peace agreements that hold each provision.

    Args:
        kind: Only agreements of this kind; all if left out.

    Returns:
        Columns `provision` (UCDP's name), `agreements` and `share`; most frequent
        first.
    """
    rows = agreements().unique(subset="paid", maintain_order=True)
    if kind is not None:
        rows = rows.filter(pl.col("kind") == kind)
    shares = [
        {
            "provision": name,
            "agreements": rows.height,
            "share": int(rows[name].sum()) / rows.height,
        }
        for name in PROVISIONS
    ]
    return pl.DataFrame(shares).sort("share", descending=True, maintain_order=True)

"""Who killed civilians, under each rule of counting, none of which is the right one.

UCDP counts the deliberate killing of civilians by an armed side as one-sided violence
(Eck & Hultman 2007, doi:10.1177/0022343307075124) and civilians killed in battle, by
bombing too, as part of the battle, without saying which side killed them. A ratio "who
killed more" depends on what is done with the second kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sinequanon.record.counting import SetAside, month_of_event
from sinequanon.record.fought import dated
from sinequanon.record.tables import load

RULES = (
    "one_sided",
    "battle_unassigned",
    "battle_to_government",
    "battle_to_enemy",
)
"""Rules of counting: one-sided violence alone; with civilians killed in battle as
nobody's; with those of the government's battles given to it; or to its enemies.
Civilians of battles without the government are nobody's under every rule."""

NOBODY = "not assigned"
_FIGURES = ("low", "best", "high")


@dataclass(frozen=True, kw_only=True)
class CiviliansKilled:
    """Civilians killed by month, perpetrator and rule of counting.

    Attributes:
        table: Columns `rule` (one of `RULES`), `month_id`, `perpetrator` (UCDP's name,
            or `NOBODY`), `low`, `best`, `high` (persons; battle civilians have one
            figure for the three), sorted. A table that does not count civilians in
            battle gives the rule `one_sided` alone.
        set_aside: Events that are dated too vaguely for a month.
        notes: What the figures leave out, in words.
    """

    table: pl.DataFrame
    set_aside: tuple[SetAside, ...]
    notes: tuple[str, ...]


def civilians_killed(
    events: pl.DataFrame, *, government: str, country: str
) -> CiviliansKilled:
    """Civilians killed in a country by month, under each rule of counting.

    Args:
        events: One GED table; the shipped Syria release counts civilians in battle,
            the precise release of 1989 to 2020 does not.
        government: UCDP's name of the government.
        country: GED's name of the country.

    Raises:
        ValueError: If no event lies in the country.
    """
    here = events.filter(pl.col("country") == country)
    if here.is_empty():
        raise ValueError(f"no event in {country!r}")
    here, aside = dated(here)
    here = here.with_columns(month_of_event())
    one_sided = here.filter(pl.col("type_of_violence") == 3).select(
        "month_id",
        pl.col("side_a").alias("perpetrator"),
        *(pl.col(name).cast(pl.Int64) for name in _FIGURES),
    )
    notes = ["deaths in detention are seldom in the record"]
    parts = {"one_sided": [one_sided]}
    if "deaths_civilians" in here.columns:
        battle = here.filter(pl.col("type_of_violence") != 3)
        for rule in RULES[1:]:
            parts[rule] = [one_sided, _battle(battle, rule, government)]
        notes.append("UCDP does not say which side killed a civilian in battle")
    else:
        notes.append(
            "this table does not count civilians killed in battle, the yearly one does"
        )
    keys = ["rule", "month_id", "perpetrator"]
    order = pl.col("rule").replace_strict(
        {rule: place for place, rule in enumerate(RULES)}, return_dtype=pl.Int64
    )
    table = (
        pl.concat(
            part.with_columns(pl.lit(rule).alias("rule"))
            for rule, several in parts.items()
            for part in several
        )
        .group_by(keys)
        .agg(pl.col(name).sum() for name in _FIGURES)
        .filter(pl.col("high") > 0)
        .sort(order, "month_id", "perpetrator")
    )
    return CiviliansKilled(table=table, set_aside=aside, notes=tuple(notes))


def _battle(battle: pl.DataFrame, rule: str, government: str) -> pl.DataFrame:
    ours_first = pl.col("side_a") == government
    ours = (pl.col("type_of_violence") == 1) & (
        ours_first | (pl.col("side_b") == government)
    )
    enemy = pl.when(ours_first).then("side_b").otherwise("side_a")
    nobody = pl.lit(NOBODY)
    whose = {
        "battle_unassigned": nobody,
        "battle_to_government": pl.when(ours)
        .then(pl.lit(government))
        .otherwise(nobody),
        "battle_to_enemy": pl.when(ours).then(enemy).otherwise(nobody),
    }[rule]
    return battle.select(
        "month_id",
        whose.alias("perpetrator"),
        *(pl.col("deaths_civilians").cast(pl.Int64).alias(name) for name in _FIGURES),
    )


def civilian_ratio(
    killed: CiviliansKilled,
    *,
    of: str,
    to: str,
    since: int,
    until: int,
    statements: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """How many civilians one side killed for each that the other did, by rule.

    Args:
        killed: Civilians by rule, perpetrator and month.
        of: Perpetrator above the line.
        to: Perpetrator below it.
        since: First month id.
        until: Last month id, itself included.
        statements: What sources count themselves, as statements beside the record:
            columns `source`, `perpetrator`, `low`, `high` (persons, of the same span).

    Returns:
        Columns `rule` (or `stated by SOURCE`), `of`, `to` (persons, best; for a
        statement the middle of low and high), `ratio`, `ratio_low` (low over high) and
        `ratio_high` (high over low); a ratio is null where it would divide by 0.
    """
    within = killed.table.filter(pl.col("month_id").is_between(since, until))
    if statements is not None:
        said = statements.select(
            pl.concat_str(pl.lit("stated by "), "source").alias("rule"),
            "perpetrator",
            pl.col("low").cast(pl.Float64),
            ((pl.col("low") + pl.col("high")) / 2.0).alias("best"),
            pl.col("high").cast(pl.Float64),
        )
        floats = [pl.col(name).cast(pl.Float64) for name in _FIGURES]
        within = pl.concat([within.select("rule", "perpetrator", *floats), said])

    def total(name: str, whose: str) -> pl.Expr:
        return pl.col(name).filter(pl.col("perpetrator") == whose).sum()

    def ratio(above: str, below: str) -> pl.Expr:
        whole = total(below, to)
        return pl.when(whole > 0).then(total(above, of) / whole)

    return within.group_by("rule", maintain_order=True).agg(
        total("best", of).cast(pl.Float64).alias("of"),
        total("best", to).cast(pl.Float64).alias("to"),
        ratio("best", "best").alias("ratio"),
        ratio("low", "high").alias("ratio_low"),
        ratio("high", "low").alias("ratio_high"),
    )


def civilians_by_year(
    country: str, *, years: Sequence[int] | None = None
) -> pl.DataFrame:
    """Exact yearly counts of civilians killed in a country, 1989 to 2024.

    From UCDP's country-year table 25.1 (Davies, Pettersson, Sollenberg & Öberg 2025).

    Args:
        country: The table's name of a country.
        years: Only these years; all if left out.

    Returns:
        Columns `year`, `government`, `other_governments` and `groups` (one-sided,
        best), `others` (all one-sided deaths but the government's), `in_battle` and
        `between_groups` (civilians killed in state-based and in non-state fighting,
        whose killer is not recorded), persons; sorted.

    Raises:
        ValueError: If the table has no such country.
    """
    table = load("country_year_251").filter(pl.col("country_cy") == country)
    if table.is_empty():
        raise ValueError(f"no country {country!r} in the country-year table")
    if years is not None:
        table = table.filter(pl.col("year_cy").is_in(list(years)))
    ours = pl.col("os_main_govt_killings_best_cy")
    return table.select(
        pl.col("year_cy").alias("year"),
        ours.alias("government"),
        (pl.col("os_any_govt_killings_best_cy") - ours).alias("other_governments"),
        pl.col("os_nsgroup_killings_best_cy").alias("groups"),
        (pl.col("os_total_deaths_best_cy") - ours).alias("others"),
        pl.col("sb_deaths_civilians_cy").alias("in_battle"),
        pl.col("ns_deaths_civilians_cy").alias("between_groups"),
    ).sort("year")

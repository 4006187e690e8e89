"""UCDP's exact yearly totals of a country, and what precise events fall short of them.

The country-year table of Organized Violence 25.1 (Davies, Pettersson, Sollenberg &
Öberg 2025, doi:10.1177/00223433251345636) counts every event, vague ones too; the
shipped precise release is an older version (21.1) and holds some 58 % of the deaths.
"""

import polars as pl

from sinequanon.record.tables import load

_TOTALS = {1: "sb_total_deaths", 2: "ns_total_deaths", 3: "os_total_deaths"}
_FIGURES = ("low", "best", "high")
# Names that GED 21.1 and the country-year table write differently.
_SAME = {"Macedonia, FYR": "North Macedonia"}


def yearly_totals(country: str | None = None) -> pl.DataFrame:
    """Exact deaths by country, year and kind of violence, 1989 to 2024.

    Columns `country`, `year`, `type_of_violence` (1 state-based, 2 non-state, 3
    one-sided), `low`, `best`, `high` (persons).

    Args:
        country: Only this country, by the table's name; all if left out.
    """
    table = load("country_year_251")
    if country is not None:
        table = table.filter(pl.col("country_cy") == _SAME.get(country, country))
    parts = [
        table.select(
            pl.col("country_cy").alias("country"),
            pl.col("year_cy").alias("year"),
            pl.lit(kind, dtype=pl.Int64).alias("type_of_violence"),
            *(pl.col(f"{name}_{one}_cy").alias(one) for one in _FIGURES),
        )
        for kind, name in _TOTALS.items()
    ]
    return pl.concat(parts).sort("country", "year", "type_of_violence")


def yearly_factors(events: pl.DataFrame) -> pl.DataFrame:
    """How far events fall short of the exact total of their country, year and kind.

    Args:
        events: All events of each country that a panel keeps, with `country`,
            `month_id`, `type_of_violence`, `low`, `best` and `high`.

    Returns:
        Columns `country`, `year`, `type_of_violence`, `precise` and `exact` (deaths,
        best) and `factor` (exact over precise; null where no event has a death, so that
        nothing can be scaled); sorted. Years in which the exact total is not 0 and no
        event is kept have a row, with a null factor.
    """
    keys = ["country", "year", "type_of_violence"]
    year = ((pl.col("month_id") - 1) // 12 + 1980).alias("year")
    precise = (
        events.with_columns(year, pl.col("type_of_violence").cast(pl.Int64))
        .group_by(keys)
        .agg(pl.col("best").cast(pl.Float64).sum().alias("_best"))
    )
    if precise.is_empty():
        first = last = 0
    else:
        years = precise["year"].to_list()
        first, last = min(years), max(years)
    back = {new: old for old, new in _SAME.items()}
    totals = (
        yearly_totals()
        .with_columns(pl.col("country").replace(back))
        .filter(
            pl.col("country").is_in(precise["country"].unique().to_list())
            & pl.col("year").is_between(first, last)
        )
    )
    joined = totals.join(precise, on=keys, how="full", coalesce=True).filter(
        (pl.col("best") > 0) | pl.col("_best").is_not_null()
    )

    some = pl.col("_best") > 0
    return joined.select(
        *keys,
        pl.col("_best").fill_null(0.0).alias("precise"),
        pl.col("best").alias("exact"),
        pl.when(some).then(pl.col("best") / pl.col("_best")).alias("factor"),
    ).sort(keys)

"""Deaths by dyad, place and month of any war, with every rule shown and counted.

Dates and places of UCDP's events are of unequal precision (Sundberg & Melander 2013,
doi:10.1177/0022343313484347; Weidmann 2015, doi:10.1177/0022002714527427). What is too
vague for a cell or a month is set aside, or spread by a stated rule; either way it is
counted.
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from sinequanon.record.cells import PlaceKind, with_places
from sinequanon.record.conflicts import events_of
from sinequanon.record.counting import VAGUE_DATE, VAGUE_PLACE, month_of_event
from sinequanon.record.parties import dyad_of
from sinequanon.record.scaling import yearly_factors
from sinequanon.record.tables import load

Vague = Literal["aside", "spread"]

_FIGURES = ("low", "best", "high")
_DATED = pl.col("date_prec") < VAGUE_DATE
_PLACED = pl.col("where_prec") < VAGUE_PLACE
_NOWHERE = 7
"""`where_prec` of international waters and airspace: never given to a place."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Deaths by dyad, place and month, and what the rules did to the record.

    Attributes:
        table: Columns `dyad`, `type_of_violence` (1 state-based, 2 non-state, 3
            one-sided), `place`, `month_id`, `events`, `low`, `best`, `high` (deaths,
            persons; civilians killed in battle are in them), sorted; what has no event
            has no row. Figures are fractions where something was spread. With scaling
            also `scaled_low`, `scaled_best`, `scaled_high`.
        handled: Columns `rule`, `events`, `low`, `best`, `high`: what was kept as it
            is, spread and set aside, in this order; the rows sum to the record.
        scaling: What `yearly_factors` returns; empty without scaling.
        rules: The rules in words.
    """

    table: pl.DataFrame
    handled: pl.DataFrame
    scaling: pl.DataFrame
    rules: tuple[str, ...]


def panel(
    *,
    conflict: int | None = None,
    country: str | None = None,
    events: pl.DataFrame | None = None,
    places: PlaceKind = "prio_grid",
    h3_resolution: int = 3,
    dyads: Literal["recorded", "syrian_sides"] = "recorded",
    vague_dates: Vague = "aside",
    vague_places: Vague = "aside",
    scale: bool = False,
) -> Panel:
    """Deaths of a war or a country by dyad, place and month.

    Args:
        conflict: UCDP conflict id, such as 299.
        country: GED's name of a country.
        events: One GED table, never two: releases overlap and differ. The shipped
            precise release (1989 to 2020, all countries) if left out.
        places: Syria's subdistricts, PRIO-GRID cells or H3 cells.
        h3_resolution: See `with_places`.
        dyads: `recorded` names both sides as UCDP does; `syrian_sides` are the pairs
            of `dyad_of`, and what is not between two of them is set aside.
        vague_dates: What to do with dates vaguer than a month (`date_prec` 5): set
            aside, or spread evenly over the days from `date_start` to `date_end`.
        vague_places: What to do with places vaguer than a district (`where_prec` 4 and
            above): set aside, or spread over the places of the same dyad's precise
            events, as the numbers of those events, within the same first-level unit
            where one is named, else within the country.
        scale: Also multiply each country's events of a year and kind of violence so
            that their best estimates sum to UCDP's exact yearly total (low and high
            by the same factor, `yearly_factors`). It supposes that what is too vague
            to place was spread like what is not.

    Raises:
        ValueError: If neither a conflict nor a country is named.
        RecordError: If there is no such event, or places cannot be had.
    """
    if scale and "spread" in (vague_dates, vague_places):
        raise ValueError("scaling spreads what is vague already: set it aside instead")
    source = events_of(conflict=conflict, country=country, events=events)
    rest = _working(source, dyads)
    aside: list[dict[str, object]] = []
    rules: list[str] = [f"places: {places}", f"dyads: {dyads}"]

    def set_aside(reason: str, good: pl.Expr) -> None:
        nonlocal rest
        left = rest.filter(~good)
        aside.append({"rule": f"set aside: {reason}", **_sums(left)})
        rest = rest.filter(good)

    if dyads == "syrian_sides":
        set_aside("not between two sides of the war", pl.col("dyad").is_not_null())
    if "date_prec" not in rest.columns:
        rules.append("the table does not say how precise its dates are: all are kept")
    elif vague_dates == "aside":
        set_aside("date vaguer than a month", _DATED)
    else:
        rules.append("a date vaguer than a month is spread evenly over its days")
        late = rest.filter(~_DATED)
        rest = pl.concat([rest.filter(_DATED), _over_days(late)])
    vague = rest.clear()
    if "where_prec" not in rest.columns:
        rules.append("the table holds precise places alone")
    elif vague_places == "aside":
        set_aside("place vaguer than a district", _PLACED)
    else:
        rules.append("a vague place is spread as the dyad's precise events lie")
        set_aside("international waters or airspace", pl.col("where_prec") < _NOWHERE)
        vague = rest.filter(~_PLACED)
        rest = rest.filter(_PLACED)
    rest = with_places(rest, places, h3_resolution=h3_resolution)
    set_aside("point in no place of the map", pl.col("place").is_not_null())
    if vague.height:
        given, lost = _over_places(vague, rest)
        aside.append(
            {"rule": "set aside: vague place of a dyad without precise events"}
        )
        aside[-1].update(_sums(lost))
        rest = pl.concat([rest, given.select(rest.columns)])
    handled = [
        {"rule": rule, **_sums(part)}
        for rule in (
            "kept",
            "spread over days",
            "spread over places",
            "spread over both",
        )
        if (part := rest.filter(pl.col("_how") == rule)).height
    ]
    figures: list[str] = [*_FIGURES]
    scaling = pl.DataFrame()
    if scale:
        rules.append(
            "scaled: a country's events of a year and kind sum to UCDP's total"
        )
        scaling = yearly_factors(_whole_countries(rest, events, places, h3_resolution))
        rest = _scaled(rest, scaling)
        figures += [f"scaled_{name}" for name in _FIGURES]
    keys = ["dyad", "type_of_violence", "place", "month_id"]
    return Panel(
        table=rest.group_by(keys)
        .agg(pl.col("events").sum(), *(pl.col(name).sum() for name in figures))
        .sort(keys),
        handled=pl.DataFrame([*handled, *aside]),
        scaling=scaling,
        rules=tuple(rules),
    )


def _working(
    source: pl.DataFrame, dyads: Literal["recorded", "syrian_sides"]
) -> pl.DataFrame:
    """The columns that the rules need, figures as floats, each event weighing one."""
    if dyads == "syrian_sides":
        pairs = source.select("side_a", "side_b").unique()
        named = pairs.with_columns(
            pl.Series("dyad", [dyad_of(*pair) for pair in pairs.iter_rows()], pl.String)
        )
        source = source.join(
            named, on=["side_a", "side_b"], how="left", maintain_order="left"
        )
    else:
        source = source.with_columns(
            pl.concat_str("side_a", "side_b", separator=" - ").alias("dyad")
        )
    optional = ("date_end", "date_prec", "where_prec", "adm_1")
    return source.select(
        "dyad",
        pl.col("type_of_violence").cast(pl.Int64),
        "country",
        "date_start",
        month_of_event(),
        "latitude",
        "longitude",
        *(name for name in optional if name in source.columns),
        pl.lit(1.0).alias("events"),
        *(pl.col(name).cast(pl.Float64) for name in _FIGURES),
        pl.lit("kept").alias("_how"),
    )


def _sums(events: pl.DataFrame) -> dict[str, float]:
    return {name: float(events[name].sum()) for name in ("events", *_FIGURES)}


def _over_days(late: pl.DataFrame) -> pl.DataFrame:
    """Each event as one row a month, weighing as many of its days as lie there."""
    last = (
        pl.col("date_end").fill_null(pl.col("date_start"))
        if "date_end" in late.columns
        else pl.col("date_start")
    )
    last = pl.max_horizontal(last, pl.col("date_start"))
    first_day = pl.max_horizontal("_month", "date_start")
    last_day = pl.min_horizontal(pl.col("_month").dt.month_end(), pl.col("_last"))
    whole = (pl.col("_last") - pl.col("date_start")).dt.total_days() + 1
    share = ((last_day - first_day).dt.total_days() + 1) / whole
    month = pl.col("_month").dt
    return (
        late.with_columns(last.alias("_last"))
        .with_columns(
            pl.date_ranges(
                pl.col("date_start").dt.month_start(),
                pl.col("_last").dt.month_start(),
                "1mo",
            ).alias("_month")
        )
        .explode("_month")
        .with_columns(
            (
                (month.year().cast(pl.Int64) - 1980) * 12 + month.month().cast(pl.Int64)
            ).alias("month_id"),
            *(pl.col(name) * share for name in ("events", *_FIGURES)),
            pl.lit("spread over days").alias("_how"),
        )
        .select(late.columns)
    )


def _over_places(
    vague: pl.DataFrame, placed: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Vague events over the places of their dyad's precise ones, and those without."""
    rows = vague.with_row_index("_row")
    wide = ["dyad", "type_of_violence", "country"]
    found: list[pl.DataFrame] = []
    if "adm_1" in vague.columns:
        unit = rows.filter(
            (pl.col("where_prec") == VAGUE_PLACE) & pl.col("adm_1").is_not_null()
        )
        found.append(unit.join(_lying(placed, [*wide, "adm_1"]), on=[*wide, "adm_1"]))
        rows = rows.join(found[0].select("_row").unique(), on="_row", how="anti")
    found.append(rows.join(_lying(placed, wide), on=wide))
    lost = rows.join(found[-1].select("_row").unique(), on="_row", how="anti")
    both = pl.col("_how") == "spread over days"
    given = pl.concat(found, how="diagonal").with_columns(
        *(pl.col(name) * pl.col("_share") for name in ("events", *_FIGURES)),
        pl.when(both)
        .then(pl.lit("spread over both"))
        .otherwise(pl.lit("spread over places"))
        .alias("_how"),
    )
    return given, lost


def _lying(placed: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The share of each place in the precise events of each group."""
    counted = placed.group_by([*keys, "place"]).agg(pl.col("events").sum())
    share = (pl.col("events") / pl.col("events").sum().over(keys)).alias("_share")
    return counted.select(*keys, "place", share)


def _whole_countries(
    rest: pl.DataFrame,
    events: pl.DataFrame | None,
    places: PlaceKind,
    h3_resolution: int,
) -> pl.DataFrame:
    """Every event of the panel's countries that the same rules keep."""
    table = load("ged211_precise") if events is None else events
    countries = rest["country"].unique().to_list()
    whole = _working(table.filter(pl.col("country").is_in(countries)), "recorded")
    if "date_prec" in whole.columns:
        whole = whole.filter(_DATED)
    if "where_prec" in whole.columns:
        whole = whole.filter(_PLACED)
    whole = with_places(whole, places, h3_resolution=h3_resolution)
    return whole.filter(pl.col("place").is_not_null())


def _scaled(rest: pl.DataFrame, factors: pl.DataFrame) -> pl.DataFrame:
    year = ((pl.col("month_id") - 1) // 12 + 1980).alias("year")
    keys = ["country", "year", "type_of_violence"]
    return (
        rest.with_columns(year)
        .join(factors.select(*keys, "factor"), on=keys, how="left")
        .with_columns(
            (pl.col(name) * pl.col("factor").fill_null(0.0)).alias(f"scaled_{name}")
            for name in _FIGURES
        )
    )

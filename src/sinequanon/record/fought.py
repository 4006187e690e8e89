"""Whom a government fought, month by month, as deaths and as events.

UCDP does not say who attacked nor who killed whom in battle: figures are of the fights
between two sides, all the dead of both and civilians among them (Sundberg & Melander
2013, doi:10.1177/0022343313484347).
"""

from dataclasses import dataclass

import polars as pl

from sinequanon.record.counting import VAGUE_DATE, SetAside, month_of_event

_FIGURES = ("low", "best", "high")


@dataclass(frozen=True, kw_only=True)
class Fought:
    """A government's battles by month and enemy.

    Attributes:
        government: UCDP's name of the government.
        table: Columns `month_id`, `enemy` (UCDP's name of the other side), `events`,
            `low`, `best`, `high` (deaths on both sides, civilians among them),
            `share_events` and `share_deaths` (of the government's events and deaths,
            best, of that month; null where it has no death); sorted.
        set_aside: Events that are dated too vaguely for a month.
        misordered: Events kept whose best estimate lies outside UCDP's own low to high.
    """

    government: str
    table: pl.DataFrame
    set_aside: tuple[SetAside, ...]
    misordered: int

    def against(self, enemy: str) -> pl.DataFrame:
        """One enemy beside all, for every month in which the government fought.

        Args:
            enemy: A name of the column `enemy`.

        Returns:
            Columns `month_id`, `events`, `deaths`, `all_events`, `all_deaths` (best),
            `share_events`, `share_deaths`, and `share_low`, `share_high`: the share of
            deaths if this enemy's were low and all others' high, and the reverse,
            widened to the share of the best estimates, for some of UCDP's best
            estimates lie outside its own low to high (`misordered`).
        """
        return self._shares(enemy, "month_id").sort("month_id")

    def over(self, enemy: str, *, since: int, until: int) -> pl.DataFrame:
        """One enemy beside all over a span of months, in one row.

        Args:
            enemy: A name of the column `enemy`.
            since: First month id.
            until: Last month id, itself included.

        Returns:
            The columns of `against` without `month_id`.
        """
        within = pl.col("month_id").is_between(since, until)
        part = Fought(
            government=self.government,
            table=self.table.filter(within),
            set_aside=self.set_aside,
            misordered=self.misordered,
        )
        return part._shares(enemy, pl.lit(0).alias("_span")).drop("_span")

    def _shares(self, enemy: str, by: str | pl.Expr) -> pl.DataFrame:
        his = pl.col("enemy") == enemy

        def deaths(name: str, whose: pl.Expr) -> pl.Expr:
            return pl.col(name).filter(whose).sum()

        def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
            return pl.when(whole > 0).then(part / whole)

        low, high = deaths("low", his), deaths("high", his)
        others_low, others_high = deaths("low", ~his), deaths("high", ~his)
        events = pl.col("events").filter(his).sum()
        best = deaths("best", his)
        middle = share(best, pl.col("best").sum())
        least = share(low, low + others_high)
        most = share(high, high + others_low)
        return self.table.group_by(by).agg(
            events.alias("events"),
            best.alias("deaths"),
            pl.col("events").sum().alias("all_events"),
            pl.col("best").sum().alias("all_deaths"),
            share(events, pl.col("events").sum()).alias("share_events"),
            middle.alias("share_deaths"),
            pl.min_horizontal(least, most, middle).alias("share_low"),
            pl.max_horizontal(least, most, middle).alias("share_high"),
        )


def fought_by_month(
    events: pl.DataFrame, *, government: str, country: str | None = None
) -> Fought:
    """Whom a government fought, by month.

    State-based events alone, with the government on either side; a date vaguer than a
    month is set aside. Where the other side is a coalition, its name lists its members.

    Args:
        events: One GED table.
        government: UCDP's name, such as `Government of Syria`.
        country: Only fights in this country.

    Raises:
        ValueError: If the government fights in no event.
    """
    ours_first = pl.col("side_a") == government
    chosen = events.filter(
        (pl.col("type_of_violence") == 1)
        & (ours_first | (pl.col("side_b") == government))
    )
    if country is not None:
        chosen = chosen.filter(pl.col("country") == country)
    if chosen.is_empty():
        raise ValueError(f"no event in which {government!r} fights")
    chosen, aside = dated(chosen)
    misordered = chosen.filter(outside_bounds()).height
    keys = ["month_id", "enemy"]
    table = (
        chosen.with_columns(
            month_of_event(),
            pl.when(ours_first).then("side_b").otherwise("side_a").alias("enemy"),
        )
        .group_by(keys)
        .agg(
            pl.len().cast(pl.Int64).alias("events"),
            *(pl.col(name).cast(pl.Int64).sum() for name in _FIGURES),
        )
        .with_columns(
            (pl.col("events") / pl.col("events").sum().over("month_id")).alias(
                "share_events"
            ),
            pl.when(pl.col("best").sum().over("month_id") > 0)
            .then(pl.col("best") / pl.col("best").sum().over("month_id"))
            .alias("share_deaths"),
        )
        .sort(keys)
    )
    return Fought(
        government=government, table=table, set_aside=aside, misordered=misordered
    )


def outside_bounds() -> pl.Expr:
    """Whether an event's best estimate lies outside its own low to high."""
    return ~pl.col("best").is_between(pl.col("low"), pl.col("high"))


def dated(events: pl.DataFrame) -> tuple[pl.DataFrame, tuple[SetAside, ...]]:
    """Events dated to a month, and the others counted.

    Args:
        events: A GED table; without the column `date_prec` all are taken as dated.
    """
    if "date_prec" not in events.columns:
        return events, ()
    vague = events.filter(pl.col("date_prec") >= VAGUE_DATE)
    aside = SetAside(
        reason="date vaguer than a month",
        events=vague.height,
        deaths=int(vague["best"].sum()),
    )
    return events.filter(pl.col("date_prec") < VAGUE_DATE), (aside,)

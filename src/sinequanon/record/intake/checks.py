"""The checks of a table after its texts have become numbers and days."""

import datetime

import polars as pl

from sinequanon.months import month_label, month_of
from sinequanon.record.intake.findings import Findings
from sinequanon.record.intake.kinds import Kind
from sinequanon.record.intake.points import check_points

MARK = "bounds_broken"
"""Column that is True where `low <= best <= high` does not hold."""

_DATED = ("year", "year_cy")


def check_table(
    found: Findings, frame: pl.DataFrame, kind: Kind, today: datetime.date
) -> pl.DataFrame:
    """The table without repeated rows, its contradictory rows marked.

    Faults go to `found`; the caller stops on them.
    """
    _check_limits(found, frame, kind)
    _check_days(found, frame, kind, today)
    if {"latitude", "longitude", "country"} <= set(frame.columns):
        check_points(found, frame)
    frame = _without_repeats(found, frame, kind)
    return _with_mark(found, frame)


def _check_limits(found: Findings, frame: pl.DataFrame, kind: Kind) -> None:
    for name, (least, most) in kind.limits.items():
        column = frame[name]
        found.rows(
            ~column.is_between(least, most),
            lambda row, column=column, least=least, most=most: (
                f"{column.name} is {column[row]}, not {least:,} to {most:,}"
            ),
            f"{name} is not {least:,} to {most:,}",
            "correct the cell, or download the file again",
        )


def _check_days(
    found: Findings, frame: pl.DataFrame, kind: Kind, today: datetime.date
) -> None:
    """Take days that are still to come; months to come are noted, as forecasts are."""
    fix = "correct the date, or the clock of this machine"
    for name in kind.days:
        days = frame[name]
        found.rows(
            days > today,
            lambda row, days=days: f"{days.name} {days[row]} is after today ({today})",
            f"{name} is after today ({today})",
            fix,
        )
    for name in set(_DATED) & set(frame.columns):
        years = frame[name].cast(pl.Int64, strict=False)
        found.rows(
            years > today.year,
            lambda row, years=years: (
                f"{years.name} {years[row]} is after today ({today})"
            ),
            f"{name} is after today ({today})",
            fix,
        )
    if {"date_start", "date_end"} <= set(frame.columns):
        starts, ends = frame["date_start"], frame["date_end"]
        found.rows(
            ends < starts,
            lambda row: f"date_end {ends[row]} is before date_start {starts[row]}",
            "date_end is before date_start",
            "correct the dates, or download the file again",
        )
    if "month_id" in kind.needed:
        now = month_of(today)
        if later := frame.filter(pl.col("month_id") > now).height:
            found.note(
                f"{later:,} rows are of months after {month_label(now)}: forecasts"
            )


def _without_repeats(found: Findings, frame: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """The table with each row once; one key with two contents is a fault."""
    keys = list(kind.key)
    again = frame.select(pl.struct(keys).is_duplicated()).to_series()
    if not again.any():
        return frame
    rows = frame.with_row_index("_row").filter(again)
    once = rows.unique(frame.columns, keep="first", maintain_order=True)
    firsts = once.unique(keys, keep="first", maintain_order=True)
    clash = once.join(firsts.select("_row"), on="_row", how="anti")
    first_of = {row[:-1]: row[-1] for row in firsts.select(*keys, "_row").iter_rows()}
    wrong = pl.Series([False] * frame.height).scatter(clash["_row"].to_list(), True)

    def tell(row: int) -> str:
        key = frame.select(keys).row(row)
        first = first_of[key]
        differ = [
            name for name in frame.columns if frame[name][row] != frame[name][first]
        ]
        named = ", ".join(
            f"{name} {value}" for name, value in zip(keys, key, strict=True)
        )
        return (
            f"{named} is there twice and differs in {', '.join(differ[:4])} "
            f"(first at {found.sheet.place(first)})"
        )

    found.rows(
        wrong,
        tell,
        f"{', '.join(keys)} repeated with other content",
        "keep one of the two; releases are never joined into one file",
    )
    gone = rows.height - once.height
    if gone:
        found.note(f"{gone:,} rows stood there twice, word for word, and are kept once")
        drop = rows.join(once.select("_row"), on="_row", how="anti")["_row"]
        return (
            frame.with_row_index("_row")
            .filter(~pl.col("_row").is_in(drop.implode()))
            .drop("_row")
        )
    return frame


def _with_mark(found: Findings, frame: pl.DataFrame) -> pl.DataFrame:
    """The table with `bounds_broken`, where it has a low, a best and a high."""
    if not {"low", "best", "high"} <= set(frame.columns):
        return frame
    frame = frame.with_columns(
        (~pl.col("best").is_between(pl.col("low"), pl.col("high"))).alias(MARK)
    )
    low = frame.filter(pl.col("low") > pl.col("best")).height
    high = frame.filter(pl.col("best") > pl.col("high")).height
    if low or high:
        found.note(
            f"{frame[MARK].sum():,} rows break low <= best <= high ({low:,} low > "
            f"best, {high:,} best > high): kept, and marked in the column {MARK}"
        )
    return frame

"""The killing of demonstrators in 2011, and who fired first where (E90, E89)."""

from collections.abc import Sequence

import polars as pl

from sinequanon.argument.standing import Found, Standing, bounded, in_words
from sinequanon.argument.tables import (
    GOVERNMENT,
    PRECISE_NOTE,
    Count,
    Day,
    RecordTables,
    between,
    counted,
    months_with_events,
    one_sided,
    state_based,
)
from sinequanon.record import place_events

_START = Day(2011, 3, 15)
_ENDS = {
    "before the announced rebel army": Day(2011, 7, 29),
    "to the end of 2011": Day(2011, 12, 31),
}
_ENOUGH_LEAD_DAYS = 14


def mass_homicide(tables: RecordTables) -> Found:
    """What the record says on mass killing of demonstrators in 2011 (E90)."""
    numbers: list[Standing] = []
    readings: list[tuple[str, str]] = []
    last: Count | None = None
    for label, end in _ENDS.items():
        killed = one_sided(between(tables.syria, (_START, end)), GOVERNMENT)
        last = counted(killed)
        months = months_with_events(killed, Day(2011, 3, 1))
        governorates = _places(killed, 4)
        reached = last.low >= 1_000 and governorates >= 5 and months >= 4
        numbers.append("supported" if reached else "undecided")
        readings.append(
            (
                f"{label}: {last.low:,} / {last.best:,} / {last.high:,} deaths in "
                f"{governorates} governorates and {months} months",
                in_words(numbers[-1]),
            )
        )
    readings.append(("sources for orders or a pattern (SRC)", "cannot tell"))
    assert last is not None
    small = last.high < 250
    dates = "by either date" if "supported" in numbers else "by no date"
    # The number alone does not support: a campaign needs sources for orders or pattern.
    return Found(
        result=in_words("contradicted" if small else "undecided"),
        measured=(
            "One-sided deaths by the government from 15 March 2011, "
            f"{readings[0][0]}; {readings[1][0]} (low, best, high). The number reaches "
            f"the criterion {dates}; no source on orders to fire or on a pattern was "
            f"read, and a number without them does not decide. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        missing="findings of UN or rights bodies of 2011 on orders to fire or a policy",
    )


def first_to_arms(tables: RecordTables) -> Found:
    """What the record says on the order of killing and rebellion by district (E89)."""
    killed = _first_days(one_sided(tables.syria, GOVERNMENT))
    fought = _first_days(state_based(tables.syria, ["government-insurgents"]))
    both = killed.join(fought, on="district", suffix="_fought")
    lead = both.with_columns(
        (pl.col("first_fought") - pl.col("first")).dt.total_days().alias("lead")
    )
    held = int((lead["lead"] >= _ENOUGH_LEAD_DAYS).sum())
    share = held / lead.height if lead.height else 0.0
    standing = bounded(share, supported_from=0.75, contradicted_to=0.25)
    return Found(
        # Sequence without the groups' own words fits revenge and prior plans as well.
        result=in_words("contradicted" if standing == "contradicted" else "undecided"),
        measured=(
            f"In {held} of {lead.height} districts that saw both, the first recorded "
            "killing of civilians by the government came at least 14 days before the "
            f"first recorded fight with rebels ({share:.0%}). The founding statements "
            "of early groups, which the criterion asks for as well, were not read. "
            f"{PRECISE_NOTE}"
        ),
        by_reading=(
            (f"order of events by district: {share:.0%}", in_words(standing)),
            ("motives in founding statements", "not tested yet"),
        ),
        missing="founding statements and interviews of at least 15 groups of 2011-2012",
    )


def _places(events: pl.DataFrame, digits: int) -> int:
    placed = place_events(events).events["pcode"].drop_nulls()
    return placed.str.slice(0, digits).n_unique()


def _first_days(events: pl.DataFrame) -> pl.DataFrame:
    placed: Sequence[pl.Expr] = [
        pl.col("pcode").str.slice(0, 6).alias("district"),
        pl.col("date_start"),
    ]
    return (
        place_events(events.filter(pl.col("date_start") >= _START))
        .events.filter(pl.col("pcode").is_not_null())
        .select(placed)
        .group_by("district")
        .agg(pl.col("date_start").min().alias("first"))
    )

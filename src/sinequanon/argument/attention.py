"""How much the government and the Islamic State fought each other (rule ATTN).

Bare shares of events, deaths and days. What contact and strength would predict (a4 to
a6) needs the holder of each place in each month, which the record does not have.
"""

import datetime
import math
from collections.abc import Mapping, Sequence

import polars as pl

from sinequanon.argument.evidence import Base
from sinequanon.argument.standing import (
    Found,
    Standing,
    bounded,
    in_words,
    multi,
)
from sinequanon.argument.tables import (
    GOVERNMENT,
    PRECISE_NOTE,
    WLA,
    Count,
    Day,
    RecordTables,
    battles,
    between,
    counted,
)

_UNITS = {"a1": "events", "a2": "deaths", "a3": "days"}
_JUNE = Day(2014, 6, 1)
_STRIKES = (Day(2014, 6, 10), Day(2014, 12, 31))
_BEFORE_COALITION = (Day(2014, 6, 10), Day(2014, 9, 22))
_AFTER = (Day(2015, 1, 1), Day(2016, 3, 29))
_NEAR_KM = 15.0
_MISSING = (
    "a monthly map of who held which place from April 2013 to December 2014, so that "
    "events can be counted a contact-month (a4)"
)


def shares(part: Count, whole: Count) -> dict[str, float]:
    """Share of events (a1), deaths (a2) and days (a3); zero of nothing is zero."""
    return {
        "a1": part.events / whole.events if whole.events else 0.0,
        "a2": part.best / whole.best if whole.best else 0.0,
        "a3": part.days / whole.days if whole.days else 0.0,
    }


def left_alone(tables: RecordTables) -> Found:
    """What the record says on the Islamic State being left alone to 2014 (E65)."""
    whole = _of_government(tables, WLA)
    quarters = {
        _name(quarter): _of_government(tables, quarter) for quarter in _quarters()
    }
    standings: dict[str, Standing | None] = {}
    for rule, value in whole.items():
        low_quarters = sum(each[rule] <= 0.10 for each in quarters.values())
        standing = bounded(value, supported_from=0.10, contradicted_to=0.25)
        if standing == "supported" and 2 * low_quarters <= len(quarters):
            standing = "undecided"
        standings[f"{rule}, {_UNITS[rule]}"] = standing
    ruling = multi({**standings, "a4, a contact-month": None})
    # The criterion asks for a4 as well, so without it nothing is supported.
    result = ruling.words if ruling.standing != "supported" else "cannot tell"
    readings = [
        (f"{label}: {whole[label[:2]]:.1%} (decides)", in_words(found))
        for label, found in standings.items()
        if found is not None
    ]
    readings.append(("a4, events a contact-month (decides)", "not tested yet"))
    for label, window in {
        "to the end of May 2014": (WLA[0], _JUNE - datetime.timedelta(days=1)),
        "from June to the end of 2014": (_JUNE, WLA[1]),
    }.items():
        each = _of_government(tables, window)
        readings += [
            (
                f"{rule}, {_UNITS[rule]}, {label}: {each[rule]:.1%}",
                in_words(
                    bounded(each[rule], supported_from=0.10, contradicted_to=0.25)
                ),
            )
            for rule in _UNITS
        ]
    listed = "; ".join(f"{name} {_three(each)}" for name, each in quarters.items())
    return Found(
        result=result,
        measured=(
            "Share of the government's state-based fighting in Syria that was with the "
            f"Islamic State, 9 April 2013 to 31 December 2014: {_three(whole)} of "
            f"events, deaths and days. By quarter: {listed}. A day counts whatever "
            f"its scale, so shares of days run high. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        missing=_MISSING,
    )


def token_strikes(tables: RecordTables, bases: Sequence[Base]) -> Found:
    """What the record says on the strikes of 2014 being token (E69).

    Args:
        tables: The event record.
        bases: Bases that the government lost; events near one in the month of its loss
            were the attacker's choice and are left out.
    """
    readings: list[tuple[str, str]] = []
    standing: Standing = "undecided"
    for label, window in {
        "to the end of 2014": _STRIKES,
        "to 22 September 2014": _BEFORE_COALITION,
    }.items():
        for without in (True, False):
            events = between(tables.syria, window)
            if without:
                events = _away_from(events, bases)
            found = _shares_of_government(events)
            high = max(found["a1"], found["a2"])
            each: Standing = "contradicted" if high >= 0.25 else "undecided"
            if without and label == "to the end of 2014":
                standing = each
            decides = " (decides)" if without and window == _STRIKES else ""
            kept = "without lost bases" if without else "all events"
            readings.append(
                (
                    f"{label}, {kept}: a1 {found['a1']:.1%}, a2 {found['a2']:.1%}"
                    f"{decides}",
                    in_words(each),
                )
            )
    readings.append(("a4, events a contact-month (decides)", "not tested yet"))
    return Found(
        result=in_words(standing),
        measured=(
            "Share of the government's state-based events and deaths that were with "
            "the Islamic State from 10 June 2014; a quarter or more of either, bases "
            "lost in that month left out, speaks against. Support would also need a4 "
            f"at most 0.5. {PRECISE_NOTE} It does not say who attacked, nor how."
        ),
        by_reading=tuple(readings),
        sources=tuple(sorted({key for base in bases for key in base.sources})),
        missing=_MISSING,
    )


def less_than_others(tables: RecordTables) -> Found:
    """What the record says on each fighting the other less than third parties (R4a)."""
    government = _of_government(tables, WLA)
    group = _of_group(tables, WLA)
    standings: dict[str, Standing | None] = {}
    readings: list[tuple[str, str]] = []
    for side, values in (("a", government), ("b", group)):
        for rule, value in values.items():
            label = f"{side}{rule[1]}, {_UNITS[rule]}"
            standing: Standing = "undecided"
            if value < 0.40:
                standing = "supported"
            elif value >= 0.60:
                standing = "contradicted"
            standings[label] = standing
            readings.append((f"{label}: {value:.1%} (decides)", in_words(standing)))
    later_a, later_b = _of_government(tables, _AFTER), _of_group(tables, _AFTER)
    readings.append(
        (f"2015 to the day, government's side: {_three(later_a)}", "shown only")
    )
    readings.append(
        (f"2015 to the day, Islamic State's side: {_three(later_b)}", "shown only")
    )
    return Found(
        result=multi(standings).words,
        measured=(
            "Share of its fighting in Syria that each side had with the other, 9 April "
            f"2013 to 31 December 2014: government {_three(government)}, Islamic State "
            f"{_three(group)} of events, deaths and days. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
    )


def _of_government(tables: RecordTables, window: tuple[Day, Day]) -> dict[str, float]:
    return _shares_of_government(between(tables.syria, window))


def _shares_of_government(events: pl.DataFrame) -> dict[str, float]:
    own = events.filter(
        (pl.col("type_of_violence") == 1) & (pl.col("side_a") == GOVERNMENT)
    )
    with_group = own.filter(pl.col("dyad") == "government-islamic_state")
    return shares(counted(with_group), counted(own))


def _of_group(tables: RecordTables, window: tuple[Day, Day]) -> dict[str, float]:
    fights = battles(between(tables.syria, window)).filter(
        (pl.col("side_a") == "IS") | (pl.col("side_b") == "IS")
    )
    with_government = fights.filter(pl.col("dyad") == "government-islamic_state")
    return shares(counted(with_government), counted(fights))


def _away_from(events: pl.DataFrame, bases: Sequence[Base]) -> pl.DataFrame:
    for base in bases:
        north = (pl.col("latitude") - base.latitude) * 111.2
        shrink = math.cos(math.radians(base.latitude))
        east = (pl.col("longitude") - base.longitude) * 111.2 * shrink
        near = north**2 + east**2 <= _NEAR_KM**2
        then = pl.col("date_start").dt.strftime("%Y-%m") == base.lost
        events = events.filter(~(near & then))
    return events


def _quarters() -> list[tuple[Day, Day]]:
    starts = [WLA[0], Day(2013, 7, 1), Day(2013, 10, 1)]
    starts += [Day(2014, month, 1) for month in (1, 4, 7, 10)]
    ends = [start - datetime.timedelta(days=1) for start in starts[1:]] + [WLA[1]]
    return list(zip(starts, ends, strict=True))


def _name(quarter: tuple[Day, Day]) -> str:
    start = quarter[0]
    return f"{start.year} Q{(start.month - 1) // 3 + 1}"


def _three(values: Mapping[str, float]) -> str:
    return ", ".join(f"{values[rule]:.1%}" for rule in _UNITS)

"""How much the government and the Islamic State fought each other (rule ATTN).

Bare shares of events, deaths and days, and events a contact-month (a4, b4). What
strength would predict (a5) needs fighters by side in those years, which no source in
the dossier gives.
"""

import datetime
from collections.abc import Mapping, Sequence

import polars as pl

from sinequanon.argument.contact import PRIMARY, Exposure, resident_months
from sinequanon.argument.evidence import Base
from sinequanon.argument.facing import WITHOUT_BASES, of_government, of_group
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
    away_from,
    battles,
    between,
    counted,
    with_months,
)
from sinequanon.months import month_of

_UNITS = {"a1": "events", "a2": "deaths", "a3": "days"}
_TO_MAY = (WLA[0], Day(2014, 5, 31))
_FROM_JUNE = (Day(2014, 6, 1), WLA[1])
AFTER = (Day(2015, 1, 1), Day(2016, 3, 29))
"""From 2015 to the day."""
_A4 = "a4, a contact-month"
_FIGHTERS = (
    "fighters by side in 2013 and 2014, for the share that strength predicts (a5)"
)
CONTACT_NOTE = (
    "A contact is a pair of neighbouring subdistricts, one held by each, and counts as "
    "the weaker of its two rows: inferred rows half, disputed ones not at all; a place "
    "that both hold is no contact."
)


def shares(part: Count, whole: Count) -> dict[str, float]:
    """Share of events (a1), deaths (a2) and days (a3); zero of nothing is zero."""
    return {
        "a1": part.events / whole.events if whole.events else 0.0,
        "a2": part.best / whole.best if whole.best else 0.0,
        "a3": part.days / whole.days if whole.days else 0.0,
    }


def left_alone(tables: RecordTables, bases: Sequence[Base] = ()) -> Found:
    """What the record says on the Islamic State being left alone to 2014 (E65).

    Args:
        tables: The event record and who held what.
        bases: Bases that the government lost, for the reading without them.
    """
    whole = government_shares(tables, WLA)
    quarters = {
        _name(quarter): government_shares(tables, quarter) for quarter in _quarters()
    }
    standings: dict[str, Standing | None] = {}
    for rule, value in whole.items():
        low_quarters = sum(each[rule] <= 0.10 for each in quarters.values())
        standing = _bare(value)
        if standing == "supported" and 2 * low_quarters <= len(quarters):
            standing = "undecided"
        standings[f"{rule}, {_UNITS[rule]}"] = standing
    a4 = of_government(tables, WLA, bases=bases)
    standings[_A4] = None if a4.value is None else spared(a4.value)
    early = government_shares(tables, _TO_MAY)
    late = government_shares(tables, _FROM_JUNE)
    result = left_alone_result(standings, a4=a4.value, early=early, late=late)
    values = {rule: f"{value:.1%}" for rule, value in whole.items()}
    values["a4"] = a4.told
    readings = [
        (
            f"{label}: {values[label[:2]]} (decides)",
            "cannot tell" if found is None else in_words(found),
        )
        for label, found in standings.items()
    ]
    readings += a4.lines("a4", _spared)
    share = outside_share(tables, WLA)
    readings.append((f"a6, a1 over {_ground_told(share)}", "shown only"))
    for label, window, each in (
        ("to the end of May 2014", _TO_MAY, early),
        ("from June to the end of 2014", _FROM_JUNE, late),
    ):
        readings += [
            (
                f"{rule}, {_UNITS[rule]}, {label}: {each[rule]:.1%}",
                _bare_said(each[rule]),
            )
            for rule in _UNITS
        ]
        contact = of_government(tables, window)
        word = "cannot tell" if contact.value is None else _spared(contact.value)
        readings.append((f"a4, {label}: {contact.told}", word))
    if bases:
        cut = shares_of_government(away_from(between(tables.syria, WLA), bases))
        readings += [
            (
                f"{rule}, {_UNITS[rule]}, {WITHOUT_BASES}: {cut[rule]:.1%}",
                _bare_said(cut[rule]),
            )
            for rule in _UNITS
        ]
    readings.append((_by_month(tables), "shown only"))
    listed = "; ".join(
        f"{_name(quarter)} {three(quarters[_name(quarter)])}, a4 "
        f"{of_government(tables, quarter).told}"
        for quarter in _quarters()
    )
    return Found(
        result=result,
        measured=(
            "Share of the government's state-based fighting in Syria that was with the "
            f"Islamic State, 9 April 2013 to 31 December 2014: {three(whole)} of "
            f"events, deaths and days; events a contact-month over those with the "
            f"insurgents (a4) {a4.told}: {a4.words}. {CONTACT_NOTE} By quarter: "
            f"{listed}. A day counts whatever its scale, so shares of days run high. "
            f"{PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        sources=sources_of(bases),
        missing=_FIGHTERS,
    )


def left_alone_result(
    standings: Mapping[str, Standing | None],
    *,
    a4: float | None,
    early: Mapping[str, float],
    late: Mapping[str, float],
) -> str:
    """The result of E65 in words, from its primary rules and its two `depends` clauses.

    Args:
        standings: Standing of each primary rule by its label; a4's is the last.
        a4: Events a contact-month; nothing if it is not defined.
        early: Bare shares to the end of May 2014.
        late: Bare shares from June 2014.
    """
    bare = multi({label: found for label, found in standings.items() if label != _A4})
    if bare.words == "agrees" and a4 is not None and a4 >= 0.8:
        return "depends on contact (left alone, but no more than contact explains)"
    halves = [
        multi({rule: _bare(value) for rule, value in each.items()}).words
        for each in (early, late)
    ]
    if halves == ["agrees", "disagrees"]:
        return "depends on the period (low before June 2014, high after)"
    ruling = multi(standings)
    # The criterion asks for a4 as well, so without it nothing is supported.
    known = ruling.standing != "supported" or standings[_A4] == "supported"
    return ruling.words if known else "cannot tell"


def less_than_others(tables: RecordTables, bases: Sequence[Base] = ()) -> Found:
    """What the record says on each fighting the other less than third parties (R4a).

    The criterion lists bare shares of both sides; events a contact-month (a4, b4) are
    shown beside and change nothing.

    Args:
        tables: The event record and who held what.
        bases: Bases that the government lost, for the reading without them.
    """
    government = government_shares(tables, WLA)
    group = group_shares(tables, WLA)
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
    a4 = of_government(tables, WLA, bases=bases)
    b4 = of_group(tables, WLA, bases=bases)
    for label, found in (("a4", a4), ("b4", b4)):
        readings.append((f"{label}, a contact-month: {found.told}", "shown only"))
        readings += found.lines(label, lambda _: "shown only")
    if bases:
        events = away_from(between(tables.syria, WLA), bases)
        cut_a, cut_b = shares_of_government(events), _shares_of_group(events)
        readings += [
            (f"{WITHOUT_BASES}, government's side: {three(cut_a)}", "shown only"),
            (f"{WITHOUT_BASES}, Islamic State's side: {three(cut_b)}", "shown only"),
        ]
    for quarter in _quarters():
        own, its = government_shares(tables, quarter), group_shares(tables, quarter)
        line = f"{_name(quarter)}: government {three(own)}, Islamic State {three(its)}"
        readings.append((line, "shown only"))
    later_a, later_b = government_shares(tables, AFTER), group_shares(tables, AFTER)
    readings.append(
        (f"2015 to the day, government's side: {three(later_a)}", "shown only")
    )
    readings.append(
        (f"2015 to the day, Islamic State's side: {three(later_b)}", "shown only")
    )
    return Found(
        result=multi(standings).words,
        measured=(
            "Share of its fighting in Syria that each side had with the other, 9 April "
            f"2013 to 31 December 2014: government {three(government)}, Islamic State "
            f"{three(group)} of events, deaths and days. Shown beside, events a "
            f"contact-month over those with the insurgents: government (a4) {a4.told}, "
            f"Islamic State (b4) {b4.told}: {b4.words}. {CONTACT_NOTE} {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        sources=sources_of(bases),
    )


def government_shares(
    tables: RecordTables, window: tuple[Day, Day]
) -> dict[str, float]:
    """a1, a2 and a3 in a window."""
    return shares_of_government(between(tables.syria, window))


def shares_of_government(events: pl.DataFrame) -> dict[str, float]:
    """a1, a2 and a3 of a table of events."""
    own = events.filter(
        (pl.col("type_of_violence") == 1) & (pl.col("side_a") == GOVERNMENT)
    )
    with_group = own.filter(pl.col("dyad") == "government-islamic_state")
    return shares(counted(with_group), counted(own))


def group_shares(tables: RecordTables, window: tuple[Day, Day]) -> dict[str, float]:
    """b1, b2 and b3 in a window, under the keys of a1 to a3."""
    return _shares_of_group(between(tables.syria, window))


def outside_share(tables: RecordTables, window: tuple[Day, Day]) -> dict[str, float]:
    """a6 by reading of CONTROL: a1 over the Islamic State's share of residents.

    The share is of residents of places that the government does not hold; readings in
    which it is zero are left out.
    """
    a1 = government_shares(tables, window)["a1"]
    group = resident_months(tables.ground, window, "islamic_state")
    others: list[Exposure] = [
        group,
        resident_months(tables.ground, window, "insurgents"),
        resident_months(tables.ground, window, "sdf"),
    ]
    found: dict[str, float] = {}
    for reading, mine in group.amount.items():
        if mine > 0:
            whole = sum(each.amount[reading] for each in others)
            found[reading] = a1 / (mine / whole)
    return found


def spared(ratio: float) -> Standing:
    """a4 against the criterion of E65, without a5: high alone does not contradict.

    Example:
        >>> spared(0.3), spared(0.6), spared(0.9)
        ('supported', 'undecided', 'undecided')
    """
    return "supported" if ratio <= 0.5 else "undecided"


def three(values: Mapping[str, float]) -> str:
    """Shares of events, deaths and days in figures."""
    return ", ".join(f"{values[rule]:.1%}" for rule in _UNITS)


def _bare(share: float) -> Standing:
    return bounded(share, supported_from=0.10, contradicted_to=0.25)


def _bare_said(share: float) -> str:
    return in_words(_bare(share))


def _spared(ratio: float) -> str:
    return in_words(spared(ratio))


def _by_month(tables: RecordTables) -> str:
    events = between(tables.syria, WLA).filter(
        (pl.col("dyad") == "government-islamic_state")
        & (pl.col("type_of_violence") == 1)
        & (pl.col("side_a") == GOVERNMENT)
    )
    count = counted(events)
    months = month_of(WLA[1]) - month_of(WLA[0]) + 1
    without = months - with_months(events)["month_id"].n_unique()
    each = " / ".join(f"{n / months:.0f}" for n in (count.low, count.best, count.high))
    return f"deaths a month {each} (low, best, high), {without} of {months} without any"


def _ground_told(found: Mapping[str, float]) -> str:
    each = "; ".join(
        f"{value:.2f} {reading}"
        for reading, value in found.items()
        if reading != PRIMARY
    )
    return (
        "the Islamic State's share of residents outside the government's control: "
        f"{found.get(PRIMARY, 0.0):.2f} ({each})"
    )


def sources_of(bases: Sequence[Base]) -> tuple[str, ...]:
    """Keys of the sources of lost bases, sorted."""
    return tuple(sorted({key for base in bases for key in base.sources}))


def _shares_of_group(events: pl.DataFrame) -> dict[str, float]:
    fights = battles(events).filter(
        (pl.col("side_a") == "IS") | (pl.col("side_b") == "IS")
    )
    with_government = fights.filter(pl.col("dyad") == "government-islamic_state")
    return shares(counted(with_government), counted(fights))


def _quarters() -> list[tuple[Day, Day]]:
    starts = [WLA[0], Day(2013, 7, 1), Day(2013, 10, 1)]
    starts += [Day(2014, month, 1) for month in (1, 4, 7, 10)]
    ends = [start - datetime.timedelta(days=1) for start in starts[1:]] + [WLA[1]]
    return list(zip(starts, ends, strict=True))


def _name(quarter: tuple[Day, Day]) -> str:
    start = quarter[0]
    return f"{start.year} Q{(start.month - 1) // 3 + 1}"

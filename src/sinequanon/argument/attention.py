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
)

_UNITS = {"a1": "events", "a2": "deaths", "a3": "days"}
_TO_MAY = (WLA[0], Day(2014, 5, 31))
_FROM_JUNE = (Day(2014, 6, 1), WLA[1])
_STRIKES = (Day(2014, 6, 10), Day(2014, 12, 31))
_BEFORE_COALITION = (Day(2014, 6, 10), Day(2014, 9, 22))
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
        cut = _shares_of_government(away_from(between(tables.syria, WLA), bases))
        readings += [
            (
                f"{rule}, {_UNITS[rule]}, {WITHOUT_BASES}: {cut[rule]:.1%}",
                _bare_said(cut[rule]),
            )
            for rule in _UNITS
        ]
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
        sources=_sources(bases),
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


def token_strikes(tables: RecordTables, bases: Sequence[Base]) -> Found:
    """What the record says on the strikes of 2014 being token (E69).

    Args:
        tables: The event record and who held what.
        bases: Bases that the government lost; events near one in the month of its loss
            were the attacker's choice and are left out.
    """
    readings: list[tuple[str, str]] = []
    a4 = of_government(tables, _STRIKES, bases=bases)
    standing: Standing = "undecided"
    for label, window in {
        "to the end of 2014": _STRIKES,
        "to 22 September 2014": _BEFORE_COALITION,
    }.items():
        for without in (True, False):
            events = between(tables.syria, window)
            if without:
                events = away_from(events, bases)
            found = _shares_of_government(events)
            decisive = without and window == _STRIKES
            high = max(found["a1"], found["a2"])
            each: Standing = "contradicted" if high >= 0.25 else "undecided"
            if decisive:
                # One way against is enough; places that changed hands are not
                # counted, so nothing is supported.
                against = a4.value is not None and a4.value >= 0.8
                standing = "contradicted" if against else each
            decides = " (decides)" if decisive else ""
            kept = "without lost bases" if without else "all events"
            readings.append(
                (
                    f"{label}, {kept}: a1 {found['a1']:.1%}, a2 {found['a2']:.1%}"
                    f"{decides}",
                    in_words(each),
                )
            )
    word = "cannot tell" if a4.value is None else _spared_or_not(a4.value)
    readings.append((f"{_A4}: {a4.told} (decides)", word))
    readings += a4.lines("a4", _spared_or_not)
    early = of_government(tables, _BEFORE_COALITION)
    readings.append((f"a4, to 22 September 2014: {early.told}", "shown only"))
    return Found(
        result=in_words(standing),
        measured=(
            "Share of the government's state-based events and deaths that were with "
            "the Islamic State from 10 June 2014; a quarter or more of either, bases "
            f"lost in that month left out, speaks against. Events a contact-month (a4) "
            f"{a4.told}, of which at most 0.5 speaks for and 0.8 against: {a4.words}. "
            f"{CONTACT_NOTE} Places that it lost to the government were not counted. "
            f"{PRECISE_NOTE} It does not say who attacked, nor how."
        ),
        by_reading=tuple(readings),
        sources=_sources(bases),
        missing="places that the Islamic State lost to the government in those months",
    )


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
        cut_a, cut_b = _shares_of_government(events), _shares_of_group(events)
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
        sources=_sources(bases),
    )


def government_shares(
    tables: RecordTables, window: tuple[Day, Day]
) -> dict[str, float]:
    """a1, a2 and a3 in a window."""
    return _shares_of_government(between(tables.syria, window))


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


def _spared_or_not(ratio: float) -> str:
    return in_words(bounded(ratio, supported_from=0.5, contradicted_to=0.8))


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


def _sources(bases: Sequence[Base]) -> tuple[str, ...]:
    return tuple(sorted({key for base in bases for key in base.sources}))


def _shares_of_government(events: pl.DataFrame) -> dict[str, float]:
    own = events.filter(
        (pl.col("type_of_violence") == 1) & (pl.col("side_a") == GOVERNMENT)
    )
    with_group = own.filter(pl.col("dyad") == "government-islamic_state")
    return shares(counted(with_group), counted(own))


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

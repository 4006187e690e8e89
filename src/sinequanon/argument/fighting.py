"""Whom the rebels fight and whether they fight on (claims E78, E88, E92).

Against the government the record has one dyad for all insurgents, so what it says of
the mainstream alone stays open (rule PARTY); fights with the Islamic State name groups.
"""

from collections.abc import Sequence

import polars as pl

from sinequanon.argument.facing import of_rebels
from sinequanon.argument.standing import (
    NOT_TESTED,
    Found,
    Standing,
    bounded,
    by_horizon,
    in_words,
    multi,
)
from sinequanon.argument.tables import (
    LAST_DAY,
    PRECISE_NOTE,
    Day,
    RecordTables,
    battles,
    between,
    counted,
    horizon_end,
    months_with_events,
    state_based,
    twelve_months_to,
)

_GOVERNMENT = "government-insurgents"
_GROUP = "insurgents-islamic_state"
_KURDS = "insurgents-sdf"
_R4 = "r4, events a contact-month"


def both_enemies(tables: RecordTables, day: Day) -> Found:
    """What the record says on rebels fighting both enemies (E78).

    Args:
        tables: The event record.
        day: The day; the last twelve months to it decide.
    """
    window = twelve_months_to(day)
    recent = battles(between(tables.syria, window))
    own = counted(recent.filter(pl.col("rebels")))
    group = counted(recent.filter(pl.col("dyad") == _GROUP))
    named = counted(
        recent.filter((pl.col("dyad") == _GROUP) & pl.col("without_affiliate"))
    )
    government = counted(state_based(recent, [_GOVERNMENT]))
    share = group.events / own.events
    standing = both_standing(low=group.low, high=group.high, share=share)
    # The record is one source for which groups took part, and the rule asks for two.
    result = "undecided" if standing == "supported" else standing
    readings = [
        (f"share of the rebels' events: {share:.1%} (decides)", in_words(standing)),
        (
            f"deaths, low: {group.low:,} (at least 25)",
            in_words("supported" if group.low >= 25 else "undecided"),
        ),
        (
            "groups without al-Qaeda's affiliate took part, in the record alone: "
            f"{named.events:,} events, {named.best:,} deaths",
            "shown only",
        ),
    ]
    readings += [
        (f"{year}: {_share(tables, year):.1%} of the rebels' events", "shown only")
        for year in (2013, 2014, 2015)
    ]
    return Found(
        result=in_words(result),
        measured=(
            f"Twelve months to {day.isoformat()}: rebels against the Islamic State "
            f"{group.events:,} events and {group.low:,} / {group.best:,} / "
            f"{group.high:,} deaths (low, best, high), {share:.1%} of the rebels' "
            f"{own.events:,} events; against the government {government.events:,} "
            f"events and {government.best:,} deaths. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
    )


def both_standing(*, low: int, high: int, share: float) -> Standing:
    """Deaths and share of events against the criterion of E78, before its sources.

    Example:
        >>> both_standing(low=100, high=120, share=0.12)
        'supported'
        >>> both_standing(low=100, high=120, share=0.06)
        'undecided'
    """
    if high < 25 or share < 0.02:
        return "contradicted"
    return "supported" if low >= 25 and share >= 0.10 else "undecided"


def keep_fighting(tables: RecordTables, day: Day, horizons: Sequence[int]) -> Found:
    """What the record says on the rebels fighting on, by horizon (E88).

    Args:
        tables: The event record; it is later than the day, for a forecast is scored.
        day: The day of the claim.
        horizons: Horizons in months.
    """
    words: dict[int, str] = {}
    readings: list[tuple[str, str]] = []
    figures: list[str] = []
    for months in horizons:
        end = horizon_end(day, months)
        window = twelve_months_to(end)
        fights = state_based(between(tables.syria, window), [_GOVERNMENT])
        count = counted(fights)
        active = months_with_events(fights, window[0])
        unseen = _months_after_record(end)
        standing = still_fighting(count.best, active, unseen)
        words[months] = in_words(standing)
        cut = f", {unseen} months not in the record" if unseen else ""
        readings.append(
            (
                f"{months} months: {count.low:,} / {count.best:,} / {count.high:,} "
                f"deaths in {active} months{cut}",
                in_words(standing),
            )
        )
        figures.append(f"{count.best:,} to {end.isoformat()}{cut}")
    before = counted(
        state_based(between(tables.syria, twelve_months_to(day)), [_GOVERNMENT])
    )
    readings.append(("the mainstream alone (one dyad for all rebels)", "cannot tell"))
    return Found(
        result=by_horizon(words),
        measured=(
            "Deaths between government and rebels in the twelve months before each "
            f"horizon: {'; '.join(figures)}; before the day {before.best:,}. At least "
            "1,000 in nine months speak for the claim, fewer than 100 against. Whether "
            "the fighting was mostly outside the mainstream, and which places rebels "
            f"still held, was not tested. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
    )


def still_fighting(deaths: int, active: int, unseen: int) -> Standing:
    """Deaths and months of fighting in a year against the criterion of E88.

    With months that the record does not reach, a verdict stands only if nothing in
    them could turn it (rule DAY): support can only grow, so it stands.

    Args:
        deaths: Best estimate of deaths in the twelve months.
        active: Months with an event.
        unseen: Months of the twelve that the record does not reach.

    Example:
        >>> still_fighting(2_000, 12, 0), still_fighting(50, 12, 0)
        ('supported', 'contradicted')
        >>> still_fighting(50, 9, 3)
        'undecided'
    """
    if deaths >= 1_000 and active >= 9:
        return "supported"
    return "contradicted" if deaths < 100 and not unseen else "undecided"


def primary_enemy(tables: RecordTables, day: Day, horizons: Sequence[int]) -> Found:
    """What the record says on the government being the rebels' main foe (E92).

    Args:
        tables: The event record, later than the day.
        day: The day of the claim.
        horizons: Horizons in months.
    """
    words: dict[int, str] = {}
    readings: list[tuple[str, str]] = []
    for months in horizons:
        end = horizon_end(day, months)
        recent = battles(between(tables.syria, twelve_months_to(end)))
        government = counted(recent.filter(pl.col("dyad") == _GOVERNMENT))
        every = counted(
            recent.filter(pl.col("dyad").is_in([_GOVERNMENT, _GROUP, _KURDS]))
        )
        values = {
            "r1, events": government.events / every.events,
            "r2, deaths": government.best / every.best,
            "r3, days": government.days / every.days,
        }
        standings: dict[str, Standing | None] = {
            label: bounded(value, supported_from=0.60, contradicted_to=0.40)
            for label, value in values.items()
        }
        r4 = of_rebels(tables, twelve_months_to(end))
        standings[_R4] = None if r4.value is None else _greatest(r4.value)
        ruling = multi(standings)
        # The criterion asks for r4 as well, so without it nothing is supported.
        unmet = ruling.standing == "supported" and standings[_R4] != "supported"
        words[months] = "cannot tell" if unmet else ruling.words
        cut = _months_after_record(end)
        note = f" ({cut} months not in the record)" if cut else ""
        readings += [
            (f"{months} months, {label}: {value:.1%}{note}", in_words(found))
            for label, value in values.items()
            if (found := standings[label]) is not None
        ]
        readings.append(
            (
                f"{months} months, {_R4}: {r4.told} ({r4.words})",
                NOT_TESTED if r4.value is None else in_words(_greatest(r4.value)),
            )
        )
        readings += r4.lines(
            f"{months} months, r4", lambda ratio: in_words(_greatest(ratio))
        )
    return Found(
        result=by_horizon(words),
        measured=(
            "Share of the rebels' events, deaths and days that were against the "
            "government, in the twelve months before each horizon, out of those "
            "against government, Islamic State and Kurdish-led forces. Beside, "
            "events a contact-month with the government over those with the Islamic "
            "State (r4): 1.2 or more speaks for, 0.83 or less against; rebels and "
            "Islamic State touched in few places, so it rests on few rows. The "
            "government attacks too, so this is not all the rebels' choice. "
            f"{PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        missing="who held which place after November 2019 (r4 at 60 months)",
    )


def _greatest(ratio: float) -> Standing:
    return bounded(ratio, supported_from=1.2, contradicted_to=0.83)


def _share(tables: RecordTables, year: int) -> float:
    fights = battles(between(tables.syria, (Day(year, 1, 1), Day(year, 12, 31))))
    own = counted(fights.filter(pl.col("rebels")))
    group = counted(fights.filter(pl.col("dyad") == _GROUP))
    return group.events / own.events if own.events else 0.0


def _months_after_record(end: Day) -> int:
    months = (end.year - LAST_DAY.year) * 12 + end.month - LAST_DAY.month
    return max(0, months)

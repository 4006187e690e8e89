"""Who killed more civilians, under each counting rule the criteria name (E28, HARM).

One-sided deaths alone are recorded with a perpetrator; civilians killed in battle are
not. So every ratio here depends on its rule, and rules without data stay open. A total
and a rate for each resident are both fair, and they can disagree.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from sinequanon.argument.contact import (
    PRIMARY,
    REPORTED,
    Exposure,
    Party,
    held_places,
    relative_rate,
    resident_months,
)
from sinequanon.argument.evidence import Statement
from sinequanon.argument.standing import Found, Standing, bounded, in_words, multi
from sinequanon.argument.tables import (
    GOVERNMENT,
    ISLAMIC_STATE,
    PRECISE_NOTE,
    W0,
    WIS,
    Count,
    Day,
    RecordTables,
    between,
    counted,
    one_sided,
    with_months,
)

_BACKERS = ("Government of Russia (Soviet Union)", "Government of Iran")
_BOUNDS = ("low", "best", "high")


def ten_times(tables: RecordTables, shown: Sequence[Statement]) -> Found:
    """What the record says on "nearly ten times as many civilians" (claim E28).

    Args:
        tables: The event record.
        shown: Monitors' ratios for shorter windows; they are shown and decide nothing.
    """
    war = _pair(between(tables.syria, W0))
    both = _pair(between(tables.syria, WIS))
    r1, r4 = _ratios(*war), _ratios(*both)
    standing = within_order(r1["best"])
    ruling = multi({"r1": standing, "r2": None, "r3": None})
    all_to_government = _with_battle_deaths(tables, war)
    abroad = counted(one_sided(between(tables.iraq, W0), ISLAMIC_STATE))
    r7 = war[0].best / (war[1].best + abroad.best)
    r6 = (war[0].best + _backers(tables)) / war[1].best
    readings = [
        (
            f"r1, one-sided deaths, whole war: {_three(r1)} (decides)",
            in_words(standing),
        ),
        ("r2, monitors' counts, whole war (decides)", "not tested yet"),
        (
            f"r3, with civilians killed in battle: {r1['best']:.1f} if none is added, "
            f"{all_to_government:.0f} if all are the government's (decides)",
            "not tested yet",
        ),
        (f"r4, one-sided deaths, both in Syria: {_three(r4)}", _said(r4["best"])),
        (f"r6, with the government's allies: {r6:.1f}", _said(r6)),
        (f"r7, with the Islamic State's killings in Iraq: {r7:.1f}", _said(r7)),
    ]
    readings += [
        (f"{each.note}: {each.value:.1f}", _said(each.value))
        for each in shown
        if each.value is not None
    ]
    more = "more" if r1["best"] > 1.2 else "not more"
    return Found(
        result=ruling.words,
        measured=(
            f"One-sided deaths in Syria to {W0[1].isoformat()}: government "
            f"{war[0].best:,}, Islamic State {war[1].best:,}, ratio {_three(r1)} "
            f"(low, best, high); {more} in direction. No shipped count covers the "
            "whole war by all means of killing (r2), and civilians killed in battle "
            f"are not recorded by perpetrator (r3). {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        sources=tuple(sorted({key for each in shown for key in each.sources})),
    )


def within_order(ratio: float) -> Standing:
    """A ratio against "nearly ten times": 7.3-12.4 supports, beyond a factor 2 not.

    Example:
        >>> within_order(8.8), within_order(3.5), within_order(6.0)
        ('supported', 'contradicted', 'undecided')
    """
    if 7.3 <= ratio <= 12.4:
        return "supported"
    return "contradicted" if ratio < 4.75 or ratio > 19.0 else "undecided"


def lesser_evil(tables: RecordTables, *, islamic_state_worse: bool) -> Found:
    """What the record says on which party harmed civilians more (rule HARM).

    Args:
        tables: The event record.
        islamic_state_worse: Whether the claim is that the Islamic State is far worse
            (R3a, ratio I/G), rather than that the government is no less bad (E17, G/I).
    """
    war = _pair(between(tables.syria, W0))
    both = _pair(between(tables.syria, WIS))
    abroad = counted(one_sided(between(tables.iraq, W0), ISLAMIC_STATE))
    outside = war[0].best / (war[1].best + abroad.best)
    standings: dict[str, Standing | None] = {}
    readings: list[tuple[str, str]] = []
    rows = {
        "h1, one-sided deaths, whole war": _ratios(*war),
        "h2, the same a month while both are in Syria": _ratios(*both),
    }
    for label, ratios in rows.items():
        turned = {
            bound: 1.0 / ratio if islamic_state_worse else ratio
            for bound, ratio in ratios.items()
        }
        each: dict[str, Standing] = {
            bound: _harm(x, islamic_state_worse) for bound, x in turned.items()
        }
        standings[label[:2]] = each["best"]
        by_bound = ", ".join(f"{b}: {in_words(each[b])}" for b in ("low", "high"))
        readings.append(
            (
                f"{label}: {_three(turned)} (decides; {by_bound})",
                in_words(each["best"]),
            )
        )
    held: list[Exposure] = [
        resident_months(tables.ground, WIS, "government"),
        resident_months(tables.ground, WIS, "islamic_state"),
    ]
    by_bound = {
        bound: _per_resident(both, held, bound, islamic_state_worse)
        for bound in _BOUNDS
    }
    rate = {bound: rates[PRIMARY] for bound, rates in by_bound.items()}
    label = "h3, the same a resident of the places each held and month"
    standings["h3"] = _harm(rate["best"], islamic_state_worse)
    readings.append((f"{label}: {_three(rate)} (decides)", in_words(standings["h3"])))
    readings += [
        (f"h3, {reading}: {value:.2f}", in_words(_harm(value, islamic_state_worse)))
        for reading, value in by_bound["best"].items()
        if reading != PRIMARY
    ]
    for reading, reported in (
        ("deaths in places that the killer held alone", False),
        ("reported rows alone, deaths in them alone", True),
    ):
        own = _in_own_places(tables, reported=reported)
        exposure = REPORTED if reported else PRIMARY
        per_head = relative_rate(own[0], held[0], own[1], held[1])[exposure]
        if per_head is not None and per_head > 0:
            turned = 1.0 / per_head if islamic_state_worse else per_head
            word = in_words(_harm(turned, islamic_state_worse))
            readings.append((f"h3, {reading}: {turned:.2f}", word))
    standings["h4"] = None
    outside = 1.0 / outside if islamic_state_worse else outside
    readings += [
        ("h4, monitors' counts by any means, whole war (decides)", "not tested yet"),
        (
            f"h8, with killings in Iraq: {outside:.2f}",
            in_words(_harm(outside, islamic_state_worse)),
        ),
    ]
    name = (
        "Islamic State over government"
        if islamic_state_worse
        else ("government over Islamic State")
    )
    return Found(
        result=harm_result(standings),
        measured=(
            f"Ratio {name} of one-sided deaths in Syria, whole war (h1), while both "
            "were there (h2), and that a resident of the places that each held and "
            f"month (h3): government {_residents_told(both[0], held[0])}; Islamic "
            f"State {_residents_told(both[1], held[1])}. Inferred rows count half and "
            "disputed ones not at all, residents are those before the displacement of "
            "the war, and a party's deaths count wherever in Syria it killed, so a "
            "level means little and the ratio is read. A monitor's count of the whole "
            f"war (h4) is not in the dossier. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
    )


def harm_result(standings: Mapping[str, Standing | None]) -> str:
    """The result of rule HARM in words, from the standings of h1 to h4.

    MULTI, but if total (h1, h4) and rate (h3) point apart the words say so.

    Example:
        >>> harm_result({"h1": "supported", "h2": None, "h3": "contradicted"})
        'depends on total or rate (h1: agrees; h3: disagrees)'
    """
    words = multi(standings).words
    told = {key: found for key, found in standings.items() if found != "undecided"}
    totals = {told.get("h1"), told.get("h4")} - {None}
    rate = told.get("h3")
    if rate is not None and totals and rate not in totals:
        return words.replace("the counting rule", "total or rate")
    return words


def palmyra_civilian_share(tables: RecordTables) -> float | None:
    """Share of civilians among deaths near Palmyra, 1-28 March 2016; none if no deaths.

    Events of UCDP's Syria release with where_prec 1-3 within 25 km of 34.56 N 38.28 E
    (rule AREA). The record does not say who was killed from the air.
    """
    # A degree of latitude is 111.2 km; one of longitude shrinks by the cosine.
    north = (pl.col("latitude") - 34.56) * 111.2
    east = (pl.col("longitude") - 38.28) * 111.2 * 0.8235
    near = between(tables.release, (Day(2016, 3, 1), Day(2016, 3, 28))).filter(
        (pl.col("where_prec") <= 3) & (north**2 + east**2 <= 25.0**2)
    )
    deaths = int(near["best"].sum())
    return float(near["deaths_civilians"].sum()) / deaths if deaths else None


def _pair(events: pl.DataFrame) -> tuple[Count, Count]:
    return (
        counted(one_sided(events, GOVERNMENT)),
        counted(one_sided(events, ISLAMIC_STATE)),
    )


def _per_resident(
    killed: tuple[Count, Count], held: Sequence[Exposure], bound: str, turned: bool
) -> dict[str, float]:
    """h3 by reading of CONTROL, government over Islamic State or turned round."""
    deaths = [getattr(count, bound) for count in killed]
    first, second = (1, 0) if turned else (0, 1)
    rates = relative_rate(deaths[first], held[first], deaths[second], held[second])
    return {key: value for key, value in rates.items() if value is not None}


def _in_own_places(tables: RecordTables, *, reported: bool) -> tuple[float, float]:
    """One-sided deaths, best, in places that the killer held, weighted as residents."""
    least = 1.0 if reported else 0.0
    events = with_months(between(tables.syria, WIS))
    sides: tuple[tuple[str, Party], ...] = (
        (GOVERNMENT, "government"),
        (ISLAMIC_STATE, "islamic_state"),
    )
    deaths: list[float] = []
    for name, party in sides:
        held = held_places(tables.ground, WIS, party)
        counted_in = held.filter(pl.col("weight") >= least)
        own = one_sided(events, name).join(
            counted_in, on=["pcode", "month_id"], how="inner"
        )
        deaths.append(float((own["best"] * own["weight"]).sum()))
    return deaths[0], deaths[1]


def _residents_told(killed: Count, held: Exposure) -> str:
    months = held.amount[PRIMARY]
    return (
        f"{killed.best:,} deaths over {months / 1e6:,.1f} million resident-months, "
        f"{killed.best / months * 1e5:.2f} per 100,000 ({held.rows} place-months)"
    )


def _ratios(first: Count, second: Count) -> dict[str, float]:
    return {bound: getattr(first, bound) / getattr(second, bound) for bound in _BOUNDS}


def _three(ratios: dict[str, float]) -> str:
    return " / ".join(f"{ratios[bound]:.2f}" for bound in _BOUNDS)


def _said(ratio: float) -> str:
    return in_words(within_order(ratio))


def _harm(ratio: float, islamic_state_worse: bool) -> Standing:
    if islamic_state_worse:
        return bounded(ratio, supported_from=2.0, contradicted_to=1.2)
    return bounded(ratio, supported_from=0.83, contradicted_to=0.5)


def _backers(tables: RecordTables) -> int:
    events = between(tables.syria, W0)
    return sum(counted(one_sided(events, name)).best for name in _BACKERS)


def _with_battle_deaths(tables: RecordTables, war: tuple[Count, Count]) -> float:
    """The ratio if every civilian killed in battle is given to the government."""
    years = tables.years.filter(pl.col("year_cy").is_between(2011, 2015))
    last = between(tables.release, (Day(2016, 1, 1), W0[1])).filter(
        (pl.col("type_of_violence") == 1) & (pl.col("side_a") == GOVERNMENT)
    )
    battle = int(years["sb_deaths_civilians_cy"].sum()) + int(
        last["deaths_civilians"].sum()
    )
    return (war[0].best + battle) / war[1].best

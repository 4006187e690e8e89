"""Who killed more civilians, under each counting rule the criteria name (E28, HARM).

One-sided deaths alone are recorded with a perpetrator; civilians killed in battle are
not. So every ratio here depends on its rule, and rules without data stay open.
"""

from collections.abc import Sequence

import polars as pl

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
    standings |= {"h3": None, "h4": None}
    outside = 1.0 / outside if islamic_state_worse else outside
    readings += [
        ("h3, per resident under the party's control (decides)", "not tested yet"),
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
        result=multi(standings).words,
        measured=(
            f"Ratio {name} of one-sided deaths in Syria, whole war (h1) and while both "
            "were there (h2). Residents under each party's control (h3) and a "
            "monitor's count of the whole war (h4) are not in the dossier. "
            f"{PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
    )


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

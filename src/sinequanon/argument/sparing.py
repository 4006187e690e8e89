"""Whether the government spared the Islamic State (claims E35 and E42).

Both criteria have a half that the record decides, by contact, and another that it does
not: deeds of help (tests of other claims), and what sparing did (runs of the war).
"""

from collections.abc import Mapping, Sequence

from sinequanon.argument.attention import (
    AFTER,
    CONTACT_NOTE,
    government_shares,
    group_shares,
    outside_share,
    three,
)
from sinequanon.argument.contact import PRIMARY
from sinequanon.argument.evidence import Base
from sinequanon.argument.facing import of_government, of_group
from sinequanon.argument.standing import (
    NOT_TESTED,
    Found,
    Standing,
    bounded,
    in_words,
    multi,
)
from sinequanon.argument.tables import PRECISE_NOTE, WIS, WLA, RecordTables

DEEDS = ("E41", "E57", "E58")
"""Claims of active help, one of which the criterion of E35 asks for."""

_WINDOWS = {
    "April 2013 to the end of 2014": WLA,
    "2015 to the day": AFTER,
    "April 2013 to the day": WIS,
}


def qualified_opponent(
    tables: RecordTables, bases: Sequence[Base], results: Mapping[str, str]
) -> Found:
    """What record and deeds say on the government as an opponent (E35).

    Args:
        tables: The event record and who held what.
        bases: Bases that the government lost, for the reading without them.
        results: Result in words by claim, for the deeds of help.
    """
    shares = government_shares(tables, WLA)
    a4 = of_government(tables, WIS, bases=bases)
    deeds = {key: results.get(key, NOT_TESTED) for key in DEEDS}
    by_record = opponent_by_record(shares, a4.value)
    result = opponent_result(shares, a4.value, deeds)
    readings = [
        (f"bare shares to the end of 2014: {three(shares)} (decides)", _word(shares)),
        (f"a4, April 2013 to the day: {a4.told} (decides)", _contact(a4.value)),
        *((f"a deed of help, {key} (decides)", found) for key, found in deeds.items()),
        *a4.lines("a4", _contact),
    ]
    for label, window in _WINDOWS.items():
        own, its = government_shares(tables, window), group_shares(tables, window)
        there, back = of_government(tables, window), of_group(tables, window)
        readings += [
            (
                f"{label}, government's side: {three(own)}, a4 {there.told}",
                "shown only",
            ),
            (
                f"{label}, Islamic State's side: {three(its)}, b4 {back.told}",
                "shown only",
            ),
        ]
    open_deeds = [key for key, found in deeds.items() if found == NOT_TESTED]
    return Found(
        result=result,
        measured=(
            "Events a contact-month with the Islamic State over those with the "
            f"insurgents, 9 April 2013 to the day (a4): {a4.told}, of which at most "
            f"0.5 speaks for: {a4.words}. {CONTACT_NOTE} Bare shares to the end of "
            f"2014: {three(shares)} of events, deaths and days. By the record alone: "
            f"{in_words(by_record)}. The criterion also asks for one deed of active "
            f"help: {_listed(deeds)}. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        sources=tuple(sorted({key for base in bases for key in base.sources})),
        missing=f"a test of {', '.join(open_deeds)}" if open_deeds else None,
    )


def opponent_by_record(shares: Mapping[str, float], a4: float | None) -> Standing:
    """The half of E35 that the record decides.

    Low bare shares or a low a4 are enough for it, as the criterion is written; against
    it both must be high.

    Args:
        shares: a1 to a3 in the first window.
        a4: Over the whole time in which both were in Syria; nothing if not defined.
    """
    if max(shares.values()) <= 0.10 or (a4 is not None and a4 <= 0.5):
        return "supported"
    if min(shares.values()) >= 0.25 and a4 is not None and a4 >= 0.8:
        return "contradicted"
    return "undecided"


def opponent_result(
    shares: Mapping[str, float], a4: float | None, deeds: Mapping[str, str]
) -> str:
    """The result of E35 in words: the record and the deeds of help together.

    When a deed was done is not told apart, so a deed that is supported leaves a record
    that is against the claim open.
    """
    helped = "agrees" in deeds.values()
    standing = opponent_by_record(shares, a4)
    if standing == "supported":
        return "agrees" if helped else "cannot tell"
    if standing == "contradicted":
        return "depends on past or present" if helped else "disagrees"
    return "cannot tell"


def by_omission(tables: RecordTables, bases: Sequence[Base]) -> Found:
    """What the record says on sparing the Islamic State (E42).

    Args:
        tables: The event record and who held what.
        bases: Bases that the government lost, for the reading without them.
    """
    a1 = government_shares(tables, WLA)["a1"]
    a4 = of_government(tables, WLA, bases=bases)
    a6 = outside_share(tables, WLA)
    standings: dict[str, Standing | None] = {
        "a4, a contact-month": None if a4.value is None else _omitted(a4.value),
        "a5, strength": None,
        "a6, residents": _omitted(a6[PRIMARY]) if PRIMARY in a6 else None,
    }
    ruling = multi(standings)
    readings = [
        (f"a4, a contact-month: {a4.told} (decides)", _contact(a4.value)),
        (
            f"a5, over its share of fighters: at most 0.5 if it had {a1 / 0.5:.1%} of "
            f"them or more, 0.8 or more if {a1 / 0.8:.1%} or fewer (decides)",
            NOT_TESTED,
        ),
        *(
            (
                f"a6, over its share of residents, {reading}: {value:.2f}"
                + (" (decides)" if reading == PRIMARY else ""),
                _contact(value),
            )
            for reading, value in a6.items()
        ),
        ("what sparing did to its fighters and places (decides)", NOT_TESTED),
        *a4.lines("a4", _contact),
    ]
    # Support also needs that sparing raised its strength, which was not run.
    result = "cannot tell" if ruling.standing == "supported" else ruling.words
    return Found(
        result=result,
        measured=(
            "Attack on the Islamic State against what contact (a4) and residents (a6) "
            "would predict, 9 April 2013 to the end of 2014; at most 0.5 speaks for, "
            f"0.8 or more against. a4 {a4.told}: {a4.words}. {CONTACT_NOTE} a6 is a1 "
            f"({a1:.1%}) over its share of residents outside the government's control. "
            f"Omission by these: {ruling.words}. Whether it built the group up was "
            f"not run. {PRECISE_NOTE}"
        ),
        by_reading=tuple(readings),
        sources=tuple(sorted({key for base in bases for key in base.sources})),
        missing=(
            "fighters by side in 2013 and 2014 (a5), and runs of the war from 2013 "
            "with selectivity set to zero"
        ),
    )


def _omitted(ratio: float) -> Standing:
    return bounded(ratio, supported_from=0.5, contradicted_to=0.8)


def _contact(ratio: float | None) -> str:
    return "cannot tell" if ratio is None else in_words(_omitted(ratio))


def _word(shares: Mapping[str, float]) -> str:
    if max(shares.values()) <= 0.10:
        return in_words("supported")
    return in_words("contradicted" if min(shares.values()) >= 0.25 else "undecided")


def _listed(deeds: Mapping[str, str]) -> str:
    return "; ".join(f"{key} {found}" for key, found in deeds.items())

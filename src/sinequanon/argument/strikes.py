"""Whether the government's strikes on the Islamic State in 2014 were token (E69)."""

from collections.abc import Mapping, Sequence

from sinequanon.argument.attention import (
    CONTACT_NOTE,
    government_shares,
    shares_of_government,
    sources_of,
)
from sinequanon.argument.contact import EVERY, PRIMARY, places_lost
from sinequanon.argument.evidence import Base
from sinequanon.argument.facing import WITHOUT_BASES, of_government
from sinequanon.argument.standing import Found, Standing, bounded, in_words
from sinequanon.argument.tables import (
    PRECISE_NOTE,
    Day,
    RecordTables,
    away_from,
    between,
)

_STRIKES = (Day(2014, 6, 10), Day(2014, 12, 31))
_BEFORE_COALITION = (Day(2014, 6, 10), Day(2014, 9, 22))


def token_strikes(tables: RecordTables, bases: Sequence[Base]) -> Found:
    """What the record says on the strikes of 2014 being token (E69).

    Args:
        tables: The event record and who held what.
        bases: Bases that the government lost; events near one in the month of its loss
            were the attacker's choice and are left out.
    """
    cut = shares_of_government(away_from(between(tables.syria, _STRIKES), bases))
    a4 = of_government(tables, _STRIKES, bases=bases)
    lost = places_lost(tables.ground, _STRIKES, "islamic_state", "government")
    standing = token(cut, a4.value, lost.amount[PRIMARY])
    readings = [
        (_bare("to the end of 2014", cut) + " (decides)", _of_shares(cut)),
        (f"a4, a contact-month: {a4.told} (decides)", _contact(a4.value)),
        (
            f"places that it lost to the government: {lost.amount[PRIMARY]:g} "
            f"({lost.rows}; {lost.amount[EVERY]:g} with every row) (decides)",
            in_words(_of_places(lost.amount[PRIMARY])),
        ),
        *a4.lines("a4", _contact),
    ]
    whole = government_shares(tables, _STRIKES)
    readings.append((_bare("to the end of 2014", whole, kept=False), _of_shares(whole)))
    early = government_shares(tables, _BEFORE_COALITION)
    label = "to 22 September 2014"
    less = away_from(between(tables.syria, _BEFORE_COALITION), bases)
    early_cut = shares_of_government(less)
    contact = of_government(tables, _BEFORE_COALITION)
    readings += [
        (_bare(label, early_cut), _of_shares(early_cut)),
        (_bare(label, early, kept=False), _of_shares(early)),
        (f"a4, {label}: {contact.told}", _contact(contact.value)),
    ]
    return Found(
        result=in_words(standing),
        measured=(
            "Share of the government's state-based events and deaths that were with "
            "the Islamic State from 10 June 2014, bases lost in that month left out: "
            f"a1 {cut['a1']:.1%}, a2 {cut['a2']:.1%}; a quarter or more of either "
            "speaks against, a tenth or less of both is asked for. Events a "
            f"contact-month (a4) {a4.told}, of which at most 0.5 speaks for and 0.8 "
            f"against: {a4.words}. {CONTACT_NOTE} {PRECISE_NOTE} It does not say who "
            "attacked, nor how."
        ),
        by_reading=tuple(readings),
        sources=sources_of(bases),
    )


def token(shares: Mapping[str, float], a4: float | None, lost: float) -> Standing:
    """The criterion of E69: any one way against is enough, all are needed for it.

    Args:
        shares: a1 and a2 without lost bases.
        a4: Events a contact-month; nothing if it is not defined.
        lost: Places that the Islamic State lost to the government.

    Example:
        >>> token({"a1": 0.05, "a2": 0.08}, 0.3, 0.0)
        'supported'
        >>> token({"a1": 0.05, "a2": 0.08}, 0.3, 2.0)
        'contradicted'
    """
    high = max(shares["a1"], shares["a2"])
    if high >= 0.25 or (a4 is not None and a4 >= 0.8) or lost >= 2:
        return "contradicted"
    if high <= 0.10 and a4 is not None and a4 <= 0.5 and lost == 0:
        return "supported"
    return "undecided"


def _bare(label: str, shares: Mapping[str, float], *, kept: bool = True) -> str:
    which = WITHOUT_BASES if kept else "all events"
    return f"{label}, {which}: a1 {shares['a1']:.1%}, a2 {shares['a2']:.1%}"


def _of_shares(shares: Mapping[str, float]) -> str:
    high = max(shares["a1"], shares["a2"])
    return in_words(bounded(high, supported_from=0.10, contradicted_to=0.25))


def _of_places(lost: float) -> Standing:
    if lost == 0:
        return "supported"
    return "contradicted" if lost >= 2 else "undecided"


def _contact(ratio: float | None) -> str:
    if ratio is None:
        return "cannot tell"
    return in_words(bounded(ratio, supported_from=0.5, contradicted_to=0.8))

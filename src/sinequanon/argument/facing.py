"""How much two parties fought for each month in which they faced each other (a4, b4).

A ratio of two such rates. Events are those of a whole pair of parties, wherever they
lie, for the rule sets no place for them; those in places of a contact that counts are
shown beside.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from sinequanon.argument.contact import (
    PRIMARY,
    Exposure,
    Party,
    contact_months,
    contact_places,
    relative_rate,
    together,
)
from sinequanon.argument.evidence import Base
from sinequanon.argument.tables import (
    GOVERNMENT,
    Day,
    RecordTables,
    away_from,
    battles,
    between,
    with_months,
)

INSIDE = "events in places of a counted contact alone"
WITHOUT_BASES = "without lost bases"

Pair = tuple[Party, Party]
_FOES: Pair = ("government", "islamic_state")
_REBELS: Pair = ("government", "insurgents")
_RIVALS: Pair = ("islamic_state", "insurgents")
_KURDS: Pair = ("islamic_state", "sdf")
_WORDS: Mapping[Party, str] = {
    "government": "government",
    "insurgents": "insurgents",
    "islamic_state": "Islamic State",
    "sdf": "Kurdish-led forces",
}


@dataclass(frozen=True, kw_only=True)
class PerContact:
    """Events a contact-month of one pair of parties over those of others.

    `value` is by the reading that decides, nothing where it is not defined; `shown` has
    the other readings; `words` tells events, contact-months and the rows used.
    """

    value: float | None
    shown: Mapping[str, float | None]
    words: str

    def lines(self, label: str, said: Callable[[float], str]) -> list[tuple[str, str]]:
        """The other readings as (reading, result) pairs.

        Args:
            label: What is read, as `a4`.
            said: The result in words of a ratio.
        """
        return [
            (f"{label}, {reading}: {_told(value)}", _said(value, said))
            for reading, value in self.shown.items()
        ]

    @property
    def told(self) -> str:
        """The ratio that decides, in figures."""
        return _told(self.value)


def of_government(
    tables: RecordTables, window: tuple[Day, Day], *, bases: Sequence[Base] = ()
) -> PerContact:
    """a4: with the Islamic State over with the insurgents, from the government's side.

    Args:
        tables: The event record and who held what.
        window: First and last day.
        bases: Lost bases; a reading without events near them is shown.
    """
    return _compared(tables, window, _FOES, [_REBELS], bases)


def of_group(
    tables: RecordTables, window: tuple[Day, Day], *, bases: Sequence[Base] = ()
) -> PerContact:
    """b4: the Islamic State with the government over with the insurgents.

    Args:
        tables: The event record and who held what.
        window: First and last day.
        bases: Lost bases; a reading without events near them is shown.
    """
    found = _compared(tables, window, _FOES, [_RIVALS], bases)
    wider = _compared(tables, window, _FOES, [_RIVALS, _KURDS], ())
    shown = {**found.shown, "over insurgents and Kurdish-led forces": wider.value}
    return PerContact(value=found.value, shown=shown, words=found.words)


def of_rebels(tables: RecordTables, window: tuple[Day, Day]) -> PerContact:
    """r4: the insurgents with the government over with the Islamic State."""
    return _compared(tables, window, _REBELS, [_RIVALS], ())


def _compared(
    tables: RecordTables,
    window: tuple[Day, Day],
    pair: Pair,
    others: Sequence[Pair],
    bases: Sequence[Base],
) -> PerContact:
    ground = tables.ground
    if not ground.covers(window):
        return PerContact(value=None, shown={}, words="no holders in these months")
    fights = battles(between(tables.syria, window))
    over = contact_months(ground, window, *pair)
    each = [contact_months(ground, window, *other) for other in others]
    under = together(each)

    def rates(events: pl.DataFrame) -> dict[str, float | None]:
        below = sum(_of_pair(events, other).height for other in others)
        return relative_rate(_of_pair(events, pair).height, over, below, under)

    shown = rates(fights)
    value = shown.pop(PRIMARY)
    inside = [_inside(tables, fights, window, one) for one in (pair, *others)]
    shown[INSIDE] = relative_rate(inside[0], over, sum(inside[1:]), under)[PRIMARY]
    if bases:
        shown[WITHOUT_BASES] = rates(away_from(fights, bases))[PRIMARY]
    words = "; ".join(
        _row(fights, one, exposure)
        for one, exposure in zip((pair, *others), (over, *each), strict=True)
    )
    return PerContact(value=value, shown=shown, words=words)


def _of_pair(events: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """Battles of two parties; of the government those that name it, as in a1."""
    own = events.filter(pl.col("dyad") == "-".join(sorted(pair)))
    if "government" in pair:
        own = own.filter(
            (pl.col("type_of_violence") == 1) & (pl.col("side_a") == GOVERNMENT)
        )
    return own


def _inside(
    tables: RecordTables, events: pl.DataFrame, window: tuple[Day, Day], pair: Pair
) -> int:
    places = contact_places(tables.ground, window, *pair)
    own = with_months(_of_pair(events, pair))
    return own.join(places, on=["pcode", "month_id"], how="semi").height


def _row(events: pl.DataFrame, pair: Pair, exposure: Exposure) -> str:
    return (
        f"{_WORDS[pair[0]]} and {_WORDS[pair[1]]} {_of_pair(events, pair).height:,} "
        f"events in {exposure.amount[PRIMARY]:,.1f} contact-months ({exposure.rows})"
    )


def _told(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"


def _said(value: float | None, said: Callable[[float], str]) -> str:
    return "cannot tell" if value is None else said(value)

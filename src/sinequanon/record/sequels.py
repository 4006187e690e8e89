"""What wars like this one did, and what followed months in which places changed hands.

The class is read off the war itself by a stated rule, so that any war has one.
"""

import polars as pl

from sinequanon.record.classes import ClassIncidence, WarClass, class_incidence
from sinequanon.record.followed import PALMYRA_NOTES, Followed, what_followed
from sinequanon.record.gains import (
    gains_from_captures,
    quiet_after_battle,
    syrian_captures,
)
from sinequanon.record.tables import load
from sinequanon.record.warfinder import War

HORIZONS = (12, 36, 60)
"""Months ahead of the class's rates."""

_SYRIA = 299
_LAST_YEAR = 2020
_OLD = 36
_POPULOUS = 20_000.0
_LEAST = 5
_LEAST_MONTHS = 3


def class_of(war: War) -> WarClass | None:
    """The class of a war's first conflict in its last active year, or None.

    Wars about the same thing (government or territory), in years as intense as this
    war's last active year to 2020 (1,000 battle deaths or more, or 25 to 999), with
    foreign troops or without as it was then; and three years old or more, if it was.
    Wars in the same states are left out.

    Args:
        war: A war of `find_war`.

    Returns:
        None for a conflict between states, or one that began after 2020.

    Example:
        >>> from sinequanon.record import find_war
        >>> like = class_of(find_war("sri-lanka"))
        >>> like.incompatibility, like.war_intensity, like.months_at_least
        ('territory', True, 36)
    """
    rows = (
        load("term_acd_3")
        .filter(
            (pl.col("conflict_id") == war.conflicts[0])
            & pl.col("type_of_conflict").is_in([3, 4])
            & (pl.col("year") <= _LAST_YEAR)
        )
        .sort("year")
    )
    if rows.is_empty():
        return None
    last = rows.row(-1, named=True)
    begun = last["start_date2"]
    age = (last["year"] - begun.year) * 12
    about = {1: "territory", 2: "government"}.get(last["incompatibility"])
    return WarClass(
        incompatibility=about,  # pyright: ignore[reportArgumentType]
        war_intensity=last["intensity_level"] == 2,
        internationalised=last["type_of_conflict"] == 4,
        months_at_least=_OLD if age >= _OLD else 0,
        without_gwno=tuple(int(one) for one in last["gwno_loc"].split(", ")),
        without_conflicts=war.conflicts,
    )


def rates_of(
    like: WarClass | None, *, horizons: tuple[int, ...] = HORIZONS
) -> ClassIncidence | None:
    """How wars of a class ended, or None where fewer than five episodes are in it.

    Args:
        like: The class; None gives None.
        horizons: Months ahead.
    """
    if like is None:
        return None
    try:
        found = class_incidence(like, horizons=horizons)
    except ValueError:
        # An empty class is an answer here: nothing is like this war.
        return None
    return found if found.wars.height >= _LEAST else None


def sequels_of(
    war: War, *, events: pl.DataFrame | None = None
) -> tuple[Followed | None, str]:
    """What followed months in which places of a war passed to its government.

    In Syria dated reports say which months these were: towns of 20,000 people or more,
    compared with other months of the same war, for no other war is as deadly. Elsewhere
    an event-based proxy says so, which is labelled as one, and months of other wars are
    compared.

    Args:
        war: A war of `find_war`.
        events: One GED table; the shipped precise release if left out.

    Returns:
        What followed, or None, and why not or how the months were found.
    """
    syria = _SYRIA in war.conflicts
    if syria:
        gains = gains_from_captures(
            syrian_captures(), conflict=_SYRIA, least_population=_POPULOUS
        )
    else:
        table = load("ged211_precise") if events is None else events
        gains = quiet_after_battle(table).filter(
            pl.col("conflict_id").is_in(war.conflicts)
        )
    if gains.is_empty():
        return None, "no month in which a place fought over then fell quiet"
    try:
        found = what_followed(
            gains,
            events=events,
            own_war=syria,
            apart=1 if syria else 12,
            caliper=1.0 if syria else 0.5,
            notes=PALMYRA_NOTES if syria else (),
        )
    except ValueError as error:
        return None, str(error)
    if found.matched < _LEAST_MONTHS:
        return None, f"only {found.matched} such months have months like them"
    return found, found.label

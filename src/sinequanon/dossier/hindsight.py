"""A dossier as it could have been written by a day."""

import datetime
from collections.abc import Sequence
from typing import TypeVar

from sinequanon.dossier.dates import day_of
from sinequanon.dossier.schema import Dossier, Event, Strength
from sinequanon.dossier.settlement import Position
from sinequanon.errors import DossierError, Fault

_Dated = TypeVar("_Dated", Strength, Position, Event)


def known_by(dossier: Dossier, day: datetime.date) -> Dossier:
    """The dossier without statements and events that begin after a day.

    Strengths go by the date that they speak of, positions by the date that they were
    said, events by their own; a vague date counts from its earliest day, and what has
    no date stays. Preferences, issues and control stay as they are: they were written
    later, and `control.csv` uses reports from after the day to date a holder.

    Args:
        dossier: The dossier.
        day: The last day that counts.

    Raises:
        DossierError: If an actor is left without a used statement of its strength.
    """
    thinned = dossier.model_copy(
        update={
            "strengths": _until(day, dossier.strengths, "as_of"),
            "positions": _until(day, dossier.positions, "said"),
            "events": _until(day, dossier.events, "date"),
        }
    )
    strong = {row.actor for row in thinned.strengths if row.used}
    faults = [
        Fault(
            where="strengths.yaml",
            found=f"no statement of the strength of {actor.key} by {day.isoformat()}",
            fix="choose a later day, or add an earlier statement",
        )
        for actor in dossier.actors
        if actor.key not in strong
    ]
    if faults:
        raise DossierError(faults)
    return thinned


def _until(
    day: datetime.date, rows: Sequence[_Dated], field: str
) -> tuple[_Dated, ...]:
    dates: list[str | None] = [getattr(row, field) for row in rows]
    return tuple(
        row
        for row, date in zip(rows, dates, strict=True)
        if date is None or day_of(date) <= day
    )

"""What the prior of the war is checked against: recorded deaths by dyad."""

import numpy as np

from sinequanon.record import recorded_deaths
from sinequanon.war import Path, Setting, Targets, rising, texture

OPEN_WAR = 1.0
"""Pairs whose intensity may reach this are at war, and must fit the record."""

FIRST = 433
"""January 2016: the first month of the Syria release, which the totals are of."""

LAST = 468
"""December 2018: the bounds of the check were set on whole years to then."""


def open_wars(setting: Setting, path: Path) -> tuple[str, ...]:
    """The dyads of sides that are at open war, as the path names them."""
    pairs = {
        frozenset((setting.sides[i], setting.sides[j]))
        for i in range(len(setting.actors))
        for j in range(len(setting.actors))
        if setting.sides[i] != setting.sides[j]
        and setting.hostility_high[i, j] >= OPEN_WAR
    }
    return tuple(dyad for dyad in path.dyads if frozenset(dyad.split("-")) in pairs)


def targets_of(setting: Setting, path: Path) -> Targets | None:
    """Totals by dyad at open war over the months that model and record share.

    Totals spread vague dates over their year; the monthly texture of the core conflict
    and the rise of deaths from year to year are those of events dated to the month.
    None for a war that starts before the release does: its totals would be those of
    other months.

    Args:
        setting: The war at its start.
        path: A world of it; names its dyads and months.
    """
    first = int(path.months[0])
    if first < FIRST:
        return None
    months = min(int(path.months[-1]), LAST) - first + 1
    dyads, core = open_wars(setting, path), path.core_dyads[0]
    dated = recorded_deaths((core,), first=first, months=months, spread=False)
    spread, persistence = texture(dated[core][None, :])
    totals = recorded_deaths(dyads, first=first, months=months, spread=True)
    return Targets(
        rule="UCDP's Syria release, vague dates spread over their year",
        months=months,
        deaths={dyad: float(np.sum(series)) for dyad, series in totals.items()},
        texture=core,
        spread=float(spread[0]),
        persistence=float(persistence[0]),
        rises=tuple(
            dyad
            for dyad, series in recorded_deaths(
                dyads, first=first, months=months, spread=False
            ).items()
            if bool(rising(np.asarray(series)[None, :], path.months[:months])[0])
        ),
    )

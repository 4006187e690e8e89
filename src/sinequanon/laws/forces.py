"""Factions, allies and third forces: how the many change the war of the two."""

from collections.abc import Callable

import numpy as np

from sinequanon.laws.backers import helped, killed_by_rebels
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect
from sinequanon.laws.parties import alike, with_third
from sinequanon.laws.rates import PerRun, RunMonths, effect
from sinequanon.laws.wars import (
    REBELS_FRIEND,
    STATES_FRIEND,
    Army,
    Sketch,
    duel,
    made_up,
    taken,
)
from sinequanon.war import Path

_CALM = 0.01
"""Share of people under a local truce from which a year counts as one with a truce."""
_FACTIONS = (("rebels", 0.5), ("rebels_2", 0.25), ("rebels_3", 0.25))


def _three(row: int, column: int) -> dict[str, float]:
    if column < 3:
        return {"state": 1.0}
    return {_FACTIONS[max(row - 1, 0)][0]: 1.0}


def _factions(lab: Lab) -> Path:
    """The rebels as three factions that leave each other alone."""
    low, high = lab.premises.rebels
    names = [name for name, _ in _FACTIONS]
    setting = made_up(
        lab.premises,
        Sketch(
            armies=(
                Army(name="state", heads=lab.premises.state, core="a"),
                *(
                    Army(name=name, heads=(low * part, high * part), core="b")
                    for name, part in _FACTIONS
                ),
            ),
            ground=_three,
            hostility=tuple((a, b, (0.0, 0.0)) for a in names for b in names if a < b),
        ),
    )
    return lab.path("factions", setting, change=alike(setting))


def factions_against_state(lab: Lab) -> Effect:
    """Battle deaths with the state, three factions against one."""
    deaths = [path.deaths.sum(axis=(1, 2)) for path in (_factions(lab), lab.plain())]
    return effect(lab, deaths[0], deaths[1])


def factions_against_civilians(lab: Lab) -> Effect:
    """Civilians killed by rebels, three factions against one."""
    months = lab.premises.horizon_months
    return effect(
        lab,
        killed_by_rebels(_factions(lab), months),
        killed_by_rebels(lab.plain(), months),
    )


def _beside_both(row: int, column: int) -> dict[str, float]:
    if row == 3 and column >= 2:
        return {"third": 1.0}
    return {"state" if column < 3 else "rebels": 1.0}


def sparing(lab: Lab) -> Effect:
    """Log power of the state over rebels, sparing a third force less fighting it."""
    spared, fought = (
        with_third(lab, name, ground=_beside_both, effort=effort)
        for name, effort in (
            ("third spared", (0.1, 0.3)),
            ("third fought", (0.8, 1.0)),
        )
    )
    gain = spared.log_power[:, 23] - fought.log_power[:, 23]
    return Effect(values=lab.by_draw(gain))


def _two_allies(row: int, column: int) -> dict[str, float]:
    if column < 3:
        return {"state": 1.0}
    return {"rebels" if row < 2 else "rebels_2": 1.0}


def realigned(lab: Lab) -> Effect:
    """Fighters of a rebel army after its ally's losses, against none."""
    low, high = lab.premises.rebels
    half = (low / 2.0, high / 2.0)
    setting = made_up(
        lab.premises,
        Sketch(
            armies=(
                Army(name="state", heads=lab.premises.state, core="a"),
                Army(name="rebels", heads=half, core="b", side="rebels"),
                Army(name="rebels_2", heads=half, core="b", side="rebels"),
            ),
            ground=_two_allies,
        ),
    )
    places = tuple((row, column) for row in (0, 1) for column in (3, 4))
    losses = taken(places, loser="rebels", winner="state", month=5, lost_share=1.0)
    without, lost = lab.paths("allies", setting, worlds=((), losses))
    row = without.actors.index("rebels_2")
    return effect(lab, lost.fighters[:, row, 29], without.fighters[:, row, 29])


def _calm(lab: Lab, path: Path) -> RunMonths:
    """Share of people under a local truce."""
    return path.people_calm / lab.premises.people


def truce_years(lab: Lab) -> Effect:
    """Share of years with a local truce in some month."""
    calm = _calm(lab, lab.plain())
    years = calm.reshape(len(calm), -1, 12).max(axis=2) >= _CALM
    return Effect(values=lab.by_draw(years.mean(axis=1)))


def _mean_calm(lab: Lab, path: Path) -> PerRun:
    return _calm(lab, path).mean(axis=1)


def truces_with_intensity(lab: Lab) -> Effect:
    """People under a local truce, twice the intensity against once."""
    hot = lab.path("hot", duel(lab.premises, hostility=(1.4, 2.8)))
    return effect(lab, _mean_calm(lab, hot), _mean_calm(lab, lab.plain()))


def truces_with_backers(lab: Lab) -> Effect:
    """People under a local truce, backers on both sides against none."""
    both = helped(lab, STATES_FRIEND, REBELS_FRIEND)
    return effect(lab, _mean_calm(lab, both), _mean_calm(lab, lab.plain()))


def surrendered(lab: Lab) -> Effect:
    """People passing by local agreement, against people coming under a truce."""
    path = lab.plain()
    calm = _calm(lab, path)
    began = np.maximum(np.diff(calm, axis=1, prepend=0.0), 0.0).sum(axis=1)
    passed = path.agreed.sum(axis=(1, 2)) / lab.premises.people
    return Effect(values=lab.by_draw(passed / np.maximum(began, 1e-9)))


FORCES: dict[str, Callable[[Lab], Effect]] = {
    "F26.rate": truce_years,
    "F26.intense": truces_with_intensity,
    "F26.foreign": truces_with_backers,
    "F27.surrender": surrendered,
    "F40.realigned": realigned,
    "F41.against_state": factions_against_state,
    "F41.civilians": factions_against_civilians,
    "F43.gains": sparing,
}
"""Comparisons of this file, by the name of the part."""

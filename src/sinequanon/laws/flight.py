"""Flight: whether it follows where the fighting is, or how hard it is."""

from collections.abc import Callable

import numpy as np

from sinequanon.laws.civilians import TIMES, killing
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect, log_ratio
from sinequanon.laws.rates import PerRun, effect
from sinequanon.laws.wars import duel
from sinequanon.war import Path

_MONTH = 11


def _displaced(path: Path) -> PerRun:
    """People displaced inside the country or abroad after a year."""
    return path.displaced_inside[:, _MONTH] + path.displaced_abroad[:, _MONTH]


def _two_fronts(row: int, column: int) -> dict[str, float]:
    """Half of the places each, and twice as many of them at a front."""
    return {"state" if 1 <= column < 4 else "rebels": 1.0}


def _hotter(lab: Lab) -> PerRun:
    hot = lab.path("hot", duel(lab.premises, hostility=(1.4, 2.8)))
    return log_ratio(_displaced(hot), _displaced(lab.plain()))


def scope_or_intensity(lab: Lab) -> Effect:
    """Displacement by twice the places less by twice the intensity, in logs."""
    wide = lab.path("two fronts", duel(lab.premises, ground=_two_fronts))
    wider = log_ratio(_displaced(wide), _displaced(lab.plain()))
    return Effect(values=lab.by_draw(wider - _hotter(lab)))


def intensity_elasticity(lab: Lab) -> Effect:
    """Elasticity of displacement to intensity."""
    return Effect(values=lab.by_draw(_hotter(lab) / np.log(2.0)))


def flight_from_killing(lab: Lab) -> Effect:
    """Displaced after a year, the state's killing turned up against not."""
    more, usual = (killing(lab, grievance=None, times=times) for times in (TIMES, 1.0))
    return effect(lab, _displaced(more), _displaced(usual))


FLIGHT: dict[str, Callable[[Lab], Effect]] = {
    "F49.scope": scope_or_intensity,
    "F49.intensity": intensity_elasticity,
    "F50.flight": flight_from_killing,
}
"""Comparisons of this file, by the name of the part."""

"""Rates of ending and effects of one world against another, run by run."""

import numpy as np

from sinequanon.axes import Float
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect, log_ratio
from sinequanon.model import Peace

PerRun = Float[np.ndarray, " runs"]
RunMonths = Float[np.ndarray, "runs months"]


def effect(lab: Lab, above: PerRun, below: PerRun) -> Effect:
    """The log ratio of a quantity in two worlds, by draw and luck."""
    return Effect(values=lab.by_draw(log_ratio(above, below)))


def exposure(found: Peace) -> RunMonths:
    """Chance that the war is on when a month begins."""
    return np.concatenate(
        [np.ones((len(found.survival), 1)), found.survival[:, :-1]], axis=1
    )


def faded(found: Peace) -> RunMonths:
    """Chance that the war has ended by low activity."""
    return found.ended_without_victory - found.signed


def hazard(found: Peace, incidence: RunMonths) -> PerRun:
    """Endings of one kind a month in which the war is on, over the whole horizon."""
    time: PerRun = exposure(found).sum(axis=1)
    return incidence[:, -1] / time


def settling(found: Peace) -> PerRun:
    """Hazard of settlement of either kind, per month."""
    return hazard(found, found.signed)


def ending(found: Peace) -> PerRun:
    """Hazard of any end, per month."""
    return hazard(found, found.ended)


def signing(found: Peace) -> PerRun:
    """Chance of a signed settlement by the horizon."""
    return found.signed[:, -1]

"""Killing of civilians: where, by whom, and what it does to recruitment."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sinequanon.laws.backers import killed_by_rebels
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect
from sinequanon.laws.rates import PerRun, effect
from sinequanon.laws.wars import (
    REBELS_FRIEND,
    Pair,
    duel,
    helped_by,
    rivals_of,
    taken,
)
from sinequanon.war import Path, Theta

_YEAR = 12
TIMES = 20.0
"""How much more the state kills where a comparison turns its killing up."""


def _mixed(lab: Lab, share: float, *, selective: float, hostility: Pair) -> PerRun:
    """Civilians killed by the state in a month, each place at one share of control."""

    def change(theta: Theta) -> Theta:
        only = np.full(len(theta.draws), selective)
        return replace(theta, values={**theta.values, "selective": only})

    setting = duel(
        lab.premises,
        hostility=hostility,
        ground=lambda _row, _column: {"state": share, "rebels": 1.0 - share},
    )
    name = f"mixed {share:g} {selective:g}"
    path = lab.path(name, setting, months=1, change=change)
    return path.one_sided[:, path.actors.index("state"), 0]


def selective_curve(lab: Lab) -> Effect:
    """Selective killing at a control of .8 against .5, without fighting."""
    at = {
        share: _mixed(lab, share, selective=1.0, hostility=(1e-6, 1e-6))
        for share in (0.8, 0.5)
    }
    return effect(lab, at[0.8], at[0.5])


def indiscriminate_curve(lab: Lab) -> Effect:
    """Indiscriminate killing at a control of .2 against .8, with fighting."""
    at = {
        share: _mixed(lab, share, selective=0.0, hostility=(0.7, 1.4))
        for share in (0.2, 0.8)
    }
    return effect(lab, at[0.2], at[0.8])


def killing(lab: Lab, *, grievance: float | None, times: float) -> Path:
    """A year of the plain war, the state's killing turned up by a factor."""

    def change(theta: Theta) -> Theta:
        one_sided = theta.one_sided.copy()
        one_sided[0] *= times
        if grievance is None:
            return replace(theta, one_sided=one_sided)
        values = {**theta.values, "grievance": np.full(len(theta.draws), grievance)}
        return replace(theta, one_sided=one_sided, values=values)

    name = f"killing {grievance} {times:g}"
    return lab.path(name, duel(lab.premises), months=_YEAR, change=change)


def _recruits(lab: Lab, grievance: float) -> Effect:
    more, usual = (
        killing(lab, grievance=grievance, times=times) for times in (TIMES, 1.0)
    )
    row = usual.actors.index("rebels")
    return effect(lab, more.fighters[:, row, -1], usual.fighters[:, row, -1])


def killing_deters(lab: Lab) -> Effect:
    """Rebel fighters after a year of killing, if killing deters."""
    return _recruits(lab, -0.3)


def killing_recruits(lab: Lab) -> Effect:
    """Rebel fighters after a year of killing, if killing drives people to arms."""
    return _recruits(lab, 0.3)


def weak_rebels_kill(lab: Lab) -> Effect:
    """Civilians killed by weak rebels against strong ones."""
    weak, strong = (
        lab.path(f"rivals {ratio:g}", rivals_of(lab.premises, ratio))
        for ratio in (0.25, 1.0)
    )
    return effect(lab, killed_by_rebels(weak, _YEAR), killed_by_rebels(strong, _YEAR))


def backed_rebels_kill(lab: Lab) -> Effect:
    """Civilians killed by strong rebels against weak ones, both backed."""
    strong, weak = (
        lab.path(
            f"rivals {ratio:g} backed",
            rivals_of(lab.premises, ratio),
            world=helped_by(REBELS_FRIEND),
        )
        for ratio in (1.0, 0.25)
    )
    return effect(lab, killed_by_rebels(strong, _YEAR), killed_by_rebels(weak, _YEAR))


def losing_rebels_kill(lab: Lab) -> Effect:
    """Civilians killed by rebels in six months after a lost battle, against none."""
    battle = taken(
        ((1, 3),), loser="rebels", winner="state", month=6, lost_share=1.0 / 3.0
    )
    without, lost = lab.paths(
        "lost battle", duel(lab.premises), worlds=((), battle), months=_YEAR
    )

    def after(path: Path) -> PerRun:
        return killed_by_rebels(path, _YEAR) - killed_by_rebels(path, 6)

    return effect(lab, after(lost), after(without))


CIVILIANS: dict[str, Callable[[Lab], Effect]] = {
    "F28.selective": selective_curve,
    "F28.indiscriminate": indiscriminate_curve,
    "F30.deters": killing_deters,
    "F31.recruits": killing_recruits,
    "F33.weak": weak_rebels_kill,
    "F34.backed": backed_rebels_kill,
    "F35.losses": losing_rebels_kill,
}
"""Comparisons of this file, by the name of the part."""

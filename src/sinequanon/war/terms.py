"""The terms of a month: what a world's interventions make of the parameters.

Here alone the truces, stances, backers and cuts of supply that are in force meet the
draws of theta; every mechanism of the month reads hostility, selectivity and support
from here. A stance sets the intensity between two actors, and truces act on what it
set. With nothing in force the terms are theta's own numbers, bit by bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sinequanon.axes import Float, UInt32
from sinequanon.war.plan import Plan
from sinequanon.war.theta import Theta, ranged
from sinequanon.war.worlds import (
    Enters,
    Intervention,
    Leaves,
    Stance,
    SupplyCut,
    Truce,
)

_LEAST_SUPPLY = 0.01
"""A cut of all supply leaves this share: what is left is on a log scale."""

ByPair = Float[np.ndarray, "actors actors runs"]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What holds between the actors in one month; runs stand last.

    `hostility[i, j]` is the intensity between two actors under the stances and truces
    in force, `selectivity[i, j]` the effort of i against j (0 to 1), `support[i, j]`
    the multiplier on i's power against j from the backers that are present, and
    `supply_aim[i]` the log supply that cuts leave i (0: no cut). `backed[i]` says
    whether a backer is there to answer i's distress.
    """

    hostility: ByPair
    selectivity: ByPair
    support: ByPair
    supply_aim: Float[np.ndarray, "actors runs"]
    backed: tuple[bool, ...]


def terms_of(
    plan: Plan,
    theta: Theta,
    *,
    world: Sequence[Intervention],
    seed: int,
    month: int,
) -> Terms:
    """The terms of a month.

    Args:
        plan: Fixed indices of the setting; its truces hold in every world.
        theta: Parameters of the runs.
        world: Interventions of the world; those of later months have no effect yet.
        seed: The seed that sizes of interventions are drawn from.
        month: Month id.
    """
    in_force = sorted(
        (item for item in (*plan.setting.truces, *world) if item.month <= month),
        key=lambda item: item.month,
    )
    hostility, selectivity = theta.hostility.copy(), theta.selectivity.copy()
    for item in in_force:
        if isinstance(item, Stance):
            _take_stance(plan, theta, item, seed, hostility, selectivity)
    for item in in_force:
        if isinstance(item, Truce):
            i, j = plan.actor(item.a), plan.actor(item.b)
            factor = truce_factor(item, seed=seed, draws=theta.draws, month=month)
            hostility[i, j] *= factor
            hostility[j, i] *= factor
    present = _present(plan, in_force)
    return Terms(
        hostility=hostility,
        selectivity=selectivity,
        support=_support(plan, theta, present),
        supply_aim=_supply_aim(plan, theta, in_force, seed, month),
        backed=_backed(plan, present),
    )


def _drawn(
    seed: int,
    stream: str,
    name: str,
    draws: UInt32[np.ndarray, " runs"],
    low: float,
    high: float,
) -> Float[np.ndarray, " runs"]:
    """A draw from a range; the same one is asked for in every month."""
    return _drawn_once(seed, stream, name, draws.tobytes(), low, high)


@lru_cache(maxsize=256)
def _drawn_once(
    seed: int, stream: str, name: str, draws: bytes, low: float, high: float
) -> Float[np.ndarray, " runs"]:
    ids = np.frombuffer(draws, dtype=np.uint32)
    drawn = ranged(seed, stream, name, ids, low, high)
    drawn.setflags(write=False)
    return drawn


def truce_factor(
    truce: Truce, *, seed: int, draws: UInt32[np.ndarray, " runs"], month: int
) -> Float[np.ndarray, " runs"]:
    """What is left of the fighting in a month under one truce (1: all of it).

    A truce that begins later has no effect yet.
    """
    if month < truce.month:
        return np.ones(len(draws))
    name = "|".join(sorted((truce.a, truce.b)))
    factor = np.minimum(
        _drawn(seed, "truce/factor", name, draws, truce.factor_low, truce.factor_high),
        1.0,
    )
    half_life = _drawn(
        seed, "truce/life", name, draws, truce.half_life_low, truce.half_life_high
    )
    return 1.0 - (1.0 - factor) * 0.5 ** (
        (month - truce.month) / np.maximum(half_life, 0.01)
    )


def _take_stance(
    plan: Plan,
    theta: Theta,
    item: Stance,
    seed: int,
    hostility: ByPair,
    selectivity: ByPair,
) -> None:
    """Write one stance into the month's intensities and efforts.

    It is drawn with the luck of the relation that it replaces: a stance whose ranges
    are those of the start changes nothing.
    """
    i, j = plan.actor(item.a), plan.actor(item.b)
    pair = "|".join(sorted((item.a, item.b)))
    low, high = item.intensity_low, item.intensity_high
    drawn = _drawn(seed, "dossier/hostility", pair, theta.draws, low, high)
    hostility[i, j] = hostility[j, i] = drawn
    if item.selectivity is not None:
        name = f"{item.a}>{item.b}"
        low, high = item.selectivity
        drawn = _drawn(seed, "dossier/selectivity", name, theta.draws, low, high)
        selectivity[i, j] = np.minimum(drawn, 1.0)


def _present(plan: Plan, in_force: Sequence[Intervention]) -> tuple[bool, ...]:
    """Which backers are there, in the order of the setting."""
    present = {backer.key: backer.present for backer in plan.setting.backers}
    for item in in_force:
        if isinstance(item, Enters | Leaves):
            present[item.backer] = isinstance(item, Enters)
    return tuple(present[backer.key] for backer in plan.setting.backers)


def _support(plan: Plan, theta: Theta, present: tuple[bool, ...]) -> ByPair:
    """The product of what the backers present lend each actor against each enemy."""
    support = np.ones_like(theta.hostility)
    for row, backer in enumerate(plan.setting.backers):
        if present[row]:
            i = plan.actor(backer.actor)
            support[i] = support[i] * theta.backing[row]
    return support


def _backed(plan: Plan, present: tuple[bool, ...]) -> tuple[bool, ...]:
    """Which actors have a backer; the setting's word for those with no backer named."""
    backed: list[bool] = []
    for name, at_start in zip(
        plan.setting.actors, plan.setting.backed.tolist(), strict=True
    ):
        own = [
            there
            for backer, there in zip(plan.setting.backers, present, strict=True)
            if backer.actor == name
        ]
        backed.append(any(own) if own else bool(at_start))
    return tuple(backed)


def _supply_aim(
    plan: Plan, theta: Theta, in_force: Sequence[Intervention], seed: int, month: int
) -> Float[np.ndarray, "actors runs"]:
    """Log of what the cuts in force leave of each actor's supply."""
    aim = np.zeros_like(theta.strength)
    for item in in_force:
        if isinstance(item, SupplyCut):
            i, name, draws = plan.actor(item.actor), item.actor, theta.draws
            factor = _drawn(
                seed, "cut/factor", name, draws, item.factor_low, item.factor_high
            )
            months = _drawn(
                seed, "cut/months", name, draws, item.months_low, item.months_high
            )
            cut = np.log(np.clip(factor, _LEAST_SUPPLY, 1.0))
            # The month in which a cut ends counts for the part that it covers.
            aim[i] += cut * np.clip(months - (month - item.month), 0.0, 1.0)
    return aim

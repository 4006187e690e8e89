"""The chain's numbers, fitted to the towns that may be learnt from and to no others."""

from dataclasses import replace

import numpy as np
from jaxtyping import Float, Int

from sinequanon.record.holders.searching import Point, least_by_simplex
from sinequanon.record.holders.smoothing import (
    Chances,
    Ground,
    Rule,
    Signals,
    held_out,
)

KERNELS_KM = (5.0, 7.0, 10.0)
OWN_MONTHS = (3, 1)
_STEPS = 90
_START = Rule(
    kernel_km=KERNELS_KM[0], own=0.1, fought=0.1, quiet=0.01, towns=0.1, reach_km=20.0
)
"""Round numbers: the defaults are fitted to all towns, held-out ones among them."""
_FLOOR = 1e-4
"""No chance is scored as lower than this."""


def fit_rule(ground: Ground, towns: Int[np.ndarray, " n"]) -> Rule:
    """The rule that best tells each of some towns from the others among them.

    Each town is told without its own statements; the loss is the mean log score over
    months near a change plus the mean over all known months, which brings in the places
    that never changed hands. Kernel and averaging are chosen among a few, the rest by
    the simplex search of Nelder & Mead 1965 (doi:10.1093/comjnl/7.4.308).
    """
    best, least = _searched(ground, towns, _START)
    for kernel in KERNELS_KM[1:]:
        rule, loss = _searched(ground, towns, replace(best, kernel_km=kernel))
        if loss < least:
            best, least = rule, loss
    for months in OWN_MONTHS[1:]:
        rule, loss = _searched(ground, towns, replace(best, own_months=months))
        if loss < least:
            best, least = rule, loss
    return best


def loss_of(
    ground: Ground,
    rule: Rule,
    towns: Int[np.ndarray, " n"],
    signals: Signals | None = None,
) -> float:
    """How badly a rule tells each of some towns from the others among them.

    Args:
        ground: Towns and fighting.
        rule: The rule.
        towns: The towns, each told without its own statements.
        signals: `ground.signals(rule)`, if at hand.
    """
    chances = held_out(ground, rule, towns, towns, signals)
    bloc = ground.anchors.bloc[towns]
    near, known = ground.anchors.scored[towns], bloc >= 0
    return sum(
        float(log_losses(chances, bloc, mask).mean())
        for mask in (near, known)
        if mask.any()
    )


def _searched(
    ground: Ground, towns: Int[np.ndarray, " n"], start: Rule
) -> tuple[Rule, float]:
    signals = ground.signals(start)

    def rule_at(point: Point) -> Rule:
        own, fought, quiet, weight, reach = np.exp(point).tolist()
        return replace(
            start, own=own, fought=fought, quiet=quiet, towns=weight, reach_km=reach
        )

    def loss(point: Point) -> float:
        # Outside these bounds rates pass one a month, or every town counts alike.
        if np.any(point > np.log([3.0, 1.0, 0.5, 3.0, 200.0])):
            return 10.0
        return loss_of(ground, rule_at(point), towns, signals)

    first = np.log([start.own, start.fought, start.quiet, start.towns, start.reach_km])
    point, least = least_by_simplex(loss, first, _STEPS)
    return rule_at(point), least


def log_losses(
    chances: Chances,
    truth: Int[np.ndarray, "towns months"],
    mask: np.ndarray,
) -> Float[np.ndarray, " rows"]:
    """Minus the log of the chance given to what was, for the masked town-months."""
    town, month = np.nonzero(mask & (truth >= 0))
    chance = chances[month, truth[town, month], town]
    return -np.log(np.maximum(chance, _FLOOR))

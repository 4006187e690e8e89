"""Shifts of power as a cause of war, and the chance that a settlement is kept."""

from typing import Literal

import numpy as np
from scipy import special

from sinequanon.axes import Float
from sinequanon.bargain.concession import least_threat
from sinequanon.bargain.guarantees import risk_left
from sinequanon.bargain.minds import Minds

Mapping = Literal["threat", "shift"]
"""How the risk of a broken settlement follows the balance of power: both are run."""

THREAT_WIDTH = 0.15
"""Range of the recurring threat over which a promise loses its credit (analyst)."""


def preventive_war(
    *, before: float, after: float, patience: float, cost_a: float, cost_b: float
) -> bool:
    """Whether war is unavoidable when A's chance of winning will rise.

    Protocol-free: (delta p2 - p1) / (1 - delta) > c_B + delta c_A, where war costs c_i
    once (Fearon 1995, doi:10.1017/S0020818300033324; Powell 2006,
    doi:10.1017/S0020818306060061): the shift exceeds the bargaining surplus.
    """
    shift = (patience * after - before) / (1.0 - patience)
    return bool(shift > cost_b + patience * cost_a)


def preventive_war_by_offer(
    *, before: float, after: float, patience: float, cost_b: float
) -> bool:
    """Whether war comes when A makes take-it-or-leave-it offers and will grow.

    War iff delta p2 - p1 > (1 - delta)^2 c_B (Powell 2006).
    """
    return bool(patience * after - before > (1.0 - patience) ** 2 * cost_b)


def disarming_risk(
    odds: Float[np.ndarray, "*#shape"],
    shift: Float[np.ndarray, "*#shape"],
    keep: Float[np.ndarray, "*#shape"] | float,
) -> Float[np.ndarray, "*shape"]:
    """Temptation to break a settlement, 0 to 1: how far disarming moves the odds.

    L(y + d (1 - keep)) - L(y), over its largest value tanh(d / 4), where y is the
    stronger side's log odds and d the shift when the other side disarms wholly. It is
    largest near parity and small for a side that wins anyway.
    """
    moved = special.expit(odds + shift * (1.0 - keep)) - special.expit(odds)
    return moved / np.tanh(shift / 4.0)


def broken_risk(
    minds: Minds,
    odds: Float[np.ndarray, "runs quarters"],
    *,
    keep: float,
    transfer: bool,
    mapping: Mapping,
) -> Float[np.ndarray, "runs quarters"]:
    """Chance that a signed settlement is broken at the cost of the exposed side.

    Walter's q = (1 - g) pi, scaled between a floor and 1 by one of two mappings:

    - `shift` (the rival's): `disarming_risk`, so a secure winner tempts less.
    - `threat` (the essay's): a promise is believed while the exposed side's threat
      recurs. The threat is 1 - p (1 - keep), p the other side's chance of winning; the
      risk is logistic((q* - threat) / width) with q* of Acemoglu & Robinson
      (`least_threat`). A transfer of power needs no promise: the floor is left.

    Args:
        minds: Draws, one a run.
        odds: Log odds of the side that keeps its arms, as the exposed side sees them.
        keep: How far the exposed side keeps arms of its own, 0 to 1.
        transfer: Whether the settlement transfers or shares power.
        mapping: Which form.
    """
    most = risk_left(minds.exploitation, minds.guarantee)[:, None]
    floor = minds.exploitation_floor[:, None]
    if mapping == "shift":
        temptation = disarming_risk(odds, minds.disarming_shift[:, None], keep)
    elif transfer:
        temptation = np.zeros_like(odds)
    else:
        threat = 1.0 - special.expit(odds) * (1.0 - keep)
        least = least_threat(minds.stakes, minds.patience)[:, None]
        temptation = special.expit((least - threat) / THREAT_WIDTH)
    return most * (floor + (1.0 - floor) * temptation)

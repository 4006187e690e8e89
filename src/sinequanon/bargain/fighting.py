"""What fighting on is worth to each party, as that party sees the war."""

import numpy as np
from scipy import special

from sinequanon.axes import Float
from sinequanon.bargain.convergence import gap_left
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.table import Table
from sinequanon.bargain.utility import best_worth

QUARTER = 3.0
"""Months between two looks at the table."""

_ABOVE_DEFEAT = 1e-9


def logistic(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """1 / (1 + exp(-x)), without overflow."""
    found: Float[np.ndarray, "*shape"] = special.expit(x)
    return found


def log_odds(
    table: Table,
    minds: Minds,
    log_power: Float[np.ndarray, "runs quarters"],
    intensity: Float[np.ndarray, "runs quarters"],
    news: Float[np.ndarray, "runs quarters"],
) -> Float[np.ndarray, "runs quarters parties"]:
    """Log odds that each party gives its own side: side * beta * (x + news) + optimism.

    Optimism shrinks with the fighting since the start (`gap_left`): a battle is
    evidence that both sides see (Slantchev 2003, doi:10.1017/S0003055403000911). A
    party that shares no side's odds sees only its optimism.
    """
    months = QUARTER * (np.cumsum(intensity, axis=1) - intensity)
    left = gap_left(minds.prior_weight[:, None], months)
    odds = np.empty((*log_power.shape, len(table.parties)))
    for i, side in enumerate(table.side):
        seen = log_power + news * minds.credulity[:, i, None]
        odds[:, :, i] = (
            int(side) * minds.odds_slope[:, None] * seen
            + minds.optimism[:, i, None] * left
        )
    return odds


def value_of_fighting(
    table: Table,
    minds: Minds,
    odds: Float[np.ndarray, "runs quarters parties"],
    intensity: Float[np.ndarray, "runs quarters"],
) -> Float[np.ndarray, "runs quarters parties"]:
    """Worth of fighting on: p * victory + (1 - p) * defeat - cost, in utility.

    Never below defeat, since a party for which fighting is worse can give up.
    """
    chance = logistic(odds)
    heat = np.maximum(intensity, 0.0) ** minds.cost_elasticity[:, None]
    value = np.empty_like(odds)
    for i in range(len(table.parties)):
        victory = (minds.victory * best_worth(table, minds, i))[:, None]
        defeat = minds.defeat[:, i, None]
        cost = (minds.cost * minds.cost_weight[:, i])[:, None] * heat
        p = chance[:, :, i]
        # The sliver above defeat keeps a broken red line, which is worth no more than
        # defeat, strictly outside what the party accepts.
        value[:, :, i] = np.maximum(
            p * victory + (1.0 - p) * defeat - cost, defeat + _ABOVE_DEFEAT
        )
    return value

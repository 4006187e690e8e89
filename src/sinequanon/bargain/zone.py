"""How open peace is: the surplus of the best settlements over fighting on."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain.commitment import Mapping
from sinequanon.bargain.fighting import log_odds, value_of_fighting
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.surplus import (
    RunQuarters,
    classes_of,
    offers_of,
    surplus_blocks,
)
from sinequanon.bargain.table import Table
from sinequanon.bargain.utility import Encoding

SOFTNESS = 0.03
"""tau, in utility: settlements this close to the best one count nearly as much."""

_SUREST = 1e-3


@dataclass(frozen=True, kw_only=True)
class Openness:
    """The state of the zone of agreement, by run and quarter."""

    surplus: RunQuarters
    """Smooth max-min surplus S over all settlements, in utility (`SOFTNESS`)."""
    stalemate: RunQuarters
    """w = log 4p(1-p), p the mean chance of side A (.001 to .999): 0 at parity."""
    zone_open: Bool[np.ndarray, "runs quarters"]
    """Whether some settlement is worth at least fighting on to the whole coalition."""
    transfer_weight: RunQuarters
    """Soft weight, 0 to 1, of the settlements that transfer or share power."""
    binding: Int[np.ndarray, "runs quarters"]
    """Index of the party whose surplus is smallest at the best settlement."""
    value_of_fighting: Float[np.ndarray, "runs quarters parties"]
    """Worth of fighting on to each party of the table, in utility."""


def openness(
    table: Table,
    minds: Minds,
    *,
    log_power: RunQuarters,
    intensity: RunQuarters,
    news: RunQuarters,
    encoding: Encoding,
    mapping: Mapping,
    coalition: int = 0,
) -> Openness:
    """How open peace is between the members of a coalition, by run and quarter.

    Each member i weighs U_i(s) against W_i. W_i = p_i * victory + (1 - p_i) * defeat -
    cost; U_i(s) is the CES worth of the settlement, for exposed parties times the
    chance that it is kept plus the chance that it is broken times defeat; a settlement
    that crosses a real red line is worth no more than defeat. With m the max over
    settlements of min_i (U_i - W_i), S = m + tau log mean exp((min_i - m) / tau). Where
    not all must agree, the coalition's rule takes the place of the minimum: with k of
    n the k-th largest surplus (`Rule.least`). A run's result depends on nothing but
    that run.

    Args:
        table: The bargaining table.
        minds: One row a run (`Minds.take`).
        log_power: Log ratio of side A's power to side B's.
        intensity: Intensity of the core conflict; 1 is that of the start.
        news: News of the event in units of log power, signed towards side A; each side
            takes it times its credulity (`Minds.news` gives its fading).
        encoding: Whether stated red lines count.
        mapping: How the risk of a broken settlement follows the balance.
        coalition: Index of the coalition.

    Raises:
        ValueError: If the runs of the paths and of the minds differ in number.
    """
    if len(log_power) != minds.draws:
        raise ValueError(f"{len(log_power)} runs need as many minds, got {minds.draws}")
    rule = table.rule(coalition)
    members = rule.parties
    classes = classes_of(table)
    odds = log_odds(table, minds, log_power, intensity, news)
    value = value_of_fighting(table, minds, odds, intensity)
    offers = offers_of(table, minds, odds, members, classes, mapping)
    surplus, weight = np.empty(log_power.shape), np.empty(log_power.shape)
    is_open = np.empty(log_power.shape, dtype=np.bool_)
    binding = np.empty(log_power.shape, dtype=np.int64)
    transfer = table.transfer[classes.order]
    # Classes are sorted by transfer, so the settlements with it are one slice.
    first_transfer = len(transfer) - int(transfer.sum())
    quarters = range(log_power.shape[1])
    for block in surplus_blocks(
        table, minds, offers, classes, value, encoding, quarters
    ):
        at = (block.rows, block.quarter)
        least = rule.least(dict(zip(members, block.surpluses, strict=True)))
        best = least.argmax(axis=1)
        row = np.arange(len(best))
        most = least[row, best]
        stacked = np.stack([each[row, best] for each in block.surpluses], axis=1)
        # The party on whom it hangs is the one whose surplus the rule's is.
        nearest = np.abs(stacked - most[:, None]).argmin(axis=1)
        binding[at] = np.array(members)[nearest]
        is_open[at] = most >= 0.0
        least -= most[:, None]
        least /= SOFTNESS
        np.exp(least, out=least)
        total = least.sum(axis=1)
        surplus[at] = most + SOFTNESS * np.log(total / least.shape[1])
        weight[at] = least[:, first_transfer:].sum(axis=1) / total
    return Openness(
        surplus=surplus,
        stalemate=_stalemate(table, odds, members),
        zone_open=is_open,
        transfer_weight=weight,
        binding=binding,
        value_of_fighting=value,
    )


def _stalemate(
    table: Table,
    odds: Float[np.ndarray, "runs quarters parties"],
    members: tuple[int, ...],
) -> RunQuarters:
    """Log 4p(1-p), p the mean over the members that take a side of side A's chance."""
    sided = [i for i in members if table.side[i] != 0]
    if not sided:
        return np.zeros(odds.shape[:2])
    p = np.zeros(odds.shape[:2])
    for i in sided:
        p += 1.0 / (1.0 + np.exp(-int(table.side[i]) * odds[:, :, i]))
    # Where one side is all but gone the odds say nothing more, and a log of 0 would
    # turn a small negative slope into a boundless rate.
    p = np.clip(p / len(sided), _SUREST, 1.0 - _SUREST)
    return np.log(4.0 * p * (1.0 - p))

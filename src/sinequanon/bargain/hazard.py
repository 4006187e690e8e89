"""From openness to the rate of settlement, anchored to the class of like wars."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.parameters import CLASS_LOG_SD
from sinequanon.bargain.surplus import RunQuarters
from sinequanon.bargain.zone import Openness


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """The class-average state, computed once and kept with the dossier.

    Means of an ensemble would make a result depend on the number of its runs; these
    numbers do not move.
    """

    surplus_mean: float
    surplus_sd: float
    stalemate_mean: float

    def __post_init__(self) -> None:
        """Refuse a spread that is not positive."""
        if not self.surplus_sd > 0.0:
            raise ValueError(f"surplus_sd must be above 0, got {self.surplus_sd}")


@dataclass(frozen=True, kw_only=True)
class Hazards:
    """Rates of settlement per year, by run and quarter, and their ratio to the base."""

    total: RunQuarters
    with_transfer: RunQuarters
    """The part of the rate that falls to settlements with a transfer of power."""
    without_transfer: RunQuarters
    ratio: RunQuarters
    """exp of what openness and stalemate add: exactly 1 if both slopes are 0."""


def frozen_of(opening: Openness) -> Frozen:
    """Mean and sd of the surplus and mean of the stalemate over runs and quarters.

    For the one reference ensemble (no event, fixed seed) whose numbers are then kept.
    """
    return Frozen(
        surplus_mean=float(opening.surplus.mean()),
        surplus_sd=float(opening.surplus.std()),
        stalemate_mean=float(opening.stalemate.mean()),
    )


def hazards(
    surplus: RunQuarters,
    stalemate: RunQuarters,
    transfer_weight: RunQuarters,
    minds: Minds,
    frozen: Frozen,
    *,
    class_rate: float,
    class_log_sd: float = CLASS_LOG_SD,
) -> Hazards:
    """Rates of settlement: h_b exp(gS z - gS^2 / 2 + gw (w - wbar)), z = (S - Sbar)/sS.

    Subtracting gS^2 / 2 keeps the mean rate at h_b for every gS, if z is standard
    normal. With gS = gw = 0 the ratio is exactly 1: nothing that the model sees
    moves the rate.

    Args:
        surplus: S of `Openness`.
        stalemate: w of `Openness`.
        transfer_weight: Soft weight of settlements with a transfer of power.
        minds: One row a run.
        frozen: The class-average state.
        class_rate: Rate of settlement of the class, per year.
        class_log_sd: Sd of the log of the war's own rate about it, from the interval of
            the class's rate; 0 means that the rate is the class's.
    """
    slope = minds.surplus_slope[:, None]
    z = (surplus - frozen.surplus_mean) / frozen.surplus_sd
    w = stalemate - frozen.stalemate_mean
    ratio: Float[np.ndarray, "runs quarters"] = np.exp(
        slope * z - slope**2 / 2.0 + minds.stalemate_slope[:, None] * w
    )
    own = minds.class_rate[:, None] ** (class_log_sd / CLASS_LOG_SD)
    total = class_rate * own * ratio
    with_transfer = total * transfer_weight
    return Hazards(
        total=total,
        with_transfer=with_transfer,
        without_transfer=total - with_transfer,
        ratio=ratio,
    )

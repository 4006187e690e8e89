"""How the core conflict ends: competing causes, integrated and not sampled."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain.fighting import logistic
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.talks import RunMonths

Cause = Literal[
    "settlement_with_transfer",
    "settlement_without_transfer",
    "victory_a",
    "victory_b",
    "fade",
]

CAUSES: tuple[Cause, ...] = (
    "settlement_with_transfer",
    "settlement_without_transfer",
    "victory_a",
    "victory_b",
    "fade",
)
"""Settlement by kind, victory of side A, victory of side B, low activity."""

ELIMINATED = 0.05
"""Share of its strength at the start at which a side is as good as gone."""

ELIMINATION_WIDTH = 0.3
"""How gradually, in log strength, being gone sets in."""


@dataclass(frozen=True, kw_only=True)
class Endings:
    """Chances of each ending of the core conflict, by run and month."""

    survival: Float[np.ndarray, "runs months"]
    """Chance that the conflict is still on at the end of the month."""
    incidence: Float[np.ndarray, "runs months causes"]
    """Chance that it has ended by then of each of `CAUSES`; sums to 1 - survival."""
    rates: Float[np.ndarray, "runs months causes"]
    """Rate of each cause per month while the conflict is on."""
    eliminated: Float[np.ndarray, "runs months"]
    """Smooth indicator, 0 to 1, that one of the sides is gone."""
    effective_runs: Float[np.ndarray, " months"]
    """(sum S)^2 / sum S^2: how many runs carry what is still on."""

    def by_cause(self, cause: Cause) -> Float[np.ndarray, "runs months"]:
        """Cumulative incidence of one cause."""
        return self.incidence[:, :, CAUSES.index(cause)]

    def settled(self) -> Float[np.ndarray, "runs months"]:
        """Cumulative incidence of settlements of either kind."""
        return self.incidence[:, :, 0] + self.incidence[:, :, 1]


def elimination(strength: RunMonths) -> RunMonths:
    """Smooth indicator that a side is gone: logistic((log eps - log strength) / .3).

    Args:
        strength: The smaller of the side's shares of its people and of its fighters at
            the start; 1 at the start.
    """
    floor = np.log(np.maximum(strength, 1e-12))
    return logistic((np.log(ELIMINATED) - floor) / ELIMINATION_WIDTH)


def endings(
    settlement_rate: RunMonths,
    transfer_weight: RunMonths,
    minds: Minds,
    *,
    strength_a: RunMonths,
    strength_b: RunMonths,
    intensity: RunMonths,
    victory_a_rate: float,
    victory_b_rate: float,
    fade_rate: float,
) -> Endings:
    """Chances of the endings, competing month by month.

    With H the sum of the rates h_c, S is multiplied by exp(-H) and cause c gets
    S (1 - exp(-H)) h_c / H, so incidences sum to 1 - S. A side that is gone (E) adds E
    to the other's rate of victory and takes settlement and fading by (1 - E): a run in
    which a party is gone goes on neither settling nor fighting. Fading falls with the
    intensity. Causes after the first ending do not count (competing risks; Prentice et
    al. 1978, doi:10.2307/2530374).

    Args:
        settlement_rate: Rate of signature per month (`Stages.signature_rate`).
        transfer_weight: Share of it that falls to settlements with a transfer of power.
        minds: One row a run.
        strength_a: See `elimination`.
        strength_b: See `elimination`.
        intensity: Intensity of the core conflict; 1 is that of the start.
        victory_a_rate: Class rate of victory of side A, per year.
        victory_b_rate: Class rate of victory of side B, per year.
        fade_rate: Class rate of ending by low activity, per year.
    """
    gone_a, gone_b = elimination(strength_a), elimination(strength_b)
    alive = (1.0 - gone_a) * (1.0 - gone_b)
    heat = np.maximum(intensity, 0.01) ** -minds.fade_elasticity[:, None]
    rates = np.stack(
        [
            settlement_rate * transfer_weight * alive,
            settlement_rate * (1.0 - transfer_weight) * alive,
            victory_a_rate / 12.0 + gone_b,
            victory_b_rate / 12.0 + gone_a,
            fade_rate / 12.0 * heat * alive,
        ],
        axis=2,
    )
    total = rates.sum(axis=2)
    survival = np.exp(-np.cumsum(total, axis=1))
    before = np.concatenate([np.ones((len(survival), 1)), survival[:, :-1]], axis=1)
    ended = before * -np.expm1(-total)
    # Where no cause acts the share is 0 over 1: nothing ends there.
    share = rates / np.where(total > 0.0, total, 1.0)[:, :, None]
    return Endings(
        survival=survival,
        incidence=np.cumsum(ended[:, :, None] * share, axis=1),
        rates=rates,
        eliminated=1.0 - alive,
        effective_runs=effective_runs(survival),
    )


def effective_runs(survival: RunMonths) -> Float[np.ndarray, " months"]:
    """How many equal runs carry the same weight: (sum S)^2 / sum S^2, by month.

    Kish 1965. Zero where nothing is still on.
    """
    squares: Float[np.ndarray, " months"] = np.square(survival).sum(axis=0)
    total: Float[np.ndarray, " months"] = survival.sum(axis=0)
    return total**2 / np.where(squares > 0.0, squares, 1.0)

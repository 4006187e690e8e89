"""What was chosen before the scored years were looked at, and from what."""

from dataclasses import dataclass

from sinequanon.fit.covariates import ALL

SCORED = (2005, 2016)
"""First and last origin of the table that was scored once."""
CHOOSING = (1990, 2002)
"""First and last origin on which settings are chosen; their windows closed by 2004."""
HORIZONS = (1, 3, 5)
"""Calendar years."""
LEAST_LOG_SKILL = 0.04
LEAST_BRIER_SKILL = 0.05
"""What was asked of the pool over the class base rate at conflict level, the lower end
of the interval above 0; and on agreement and ceasefire, each against the rest, to be
no worse than the better of both base rates."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of the forecasters.

    The defaults have the smallest mean log score over both levels and all horizons on
    the origins `CHOOSING`, one group of settings after the other, among those that
    `scripts/choose_settlement.py` tries. They were written down before any origin of
    `SCORED` was forecast.

    Attributes:
        base_yearly: Whether both base rates apply the rates of one year in turn, and do
            not count windows of the whole horizon, of which fewer had closed.
        pull: Weight of the wider class in the class base rate, rows.
        covariates: Names of covariates of the logit and of boosting.
        yearly: Whether they learn years and apply them in turn, or whole windows.
        ridge: Penalty of the logit, rows.
        depth: Depth of a tree.
        rounds: Trees of each outcome.
        rate: Learning rate.
        leaf: Least rows in a leaf.
        shrink: Penalty on the values of leaves.
        weights: Of class base rate, logit and boosting in the pool.
    """

    base_yearly: bool = True
    pull: float = 300.0
    covariates: tuple[str, ...] = ALL
    yearly: bool = True
    ridge: float = 40.0
    depth: int = 1
    rounds: int = 150
    rate: float = 0.05
    leaf: int = 20
    shrink: float = 10.0
    weights: tuple[float, float, float] = (0.2, 0.4, 0.4)


CHOSEN = Settings()
"""The settings of the scored table."""

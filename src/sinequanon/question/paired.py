"""Two worlds, subtracted run by run: the effect and its uncertainties, kept apart."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float


@dataclass(frozen=True, kw_only=True)
class PairedDraws:
    """An outcome in both worlds for each draw of the parameters and each luck.

    Both arrays are `(draws, lucks)`: a row is one draw of the parameters, a column one
    draw of chance that the two worlds share.

    Raises:
        ValueError: If the two worlds differ in shape.
    """

    with_event: Float[np.ndarray, "draws lucks"]
    without_event: Float[np.ndarray, "_ _"]

    def __post_init__(self) -> None:
        """Refuse worlds of different shape."""
        if self.with_event.shape != self.without_event.shape:
            raise ValueError(
                "both worlds need the same draws and lucks, got "
                f"{self.with_event.shape} and {self.without_event.shape}"
            )

    @property
    def effects(self) -> Float[np.ndarray, " draws"]:
        """Effect in each draw of the parameters: the mean over luck of with - without.

        A mean over few lucks still carries luck. Its share of the variance is estimated
        from the spread between lucks of one draw, and the draws are drawn in towards
        their mean by as much, so that the spread left is that of the parameters. With
        one luck a draw nothing can be told apart and nothing is drawn in.
        """
        paired = self.with_event - self.without_event
        means = paired.mean(axis=1)
        lucks = paired.shape[1]
        total = float(means.var(ddof=1)) if means.size > 1 else 0.0
        if lucks < 2 or total == 0.0:
            return means
        luck = float(paired.var(axis=1, ddof=1).mean()) / lucks
        centre = means.mean()
        return centre + np.sqrt(max(0.0, 1.0 - luck / total)) * (means - centre)

    @property
    def difference(self) -> float:
        """Mean paired difference, with minus without."""
        return float((self.with_event - self.without_event).mean())

    @property
    def standard_error(self) -> float:
        """Monte Carlo error of `difference`: it shrinks as draws are added."""
        means = (self.with_event - self.without_event).mean(axis=1)
        if means.size < 2:
            return float("nan")
        return float(means.std(ddof=1) / np.sqrt(means.size))

    @property
    def interval90(self) -> tuple[float, float]:
        """The 5 % and 95 % points of the effect over draws of the parameters."""
        low, high = np.quantile(self.effects, [0.05, 0.95])
        return float(low), float(high)

    def p_negligible(self, margin: float) -> float:
        """Share of draws whose effect is smaller than the margin, either way."""
        return float((np.abs(self.effects) < margin).mean())

    def levels(self) -> tuple[float, float]:
        """Mean of the outcome with and without the event."""
        return float(self.with_event.mean()), float(self.without_event.mean())


def ratios(
    with_event: Float[np.ndarray, "draws lucks"],
    without_event: Float[np.ndarray, "draws lucks"],
) -> Float[np.ndarray, " draws"]:
    """Ratio of two positive quantities in each draw, each averaged over luck first.

    Where both are zero the ratio is 1: nothing is different.
    """
    above, below = with_event.mean(axis=1), without_event.mean(axis=1)
    same = above == below
    return np.where(same, 1.0, above / np.where(below == 0.0, np.nan, below))

"""Forecasts that need no model: what any other has to beat.

Each turns the deaths that are known and a ladder of chances (`strata`) into draws, so
all of them share their luck. They are those of the VIEWS prediction challenge (Hegre et
al. 2025, doi:10.1177/00223433241300862).
"""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float
from scipy.special import gammaln, xlogy

from sinequanon.forecast.ladder import Strata

Known = Float[np.ndarray, "countries known"]
Baseline = Callable[[Known, Strata], Strata]

POOLED_MONTHS = 240
"""Months from which the bootstrap draws, over all countries alike."""
YEAR = 12
_SURE = 1.0 - 1e-9
_TAIL = 12.0
"""Standard deviations to which counts are first laid out."""


def zeros(known: Known, chances: Strata) -> Strata:
    """Nobody dies anywhere."""
    del known
    return np.zeros_like(chances)


def last_value(known: Known, chances: Strata) -> Strata:
    """The last month known, for ever, and sure."""
    return np.repeat(_last(known)[:, None, None], chances.shape[1], 1).repeat(
        chances.shape[2], 2
    )


def last_poisson(known: Known, chances: Strata) -> Strata:
    """Poisson counts around the last month known: the challenge's form of it."""
    last = _last(known)
    out = np.zeros_like(chances)
    for row in np.flatnonzero(last > 0):
        out[row] = _counts(float(last[row]), float(last[row]), chances[row])
    return out


def bootstrap(known: Known, chances: Strata) -> Strata:
    """A month drawn from all countries' months of the last twenty years."""
    recent = known[:, -POOLED_MONTHS:]
    pooled = np.sort(recent[np.isfinite(recent)])
    return pooled[np.minimum((chances * pooled.size).astype(int), pooled.size - 1)]


def conflictology(known: Known, chances: Strata) -> Strata:
    """One of the country's own last twelve months, each as likely (VIEWS' own name)."""
    out = np.zeros_like(chances)
    for row, own in enumerate(known[:, -YEAR:]):
        months = np.sort(own[np.isfinite(own)])
        if months.size:
            out[row] = months[(chances[row] * months.size).astype(int)]
    return out


def negative_binomial(known: Known, chances: Strata) -> Strata:
    """Negative binomial counts with the mean and variance of the last twelve months.

    A Poisson where the variance is not above the mean, or one month alone is known.
    """
    out = np.zeros_like(chances)
    for row, own in enumerate(known[:, -YEAR:]):
        months = own[np.isfinite(own)]
        mean = float(months.mean()) if months.size else 0.0
        if mean <= 0:
            continue
        variance = float(months.var(ddof=1)) if months.size > 1 else mean
        out[row] = _counts(mean, variance, chances[row])
    return out


BASELINES: dict[str, tuple[str, Baseline]] = {
    "zero": ("zero", zeros),
    "last": ("last value", last_value),
    "last_poisson": ("last value, Poisson", last_poisson),
    "bootstrap": (f"bootstrap of {POOLED_MONTHS} months", bootstrap),
    "conflictology": ("last-12-months draw", conflictology),
    "negative_binomial": ("negative binomial", negative_binomial),
}
"""Each by its key: its name in tables, and what makes it."""


def _last(known: Known) -> Float[np.ndarray, " countries"]:
    return np.nan_to_num(known[:, -1], nan=0.0)


def _counts(
    mean: float, variance: float, chances: Float[np.ndarray, "months draws"]
) -> Float[np.ndarray, "months draws"]:
    """Negative binomial counts at some chances; Poisson where nothing is left over."""
    top = int(mean + _TAIL * variance**0.5) + 20
    while True:
        count = np.arange(top + 1.0)
        if variance > mean:
            size = mean * mean / (variance - mean)
            log_chance = (
                gammaln(count + size)
                - gammaln(size)
                - gammaln(count + 1.0)
                + size * np.log(mean / variance)
                + xlogy(count, 1.0 - mean / variance)
            )
        else:
            log_chance = xlogy(count, mean) - mean - gammaln(count + 1.0)
        cumulative = np.cumsum(np.exp(log_chance))
        if cumulative[-1] >= _SURE:
            found = np.searchsorted(cumulative, chances.ravel())
            return found.reshape(chances.shape).astype(np.float64)
        top *= 2

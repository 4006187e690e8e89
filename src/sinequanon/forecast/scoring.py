"""Scores of forecasts given as draws: CRPS, log score, interval score, Brier.

Each takes draws of shape `(cases, draws)` and what was observed, and returns one score
a case; smaller is better, except for coverage. Means are left to the caller, who knows
what a case is. Forms and bins are those of the VIEWS prediction challenge (Hegre et al.
2025, doi:10.1177/00223433241300862), so that figures can be laid side by side.
"""

import math
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float

_BLOCK = 32
"""Cases done at once, so that what is worked on stays near the processor."""

Draws = Float[np.ndarray, "cases draws"]
PerCase = Float[np.ndarray, " cases"]

VIEWS_EDGES = (0.0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
"""Edges of the challenge's bins of deaths; what lies above the last is one bin more."""

LEVEL = 0.9
"""Share of the draws that an interval holds, unless another is asked for."""


def crps(draws: Draws, observed: PerCase, *, form: Literal["ecdf", "fair"]) -> PerCase:
    """The continuous ranked probability score of each case, in units of the outcome.

    `mean |x - y| - mean |x - x'| / 2` (Gneiting & Raftery 2007,
    doi:10.1198/016214506000001437). The two forms differ in the second mean.

    Args:
        draws: Draws, `(cases, draws)`.
        observed: What came, `(cases,)`.
        form: `"ecdf"` scores the draws as they are, over all `n^2` pairs: VIEWS' form,
            and the one to compare with published figures. `"fair"` leaves out the `n`
            pairs of a draw with itself, which scores the distribution that the draws
            came from (Ferro 2014, doi:10.1002/qj.2270): smaller by the mean difference
            of two draws over `2 n`.

    Raises:
        ValueError: If shapes do not fit, or a fair score is asked of one draw.

    Example:
        >>> crps(np.array([[0.0, 2.0]]), np.array([1.0]), form="ecdf")
        array([0.5])
    """
    _fit(draws, observed)
    count: int = draws.shape[1]
    if form == "fair" and count < 2:
        raise ValueError("a fair score needs two draws or more")
    pairs = count * count if form == "ecdf" else count * (count - 1)
    # Half the sum of all |x - x'| is that of (2 k - n + 1) x_k over the ordered draws.
    weights = np.linspace(1.0 - count, count - 1.0, count)
    out = np.empty(observed.shape)
    for start in range(0, observed.size, _BLOCK):
        rows = slice(start, start + _BLOCK)
        ordered = np.sort(draws[rows], axis=1)
        # A product by BLAS would wake all its threads for next to nothing.
        spread = np.einsum("ij,j->i", ordered, weights)
        np.subtract(ordered, observed[rows, None], out=ordered)
        np.abs(ordered, out=ordered)
        out[rows] = ordered.mean(axis=1) - spread / pairs
    return out


def log_score(
    draws: Draws,
    observed: PerCase,
    *,
    edges: tuple[float, ...] = VIEWS_EDGES,
) -> PerCase:
    """The ignorance of each case: minus the binary log of the chance of its bin, bits.

    One is added to the count of every bin, so that no chance is 0 (Good 1952's score
    over the challenge's bins). The bin above the last edge is open, so that an
    observation of any size has a score.

    Args:
        draws: Draws, `(cases, draws)`.
        observed: What came, `(cases,)`.
        edges: Lower edges of the bins, ascending; a bin holds its lower edge.

    Raises:
        ValueError: If shapes do not fit, or an observation lies below the first edge.

    Example:
        >>> log_score(np.zeros((1, 5)), np.array([0.0]), edges=(0.0, 0.5))
        array([0.22239242])
    """
    _fit(draws, observed)
    lower = np.asarray(edges, dtype=np.float64)
    if np.any(observed < lower[0]):
        raise ValueError(f"observations must be {lower[0]:g} or more")
    upper = np.append(lower[1:], np.inf)
    where = np.searchsorted(lower, observed, side="right") - 1
    inside = (draws >= lower[where][:, None]) & (draws < upper[where][:, None])
    # Draws below the first edge are in no bin, as in VIEWS' own count.
    binned = draws.shape[1] if draws.min() >= lower[0] else (draws >= lower[0]).sum(1)
    return -np.log2((np.count_nonzero(inside, axis=1) + 1.0) / (binned + len(edges)))


def interval_score(draws: Draws, observed: PerCase, *, level: float = LEVEL) -> PerCase:
    """The interval score of each case, in units of the outcome (Winkler 1972).

    The width of the central interval, and `2 / alpha` for each unit by which the
    outcome lies outside, with `alpha = 1 - level`. The mean of it is VIEWS' MIS.

    Args:
        draws: Draws, `(cases, draws)`.
        observed: What came, `(cases,)`.
        level: Share of the draws in the interval: 0.9, as the challenge has it; VIEWS'
            later evaluation code sets `alpha` to .05, which is 0.95 here.
    """
    alpha = 1.0 - level
    lower, upper = central_interval(draws, level=level)
    _fit(draws, observed)
    below = np.maximum(lower - observed, 0.0)
    above = np.maximum(observed - upper, 0.0)
    return (upper - lower) + (2.0 / alpha) * (below + above)


def covered(
    draws: Draws, observed: PerCase, *, level: float = LEVEL
) -> Bool[np.ndarray, " cases"]:
    """Whether the central interval of each case holds what came.

    With counts that are mostly zero an interval `[0, 0]` is right most of the time, so
    the mean of this lies above the level for most forecasters: that is no fault.
    """
    _fit(draws, observed)
    lower, upper = central_interval(draws, level=level)
    return (observed >= lower) & (observed <= upper)


def brier_score(draws: Draws, observed: PerCase, *, threshold: float) -> PerCase:
    """The Brier score of `more than threshold`, by the share of draws above it.

    Args:
        draws: Draws, `(cases, draws)`.
        observed: What came, `(cases,)`.
        threshold: Deaths; there is no default, since it is the question asked.
    """
    _fit(draws, observed)
    chance = np.count_nonzero(draws > threshold, axis=1) / draws.shape[1]
    return (chance - (observed > threshold)) ** 2


def central_interval(draws: Draws, *, level: float = LEVEL) -> tuple[PerCase, PerCase]:
    """The two quantiles between which the middle `level` of the draws lies.

    Raises:
        ValueError: If the level is not between 0 and 1.
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"a level lies between 0 and 1, got {level}")
    ordered = np.sort(draws, axis=1)
    tail = (1.0 - level) / 2.0
    return _quantile(ordered, tail), _quantile(ordered, 1.0 - tail)


def _quantile(ordered: Draws, share: float) -> PerCase:
    """A quantile of ordered draws, between neighbours in a straight line."""
    position = share * (ordered.shape[1] - 1)
    low = math.floor(position)
    high = min(low + 1, ordered.shape[1] - 1)
    step = ordered[:, high] - ordered[:, low]
    return ordered[:, low] + (position - low) * step


def _fit(draws: Draws, observed: PerCase) -> None:
    if draws.shape[0] != observed.shape[0] or draws.shape[1] < 1:
        raise ValueError(
            f"{observed.shape[0]} observations want as many rows of draws, "
            f"got {draws.shape}"
        )

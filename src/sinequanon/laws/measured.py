"""What a comparison found, and whether it meets the bound that was set before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sinequanon.axes import Float
from sinequanon.laws.book import Part

DrawLucks = Float[np.ndarray, "draws lucks"]
Verdict = Literal["pass", "fail", "not decided", "both", "no mechanism", "data check"]
VERDICTS: tuple[Verdict, ...] = (
    "fail",
    "not decided",
    "both",
    "no mechanism",
    "data check",
    "pass",
)
"""In the order in which they are told: the unflattering ones first."""

_Z90 = 1.6448536269514722
_TINY = 1e-9
_HALF = 0.5
_STEP = 1e-4


@dataclass(frozen=True, kw_only=True)
class Effect:
    """An effect of each draw and luck; of ratios, their logs."""

    values: DrawLucks


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """A statistic of sums over all runs, such as a hazard in a population of wars."""

    sums: Float[np.ndarray, "draws lucks sums"]
    statistic: Callable[[Float[np.ndarray, " sums"]], float]


Measured = Effect | Pooled


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found; ratios are ratios here, not logs.

    `low` and `high` are 5 % and 95 % points over draws of the prior (of a pooled
    statistic, its 90 % interval); `error` is the standard error of `value` with draws
    and lucks, `luck_error` the part that more lucks of the same draws would take away
    (both on the log scale where the value is a ratio).
    """

    value: float
    low: float
    high: float
    error: float
    luck_error: float
    share: float | None
    """Share of draws with the sign and the least size; None for `between`."""
    verdict: Verdict


def log_ratio(
    above: Float[np.ndarray, "*shape"], below: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """Log of a ratio of quantities that may be 0: two nothings have a ratio of 1."""
    return np.log(np.maximum(above, _TINY)) - np.log(np.maximum(below, _TINY))


def judged(part: Part, measured: Measured) -> Found:
    """What was found, laid against the bound of the part."""
    if isinstance(measured, Pooled):
        value, error, luck_error = _pooled(measured)
        points = (value - _Z90 * error, value + _Z90 * error)
        shares = None
        mean = value
    else:
        each: Float[np.ndarray, " draws"] = measured.values.mean(axis=1)
        mean = float(each.mean())
        error = float(each.std(ddof=1) / np.sqrt(len(each)))
        luck_error = _luck_error(measured.values)
        low, value, high = (float(q) for q in np.quantile(each, (0.05, 0.5, 0.95)))
        points = (low, high)
        shares = _shares(part, each)
        if part.expects == "between":
            value = mean
    if part.expects == "between":
        verdict, share = _within(part, mean, error), None
    elif shares is not None:
        verdict, share = _signed(shares)
    else:
        verdict, share = _beyond(part, mean, error), None
    if part.kind == "both":
        verdict = "both"
    out = np.exp if part.scale == "ratio" else np.asarray
    return Found(
        value=float(out(value)),
        low=float(out(points[0])),
        high=float(out(points[1])),
        error=error,
        luck_error=luck_error,
        share=share,
        verdict=verdict,
    )


def _bound(part: Part, value: float | None) -> float:
    """A bound on the scale of the effects."""
    least = 0.0 if value is None else value
    return float(np.log(least)) if part.scale == "ratio" else least


def _shares(
    part: Part, each: Float[np.ndarray, " draws"]
) -> tuple[float, float, float] | None:
    """Share of draws that show the effect, with its 90 % interval (Wilson 1927)."""
    if part.expects == "between":
        return None
    sign = 1.0 if part.expects == "rise" else -1.0
    share = float((sign * each >= max(_bound(part, part.least), _TINY)).mean())
    n, z = len(each), _Z90
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return share, float(centre - half), float(centre + half)


def _signed(shares: tuple[float, float, float]) -> tuple[Verdict, float]:
    share, low, high = shares
    if low > _HALF:
        return "pass", share
    return ("fail", share) if high < _HALF else ("not decided", share)


def _within(part: Part, mean: float, error: float) -> Verdict:
    low, high = mean - _Z90 * error, mean + _Z90 * error
    floor, ceiling = _bound(part, part.low), _bound(part, part.high)
    if floor <= low and high <= ceiling:
        return "pass"
    return "fail" if high < floor or low > ceiling else "not decided"


def _beyond(part: Part, mean: float, error: float) -> Verdict:
    """A sign asked of a pooled statistic: its interval beyond the least size."""
    sign = 1.0 if part.expects == "rise" else -1.0
    least = _bound(part, part.least)
    if sign * mean - _Z90 * error >= least:
        return "pass"
    return "fail" if sign * mean + _Z90 * error < least else "not decided"


def _luck_error(values: DrawLucks) -> float:
    """Standard error of the mean over draws from luck alone."""
    draws, lucks = values.shape
    if lucks < 2:
        return float("nan")
    within: Float[np.ndarray, " draws"] = values.var(axis=1, ddof=1)
    return float(np.sqrt(within.mean() / lucks / draws))


def _pooled(measured: Pooled) -> tuple[float, float, float]:
    """The statistic, its standard error over draws, and that from luck alone.

    By the delta method: a run's influence is its sums times the gradient.
    """
    sums = measured.sums
    whole: Float[np.ndarray, " sums"] = sums.sum(axis=(0, 1))
    value = measured.statistic(whole)
    gradient = np.empty_like(whole)
    for k in range(len(whole)):
        step = max(abs(float(whole[k])), 1.0) * _STEP
        up, down = whole.copy(), whole.copy()
        up[k] += step
        down[k] -= step
        gradient[k] = (measured.statistic(up) - measured.statistic(down)) / (2 * step)
    influence = sums @ gradient
    draws, lucks = influence.shape
    by_draw: Float[np.ndarray, " draws"] = influence.sum(axis=1)
    error = float(np.sqrt(draws * by_draw.var(ddof=1)))
    if lucks < 2:
        return value, error, float("nan")
    within: Float[np.ndarray, " draws"] = influence.var(axis=1, ddof=1)
    return value, error, float(np.sqrt(lucks * within.sum()))

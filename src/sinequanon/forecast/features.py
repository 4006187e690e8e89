"""What a country's own record of deaths says about the months to come."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sinequanon.forecast.series import CountryMonths

LAGS = 6
_MEANS = (3, 6, 12, 24, 60)
_MAXIMA = (12, 36)
_SPREADS = (12, 36)
_SHARES = (6, 24, 60)
_LONGEST_PEACE = 120
_LEAST_KNOWN = 24
"""Months that a country is known before it teaches."""

FEATURES = (
    *(f"log deaths {lag} months ago" for lag in range(LAGS)),
    *(f"log mean of {span} months" for span in _MEANS),
    *(f"log maximum of {span} months" for span in _MAXIMA),
    *(f"spread of log deaths over {span} months" for span in _SPREADS),
    *(f"share of {span} months with deaths" for span in _SHARES),
    "months since the last death",
    "log mean of 3 months less that of 12",
    "months ahead",
)
"""Columns of the features, in order; logs are of one more than the deaths."""


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """Rows to learn from: what was known, how far ahead, what came.

    Attributes:
        features: `(rows, features)`.
        deaths: Persons, `(rows,)`.
    """

    features: Float[np.ndarray, "rows features"]
    deaths: Float[np.ndarray, " rows"]


def known_features(
    series: CountryMonths,
) -> Float[np.ndarray, "countries months features"]:
    """Every feature but the months ahead, as known at the end of each month.

    Windows that begin before a country does are taken over what there is of them. Not
    a number where the country has no row.
    """
    deaths = series.deaths
    there = np.isfinite(deaths)
    filled = np.where(there, deaths, 0.0)
    logs = np.log1p(filled)
    columns = [_shifted(logs, lag) for lag in range(LAGS)]
    means = {span: _rolling(filled, there, span) for span in _MEANS}
    columns += [np.log1p(means[span]) for span in _MEANS]
    columns += [np.log1p(_rolling_most(filled, span)) for span in _MAXIMA]
    for span in _SPREADS:
        mean = _rolling(logs, there, span)
        square = _rolling(logs * logs, there, span)
        columns.append(np.sqrt(np.maximum(square - mean * mean, 0.0)))
    columns += [_rolling((filled > 0) * 1.0, there, span) for span in _SHARES]
    columns.append(_since(filled > 0))
    columns.append(np.log1p(means[3]) - np.log1p(means[12]))
    return np.where(there[..., None], np.stack(columns, axis=-1), np.nan)


def lessons_of(series: CountryMonths, ahead: tuple[int, ...], *, every: int) -> Lessons:
    """Rows to learn from, none of which looks past the end of the series.

    Args:
        series: What is known.
        ahead: Months ahead that are to be learned.
        every: Of the months ahead, each month teaches one in so many, in turn: rows of
            neighbouring months say nearly the same, and time is saved. Odd, so that
            every month has its turn both as the one that is known and as the one asked.

    Raises:
        ValueError: If `every` is even.
    """
    if every % 2 == 0:
        raise ValueError(f"every must be odd, got {every}")
    known = known_features(series)
    months: int = series.deaths.shape[1]
    old_enough = np.cumsum(np.isfinite(series.deaths), axis=1) >= _LEAST_KNOWN
    features: list[Float[np.ndarray, "some features"]] = []
    deaths: list[Float[np.ndarray, " some"]] = []
    for steps in ahead:
        if steps >= months:
            continue
        # The turn hangs on the month's id, so that a longer series teaches the same.
        month = series.first + np.arange(months - steps)
        turn = (month + 2 * steps) % every == 0
        came = series.deaths[:, steps:]
        use = old_enough[:, : months - steps] & turn & np.isfinite(came)
        use &= np.isfinite(known[:, : months - steps, 0])
        rows = known[:, : months - steps][use]
        features.append(np.column_stack([rows, np.full(len(rows), float(steps))]))
        deaths.append(came[use])
    return Lessons(features=np.concatenate(features), deaths=np.concatenate(deaths))


def questions_of(
    series: CountryMonths, ahead: tuple[int, ...]
) -> Float[np.ndarray, "rows features"]:
    """Features at the end of the series: a row for each country and months ahead."""
    known = np.nan_to_num(known_features(series)[:, -1])
    rows = np.repeat(known, len(ahead), axis=0)
    return np.column_stack([rows, np.tile(np.asarray(ahead, float), len(known))])


Grid = Float[np.ndarray, "countries months"]


def _shifted(values: Grid, by: int) -> Grid:
    out = np.zeros_like(values)
    out[:, by:] = values[:, : values.shape[1] - by]
    return out


def _rolling(values: Grid, there: np.ndarray, span: int) -> Grid:
    """Means over the last `span` months that are there."""
    sums = _window_sum(np.where(there, values, 0.0), span)
    return sums / np.maximum(_window_sum(there * 1.0, span), 1.0)


def _window_sum(values: Grid, span: int) -> Grid:
    total = np.cumsum(values, axis=1)
    out = total.copy()
    out[:, span:] -= total[:, :-span]
    # Differences of sums leave dust where the exact answer is 0.
    return np.where(np.abs(out) < 1e-9, 0.0, out)


def _rolling_most(values: Grid, span: int) -> Grid:
    padded = np.pad(values, ((0, 0), (span - 1, 0)))
    return np.lib.stride_tricks.sliding_window_view(padded, span, axis=1).max(axis=-1)


def _since(killed: np.ndarray) -> Grid:
    """Months since the last one with deaths, at most ten years."""
    count: int = killed.shape[1]
    month = np.arange(count)
    last = np.maximum.accumulate(np.where(killed, month, -_LONGEST_PEACE), axis=1)
    return np.minimum(month - last, _LONGEST_PEACE).astype(np.float64)

"""Forecasters side by side on windows that are over: scores and their differences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sinequanon.errors import RecordError
from sinequanon.forecast.baselines import BASELINES
from sinequanon.forecast.frames import Frame
from sinequanon.forecast.ladder import Strata, strata
from sinequanon.forecast.scoring import (
    LEVEL,
    central_interval,
    covered,
    crps,
    interval_score,
    log_score,
)
from sinequanon.forecast.series import CountryMonths
from sinequanon.forecast.windows import Window
from sinequanon.streams import keys_of, uniforms

DRAWS = 1_000
RESAMPLES = 2_000
SCORES = ("crps", "log", "mis", "coverage", "zero_width")

Forecaster = Callable[[CountryMonths, Window, Strata], Strata]
"""From what is known, the months asked and the chances, to draws of the same shape."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Scores of forecasters by window and country, means over the months asked.

    Attributes:
        names: Words for each forecaster, by key, in the order of the tables.
        windows: The windows, in order.
        countries: Country ids; a window scores those with every month observed.
        values: For each of `SCORES`, `(forecasters, windows, countries)`; not a number
            where a window does not score a country. `crps` and `mis` are deaths, `log`
            is bits, `coverage` and `zero_width` are shares.
        vintage: Of the deaths, in words.
        draws: Draws of each forecast.
        level: Share of draws in the interval of `mis` and `coverage`.
        seed: Of the draws.
    """

    names: Mapping[str, str]
    windows: tuple[Window, ...]
    countries: tuple[int, ...]
    values: Mapping[str, Float[np.ndarray, "forecasters windows countries"]]
    vintage: str
    draws: int
    level: float
    seed: int


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One forecaster's mean CRPS less another's, and how sure that is.

    Attributes:
        window: The window's name, or `all`.
        value: Deaths; below 0 the first is better.
        low: Lower end of the 95 % interval over resampled countries.
        high: Upper end.
    """

    window: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class FrameScore:
    """Mean scores of draws that came from elsewhere.

    Attributes:
        rows: Rows of the frame.
        scored: Those whose country and month the panel knows.
        draws: Draws of each.
        means: By name, of `SCORES`.
        vintage: Of what came, in words.
        level: Share of the draws in the interval.
    """

    rows: int
    scored: int
    draws: int
    means: Mapping[str, float]
    vintage: str
    level: float


def score_frame(
    frame: Frame, series: CountryMonths, *, level: float = LEVEL
) -> FrameScore:
    """Score the draws of a VIEWS frame on the months that a panel knows.

    Args:
        frame: From `read_frame`.
        series: What came.
        level: Share of the draws in the interval.

    Raises:
        RecordError: If the panel knows none of the frame's rows.
    """
    row = {country: at for at, country in enumerate(series.countries)}
    came = np.full(frame.months.size, np.nan)
    for at, (month, country) in enumerate(
        zip(frame.months.tolist(), frame.countries.tolist(), strict=True)
    ):
        if country in row and series.first <= month <= series.last:
            came[at] = series.deaths[row[country], month - series.first]
    there = np.isfinite(came)
    if not there.any():
        raise RecordError.at(
            "--frame",
            f"none of its {came.size:,} rows is in the panel ({series.vintage})",
            "give a panel that reaches over its months by --panel",
        )
    flat = np.sort(frame.draws[there].astype(np.float64), axis=1)
    means = {
        name: float(each.mean())
        for name, each in _scores(flat, came[there], level).items()
    }
    return FrameScore(
        rows=came.size,
        scored=int(there.sum()),
        draws=flat.shape[1],
        means=means,
        vintage=series.vintage,
        level=level,
    )


def baseline_forecasters() -> dict[str, tuple[str, Forecaster]]:
    """The baselines as forecasters, by key, with their names."""

    def made(key: str) -> Forecaster:
        baseline = BASELINES[key][1]

        def forecast(series: CountryMonths, window: Window, chances: Strata) -> Strata:
            return baseline(series.through(window.known_to).deaths, chances)

        return forecast

    return {key: (name, made(key)) for key, (name, _) in BASELINES.items()}


def score_windows(
    series: CountryMonths,
    windows: Sequence[Window],
    forecasters: Mapping[str, tuple[str, Forecaster]],
    *,
    draws: int = DRAWS,
    seed: int = 1,
    level: float = LEVEL,
    progress: Progress | None = None,
) -> Scored:
    """Let each forecaster forecast each window from what was known, and score it.

    Args:
        series: What is known, and what came.
        windows: Months to forecast; each from its own past alone.
        forecasters: By key: name and forecaster.
        draws: Draws of each forecast.
        seed: Of the draws.
        level: Share of the draws in the interval.
        progress: Told how many forecasts are done.
    """
    shape = (len(forecasters), len(windows), len(series.countries))
    values = {name: np.full(shape, np.nan) for name in SCORES}
    for column, window in enumerate(windows):
        came = series.between(window.first, window.months)
        rows = np.flatnonzero(np.isfinite(came).all(axis=1))
        countries = tuple(series.countries[row] for row in rows)
        known = series.through(window.known_to).of(countries)
        chances = strata(seed, countries, window.asked, draws)
        observed = came[rows].ravel()
        for line, (name, forecast) in enumerate(forecasters.values()):
            if progress is not None:
                done = column * len(forecasters) + line
                progress(f"{window.name}: {name}", done, shape[0] * shape[1])
            flat = forecast(known, window, chances).reshape(observed.size, draws)
            found = _scores(np.sort(flat, axis=1), observed, level)
            for key, each in found.items():
                mean = each.reshape(rows.size, window.months).mean(axis=1)
                values[key][line, column, rows] = mean
    return Scored(
        names={key: name for key, (name, _) in forecasters.items()},
        windows=tuple(windows),
        countries=series.countries,
        values=values,
        vintage=series.vintage,
        draws=draws,
        level=level,
        seed=seed,
    )


def mean_scores(scored: Scored, score: str) -> Float[np.ndarray, "forecasters columns"]:
    """Mean scores by forecaster: a column for each window, then all of them alike."""
    by_window = np.nanmean(scored.values[score], axis=2)
    return np.column_stack([by_window, by_window.mean(axis=1)])


def differences(
    scored: Scored, one: str, other: str, *, resamples: int = RESAMPLES
) -> list[Difference]:
    """CRPS of one forecaster less another's, by window and over all.

    Countries are resampled whole, with all their months and windows (a country-block
    bootstrap): months of one war do not count as so many wars. Four windows are too few
    to resample, so how much years differ is not in the interval.

    Args:
        scored: From `score_windows`.
        one: Key of a forecaster.
        other: Key of the one that it is compared with.
        resamples: How many resamples of the countries.
    """
    keys = list(scored.names)
    values = scored.values["crps"]
    gap = values[keys.index(one)] - values[keys.index(other)]
    gap = gap[:, np.isfinite(gap).any(axis=0)]
    count = gap.shape[1]
    runs = np.arange(resamples, dtype=np.uint32)
    places = keys_of([f"place {place}" for place in range(count)])
    luck = uniforms(scored.seed, "countries resampled", runs, 0, places)[:, :, 0]
    drawn = (luck * count).astype(int)
    by_window = np.nanmean(gap[:, drawn], axis=2)
    names = [window.name for window in scored.windows]
    value = np.nanmean(gap, axis=1)
    rows = [*zip(names, value, by_window, strict=True)]
    rows.append(("all", value.mean(), by_window.mean(axis=0)))
    return [
        Difference(
            window=name,
            value=float(found),
            low=float(np.quantile(each, 0.025)),
            high=float(np.quantile(each, 0.975)),
        )
        for name, found, each in rows
    ]


def _scores(
    draws: Float[np.ndarray, "cases draws"],
    observed: Float[np.ndarray, " cases"],
    level: float,
) -> dict[str, Float[np.ndarray, " cases"]]:
    """Each of `SCORES`, case by case."""
    low, high = central_interval(draws, level=level)
    return {
        "crps": crps(draws, observed, form="ecdf"),
        "log": log_score(draws, observed),
        "mis": interval_score(draws, observed, level=level),
        "coverage": covered(draws, observed, level=level) * 1.0,
        "zero_width": (low == high) * 1.0,
    }

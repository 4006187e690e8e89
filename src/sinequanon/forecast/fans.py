"""Forecasts of the months after the last one known, as fans: quantiles by month."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sinequanon.errors import QuestionError
from sinequanon.forecast.countries import name_of
from sinequanon.forecast.ladder import Strata, strata
from sinequanon.forecast.pooled import model_forecaster
from sinequanon.forecast.series import CountryMonths
from sinequanon.forecast.windows import Window, window_ahead

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_AHEAD = 36
WAR_MONTH = 25.0
"""Deaths above which a month is told apart in tables."""
SHOWN_BEFORE = 60
_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Fan:
    """One country's months to come.

    Attributes:
        country: VIEWS id.
        name: In words.
        quantiles: Deaths at each of `LEVELS`, `(months, levels)`.
        mean: Mean deaths, `(months,)`: far above the median where a rare month is bad.
        any_deaths: Chance of any deaths, `(months,)`.
        many_deaths: Chance of more than `WAR_MONTH` deaths, `(months,)`.
        recorded: Deaths of the last months known, the newest last.
    """

    country: int
    name: str
    quantiles: Float[np.ndarray, "months levels"]
    mean: Float[np.ndarray, " months"]
    any_deaths: Float[np.ndarray, " months"]
    many_deaths: Float[np.ndarray, " months"]
    recorded: Float[np.ndarray, " before"]

    @property
    def year(self) -> float:
        """Mean deaths of the first twelve months together."""
        return float(self.mean[:_YEAR].sum())


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """Forecasts of countries over the months after the record's end.

    Attributes:
        window: What is known, and the months asked.
        fans: One for each country, most deaths first.
        countries: Ids, as the first axis of `draws`.
        draws: Deaths, `(countries, months, draws)`. Months are independent given what
            is known: they say nothing on sums or runs of months.
        vintage: Of what was known.
        seed: Of the draws.
        notes: What to know before reading it.
    """

    window: Window
    fans: tuple[Fan, ...]
    countries: tuple[int, ...]
    draws: Strata
    vintage: str
    seed: int
    notes: tuple[str, ...]


def forecast_ahead(
    series: CountryMonths,
    *,
    months: int = MOST_AHEAD,
    countries: tuple[int, ...] | None = None,
    draws: int = 1_000,
    seed: int = 1,
) -> Forecast:
    """Forecast the months after the last one of a series.

    Args:
        series: What is known. Nothing is inferred between its end and today.
        months: How many, 1 to `MOST_AHEAD`.
        countries: Ids; every country that the last month knows if left out.
        draws: Draws for each country and month.
        seed: The same seed gives the same draws.

    Raises:
        QuestionError: If the months are out of range, or the last month does not know
            a country.
    """
    if not 1 <= months <= MOST_AHEAD:
        raise QuestionError.at(
            "--months", f"{months} months cannot be forecast", f"ask 1 to {MOST_AHEAD}"
        )
    there = {
        one
        for one, last in zip(series.countries, series.deaths[:, -1], strict=True)
        if np.isfinite(last)
    }
    asked = tuple(sorted(there)) if countries is None else countries
    if gone := [name_of(one) for one in asked if one not in there]:
        raise QuestionError.at(
            "COUNTRY",
            f"the panel's last month has no {', '.join(gone)}",
            "ask a country that it has",
        )
    window = window_ahead(series, months)
    chances = strata(seed, asked, window.asked, draws)
    found = model_forecaster(asked=asked)(series, window, chances)
    known = series.of(asked)
    fans = [
        Fan(
            country=country,
            name=name_of(country),
            quantiles=np.quantile(own, LEVELS, axis=1).T,
            mean=own.mean(axis=1),
            any_deaths=(own > 0).mean(axis=1),
            many_deaths=(own > WAR_MONTH).mean(axis=1),
            recorded=known.deaths[row, -SHOWN_BEFORE:],
        )
        for row, (country, own) in enumerate(zip(asked, found, strict=True))
    ]
    return Forecast(
        window=window,
        fans=tuple(sorted(fans, key=lambda fan: (-fan.year, fan.name))),
        countries=asked,
        draws=found,
        vintage=series.vintage,
        seed=seed,
        notes=_NOTES,
    )


_NOTES = (
    "It starts where the panel ends; the months since then are not inferred.",
    "State-based deaths alone (UCDP): no one-sided and no non-state violence.",
    "Medians can be read month by month; means hang on a few bad draws.",
    "The record of deaths is all that it knows: no actors, no talks, no event.",
    "Months are drawn apart: quantiles of months cannot be added.",
    "Beyond fourteen months ahead nothing has been scored.",
)

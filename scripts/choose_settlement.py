"""Choose the settings of the settlement forecasts on years before the scored ones.

Usage: `python scripts/choose_settlement.py`. Origins 1990 to 2002, windows whose
outcome was known by 2004, both levels; the figure is the mean log score over levels and
horizons. One group of settings is chosen after the other, and what it finds is written
by hand into `sinequanon.fit.settings`, before any later origin is forecast.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import numpy as np

from sinequanon.fit import CHOOSING, HORIZONS, Settings, backtest, years_of_war
from sinequanon.fit.covariates import ALL
from sinequanon.fit.scores import log_scores

KNOWN_BY = 2004
YEARS = {level: years_of_war(level) for level in ("conflict", "dyad")}
MIDDLE = (
    "log_age",
    "first_year",
    "territory",
    "war",
    "war_before",
    "foreign_troops",
    "log_dyads",
    "deaths_known",
    "log_deaths",
    "log_deaths_late",
    "log_deaths_change",
    "log_past_episodes",
    "past_agreement",
    "past_low",
    "agreement_recent",
    "since_1990",
    "decade",
    "europe",
    "middle_east",
    "asia",
    "americas",
)
FEW = (
    "log_age",
    "first_year",
    "territory",
    "war",
    "war_before",
    "foreign_troops",
    "log_dyads",
    "deaths_known",
    "log_deaths",
    "since_1990",
    "decade",
)


def score(settings: Settings, forecaster: str, *, boosting: bool) -> float:
    """Mean log score over both levels and all horizons."""
    found = [
        log_scores(one.chances[forecaster], one.fate).mean()
        for years in YEARS.values()
        for one in backtest(
            years,
            settings,
            origins=CHOOSING,
            horizons=HORIZONS,
            boosting=boosting,
            closed_by=KNOWN_BY,
        )
    ]
    return float(np.mean(found))


def best(
    start: Settings,
    forecaster: str,
    tried: list[dict[str, object]],
    *,
    boosting: bool = False,
) -> Settings:
    """The settings of the smallest score among those tried; prints each."""
    change = cast(Callable[..., Settings], replace)
    scored = []
    for one in tried:
        settings = change(start, **one)
        scored.append((score(settings, forecaster, boosting=boosting), settings))
        words = {
            key: len(value)
            if key == "covariates" and isinstance(value, tuple)
            else value
            for key, value in one.items()
        }
        sys.stdout.write(f"{forecaster:10} {scored[-1][0]:.4f}  {words}\n")
    return min(scored, key=lambda each: each[0])[1]


def main() -> None:
    """Try settings in turn and print the choice."""
    chosen = Settings()
    chosen = best(
        chosen,
        "class",
        [
            {"base_yearly": yearly, "pull": pull}
            for yearly in (False, True)
            for pull in (60.0, 150.0, 300.0, 600.0, 1200.0)
        ],
    )
    chosen = best(
        chosen,
        "logit",
        [
            {"yearly": yearly, "ridge": ridge, "covariates": names}
            for yearly in (False, True)
            for ridge in (10.0, 20.0, 40.0, 80.0)
            for names in (ALL, MIDDLE, FEW)
        ],
    )
    chosen = best(
        chosen,
        "boosting",
        [
            {"depth": depth, "rounds": rounds, "shrink": shrink}
            for depth, rounds in ((1, 100), (1, 150), (1, 250), (2, 60), (2, 120))
            for shrink in (10.0, 50.0)
        ],
        boosting=True,
    )
    chosen = best(
        chosen,
        "pool",
        [
            {"weights": weights}
            for weights in ((0.0, 0.5, 0.5), (0.2, 0.4, 0.4), (0.34, 0.33, 0.33))
        ],
        boosting=True,
    )
    sys.stdout.write(f"chosen: {chosen}\n")


if __name__ == "__main__":
    main()

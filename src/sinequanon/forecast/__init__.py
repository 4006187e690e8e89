"""Deaths of the months to come, as draws, and how good such forecasts are.

Reading order: `scoring`; `series`, `windows`, `ladder`; `baselines`, `contest`.
"""

from sinequanon.forecast.baselines import (
    BASELINES,
    POOLED_MONTHS,
    bootstrap,
    conflictology,
    last_poisson,
    last_value,
    negative_binomial,
    zeros,
)
from sinequanon.forecast.contest import (
    DRAWS,
    RESAMPLES,
    SCORES,
    Difference,
    Scored,
    baseline_forecasters,
    differences,
    mean_scores,
    score_windows,
)
from sinequanon.forecast.ladder import strata
from sinequanon.forecast.scoring import (
    LEVEL,
    VIEWS_EDGES,
    brier_score,
    central_interval,
    covered,
    crps,
    interval_score,
    log_score,
)
from sinequanon.forecast.series import (
    SHIPPED,
    VINTAGES,
    CountryMonths,
    read_series,
    shipped_series,
)
from sinequanon.forecast.windows import (
    CHALLENGE_YEARS,
    CHOICE_YEARS,
    Window,
    window_ahead,
    year_window,
    years_in,
)

__all__ = [
    "BASELINES",
    "CHALLENGE_YEARS",
    "CHOICE_YEARS",
    "DRAWS",
    "LEVEL",
    "POOLED_MONTHS",
    "RESAMPLES",
    "SCORES",
    "SHIPPED",
    "VIEWS_EDGES",
    "VINTAGES",
    "CountryMonths",
    "Difference",
    "Scored",
    "Window",
    "baseline_forecasters",
    "bootstrap",
    "brier_score",
    "central_interval",
    "conflictology",
    "covered",
    "crps",
    "differences",
    "interval_score",
    "last_poisson",
    "last_value",
    "log_score",
    "mean_scores",
    "negative_binomial",
    "read_series",
    "score_windows",
    "shipped_series",
    "strata",
    "window_ahead",
    "year_window",
    "years_in",
    "zeros",
]

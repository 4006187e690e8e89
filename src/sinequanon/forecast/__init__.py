"""Deaths of the months to come, as draws, and how good such forecasts are.

Reading order: `scoring`; `series`, `windows`, `ladder`; `baselines`, `frames`,
`contest`; `features`, `bins`, `boosted`, `pooled` (the model); `countries`, `fans`.
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
from sinequanon.forecast.boosted import Settings, boosted_quantiles, learner
from sinequanon.forecast.contest import (
    DRAWS,
    RESAMPLES,
    SCORES,
    Difference,
    FrameScore,
    Scored,
    baseline_forecasters,
    differences,
    mean_scores,
    score_frame,
    score_windows,
)
from sinequanon.forecast.countries import country_names, find_country, name_of
from sinequanon.forecast.fans import (
    LEVELS,
    MOST_AHEAD,
    WAR_MONTH,
    Fan,
    Forecast,
    forecast_ahead,
)
from sinequanon.forecast.features import FEATURES
from sinequanon.forecast.frames import Frame, frame_of, read_frame, write_frame
from sinequanon.forecast.ladder import strata
from sinequanon.forecast.pooled import (
    MODEL,
    chosen_settings,
    model_forecaster,
    pooled_draws,
)
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
    "FEATURES",
    "LEVEL",
    "LEVELS",
    "MODEL",
    "MOST_AHEAD",
    "POOLED_MONTHS",
    "RESAMPLES",
    "SCORES",
    "SHIPPED",
    "VIEWS_EDGES",
    "VINTAGES",
    "WAR_MONTH",
    "CountryMonths",
    "Difference",
    "Fan",
    "Forecast",
    "Frame",
    "FrameScore",
    "Scored",
    "Settings",
    "Window",
    "baseline_forecasters",
    "boosted_quantiles",
    "bootstrap",
    "brier_score",
    "central_interval",
    "chosen_settings",
    "conflictology",
    "country_names",
    "covered",
    "crps",
    "differences",
    "find_country",
    "forecast_ahead",
    "frame_of",
    "interval_score",
    "last_poisson",
    "last_value",
    "learner",
    "log_score",
    "mean_scores",
    "model_forecaster",
    "name_of",
    "negative_binomial",
    "pooled_draws",
    "read_frame",
    "read_series",
    "score_frame",
    "score_windows",
    "shipped_series",
    "strata",
    "window_ahead",
    "write_frame",
    "year_window",
    "years_in",
    "zeros",
]

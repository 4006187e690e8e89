"""Forecasts tried on wars whose ends are known, and how good they were.

Reading order: `columns` (what looks ahead and is refused), `rows` (who was at risk and
what came), `covariates` and `drawn` (the record as arrays), `rates`, `logit`,
`boosting` and `yearly` (the forecasters), `settings` (what was chosen, and on which
years), `forecasters`, `rolling` (the backtest), `scores`, `tables`, `stalemate`.
"""

from sinequanon.fit.columns import LOOKS_AHEAD, refuse_future
from sinequanon.fit.drawn import years_of_war
from sinequanon.fit.forecasters import FORECASTERS
from sinequanon.fit.logit import Logit, fit_logit
from sinequanon.fit.rolling import Backtest, backtest
from sinequanon.fit.rows import OUTCOMES, Level, Years
from sinequanon.fit.scores import Skill
from sinequanon.fit.settings import (
    CHOOSING,
    CHOSEN,
    HORIZONS,
    SCORED,
    Settings,
)
from sinequanon.fit.stalemate import MARKS, SlopeLine, stalemate_slopes
from sinequanon.fit.tables import (
    GoalLine,
    OutcomeLine,
    Scored,
    ScoreLine,
    scored,
    shown,
)

__all__ = [
    "CHOOSING",
    "CHOSEN",
    "FORECASTERS",
    "HORIZONS",
    "LOOKS_AHEAD",
    "MARKS",
    "OUTCOMES",
    "SCORED",
    "Backtest",
    "GoalLine",
    "Level",
    "Logit",
    "OutcomeLine",
    "ScoreLine",
    "Scored",
    "Settings",
    "Skill",
    "SlopeLine",
    "Years",
    "backtest",
    "fit_logit",
    "refuse_future",
    "scored",
    "shown",
    "stalemate_slopes",
    "years_of_war",
]

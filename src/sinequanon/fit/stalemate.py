"""How the rate of agreement moves with what stands in for stalemate and openness.

The bargain's rate of settlement has two slopes: one on the surplus of the zone of
agreement, one on the stalemate w = log 4p(1 - p), with p the chance that the
government's side would win. The record knows neither the surplus nor p (there is no
series of relative strength in it), only marks that theory ties to them. Each mark's
slope is that of a yearly competing-risks logit with controls for the class; whole
episodes are resampled, and with them the step that estimates p.

A slope here is no effect: wars are not given their marks by lot. And a mark that stands
for w with error has a slope nearer zero than w's own (Fuller 1987). It is a look back
over the whole record and no forecast: wars that were won later tell of earlier ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from sinequanon.fit.logit import fit_logit
from sinequanon.fit.rows import (
    LAST_YEAR,
    LONG,
    OUTCOMES,
    STILL_ON,
    Level,
    Years,
    at_risk,
    fates,
    known_by,
)
from sinequanon.fit.scores import INTERVAL, resampled_weights

Progress = Callable[[str, int, int], None]

_VICTORIES = (OUTCOMES.index("government_victory"), OUTCOMES.index("rebel_victory"))
_WINNER = (
    *("territory", "war", "war_before", "foreign_troops", "foreign_troops_rebels"),
    *("log_dyads", "log_age", "log_past_episodes", "since_1990"),
    *("europe", "middle_east", "asia", "americas"),
)
_CONTROLS = (
    *("territory", "war", "foreign_troops", "log_dyads", "log_age", "first_year"),
    *("since_1990", "europe", "middle_east", "asia", "americas"),
)
_WINNER_RIDGE = 4.0
_RIDGE = 1.0
_TINY = 1e-9
SINCE = (1946, 1989)
"""First years of the two samples."""

MARKS = {
    "even_odds": "w of the odds of either victory, estimated from wars that were won",
    "long": "log of 1 + years since the start",
    "long_and_hot": "1,000 deaths or more this year, three or more years old",
    "flat": "deaths that moved little from last year: minus the size of the log change",
    "rebels_backed": "another state's troops fight on the rebels' side",
    "parties": "log of the number of rebel groups fighting",
    "signed_before": "an agreement was signed in the five years before this one",
}
"""Marks and what they are. The first five stand in for stalemate, the last two for the
surplus: many parties narrow it (Cunningham 2006), an agreement shows that it was there.
"""


@dataclass(frozen=True, kw_only=True)
class SlopeLine:
    """The slope of one mark on the log rate of each ending.

    Attributes:
        level: Of conflicts or of dyads.
        since: First year of the sample.
        mark: One of `MARKS`.
        agreements: Episodes that ended by agreement in the sample.
        slopes: Outcome -> (value, low, high) per unit of the mark; low and high are the
            5 % and 95 % points over resampled episodes.
    """

    level: Level
    since: int
    mark: str
    agreements: int
    slopes: dict[str, tuple[float, float, float]]


def stalemate_slopes(
    years: Years,
    *,
    since: tuple[int, ...] = SINCE,
    seed: int = 1,
    draws: int = 100,
    progress: Progress | None = None,
) -> tuple[SlopeLine, ...]:
    """Slopes of every mark in every sample.

    Args:
        years: All years of war at one level.
        since: First years of the samples.
        seed: Seed of the resampling.
        draws: Resamples.
        progress: Told the marks that are done.
    """
    lines: list[SlopeLine] = []
    for first in since:
        sample = years.only(years.year >= first)
        rows = sample.only(at_risk(sample) & known_by(sample, 1, LAST_YEAR))
        won = sample.only(
            (sample.gone == sample.year) & np.isin(sample.kind, _VICTORIES)
        )
        fate = fates(rows, 1)
        both = np.concatenate([rows.episode, won.episode])
        # A weight of zero would leave a mark without spread in a rare resample.
        drawn = resampled_weights(both, seed=seed, draws=draws) + _TINY
        for mark in MARKS:
            value = mark_slopes(mark, rows, won, fate, None)
            spread = np.array([mark_slopes(mark, rows, won, fate, w) for w in drawn])
            low, high = np.quantile(spread, INTERVAL, axis=0)
            lines.append(
                SlopeLine(
                    level=years.level,
                    since=first,
                    mark=mark,
                    agreements=len(np.unique(rows.episode[fate == 0])),
                    slopes={
                        name: (float(value[k]), float(low[k]), float(high[k]))
                        for k, name in enumerate(OUTCOMES[:STILL_ON])
                    },
                )
            )
            if progress is not None:
                progress("slopes", len(lines), len(since) * len(MARKS))
    return tuple(lines)


def even_odds(
    won: Years, rows: Years, weights: Float[np.ndarray, " won"] | None = None
) -> Float[np.ndarray, " rows"]:
    """W = log 4p(1 - p), p the chance that a victory would be the government's.

    Args:
        won: Last rows of episodes that a side won.
        rows: Rows to estimate it for.
        weights: Of the won rows.
    """
    at = [won.names.index(name) for name in _WINNER]
    government = (won.kind != _VICTORIES[0]).astype(np.int64)
    logit = fit_logit(
        won.covariates[:, at],
        government,
        outcomes=2,
        ridge=_WINNER_RIDGE,
        weights=weights,
    )
    chance = logit.chances(rows.covariates[:, at])
    return np.log(4.0 * chance[:, 0] * chance[:, 1])


def mark_slopes(
    mark: str,
    rows: Years,
    won: Years,
    fate: Int[np.ndarray, " rows"],
    weights: Float[np.ndarray, " both"] | None,
) -> Float[np.ndarray, " k"]:
    """The slope of one mark on the log rate of each ending, `still_on` being the base.

    Args:
        mark: One of `MARKS`.
        rows: Rows at risk.
        won: Last rows of episodes that a side won.
        fate: What came of the rows within a year.
        weights: Of the rows at risk, then of the won rows.
    """
    own = None if weights is None else weights[: len(rows)]
    value = _value(mark, rows, won, None if weights is None else weights[len(rows) :])
    stands_for = {"long": "log_age", "parties": "log_dyads"}.get(mark)
    at = [rows.names.index(name) for name in _CONTROLS if name != stands_for]
    seen = np.concatenate([value[:, None], rows.covariates[:, at]], axis=1)
    logit = fit_logit(seen, fate, outcomes=len(OUTCOMES), ridge=_RIDGE, weights=own)
    return np.asarray(logit.slopes[0] / logit.scale[0], dtype=np.float64)


def _value(
    mark: str,
    rows: Years,
    won: Years,
    weights: Float[np.ndarray, " won"] | None,
) -> Float[np.ndarray, " rows"]:
    def column(name: str) -> Float[np.ndarray, " rows"]:
        return rows.covariates[:, rows.names.index(name)]

    if mark == "even_odds":
        return even_odds(won, rows, weights)
    if mark == "long_and_hot":
        return column("war") * (np.expm1(column("log_age")) > LONG - 0.5)
    if mark == "flat":
        return -np.abs(column("log_deaths_change"))
    plain = {
        "long": "log_age",
        "rebels_backed": "foreign_troops_rebels",
        "parties": "log_dyads",
        "signed_before": "agreement_recent",
    }
    return column(plain[mark])

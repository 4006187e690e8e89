"""Scores of forecasts with several outcomes, skill, and intervals over episodes."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from sinequanon.streams import uniforms

INTERVAL = (0.05, 0.95)
"""Points of the interval over resampled episodes."""


def log_scores(
    chances: Float[np.ndarray, "rows outcomes"], fate: Int[np.ndarray, " rows"]
) -> Float[np.ndarray, " rows"]:
    """Minus the log of the chance given to what came, in nats (Good 1952).

    Example:
        >>> log_scores(np.array([[0.25, 0.75]]), np.array([1])).round(3).tolist()
        [0.288]
    """
    return -np.log(chances[np.arange(len(fate)), fate])


def brier_scores(
    chances: Float[np.ndarray, "rows outcomes"], fate: Int[np.ndarray, " rows"]
) -> Float[np.ndarray, " rows"]:
    """Squared differences from what came, summed over outcomes; 0 to 2 (Brier 1950).

    Example:
        >>> brier_scores(np.array([[0.25, 0.75]]), np.array([1])).tolist()
        [0.125]
    """
    apart = chances.copy()
    apart[np.arange(len(fate)), fate] -= 1.0
    return np.asarray((apart**2).sum(axis=1), dtype=np.float64)


def one_against_rest(
    chances: Float[np.ndarray, "rows outcomes"],
    fate: Int[np.ndarray, " rows"],
    outcome: int,
) -> tuple[Float[np.ndarray, "rows 2"], Int[np.ndarray, " rows"]]:
    """The forecast of one outcome alone: chances of (rest, it), and what came."""
    chance = chances[:, outcome]
    pair = np.stack([1.0 - chance, chance], axis=1)
    return pair, (fate == outcome).astype(np.int64)


def resampled_weights(
    episodes: Int[np.ndarray, " rows"], *, seed: int, draws: int
) -> Float[np.ndarray, "draws rows"]:
    """How often each row counts when whole episodes are drawn with replacement.

    The years of one war are not independent, so wars are resampled and not years
    (Efron & Tibshirani 1993, ch. 8).

    Args:
        episodes: Episode of each row.
        seed: Seed.
        draws: Resamples.
    """
    found, place = np.unique(episodes, return_inverse=True)
    count = len(found)
    luck = uniforms(
        seed,
        "settlement-scores",
        np.arange(draws, dtype=np.uint32),
        first=np.arange(count, dtype=np.uint32),
    )[:, :, 0]
    # The largest uniform is below one by 2**-33, so the index stays in range.
    drawn = np.floor(luck * count).astype(np.int64)
    flat = drawn + count * np.arange(draws, dtype=np.int64)[:, None]
    times = np.bincount(flat.ravel(), minlength=draws * count).reshape(draws, count)
    return times[:, place].astype(np.float64)


def episode_weights(
    episodes: Int[np.ndarray, " rows"],
) -> Float[np.ndarray, " rows"]:
    """Weights with which every episode counts alike, however many years it has.

    Example:
        >>> episode_weights(np.array([7, 7, 9])).tolist()
        [0.5, 0.5, 1.0]
    """
    _, place, rows = np.unique(episodes, return_inverse=True, return_counts=True)
    return 1.0 / rows[place]


@dataclass(frozen=True, kw_only=True)
class Skill:
    """One less the ratio of two mean scores: above 0 is better than the reference.

    `low` and `high` are the 5 % and 95 % points over resampled episodes.
    """

    value: float
    low: float
    high: float


def skill(
    score: Float[np.ndarray, " rows"],
    reference: Float[np.ndarray, " rows"],
    *,
    weights: Float[np.ndarray, " rows"],
    resampled: Float[np.ndarray, "draws rows"],
) -> Skill:
    """Skill of one forecaster over another on the same rows.

    Args:
        score: Loss of each row; smaller is better.
        reference: Loss of the forecaster that it is compared with.
        weights: Of the rows.
        resampled: `resampled_weights` of the rows' episodes.
    """
    own, other = weights * score, weights * reference
    drawn = 1.0 - (resampled @ own) / np.maximum(resampled @ other, 1e-300)
    low, high = np.quantile(drawn, INTERVAL)
    value = 1.0 - own.sum() / other.sum()
    return Skill(value=float(value), low=float(low), high=float(high))

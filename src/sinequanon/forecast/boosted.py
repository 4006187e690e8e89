# pyright: basic
# LightGBM has no types; this file is its only way in.
"""Chances of bins, learned by gradient-boosted trees (LightGBM)."""

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from sinequanon.errors import RecordError
from sinequanon.forecast.bins import bin_of, change_edges, changes_by_bin, quantiles
from sinequanon.forecast.features import FEATURES, lessons_of, questions_of
from sinequanon.forecast.series import CountryMonths

_BEFORE = FEATURES.index("log mean of 12 months")
_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the trees are grown, and how much they weigh in the pool.

    Attributes:
        rounds: Rounds of boosting.
        rate: Learning rate.
        leaves: Leaves of a tree.
        least: Rows that a leaf holds at least.
        bins: Bins of the change of deaths against the last year.
        every: Of the months ahead, each month teaches one in so many (`lessons_of`).
        weight: Share of the draws that come from the trees; the rest are the country's
            last twelve months.
    """

    rounds: int
    rate: float
    leaves: int
    least: int
    bins: int
    every: int
    weight: float


def learner() -> Any:
    """LightGBM.

    Raises:
        RecordError: If it is not installed.
    """
    try:
        return importlib.import_module("lightgbm")
    except (ImportError, OSError) as error:
        raise RecordError.at(
            "",
            f"the model needs LightGBM, which cannot be loaded ({error})",
            "install it by `pip install 'sinequanon[forecast]'`, or score the "
            "baselines alone",
        ) from error


def boosted_quantiles(
    series: CountryMonths,
    ahead: tuple[int, ...],
    levels: np.ndarray,
    settings: Settings,
) -> np.ndarray:
    """Deaths at some levels for each country and month ahead, by the trees alone.

    Two steps, as most months know no deaths: whether there are any, and if so, how many
    against the mean of the last twelve months (`bins`). LightGBM is asked for nothing
    random, and for one thread, so the same series gives the same figures (Ke et al.
    2017).

    Args:
        series: What is known; its last month is the one that forecasts start from.
        ahead: Months ahead.
        levels: Between 0 and 1, `(levels,)`.
        settings: Of the trees.

    Returns:
        `(countries, months, levels)`.
    """
    lightgbm = learner()
    # Three times the months ahead teach a third as often each; odd, as it must be.
    spread = max(1, len(ahead) // _YEAR) | 1
    lessons = lessons_of(series, ahead, every=settings.every * spread)
    asked = questions_of(series, ahead)
    shape = (len(series.countries), len(ahead))
    some = lessons.deaths > 0
    if not some.any():
        return np.zeros((*shape, levels.size))
    given = {
        "learning_rate": settings.rate,
        "num_leaves": settings.leaves,
        "min_data_in_leaf": settings.least,
        "max_bin": 63,
        "num_threads": 1,
        "deterministic": True,
        "force_col_wise": True,
        "verbosity": -1,
    }

    def grown(objective: dict[str, object], rows: Any, answers: Any) -> np.ndarray:
        trees = lightgbm.train(
            {**given, **objective},
            lightgbm.Dataset(rows, answers),
            num_boost_round=settings.rounds,
        )
        return np.asarray(trees.predict(asked, num_threads=1))

    known = lessons.features
    any_deaths = np.ones(asked.shape[0])
    if not some.all():
        any_deaths = grown({"objective": "binary"}, known, some.astype(float))
    changes = np.log(lessons.deaths[some]) - known[some, _BEFORE]
    edges = change_edges(changes, settings.bins)
    shares = np.ones((asked.shape[0], 1))
    if edges.size:
        shares = grown(
            {"objective": "multiclass", "num_class": edges.size + 1},
            known[some],
            bin_of(changes, edges),
        )
    chances = np.column_stack([1.0 - any_deaths, any_deaths[:, None] * shares])
    return quantiles(
        chances.reshape(*shape, -1),
        changes_by_bin(changes, edges),
        asked[:, _BEFORE].reshape(shape),
        levels,
    )

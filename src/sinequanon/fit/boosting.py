"""Gradient boosting of trees (LightGBM), the only file that knows the library.

Friedman 2001, doi:10.1214/aos/1013203451; Ke et al. 2017 (LightGBM). LightGBM brings
two packages beside NumPy and SciPy, scikit-learn's boosting four and 30 MB more; both
fit these few thousand rows in tenths of a second. No draw of rows or columns is used,
so there is no chance in it.
"""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from sinequanon.errors import ForecastError
from sinequanon.fit.rows import OUTCOMES
from sinequanon.fit.settings import Settings


def lightgbm() -> Any:
    """The library.

    Raises:
        ForecastError: If it is not installed.
    """
    try:
        return importlib.import_module("lightgbm")
    except ImportError as error:
        raise ForecastError.at(
            "lightgbm",
            "gradient boosting needs a package that is not installed",
            'install "sinequanon[forecast]", or leave boosting out by --no-boosting',
        ) from error


def boosted(
    covariates: Float[np.ndarray, "rows covariates"],
    fate: Int[np.ndarray, " rows"],
    settings: Settings,
) -> Callable[
    [Float[np.ndarray, "rows covariates"]], Float[np.ndarray, "rows outcomes"]
]:
    """A function from covariates to chances of each outcome.

    Args:
        covariates: Rows to learn from.
        fate: What came of them, as index into `OUTCOMES`.
        settings: Depth, rounds and the like.

    Raises:
        ForecastError: If the library is not installed.
    """
    library = lightgbm()
    data = library.Dataset(
        covariates,
        fate,
        params={"verbosity": -1, "min_data_in_bin": 3, "max_bin": 63},
    )
    grown = library.train(
        {
            "objective": "multiclass",
            "num_class": len(OUTCOMES),
            "max_depth": settings.depth,
            "num_leaves": 2**settings.depth,
            "learning_rate": settings.rate,
            "min_data_in_leaf": settings.leaf,
            "lambda_l2": settings.shrink,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbosity": -1,
        },
        data,
        num_boost_round=settings.rounds,
    )

    def chances(
        rows: Float[np.ndarray, "rows covariates"],
    ) -> Float[np.ndarray, "rows outcomes"]:
        return np.asarray(grown.predict(rows, num_threads=1), dtype=np.float64)

    return chances

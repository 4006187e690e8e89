"""From chances of one year to chances of several: the hazards are applied in turn."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from jaxtyping import Float

from sinequanon.fit.rows import AGE_MARK, LONG, STILL_ON, Years

YearChances = Callable[[Years], Float[np.ndarray, "rows outcomes"]]
"""From rows to chances of each outcome in the next calendar year."""


_AT_REST = ("first_year", "more_dyads", "log_deaths_late", "log_deaths_change")
"""Covariates of change, which say nothing of a year that is not there yet."""


def advanced(rows: Years) -> Years:
    """The rows one year on, if the war goes on as it is: older, and nothing else new.

    Args:
        rows: Rows with the covariate `log_age`, and others of `covariates.ALL`.
    """
    moved = rows.covariates.copy()
    at = {name: i for i, name in enumerate(rows.names)}
    age = np.rint(np.expm1(moved[:, at["log_age"]])) + 1.0
    moved[:, at["log_age"]] = np.log1p(age)
    for name in _AT_REST:
        if name in at:
            moved[:, at[name]] = 0.0
    if "war" in at and "war_before" in at:
        both = moved[:, [at["war"], at["war_before"]]]
        moved[:, at["war_before"]] = both.max(axis=1)
    reference = rows.reference.copy()
    reference[:, AGE_MARK] = age >= LONG
    return replace(rows, covariates=moved, reference=reference)


def compounded(
    rows: Years, chances: YearChances, horizon: int
) -> Float[np.ndarray, "rows outcomes"]:
    """Cumulative incidence of each outcome over so many years; rows sum to one.

    Args:
        rows: Rows to forecast.
        chances: Chances of one year, `still_on` last.
        horizon: Calendar years.
    """
    total = np.zeros((len(rows), STILL_ON + 1))
    on = np.ones(len(rows))
    for _ in range(horizon):
        year = chances(rows)
        total[:, :STILL_ON] += on[:, None] * year[:, :STILL_ON]
        on = on * year[:, STILL_ON]
        rows = advanced(rows)
    total[:, STILL_ON] = on
    return total

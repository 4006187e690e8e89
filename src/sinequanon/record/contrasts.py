"""Rows of a comparison of matched months: differences, intervals and tests."""

import numpy as np
from jaxtyping import Float, Int

from sinequanon.record.matching import (
    Pool,
    Rows,
    Sets,
    differences,
    resampled_differences,
)
from sinequanon.record.warmonths import Outcome


def disjoint_windows(pool: Pool, sets: Sets, horizon: int) -> int:
    """How many of the controls' windows of so many months do not overlap.

    Args:
        pool: All months, of which the controls are of one war.
        sets: The controls.
        horizon: Months of a window.
    """
    count, free = 0, -1
    for month in np.unique(pool.month[sets[sets >= 0]]).tolist():
        if month >= free:
            count, free = count + 1, month + horizon
    return count


def interval_of(
    one: Outcome,
    rows: Rows,
    sets: Sets,
    cluster: Int[np.ndarray, " n"],
    times: Float[np.ndarray, "draws clusters"],
) -> tuple[float, float]:
    """The 5 % and 95 % points of a difference; NaN where nothing is known."""
    drawn = resampled_differences(one.values, rows, sets, cluster=cluster, times=times)
    known = drawn[~np.isnan(drawn)]
    if known.size == 0:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [0.05, 0.95])
    return float(low), float(high)


def _shown(one: Outcome, value: float) -> float:
    """A difference as it is shown: of deaths a ratio, else as it is."""
    return float(np.exp(value)) if one.name == "deaths" else value


def contrast_row(
    one: Outcome,
    rows: Rows,
    sets: Sets,
    war: Int[np.ndarray, " n"],
    low: float,
    high: float,
) -> dict[str, object]:
    """A row of the table of `Followed` but for its windows."""
    own, theirs = differences(one.values, rows, sets)
    used = ~np.isnan(one.values[rows])
    return {
        "outcome": one.name,
        "horizon_months": one.horizon,
        "after_gains": _shown(one, own),
        "after_matched": _shown(one, theirs),
        "difference": _shown(one, own - theirs),
        "low": _shown(one, low),
        "high": _shown(one, high),
        "months": int(used.sum()),
        "wars": len(np.unique(war[rows[used]])),
    }


def earlier_row(
    one: Outcome, rows: Rows, sets: Sets, low: float, high: float
) -> dict[str, object]:
    """The row of the test `earlier`."""
    own, theirs = differences(one.values, rows, sets)
    return {
        "test": "earlier",
        "outcome": one.name,
        "horizon_months": one.horizon or None,
        "difference": _shown(one, own - theirs),
        "low": _shown(one, low),
        "high": _shown(one, high),
        "p_value": None,
    }


def faked_row(
    one: Outcome,
    rows: Rows,
    sets: Sets,
    fake_rows: list[Rows],
    their_sets: list[Sets],
) -> dict[str, object]:
    """The row of the test `fake months` for one outcome."""
    own, theirs = differences(one.values, rows, sets)
    gaps = [
        differences(one.values, some, their)
        for some, their in zip(fake_rows, their_sets, strict=True)
    ]
    fake = np.array([mine - other for mine, other in gaps], dtype=np.float64)
    fake = fake[~np.isnan(fake)]
    row: dict[str, object] = {
        "test": "fake months",
        "outcome": one.name,
        "horizon_months": one.horizon,
        "difference": _shown(one, own - theirs),
        "low": None,
        "high": None,
        "p_value": None,
    }
    if fake.size:
        low, middle, high = np.quantile(fake, [0.05, 0.5, 0.95])
        far = np.abs(fake - middle) >= abs(own - theirs - middle)
        row["low"], row["high"] = _shown(one, float(low)), _shown(one, float(high))
        row["p_value"] = (1 + int(far.sum())) / (1 + fake.size)
    return row

"""Names and lengths of a store's axes, with months as dates."""

import numpy as np

from sinequanon.months import month_label
from sinequanon.question import Alone
from sinequanon.war import Path

ABOUT_AXES: dict[str, dict[str, str]] = {
    "month": {
        "units": "days since 1980-01-01",
        "calendar": "proleptic_gregorian",
        "long_name": "first day of the month",
    },
    "map_month": {
        "units": "days since 1980-01-01",
        "calendar": "proleptic_gregorian",
        "long_name": "first day of the month at whose end the map stands",
    },
    "run": {"long_name": "number of the run; with the seed it is the run's address"},
}


def axes_of(alone: Alone, like: Path) -> tuple[dict[str, int], dict[str, np.ndarray]]:
    """The length of each axis, and its labels."""
    labels: dict[str, np.ndarray] = {
        "world": _words(alone.names),
        "run": np.arange(alone.runs, dtype=np.int32),
        "actor": _words(alone.setting.actors),
        "dyad": _words(like.dyads),
        "place": _words(alone.setting.places),
        "watched_place": _words(alone.watch),
        "month": _days(month_ids(alone).tolist()),
        "map_month": _days(alone.map_months),
    }
    return {axis: len(values) for axis, values in labels.items()}, labels


def month_ids(alone: Alone) -> np.ndarray:
    """Month ids of a path."""
    first = alone.setting.start_month
    return np.arange(first, first + alone.length, dtype=np.int32)


def _words(names: tuple[str, ...]) -> np.ndarray:
    return np.array(names, dtype=f"<U{max((len(name) for name in names), default=1)}")


def _days(months: "tuple[int, ...] | list[int]") -> np.ndarray:
    first = np.datetime64("1980-01-01")
    days = [np.datetime64(month_label(month), "D") - first for month in months]
    return np.array([day.astype(np.int64) for day in days], dtype=np.int32)

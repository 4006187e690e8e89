"""What is kept of each run: axes, units and words for every array of a path."""

import typing
from functools import cache

from sinequanon.question import kept_names
from sinequanon.war import Path

_AXES = {
    "runs": "run",
    "actors": "actor",
    "dyads": "dyad",
    "places": "place",
    "months": "month",
    "mapped": "map_month",
    "watched": "watched_place",
}

UNITS: dict[str, tuple[str, str]] = {
    "log_power": ("1", "log of the power of core side A over core side B"),
    "deaths": ("persons per month", "recorded battle deaths by pair of sides"),
    "one_sided": ("persons per month", "civilians killed outside battle, by actor"),
    "civilians": ("persons per month", "all civilians killed, by actor owed to"),
    "people": ("persons", "people under control, end of month"),
    "fighters": ("persons", "fighters, end of month"),
    "supply": ("1", "supply against the start, end of month"),
    "places_held": ("places", "sum of control shares, watched places left out"),
    "area_held": ("km2", "land under control, watched places left out"),
    "displaced_inside": ("persons", "displaced inside the country, end of month"),
    "displaced_abroad": ("persons", "fled abroad since the start, end of month"),
    "relative_a": ("1", "what is left of core side A against the start"),
    "relative_b": ("1", "what is left of core side B against the start"),
    "intensity": ("1/month", "core deaths per fighter of the core sides"),
    "watched": ("1", "control share of the watched places, end of month"),
    "people_calm": ("persons", "people under local truces, end of month"),
    "agreed": ("persons per month", "people passing by local agreement"),
    "detained": ("persons", "people in detention, end of month"),
}
"""Unit and words of each array; a name without a row may not be kept."""

CONTROL = "control"
"""Control by place, kept for each run only where it is asked for."""


@cache
def dimensions(name: str) -> tuple[str, ...]:
    """Names of an array's axes after that of the worlds, as the store has them.

    Example:
        >>> dimensions("deaths")
        ('run', 'dyad', 'month')
    """
    shape: str = typing.get_type_hints(Path)[name].dim_str
    return tuple(_AXES[axis] for axis in shape.split())


def series_names() -> tuple[str, ...]:
    """Names of the arrays that are kept of every run, without maps."""
    return tuple(name for name in kept_names() if name != CONTROL)

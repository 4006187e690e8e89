"""What a parameter of the war is: unit, prior, hypothesis and source.

A hypothesis is switched off by a value, never by a code path. `analyst` marks the
project's own judgement; the signs of disputed effects straddle zero. `active` marks
the dozen that are worth calibrating; the rest are prior only.
"""

from dataclasses import dataclass
from typing import Literal

Distribution = Literal["lognormal", "uniform", "normal"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter and its prior: 5 %, 50 % and 95 % points."""

    name: str
    unit: str
    low: float
    median: float
    high: float
    distribution: Distribution
    hypothesis: str
    source: str
    active: bool = False

    def __post_init__(self) -> None:
        """Refuse a prior that is out of order."""
        if not self.low <= self.median <= self.high:
            raise ValueError(f"{self.name}: want low <= median <= high")
        if self.distribution == "lognormal" and self.low <= 0.0:
            raise ValueError(f"{self.name}: a lognormal prior is above zero")


def prior(
    name: str,
    unit: str,
    points: tuple[float, float, float],
    distribution: Distribution,
    hypothesis: str,
    source: str = "analyst",
    *,
    active: bool = False,
) -> Parameter:
    """A parameter from its 5 %, 50 % and 95 % points."""
    low, median, high = points
    return Parameter(
        name=name,
        unit=unit,
        low=low,
        median=median,
        high=high,
        distribution=distribution,
        hypothesis=hypothesis,
        source=source,
        active=active,
    )

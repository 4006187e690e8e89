"""The four numbers of the walk, their ranges and sources, and draws that fill them.

The draws are a fixed lattice of rank 1 (Korobov 1959), with no chance in it: each range
is cut into as many equal parts as there are draws, and every part has one draw.
"""

from dataclasses import dataclass

import numpy as np

DRAWS = 64
"""Draws from the ranges."""
_TURN = 21
"""The lattice's generator: of all odd numbers below 64 one of those whose points keep
farthest apart in four dimensions (0.34 of the side)."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One draw: how people choose where to go.

    `decay` is the power of distance in a step, `size` the power of a zone's population
    in where people set out, `avoidance` the weight of a step into fighting, `onward`
    the share of a camp's people who go on to another on a day.
    """

    decay: float
    size: float
    avoidance: float
    onward: float


@dataclass(frozen=True, kw_only=True)
class Prior:
    """The range of one number: uniform between its ends, on a log scale if `log`."""

    name: str
    low: float
    high: float
    log: bool
    words: str
    source: str

    def at(self, point: float) -> float:
        """The value at a point from 0 to 1 of the range."""
        if self.log:
            return float(self.low * (self.high / self.low) ** point)
        return float(self.low + (self.high - self.low) * point)


PRIORS = (
    Prior(
        name="decay",
        low=0.5,
        high=3.0,
        log=True,
        words="power of the distance in the weight of a step",
        source="Flee's rule has 1 (Suleimenova, Bell & Groen 2017, "
        "doi:10.1038/s41598-017-13828-9), as has Zipf 1946, doi:10.2307/2087063; "
        "the width is the analyst's",
    ),
    Prior(
        name="size",
        low=0.0,
        high=1.0,
        log=False,
        words="power of a zone's population in the number who set out there",
        source="Flee's rule has 1; 0 makes all zones alike; analyst",
    ),
    Prior(
        name="avoidance",
        low=0.25,
        high=1.0,
        log=True,
        words="weight of a step into fighting",
        source="Flee's default is 0.25; 1 is none; analyst",
    ),
    Prior(
        name="onward",
        low=0.0001,
        high=0.005,
        log=True,
        words="share of a camp's people who go on to another camp, a day",
        source="Flee's default is 0.001 a day; the width is the analyst's",
    ),
)


def draws() -> tuple[Rules, ...]:
    """Rules spread evenly over the ranges, the same at every call.

    Example:
        >>> first = draws()[0]
        >>> round(first.decay, 3), round(first.size, 3)
        (0.507, 0.008)
    """
    turns = np.array([_TURN**power % DRAWS for power in range(len(PRIORS))])
    points = (np.arange(DRAWS)[:, None] * turns[None, :] % DRAWS + 0.5) / DRAWS
    return tuple(
        Rules(**{p.name: p.at(float(u)) for p, u in zip(PRIORS, row, strict=True)})
        for row in points
    )

"""Years of war as a forecaster met them: who was at risk, and what came of it.

An episode ends by UCDP's rule once a calendar year has passed without 25 deaths, so an
ending in year e is known at the end of e + 1, whatever its kind (Kreutz 2010,
doi:10.1177/0022343309353108). Two consequences are built in. A war that faded is still
in the risk set of its last year of fighting, and leaves it in the quiet year; a war
that ended by an agreement, a ceasefire or a victory leaves in the year of that event.
And a window of h years from year t on is known at the end of t + h + 1, so a forecast
made at the end of year o may learn from windows with t <= o - h - 1 alone: one year
less than "closed by o", for whether an agreement of year o is the end of the war was
not known then.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float, Int

Level = Literal["conflict", "dyad"]

OUTCOMES = (
    "agreement",
    "ceasefire",
    "government_victory",
    "rebel_victory",
    "low_activity",
    "still_on",
)
"""Competing outcomes of a window; `low_activity` holds actors that ceased to exist."""

LOW = OUTCOMES.index("low_activity")
STILL_ON = OUTCOMES.index("still_on")
LAST_YEAR = 2020
"""Last calendar year of the termination data."""
NEVER = 9_999
LONG = 3
"""Years since the start from which a war counts as old, as in the shipped dossiers."""
AGE_MARK = 3
"""Column of `Years.reference` that holds whether a war is old."""


@dataclass(frozen=True, kw_only=True)
class Years:
    """Years of war, one row each, with what was known at the end of each.

    Attributes:
        level: Of conflicts or of dyads.
        episode: Id of the episode, the unit that is resampled; `(rows,)`.
        conflict: UCDP conflict id; `(rows,)`.
        year: Calendar year; `(rows,)`.
        kind: How the episode ended, as an index into `OUTCOMES`; `(rows,)`.
        gone: Year in which the episode left the risk set, `NEVER` if it was still on at
            the end of the record; `(rows,)`.
        reference: Reference class as small numbers, finest last; `(rows, marks)`.
        covariates: `(rows, covariates)`, in the order of `names`.
        names: Names of covariates.
    """

    level: Level
    episode: Int[np.ndarray, " rows"]
    conflict: Int[np.ndarray, " rows"]
    year: Int[np.ndarray, " rows"]
    kind: Int[np.ndarray, " rows"]
    gone: Int[np.ndarray, " rows"]
    reference: Int[np.ndarray, "rows marks"]
    covariates: Float[np.ndarray, "rows covariates"]
    names: tuple[str, ...]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.year)

    def only(self, kept: Bool[np.ndarray, " rows"]) -> "Years":
        """The rows that are kept."""
        return replace(
            self,
            episode=self.episode[kept],
            conflict=self.conflict[kept],
            year=self.year[kept],
            kind=self.kind[kept],
            gone=self.gone[kept],
            reference=self.reference[kept],
            covariates=self.covariates[kept],
        )


def leaves_in(
    kind: Int[np.ndarray, " rows"], ended: Int[np.ndarray, " rows"]
) -> Int[np.ndarray, " rows"]:
    """The year in which an episode leaves the risk set.

    Args:
        kind: How it ended, as an index into `OUTCOMES`.
        ended: Last year of fighting.

    Example:
        >>> leaves_in(np.array([0, 4, 5]), np.array([1992, 1992, 2020])).tolist()
        [1992, 1993, 9999]
    """
    dated = ended + (kind == LOW)
    return np.where(kind == STILL_ON, NEVER, dated)


def at_risk(years: Years) -> Bool[np.ndarray, " rows"]:
    """Whether the episode was not known to be over at the end of each row's year."""
    return years.gone > years.year


def fates(years: Years, horizon: int) -> Int[np.ndarray, " rows"]:
    """What came within so many calendar years after each row's, as `OUTCOMES` index.

    Args:
        years: Rows at risk.
        horizon: Calendar years, 1 or more.
    """
    over = years.gone <= years.year + horizon
    return np.where(over, years.kind, STILL_ON)


def known_by(years: Years, horizon: int, origin: int) -> Bool[np.ndarray, " rows"]:
    """Whether the whole window was known at the end of the origin's year (purging).

    Args:
        years: Rows.
        horizon: Calendar years of the window.
        origin: Year at whose end the forecast is made.
    """
    return years.year + horizon + 1 <= origin

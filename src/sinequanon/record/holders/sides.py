"""The holders told apart in Syria, the sides they fight on, and the months covered."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from jaxtyping import Float, Int

from sinequanon.months import month_id

HOLDERS = ("government", "opposition", "nusra", "islamic_state", "sdf")
"""Who may hold a place. The government takes in its foreign allies, the opposition the
forces backed by Turkey, `nusra` its later names, `sdf` the YPG before October 2015."""

BLOCS = ("government", "insurgents", "islamic_state", "sdf")
"""The sides that the record of events can tell apart."""

BLOC_OF: Mapping[str, str] = MappingProxyType(
    {
        "government": "government",
        "opposition": "insurgents",
        "nusra": "insurgents",
        "islamic_state": "islamic_state",
        "sdf": "sdf",
    }
)
"""Holder -> its bloc."""

BLOC = np.array([BLOCS.index(BLOC_OF[holder]) for holder in HOLDERS])
"""Position of each holder's bloc."""


def by_side(
    chance: Float[np.ndarray, "rows holders"],
) -> Float[np.ndarray, "rows blocs"]:
    """Chances of the blocs, each the sum over its holders."""
    return np.stack(
        [chance[:, bloc == BLOC].sum(axis=1) for bloc in range(len(BLOCS))], axis=1
    )


def likeliest(
    chance: Float[np.ndarray, "rows holders"],
) -> tuple[Int[np.ndarray, " rows"], Float[np.ndarray, " rows"]]:
    """The likeliest holder of the likeliest bloc, and that bloc's chance.

    The bloc comes first: a place that two groups of one side may hold is not given to a
    third party that is less likely than both together.
    """
    blocs = by_side(chance)
    top = blocs.argmax(axis=1)
    own = np.where(top[:, None] == BLOC[None, :], chance, -1.0)
    return own.argmax(axis=1), blocs.max(axis=1)


PAIRS = tuple((a, b) for a in range(4) for b in range(a + 1, 4))
"""Pairs of blocs, by position."""

FIRST = month_id(2011, 3)
"""The first month covered."""
LAST = month_id(2019, 11)
"""The last month for which probabilities are given and scored."""
END = month_id(2020, 12)
"""The last month of events: what comes after a month also tells of it."""
MONTHS = END - FIRST + 1

_GONE = {"islamic_state": month_id(2019, 4)}
_APPEARS = {
    "insurgents": month_id(2011, 7),
    "sdf": month_id(2012, 7),
    "islamic_state": month_id(2013, 4),
}
NUSRA_APPEARS = month_id(2012, 1)


def presence() -> Float[np.ndarray, "months blocs"]:
    """Log weight of each bloc by month: strongly against it while it held no place.

    The Free Syrian Army was declared in July 2011, Jabhat al-Nusra in January 2012,
    Kurdish units took their first towns in July 2012, and the Islamic State of Iraq and
    the Levant was proclaimed in April 2013; it lost its last town, Baghuz, in March
    2019.
    """
    weight = np.zeros((MONTHS, len(BLOCS)))
    for bloc, month in _APPEARS.items():
        weight[: month - FIRST, BLOCS.index(bloc)] = -6.0
    for bloc, month in _GONE.items():
        weight[month - FIRST :, BLOCS.index(bloc)] = -6.0
    return weight

"""A small made-up panel: four countries, twenty years."""

import numpy as np
import pytest

from sinequanon.forecast import CountryMonths

FIRST = 241


@pytest.fixture
def made() -> CountryMonths:
    """Peace, a steady war, a war that ended, a state that came late."""
    month = np.arange(240)
    steady = 20.0 + (month * 7) % 13
    ended = np.where(month < 200, 50.0 + (month * 11) % 29, 0.0)
    late = np.where(month < 100, np.nan, (month % 5 == 0) * 3.0)
    return CountryMonths(
        countries=(3, 5, 8, 13),
        first=FIRST,
        deaths=np.stack([np.zeros(240), steady, ended, late]),
        vintage="made up",
    )

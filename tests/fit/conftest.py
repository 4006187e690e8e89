"""The record's years of war, and a small made-up set of them."""

import numpy as np
import pytest

from sinequanon.fit import Years, years_of_war
from sinequanon.fit.rows import STILL_ON, leaves_in


@pytest.fixture(scope="session")
def conflicts() -> Years:
    return years_of_war("conflict")


@pytest.fixture(scope="session")
def dyads() -> Years:
    return years_of_war("dyad")


def made_up(kinds: list[int], last: list[int], first: int = 1990) -> Years:
    """One episode for each kind, fighting from `first` to its last year."""
    episode, year = zip(
        *[(i, y) for i, end in enumerate(last) for y in range(first, end + 1)],
        strict=True,
    )
    whole = np.array(episode, dtype=np.int64)
    kind = np.array(kinds, dtype=np.int64)[whole]
    ended = np.array(last, dtype=np.int64)[whole]
    years = np.array(year, dtype=np.int64)
    return Years(
        level="conflict",
        episode=whole,
        conflict=whole,
        year=years,
        kind=kind,
        gone=leaves_in(kind, ended),
        reference=np.zeros((len(years), 4), dtype=np.int64),
        covariates=np.log1p(years - first)[:, None].astype(np.float64),
        names=("log_age",),
    )


@pytest.fixture
def three() -> Years:
    """An agreement and a fading of the same last year, and a war that goes on."""
    return made_up([0, 4, STILL_ON], [1993, 1993, 2020])

"""Checks of the prior on made-up paths whose verdict is known."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sinequanon.war import (
    Path,
    Setting,
    Targets,
    Transfer,
    draw_theta,
    prior_checks,
    rising,
    simulate,
)

RUNS = np.arange(4, dtype=np.uint32)
GROUP, GOVERNMENT = 4, 0
TARGETS = Targets(
    rule="made up",
    months=14,
    deaths={"government-insurgents": 1000.0},
    texture="government-insurgents",
    spread=1.0,
    persistence=0.7,
    rises=("government-insurgents",),
)
TAKEN = Transfer(
    month=436,
    place="P004",
    taken_from="islamic_state",
    to="government",
    garrison_low=1000.0,
    garrison_high=3000.0,
    months_low=3.0,
    months_high=9.0,
)


@pytest.fixture(scope="module")
def path(grid: Callable[..., Setting]) -> Path:
    setting = grid()
    theta = draw_theta(setting, seed=3, draws=RUNS)
    return simulate(
        setting,
        theta,
        worlds=[(TAKEN,)],
        seed=3,
        runs=RUNS,
        months=14,
        watch=("P004",),
    )[0]


def found(path: Path, setting: Setting, name: str, **more: Path) -> list[bool]:
    rows = prior_checks(path, setting, TARGETS, **more)
    return [row.passed for row in rows if name in row.name]


def test_a_rise_is_of_monthly_means_by_calendar_year() -> None:
    # Ten months of 2016, then 2017: 30 a month against 36 in fewer months.
    months = np.arange(435, 435 + 22)
    falls = np.where(months < 445, 36.0, 30.0)
    rises = np.where(months < 445, 30.0, 31.0)
    assert rising(np.stack([falls, rises]), months).tolist() == [False, True]
    assert rising(np.ones((3, 5)), np.arange(1, 6)).tolist() == [False] * 3


@pytest.mark.parametrize(("growing", "passed"), [(2, False), (3, True)])
def test_the_profile_passes_where_most_runs_rise(
    path: Path, grid: Callable[..., Setting], growing: int, passed: bool
) -> None:
    deaths = np.ones_like(path.deaths)
    deaths[growing:, :, 10:] = 0.5
    deaths[:growing, :, 10:] = 2.0
    made = replace(path, deaths=deaths)
    assert found(made, grid(), "do not only fall") == [passed]


def kept(path: Path, share: float) -> Path:
    """The path where one run keeps this share of the place in the end."""
    watched = path.watched.copy()
    watched[0, 0, :, -1] = 0.0
    watched[0, 0, GOVERNMENT, -1] = share
    watched[0, 0, GROUP, -1] = 1.0 - share
    return replace(path, watched=watched)


def test_the_place_can_be_lost_again_if_one_run_loses_most_of_it(
    path: Path, grid: Callable[..., Setting]
) -> None:
    name = "lost again"
    assert found(path, grid(), name, taken=kept(path, 0.4)) == [True]
    assert found(path, grid(), name, taken=kept(path, 0.6)) == [False]


def test_there_is_no_such_row_where_no_place_passes(
    path: Path, grid: Callable[..., Setting]
) -> None:
    still = replace(path, watched=np.repeat(path.watched[..., :1], 14, axis=3))
    unwatched = replace(path, watch=(), watched=path.watched[:, :0])
    for more in ({}, {"taken": still}, {"taken": unwatched}):
        assert found(path, grid(), "lost again", **more) == []

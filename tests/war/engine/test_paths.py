# pyright: basic
"""Whole paths of the compiled engine: against the twin, and bit by bit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Literal

import numpy as np
import pytest

from sinequanon.war import (
    Arrives,
    Enters,
    Failed,
    Leaves,
    Losses,
    Passes,
    Path,
    Pin,
    Redeploy,
    Release,
    Setting,
    Stance,
    SupplyCut,
    Transfer,
    Truce,
    Undo,
    World,
    draw_theta,
    simulate,
)

START = 435
SERIES = [
    field.name
    for field in fields(Path)
    if field.name
    not in {"actors", "dyads", "core_dyads", "watch", "runs", "months", "map_months"}
]
BATTLE = Losses(
    month=START,
    place="P004",
    deaths=(("government", 120.0, 500.0), ("islamic_state", 200.0, 800.0)),
)
TAKEN = Transfer(
    month=START + 1,
    place="P004",
    taken_from="islamic_state",
    to="government",
    garrison_low=1000.0,
    garrison_high=3000.0,
    months_low=1.0,
    months_high=4.0,
)
WORLDS: dict[str, World] = {
    "left alone": (),
    "taken": (BATTLE, TAKEN),
    "taken, pinned": (
        TAKEN,
        Pin(month=START + 3, place="P004", holder="government"),
    ),
    "pinned from the start": (Pin(month=START, place="P008", holder="opposition"),),
    "undone": (
        TAKEN,
        Undo(month=START + 3, places=("P004", "P009"), to="islamic_state"),
    ),
    "failed": (BATTLE, Failed(month=START + 1, place="P004", holder="islamic_state")),
    "not launched": (BATTLE, Redeploy(month=START, place="P004")),
    "truce": (
        Truce(
            month=START + 2,
            a="government",
            b="opposition",
            factor_low=0.1,
            factor_high=0.3,
            half_life_low=1.0,
            half_life_high=3.0,
        ),
    ),
    "stance": (
        Stance(
            month=START + 2,
            a="sdf",
            b="opposition",
            intensity_low=0.01,
            intensity_high=0.1,
            selectivity=(0.1, 0.4),
        ),
    ),
    "supply cut": (
        SupplyCut(
            month=START + 1,
            actor="opposition",
            factor_low=0.1,
            factor_high=0.5,
            months_low=1.0,
            months_high=4.0,
        ),
    ),
    "release and arrival": (
        Release(
            month=START + 2,
            heads_low=2000.0,
            heads_high=9000.0,
            joins=(("islamic_state", 0.1, 0.3),),
        ),
        Arrives(
            month=START + 2, actor="opposition", heads_low=500.0, heads_high=5000.0
        ),
    ),
    "merger": (
        Passes(
            month=START + 2,
            actor="nusra",
            to="opposition",
            share_low=1.0,
            share_high=1.0,
        ),
    ),
}


def paths(
    setting: Setting,
    worlds: list[World],
    *,
    engine: Literal["compiled", "plain"] = "compiled",
    ids: np.ndarray | None = None,
    months: int = 7,
) -> tuple[Path, ...]:
    ids = np.arange(20, dtype=np.uint32) if ids is None else ids
    return simulate(
        setting,
        draw_theta(setting, seed=3, draws=ids),
        worlds=worlds,
        seed=3,
        runs=ids,
        months=months,
        watch=("P004",),
        map_months=(START + 1, START + 4),
        engine=engine,
    )


def backer_of(setting: Setting) -> list[World]:
    """Worlds in which a backer of the setting comes or goes."""
    key = setting.backers[0].key
    return [
        (Leaves(month=START + 2, backer=key),),
        (Leaves(month=START, backer=key), Enters(month=START + 3, backer=key)),
    ]


def test_every_world_is_the_twins(grid: Callable[..., Setting]) -> None:
    setting = grid()
    worlds = [*WORLDS.values(), *backer_of(setting)]
    ours = paths(setting, worlds)
    twins = paths(setting, worlds, engine="plain")
    for world, one, twin in zip(worlds, ours, twins, strict=True):
        assert np.array_equal(one.months, twin.months)
        assert np.array_equal(one.map_months, twin.map_months)
        for name in SERIES:
            mine, theirs = getattr(one, name), getattr(twin, name)
            assert mine.shape == theirs.shape, name
            assert mine.dtype == np.float64
            largest = float(np.abs(theirs).max(initial=0.0))
            np.testing.assert_allclose(
                mine, theirs, rtol=1e-4, atol=1e-5 * largest, err_msg=f"{name} {world}"
            )


def test_years_on_the_two_engines_still_tell_of_the_same_war(
    grid: Callable[..., Setting],
) -> None:
    setting, ids = grid(), np.arange(32, dtype=np.uint32)
    (ours,) = paths(setting, [()], ids=ids, months=60)
    (twin,) = paths(setting, [()], ids=ids, months=60, engine="plain")
    for name in SERIES:
        mine, theirs = getattr(ours, name), getattr(twin, name)
        largest = float(np.abs(theirs).max(initial=0.0))
        error = theirs.std(axis=0) / np.sqrt(len(ids)) + 1e-5 * largest + 1e-9
        apart = np.abs(mine.mean(axis=0) - theirs.mean(axis=0)) / error
        # A fiftieth of a standard error at the most: rounding, not another war.
        assert float(apart.max(initial=0.0)) < 0.02, name


def same_bits(one: Path, other: Path, rows: np.ndarray) -> None:
    for name in SERIES:
        assert np.array_equal(getattr(one, name), getattr(other, name)[rows]), name


@pytest.mark.parametrize("run", [0, 7, 19])
def test_a_run_alone_gives_the_bits_that_it_gave_among_others(
    grid: Callable[..., Setting], run: int
) -> None:
    setting, worlds = grid(), list(WORLDS.values())
    whole = paths(setting, worlds)
    alone = paths(setting, worlds, ids=np.array([run], dtype=np.uint32))
    for among, single in zip(whole, alone, strict=True):
        same_bits(single, among, np.array([run]))


def test_order_chunks_and_threads_change_no_bit(grid: Callable[..., Setting]) -> None:
    setting, worlds = grid(), [WORLDS["taken"], WORLDS["taken, pinned"]]
    whole = paths(setting, worlds, ids=np.arange(40, dtype=np.uint32))
    chunks = [
        np.array([5, 3, 39], dtype=np.uint32),
        np.arange(17, dtype=np.uint32),
        np.arange(17, 40, dtype=np.uint32)[::-1].copy(),
        np.array([12], dtype=np.uint32),
    ]

    def part(ids: np.ndarray) -> tuple[Path, ...]:
        return paths(setting, worlds, ids=ids)

    for threads in (1, 2, 4):
        with ThreadPoolExecutor(max_workers=threads) as pool:
            found = list(pool.map(part, chunks))
        for ids, some in zip(chunks, found, strict=True):
            for among, mine in zip(whole, some, strict=True):
                same_bits(mine, among, ids.astype(np.int64))


def test_worlds_asked_for_together_are_those_asked_for_alone(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    together = paths(setting, list(WORLDS.values()))
    for number, world in enumerate(WORLDS.values()):
        (alone,) = paths(setting, [world])
        same_bits(alone, together[number], np.arange(20))

"""Whole runs: every world of a question, side by side, on the same chance."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

import numpy as np

from sinequanon.axes import UInt32
from sinequanon.errors import BrokenRunError, Fault
from sinequanon.war.climate import climate_of
from sinequanon.war.control import advantages_of
from sinequanon.war.luck import Luck, next_luck
from sinequanon.war.month import step
from sinequanon.war.movement import place_values
from sinequanon.war.path import Path, Snapshot, path_of, snapshot
from sinequanon.war.plan import plan_of
from sinequanon.war.refusals import refuse_unless_runnable
from sinequanon.war.setting import Setting
from sinequanon.war.soundness import listener, sound
from sinequanon.war.start import start_state
from sinequanon.war.state import State
from sinequanon.war.terms import terms_of
from sinequanon.war.theta import Theta
from sinequanon.war.worlds import World, begun

Engine = Literal["compiled", "plain"]


def simulate(
    setting: Setting,
    theta: Theta,
    *,
    worlds: Sequence[World],
    seed: int,
    runs: UInt32[np.ndarray, " runs"],
    months: int,
    watch: tuple[str, ...] = (),
    map_months: tuple[int, ...] = (),
    engine: Engine = "compiled",
) -> tuple[Path, ...]:
    """One path for each world, on the same chance.

    Worlds share their luck and, until an intervention sets them apart, their history,
    which is computed once. A run depends on the seed, its number and its parameters
    alone: in whatever batch it runs, its numbers are the same bits.

    Args:
        setting: The war at its start.
        theta: Parameters, one draw for each run.
        worlds: Interventions of each world; an empty tuple is the war left alone.
        seed: Any integer.
        runs: Numbers of the runs.
        months: How many months from the start.
        watch: Places whose control is kept, and which `places_held` leaves out.
        map_months: Months (ids) at whose end control of every place is kept.
        engine: `compiled` runs sixteen runs at a time in single precision, `plain` is
            its slower twin in NumPy and double precision.

    Raises:
        QuestionError: If draws and runs differ in number, a world names an unknown
            place or actor, or there is no month to run.
        BrokenRunError: If a run holds a number that is missing, infinite or negative.
    """
    refuse_unless_runnable(
        setting, theta, worlds, runs=runs, months=months, watch=watch
    )
    if engine == "plain":
        return _plain(setting, theta, worlds, seed, runs, months, watch, map_months)
    # Numba takes a while to import, and not every command simulates.
    from sinequanon.war.engine import UnsoundRunsError, compiled_paths

    try:
        return compiled_paths(
            plan_of(setting),
            theta,
            worlds=worlds,
            seed=seed,
            runs=runs,
            months=months,
            watch=watch,
            map_months=map_months,
        )
    except UnsoundRunsError as broken:
        # Told again in double precision, which names the mechanism.
        some = theta.take(broken.runs)
        _plain(setting, some, worlds, seed, runs[broken.runs], months, watch, ())
        raise BrokenRunError(
            [
                Fault(
                    where="compiled engine",
                    found=f"run {run} of seed {seed} breaks in single precision alone",
                    fix="simulate it with engine='plain', and report it",
                )
                for run in runs[broken.runs].tolist()
            ]
        ) from broken


def _plain(
    setting: Setting,
    theta: Theta,
    worlds: Sequence[World],
    seed: int,
    runs: UInt32[np.ndarray, " runs"],
    months: int,
    watch: tuple[str, ...],
    map_months: tuple[int, ...],
) -> tuple[Path, ...]:
    """The paths of `simulate`, in NumPy and double precision."""
    plan = plan_of(setting)
    values, advantages = place_values(plan, theta), advantages_of(plan, theta)
    first = setting.start_month
    luck: Luck | None = None
    branches: dict[World, State] = {}
    kept: list[list[Snapshot]] = [[] for _ in worlds]
    for month in range(first, first + months):
        luck = next_luck(luck, plan, theta, seed=seed, runs=runs, month=month)
        if month == first:
            terms = terms_of(plan, theta, world=(), seed=seed, month=month)
            climate = climate_of(plan, theta, luck, terms)
            branches[()] = start_state(plan, theta, terms, climate, seed=seed)
        stepped: dict[World, State] = {}
        seen: dict[World, Snapshot] = {}
        for number, world in enumerate(worlds):
            history = begun(world, month)
            if history not in stepped:
                before = begun(world, month - 1) if month > first else ()
                terms = terms_of(plan, theta, world=history, seed=seed, month=month)
                told = partial(
                    step,
                    branches[before],
                    plan,
                    theta,
                    luck,
                    terms,
                    world=history,
                    values=values,
                    advantages=advantages,
                    seed=seed,
                )
                state, happened = told()
                if not sound(state):
                    # Told again, to name the mechanism that broke it.
                    told(probe=listener(seed, runs))
                stepped[history] = state
                seen[history] = snapshot(
                    state,
                    happened,
                    plan,
                    theta,
                    terms,
                    watch=watch,
                    mapped=month in map_months,
                )
            kept[number].append(seen[history])
        branches = stepped
    return tuple(path_of(months_, plan, runs=runs, watch=watch) for months_ in kept)

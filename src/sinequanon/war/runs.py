"""Whole runs: every world of a question, side by side, on the same chance."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from sinequanon.axes import UInt32
from sinequanon.errors import Fault, QuestionError
from sinequanon.war.climate import climate_of
from sinequanon.war.control import advantages_of
from sinequanon.war.luck import Luck, next_luck
from sinequanon.war.month import step
from sinequanon.war.movement import place_values
from sinequanon.war.path import Path, Snapshot, path_of, snapshot
from sinequanon.war.plan import Plan, plan_of
from sinequanon.war.setting import Setting
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
    """
    plan = plan_of(setting)
    _refuse(plan, theta, worlds, runs, months, watch)
    if engine == "compiled":
        # Numba takes a while to import, and not every command simulates.
        from sinequanon.war.engine import compiled_paths

        return compiled_paths(
            plan,
            theta,
            worlds=worlds,
            seed=seed,
            runs=runs,
            months=months,
            watch=watch,
            map_months=map_months,
        )
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
                state, happened = step(
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


def _refuse(
    plan: Plan,
    theta: Theta,
    worlds: Sequence[World],
    runs: UInt32[np.ndarray, " runs"],
    months: int,
    watch: tuple[str, ...],
) -> None:
    """Raise for all that cannot be run, at once."""
    faults: list[Fault] = []
    if len(theta.draws) != len(runs):
        faults.append(
            Fault(
                where="simulate",
                found=f"{len(theta.draws)} draws for {len(runs)} runs",
                fix="draw one theta for each run",
            )
        )
    if months < 1 or not worlds:
        faults.append(
            Fault(
                where="simulate",
                found=f"{months} months of {len(worlds)} worlds",
                fix="ask for at least one month and one world",
            )
        )
    places, actors = set(plan.setting.places), set(plan.setting.actors)
    backers = {backer.key for backer in plan.setting.backers}
    for item in (item for world in worlds for item in world):
        if item.month < plan.setting.start_month:
            faults.append(
                Fault(
                    where=type(item).__name__,
                    found=f"acts in month {item.month}, before the start",
                    fix=f"let it act from month {plan.setting.start_month}",
                )
            )
        unknown = (
            (_places_of(item) - places)
            | (_actors_of(item) - actors)
            | (_backers_of(item) - backers)
        )
        faults += [
            Fault(
                where=type(item).__name__,
                found=f"unknown place, actor or backer {name!r}",
                fix="name one of the setting",
            )
            for name in sorted(unknown)
        ]
    faults += [
        Fault(where="watch", found=f"unknown place {name!r}", fix="name a place")
        for name in watch
        if name not in places
    ]
    if faults:
        raise QuestionError(faults)


def _places_of(item: object) -> set[str]:
    """Every place that an intervention names."""
    named = getattr(item, "places", None)
    if named is not None:
        return set(named)
    place = getattr(item, "place", None)
    return set() if place is None else {str(place)}


def _actors_of(item: object) -> set[str]:
    """Every actor that an intervention names."""
    keys = ("a", "b", "actor", "taken_from", "to", "holder")
    named = {str(getattr(item, key)) for key in keys if hasattr(item, key)}
    shared = (*getattr(item, "deaths", ()), *getattr(item, "joins", ()))
    return named | {name for name, _, _ in shared}


def _backers_of(item: object) -> set[str]:
    """Every backer that an intervention names."""
    backer = getattr(item, "backer", None)
    return set() if backer is None else {str(backer)}

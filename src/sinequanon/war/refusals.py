"""What a war cannot be run with, found before the first month and told all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from math import isfinite

import numpy as np

from sinequanon.axes import UInt32
from sinequanon.errors import Fault, QuestionError
from sinequanon.war.setting import Setting
from sinequanon.war.theta import Theta
from sinequanon.war.worlds import (
    Intervention,
    Passes,
    Release,
    Stance,
    Truce,
    World,
)

_ACTOR_FIELDS = ("a", "b", "actor", "taken_from", "to", "holder")
_SHARES = {"share", "factor", "selectivity"}
"""Names of ranges that lie between 0 and 1."""


def refuse_unless_runnable(
    setting: Setting,
    theta: Theta,
    worlds: Sequence[World],
    *,
    runs: UInt32[np.ndarray, " runs"],
    months: int,
    watch: tuple[str, ...],
) -> None:
    """Nothing, if the worlds can be run.

    Args:
        setting: The war at its start.
        theta: Parameters, one draw for each run.
        worlds: Interventions of each world.
        runs: Numbers of the runs.
        months: How many months from the start.
        watch: Places whose control is kept.

    Raises:
        QuestionError: With every fault: draws and runs that differ in number, no month
            or world to run, an intervention before the start, of an unknown place,
            actor or backer, between parties that it cannot join, or with a range out of
            order or out of bounds.
    """
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
    faults += faults_of_worlds(setting, worlds)
    faults += [
        Fault(where="watch", found=f"unknown place {name!r}", fix="name a place")
        for name in watch
        if name not in setting.places
    ]
    if faults:
        raise QuestionError(faults)


def faults_of_worlds(setting: Setting, worlds: Sequence[World]) -> list[Fault]:
    """Every fault of some worlds' interventions, each told once.

    Args:
        setting: The war at its start.
        worlds: Interventions of each world; most are shared.
    """
    items = dict.fromkeys(item for world in worlds for item in world)
    return [fault for item in items for fault in _faults_of(setting, item)]


def _faults_of(setting: Setting, item: Intervention) -> Iterator[Fault]:
    """Every fault of one intervention."""
    where = type(item).__name__
    if item.month < setting.start_month:
        yield Fault(
            where=where,
            found=f"acts in month {item.month}, before the start",
            fix=f"let it act from month {setting.start_month}",
        )
    known = {*setting.places, *setting.actors, *(b.key for b in setting.backers)}
    unknown = sorted(_names_of(item) - known)
    for name in unknown:
        yield Fault(
            where=where,
            found=f"unknown place, actor or backer {name!r}",
            fix="name one of the setting",
        )
    for name, low, high in _ranges_of(item):
        if not (isfinite(low) and isfinite(high) and 0.0 <= low <= high):
            yield Fault(
                where=where,
                found=f"{name} is {low:g} to {high:g}",
                fix="give numbers from zero up, low before high",
            )
        elif name in _SHARES and high > 1.0 and not isinstance(item, Truce):
            yield Fault(
                where=where,
                found=f"{name} reaches {high:g}",
                fix="give a share between 0 and 1",
            )
    if not unknown:
        yield from _unjoined(setting, item)


def _unjoined(setting: Setting, item: Intervention) -> Iterator[Fault]:
    """Parties that an intervention cannot join, or none where it needs some."""
    where = type(item).__name__
    if isinstance(item, Stance):
        i, j = (setting.actors.index(name) for name in (item.a, item.b))
        if setting.sides[i] == setting.sides[j] or setting.hostility_high[i, j] <= 0.0:
            yield Fault(
                where=where,
                found=f"{item.a} and {item.b} have no relation of war at the start",
                fix="give the pair an intensity in the setting (.005 is a tacit truce)",
            )
        if item.intensity_low <= 0.0:
            yield Fault(
                where=where,
                found="the intensity is on a log scale and reaches zero",
                fix="give an intensity above zero",
            )
    if isinstance(item, Passes) and item.actor == item.to:
        yield Fault(
            where=where,
            found=f"{item.actor} passes to itself",
            fix="name two actors",
        )
    if isinstance(item, Release) and sum(low for _, low, _ in item.joins) > 1.0:
        yield Fault(
            where=where,
            found="more than all of those released join",
            fix="give shares whose low ends sum to at most one",
        )


def _names_of(item: Intervention) -> set[str]:
    """Every place, actor and backer that an intervention names."""
    single = (*_ACTOR_FIELDS, "place", "backer")
    named = {str(getattr(item, key)) for key in single if hasattr(item, key)}
    shared = (*getattr(item, "deaths", ()), *getattr(item, "joins", ()))
    return named | {name for name, _, _ in shared} | set(getattr(item, "places", ()))


def _ranges_of(item: Intervention) -> Iterator[tuple[str, float, float]]:
    """Every range of an intervention: its name, low and high."""
    for field in fields(item):
        stem, end = field.name.removesuffix("_low"), field.name.endswith("_low")
        if end:
            yield stem, getattr(item, field.name), getattr(item, f"{stem}_high")
    if isinstance(item, Stance) and item.selectivity is not None:
        yield "selectivity", *item.selectivity
    for name, low, high in getattr(item, "deaths", ()):
        yield f"deaths of {name}", low, high
    for _, low, high in getattr(item, "joins", ()):
        yield "share", low, high

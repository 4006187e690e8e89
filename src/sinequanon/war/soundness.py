"""A run that has left what is possible is stopped, with its address.

The check at the end of a month is cheap; where it fails the month is told again,
mechanism by mechanism, to name the first that broke it.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np

from sinequanon.axes import Float, UInt32
from sinequanon.errors import BrokenRunError, Fault
from sinequanon.months import month_label
from sinequanon.war.state import State

_TOLERANCE = 1e-6
"""Rounding may leave a person or share this far below zero."""

Anything = Float[np.ndarray, "..."]

Probe = Callable[[str, State], None]
"""Called with the name of a mechanism and the state that it left."""

_SIGNED = {"log_supply"}


def unheard(mechanism: str, state: State) -> None:
    """The probe of a month that nobody listens to."""


def sound(state: State) -> bool:
    """Whether the state holds no number that is missing, infinite or below zero."""
    for name, field in _arrays(state):
        if not np.isfinite(field.sum()):
            return False
        if name not in _SIGNED and field.size and float(field.min()) < -_TOLERANCE:
            return False
    return True


def listener(seed: int, runs: UInt32[np.ndarray, " runs"]) -> Probe:
    """A probe that stops at the first mechanism whose state is broken.

    Args:
        seed: The seed of the runs.
        runs: Numbers of the runs.
    """

    def probe(mechanism: str, state: State) -> None:
        if sound(state):
            return
        raise BrokenRunError(
            [
                Fault(
                    where=f"{month_label(state.month)}, {mechanism}",
                    found=f"{name} is {value:g} in run {run} of seed {seed}",
                    fix="simulate this run alone, and report it with the setting",
                )
                for name, run, value in _broken(state, runs)
            ]
        )

    return probe


def _arrays(state: State) -> list[tuple[str, Anything]]:
    """Every array of the state by name, runs last."""
    named: list[tuple[str, Any]] = [
        (field.name, getattr(state, field.name)) for field in fields(State)
    ]
    return [(name, value) for name, value in named if isinstance(value, np.ndarray)]


def _broken(
    state: State, runs: UInt32[np.ndarray, " runs"]
) -> list[tuple[str, int, float]]:
    """The first broken number of each array that has one: name, run, value."""
    found: list[tuple[str, int, float]] = []
    for name, field in _arrays(state):
        wrong = ~np.isfinite(field)
        if name not in _SIGNED:
            wrong |= field < -_TOLERANCE
        if bool(wrong.any()):
            where = np.argwhere(wrong)[0]
            value = float(field[tuple(where)])
            found.append((name, int(runs[int(where[-1])]), value))
    return found

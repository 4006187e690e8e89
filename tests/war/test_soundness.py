"""A run that has left what is possible is stopped, with its address."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.errors import BrokenRunError
from sinequanon.war import Setting, draw_theta, simulate
from sinequanon.war.soundness import listener, sound


def test_a_state_is_sound_within_rounding(opening: Any) -> None:
    state = opening.state
    assert sound(state)
    control = state.control.copy()
    control[0, 0, 1] = -1e-9
    assert sound(replace(state, control=control))
    for value in (-0.01, np.nan, np.inf):
        control[0, 0, 1] = value
        assert not sound(replace(state, control=control))
    supply = np.full_like(state.log_supply, -1.0)
    assert sound(replace(state, log_supply=supply))


def test_the_probe_names_mechanism_field_run_and_month(opening: Any) -> None:
    state = opening.state
    fighters = state.fighters.copy()
    fighters[2, 3, 4] = -5.0
    probe = listener(7, np.arange(100, 105, dtype=np.uint32))
    probe("movement", state)
    with pytest.raises(BrokenRunError) as caught:
        probe("movement", replace(state, fighters=fighters))
    (fault,) = caught.value.faults
    assert fault.where == "2016-03, movement"
    assert fault.found == "fighters is -5 in run 104 of seed 7"


def test_a_broken_parameter_stops_the_run_and_names_its_mechanism(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    runs = np.arange(4, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=runs)
    turnover = theta["turnover"].copy()
    turnover[2] = np.nan
    broken = replace(theta, values={**theta.values, "turnover": turnover})
    with pytest.raises(BrokenRunError, match=r"recruitment: .* in run 2 of seed 7"):
        simulate(setting, broken, worlds=((),), seed=7, runs=runs, months=3)

"""States detain where their rule is contested, and everyone stays in the accounts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.dossier import Range, load
from sinequanon.errors import DossierError
from sinequanon.war import (
    Release,
    Setting,
    Theta,
    draw_theta,
    setting_of,
    simulate,
)
from sinequanon.war.detention import arrested
from sinequanon.war.plan import plan_of

RUNS = np.arange(5, dtype=np.uint32)


def with_values(theta: Theta, **changed: float) -> Theta:
    values = {name: np.full(len(theta.draws), v) for name, v in changed.items()}
    return replace(theta, values={**theta.values, **values})


def test_the_rate_is_that_of_contested_control_by_states(opening: Any) -> None:
    o = opening
    theta = with_values(o.theta, detention=0.01)
    residents, inside = np.full((24, 5), 1e5), np.full((24, 5), 2e4)
    control = np.zeros((6, 24, 5))
    control[2] = 1.0
    control[:, 0] = 0.0
    control[0, 0], control[4, 0] = 0.25, 0.75
    control[:, 1] = 0.0
    control[0, 1] = 1.0
    found = arrested(o.plan, theta, control=control, residents=residents, inside=inside)
    share = 1.0 - np.exp(-0.01 * 0.75)
    np.testing.assert_allclose(found.residents[0], 1e5 * (1.0 - share))
    np.testing.assert_allclose(found.inside[0], 2e4 * (1.0 - share))
    np.testing.assert_array_equal(found.residents[1:], residents[1:])
    np.testing.assert_allclose(found.taken, 1.2e5 * share)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**31), rate=st.floats(0.0, 10.0))
def test_people_are_conserved_whatever_the_rate(
    grid: Callable[..., Setting], seed: int, rate: float
) -> None:
    plan = plan_of(grid())
    drawn = draw_theta(plan.setting, seed=seed, draws=RUNS)
    theta = with_values(drawn, detention=rate)
    rng = np.random.default_rng(seed)
    control = np.moveaxis(rng.dirichlet(np.full(6, 0.4), (24, 5)), 2, 0)
    residents, inside = 1e5 * rng.random((2, 24, 5))
    found = arrested(
        plan,
        theta,
        control=np.ascontiguousarray(control),
        residents=residents,
        inside=inside,
    )
    assert min(float(f.min()) for f in (found.residents, found.inside)) >= 0.0
    np.testing.assert_allclose(
        (found.residents + found.inside).sum(axis=0) + found.taken,
        (residents + inside).sum(axis=0),
    )


def run(setting: Setting, **changed: float) -> Any:
    theta = with_values(draw_theta(setting, seed=3, draws=RUNS), **changed)
    release = Release(month=440, heads_low=5e3, heads_high=1e4)
    return simulate(
        setting, theta, worlds=[(), (release,)], seed=3, runs=RUNS, months=8
    )


def test_detention_starts_with_the_settings_number_and_is_drawn_on_by_release(
    grid: Callable[..., Setting],
) -> None:
    held, freed = run(grid(), detention=0.0)
    assert bool(np.all((held.detained > 1e4) & (held.detained < 2e5)))
    np.testing.assert_array_equal(held.detained[:, 0], held.detained[:, -1])
    gone = held.detained[:, -1] - freed.detained[:, -1]
    assert bool(np.all((gone > 3e3) & (gone < 2e4)))
    growing = run(grid(), detention=0.01)[0].detained
    assert bool(np.all(np.diff(growing, axis=1) > 0.0))


def test_a_war_without_states_or_numbers_detains_nobody(
    grid: Callable[..., Setting],
) -> None:
    none = replace(grid(), states=(), detained_low=0.0, detained_high=0.0)
    assert float(run(none)[0].detained.max()) == 0.0


@pytest.mark.parametrize(
    ("field", "value"), [("states", ("nobody",)), ("detained_low", 1e9)]
)
def test_a_setting_refuses_unknown_states_and_numbers_upside_down(
    grid: Callable[..., Setting], field: str, value: Any
) -> None:
    with pytest.raises(DossierError):
        replace(grid(), **{field: value})


def test_a_dossier_says_how_many_are_held_or_nobody_is() -> None:
    dossier = load("syria")
    assert setting_of(dossier).detained_high == 0.0
    assert setting_of(dossier).states == ("government",)
    said = Range(low=1e4, high=2e5, sources=("analyst",))
    told = dossier.model_copy(
        update={"war": dossier.war.model_copy(update={"detained": said})}
    )
    setting = setting_of(told)
    assert (setting.detained_low, setting.detained_high) == (1e4, 2e5)

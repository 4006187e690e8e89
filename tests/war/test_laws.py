"""Laws that hold whatever the parameters: each run on a small grid."""

import dataclasses
from collections.abc import Callable
from typing import Literal

import numpy as np
import pytest
from hypothesis import Phase, given, settings, strategies as st

from sinequanon.war import Losses, Path, Setting, Transfer, World, draw_theta, simulate
from sinequanon.war.climate import climate_of
from sinequanon.war.control import advantages_of
from sinequanon.war.luck import next_luck
from sinequanon.war.month import step
from sinequanon.war.movement import place_values
from sinequanon.war.plan import plan_of
from sinequanon.war.start import start_state
from sinequanon.war.terms import terms_of

START = 435
Maker = Callable[..., Setting]
Engine = Literal["compiled", "plain"]

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
BATTLE = Losses(
    month=435,
    place="P004",
    deaths=(("government", 120.0, 500.0), ("islamic_state", 200.0, 800.0)),
)
SERIES = [
    field.name
    for field in dataclasses.fields(Path)
    if field.name
    not in {
        *("actors", "dyads", "core_dyads", "watch", "runs", "months"),
        *("map_months", "control"),
    }
]
# Shrinking an array-heavy failure takes minutes and shows nothing that a seed does not.
LAWS = settings(
    max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate]
)
SEEDS = st.integers(min_value=0, max_value=2**31)


def run(
    setting: Setting,
    worlds: list[World],
    *,
    seed: int = 3,
    runs: int = 6,
    months: int = 12,
    engine: Engine = "compiled",
) -> tuple[Path, ...]:
    ids = np.arange(runs, dtype=np.uint32)
    theta = draw_theta(setting, seed=seed, draws=ids)
    return simulate(
        setting,
        theta,
        worlds=worlds,
        seed=seed,
        runs=ids,
        months=months,
        engine=engine,
        watch=("P004",),
    )


@LAWS
@given(seed=SEEDS)
def test_people_and_shares_are_conserved_each_month(grid: Maker, seed: int) -> None:
    setting = grid()
    plan = plan_of(setting)
    ids = np.arange(5, dtype=np.uint32)
    theta = draw_theta(setting, seed=seed, draws=ids)
    world: World = (BATTLE, TAKEN)
    luck = next_luck(None, plan, theta, seed=seed, runs=ids, month=START)
    terms = terms_of(plan, theta, world=(), seed=seed, month=START)
    climate = climate_of(plan, theta, luck, terms)
    state = start_state(plan, theta, terms, climate, seed=seed)
    values, advantages = place_values(plan, theta), advantages_of(plan, theta)
    np.testing.assert_allclose(
        state.fighters.sum(axis=1), theta.strength, rtol=1e-9, atol=1e-6
    )

    def everyone() -> np.ndarray:
        return (
            state.residents.sum(axis=0)
            + state.inside.sum(axis=0)
            + state.abroad
            + state.detained
            + state.fighters.sum(axis=(0, 1))
            + state.dead
            + state.left
            - state.came
        )

    whole = everyone()
    for month in range(START, START + 10):
        if month > START:
            luck = next_luck(luck, plan, theta, seed=seed, runs=ids, month=month)
        begun = tuple(item for item in world if item.month <= month)
        had = state.fighters.sum(axis=1)
        state, happened = step(
            state,
            plan,
            theta,
            luck,
            terms_of(plan, theta, world=begun, seed=seed, month=month),
            world=begun,
            values=values,
            advantages=advantages,
            seed=seed,
        )
        np.testing.assert_allclose(everyone(), whole, rtol=1e-9)
        # Fighters go over to allies, so the heads of a side are what adds up.
        due = had + happened.joined - happened.exits - happened.killed
        for side in set(plan.side):
            own = [i for i, other in enumerate(plan.side) if other == side]
            np.testing.assert_allclose(
                state.fighters[own].sum(axis=(0, 1)),
                due[own].sum(axis=0),
                rtol=1e-9,
                atol=1e-6,
            )
        np.testing.assert_allclose(state.control.sum(axis=0), 1.0, atol=1e-9)
        for held in (
            state.fighters,
            state.control,
            state.residents,
            state.inside,
            state.abroad,
            happened.deaths,
            happened.killed,
            happened.collateral,
            happened.one_sided,
            happened.agreed,
            happened.detained,
            happened.back,
        ):
            assert float(held.min()) >= -1e-9
        assert float(state.control.max()) <= 1.0
        assert 0.0 <= float(state.calm.min()) <= float(state.calm.max()) <= 1.0


@pytest.mark.parametrize(("engine", "within"), [("plain", 1e-6), ("compiled", 2e-5)])
@LAWS
@given(seed=SEEDS, order=st.permutations(range(6)))
def test_renaming_actors_and_places_changes_nothing(
    grid: Maker, engine: Engine, within: float, seed: int, order: list[int]
) -> None:
    places = tuple(reversed(range(24)))
    plain = run(grid(), [(BATTLE, TAKEN)], seed=seed, runs=3, engine=engine)[0]
    other = run(
        grid(actor_order=tuple(order), place_order=places),
        [(BATTLE, TAKEN)],
        seed=seed,
        runs=3,
        engine=engine,
    )[0]
    np.testing.assert_allclose(other.deaths, plain.deaths, rtol=within, atol=within)
    np.testing.assert_allclose(other.log_power, plain.log_power, atol=within)
    for name in ("fighters", "people", "civilians", "supply", "places_held"):
        mine, theirs = getattr(plain, name), getattr(other, name)
        np.testing.assert_allclose(theirs, mine[:, order], rtol=within, atol=within)


@LAWS
@given(seed=SEEDS, cut=st.integers(min_value=1, max_value=6))
def test_any_batching_gives_the_same_bits(grid: Maker, seed: int, cut: int) -> None:
    setting = grid()
    worlds: list[World] = [(BATTLE, TAKEN), (BATTLE,)]
    ids = np.arange(7, dtype=np.uint32)

    def part(some: np.ndarray) -> tuple[Path, ...]:
        theta = draw_theta(setting, seed=seed, draws=some)
        return simulate(
            setting,
            theta,
            worlds=worlds,
            seed=seed,
            runs=some,
            months=8,
            watch=("P004",),
        )

    whole, first, second = part(ids), part(ids[:cut]), part(ids[cut:])
    for world in range(2):
        for name in SERIES:
            joined = np.concatenate(
                [getattr(first[world], name), getattr(second[world], name)]
            )
            assert np.array_equal(joined, getattr(whole[world], name)), name


def test_no_event_makes_a_difference_of_exactly_nothing(grid: Maker) -> None:
    with_it, without = run(grid(), [(BATTLE,), (BATTLE,)])
    for name in SERIES:
        difference = getattr(with_it, name) - getattr(without, name)
        assert float(np.abs(difference).max(initial=0.0)) == 0.0


def test_worlds_are_the_same_until_the_event_and_differ_after(grid: Maker) -> None:
    with_it, without = run(grid(), [(BATTLE, TAKEN), (BATTLE,)])
    assert np.array_equal(with_it.deaths[..., 0], without.deaths[..., 0])
    assert not np.array_equal(with_it.deaths[..., 1], without.deaths[..., 1])
    assert np.array_equal(
        without.people,
        run(grid(), [(BATTLE,)])[0].people,
    )


def test_without_enemies_nobody_dies_in_battle(grid: Maker) -> None:
    setting = grid(hostile=0.0)
    peace = run(setting, [()])[0]
    assert peace.deaths.size == 0
    np.testing.assert_allclose(peace.civilians, peace.one_sided)
    strength = draw_theta(setting, seed=3, draws=peace.runs).strength.T
    # Peace is a steady state: who leaves is replaced.
    np.testing.assert_allclose(peace.fighters[..., -1], strength, rtol=0.02)


def test_ten_years_stay_finite(grid: Maker) -> None:
    long = run(grid(), [(BATTLE, TAKEN)], months=120, runs=12)[0]
    for name in SERIES:
        assert bool(np.all(np.isfinite(getattr(long, name)))), name
    assert float((long.fighters[..., -1] / long.fighters[..., 0]).max()) < 5.0


@pytest.mark.parametrize("name", SERIES)
def test_every_summary_has_runs_first_and_months_last(grid: Maker, name: str) -> None:
    path = run(grid(), [()], runs=2, months=3)[0]
    assert getattr(path, name).shape[0] == 2
    assert getattr(path, name).shape[-1] == 3
    assert getattr(path, name).dtype == np.float64


def test_maps_are_kept_of_the_months_asked_for(grid: Maker) -> None:
    setting, ids = grid(), np.arange(4, dtype=np.uint32)
    theta = draw_theta(setting, seed=3, draws=ids)
    (path,) = simulate(
        setting,
        theta,
        worlds=[(BATTLE, TAKEN)],
        seed=3,
        runs=ids,
        months=6,
        watch=("P004",),
        map_months=(START, START + 3, START + 5),
    )
    assert path.map_months.tolist() == [START, START + 3, START + 5]
    assert path.control.shape == (4, 6, 24, 3)
    assert np.allclose(path.control.sum(axis=1), 1.0)
    place = setting.places.index("P004")
    assert np.array_equal(
        path.control[:, :, place], path.watched[:, 0][:, :, [0, 3, 5]]
    )
    (plain,) = run(setting, [(BATTLE, TAKEN)], seed=3, runs=4, months=6)
    assert plain.control.shape == (4, 6, 24, 0)
    assert np.array_equal(plain.people, path.people)

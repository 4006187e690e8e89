# pyright: basic
"""A small war in both engines at once, in a state that a test makes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest
from jaxtyping import Float
from numba import njit

from sinequanon.streams import uniforms
from sinequanon.war import Setting, Theta, World, draw_theta
from sinequanon.war.climate import Climate, climate_of
from sinequanon.war.engine.block import Block, Blocks, empty_blocks, state_of, stored
from sinequanon.war.engine.draws import Draws, draws_of
from sinequanon.war.engine.ground import Ground, ground_of
from sinequanon.war.engine.schedule import dated_in, month_terms, terms_ahead
from sinequanon.war.engine.terms import Dated
from sinequanon.war.engine.work import work_of
from sinequanon.war.luck import Luck, next_luck
from sinequanon.war.movement import place_values
from sinequanon.war.plan import Plan, plan_of
from sinequanon.war.start import start_state
from sinequanon.war.state import State
from sinequanon.war.terms import Terms, terms_of

RUNS = 16
SEED = 11
RELATIVE = 2e-5
"""How far a mechanism in single precision may be from its twin."""
OF_LARGEST = 2e-7
"""The same as a share of the largest number beside it: a few of the last bits."""

Rows = Float[np.ndarray, "rows runs"]


@cache
def door_to(kernel: Callable[..., object]) -> Callable[..., object]:
    """The way from Python to a kernel that only kernels call."""

    @njit
    def door(*given):
        return kernel(*given)

    return door


@dataclass(frozen=True, kw_only=True)
class Both:
    """One month's start in both engines, on the same numbers and the same chance."""

    plan: Plan
    theta: Theta
    luck: Luck
    terms: Terms
    climate: Climate
    state: State
    world: World
    ground: Ground
    blocks: Blocks
    block: Block
    given: tuple[object, ...]
    """Draws, terms, dated things and memory, as kernels take them."""

    def work(self, name: str) -> Rows:
        """What a kernel left in memory, in double precision."""
        table = getattr(self.given[3], name).table
        return table[:, :RUNS].astype(np.float64)

    def by_place(self, name: str) -> Float[np.ndarray, "actors places runs"]:
        """The same for a table of places and actors."""
        rows = self.work(name).reshape(self.ground.places, self.ground.actors, RUNS)
        return rows.transpose(1, 0, 2)

    def agree(self, ours: np.ndarray, twin: np.ndarray) -> None:
        """Refuse numbers that are further apart than single precision explains."""
        assert ours.shape == twin.shape
        largest = float(np.abs(twin).max(initial=0.0))
        np.testing.assert_allclose(ours, twin, rtol=RELATIVE, atol=OF_LARGEST * largest)

    def agree_on(self, state: State, *names: str) -> None:
        """Refuse a state left by kernels that is not the twin's."""
        after = self.after()
        for name in names:
            self.agree(getattr(after, name), getattr(state, name))

    def after(self) -> State:
        """The state that kernels have left."""
        return state_of(self.blocks, self.ground, RUNS)

    def call(self, kernel: Callable[..., object], *args: object) -> object:
        """Call a kernel that Python has no door to."""
        return door_to(kernel)(*args)

    def sow(self, name: str, values: Float[np.ndarray, "*shape"]) -> None:
        """Put numbers where a kernel looks for them; actors stand before places."""
        if values.ndim == 3:
            values = values.transpose(1, 0, 2).reshape(-1, RUNS)
        where = self.given[3] if hasattr(self.given[3], name) else self.block
        getattr(where, name).table[:] = np.atleast_2d(values)


def some(seed: int, name: str, *shape: int) -> np.ndarray:
    """Numbers between 0 and 1, a fifth of them nought."""
    size = int(np.prod(shape[:-1]))
    ids, runs = np.arange(size, dtype=np.uint32), np.arange(shape[-1], dtype=np.uint32)
    drawn = uniforms(seed, f"tests/{name}", runs, first=ids)[:, :, 0].T
    return np.where(drawn < 0.2, 0.0, drawn).reshape(shape)


def wild(state: State, seed: int) -> State:
    """A state that no history need lead to: empty places, and an actor that is gone."""
    actors, places, runs = state.fighters.shape
    gone = seed % actors
    fighters = 1e4 * some(seed, "fighters", actors, places, runs) ** 4
    fighters[gone] = 0.0
    held = some(seed, "control", actors, places, runs) ** 3
    held[gone] = 0.0
    held[(gone + 1) % actors] += np.where(held.sum(axis=0) > 0.0, 0.0, 1.0)
    people = {
        name: 1e6 * some(seed, name, places, runs) ** 4
        for name in ("residents", "inside")
    }
    stocks = {
        name: 1e5 * some(seed, name, runs, 1)[:, 0]
        for name in ("abroad", "detained", "dead", "came", "left", "returned")
    }
    now = 1e6 * some(seed, "people", actors, runs)
    return replace(
        state,
        fighters=fighters,
        control=held / held.sum(axis=0),
        log_supply=some(seed, "supply", actors, runs) - 0.5,
        grievance=5.0 * some(seed, "grievance", actors, runs) ** 3,
        people_lagged=(now, 0.9 * now),
        calm=some(seed, "calm", places, runs),
        **people,
        **stocks,
    )


def cut_off(setting: Setting, place: int) -> Setting:
    """The setting with a place that has few people and no borders."""
    at = setting.indptr
    rows = [
        [
            link
            for link in range(int(at[p]), int(at[p + 1]))
            if p != place and int(setting.indices[link]) != place
        ]
        for p in range(len(setting.places))
    ]
    links = [link for row in rows for link in row]
    population = setting.population.copy()
    population[place] = 10.0
    return replace(
        setting,
        population=population,
        indptr=np.cumsum([0, *(len(row) for row in rows)]).astype(np.int64),
        indices=setting.indices[links],
        border_km=setting.border_km[links],
    )


def both_of(setting: Setting, *, seed: int = 0, world: World = ()) -> Both:
    """A month's start in both engines; seed 0 is the war's own, others are wild."""
    plan, ids = plan_of(setting), np.arange(RUNS, dtype=np.uint32)
    first = setting.start_month
    theta = draw_theta(setting, seed=SEED + seed, draws=ids)
    luck = next_luck(None, plan, theta, seed=SEED, runs=ids, month=first)
    terms = terms_of(plan, theta, world=world, seed=SEED, month=first)
    climate = climate_of(plan, theta, luck, terms)
    state = start_state(plan, theta, terms, climate, seed=SEED)
    if seed:
        state = wild(state, seed)
    ground = ground_of(plan, seed=SEED, watch=(setting.places[4],))
    bank = empty_blocks(ground, RUNS)
    for name in ("dyad", "effort", "campaign", "front"):
        bank.put(f"{name}_luck", getattr(luck, name))
    blocks = stored(state, ground, bank)
    draws = draws_of(plan, theta, runs=ids, values=place_values(plan, theta))
    about = {"world": world, "seed": SEED, "begin": first, "end": first + 1}
    terms_bank, backed = terms_ahead(plan, theta, **about)
    lanes, plain = dated_in(plan, theta, blocks, **about)
    return Both(
        plan=plan,
        theta=theta,
        luck=luck,
        terms=terms,
        climate=climate,
        state=state_of(blocks, ground, RUNS),
        world=world,
        ground=ground,
        blocks=blocks,
        block=blocks.bank.block(Block, 0),
        given=(
            draws.block(Draws, 0),
            month_terms(terms_bank, backed, 0),
            Dated(**plain, **{name: lanes.rows(name, 0) for name in lanes.tables}),
            work_of(ground),
        ),
    )


@pytest.fixture(scope="session")
def both(grid: Callable[..., Setting]) -> Callable[..., Both]:
    """The maker of a month's start: `grid`, or `cut off` with a place by itself."""
    wars = {"grid": grid(), "cut off": cut_off(grid(), 9)}

    def make(war: str = "grid", seed: int = 0, world: World = ()) -> Both:
        return both_of(wars[war], seed=seed, world=world)

    return make

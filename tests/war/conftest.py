"""A small war on a grid, made up for the tests of this room."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from sinequanon.war import Assault, Backing, Setting, Theta, Truce, draw_theta
from sinequanon.war.climate import Climate, climate_of
from sinequanon.war.luck import Luck, next_luck
from sinequanon.war.plan import Plan, plan_of
from sinequanon.war.start import start_state
from sinequanon.war.state import State
from sinequanon.war.terms import Terms, terms_of

ACTORS = ("government", "allied", "opposition", "nusra", "islamic_state", "sdf")
SIDES = (
    "government",
    "government",
    "insurgents",
    "insurgents",
    "islamic_state",
    "sdf",
)
BACKERS = (
    Backing(
        key="patron",
        actor="government",
        against=tuple((name, 1.35, 1.65) for name in ACTORS[1:]),
    ),
    Backing(key="coalition", actor="sdf", against=(("islamic_state", 2.7, 3.3),)),
    Backing(
        key="newcomer",
        actor="islamic_state",
        against=(("government", 1.2, 2.4),),
        present=False,
    ),
)
START = 435


def grid(
    rows: int = 4,
    columns: int = 6,
    *,
    actor_order: tuple[int, ...] = (0, 1, 2, 3, 4, 5),
    place_order: tuple[int, ...] | None = None,
    hostile: float = 1.0,
    assault: bool = True,
) -> Setting:
    """A grid of places in four bands of holders; orders relabel actors and places."""
    places = rows * columns
    order = place_order or tuple(range(places))
    names = tuple(f"P{p:03d}" for p in range(places))
    holder = np.array([[0, 0, 2, 3, 4, 5][p % columns % 6] for p in range(places)])
    control = np.zeros((6, places))
    control[holder, np.arange(places)] = 1.0
    control[:, 2] = [0.5, 0.0, 0.5, 0.0, 0.0, 0.0]
    adjacency = np.zeros((places, places))
    for p in range(places):
        row, column = divmod(p, columns)
        if column + 1 < columns:
            adjacency[p, p + 1] = adjacency[p + 1, p] = 10.0 + column
        if row + 1 < rows:
            adjacency[p, p + columns] = adjacency[p + columns, p] = 8.0 + row
    people = np.array([1e5 * (1 + p % 5) for p in range(places)])
    area = np.array([200.0 * (1 + p % 7) for p in range(places)])
    side = np.array([0, 0, 1, 1, 2, 3])
    hostility = np.where(side[:, None] != side[None, :], hostile, 0.0)
    hostility[np.ix_([0, 1], [5])] *= 0.005
    hostility[np.ix_([5], [0, 1])] *= 0.005
    low = np.array([1.0e5, 1.2e4, 5.5e4, 6.0e3, 1.0e4, 2.8e4])
    high = np.array([2.2e5, 5.0e4, 1.15e5, 1.4e4, 3.5e4, 7.0e4])
    a, p = np.array(actor_order), np.array(order)
    who, where = list(actor_order), list(order)
    moved = adjacency[np.ix_(p, p)]
    indptr = np.concatenate([[0], np.cumsum((moved > 0).sum(axis=1))])
    rows_, columns_ = np.nonzero(moved)
    pair = np.ix_(a, a)
    return Setting(
        actors=tuple(ACTORS[i] for i in who),
        sides=tuple(SIDES[i] for i in who),
        places=tuple(names[i] for i in where),
        core_a=tuple(int(np.nonzero(a == i)[0][0]) for i in (0, 1)),
        core_b=tuple(int(np.nonzero(a == i)[0][0]) for i in (2, 3)),
        population=people[p],
        area=area[p],
        indptr=indptr.astype(np.int64),
        indices=columns_.astype(np.int64),
        border_km=moved[rows_, columns_],
        control0=control[np.ix_(a, p)],
        strength_low=low[a],
        strength_high=high[a],
        quality_low=np.full(6, 0.7),
        quality_high=np.full(6, 1.4),
        hostility_low=(hostility * 0.7)[pair],
        hostility_high=hostility[pair],
        selectivity_low=np.full((6, 6), 0.5),
        selectivity_high=np.full((6, 6), 1.0),
        backers=BACKERS,
        alliance=(side[:, None] == side[None, :])[pair],
        backed=np.array([True, True, True, True, False, True])[a],
        start_month=START,
        value_extra=np.zeros(places),
        states=("government",),
        detained_low=2e4,
        detained_high=8e4,
        regions=tuple(f"R{p % columns // 2}" for p in where),
        truces=(
            Truce(
                month=434,
                a="government",
                b="opposition",
                factor_low=0.3,
                factor_high=0.7,
                half_life_low=1.0,
                half_life_high=6.0,
            ),
        ),
        assault=Assault(
            actor="government", place="P004", low=3000.0, high=6000.0, until=436
        )
        if assault
        else None,
    )


@pytest.fixture(scope="session", name="grid")
def grid_maker() -> Callable[..., Setting]:
    """The maker of small wars."""
    return grid


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A small war in its first month, mechanism by mechanism."""

    plan: Plan
    theta: Theta
    luck: Luck
    terms: Terms
    climate: Climate
    state: State


@pytest.fixture(scope="session")
def opening() -> Opening:
    """The grid war at its start, five runs."""
    setting = grid()
    plan = plan_of(setting)
    runs = np.arange(5, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=runs)
    luck = next_luck(None, plan, theta, seed=7, runs=runs, month=START)
    terms = terms_of(plan, theta, world=(), seed=7, month=START)
    climate = climate_of(plan, theta, luck, terms)
    return Opening(
        plan=plan,
        theta=theta,
        luck=luck,
        terms=terms,
        climate=climate,
        state=start_state(plan, theta, terms, climate, seed=7),
    )

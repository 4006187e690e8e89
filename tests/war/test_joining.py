"""Releases, arrivals, splits and mergers, exactly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import Phase, given, settings, strategies as st

from sinequanon.war import (
    Arrives,
    Intervention,
    Leaves,
    Passes,
    Release,
    Setting,
    Stance,
    SupplyCut,
    Transfer,
    World,
    draw_theta,
    simulate,
)
from sinequanon.war.dated import acted
from sinequanon.war.plan import plan_of
from sinequanon.war.state import State
from sinequanon.war.worlds import begun

START = 435
GOVERNMENT, ALLIED, OPPOSITION, NUSRA, GROUP, SDF = range(6)
FREED = Release(
    month=436,
    heads_low=1000.0,
    heads_high=1000.0,
    joins=(("nusra", 0.3, 0.3), ("opposition", 0.1, 0.1)),
)
CAME = Arrives(month=436, actor="allied", heads_low=2000.0, heads_high=2000.0)
SPLIT = Passes(
    month=436, actor="nusra", to="islamic_state", share_low=0.4, share_high=0.4
)
MERGED = replace(SPLIT, to="opposition", share_low=1.0, share_high=1.0)
LAWS = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


def after(o: Any, *items: Intervention, state: State | None = None) -> State:
    begun = replace(state or o.state, month=436)
    return acted(begun, o.plan, o.theta, world=items, seed=7)


def everyone(state: State) -> np.ndarray:
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


def heads(state: State) -> np.ndarray:
    return state.fighters.sum(axis=1)


def test_who_is_released_joins_by_shares_and_the_rest_go_home(opening: Any) -> None:
    o = opening
    held = replace(o.state, detained=np.full(5, 5000.0))
    state = after(o, FREED, state=held)
    np.testing.assert_allclose(state.detained, 4000.0)
    gained = heads(state) - heads(held)
    np.testing.assert_allclose(gained[NUSRA], 300.0, rtol=1e-9)
    np.testing.assert_allclose(gained[OPPOSITION], 100.0, rtol=1e-9)
    assert float(np.abs(np.delete(gained, [NUSRA, OPPOSITION], axis=0)).max()) == 0.0
    home = state.residents.sum(axis=0) - held.residents.sum(axis=0)
    np.testing.assert_allclose(home, 600.0, rtol=1e-6)
    np.testing.assert_allclose(
        state.fighters_start - held.fighters_start, gained, atol=1e-6
    )


def test_where_nobody_is_detained_those_released_are_residents(opening: Any) -> None:
    o = opening
    free = replace(o.state, detained=np.zeros(5))
    state = after(o, FREED, state=free)
    assert bool(np.all(state.detained == 0.0))
    gone = o.state.residents.sum(axis=0) - state.residents.sum(axis=0)
    np.testing.assert_allclose(gone, 400.0, rtol=1e-6)


def test_who_joins_an_actor_without_ground_hides_where_people_live(
    opening: Any,
) -> None:
    o = opening
    control = o.state.control.copy()
    control[GROUP] += control[NUSRA] + control[OPPOSITION]
    control[[NUSRA, OPPOSITION]] = 0.0
    landless = replace(o.state, control=control)
    gained = after(o, FREED, state=landless).fighters - landless.fighters
    np.testing.assert_allclose(gained[NUSRA].sum(axis=0), 300.0, rtol=1e-9)
    people = o.state.residents / o.state.residents.sum(axis=0)
    np.testing.assert_allclose(gained[NUSRA], 300.0 * people, rtol=1e-6)


def test_ground_passes_before_fighters_come_in_the_same_month(opening: Any) -> None:
    o = opening
    taken = Transfer(
        month=436,
        place="P004",
        taken_from="islamic_state",
        to="opposition",
        garrison_low=0.0,
        garrison_high=0.0,
        months_low=0.0,
        months_high=0.0,
    )
    came = replace(CAME, actor="opposition")
    assert begun((came, taken), 436) == (taken, came)
    held = o.state.control[OPPOSITION, 4]
    assert float(held.max()) == 0.0
    state = after(o, *begun((came, taken), 436))
    assert float(state.fighters[OPPOSITION, 4].min()) > 0.0


def test_who_arrives_comes_over_the_border(opening: Any) -> None:
    o = opening
    state = after(o, CAME)
    gained = heads(state) - heads(o.state)
    np.testing.assert_allclose(gained[ALLIED], 2000.0, rtol=1e-9)
    np.testing.assert_allclose(state.came - o.state.came, 2000.0, rtol=1e-9)
    np.testing.assert_array_equal(state.residents, o.state.residents)


def test_a_split_takes_fighters_ground_and_what_they_were_at_the_start(
    opening: Any,
) -> None:
    o = opening
    state = after(o, SPLIT)
    for name in ("fighters", "control", "fighters_start", "people_start"):
        before, now = getattr(o.state, name), getattr(state, name)
        np.testing.assert_allclose(now[NUSRA], 0.6 * before[NUSRA], rtol=1e-9)
        np.testing.assert_allclose(
            now[GROUP], before[GROUP] + 0.4 * before[NUSRA], rtol=1e-9
        )
    np.testing.assert_allclose(state.control.sum(axis=0), 1.0, atol=1e-12)


def test_a_merger_takes_all_and_leaves_nothing_broken(opening: Any) -> None:
    o = opening
    state = after(o, MERGED)
    assert bool(np.all(state.fighters[NUSRA] == 0.0))
    assert bool(np.all(state.control[NUSRA] == 0.0))
    np.testing.assert_allclose(
        heads(state)[OPPOSITION],
        heads(o.state)[NUSRA] + heads(o.state)[OPPOSITION],
        rtol=1e-12,
    )


def test_supply_is_mixed_by_heads(opening: Any) -> None:
    o = opening
    supply = np.zeros((6, 5))
    supply[NUSRA] = 1.0
    fed = replace(o.state, log_supply=supply)
    state = after(o, MERGED, state=fed)
    ours, theirs = heads(o.state)[NUSRA], heads(o.state)[OPPOSITION]
    np.testing.assert_allclose(
        state.log_supply[OPPOSITION], ours / (ours + theirs), rtol=1e-9
    )


def test_garrisons_pass_with_their_shares(opening: Any) -> None:
    o = opening
    passing = Passes(
        month=436, actor="government", to="sdf", share_low=0.5, share_high=0.5
    )
    # Still bound in the month in which they pass.
    bound = tuple(replace(g, until=g.until + 9.0) for g in o.state.garrisons)
    state = after(o, passing, state=replace(o.state, garrisons=bound))
    before = np.sum([g.heads for g in bound], axis=0)
    for actor in (GOVERNMENT, SDF):
        heads = np.sum([g.heads for g in state.garrisons if g.actor == actor], axis=0)
        np.testing.assert_allclose(heads, 0.5 * before, rtol=1e-9)


def dormant(grid: Callable[..., Setting]) -> Setting:
    """The grid war in which Nusra has not yet come into being."""
    setting = grid()
    low, high = setting.strength_low.copy(), setting.strength_high.copy()
    low[NUSRA] = high[NUSRA] = 0.0
    control = setting.control0.copy()
    control[OPPOSITION] += control[NUSRA]
    control[NUSRA] = 0.0
    return replace(
        setting,
        strength_low=low,
        strength_high=high,
        control0=control,
        dormant=("nusra",),
    )


def test_who_is_not_there_yet_comes_into_being_by_a_split(
    grid: Callable[..., Setting],
) -> None:
    setting = dormant(grid)
    plan = plan_of(setting)
    assert plan.holder[NUSRA] == NUSRA
    assert not plan.from_abroad[NUSRA]
    runs = np.arange(3, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=runs)
    born = Passes(
        month=437, actor="opposition", to="nusra", share_low=0.2, share_high=0.2
    )
    (path,) = simulate(setting, theta, worlds=((born,),), seed=7, runs=runs, months=12)
    assert bool(np.all(path.fighters[:, NUSRA, :2] == 0.0))
    assert bool(np.all(path.people[:, NUSRA, :2] == 0.0))
    assert bool(np.all(path.fighters[:, NUSRA, 2:] > 100.0))
    assert bool(np.all(path.people[:, NUSRA, 2] > 0.0))


ITEMS: World = (
    FREED,
    CAME,
    SPLIT,
    replace(MERGED, month=438),
    Leaves(month=437, backer="patron"),
    Stance(
        month=437,
        a="government",
        b="islamic_state",
        intensity_low=0.5,
        intensity_high=2.0,
    ),
    SupplyCut(
        month=436,
        actor="opposition",
        factor_low=0.2,
        factor_high=0.6,
        months_low=2.0,
        months_high=9.0,
    ),
)


@LAWS
@given(seed=st.integers(min_value=0, max_value=2**31))
def test_interventions_keep_every_head(opening: Any, seed: int) -> None:
    o = opening
    held = replace(o.state, month=436, detained=np.full(5, 700.0))
    for item in ITEMS[:3]:
        state = acted(held, o.plan, o.theta, world=(item,), seed=seed)
        np.testing.assert_allclose(everyone(state), everyone(held), rtol=1e-12)
        np.testing.assert_allclose(state.control.sum(axis=0), 1.0, atol=1e-12)
        assert float(state.fighters.min()) >= 0.0
        assert float(state.residents.min()) >= 0.0
        assert float(state.detained.min()) >= 0.0


def run(
    setting: Setting, *worlds: World, engine: Literal["compiled", "plain"] = "compiled"
) -> list[Any]:
    runs = np.arange(4, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=runs)
    return list(
        simulate(
            setting, theta, worlds=worlds, seed=7, runs=runs, months=6, engine=engine
        )
    )


def test_the_order_in_which_interventions_are_told_changes_nothing(
    grid: Callable[..., Setting],
) -> None:
    one, other = run(grid(), ITEMS, ITEMS[::-1])
    np.testing.assert_array_equal(one.log_power, other.log_power)
    np.testing.assert_array_equal(one.fighters, other.fighters)


@pytest.mark.parametrize(("engine", "within"), [("plain", 1e-7), ("compiled", 2e-5)])
def test_relabelling_actors_changes_nothing(
    grid: Callable[..., Setting],
    engine: Literal["compiled", "plain"],
    within: float,
) -> None:
    order = (3, 1, 5, 0, 4, 2)
    (plain,) = run(grid(), ITEMS, engine=engine)
    (turned,) = run(grid(actor_order=order), ITEMS, engine=engine)
    for name in ("fighters", "people"):
        mine = getattr(plain, name)[:, list(order)]
        np.testing.assert_allclose(
            getattr(turned, name), mine, rtol=within, atol=10.0 * within
        )
    np.testing.assert_allclose(turned.log_power, plain.log_power, atol=within)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_an_intervention_in_both_worlds_makes_no_difference(
    grid: Callable[..., Setting], item: Intervention
) -> None:
    one, other = run(grid(), (item,), (item,))
    assert float(np.abs(one.log_power - other.log_power).max()) == 0.0


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_an_intervention_tells_in_its_own_month(
    grid: Callable[..., Setting], item: Intervention
) -> None:
    plain, other = run(grid(), (), (item,))
    first = item.month - START
    np.testing.assert_array_equal(
        plain.fighters[:, :, :first], other.fighters[:, :, :first]
    )
    later = np.s_[:, :, first:]
    assert not np.array_equal(plain.fighters[later], other.fighters[later])


def test_what_comes_later_has_the_size_that_it_would_have_had(opening: Any) -> None:
    freed = replace(FREED, heads_low=500.0, heads_high=2500.0)
    came = replace(CAME, heads_low=300.0, heads_high=3000.0)
    split = replace(SPLIT, share_low=0.1, share_high=0.6)

    def fighters(item: Intervention) -> np.ndarray:
        state = replace(opening.state, month=item.month)
        acts = (opening.plan, opening.theta)
        return acted(state, *acts, world=(item,), seed=7).fighters

    for item in (freed, came, split):
        later = replace(item, month=440)
        kept = replace(later, drawn_as=item.month)
        assert np.array_equal(fighters(item), fighters(kept))
        assert not np.array_equal(fighters(item), fighters(later))

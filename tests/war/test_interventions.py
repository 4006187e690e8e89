"""What each intervention does to the state, exactly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.errors import QuestionError
from sinequanon.war import (
    Failed,
    Losses,
    Pin,
    Redeploy,
    Setting,
    Transfer,
    Truce,
    Undo,
    World,
    draw_theta,
    simulate,
)
from sinequanon.war.dated import acted, battle_losses
from sinequanon.war.movement import side_control
from sinequanon.war.start import staging
from sinequanon.war.terms import truce_factor
from sinequanon.war.worlds import begun, fought

TAKEN = Transfer(
    month=436,
    place="P004",
    taken_from="islamic_state",
    to="government",
    garrison_low=1000.0,
    garrison_high=1000.0,
    months_low=6.0,
    months_high=6.0,
)
BATTLE = Losses(
    month=435, place="P004", deaths=(("government", 100.0, 100.0),
                                     ("islamic_state", 300.0, 300.0)),
)  # fmt: skip


def at(o: Any, world: World, month: int) -> Any:
    """The opening state after a world's interventions of a month."""
    state = replace(o.state, month=month)
    return acted(state, o.plan, o.theta, world=world, seed=7)


def test_a_transfer_moves_control_and_conserves_heads(opening: Any) -> None:
    o = opening
    after = at(o, (TAKEN,), 436)
    assert after.control[:, 4, 0].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    np.testing.assert_allclose(
        after.fighters.sum(axis=1), o.state.fighters.sum(axis=1), rtol=1e-12
    )
    assert float(np.abs(after.fighters[4, 4]).max()) < 1e-9
    others = [p for p in range(24) if p != 4]
    np.testing.assert_array_equal(after.control[:, others], o.state.control[:, others])


def test_the_garrison_is_there_bound_and_released_in_time(opening: Any) -> None:
    o = opening
    after = at(o, (TAKEN,), 436)
    (garrison,) = after.garrisons
    np.testing.assert_allclose(garrison.heads, 1000.0)
    np.testing.assert_allclose(garrison.until, 442.0)
    assert bool(np.all(after.fighters[0, 4] >= 1000.0 - 1e-6))
    assert at(replace(o, state=after), (), 441).garrisons
    assert not at(replace(o, state=after), (), 442).garrisons


def test_a_share_of_the_losers_there_can_be_lost(opening: Any) -> None:
    o = opening
    there = o.state.fighters[4, 4]
    after = at(o, (replace(TAKEN, lost_share=0.5),), 436)
    lost = o.state.fighters[4].sum(axis=0) - after.fighters[4].sum(axis=0)
    np.testing.assert_allclose(lost, 0.5 * there)
    np.testing.assert_allclose(after.dead, 0.5 * there)


def test_a_battles_dead_are_the_dossiers(opening: Any) -> None:
    o = opening
    fighters, deaths = battle_losses(o.state, o.plan, o.theta, world=(BATTLE,), seed=7)
    dyad = o.plan.dyads.index("government-islamic_state")
    np.testing.assert_allclose(deaths[dyad], 400.0)
    assert float(np.delete(deaths, dyad, axis=0).max()) == 0.0
    lost = (o.state.fighters - fighters).sum(axis=1)
    np.testing.assert_allclose(lost[0], 100.0, rtol=1e-9)
    np.testing.assert_allclose(lost[4], 300.0, rtol=1e-9)


def test_a_redeployed_force_serves_elsewhere_and_its_battle_is_not_fought(
    opening: Any,
) -> None:
    o = opening
    away: World = (BATTLE, Redeploy(month=435, place="P004"))
    assert fought(away) == (Redeploy(month=435, place="P004"),)
    after = at(o, away, 435)
    assert o.state.garrisons
    assert not after.garrisons
    np.testing.assert_allclose(
        after.fighters.sum(axis=1), o.state.fighters.sum(axis=1), rtol=1e-9
    )
    posts = [garrison.place for garrison in o.state.garrisons]
    assert bool(np.all(after.fighters[0, posts] < o.state.fighters[0, posts]))


def test_a_failed_assault_leaves_the_place_and_withdraws(opening: Any) -> None:
    o = opening
    failed: World = (Failed(month=436, place="P004", holder="islamic_state"),)
    after = at(o, failed, 436)
    assert after.control[4, 4].tolist() == [1.0] * 5
    assert not after.garrisons
    np.testing.assert_allclose(
        after.fighters.sum(axis=1), o.state.fighters.sum(axis=1), rtol=1e-9
    )


def test_undone_places_go_back(opening: Any) -> None:
    o = opening
    after = at(o, (Undo(month=436, places=("P000", "P001"), to="opposition"),), 436)
    np.testing.assert_array_equal(after.control[2, :2], 1.0)
    assert float(after.fighters[:2, :2].max()) < 1e-9


def test_truces_come_back_by_half_lives(opening: Any) -> None:
    truce = Truce(
        month=436,
        a="government",
        b="opposition",
        factor_low=0.4,
        factor_high=0.4,
        half_life_low=3.0,
        half_life_high=3.0,
    )
    draws = opening.theta.draws
    at_month = [
        float(truce_factor(truce, seed=1, draws=draws, month=m)[0])
        for m in (435, 436, 439, 442)
    ]
    assert at_month == pytest.approx([1.0, 0.4, 0.7, 0.85])


def test_worlds_differ_only_by_what_has_begun() -> None:
    world: World = (TAKEN, BATTLE)
    assert begun(world, 435) == begun((BATTLE,), 435) == (BATTLE,)
    assert begun(world, 436) == (BATTLE, TAKEN)


def test_a_pinned_place_has_one_holder_to_the_end(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    runs = np.arange(3, dtype=np.uint32)
    pin = Pin(month=436, place="P004", holder="islamic_state")
    pinned, redeployed, truce = simulate(
        setting,
        draw_theta(setting, seed=1, draws=runs),
        worlds=[
            (pin,),
            (Redeploy(month=435, place="P004"),),
            (
                Truce(
                    month=436,
                    a="government",
                    b="opposition",
                    factor_low=0.01,
                    factor_high=0.01,
                    half_life_low=500.0,
                    half_life_high=500.0,
                ),
            ),
        ],
        seed=1,
        runs=runs,
        months=18,
        watch=("P004",),
    )
    group = setting.actors.index("islamic_state")
    assert bool(np.all(pinned.watched[:, 0, group, 1:] == 1.0))
    assert not np.array_equal(redeployed.fighters[..., 0], pinned.fighters[..., 0])
    core = pinned.dyads.index("government-insurgents")
    calm = truce.deaths[:, core, 1:].sum() / pinned.deaths[:, core, 1:].sum()
    assert calm < 0.8


def test_what_cannot_be_run_is_refused_at_once(grid: Callable[..., Setting]) -> None:
    setting = grid()
    runs = np.arange(3, dtype=np.uint32)
    world: World = (
        replace(TAKEN, place="nowhere", to="nobody"),
        Pin(month=400, place="P004", holder="sdf"),
    )
    with pytest.raises(QuestionError) as caught:
        simulate(
            setting,
            draw_theta(setting, seed=1, draws=runs[:2]),
            worlds=[world],
            seed=1,
            runs=runs,
            months=0,
            watch=("P999",),
        )
    told = str(caught.value)
    for word in ("nowhere", "nobody", "P999", "2 draws", "0 months", "month 400"):
        assert word in told


def test_an_assault_is_drawn_up_in_the_nearest_ring_that_its_side_holds(
    opening: Any,
) -> None:
    o = opening
    held = side_control(o.plan, o.state.control, o.plan.side[0])
    posts = staging(o.plan, held, 4)
    # Columns 0 and 1 are the government's, 2 is shared in row 0: two steps from P004.
    assert posts == [(2, 1.0)]
    assert sum(share for _, share in posts) == pytest.approx(1.0)
    assert staging(o.plan, np.zeros_like(held), 4) == []
    bound_heads = sum(garrison.heads for garrison in o.state.garrisons)
    assert bool(np.all(bound_heads >= 1000.0))


def test_who_has_lost_all_land_stays_where_it_is(opening: Any) -> None:
    o = opening
    everything = np.zeros_like(o.state.control)
    everything[0] = 1.0
    lost = replace(o, state=replace(o.state, control=everything))
    after = at(lost, (TAKEN,), 436)
    np.testing.assert_allclose(after.fighters[4, 4], o.state.fighters[4, 4])

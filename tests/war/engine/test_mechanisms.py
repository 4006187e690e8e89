# pyright: basic
"""Each mechanism beside its twin, on the same state and the same chance.

States are the war's own start (seed 0) and made ones, with empty places, an actor that
is gone and, in one war, a place without borders.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings, strategies as st

from sinequanon.war import Losses, Pin
from sinequanon.war.alignment import realigned
from sinequanon.war.backing import backed
from sinequanon.war.civilians import (
    collateral,
    grieved,
    one_sided,
    removed,
    touched,
)
from sinequanon.war.control import advantages_of, passed
from sinequanon.war.dated import acted, battle_losses
from sinequanon.war.detention import arrested
from sinequanon.war.displacement import displaced
from sinequanon.war.engine import (
    alignment,
    backing,
    civilians,
    climate,
    dated,
    detention,
    displacement,
    local,
    luck,
    month,
    movement,
    recruitment,
)
from sinequanon.war.engine.fighting import fallen
from sinequanon.war.fighting import fought, fronts_of, powers
from sinequanon.war.graph import totals
from sinequanon.war.local import agreed, calmed, quiet, sieges_of
from sinequanon.war.luck import next_luck
from sinequanon.war.month import step
from sinequanon.war.movement import attraction, heads_in_reach, moved, place_values
from sinequanon.war.recruitment import people_under, recruited
from sinequanon.war.state import bound, people

Maker = Callable[..., Any]

STATES = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
SEEDS = given(seed=st.integers(min_value=1, max_value=10_000))
EACH_WAR = pytest.mark.parametrize("war", ["grid", "cut off"])


def mechanism(test: Callable[..., None]) -> Callable[..., None]:
    """A test on the own start and on made states, in both wars."""
    return EACH_WAR(STATES(SEEDS(example(seed=0)(test))))


def weather(now: Any) -> None:
    draws, terms, _, work = now.given
    now.call(climate.weather, now.ground, draws, terms, now.block, work, 0)


def heads_of(now: Any) -> np.ndarray:
    return heads_in_reach(now.plan, now.state.fighters, now.theta["reach"])


@mechanism
def test_climate(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    weather(now)
    pairs = now.plan.pairs
    effort, hot = now.climate.effort, now.terms.hostility
    turn = np.array(
        [hot[p] * effort[p] for q in pairs for p in ((q.i, q.j), (q.j, q.i))]
    )
    heat = np.array(
        [
            hot[p.i, p.j]
            * now.climate.heat[p.dyad]
            * np.sqrt(effort[p.i, p.j] * effort[p.j, p.i])
            for p in pairs
        ]
    )
    now.agree(now.work("turn"), turn)
    now.agree(now.work("heat"), heat)
    now.agree(now.work("front"), now.climate.front)


def test_luck_goes_on(both: Maker) -> None:
    now, series = both(), None
    first, draws = now.ground.start, now.given[0]
    for when in range(first, first + 4):
        series = next_luck(
            series, now.plan, now.theta, seed=11, runs=now.theta.draws, month=when
        )
        now.call(luck.next_luck, now.ground, draws, now.block, when)
        for name in ("dyad", "effort", "campaign", "front"):
            ours = getattr(now.block, f"{name}_luck").table
            np.testing.assert_allclose(ours, getattr(series, name), atol=3e-6)


@mechanism
def test_recruitment_and_backing(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    draws, terms, _, work = now.given
    under = people_under(now.state, now.plan)
    now.call(recruitment.mustered, now.ground, now.block, work)
    now.agree(now.work("people"), under)
    args = (now.ground, draws, terms, now.block, work, 0, now.blocks.lags)
    now.call(backing.backed, *args)
    supply = backed(now.state, now.plan, now.theta, now.terms, under)
    state = replace(now.state, log_supply=supply)
    now.agree_on(state, "log_supply")
    now.call(recruitment.recruited, now.ground, draws, now.block, work)
    after = recruited(state, now.plan, now.theta, under)
    now.agree(now.work("exits"), after.exits)
    now.agree_on(replace(state, fighters=after.fighters), "fighters")
    now.agree_on(replace(state, residents=after.residents), "residents")
    for name in ("came", "left", "returned"):
        then = getattr(state, name) + getattr(after, name)
        now.agree(getattr(now.after(), name), then)


@mechanism
def test_movement(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    draws, _, bound_heads, work = now.given
    weather(now)
    now.call(movement.heads_in_reach, now.ground, draws, now.block, work)
    heads = heads_of(now)
    now.agree(now.by_place("heads"), heads)
    weight = attraction(
        now.plan,
        now.theta,
        now.terms,
        now.climate,
        control=now.state.control,
        heads=heads,
        values=place_values(now.plan, now.theta),
        quiet=quiet(now.theta, now.state.calm),
    )
    now.call(movement.attraction, now.ground, draws, now.block, work)
    now.agree(now.by_place("weight"), weight)
    args = (now.ground, draws, bound_heads, now.block, work, now.state.month)
    now.call(movement.moved, *args)
    fighters = moved(
        now.plan,
        now.theta,
        fighters=now.state.fighters,
        weight=weight,
        bound=bound(now.state),
    )
    now.agree_on(replace(now.state, fighters=fighters), "fighters")


@mechanism
def test_fighting_and_control(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    draws, terms, held, work = now.given
    weather(now)
    now.call(movement.heads_in_reach, now.ground, draws, now.block, work)
    for name in ("deaths", "killed"):
        now.sow(name, np.zeros_like(now.work(name)))
    when = now.state.month
    args = (now.ground, draws, terms, held, now.block, work, when, 0)
    now.call(month.battles, *args)
    heads = heads_of(now)
    power = powers(
        now.plan,
        now.theta,
        heads=heads,
        log_supply=now.state.log_supply,
        luck=now.luck.power,
    )
    fronts = fronts_of(
        now.plan, now.terms, now.climate, power, quiet(now.theta, now.state.calm)
    )
    battle = fought(
        now.plan,
        now.theta,
        fighters=now.state.fighters,
        heads=heads,
        fronts=fronts,
        civilian_share=now.theta.civilian_share,
        deadliness=now.theta.deadliness,
    )
    now.agree(now.work("force"), totals(now.plan.graph, power))
    now.agree(now.work("deaths"), battle.deaths)
    now.agree(now.work("by_place"), battle.by_place)
    now.agree(now.work("civilians"), battle.civilians)
    frozen = {g.target for g in now.state.garrisons if g.place != g.target}
    control = passed(
        now.plan,
        now.theta,
        now.terms,
        control=now.state.control,
        fronts=fronts,
        advantages=advantages_of(now.plan, now.theta),
        frozen=frozenset(frozen),
    )
    now.agree_on(replace(now.state, control=control), "control")
    now.call(fallen, now.ground, draws, now.block, work)
    now.agree_on(replace(now.state, fighters=battle.fighters), "fighters")
    now.agree(now.work("killed"), battle.killed)

    now.call(local.agreed, now.ground, draws, held, now.block, work, 0)
    sieges = sieges_of(now.plan, control, fronts)
    after = agreed(
        now.plan,
        now.theta,
        control=control,
        fighters=battle.fighters,
        residents=now.state.residents,
        everyone=people(now.state),
        calm=now.state.calm,
        sieges=sieges,
        values=place_values(now.plan, now.theta),
        frozen=frozenset(frozen),
    )
    calm = calmed(
        now.plan,
        now.theta,
        calm=now.state.calm,
        control=after.control,
        sieges=sieges,
    )
    now.agree(now.work("agreed"), after.people)
    state = replace(
        now.state,
        control=after.control,
        fighters=after.fighters,
        residents=after.residents,
        calm=calm,
        left=now.state.left + after.left,
        returned=now.state.returned + after.returned,
    )
    names = ("control", "fighters", "residents", "calm", "left", "returned")
    now.agree_on(state, *names)


@mechanism
def test_alignment(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    draws, work = now.given[0], now.given[3]
    now.call(alignment.realigned, now.ground, draws, now.block, work)
    state = realigned(now.state, now.plan, now.theta)
    now.agree_on(state, "fighters", "control", "fighters_start", "people_start")
    for ours, twin in zip(now.after().people_lagged, state.people_lagged, strict=True):
        now.agree(ours, twin)


@mechanism
def test_civilians_and_displacement(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    draws, terms, _, work = now.given
    plan, theta, state = now.plan, now.theta, now.state
    everyone, under = people(state), people_under(state, plan)
    by_place = np.ascontiguousarray(50.0 * np.abs(now.luck.front))
    force = 1e4 * np.abs(now.luck.power).sum(axis=1)
    deaths = 100.0 * np.abs(now.luck.dyad)
    for name, values in (
        ("by_place", by_place),
        ("civilians", 0.25 * by_place),
        ("force", force),
        ("deaths", deaths),
    ):
        now.sow(name, values)
    now.call(recruitment.mustered, now.ground, now.block, work)
    now.call(movement.heads_in_reach, now.ground, draws, now.block, work)
    heads = heads_of(now)
    now.call(civilians.victims, now.ground, draws, now.block, work)
    scope = touched(by_place, everyone)
    outside = one_sided(
        plan,
        theta,
        control=state.control,
        heads=heads,
        everyone=everyone,
        scope=scope,
    )
    killed = 0.25 * by_place + outside.sum(axis=0)
    residents, inside = removed(state.residents, state.inside, killed)
    murdered = totals(plan.graph, outside)
    now.agree(now.work("scope"), scope)
    now.agree(now.work("murdered"), murdered)
    now.agree_on(replace(state, residents=residents, inside=inside), "residents")
    dead = state.dead + (everyone - residents - inside).sum(axis=0)
    now.agree_on(replace(state, dead=dead), "dead")

    now.call(civilians.owed, now.ground, draws, terms, work, 0)
    owed = collateral(
        plan,
        theta,
        now.terms,
        deaths=deaths,
        civilian_share=theta.civilian_share,
        force=force,
    )
    now.agree(now.work("collateral"), owed)
    now.call(civilians.grieved, now.ground, now.block, work)
    grievance = grieved(
        plan, grievance=state.grievance, killed=murdered + owed, people_now=under
    )
    now.agree_on(replace(state, grievance=grievance), "grievance")

    now.call(detention.arrested, now.ground, draws, now.block)
    arrests = arrested(
        plan, theta, control=state.control, residents=residents, inside=inside
    )
    residents, inside = arrests.residents, arrests.inside
    taken = replace(state, detained=state.detained + arrests.taken)
    now.agree_on(taken, "detained")

    now.call(displacement.displaced, now.ground, draws, now.block, work)
    flight = displaced(
        plan,
        theta,
        residents=residents,
        inside=inside,
        abroad=state.abroad,
        scope=scope,
    )
    then = replace(
        state, residents=flight.residents, inside=flight.inside, abroad=flight.abroad
    )
    now.agree_on(then, "residents", "inside", "abroad")


@mechanism
def test_pins_and_dated_battles(both: Maker, war: str, seed: int) -> None:
    world = (
        Losses(
            month=435,
            place="P004",
            deaths=(("government", 120.0, 500.0), ("islamic_state", 200.0, 800.0)),
        ),
        Pin(month=434, place="P007", holder="opposition"),
    )
    now = both(war, seed, world)
    held, work = now.given[2:]
    now.call(dated.pinned, now.ground, held, now.block, work)
    state = acted(now.state, now.plan, now.theta, world=world, seed=11)
    now.agree_on(state, "control", "fighters")
    for name in ("killed", "dated_deaths"):
        now.sow(name, np.zeros_like(now.work(name)))
    now.call(dated.battle_losses, now.ground, held, now.block, work, 435)
    fighters, deaths = battle_losses(state, now.plan, now.theta, world=world, seed=11)
    now.agree_on(replace(state, fighters=fighters), "fighters")
    now.agree(now.work("dated_deaths"), deaths)


@mechanism
def test_a_whole_month(both: Maker, war: str, seed: int) -> None:
    now = both(war, seed)
    draws, terms, held, work = now.given
    when = now.state.month
    args = (now.ground, draws, terms, held, now.block, work, when, 0, 2, False)
    now.call(month.stepped, *args)
    state, happened = step(
        now.state,
        now.plan,
        now.theta,
        now.luck,
        now.terms,
        world=(),
        values=place_values(now.plan, now.theta),
        advantages=advantages_of(now.plan, now.theta),
        seed=11,
    )
    now.agree_on(
        state,
        "fighters",
        "control",
        "residents",
        "inside",
        "abroad",
        "detained",
        "dead",
        "calm",
        "came",
        "left",
        "returned",
        "log_supply",
        "grievance",
    )
    now.agree(now.work("agreed"), happened.agreed)
    now.agree(now.work("deaths"), happened.deaths)
    now.agree(now.work("murdered"), happened.one_sided)
    now.agree(now.work("collateral"), happened.collateral)

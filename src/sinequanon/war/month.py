"""One month of the war, in the order in which it is told.

Dated events, changes of side, backing, recruitment, movement, fighting, control, local
agreements and truces, violence against civilians, detention, displacement and return.
The order stands in `step` and nowhere else.
"""

from dataclasses import replace

from sinequanon.war.alignment import realigned
from sinequanon.war.backing import backed
from sinequanon.war.civilians import (
    collateral,
    grieved,
    one_sided,
    removed,
    touched,
)
from sinequanon.war.climate import climate_of
from sinequanon.war.control import Advantages, passed
from sinequanon.war.dated import acted, battle_losses, pinned
from sinequanon.war.detention import arrested
from sinequanon.war.displacement import displaced
from sinequanon.war.fighting import fought, fronts_of, powers
from sinequanon.war.graph import total, totals
from sinequanon.war.local import agreed, calmed, quiet, sieges_of
from sinequanon.war.luck import Luck
from sinequanon.war.movement import attraction, heads_in_reach, moved
from sinequanon.war.plan import Plan
from sinequanon.war.recruitment import people_under, recruited
from sinequanon.war.soundness import Probe, unheard
from sinequanon.war.state import ByPlace, Happened, State, bound, people
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta
from sinequanon.war.worlds import World

_MEMORY = 6
"""Months over which a loss of people is felt as distress."""


def step(
    state: State,
    plan: Plan,
    theta: Theta,
    luck: Luck,
    terms: Terms,
    *,
    world: World,
    values: ByPlace,
    advantages: Advantages,
    seed: int,
    probe: Probe = unheard,
) -> tuple[State, Happened]:
    """The war one month on, and what happened in the month.

    Args:
        state: The war at the start of the month.
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        luck: Chance of the month, the same in every world.
        terms: What holds between the actors this month (`terms_of`).
        world: Interventions that have begun by this month.
        values: Worth of each place (`place_values`).
        advantages: What each side needs against each other (`advantages_of`).
        seed: The seed that sizes of interventions are drawn from.
        probe: Told each mechanism's name and the state that it left.
    """
    climate = climate_of(plan, theta, luck, terms)

    state = acted(state, plan, theta, world=world, seed=seed)
    probe("interventions", state)
    state = realigned(state, plan, theta)
    probe("alignment", state)
    people_now = people_under(state, plan)

    state = replace(state, log_supply=backed(state, plan, theta, terms, people_now))
    probe("backing", state)

    recruits = recruited(state, plan, theta, people_now)
    state = replace(state, fighters=recruits.fighters, residents=recruits.residents)
    probe("recruitment", state)

    heads = heads_in_reach(plan, state.fighters, theta["reach"])
    still = quiet(theta, state.calm)
    weight = attraction(
        plan,
        theta,
        terms,
        climate,
        control=state.control,
        heads=heads,
        values=values,
        quiet=still,
    )
    held = bound(state)
    fighters = moved(plan, theta, fighters=state.fighters, weight=weight, bound=held)
    state = replace(state, fighters=fighters)
    probe("movement", state)

    before_battle = totals(plan.graph, state.fighters)
    fighters, battle_deaths = battle_losses(state, plan, theta, world=world, seed=seed)
    state = replace(state, fighters=fighters)
    heads = heads_in_reach(plan, state.fighters, theta["reach"])
    power = powers(
        plan, theta, heads=heads, log_supply=state.log_supply, luck=luck.power
    )
    fronts = fronts_of(plan, terms, climate, power, still)
    battle = fought(
        plan,
        theta,
        fighters=state.fighters,
        heads=heads,
        fronts=fronts,
        civilian_share=theta.civilian_share,
        deadliness=theta.deadliness,
    )
    probe("fighting", replace(state, fighters=battle.fighters))
    killed_in_battle = before_battle - totals(plan.graph, battle.fighters)

    drawn_up = frozenset(g.target for g in state.garrisons if g.place != g.target)
    control = passed(
        plan,
        theta,
        terms,
        control=state.control,
        fronts=fronts,
        advantages=advantages,
        frozen=drawn_up,
    )
    probe("control", replace(state, control=control))
    sieges = sieges_of(plan, control, fronts)
    local = agreed(
        plan,
        theta,
        control=control,
        fighters=battle.fighters,
        residents=state.residents,
        everyone=people(state),
        calm=state.calm,
        sieges=sieges,
        values=values,
        frozen=drawn_up,
    )
    state = replace(state, residents=local.residents)
    calm = calmed(plan, theta, calm=state.calm, control=local.control, sieges=sieges)
    control = pinned(local.control, plan, world)
    probe(
        "local",
        replace(state, fighters=local.fighters, control=control, calm=calm),
    )

    everyone = people(state)
    scope = touched(battle.by_place, everyone)
    outside = one_sided(
        plan, theta, control=control, heads=heads, everyone=everyone, scope=scope
    )
    murdered = totals(plan.graph, outside)
    in_battle = collateral(
        plan,
        theta,
        terms,
        deaths=battle.deaths,
        civilian_share=theta.civilian_share,
        force=totals(plan.graph, power),
    )
    civilian_deaths = battle.civilians
    for field in outside:
        civilian_deaths = civilian_deaths + field
    residents, inside = removed(state.residents, state.inside, civilian_deaths)
    probe("violence", replace(state, residents=residents, inside=inside))
    dead = state.dead + total(plan.graph, everyone - residents - inside)
    for row in killed_in_battle:
        dead = dead + row

    arrests = arrested(plan, theta, control=control, residents=residents, inside=inside)
    probe("detention", replace(state, residents=arrests.residents))

    flight = displaced(
        plan,
        theta,
        residents=arrests.residents,
        inside=arrests.inside,
        abroad=state.abroad,
        scope=scope,
    )
    grievance = grieved(
        plan,
        grievance=state.grievance,
        killed=murdered + in_battle,
        people_now=people_now,
    )
    after = replace(
        state,
        month=state.month + 1,
        fighters=local.fighters,
        control=control,
        residents=flight.residents,
        inside=flight.inside,
        abroad=flight.abroad,
        detained=state.detained + arrests.taken,
        dead=dead,
        came=state.came + recruits.came,
        left=state.left + recruits.left + local.left,
        returned=state.returned + recruits.returned + local.returned,
        grievance=grievance,
        people_lagged=(*state.people_lagged, people_now)[-_MEMORY:],
        calm=calm,
    )
    probe("displacement", after)
    happened = Happened(
        deaths=battle.deaths + battle_deaths,
        one_sided=murdered,
        collateral=in_battle,
        joined=recruits.joined,
        exits=recruits.exits + local.exits,
        killed=killed_in_battle,
        fled=flight.fled,
        detained=arrests.taken,
        back=flight.back,
        agreed=local.people,
    )
    return after, happened

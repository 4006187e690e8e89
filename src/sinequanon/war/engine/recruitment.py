# pyright: basic
"""Recruitment with an exit (twin: `war/recruitment.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, most, where
from sinequanon.war.engine.block import CAME, LEFT, RETURNED
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import exponential, logarithm, raised

_GRIEVANCE_LIMIT = 3.0


@inlined
@no_type_check
def _ground_share(ground, block, place, actor):
    """The part of a place on whose people an actor can draw."""
    row = place * ground.actors
    if not ground.from_abroad[actor]:
        return block.control[row + actor]
    share = lanes(0.0)
    for link in range(ground.friend_at[actor], ground.friend_at[actor + 1]):
        share += block.control[row + ground.friends[link]]
    return share


@kernel
@no_type_check
def mustered(ground, block, work):
    """Sums over places at the start of the month: people, fighters, and the pool."""
    actors = ground.actors
    for actor in range(actors):
        work.people[actor] = lanes(0.0)
        work.heads_now[actor] = lanes(0.0)
        work.pool[actor] = lanes(0.0)
    for place in range(ground.places):
        residents = block.residents[place]
        everyone = residents + block.inside[place]
        for actor in range(actors):
            here = place * actors + actor
            work.people[actor] += block.control[here] * everyone
            work.heads_now[actor] += block.fighters[here]
            share = _ground_share(ground, block, place, actor)
            work.pool[actor] += share * residents


@inlined
@no_type_check
def _wanted(ground, draws, block, work):
    """Joiners that each actor would have: people, supply and grievance."""
    leaving, draft = draws.leaving[0], draws.draft[0]
    for actor in range(ground.actors):
        start = block.people_start[actor]
        share = work.people[actor] / most(start, 1.0)
        share = where(start > 0.0, share, 1.0)
        supply = exponential(draws.supply_exponent[0] * block.log_supply[actor])
        anger = least(logarithm(1.0 + block.grievance[actor]), _GRIEVANCE_LIMIT)
        appeal = raised(share, draws.people_exponent[0]) * supply
        appeal *= exponential(draws.grievance[0] * anger)
        first = block.fighters_start[actor]
        missing = most(first - work.heads_now[actor], 0.0)
        wanted = (leaving * first + draft * missing) * appeal
        work.wanted[actor] = wanted
        work.kept[actor] = wanted


@inlined
@no_type_check
def _substituted(ground, draws, block, work):
    """Some of those whom a starved group cannot feed join its allies (`kept`)."""
    for actor in range(ground.actors):
        if ground.from_abroad[actor]:
            continue
        low = least(block.log_supply[actor], 0.0)
        fed = exponential(draws.supply_exponent[0] * low)
        lost = work.wanted[actor] * (1.0 / fed - 1.0) * draws.substitution[0]
        begin, end = ground.friend_at[actor], ground.friend_at[actor + 1]
        whole = lanes(0.0)
        for link in range(begin, end):
            ally = ground.friends[link]
            if ally != actor and not ground.from_abroad[ally]:
                whole += block.fighters_start[ally]
        for link in range(begin, end):
            ally = ground.friends[link]
            if ally != actor and not ground.from_abroad[ally]:
                part = block.fighters_start[ally] / most(whole, 1.0)
                work.kept[ally] += lost * part


@kernel
@no_type_check
def recruited(ground, draws, block, work):
    """A month of joining and leaving."""
    actors, leaving = ground.actors, draws.leaving[0]
    _wanted(ground, draws, block, work)
    _substituted(ground, draws, block, work)
    left, returned = block.accounts[LEFT], block.accounts[RETURNED]
    for actor in range(actors):
        abroad = draws.foreign[actor]
        exits = leaving * work.heads_now[actor]
        left += exits * abroad
        returned += exits * (1.0 - abroad)
        pool = most(work.pool[actor], 1.0)
        work.local[actor] = least(work.kept[actor] * (1.0 - abroad) / pool, 0.05)
        arriving = where(work.pool[actor] >= 1.0, work.kept[actor] * abroad, 0.0)
        work.arriving[actor] = arriving / pool
        work.exits[actor] = exits
    came = block.accounts[CAME]
    for place in range(ground.places):
        before = block.residents[place]
        residents = before
        for actor in range(actors):
            here = place * actors + actor
            own = _ground_share(ground, block, place, actor) * before
            gone = leaving * block.fighters[here]
            residents += gone * (1.0 - draws.foreign[actor])
            drawn = work.local[actor] * least(own, residents)
            residents -= drawn
            foreign = own * work.arriving[actor]
            came += foreign
            block.fighters[here] = block.fighters[here] - gone + (drawn + foreign)
        block.residents[place] = residents
    block.accounts[CAME] = came
    block.accounts[LEFT] = left
    block.accounts[RETURNED] = returned

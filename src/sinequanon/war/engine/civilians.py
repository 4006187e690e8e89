# pyright: basic
"""Civilians killed, by perpetrator (twin: `war/civilians.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import fused, lanes, least, most
from sinequanon.war.engine.block import DEAD
from sinequanon.war.engine.compiling import kernel
from sinequanon.war.engine.elementary import chance_of

_MOST_KILLED = 0.05
_LEANING_PEAK = 2.598
_NOBODY = 1e-9
_DEADLY = 1e-4


@kernel
@no_type_check
def victims(ground, draws, block, work):
    """Take from each place's people those killed in and outside battle."""
    actors, selective = ground.actors, draws.selective[0]
    dead = block.accounts[DEAD]
    for actor in range(actors):
        work.murdered[actor] = lanes(0.0)
    for place in range(ground.places):
        residents, inside = block.residents[place], block.inside[place]
        everyone = residents + inside
        touched = chance_of(work.by_place[place] / most(_DEADLY * everyone, 1e-9))
        killed, crowd = work.civilians[place], lanes(_NOBODY)
        for actor in range(actors):
            crowd += work.heads[place * actors + actor]
        fire = (1.0 - selective) * touched / crowd
        for actor in range(actors):
            control = block.control[place * actors + actor]
            rest = 1.0 - control
            rule = most(2.0 * control - 1.0, 0.0)
            leaning = _LEANING_PEAK * 4.0 * control * rest * rule
            heads = work.heads[place * actors + actor]
            kernel_here = selective * leaning + rest * fire * heads
            share = least(draws.one_sided[actor] * kernel_here, _MOST_KILLED)
            murdered = share * everyone
            work.murdered[actor] += murdered
            killed += murdered
        gone = least(killed / most(everyone, 1e-9), 1.0)
        block.residents[place] = fused(residents, 0.0 - gone, residents)
        block.inside[place] = fused(inside, 0.0 - gone, inside)
        # Counted by itself: the difference of two large numbers would lose the dead.
        dead += everyone * gone
        work.scope[place] = touched
    block.accounts[DEAD] = dead


@kernel
@no_type_check
def owed(ground, draws, terms, work, ahead):
    """Civilians killed in battle, by the actor they are owed to, in `collateral`."""
    actors = ground.actors
    for actor in range(actors):
        work.collateral[actor] = lanes(0.0)
    for dyad in range(ground.dyads):
        for actor in range(actors):
            work.fresh[actor] = lanes(0.0)
        for pair in range(ground.pairs):
            if ground.pair_dyad[pair] == dyad:
                i, j = ground.pair_i[pair], ground.pair_j[pair]
                fire = terms.fire[(ahead * actors + i) * actors + j]
                work.fresh[i] = most(work.fresh[i], work.force[i] * fire)
                fire = terms.fire[(ahead * actors + j) * actors + i]
                work.fresh[j] = most(work.fresh[j], work.force[j] * fire)
        whole = lanes(1e-12)
        for actor in range(actors):
            whole += work.fresh[actor]
        each = draws.civilian_share[dyad] * work.deaths[dyad] / whole
        for actor in range(actors):
            work.collateral[actor] += work.fresh[actor] * each


@kernel
@no_type_check
def grieved(ground, block, work):
    """Civilians killed by each actor's enemies per 1,000 of its people, fading."""
    for actor in range(ground.actors):
        work.fresh[actor] = lanes(0.0)
    for pair in range(ground.pairs):
        i, j = ground.pair_i[pair], ground.pair_j[pair]
        work.fresh[i] += work.murdered[j] + work.collateral[j]
        work.fresh[j] += work.murdered[i] + work.collateral[i]
    for actor in range(ground.actors):
        felt = 1000.0 * work.fresh[actor] / most(work.people[actor], 1000.0)
        block.grievance[actor] = 0.9 * block.grievance[actor] + felt

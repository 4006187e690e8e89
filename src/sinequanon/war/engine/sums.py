# pyright: basic
"""The sums of a month that a path keeps (twin: `snapshot` in `war/path.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, where
from sinequanon.war.engine.block import ABROAD, DETAINED
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import exponential, logarithm

_NONE = 1e-6


@inlined
@no_type_check
def _sums(ground, block, kept, ahead):
    """Sums over places at the end of the month, by actor."""
    actors, first = ground.actors, ahead * ground.actors
    inside, calm = lanes(0.0), lanes(0.0)
    for actor in range(actors):
        kept.people[first + actor] = lanes(0.0)
        kept.fighters[first + actor] = lanes(0.0)
        kept.places_held[first + actor] = lanes(0.0)
        kept.area_held[first + actor] = lanes(0.0)
    for place in range(ground.places):
        away = block.inside[place]
        everyone = block.residents[place] + away
        inside += away
        core = lanes(0.0)
        for actor in range(actors):
            row, here = first + actor, place * actors + actor
            control = block.control[here]
            kept.people[row] += control * everyone
            kept.fighters[row] += block.fighters[here]
            kept.places_held[row] += control * ground.counted[place]
            kept.area_held[row] += control * ground.land[place]
            if ground.in_core[actor]:
                core += control
        calm += block.calm[place] * everyone * core
    kept.displaced_inside[ahead] = inside
    kept.people_calm[ahead] = calm
    kept.displaced_abroad[ahead] = block.accounts[ABROAD]
    kept.detained[ahead] = block.accounts[DETAINED]


@inlined
@no_type_check
def _against(ground, terms, work, own, enemies, ahead):
    """Power of a side, with support against each enemy weighted by its heads."""
    actors, power = ground.actors, lanes(0.0)
    for at in range(len(own)):
        above, below = lanes(0.0), lanes(1e-9)
        for enemy in range(len(enemies)):
            heads = work.heads_now[enemies[enemy]] + 1e-6
            row = (ahead * actors + own[at]) * actors + enemies[enemy]
            above += terms.support[row] * heads
            below += heads
        power += work.wanted[own[at]] * above / below
    return power


@inlined
@no_type_check
def _log_power(ground, draws, terms, dated, block, work, kept, month, ahead):
    """Log power of one core side over the other; bound heads do not count."""
    actors = ground.actors
    for actor in range(actors):
        work.heads_now[actor] = kept.fighters[ahead * actors + actor]
    for post in range(len(dated.post_row)):
        actor, heads = dated.post_actor[post], lanes(0.0)
        for guard in range(len(dated.guard_post)):
            if dated.guard_post[guard] == post:
                on = dated.guard_until[guard] > month + 1
                heads += where(on, dated.guard_heads[guard], 0.0)
        heads = least(heads, block.fighters[dated.post_row[post]])
        work.heads_now[actor] = work.heads_now[actor] - heads
    exponent = draws.support_exponent[0]
    for actor in range(actors):
        supply = exponential(exponent * block.log_supply[actor])
        work.wanted[actor] = work.heads_now[actor] * draws.quality[actor] * supply
    ours = _against(ground, terms, work, ground.core_a, ground.core_b, ahead)
    theirs = _against(ground, terms, work, ground.core_b, ground.core_a, ahead)
    kept.log_power[ahead] = logarithm((ours + 1.0) / (theirs + 1.0))


@inlined
@no_type_check
def _relative(ground, block, kept, side, ahead):
    """The smaller of the shares of people and fighters that a side still has."""
    now, then, men, had = lanes(0.0), lanes(1e-9), lanes(0.0), lanes(1e-9)
    for at in range(len(side)):
        actor = side[at]
        now += kept.people[ahead * ground.actors + actor]
        then += block.people_start[actor]
        men += kept.fighters[ahead * ground.actors + actor]
        had += block.fighters_start[actor]
    land = where(then > _NONE, now / then, 1.0)
    force = where(had > _NONE, men / had, 1.0)
    return least(land, force)


@kernel
@no_type_check
def snapshot(ground, draws, terms, dated, block, work, kept, month, ahead):
    """Write the sums of a month that has just ended."""
    actors, first = ground.actors, ahead * ground.actors
    _sums(ground, block, kept, ahead)
    _log_power(ground, draws, terms, dated, block, work, kept, month, ahead)
    core, heads = lanes(0.0), lanes(1e-9)
    for dyad in range(ground.dyads):
        counted = work.deaths[dyad] + work.dated_deaths[dyad]
        kept.deaths[ahead * ground.dyads + dyad] = counted
    for at in range(len(ground.core_dyads)):
        core += kept.deaths[ahead * ground.dyads + ground.core_dyads[at]]
    for at in range(len(ground.core_a)):
        heads += kept.fighters[first + ground.core_a[at]]
    for at in range(len(ground.core_b)):
        heads += kept.fighters[first + ground.core_b[at]]
    kept.intensity[ahead] = core / heads
    kept.relative_a[ahead] = _relative(ground, block, kept, ground.core_a, ahead)
    kept.relative_b[ahead] = _relative(ground, block, kept, ground.core_b, ahead)
    for actor in range(actors):
        kept.agreed[first + actor] = work.agreed[actor]
        kept.one_sided[first + actor] = work.murdered[actor]
        kept.civilians[first + actor] = work.murdered[actor] + work.collateral[actor]
        kept.supply[first + actor] = exponential(block.log_supply[actor])
    for at in range(len(ground.watched)):
        for actor in range(actors):
            row = (ahead * len(ground.watched) + at) * actors + actor
            kept.watched[row] = block.control[ground.watched[at] * actors + actor]

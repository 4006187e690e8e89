# pyright: basic
"""How hot pairs, regions and places are, and where effort turns.

Twins: `war/climate.py`, `war/effort.py` and `war/campaigns.py`.

What a pair of actors needs in every place is multiplied together here, once a month.
"""

from typing import no_type_check

from sinequanon.war.effort import LEAST_EFFORT
from sinequanon.war.engine.arithmetic import lanes, least, most, root, where
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import exponential, logarithm


@inlined
@no_type_check
def _mean_one(sigma, chance):
    return exponential(sigma * chance - sigma * sigma * 0.5)


@inlined
@no_type_check
def _effort_shares(ground, draws, terms, block, work, ahead):
    """Shares over the enemy sides of each side, scaled to mean one."""
    sides, sigma = ground.sides, draws.sigma_effort[0]
    for own in range(sides):
        whole, enemies = lanes(0.0), 0
        for other in range(sides):
            row = own * sides + other
            turned = terms.turned[ahead * sides * sides + row]
            pull = exponential(sigma * block.effort_luck[row]) * turned
            work.share[row] = pull
            if ground.enemy[own, other]:
                whole += pull
                enemies += 1
        if enemies:
            scale = enemies / whole
            for other in range(sides):
                row = own * sides + other
                share = work.share[row] * scale
                work.share[row] = share if ground.enemy[own, other] else lanes(0.0)


@inlined
@no_type_check
def _freed(ground, draws, terms, work, ahead):
    """How far effort that an actor spares some enemies goes to the others."""
    sides = ground.sides
    for actor in range(ground.actors):
        own, whole, spent = ground.side[actor], lanes(0.0), lanes(0.0)
        for other in range(sides):
            share = work.share[own * sides + other]
            row = (ahead * ground.actors + actor) * sides + other
            whole += share
            spent += share * terms.spent[row]
        some = whole > 0.0
        part = where(some, spent / where(some, whole, 1.0), 1.0)
        part = most(part, LEAST_EFFORT)
        work.freed[actor] = exponential(0.0 - draws.turn[0] * logarithm(part))


@inlined
@no_type_check
def _campaigns(ground, draws, block, work):
    """How each side gathers in each region, and how hot that makes each dyad there."""
    regions, sigma = ground.regions, draws.sigma_campaign[0]
    for row in range(ground.sides * regions):
        chance = block.campaign_luck[row]
        gathers = exponential(sigma * chance - sigma * sigma * 0.25)
        work.campaign[row] = gathers
    for dyad in range(ground.dyads):
        own, other = ground.dyad_own[dyad] * regions, ground.dyad_other[dyad] * regions
        for region in range(regions):
            both = work.campaign[own + region] * work.campaign[other + region]
            work.tempo[dyad * regions + region] = root(both)


@kernel
@no_type_check
def weather(ground, draws, terms, block, work, ahead):
    """The month's intensities by pair and by place.

    Args:
        ground: Fixed indices of the setting.
        draws: Parameters of the runs.
        terms: Terms of the months ahead.
        block: The war at the start of the month.
        work: Receives `turn`, `heat`, `deadly`, `take`, `campaign`, `tempo`, `front`
            and `quiet`.
        ahead: Which of the months ahead it is.
    """
    actors, sides, pairs = ground.actors, ground.sides, ground.pairs
    _effort_shares(ground, draws, terms, block, work, ahead)
    _freed(ground, draws, terms, work, ahead)
    _campaigns(ground, draws, block, work)
    sigma = draws.sigma[0]
    for dyad in range(ground.dyads):
        work.dyad_heat[dyad] = _mean_one(sigma, block.dyad_luck[dyad])
    for pair in range(pairs):
        i, j, dyad = ground.pair_i[pair], ground.pair_j[pair], ground.pair_dyad[pair]
        own, other = ground.side[i], ground.side[j]
        there = (ahead * actors + i) * actors + j
        back = (ahead * actors + j) * actors + i
        hot, willing = terms.hostility[there], terms.selectivity[there]
        against = terms.selectivity[back]
        effort_i = work.share[own * sides + other] * willing * work.freed[i]
        effort_j = work.share[other * sides + own] * against * work.freed[j]
        work.turn[2 * pair] = hot * effort_i
        work.turn[2 * pair + 1] = hot * effort_j
        both = root(effort_i * effort_j)
        work.heat[pair] = hot * work.dyad_heat[dyad] * both
        work.deadly[pair] = draws.lethality[0] * draws.deadliness[dyad]
        capture = draws.capture[0]
        work.take[2 * pair] = capture * least(willing, 1.0)
        work.take[2 * pair + 1] = capture * least(against, 1.0)
    sigma, depth = draws.sigma_front[0], draws.local_depth[0]
    for place in range(ground.places):
        work.quiet[place] = 1.0 - depth * block.calm[place]
        work.front[place] = _mean_one(sigma, block.front_luck[place])

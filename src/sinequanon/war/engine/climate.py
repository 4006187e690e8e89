# pyright: basic
"""How hot pairs, regions and places are, and where effort turns.

Twins: `war/climate.py`, `war/effort.py` and `war/campaigns.py`.

What a pair of actors needs in every place is multiplied together here, once a month.
"""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, root
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import exponential


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
                work.share[row] = work.share[row] * scale


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
        effort_i = work.share[own * sides + other] * willing
        effort_j = work.share[other * sides + own] * terms.selectivity[back]
        work.turn[2 * pair] = hot * effort_i
        work.turn[2 * pair + 1] = hot * effort_j
        both = root(effort_i * effort_j)
        work.heat[pair] = hot * work.dyad_heat[dyad] * both
        work.deadly[pair] = draws.lethality[0] * draws.deadliness[dyad]
        capture = draws.capture[0]
        work.take[2 * pair] = capture * least(willing, 1.0)
        work.take[2 * pair + 1] = capture * least(terms.selectivity[back], 1.0)
    sigma, depth = draws.sigma_front[0], draws.local_depth[0]
    for place in range(ground.places):
        work.quiet[place] = 1.0 - depth * block.calm[place]
        work.front[place] = _mean_one(sigma, block.front_luck[place])

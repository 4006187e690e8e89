# pyright: basic
"""Fighting by pairs in reach, place by place (twin: `war/fighting.py`).

What fronts do in one place is computed while it is at hand, so nothing about a front is
kept beyond its place.
"""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, most, root, where
from sinequanon.war.engine.chance import normal
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import chance_of, exponential, logarithm
from sinequanon.war.engine.ground import POWER

_CLIP = 4.0
_GUARDS = 30.0
_MOST_LOST = 0.6
_FLOOR = 1e-9


@inlined
@no_type_check
def strengths(ground, draws, block, work):
    """Power of a head of each actor, before luck and support, written to `strong`."""
    exponent = draws.support_exponent[0]
    for actor in range(ground.actors):
        supply = exponential(exponent * block.log_supply[actor])
        work.strong[actor] = draws.quality[actor] * supply
        work.force[actor] = lanes(0.0)


@inlined
@no_type_check
def powers_here(ground, draws, work, place, month):
    """Power of each actor in a place, and the root of the heads it can engage."""
    actors = ground.actors
    high, low = ground.streams[POWER, 0], ground.streams[POWER, 1]
    run, sigma = draws.run[0], draws.sigma_power[0]
    per_room = 1.0 / (draws.frontage[0] * ground.breadth[place])
    for actor in range(actors):
        chance = normal(
            run, month, ground.actor_keys[actor], ground.place_keys[place], high, low
        )
        heads = work.heads[place * actors + actor]
        power = heads * work.strong[actor] * exponential(sigma * chance)
        work.power[actor] = power
        work.force[actor] += power
        work.roots[actor] = root(heads / (1.0 + heads * per_room))


@inlined
@no_type_check
def fronts_here(ground, terms, work, place, ahead):
    """Odds, parts and intensity of each pair of enemies in a place."""
    actors = ground.actors
    for joint in range(ground.joints):
        against, power = ground.joint_enemy[joint], lanes(0.0)
        for link in range(ground.joint_at[joint], ground.joint_at[joint + 1]):
            ally = ground.joint_allies[link]
            support = terms.support[(ahead * actors + ally) * actors + against]
            power += work.power[ally] * support
        work.log_joint[joint] = logarithm(power + _GUARDS)
        work.per_joint[joint] = 1.0 / (power + _FLOOR)
    for dyad in range(ground.dyads):
        tempo = work.tempo[dyad * ground.regions + ground.region[place]]
        work.tempo_here[dyad] = work.front[place] * tempo
        if ground.dyad_core[dyad]:
            work.tempo_here[dyad] = work.tempo_here[dyad] * work.quiet[place]
    core = lanes(0.0)
    for pair in range(ground.pairs):
        i, j = ground.pair_i[pair], ground.pair_j[pair]
        ours, theirs = ground.joint_i[pair], ground.joint_j[pair]
        odds = work.log_joint[ours] - work.log_joint[theirs]
        odds = most(least(odds, _CLIP), -_CLIP)
        work.odds[pair] = odds
        if ground.pair_core[pair]:
            core += odds * ground.pair_core[pair]
        support = terms.support[(ahead * actors + i) * actors + j]
        work.part[2 * pair] = work.power[i] * support * work.per_joint[ours]
        support = terms.support[(ahead * actors + j) * actors + i]
        work.part[2 * pair + 1] = work.power[j] * support * work.per_joint[theirs]
        tempo = work.tempo_here[ground.pair_dyad[pair]]
        work.intensity[pair] = tempo * work.heat[pair]
    work.odds_here[place] = core / max(ground.core_pairs, 1)


@inlined
@no_type_check
def fought_here(ground, draws, work, place):
    """Deaths in a place, and the chance of each actor's heads to be lost there."""
    actors, omega = ground.actors, draws.omega[0]
    for actor in range(actors):
        work.lost[actor] = lanes(0.0)
    for pair in range(ground.pairs):
        i, j, dyad = ground.pair_i[pair], ground.pair_j[pair], ground.pair_dyad[pair]
        scale = work.deadly[pair] * work.intensity[pair]
        base = scale * (work.roots[i] * work.roots[j])
        tilt = exponential(omega * work.odds[pair])
        of_i, of_j = base / tilt, base * tilt
        per_death = draws.losses[0] * (1.0 - draws.civilian_share[dyad])
        work.lost[i] += per_death * of_i
        work.lost[j] += per_death * of_j
        work.dead[2 * pair], work.dead[2 * pair + 1] = of_i, of_j
    for actor in range(actors):
        here = place * actors + actor
        hazard = work.lost[actor] / most(work.heads[here], _FLOOR)
        chance = chance_of(hazard)
        work.chance[here] = chance
        work.shrink[actor] = where(hazard > 0.0, chance / most(hazard, _FLOOR), 1.0)
    by_place, civilians = lanes(0.0), lanes(0.0)
    for pair in range(ground.pairs):
        i, j, dyad = ground.pair_i[pair], ground.pair_j[pair], ground.pair_dyad[pair]
        here = work.dead[2 * pair] * work.shrink[i]
        here += work.dead[2 * pair + 1] * work.shrink[j]
        work.deaths[dyad] += here
        by_place += here
        civilians += draws.civilian_share[dyad] * here
    work.by_place[place] = by_place
    work.civilians[place] = civilians


@kernel
@no_type_check
def fallen(ground, draws, block, work):
    """Take the lost from the fighters: where they stand, and where they reach to."""
    actors, reach = ground.actors, draws.reach[0]
    for place in range(ground.places):
        begin, end = ground.around_at[place], ground.around_at[place + 1]
        for actor in range(actors):
            beside = lanes(0.0)
            for link in range(begin, end):
                there = ground.around[link] * actors + actor
                beside += work.chance[there] * ground.around_share[link]
            here = place * actors + actor
            share = least(work.chance[here] + reach * beside, _MOST_LOST)
            lost = block.fighters[here] * share
            block.fighters[here] = block.fighters[here] - lost
            work.killed[actor] += lost

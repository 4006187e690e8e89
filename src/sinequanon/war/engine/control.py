# pyright: basic
"""Control passes where the odds exceed the advantage (twin: `war/control.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, most
from sinequanon.war.engine.compiling import inlined
from sinequanon.war.engine.elementary import chance_of

_HOTTEST = 1.5
_TINY = 1e-12


@inlined
@no_type_check
def passed_here(ground, draws, block, work, place):
    """Control of a place after a month of fighting."""
    actors, pairs = ground.actors, ground.pairs
    yielding, home = draws.yielding[0], draws.home[0]
    crowd = draws.log_advantage[0] + draws.urban[0] * ground.density[place]
    for actor in range(actors):
        work.whole[actor] = lanes(0.0)
    for pair in range(pairs):
        i, j = ground.pair_i[pair], ground.pair_j[pair]
        heat, odds = least(work.intensity[pair], _HOTTEST), work.odds[pair]
        there, back = 2 * pair, 2 * pair + 1
        beyond = odds - (crowd + home * ground.belonging[there, place])
        yields = chance_of(yielding * most(beyond, 0.0))
        rate = work.take[there] * heat * yields * work.part[there]
        work.rate[there] = rate
        work.whole[j] += rate
        beyond = 0.0 - odds - (crowd + home * ground.belonging[back, place])
        yields = chance_of(yielding * most(beyond, 0.0))
        rate = work.take[back] * heat * yields * work.part[back]
        work.rate[back] = rate
        work.whole[i] += rate
    for actor in range(actors):
        whole, control = work.whole[actor], block.control[place * actors + actor]
        work.whole[actor] = control * chance_of(whole) / most(whole, _TINY)
    for pair in range(pairs):
        i, j = ground.pair_i[pair], ground.pair_j[pair]
        _flow(ground, block, place, i, j, work.whole[j] * work.rate[2 * pair])
        _flow(ground, block, place, j, i, work.whole[i] * work.rate[2 * pair + 1])
    for actor in range(actors):
        here = place * actors + actor
        block.control[here] = most(least(block.control[here], 1.0), 0.0)


@inlined
@no_type_check
def _flow(ground, block, place, taker, loser, flow):
    row = place * ground.actors
    block.control[row + loser] = block.control[row + loser] - flow
    gains = row + ground.holder[taker]
    block.control[gains] = block.control[gains] + flow

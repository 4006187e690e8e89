# pyright: basic
"""Backing: supply answers distress and the rival's backers (twin: `war/backing.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, most
from sinequanon.war.engine.compiling import kernel
from sinequanon.war.engine.elementary import logarithm

_KEEP = 0.7
_LIMIT = 1.2
_DISTRESS_LIMIT = 2.0


@kernel
@no_type_check
def backed(ground, draws, terms, block, work, ahead, lags):
    """Log supply of each actor this month; needs `people`."""
    actors = ground.actors
    for actor in range(actors):
        aim = terms.supply_aim[ahead * actors + actor]
        floor = aim - _LIMIT
        if terms.backed[ahead, actor]:
            now = work.people[actor]
            before = block.lagged[actor] if lags else now
            spare = 1e-3 * block.people_start[actor] + 1.0
            fall = logarithm((before + spare) / (now + spare))
            need = most(least(fall, _DISTRESS_LIMIT), 0.0)
            above, below = lanes(0.0), lanes(1e-12)
            for pair in range(ground.pairs):
                i, j = ground.pair_i[pair], ground.pair_j[pair]
                if actor in (i, j):
                    rival = j if actor == i else i
                    hot = terms.hostility[(ahead * actors + actor) * actors + rival]
                    above += hot * block.log_supply[rival]
                    below += hot
            aim += draws.distress[0] * need + draws.rivalry[0] * (above / below)
        drift = _KEEP * block.log_supply[actor] + (1.0 - _KEEP) * aim
        work.kept[actor] = most(least(drift, _LIMIT), floor)
    for actor in range(actors):
        block.log_supply[actor] = work.kept[actor]

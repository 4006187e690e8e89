# pyright: basic
"""Fighters who go over to the ally that fares better (twin: `war/alignment.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, most, where
from sinequanon.war.engine.block import MEMORY
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import chance_of, logarithm

_MOST_FALL = 2.0


@inlined
@no_type_check
def _going_over(ground, draws, block, work):
    """The share of each actor that goes over to each ally, written to `over`."""
    actors = ground.actors
    for actor in range(actors):
        heads = lanes(0.0)
        for place in range(ground.places):
            heads += block.fighters[place * actors + actor]
        fall = logarithm((block.fighters_start[actor] + 1.0) / (heads + 1.0))
        work.heads_now[actor] = heads
        work.kept[actor] = most(least(fall, _MOST_FALL), 0.0)
        work.fresh[actor], work.going[actor] = lanes(1.0), lanes(0.0)
    for way in range(len(ground.ally_from)):
        work.fresh[ground.ally_from[way]] += work.heads_now[ground.ally_to[way]]
    for way in range(len(ground.ally_from)):
        i, k = ground.ally_from[way], ground.ally_to[way]
        worse = most(work.kept[i] - work.kept[k], 0.0)
        strong = work.heads_now[k] / work.fresh[i]
        rate = draws.realignment[0] * worse * strong
        work.over[way] = rate
        work.going[i] += rate
    for way in range(len(ground.ally_from)):
        whole = work.going[ground.ally_from[way]]
        share = chance_of(whole) / where(whole > 0.0, whole, 1.0)
        work.over[way] = work.over[way] * share


@inlined
@no_type_check
def _passed(ground, work, rows, first):
    """Pass shares of some actors' rows, which begin at `first`, to their allies."""
    for actor in range(ground.actors):
        work.fresh[actor] = rows[first + actor]
    for way in range(len(ground.ally_from)):
        i, k = ground.ally_from[way], ground.ally_to[way]
        passing = work.over[way] * work.fresh[i]
        rows[first + i] = rows[first + i] - passing
        rows[first + k] = rows[first + k] + passing


@kernel
@no_type_check
def realigned(ground, draws, block, work):
    """This month's changes of sides within sides."""
    if len(ground.ally_from) == 0:
        return
    actors = ground.actors
    _going_over(ground, draws, block, work)
    for place in range(ground.places):
        _passed(ground, work, block.fighters, place * actors)
        _passed(ground, work, block.control, place * actors)
    _passed(ground, work, block.fighters_start, 0)
    _passed(ground, work, block.people_start, 0)
    for lag in range(MEMORY):
        _passed(ground, work, block.lagged, lag * actors)

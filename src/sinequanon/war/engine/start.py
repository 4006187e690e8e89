# pyright: basic
"""Where forces stand when the war is picked up (twin: `war/start.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, most, where
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.movement import attraction, heads_in_reach, moved
from sinequanon.war.start import ROUNDS


@inlined
@no_type_check
def _land(ground, block, place, actor):
    """The share of a place whose people and land draw an actor at the start."""
    actors = ground.actors
    if not ground.from_abroad[actor]:
        return block.control[place * actors + actor]
    held = lanes(0.0)
    for other in range(actors):
        if ground.side[other] == ground.side[actor]:
            held += block.control[place * actors + other]
    return held


@kernel
@no_type_check
def deployed(ground, draws, dated, block, work):
    """Forces after the rule of movement has run from people and land."""
    actors = ground.actors
    for actor in range(actors):
        whole = lanes(0.0)
        for place in range(ground.places):
            whole += _land(ground, block, place, actor) * draws.values[place]
        scale = where(whole > 0.0, draws.strength[actor] / most(whole, 1e-12), 0.0)
        for place in range(ground.places):
            worth = _land(ground, block, place, actor) * draws.values[place]
            block.fighters[place * actors + actor] = worth * scale
    for place in range(ground.places):
        work.quiet[place] = lanes(1.0)
    for _ in range(ROUNDS):
        heads_in_reach(ground, draws, block, work)
        attraction(ground, draws, block, work)
        moved(ground, draws, dated, block, work, ground.start)

# pyright: basic
"""People whom states detain where control is contested (twin: `war/detention.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import fused, lanes
from sinequanon.war.engine.block import DETAINED
from sinequanon.war.engine.compiling import kernel
from sinequanon.war.engine.elementary import chance_of


@kernel
@no_type_check
def arrested(ground, draws, block):
    """Take those detained from the residents and displaced of each place."""
    taken = block.accounts[DETAINED]
    for place in range(ground.places):
        contested = lanes(0.0)
        for at in range(len(ground.states)):
            held = block.control[place * ground.actors + ground.states[at]]
            contested += 4.0 * held * (1.0 - held)
        share = chance_of(draws.detention[0] * contested)
        residents, inside = block.residents[place], block.inside[place]
        taken += share * (residents + inside)
        block.residents[place] = fused(residents, 0.0 - share, residents)
        block.inside[place] = fused(inside, 0.0 - share, inside)
    block.accounts[DETAINED] = taken

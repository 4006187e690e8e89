# pyright: basic
"""Chance of a month: series that remember (twin: `war/luck.py`).

Dyads, efforts, campaigns and the fronts of places have one each. The luck of battle
has no memory and is drawn where it is used, in `fighting`.
"""

from typing import no_type_check

import numpy as np

from sinequanon.war.engine.chance import normal
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.ground import CAMPAIGN, DYAD, EFFORT, FRONT

_NOBODY = np.uint32(0)


@inlined
@no_type_check
def _stepped(ground, draws, series, keys, stream, month, first):
    """One step of a series for each key; at the start the shock is the value."""
    run, phi, rest = draws.run[0], draws.phi[0], draws.phi_rest[0]
    high, low = ground.streams[stream, 0], ground.streams[stream, 1]
    for row in range(len(keys)):
        shock = normal(run, month, keys[row], _NOBODY, high, low)
        if first:
            series[row] = shock
        else:
            series[row] = phi * series[row] + rest * shock


@kernel
@no_type_check
def next_luck(ground, draws, block, month):
    """Move the series of luck to a month, or begin them in the first."""
    first, month = month == ground.start, np.uint32(month)
    _stepped(ground, draws, block.dyad_luck, ground.dyad_keys, DYAD, month, first)
    _stepped(ground, draws, block.effort_luck, ground.effort_keys, EFFORT, month, first)
    keys = ground.campaign_keys
    _stepped(ground, draws, block.campaign_luck, keys, CAMPAIGN, month, first)
    _stepped(ground, draws, block.front_luck, ground.place_keys, FRONT, month, first)

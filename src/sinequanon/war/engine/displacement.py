# pyright: basic
"""Flight along the graph or abroad, and return (twin: `war/displacement.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, where
from sinequanon.war.engine.block import ABROAD
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import chance_of


@inlined
@no_type_check
def _around(ground, rows, place):
    """The sum over a place and its neighbours."""
    whole = lanes(0.0)
    for link in range(ground.steps_at[place], ground.steps_at[place + 1]):
        whole += rows[ground.steps[link]]
    return whole


@kernel
@no_type_check
def displaced(ground, draws, block, work):
    """People touched by fighting flee; some come home, some back from abroad."""
    flight, out, home = draws.flight[0], draws.abroad[0], draws.homecoming[0]
    crossing, homes = lanes(0.0), lanes(0.0)
    for place in range(ground.places):
        scope, residents = work.scope[place], block.residents[place]
        leaving = chance_of(flight * scope)
        from_home, again = residents * leaving, block.inside[place] * leaving
        going = from_home + again
        crossing += going
        work.walking[place] = going * (1.0 - out)
        # Where people flee to is judged by those who lived there before the flight.
        work.haven[place] = (residents + 1.0) * (1.05 - scope)
        # People come back to people: where nobody lives, nobody returns.
        work.quiet[place] = residents * (1.05 - scope)
        homes += work.quiet[place]
        block.residents[place] = residents - from_home
        block.inside[place] = block.inside[place] - again
    for place in range(ground.places):
        work.stepped[place] = 1.0 / _around(ground, work.haven, place)
    for place in range(ground.places):
        work.walking[place] = work.walking[place] * work.stepped[place]
    for place in range(ground.places):
        met = work.haven[place] * _around(ground, work.walking, place)
        work.by_place[place] = met * work.stepped[place]
    back = block.accounts[ABROAD] * draws.coming_back[0]
    back = where(homes > 0.0, back, 0.0)
    each = back / where(homes > 0.0, homes, 1.0)
    for place in range(ground.places):
        arrived = work.haven[place] * _around(ground, work.by_place, place)
        inside = block.inside[place] + arrived
        settling = inside * chance_of(home * (1.0 - work.scope[place]))
        block.residents[place] = (
            block.residents[place] + settling + work.quiet[place] * each
        )
        block.inside[place] = inside - settling
    block.accounts[ABROAD] = block.accounts[ABROAD] - back + crossing * out

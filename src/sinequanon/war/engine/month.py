# pyright: basic
"""The months of a block of runs, in the order of `war/month.py`.

No Python runs between them. The order stands in `stepped` and nowhere else.
"""

from typing import no_type_check

from sinequanon.war.engine.alignment import realigned
from sinequanon.war.engine.arithmetic import lanes
from sinequanon.war.engine.backing import backed
from sinequanon.war.engine.block import DEAD, MEMORY
from sinequanon.war.engine.civilians import grieved, owed, victims
from sinequanon.war.engine.climate import weather
from sinequanon.war.engine.compiling import (
    fingerprint,
    inlined,
    kept_on_disk,
    kernel,
)
from sinequanon.war.engine.control import passed_here
from sinequanon.war.engine.dated import battle_losses, give, pinned
from sinequanon.war.engine.detention import arrested
from sinequanon.war.engine.displacement import displaced
from sinequanon.war.engine.fighting import (
    fallen,
    fought_here,
    fronts_here,
    powers_here,
    strengths,
)
from sinequanon.war.engine.local import agreed
from sinequanon.war.engine.luck import next_luck
from sinequanon.war.engine.movement import attraction, heads_in_reach, moved
from sinequanon.war.engine.recruitment import mustered, recruited
from sinequanon.war.engine.start import deployed
from sinequanon.war.engine.sums import snapshot


@kernel
@no_type_check
def battles(ground, draws, terms, dated, block, work, month, ahead):
    """Fronts, fighting and control, one place after the other."""
    strengths(ground, draws, block, work)
    for place in range(ground.places):
        powers_here(ground, draws, work, place, month)
        fronts_here(ground, terms, work, place, ahead)
        fought_here(ground, draws, work, place)
        if not dated.frozen[ahead, place]:
            passed_here(ground, draws, block, work, place)


@inlined
@no_type_check
def _remembered(ground, block, work, lags):
    """Keep the people under control at the start of the month, the latest six."""
    actors = ground.actors
    if lags == MEMORY:
        for row in range((MEMORY - 1) * actors):
            block.lagged[row] = block.lagged[row + actors]
        lags -= 1
    for actor in range(actors):
        block.lagged[lags * actors + actor] = work.people[actor]
    return lags + 1


@kernel
@no_type_check
def stepped(ground, draws, terms, dated, block, work, month, ahead, lags, acted):
    """One month; returns how many months of people are remembered after it."""
    weather(ground, draws, terms, block, work, ahead)
    if not acted:
        pinned(ground, dated, block, work)
    realigned(ground, draws, block, work)
    mustered(ground, block, work)
    backed(ground, draws, terms, block, work, ahead, lags)
    recruited(ground, draws, block, work)

    heads_in_reach(ground, draws, block, work)
    attraction(ground, draws, block, work)
    moved(ground, draws, dated, block, work, month)

    for actor in range(ground.actors):
        work.killed[actor] = lanes(0.0)
    for dyad in range(ground.dyads):
        work.deaths[dyad] = lanes(0.0)
        work.dated_deaths[dyad] = lanes(0.0)
    battle_losses(ground, dated, block, work, month)
    heads_in_reach(ground, draws, block, work)
    battles(ground, draws, terms, dated, block, work, month, ahead)
    fallen(ground, draws, block, work)
    agreed(ground, draws, dated, block, work, ahead)
    for pin in range(len(dated.pin_place)):
        give(ground, block, dated.pin_place[pin], dated.pin_actor[pin])

    victims(ground, draws, block, work)
    dead = block.accounts[DEAD]
    for actor in range(ground.actors):
        dead += work.killed[actor]
    block.accounts[DEAD] = dead
    owed(ground, draws, terms, work, ahead)
    arrested(ground, draws, block)
    displaced(ground, draws, block, work)
    grieved(ground, block, work)
    return _remembered(ground, block, work, lags)


@no_type_check
def _compiled():
    code = fingerprint(next_luck, deployed, stepped, snapshot)

    @kept_on_disk
    @no_type_check
    def advance(
        ground, draws, terms, dated, block, work, kept, first, months, lags, acted
    ):
        """Take a block through some months, or deploy its forces if there are none.

        Args:
            ground: Fixed indices of the setting.
            draws: Parameters of the runs.
            terms: Terms of the months ahead.
            dated: What happens on a date.
            block: The war at the start of the first month; changed in place.
            work: Memory to work in.
            kept: Receives the months' sums.
            first: Month id of the first month.
            months: How many.
            lags: How many months of people are remembered.
            acted: Whether the interventions of the first month are in effect already.

        Returns:
            How many months of people are remembered at the end.
        """
        version = code  # noqa: F841 # what is kept on disk is found by its closure
        if months == 0:
            next_luck(ground, draws, block, first)
            weather(ground, draws, terms, block, work, 0)
            deployed(ground, draws, dated, block, work)
        for ahead in range(months):
            month = first + ahead
            if month > ground.start:
                next_luck(ground, draws, block, month)
            done = acted and ahead == 0
            lags = stepped(
                ground, draws, terms, dated, block, work, month, ahead, lags, done
            )
            snapshot(ground, draws, terms, dated, block, work, kept, month, ahead)
        return lags

    return advance


advance = _compiled()

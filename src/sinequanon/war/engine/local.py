# pyright: basic
"""Local truces and agreements of the core's two sides (twin: `war/local.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, most, where
from sinequanon.war.engine.block import LEFT, RETURNED
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.engine.elementary import chance_of

_NOWHERE = 1e-6
_TINY = 1e-12


@inlined
@no_type_check
def _sum(rows, first, side):
    whole = lanes(0.0)
    for at in range(len(side)):
        whole += rows[first + side[at]]
    return whole


@inlined
@no_type_check
def _besieged(ground, draws, dated, block, work, ahead):
    """Sieges and pressure in each place, and the shares that they make yield."""
    actors, yielding = ground.actors, draws.local_yield[0]
    room_a, room_b = lanes(0.0), lanes(0.0)
    for place in range(ground.places):
        first = place * actors
        begin, end = ground.around_at[place], ground.around_at[place + 1]
        for actor in range(actors):
            near = lanes(0.0)
            if ground.in_core[actor]:
                for link in range(begin, end):
                    there = ground.around[link] * actors + actor
                    near += block.control[there] * ground.around_share[link]
            work.near[first + actor] = near
        ring_a = _sum(work.near, first, ground.core_b)
        ring_b = _sum(work.near, first, ground.core_a)
        ring_a, ring_b = ring_a * ring_a, ring_b * ring_b
        odds = work.odds_here[place]
        press_a = ring_a * chance_of(most(0.0 - odds, 0.0))
        press_b = ring_b * chance_of(most(odds, 0.0))
        willing = yielding * block.calm[place]
        yield_a, yield_b = chance_of(willing * press_a), chance_of(willing * press_b)
        if dated.frozen[ahead, place]:
            yield_a, yield_b = lanes(0.0), lanes(0.0)
        held_a = _sum(block.control, first, ground.core_a)
        held_b = _sum(block.control, first, ground.core_b)
        worth = draws.values[place]
        safe_a = held_a * (1.0 - ring_a) * (1.0 - yield_a) * worth
        safe_b = held_b * (1.0 - ring_b) * (1.0 - yield_b) * worth
        room_a += safe_a
        room_b += safe_b
        work.press_a[place], work.press_b[place] = press_a, press_b
        work.yield_a[place], work.yield_b[place] = yield_a, yield_b
        work.refuge_a[place], work.refuge_b[place] = safe_a, safe_b
    return room_a, room_b


@inlined
@no_type_check
def _won(ground, work, block, place, winners, lost):
    """What a side yields passes to its besiegers, as they hold ground next door."""
    first = place * ground.actors
    everyone = block.residents[place] + block.inside[place]
    beside = most(_sum(work.near, first, winners), _TINY)
    for at in range(len(winners)):
        gain = lost * (work.near[first + winners[at]] / beside)
        taker = ground.holder[winners[at]]
        block.control[first + taker] = block.control[first + taker] + gain
        work.agreed[taker] += gain * everyone


@inlined
@no_type_check
def _lost(block, first, losers, share):
    """Take a share of what each of a side holds; returns the whole of it."""
    whole = lanes(0.0)
    for at in range(len(losers)):
        row = first + losers[at]
        gone = share * block.control[row]
        block.control[row] = block.control[row] - gone
        whole += gone
    return whole


@inlined
@no_type_check
def _ground_passed(ground, draws, block, work):
    """Control after the month's agreements, and the truces that it leaves."""
    actors, making, breaking = ground.actors, draws.local_truce[0], draws.breaking[0]
    for place in range(ground.places):
        first = place * actors
        lost_a = _lost(block, first, ground.core_a, work.yield_a[place])
        lost_b = _lost(block, first, ground.core_b, work.yield_b[place])
        _won(ground, work, block, place, ground.core_a, lost_b)
        _won(ground, work, block, place, ground.core_b, lost_a)
        for actor in range(actors):
            control = block.control[first + actor]
            block.control[first + actor] = most(least(control, 1.0), 0.0)
        pressure = _sum(block.control, first, ground.core_a) * work.press_a[place]
        pressure += _sum(block.control, first, ground.core_b) * work.press_b[place]
        calm = block.calm[place]
        after = calm + (1.0 - calm) * chance_of(making * pressure) - calm * breaking
        block.calm[place] = most(least(after, 1.0), 0.0)


@inlined
@no_type_check
def _withdrawn(ground, draws, block, work, side, shares, refuge, room):
    """Fighters of a side leave what it has yielded for ground that is not besieged."""
    actors, goes = ground.actors, room > _NOWHERE
    per_room = where(goes, 1.0 / most(room, _NOWHERE), 0.0)
    for at in range(len(side)):
        actor, heads = side[at], lanes(0.0)
        abroad = draws.foreign[actor]
        for place in range(ground.places):
            heads += shares[place] * block.fighters[place * actors + actor]
        for place in range(ground.places):
            row = place * actors + actor
            leaving = shares[place] * block.fighters[row]
            stays = block.fighters[row] - leaving
            after = stays + refuge[place] * per_room * heads
            block.fighters[row] = most(after, 0.0)
            home = where(goes, 0.0, leaving) * (1.0 - abroad)
            block.residents[place] = block.residents[place] + home
        gone = where(goes, 0.0, heads)
        block.accounts[RETURNED] = block.accounts[RETURNED] + gone * (1.0 - abroad)
        block.accounts[LEFT] = block.accounts[LEFT] + gone * abroad


@kernel
@no_type_check
def agreed(ground, draws, dated, block, work, ahead):
    """Besieged places make local truces, and some pass by agreement."""
    for actor in range(ground.actors):
        work.agreed[actor] = lanes(0.0)
    room_a, room_b = _besieged(ground, draws, dated, block, work, ahead)
    _ground_passed(ground, draws, block, work)
    _withdrawn(
        ground,
        draws,
        block,
        work,
        ground.core_a,
        work.yield_a,
        work.refuge_a,
        room_a,
    )
    _withdrawn(
        ground,
        draws,
        block,
        work,
        ground.core_b,
        work.yield_b,
        work.refuge_b,
        room_b,
    )

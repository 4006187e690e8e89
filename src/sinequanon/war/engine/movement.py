# pyright: basic
"""Movement: six hops a month towards threatened places (twin: `war/movement.py`)."""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import lanes, least, where
from sinequanon.war.engine.compiling import inlined, kernel
from sinequanon.war.movement import HOPS

_PER_PASSABLE = 5.0
_FLOOR = 1e-12


@kernel
@no_type_check
def heads_in_reach(ground, draws, block, work):
    """Heads that can fight in each place: there, or over a border."""
    actors, reach = ground.actors, draws.reach[0]
    for place in range(ground.places):
        begin, end = ground.reach_at[place], ground.reach_at[place + 1]
        for actor in range(actors):
            near = lanes(0.0)
            for link in range(begin, end):
                beside = ground.reach[link] * actors + actor
                near += block.fighters[beside] * ground.reach_share[link]
            here = place * actors + actor
            work.heads[here] = block.fighters[here] + reach * near


@inlined
@no_type_check
def _held_by_side(ground, block, work):
    """The share of each place that each side holds."""
    actors, sides = ground.actors, ground.sides
    for place in range(ground.places):
        for side in range(sides):
            held = lanes(0.0)
            for actor in range(actors):
                if ground.side[actor] == side:
                    held += block.control[place * actors + actor]
            work.held[place * sides + side] = held


@inlined
@no_type_check
def _pulled_here(ground, work, place):
    """How strongly enemies in reach of a place pull each actor, written to `lost`."""
    actors = ground.actors
    crowd = lanes(_FLOOR)
    for actor in range(actors):
        crowd += work.heads[place * actors + actor]
        work.lost[actor] = lanes(0.0)
    inverse = 1.0 / crowd
    for actor in range(actors):
        work.power[actor] = work.heads[place * actors + actor] * inverse
    for pair in range(ground.pairs):
        i, j = ground.pair_i[pair], ground.pair_j[pair]
        there = work.turn[2 * pair] * work.power[j]
        back = work.turn[2 * pair + 1] * work.power[i]
        if ground.dyad_core[ground.pair_dyad[pair]]:
            there *= work.quiet[place]
            back *= work.quiet[place]
        work.lost[i] += there
        work.lost[j] += back


@kernel
@no_type_check
def attraction(ground, draws, block, work):
    """Weight of each place to each actor's forces, written to `weight`."""
    actors, sides, rear = ground.actors, ground.sides, draws.rear[0]
    _held_by_side(ground, block, work)
    for place in range(ground.places):
        _pulled_here(ground, work, place)
        worth = draws.values[place] * work.front[place]
        begin, end = ground.around_at[place], ground.around_at[place + 1]
        for side in range(sides):
            held = work.held[place * sides + side]
            near = lanes(0.0)
            for link in range(begin, end):
                beside = ground.around[link] * sides + side
                near += work.held[beside] * ground.around_share[link]
            open_to = least((held + 0.5 * near) * _PER_PASSABLE, 1.0)
            drawn = worth * work.campaign[side * ground.regions + ground.region[place]]
            for actor in range(actors):
                if ground.side[actor] == side:
                    pull = work.lost[actor] + rear * held
                    work.weight[place * actors + actor] = pull * open_to * drawn


@inlined
@no_type_check
def _ways_out(ground, draws, block, work):
    """Split forces into those that can hop and those with nowhere to go."""
    actors, hop = ground.actors, draws.hop[0]
    for row in range(ground.places * actors):
        weight = work.weight[row]
        work.weight[row] = where(weight > _FLOOR, weight, 0.0)
    for place in range(ground.places):
        begin, end = ground.steps_at[place], ground.steps_at[place + 1]
        for actor in range(actors):
            around = lanes(0.0)
            for link in range(begin, end):
                around += work.weight[ground.steps[link] * actors + actor]
            here = place * actors + actor
            moves = around > 0.0
            inverse = where(moves, 1.0 / where(moves, around, 1.0), 0.0)
            free = where(moves, block.fighters[here], 0.0)
            work.inverse[here] = inverse
            work.free[here] = free
            work.flow[here] = free * inverse
    for row in range(ground.places * actors):
        work.weight[row] = work.weight[row] * hop


@inlined
@no_type_check
def _one_hop(ground, draws, work, flow, next_flow):
    """One hop of all forces; `flow` is free heads over what lies around them."""
    actors, stay = ground.actors, 1.0 - draws.hop[0]
    for place in range(ground.places):
        begin, end = ground.steps_at[place], ground.steps_at[place + 1]
        for actor in range(actors):
            coming = lanes(0.0)
            for link in range(begin, end):
                coming += flow[ground.steps[link] * actors + actor]
            here = place * actors + actor
            free = work.free[here] * stay + coming * work.weight[here]
            work.free[here] = free
            next_flow[here] = free * work.inverse[here]


@kernel
@no_type_check
def moved(ground, draws, dated, block, work, month):
    """A month's movement of fighters; bound heads stay where they are."""
    for post in range(len(dated.post_row)):
        row, heads = dated.post_row[post], lanes(0.0)
        for guard in range(len(dated.guard_post)):
            if dated.guard_post[guard] == post:
                on = dated.guard_until[guard] > month
                heads += where(on, dated.guard_heads[guard], 0.0)
        heads = least(heads, block.fighters[row])
        dated.bound[post] = heads
        block.fighters[row] = block.fighters[row] - heads
    _ways_out(ground, draws, block, work)
    for hop in range(HOPS):
        if hop % 2:
            _one_hop(ground, draws, work, work.other_flow, work.flow)
        else:
            _one_hop(ground, draws, work, work.flow, work.other_flow)
    for row in range(ground.places * ground.actors):
        stuck = where(work.inverse[row] > 0.0, 0.0, block.fighters[row])
        block.fighters[row] = work.free[row] + stuck
    for post in range(len(dated.post_row)):
        row = dated.post_row[post]
        block.fighters[row] = block.fighters[row] + dated.bound[post]

# pyright: basic
"""Dated things that act within a month: pins and battles (twin: `war/dated.py`)."""

from typing import no_type_check

from sinequanon.war.dated import MOST_MOVED
from sinequanon.war.engine.arithmetic import lanes, least, most, where
from sinequanon.war.engine.compiling import inlined, kernel

_HARDLY = 1e-6


@inlined
@no_type_check
def _side_holds(ground, block, place, side):
    held = lanes(0.0)
    for actor in range(ground.actors):
        if ground.side[actor] == side:
            held += block.control[place * ground.actors + actor]
    return held


@inlined
@no_type_check
def _fall_back(ground, block, work, place, actor):
    """Send an actor's fighters in a lost place to its side's nearest ground."""
    actors, side = ground.actors, ground.side[actor]
    begin, end = ground.steps_at[place], ground.steps_at[place + 1]
    near, far = lanes(0.0), lanes(0.0)
    for other in range(ground.places):
        held = _side_holds(ground, block, other, side)
        work.haven[other] = held
        work.walking[other] = lanes(0.0)
        if other != place:
            far += held
    for link in range(begin, end):
        other = ground.steps[link]
        if other != place:
            work.walking[other] = work.haven[other]
            near += work.haven[other]
    here = place * actors + actor
    leaving = block.fighters[here]
    per_near, per_far = 1.0 / most(near, _HARDLY), 1.0 / most(far, _HARDLY)
    for other in range(ground.places):
        if other != place:
            beside = work.walking[other] * per_near
            share = where(near > _HARDLY, beside, work.haven[other] * per_far)
            share = where((near > _HARDLY), share, where(far > _HARDLY, share, 0.0))
            row = other * actors + actor
            block.fighters[row] = block.fighters[row] + share * leaving
    stays = where(near > _HARDLY, 0.0, where(far > _HARDLY, 0.0, leaving))
    block.fighters[here] = stays


@inlined
@no_type_check
def give(ground, block, place, holder):
    """The place in one hand."""
    for actor in range(ground.actors):
        share = 1.0 if actor == holder else 0.0
        block.control[place * ground.actors + actor] = lanes(share)


@kernel
@no_type_check
def pinned(ground, dated, block, work):
    """Places held from an earlier month on; others' fighters there fall back."""
    for pin in range(len(dated.pin_place)):
        place, holder = dated.pin_place[pin], dated.pin_actor[pin]
        give(ground, block, place, holder)
        for actor in range(ground.actors):
            if ground.side[actor] != ground.side[holder]:
                _fall_back(ground, block, work, place, actor)


@kernel
@no_type_check
def battle_losses(ground, dated, block, work, month):
    """Take the dead of this month's dated battles from the fighters nearby."""
    actors = ground.actors
    for loss in range(len(dated.loss_month)):
        if dated.loss_month[loss] != month:
            continue
        actor, dyad = dated.loss_actor[loss], dated.loss_dyad[loss]
        force = lanes(0.0)
        for place in range(ground.places):
            near = dated.loss_near[loss, place]
            if near > 0.0:
                force += block.fighters[place * actors + actor] * near
        taken = least(dated.loss_dead[loss], MOST_MOVED * force)
        share = taken / most(force, 1e-9)
        for place in range(ground.places):
            near = dated.loss_near[loss, place]
            if near > 0.0:
                row = place * actors + actor
                gone = block.fighters[row] * near * share
                block.fighters[row] = block.fighters[row] - gone
        work.killed[actor] += taken
        if dyad >= 0:
            work.dated_deaths[dyad] += taken

# pyright: basic
"""What a world does in a span of months, made ready for the kernels.

Months are taken together as long as nothing sets worlds apart, no intervention has to
be put into effect and no map is asked for.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import no_type_check

import numpy as np

from sinequanon.war.dated import dated_dead, nearness
from sinequanon.war.effort import heat_between, mean_selectivity
from sinequanon.war.engine.bank import Bank, blocks_of
from sinequanon.war.engine.block import Blocks
from sinequanon.war.engine.terms import MonthTerms
from sinequanon.war.plan import Plan
from sinequanon.war.terms import terms_of
from sinequanon.war.theta import Theta
from sinequanon.war.worlds import (
    Enters,
    Leaves,
    Losses,
    Pin,
    Stance,
    SupplyCut,
    Truce,
    World,
)

_ELSEWHERE = (Enters, Leaves, Losses, Stance, SupplyCut, Truce)


def spans(
    worlds: Sequence[World], *, first: int, months: int, map_months: Sequence[int]
) -> list[tuple[int, int]]:
    """Spans of months `[begin, end)` in which the kernels need no help."""
    cuts = {first, first + months}
    cuts |= {item.month for world in worlds for item in world}
    cuts |= {month + 1 for month in map_months}
    inside = sorted(cut for cut in cuts if first <= cut <= first + months)
    return list(pairwise(inside))


def acts(world: World, month: int) -> bool:
    """Whether something has to be put into effect on the state in a month.

    Battles fall within their month, and the rest of `_ELSEWHERE` is a matter of terms.
    """
    return any(
        item.month == month and not isinstance(item, _ELSEWHERE) for item in world
    )


@no_type_check
def terms_ahead(
    plan: Plan, theta: Theta, *, world: World, seed: int, begin: int, end: int
):
    """Terms of all blocks in `[begin, end)`, and who has a backer in each month."""
    names = (
        "hostility",
        "selectivity",
        "support",
        "fire",
        "supply_aim",
        "turned",
        "spent",
    )
    rows = {name: [] for name in names}
    backed, made, last = [], {}, None
    runs = len(theta.draws)
    for month in range(begin, end):
        terms = terms_of(plan, theta, world=world, seed=seed, month=month)
        backed.append(terms.backed)
        # Most months are like the one before but for what is left of a truce.
        if last is None or not np.array_equal(terms.support, last.support):
            made["fire"] = terms.support ** theta["firepower"]
        if last is None or not np.array_equal(terms.hostility, last.hostility):
            hot = heat_between(plan, theta, terms.hostility)
            made["turned"] = hot ** theta["turn"]
        if last is None or not np.array_equal(terms.selectivity, last.selectivity):
            made["spent"] = _spent(plan, theta, terms.selectivity)
        last = terms
        for name in names:
            value = made[name] if name in made else getattr(terms, name)
            rows[name].append(value.reshape(-1, runs))
    bank = Bank()
    for name in names:
        bank.put(name, np.concatenate(rows[name]))
    return bank, np.array(backed, dtype=np.int64)


@no_type_check
def _spent(plan, theta, selectivity):
    """What each actor's selectivity lets it spend against each side."""
    rows = []
    for i, own in enumerate(plan.side):
        hostile = {plan.side[p.j] for p in plan.pairs if plan.side[p.i] == own}
        hostile |= {plan.side[p.i] for p in plan.pairs if plan.side[p.j] == own}
        enemies = [j for j, other in enumerate(plan.side) if other in hostile]
        nobody = (selectivity[i][enemies] >= 1.0).all(axis=0)
        mean = mean_selectivity(plan, theta, selectivity[i])
        rows.append(np.where(nobody, 1.0, mean))
    return np.stack(rows)


@no_type_check
def month_terms(bank: Bank, backed, number: int) -> MonthTerms:
    """The terms of one block."""
    names = [name for name in MonthTerms._fields if name != "backed"]
    rows = {name: bank.rows(name, number) for name in names}
    return MonthTerms(backed=backed, **rows)


@no_type_check
def dated_in(
    plan: Plan,
    theta: Theta,
    blocks: Blocks,
    *,
    world: World,
    seed: int,
    begin: int,
    end: int,
):
    """What happens on a date in `[begin, end)`: a bank of lanes, and plain arrays."""
    runs = len(theta.draws)
    guards = blocks.garrisons
    posts = sorted({(guard.place, guard.actor) for guard in guards})
    pins = [item for item in world if isinstance(item, Pin)]
    losses = [
        loss
        for item in world
        if isinstance(item, Losses) and begin <= item.month < end
        for loss in dated_dead(plan, theta, item, seed=seed)
    ]
    frozen = np.zeros((end - begin, len(plan.setting.places)), dtype=np.int64)
    for guard in guards:
        if guard.place != guard.target:
            for ahead in range(end - begin):
                if bool(np.any(guard.until > begin + ahead)):
                    frozen[ahead, guard.target] = 1
    near = [nearness(plan, loss.place)[:, 0] for loss in losses]
    actors = len(plan.side)
    plain = {
        "post_row": _whole(place * actors + actor for place, actor in posts),
        "post_actor": _whole(actor for _, actor in posts),
        "guard_post": _whole(posts.index((g.place, g.actor)) for g in guards),
        "pin_place": _whole(plan.place(pin.place) for pin in pins),
        "pin_actor": _whole(plan.actor(pin.holder) for pin in pins),
        "loss_month": _whole(loss.month for loss in losses),
        "loss_actor": _whole(loss.actor for loss in losses),
        "loss_dyad": _whole(-1 if x.dyad is None else x.dyad for x in losses),
        "loss_near": np.array(near, dtype=np.float32).reshape(
            len(near), len(frozen[0])
        ),
        "frozen": frozen,
    }
    bank = Bank()
    nobody = np.zeros((1, runs))
    bank.put("guard_heads", _stack([guard.heads for guard in guards], nobody))
    bank.put("guard_until", _stack([guard.until for guard in guards], nobody))
    bank.put("loss_dead", _stack([loss.heads for loss in losses], nobody))
    bank.make("bound", blocks_of(runs), max(len(posts), 1))
    return bank, plain


@no_type_check
def _whole(numbers):
    return np.array(list(numbers), dtype=np.int64)


@no_type_check
def _stack(rows, nothing):
    return np.stack(rows) if rows else nothing

"""Who holds a town now, given who held it some months ago and the fighting since.

Only what was known by the month itself is used: events up to it, the last statement
before it, nothing of what came after.
"""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float, Int

from sinequanon.record.holders.chain import START, moves
from sinequanon.record.holders.evidence import own_of, spread_over
from sinequanon.record.holders.searching import Point, least_by_simplex
from sinequanon.record.holders.sides import BLOCS, FIRST, LAST, presence
from sinequanon.record.holders.smoothing import Ground, Rule, Signals

HORIZONS = (3, 6, 12, 24)
"""Months since the last known holder. One month is no test: the month of change is
masked, so nothing ever changes within one."""

_SURE = 0.997
_ROWS = 700
_STEPS = 80


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Town-months with a holder known some months before: bloc then and bloc now."""

    town: Int[np.ndarray, " rows"]
    month: Int[np.ndarray, " rows"]
    horizon: Int[np.ndarray, " rows"]
    then: Int[np.ndarray, " rows"]
    now: Int[np.ndarray, " rows"]

    def some(self, chosen: np.ndarray | slice) -> "Asked":
        """Some of the rows."""
        return Asked(
            town=self.town[chosen],
            month=self.month[chosen],
            horizon=self.horizon[chosen],
            then=self.then[chosen],
            now=self.now[chosen],
        )


def asked_of(
    ground: Ground, towns: Int[np.ndarray, " n"], *, everywhere: bool = False
) -> Asked:
    """Town-months of some towns, once for each horizon with a known holder.

    Args:
        ground: Towns and fighting.
        towns: The towns.
        everywhere: All known months, places that never changed among them, and not only
            those within six months of a change.
    """
    bloc = ground.anchors.bloc
    scored = (bloc >= 0 if everywhere else ground.anchors.scored).copy()
    scored[:, LAST - FIRST + 1 :] = False
    columns: list[Int[np.ndarray, "rows five"]] = []
    for horizon in HORIZONS:
        place, month = np.nonzero(scored[towns])
        place, month = place[month >= horizon], month[month >= horizon]
        town = towns[place]
        then = bloc[town, month - horizon]
        table = np.stack(
            [town, month, np.full_like(town, horizon), then, bloc[town, month]], axis=1
        )
        columns.append(table[then >= 0])
    table = np.concatenate(columns)
    return Asked(
        town=table[:, 0],
        month=table[:, 1],
        horizon=table[:, 2],
        then=table[:, 3],
        now=table[:, 4],
    )


def trailing(ground: Ground, rule: Rule) -> Signals:
    """The signals around every town, from the months up to each month only."""
    deaths = ground.deaths(rule.kernel_km)
    own = spread_over(own_of(deaths), rule.own_months, 0)
    return Signals(own=np.log1p(own), pair=np.log1p(spread_over(deaths, 1, 0)))


def last_known(seen: Asked, asked: Asked) -> Float[np.ndarray, "rows blocs"]:
    """The last known holder, with the chance of still holding learnt by horizon."""
    share = np.bincount(seen.now, minlength=len(BLOCS)) + 0.5
    told = np.tile(share, (len(asked.town), 1))
    rows = np.arange(len(asked.town))
    told[rows, asked.then] = 0.0
    told /= told.sum(axis=1, keepdims=True)
    for horizon in HORIZONS:
        mine = seen.horizon == horizon
        same = ((seen.then == seen.now)[mine].sum() + 1.0) / (mine.sum() + 2.0)
        at = np.flatnonzero(asked.horizon == horizon)
        told[at] *= 1.0 - same
        told[at, asked.then[at]] = same
    return told


def since_known(
    signals: Signals, rule: Rule, asked: Asked
) -> Float[np.ndarray, "rows blocs"]:
    """The chain started at the last known holder and run on the fighting since.

    Args:
        signals: From `trailing`.
        rule: The rule.
        asked: The rows.
    """
    state = np.full((len(asked.town), len(BLOCS)), (1.0 - _SURE) / 3.0)
    state[np.arange(len(state)), asked.then] = _SURE
    return _run(signals, rule, asked.town, asked.month, asked.horizon, state)


def from_start(
    signals: Signals, rule: Rule, asked: Asked
) -> Float[np.ndarray, "rows blocs"]:
    """The chain alone, from March 2011 and without any statement."""
    state = np.tile(START, (len(asked.town), 1))
    return _run(signals, rule, asked.town, asked.month, asked.month, state)


def _run(
    signals: Signals,
    rule: Rule,
    town: Int[np.ndarray, " rows"],
    month: Int[np.ndarray, " rows"],
    steps: Int[np.ndarray, " rows"],
    state: Float[np.ndarray, "rows blocs"],
) -> Float[np.ndarray, "rows blocs"]:
    present = presence()
    # Rows are sorted by steps, so that those still to run are a tail of the array.
    order = np.argsort(steps, kind="stable")
    town, month, steps, state = town[order], month[order], steps[order], state[order]
    for step in range(1, int(steps.max(initial=0)) + 1):
        on = slice(int(np.searchsorted(steps, step)), None)
        at = month[on] - steps[on] + step
        before, now = signals.pair[at - 1, :, town[on]], signals.pair[at, :, town[on]]
        table = moves(np.stack([before.T, now.T]), rule.quiet, rule.fought)[0]
        moved = (state[on].T[:, None] * table).sum(axis=0).T
        moved *= np.exp(rule.own * signals.own[at, :, town[on]] + present[at])
        state[on] = moved / moved.sum(axis=1, keepdims=True)
    found = np.empty_like(state)
    found[order] = state
    return found


def fit_nowcast(signals: Signals, rule: Rule, seen: Asked) -> Rule:
    """The rule with its rates and weight fitted to telling now from then.

    Some 700 rows are used, evenly picked: neighbouring months say much the same.

    Args:
        signals: From `trailing`.
        rule: Where the search starts; its kernel and averaging stay.
        seen: Rows that may be learnt from.
    """
    thin = seen.some(slice(None, None, max(1, len(seen.town) // _ROWS)))
    rows = np.arange(len(thin.town))

    def rule_at(point: Point) -> Rule:
        own, fought, quiet = np.exp(point).tolist()
        return replace(rule, own=own, fought=fought, quiet=quiet)

    def loss(point: Point) -> float:
        if np.any(point > np.log([3.0, 1.0, 0.5])):
            return 10.0
        told = since_known(signals, rule_at(point), thin)[rows, thin.now]
        return -float(np.log(np.maximum(told, 1e-4)).mean())

    first = np.log([rule.own, rule.fought, rule.quiet])
    point, _ = least_by_simplex(loss, first, _STEPS)
    return rule_at(point)

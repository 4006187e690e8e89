"""Time of the compiled engine by mechanism: each kernel by itself, on one block.

Kernels are called again and again on sixteen runs in the middle of a war; figures are
the smallest of several rounds, so that what else the machine does counts least.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from sinequanon.dossier import load
from sinequanon.war import draw_theta, setting_of
from sinequanon.war.engine import (
    alignment,
    backing,
    civilians,
    climate,
    detention,
    displacement,
    fighting,
    local,
    luck,
    month,
    movement,
    recruitment,
    sums,
)
from sinequanon.war.engine.block import Block
from sinequanon.war.engine.draws import Draws
from sinequanon.war.engine.paths import Voyage, kept_bank
from sinequanon.war.engine.schedule import dated_in, month_terms, terms_ahead
from sinequanon.war.engine.terms import Dated, Kept
from sinequanon.war.plan import plan_of

LANES = 16
ROUNDS, CALLS = 7, 40
BEFORE = 6
"""Months that the war has been on when it is timed."""

Told = dict[str, Any]


def door_to(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """A loop of calls of a kernel, compiled."""

    @njit(nogil=True)
    def again(calls, *given):  # type: ignore[no-untyped-def]
        for _ in range(calls):
            kernel(*given)

    return again


def seconds(kernel: Callable[..., Any], *given: Any) -> float:
    """Processor seconds of one call of a kernel."""
    again = door_to(kernel)
    again(1, *given)
    least = float("inf")
    for _ in range(ROUNDS):
        began = time.thread_time()
        again(CALLS, *given)
        least = min(least, (time.thread_time() - began) / CALLS)
    return least


def by_mechanism() -> Told:
    """Microseconds of a month of one block, by mechanism."""
    plan, ids = plan_of(setting_of(load("syria"))), np.arange(LANES, dtype=np.uint32)
    theta = draw_theta(plan.setting, seed=1, draws=ids)
    voyage = Voyage(plan, theta, seed=1, runs=ids, watch=())
    ground, work, first = voyage.ground, voyage.work, plan.setting.start_month
    kept_rows = kept_bank(ground, LANES, BEFORE)
    begun = voyage.begun()
    blocks = voyage.through(
        begun, world=(), begin=first, end=first + BEFORE, acted=False, kept=kept_rows
    )
    when = blocks.month
    about = {"world": (), "seed": 1, "begin": when, "end": when + 1}
    rows, backed = terms_ahead(plan, theta, **about)
    lanes, plain = dated_in(plan, theta, blocks, **about)
    dated = Dated(**plain, **{name: lanes.rows(name, 0) for name in lanes.tables})
    draws, terms = voyage.draws.block(Draws, 0), month_terms(rows, backed, 0)
    block, kept = blocks.bank.block(Block, 0), kept_rows.block(Kept, 0)
    ahead = 0
    told = {
        "luck": (luck.next_luck, ground, draws, block, when),
        "climate": (climate.weather, ground, draws, terms, block, work, ahead),
        "alignment": (alignment.realigned, ground, draws, block, work),
        "recruitment: sums": (recruitment.mustered, ground, block, work),
        "backing": (backing.backed, ground, draws, terms, block, work, ahead, 6),
        "recruitment": (recruitment.recruited, ground, draws, block, work),
        "movement: reach, twice": (
            movement.heads_in_reach,
            ground,
            draws,
            block,
            work,
        ),
        "movement: attraction": (movement.attraction, ground, draws, block, work),
        "movement: six hops": (
            movement.moved,
            ground,
            draws,
            dated,
            block,
            work,
            when,
        ),
        "fighting and control": (
            month.battles,
            ground,
            draws,
            terms,
            dated,
            block,
            work,
            when,
            ahead,
        ),
        "fighting: the fallen": (fighting.fallen, ground, draws, block, work),
        "local": (local.agreed, ground, draws, dated, block, work, ahead),
        "civilians": (civilians.victims, ground, draws, block, work),
        "detention": (detention.arrested, ground, draws, block),
        "displacement": (displacement.displaced, ground, draws, block, work),
        "path": (
            sums.snapshot,
            ground,
            draws,
            terms,
            dated,
            block,
            work,
            kept,
            when,
            ahead,
        ),
    }
    micro = {name: 1e6 * seconds(*call) for name, call in told.items()}
    micro["movement: reach, twice"] *= 2.0
    whole = sum(micro.values())
    return {
        "microseconds": micro,
        "whole_microseconds": whole,
        "shares": {
            name: value / whole
            for name, value in sorted(micro.items(), key=lambda one: -one[1])
        },
    }


def main() -> None:
    """Print the table as one JSON line."""
    sys.stdout.write(json.dumps(by_mechanism()) + "\n")


if __name__ == "__main__":
    main()

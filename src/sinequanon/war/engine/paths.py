# pyright: basic
"""Paths from the compiled engine: branches of worlds, blocks of runs, spans of months.

Worlds share their history until an intervention sets them apart, as in `war/runs.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import no_type_check

import numpy as np

from sinequanon.axes import Int, UInt32
from sinequanon.war.dated import acted
from sinequanon.war.engine.bank import Bank, blocks_of
from sinequanon.war.engine.block import (
    COUNTED,
    Block,
    Blocks,
    empty_blocks,
    state_of,
    stored,
)
from sinequanon.war.engine.draws import Draws, draws_of
from sinequanon.war.engine.ground import ground_of
from sinequanon.war.engine.month import advance
from sinequanon.war.engine.schedule import (
    acts,
    dated_in,
    month_terms,
    spans,
    terms_ahead,
)
from sinequanon.war.engine.terms import Dated, Kept
from sinequanon.war.engine.work import work_of
from sinequanon.war.movement import place_values
from sinequanon.war.path import Path
from sinequanon.war.plan import Plan
from sinequanon.war.start import picked_up
from sinequanon.war.theta import Theta
from sinequanon.war.worlds import World, begun


class UnsoundRunsError(Exception):
    """Some runs hold numbers that no run can hold; `runs` are their positions."""

    runs: Int[np.ndarray, " broken"]

    @no_type_check
    def __init__(self, runs):
        super().__init__(f"{len(runs)} runs are unsound")
        self.runs = runs


class Voyage:
    """One batch on its way: what all its blocks and months share."""

    @no_type_check
    def __init__(self, plan, theta, *, seed, runs, watch):
        self.plan, self.theta, self.seed, self.runs = plan, theta, seed, len(runs)
        self.ground = ground_of(plan, seed=seed, watch=watch)
        values = place_values(plan, theta)
        self.draws = draws_of(plan, theta, runs=runs, values=values)
        self.work = work_of(self.ground)

    @no_type_check
    def through(self, blocks, *, world, begin, end, acted, kept):
        """Take blocks through `[begin, end)` in place (or deploy them, if none)."""
        stop = max(end, begin + 1)
        about = {"world": world, "seed": self.seed, "begin": begin, "end": stop}
        terms, backed = terms_ahead(self.plan, self.theta, **about)
        bank, plain = dated_in(self.plan, self.theta, blocks, **about)
        for number in range(blocks_of(self.runs)):
            lanes = {name: bank.rows(name, number) for name in bank.tables}
            lags = advance(
                self.ground,
                self.draws.block(Draws, number),
                month_terms(terms, backed, number),
                Dated(**plain, **lanes),
                blocks.bank.block(Block, number),
                self.work,
                kept.block(Kept, number),
                begin,
                end - begin,
                blocks.lags,
                acted,
            )
        broken = blocks.bank.broken(COUNTED, self.runs)
        if broken.any():
            raise UnsoundRunsError(np.nonzero(broken)[0])
        return replace(blocks, month=end, lags=lags)

    @no_type_check
    def begun(self):
        """All blocks at the start of the war."""
        ground, first = self.ground, self.ground.start
        bank = empty_blocks(ground, self.runs)
        control = np.repeat(self.plan.setting.control0.T.reshape(-1, 1), self.runs, 1)
        bank.put("control", control)
        bare = Blocks(month=first, bank=bank, lags=0, garrisons=())
        kept = kept_bank(ground, self.runs, 0)
        bare = self.through(
            bare, world=(), begin=first, end=first, acted=False, kept=kept
        )
        fighters = state_of(bare, ground, self.runs).fighters
        state = picked_up(self.plan, self.theta, fighters, seed=self.seed)
        return stored(state, ground, bank)


def compiled_paths(
    plan: Plan,
    theta: Theta,
    *,
    worlds: Sequence[World],
    seed: int,
    runs: UInt32[np.ndarray, " runs"],
    months: int,
    watch: tuple[str, ...],
    map_months: tuple[int, ...],
) -> tuple[Path, ...]:
    """One path for each world, from compiled kernels in single precision.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        worlds: Interventions of each world.
        seed: Any integer.
        runs: Numbers of the runs.
        months: How many months from the start.
        watch: Places whose control is kept.
        map_months: Months at whose end control of every place is kept.

    Raises:
        UnsoundRunsError: If a run holds a number that is missing, infinite or negative.
    """
    voyage = Voyage(plan, theta, seed=seed, runs=runs, watch=watch)
    first, ground = plan.setting.start_month, voyage.ground
    branches: dict[World, Blocks] = {(): voyage.begun()}
    parts: list[list[Bank]] = [[] for _ in worlds]
    maps: list[list] = [[] for _ in worlds]
    for begin, end in spans(worlds, first=first, months=months, map_months=map_months):
        before = [begun(world, begin - 1) if begin > first else () for world in worlds]
        waiting = {past: before.count(past) for past in before}
        taken: dict[World, Blocks] = {}
        seen: dict[World, Bank] = {}
        for number, world in enumerate(worlds):
            history, past = begun(world, begin), before[number]
            waiting[past] -= 1
            if history not in taken:
                blocks = branches[past]
                if waiting[past]:
                    blocks = replace(blocks, bank=blocks.bank.copied())
                acting = acts(history, begin)
                if acting:
                    state = state_of(blocks, ground, len(runs))
                    state = acted(state, plan, theta, world=history, seed=seed)
                    blocks = stored(state, ground, blocks.bank)
                kept = kept_bank(ground, len(runs), end - begin)
                taken[history] = voyage.through(
                    blocks,
                    world=history,
                    begin=begin,
                    end=end,
                    acted=acting,
                    kept=kept,
                )
                seen[history] = kept
            parts[number].append(seen[history])
            if end - 1 in map_months:
                bank = taken[history].bank
                maps[number].append((end - 1, _map(bank, ground, len(runs))))
        branches = taken
    return tuple(
        _path(plan, some, drawn, runs=runs, watch=watch, ground=ground)
        for some, drawn in zip(parts, maps, strict=True)
    )


@no_type_check
def _spans_of_kept(ground):
    """Actors, dyads and so on of each field of `Kept`; None where it is one number."""
    actors = ground.actors
    by_actor = ("one_sided", "civilians", "people", "fighters", "supply")
    wide = dict.fromkeys((*by_actor, "places_held", "area_held", "agreed"), actors)
    wide |= {"deaths": ground.dyads, "watched": len(ground.watched) * actors}
    return {name: wide.get(name) for name in Kept._fields}


@no_type_check
def kept_bank(ground, runs, months):
    """Memory for the sums of some months."""
    bank, blocks = Bank(), blocks_of(runs)
    for name, rows in _spans_of_kept(ground).items():
        bank.make(name, blocks, months * (1 if rows is None else rows))
    return bank


@no_type_check
def _map(bank, ground, runs):
    """Control of every place, runs first."""
    rows = bank.get("control", runs).reshape(ground.places, ground.actors, runs)
    return rows.transpose(2, 1, 0)


@no_type_check
def _path(plan, parts, maps, *, runs, watch, ground):
    """The path of one world from the sums of its spans of months."""
    spans_of = _spans_of_kept(ground)

    def series(name):
        each = 1 if spans_of[name] is None else spans_of[name]
        rows = [
            part.by_month(name, each, part.tables["log_power"].shape[1], len(runs))
            for part in parts
        ]
        joined = np.concatenate(rows, axis=2)
        return joined[:, 0] if spans_of[name] is None else joined

    first = plan.setting.start_month
    fields = {name: series(name) for name in Kept._fields}
    months = fields["log_power"].shape[1]
    shape = (len(runs), len(watch), ground.actors, months)
    fields["watched"] = fields["watched"].reshape(shape)
    control = (
        np.stack([drawn for _, drawn in maps], axis=3)
        if maps
        else np.zeros((len(runs), ground.actors, ground.places, 0))
    )
    return Path(
        actors=plan.setting.actors,
        dyads=plan.dyads,
        core_dyads=tuple(plan.dyads[dyad] for dyad in plan.core),
        watch=watch,
        runs=runs,
        months=np.arange(first, first + months),
        map_months=np.array([month for month, _ in maps], dtype=np.int64),
        control=control,
        **fields,
    )

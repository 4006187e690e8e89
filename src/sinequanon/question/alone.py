"""The war alone: both worlds of a question in blocks of runs, without the bargain.

A run is addressed by the seed and its number: run r has draw r // 2 of the parameters
and its own luck, so it is the same run in an ensemble of any size, in any block.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from os import cpu_count
from typing import Any

import numpy as np

from sinequanon.dossier import Contrast, Dossier, Question
from sinequanon.question.contrasts import (
    News,
    boundary_of,
    event_of,
    start_of,
    worlds_of,
)
from sinequanon.question.maps import MapFrames, frames_of, map_months
from sinequanon.war import Path, Setting, World, draw_theta, setting_of, simulate

BLOCK_RUNS = 100
"""Runs that are computed, kept and counted together."""
RUN_LUCKS = 2
"""Lucks of each draw of the parameters, as in an answer."""
_PLAIN = {"actors", "dyads", "core_dyads", "watch", "months", "map_months", "runs"}
_SILENT = News(taken=0.0, not_taken=0.0)
"""News reaches the bargain alone, and here there is none."""


@dataclass(frozen=True, kw_only=True)
class Alone:
    """All that the war alone is run from."""

    setting: Setting
    names: tuple[str, str]
    """`without` and `with`."""
    worlds: tuple[World, World]
    boundary: int
    """First month after the event (month id)."""
    months: int
    """Months from there to the last."""
    watch: tuple[str, ...]
    seed: int
    runs: int

    @property
    def length(self) -> int:
        """Months of a path, from the war's start on."""
        return self.boundary - self.setting.start_month + self.months

    @property
    def map_months(self) -> tuple[int, ...]:
        """Months of which a map is kept."""
        return map_months(self.setting.start_month, self.boundary, self.months)

    @property
    def blocks(self) -> int:
        """Blocks of `BLOCK_RUNS` runs; the last one may be shorter."""
        return -(-self.runs // BLOCK_RUNS)


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some runs of the war alone, in each world."""

    paths: tuple[Path, ...]
    frames: tuple[MapFrames, ...]

    @property
    def runs(self) -> int:
        """How many runs."""
        return len(self.paths[0].runs)


def alone_of(
    dossier: Dossier,
    question: Question,
    contrast: Contrast,
    *,
    months: int,
    runs: int,
    seed: int,
) -> Alone:
    """The war alone of a contrast.

    Args:
        dossier: The war.
        question: The question.
        contrast: One of its contrasts.
        months: Months after the event's boundary.
        runs: Runs of each world.
        seed: Any integer.
    """
    worlds = worlds_of(dossier, question, contrast, _SILENT)
    place = event_of(dossier, question.event).place
    return Alone(
        setting=setting_of(dossier),
        names=("without", "with"),
        worlds=(worlds.without.world, worlds.with_event.world),
        boundary=max(boundary_of(dossier, question), start_of(dossier)),
        months=months,
        watch=() if place is None else (str(place),),
        seed=seed,
        runs=runs,
    )


def run_some(alone: Alone, first: int, count: int) -> Block:
    """Some runs, `first` and on, in each world; numbers are kept as float32.

    What is summarised is what can be kept on disk, so that numbers from a store and
    numbers from a fresh run are the same.

    Args:
        alone: The war.
        first: Number of the first run.
        count: How many runs.
    """
    numbers = np.arange(first, first + count, dtype=np.uint32)
    theta = draw_theta(
        alone.setting, seed=alone.seed, draws=numbers // np.uint32(RUN_LUCKS)
    )
    paths = simulate(
        alone.setting,
        theta,
        worlds=alone.worlds,
        seed=alone.seed,
        runs=numbers,
        months=alone.length,
        watch=alone.watch,
        map_months=alone.map_months,
    )
    kept = tuple(_single(path) for path in paths)
    return Block(
        paths=kept,
        frames=tuple(frames_of(alone.setting, path) for path in kept),
    )


def run_blocks(alone: Alone, *, first: int = 0) -> Iterator[Block]:
    """Each block of runs, in order.

    Only a few blocks are in memory at once, however many runs are asked for.

    Args:
        alone: The war.
        first: The first block to run.
    """
    threads = cpu_count() or 1
    pool = ThreadPoolExecutor(max_workers=threads)
    waiting: deque[Future[Block]] = deque()
    try:
        for block in range(first, alone.blocks):
            start = block * BLOCK_RUNS
            count = min(BLOCK_RUNS, alone.runs - start)
            waiting.append(pool.submit(run_some, alone, start, count))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # Who stops listening, or is interrupted, does not wait for what is queued.
        pool.shutdown(wait=True, cancel_futures=True)


def kept_names() -> tuple[str, ...]:
    """Names of a path's arrays that have a row for each run."""
    return tuple(f.name for f in fields(Path) if f.name not in _PLAIN)


def _single(path: Path) -> Path:
    """A path in float32."""
    arrays: dict[str, Any] = {
        name: getattr(path, name).astype(np.float32) for name in kept_names()
    }
    return replace(path, **arrays)

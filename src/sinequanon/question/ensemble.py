"""An ensemble: several worlds of one case on the same chance, in batches of runs."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from os import cpu_count
from typing import Any

import numpy as np
from jaxtyping import Float, UInt32

from sinequanon.bargain import Minds, Table, draw_minds
from sinequanon.model import CELLS, Anchor, Cell, Course, Peace, joined_peace, peace
from sinequanon.question.maps import MapFrames, frames_of, joined_frames, map_months
from sinequanon.war import Path, Setting, World, draw_theta, simulate

Progress = Callable[[int, int], None]
"""Called with (runs done, runs in all) after each batch."""

BATCH_RUNS = 96
"""Most runs in a batch: what a batch costs by itself is small then, and so is its
memory. No result depends on it."""

_LANES = 16
"""Runs that the engine takes side by side; batches are whole ones where they can be."""

REFERENCE_MONTHS = 12
"""Months of the reference over which intensity is 1 on average."""


_Part = tuple[Path, Course, dict[str, Peace], MapFrames | None]
"""One world in one batch of runs."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that a question is asked of: the war, the table, the anchor, the news."""

    setting: Setting
    table: Table
    anchor: Anchor
    boundary: int
    """First month after the event (month id)."""
    watch: tuple[str, ...] = ()
    pinned: tuple[tuple[str, float | tuple[float, float]], ...] = ()
    """Parameters of the bargain that are set instead of drawn."""
    coalition: int = 0

    def table_in(self, scenario: "Scenario") -> Table:
        """The table of a world: only settlements with what stands already."""
        return self.table.only(scenario.settled)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One world: what is done to the war, and the news that reaches the parties."""

    name: str
    world: World
    news: float = 0.0
    """News value in units of log power, signed towards side A."""
    news_delay: int = 0
    """Months after the boundary at which the news comes."""
    log_power_shift: float = 0.0
    """A shift of the balance imposed on the bargain alone, for the range of answers."""
    settled: tuple[tuple[str, str], ...] = ()
    """(issue, option) that stand before any talks: a leader who has left."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many draws of parameters, lucks of each, months after the boundary, seed."""

    draws: int
    lucks: int
    months: int
    seed: int

    @property
    def runs(self) -> int:
        """Runs of each world."""
        return self.draws * self.lucks


@dataclass(frozen=True, kw_only=True)
class WorldResult:
    """One world of an ensemble: the war, and the chance of peace in each reading."""

    scenario: Scenario
    size: Size
    path: Path
    course: Course
    peace: dict[str, Peace]
    """By name of the cell."""
    frames: MapFrames | None = None
    """Who holds each place, if maps were asked for."""

    def by_draw(
        self, values: Float[np.ndarray, " runs"]
    ) -> Float[np.ndarray, "draws lucks"]:
        """A value of each run, arranged by draw and luck."""
        return values.reshape(self.size.draws, self.size.lucks)


def minds_of(case: Case, size: Size) -> Minds:
    """One draw of the bargain's unknowns for each draw of the ensemble."""
    return draw_minds(
        case.table, seed=size.seed, draws=size.draws, pinned=dict(case.pinned)
    )


def course_of(
    path: Path, *, boundary: int, reference: Float[np.ndarray, " runs"]
) -> Course:
    """What the bargain sees of a path, from the boundary on.

    Args:
        path: One world of the war.
        boundary: Month id of the first month after the event.
        reference: Intensity of the core conflict that counts as 1, by run.
    """
    first = boundary - int(path.months[0])
    return Course(
        log_power=path.log_power[:, first:],
        intensity=path.intensity[:, first:] / np.maximum(reference, 1e-12)[:, None],
        strength_a=path.relative_a[:, first:],
        strength_b=path.relative_b[:, first:],
    )


def run_worlds(
    case: Case,
    scenarios: Sequence[Scenario],
    size: Size,
    *,
    cells: Sequence[Cell] = CELLS,
    maps: bool = False,
    progress: Progress | None = None,
) -> tuple[WorldResult, ...]:
    """Every world of a case, run by run on the same chance.

    The first scenario is the reference: its first year sets what intensity counts as 1.
    Results depend on the seed and not on batches or threads.

    Args:
        case: The case.
        scenarios: The worlds; the first is the one without the event.
        size: How many draws, lucks and months.
        cells: Readings to run.
        maps: Whether to count who holds each place.
        progress: Called as batches are done.
    """
    minds = minds_of(case, size)
    threads = cpu_count() or 1
    draws = max(1, _batch_runs(size, threads) // size.lucks)
    starts = range(0, size.draws, draws)
    done = 0

    def batch(start: int) -> list[_Part]:
        ids = np.arange(start, min(start + draws, size.draws), dtype=np.uint32)
        return _batch(case, scenarios, size, minds, ids, cells, maps)

    parts: list[list[_Part]] = []
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for part in pool.map(batch, starts):
            parts.append(part)
            done += len(part[0][0].runs)
            if progress is not None:
                progress(done, size.runs)
    return tuple(
        WorldResult(
            scenario=scenario,
            size=size,
            path=_joined_paths([part[k][0] for part in parts]),
            course=_joined_courses([part[k][1] for part in parts]),
            peace={
                cell.name: joined_peace([part[k][2][cell.name] for part in parts])
                for cell in cells
            },
            frames=_joined_maps([part[k][3] for part in parts]),
        )
        for k, scenario in enumerate(scenarios)
    )


def _batch_runs(size: Size, threads: int) -> int:
    """Runs of a batch: enough batches for every thread to have work."""
    share = -(-size.runs // (threads * _LANES)) * _LANES
    return min(BATCH_RUNS, share)


def _batch(
    case: Case,
    scenarios: Sequence[Scenario],
    size: Size,
    minds: Minds,
    ids: UInt32[np.ndarray, " draws"],
    cells: Sequence[Cell],
    maps: bool = False,
) -> list[_Part]:
    """All worlds for some draws of the parameters."""
    draws = np.repeat(ids, size.lucks)
    runs = draws * np.uint32(size.lucks) + np.tile(
        np.arange(size.lucks, dtype=np.uint32), len(ids)
    )
    paths = simulate(
        case.setting,
        draw_theta(case.setting, seed=size.seed, draws=draws),
        worlds=[scenario.world for scenario in scenarios],
        seed=size.seed,
        runs=runs,
        months=case.boundary - case.setting.start_month + size.months,
        watch=case.watch,
        map_months=map_months(case.setting.start_month, case.boundary, size.months)
        if maps
        else (),
    )
    some = minds.take(draws.astype(np.int64))
    first = case.boundary - case.setting.start_month
    reference = paths[0].intensity[:, first : first + REFERENCE_MONTHS].mean(axis=1)
    results: list[_Part] = []
    for scenario, path in zip(scenarios, paths, strict=True):
        course = course_of(path, boundary=case.boundary, reference=reference)
        if scenario.log_power_shift:
            course = course.shifted(scenario.log_power_shift)
        found = {
            cell.name: peace(
                case.table_in(scenario),
                some,
                course,
                cell=cell,
                anchor=case.anchor,
                news=scenario.news,
                news_delay=scenario.news_delay,
                coalition=case.coalition,
            )
            for cell in cells
        }
        frames = frames_of(case.setting, path) if maps else None
        # What every place was in every run would not fit into memory.
        bare = replace(
            path, map_months=path.map_months[:0], control=path.control[..., :0]
        )
        results.append((bare, course, found, frames))
    return results


_PLAIN = {"actors", "dyads", "core_dyads", "watch", "months", "map_months"}


def _joined_maps(parts: Sequence[MapFrames | None]) -> MapFrames | None:
    """Batches of one world's maps as one; none if none were asked for."""
    known = [part for part in parts if part is not None]
    return joined_frames(known) if known else None


def _joined_paths(parts: Sequence[Path]) -> Path:
    """Batches of one world's runs as one path."""
    joined: dict[str, Any] = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts])
        for f in fields(Path)
        if f.name not in _PLAIN
    }
    return replace(parts[0], **joined)


def _joined_courses(parts: Sequence[Course]) -> Course:
    """Batches of one world's courses as one."""
    return Course(
        **{
            f.name: np.concatenate([getattr(part, f.name) for part in parts])
            for f in fields(Course)
        }
    )

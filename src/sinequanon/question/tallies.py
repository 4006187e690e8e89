"""The war alone, summed up: each quantity by run and span of months, in each world."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sinequanon.axes import Bool, Float
from sinequanon.months import month_label
from sinequanon.question.alone import Alone, Block, kept_names
from sinequanon.question.maps import MapFrames, joined_frames
from sinequanon.war import ELIMINATED, Path, Setting

YEAR_MONTHS = 12

Measure = tuple[str, str]
"""Group and key, such as (`deaths`, `government-insurgents`)."""
RunSpans = Float[np.ndarray, "runs spans"]
Gone = Mapping[str, Bool[np.ndarray, " runs"]]


@dataclass(frozen=True, kw_only=True)
class Span:
    """Some months from the event on; flows are summed, stocks taken at the end."""

    first: int
    """Month id of the first month."""
    last: int

    @property
    def label(self) -> str:
        """`2016-04 to 2017-03`."""
        return f"{month_label(self.first)} to {month_label(self.last)}"


@dataclass(frozen=True, kw_only=True)
class Tallied:
    """One world of the war alone, summed up."""

    by_run: Mapping[Measure, RunSpans]
    gone: Gone
    """Whether the core side `a` or `b` fell below `ELIMINATED` of its start."""
    frames: MapFrames


@dataclass(frozen=True, kw_only=True)
class AloneFound:
    """Both worlds, summed up, and the whole path of the one without the event."""

    spans: tuple[Span, ...]
    worlds: tuple[Tallied, Tallied]
    path: Path
    """Every month of the world without; its maps are left out."""


def spans_of(boundary: int, months: int) -> tuple[Span, ...]:
    """Years from the event's boundary on; the last may be shorter.

    Example:
        >>> [span.label for span in spans_of(436, 15)]
        ['2016-04 to 2017-03', '2017-04 to 2017-06']
    """
    end = boundary + months
    return tuple(
        Span(first=first, last=min(first + YEAR_MONTHS, end) - 1)
        for first in range(boundary, end, YEAR_MONTHS)
    )


def tallied(
    alone: Alone,
    blocks: Iterable[Block],
    progress: Callable[[int, int], None] | None = None,
) -> AloneFound:
    """Both worlds summed up, block by block.

    Memory grows with the runs by the months of one world and some numbers a year.

    Args:
        alone: The war.
        blocks: All its blocks, in order.
        progress: Called with (runs done, runs in all).
    """
    spans = spans_of(alone.boundary, alone.months)
    measured: list[dict[Measure, list[RunSpans]]] = [{} for _ in alone.worlds]
    gone: list[dict[str, list[Bool[np.ndarray, " runs"]]]] = [{} for _ in alone.worlds]
    frames: list[list[MapFrames]] = [[] for _ in alone.worlds]
    whole: Path | None = None
    done = 0
    for block in blocks:
        for world, path in enumerate(block.paths):
            for measure, values in measures(alone.setting, path, spans).items():
                measured[world].setdefault(measure, []).append(values)
            for side, flags in gone_sides(path, alone.boundary).items():
                gone[world].setdefault(side, []).append(flags)
            frames[world] = [joined_frames([*frames[world], block.frames[world]])]
        if whole is None:
            whole = _room(block.paths[0], alone.runs)
        for name in (*_lasting(), "runs"):
            rows = getattr(whole, name)
            rows[done : done + block.runs] = getattr(block.paths[0], name)
        done += block.runs
        if progress is not None:
            progress(done, alone.runs)
    assert whole is not None
    without, with_event = (
        Tallied(
            by_run={key: np.concatenate(rows) for key, rows in measured[world].items()},
            gone={side: np.concatenate(rows) for side, rows in gone[world].items()},
            frames=frames[world][0],
        )
        for world in range(2)
    )
    return AloneFound(spans=spans, worlds=(without, with_event), path=whole)


def measures(
    setting: Setting, path: Path, spans: tuple[Span, ...]
) -> dict[Measure, RunSpans]:
    """Each quantity of a path by run and span.

    Groups: `deaths` (by dyad), `civilians` (killed outside battle, by perpetrator) and
    people who pass by local agreement are sums over the span; `people` and `land`
    (shares, by actor, and by side where it has several), `fighters`, people under local
    truces, `displaced` and `power` stand at its end.
    """
    first = int(path.months[0])

    def flow(values: Float[np.ndarray, "runs months"]) -> RunSpans:
        parts = [
            values[:, s.first - first : s.last - first + 1].sum(
                axis=1, dtype=np.float64
            )
            for s in spans
        ]
        return np.stack(parts, axis=1).astype(np.float32)

    def stock(values: Float[np.ndarray, "runs months"]) -> RunSpans:
        return values[:, [s.last - first for s in spans]]

    found: dict[Measure, RunSpans] = {}
    for row, dyad in enumerate(path.dyads):
        found["deaths", dyad] = flow(path.deaths[:, row])
    for row, actor in enumerate(path.actors):
        found["civilians", actor] = flow(path.one_sided[:, row])
    for group, values in (("people", path.people), ("land", path.area_held)):
        shares = values / values.sum(axis=1, keepdims=True)
        for key, rows in holders(setting).items():
            found[group, key] = stock(shares[:, list(rows)].sum(axis=1))
    for row, actor in enumerate(path.actors):
        found["fighters", actor] = stock(path.fighters[:, row])
    found["local", "calm"] = stock(path.people_calm)
    found["local", "agreed"] = flow(path.agreed.sum(axis=1))
    found["displaced", "inside"] = stock(path.displaced_inside)
    found["displaced", "abroad"] = stock(path.displaced_abroad)
    found["power", "ratio"] = np.exp(stock(path.log_power))
    return found


def holders(setting: Setting) -> dict[str, tuple[int, ...]]:
    """Rows of each side that has several actors (`side:KEY`), and of each actor."""
    found: dict[str, tuple[int, ...]] = {}
    for side in dict.fromkeys(setting.sides):
        rows = tuple(i for i, own in enumerate(setting.sides) if own == side)
        if len(rows) > 1:
            found[f"side:{side}"] = rows
        found |= {setting.actors[row]: (row,) for row in rows}
    return found


def gone_sides(path: Path, boundary: int) -> dict[str, Bool[np.ndarray, " runs"]]:
    """Whether each core side is all but gone in some month from the boundary on."""
    first = boundary - int(path.months[0])
    return {
        "a": path.relative_a[:, first:].min(axis=1) < ELIMINATED,
        "b": path.relative_b[:, first:].min(axis=1) < ELIMINATED,
    }


def _lasting() -> tuple[str, ...]:
    """Arrays of a path that are kept for every run: all but the maps."""
    return tuple(name for name in kept_names() if name != "control")


def _room(path: Path, runs: int) -> Path:
    """A path with room for so many runs."""
    arrays: dict[str, Any] = {
        name: np.empty(
            (runs, *getattr(path, name).shape[1:]), getattr(path, name).dtype
        )
        for name in (*_lasting(), "runs")
    }
    control = np.empty((runs, *path.control.shape[1:3], 0), path.control.dtype)
    return replace(path, map_months=path.map_months[:0], control=control, **arrays)

"""Keeping runs: block by block under a temporary name, going on after a stop."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

import numpy as np

from sinequanon.errors import OutputError
from sinequanon.keep.kept import FORMAT, is_store
from sinequanon.keep.labels import ABOUT_AXES, axes_of, month_ids
from sinequanon.keep.variables import CONTROL, UNITS, dimensions, series_names
from sinequanon.keep.zarrstore import ZarrFolder, need_zarr
from sinequanon.question import (
    BLOCK_RUNS,
    SHOWN_RUNS,
    Alone,
    Block,
    MapFrames,
    run_blocks,
    run_some,
)
from sinequanon.war import Path

_PROGRESS = "progress.json"
_RUNS, _SUMS = "runs", "sums"
"""Folders inside the unfinished one: what will be kept, and sums until it is."""
_COUNTED = ("held", "total", "shown")
"""Sums of each block's maps."""
_LEVELS = 255.0
_FIX = "name a folder such as runs.zarr, in a folder that exists and can be written"


class Keeping:
    """A store in the making: `blocks` runs and keeps, `finish` gives it its name.

    What was kept before an interruption is read instead of run again, if question,
    seed, size, versions and digests are all the same and no byte of it has changed.
    """

    def __init__(
        self,
        target: FilePath,
        alone: Alone,
        identity: Mapping[str, str | int],
        about: Mapping[str, str],
        *,
        by_place: bool = False,
    ) -> None:
        """Begin a store, or find the one to go on with.

        Args:
            target: The folder that the finished store will be.
            alone: The war that is run.
            identity: What must be the same for a store to be gone on with.
            about: What else the store says of itself.
            by_place: Keep control of every place for each run, and not only over all.

        Raises:
            OutputError: If zarr is missing, the target is something else than a
                store of runs, or nothing can be written there.
        """
        version = need_zarr()
        self._target, self._alone, self._by_place = target, alone, by_place
        # One run names the axes: a store never has to know how the war finds them.
        self._like = run_some(alone, 0, 1).paths[0]
        self._identity: dict[str, str | int] = {
            "format": FORMAT,
            **identity,
            "zarr": version,
            "numpy": np.__version__,
            "seed": alone.seed,
            "runs": alone.runs,
            "months": alone.months,
            "control_by_run": int(by_place),
        }
        self._about = dict(about)
        self.partial = target.with_name(f".{target.name}.partial")
        self.why_anew = ""
        """Why an unfinished store that lay there is not gone on with; else empty."""
        self._digests: list[str] = []
        self._folder: ZarrFolder
        self._sums: ZarrFolder
        try:
            _refuse_other(target)
            self._open()
        except OSError as error:
            raise _unwritable(self.partial, error) from error

    @property
    def done(self) -> int:
        """Runs that are kept already."""
        return min(len(self._digests) * BLOCK_RUNS, self._alone.runs)

    def blocks(self) -> Iterator[Block]:
        """Every block in order: read where it is kept, else run and kept.

        Raises:
            OutputError: If the disk is full or goes away; what is kept stays.
        """
        try:
            for number in range(len(self._digests)):
                found = self._read(number)
                if found is None:
                    # A stop of the machine can leave bytes behind their own account.
                    del self._digests[number:]
                    break
                yield found
            first = len(self._digests)
            for number, block in enumerate(run_blocks(self._alone, first=first), first):
                self._write(number, block)
                yield _without_maps(block)
        except OSError as error:
            raise _unwritable(self.partial, error) from error

    def finish(self) -> None:
        """Sum the maps, gather the descriptions, and give the store its name.

        Raises:
            OutputError: If it cannot be written, or a block is missing.
        """
        if len(self._digests) < self._alone.blocks:
            raise OutputError.at(
                str(self.partial), "not all runs are kept", "run `blocks` to its end"
            )
        try:
            self._finish_maps()
            self._folder.gather()
            old = self._target.with_name(f".{self._target.name}.old")
            if self._target.exists():
                shutil.rmtree(old, ignore_errors=True)
                self._target.replace(old)
            (self.partial / _RUNS).replace(self._target)
            for rest in (old, self.partial):
                shutil.rmtree(rest, ignore_errors=True)
        except OSError as error:
            raise _unwritable(self._target, error) from error

    def _open(self) -> None:
        """Go on with an unfinished store, or begin anew."""
        if self.partial.exists():
            self.why_anew = self._why_anew()
            if not self.why_anew:
                return
            shutil.rmtree(self.partial)
        self._digests = []
        self.partial.mkdir()
        self._folder = ZarrFolder(self.partial / _RUNS, "w")
        self._sums = ZarrFolder(self.partial / _SUMS, "w")
        self._describe()
        self._note()

    def _why_anew(self) -> str:
        """Why an unfinished store cannot be gone on with; empty if it can."""
        try:
            told = json.loads((self.partial / _PROGRESS).read_text(encoding="utf-8"))
            before, digests = told["identity"], [str(one) for one in told["blocks"]]
            differing = sorted(
                key
                for key in {*before, *self._identity}
                if before.get(key) != self._identity.get(key)
            )
            self._folder = ZarrFolder(self.partial / _RUNS, "r+")
            self._sums = ZarrFolder(self.partial / _SUMS, "r+")
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "what is kept there cannot be read"
        if differing:
            return "; ".join(
                f"{key} is {before.get(key, 'not told')} there and "
                f"{self._identity.get(key, 'not told')} here"
                for key in differing
            )
        self._digests = digests[: self._alone.blocks]
        return ""

    def _note(self) -> None:
        """Write down which blocks are whole, at once or not at all."""
        text = json.dumps({"identity": self._identity, "blocks": self._digests})
        part = self.partial / f"{_PROGRESS}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(self.partial / _PROGRESS)

    def _describe(self) -> None:
        """Make every array and say what it is."""
        alone, folder = self._alone, self._folder
        folder.describe({**self._identity, **self._about})
        lengths, labels = axes_of(alone, self._like)
        for axis, values in labels.items():
            folder.add(axis, [axis], values, ABOUT_AXES.get(axis, {}))
        months = month_ids(alone)
        folder.add("month_id", ["month"], months, {"long_name": "VIEWS month id"})
        for name in self._series():
            axes = ("world", *dimensions(name))
            shape = [lengths[axis] for axis in axes]
            chunks = [BLOCK_RUNS if axis == "run" else lengths[axis] for axis in axes]
            unit, words = UNITS.get(name, ("1", "control share"))
            about: dict[str, Any] = {"units": unit, "long_name": words}
            dtype: Any = np.float32
            if name == CONTROL:
                # Readers of the climate conventions turn the levels into shares.
                dtype, about["scale_factor"] = np.uint8, 1.0 / _LEVELS
            folder.make(name, axes, shape, chunks, dtype, about)
        for name in _COUNTED:
            axes = ["block", "world", "actor", "place", "map_month"]
            size = [alone.blocks, *(lengths[axis] for axis in axes[1:])]
            dtype = np.float64
            if name == "shown":
                axes.insert(2, "run")
                size = [1, size[1], SHOWN_RUNS, *size[2:]]
                dtype = np.float32
            self._sums.make(name, axes, size, [1, *size[1:]], dtype, {})

    def _series(self) -> tuple[str, ...]:
        return (*series_names(), *([CONTROL] if self._by_place else []))

    def _write(self, number: int, block: Block) -> None:
        first = number * BLOCK_RUNS
        rows = slice(first, first + block.runs)
        digest = hashlib.sha256()
        for name in self._series():
            values = np.stack([getattr(path, name) for path in block.paths])
            if name == CONTROL:
                values = np.rint(values * _LEVELS).astype(np.uint8)
            digest.update(values.tobytes())
            self._folder.put(name, (slice(None), rows), values)
        for name, values in _sums_of(block).items():
            if name == "shown" and number > 0:
                continue
            digest.update(values.tobytes())
            rows = slice(0, values.shape[1])
            self._sums.put(name, (number, slice(None), rows), values)
        self._digests.append(digest.hexdigest())
        self._note()

    def _read(self, number: int) -> Block | None:
        """A block that is kept; None if its bytes are not those that were written."""
        first = number * BLOCK_RUNS
        count = min(BLOCK_RUNS, self._alone.runs - first)
        rows = (slice(None), slice(first, first + count))
        digest = hashlib.sha256()
        arrays: dict[str, np.ndarray] = {}
        for name in self._series():
            arrays[name] = self._folder.get(name, rows)
            digest.update(arrays[name].tobytes())
        sums = {name: self._sums.get(name, number) for name in _COUNTED[:2]}
        shown = self._sums.get("shown", 0)[:, : min(count, SHOWN_RUNS)]
        if number == 0:
            sums["shown"] = np.ascontiguousarray(shown)
        for values in sums.values():
            digest.update(values.tobytes())
        if digest.hexdigest() != self._digests[number]:
            return None
        return Block(
            paths=tuple(
                self._path(first, count, arrays, world)
                for world in range(len(self._alone.worlds))
            ),
            frames=tuple(
                MapFrames(
                    months=np.array(self._alone.map_months, dtype=np.int64),
                    runs=count,
                    held=sums["held"][world].astype(np.int64),
                    total=sums["total"][world],
                    shown=sums["shown"][world] if number == 0 else shown[world, :0],
                )
                for world in range(len(self._alone.worlds))
            ),
        )

    def _path(
        self, first: int, count: int, arrays: Mapping[str, np.ndarray], world: int
    ) -> Path:
        """A path of one world's runs from what is kept of them, without maps."""
        like = self._like
        series: dict[str, Any] = {name: arrays[name][world] for name in series_names()}
        return replace(
            like,
            runs=np.arange(first, first + count, dtype=np.uint32),
            map_months=like.map_months[:0],
            control=np.zeros((count, *like.control.shape[1:3], 0), np.float32),
            **series,
        )

    def _finish_maps(self) -> None:
        """Means over all runs, from the sums of the blocks in their order."""
        runs = self._alone.runs
        held = self._sums.get("held").sum(axis=0) / runs
        mean = self._sums.get("total").sum(axis=0) / runs
        axes = ["world", "actor", "place", "map_month"]
        self._folder.add(
            "held_share",
            axes,
            held.astype(np.float32),
            {"units": "1", "long_name": "share of runs in which the actor holds most"},
        )
        self._folder.add(
            "control_mean",
            axes,
            mean.astype(np.float32),
            {"units": "1", "long_name": "mean control share over runs"},
        )


def _without_maps(block: Block) -> Block:
    return replace(
        block,
        paths=tuple(
            replace(path, control=path.control[..., :0], map_months=path.map_months[:0])
            for path in block.paths
        ),
    )


def _sums_of(block: Block) -> dict[str, np.ndarray]:
    return {
        "held": np.stack([one.held for one in block.frames]).astype(np.float64),
        "total": np.stack([one.total for one in block.frames]),
        "shown": np.stack([one.shown for one in block.frames]),
    }


def _refuse_other(target: FilePath) -> None:
    """Refuse a target that is no store of runs: nothing else is ever replaced."""
    if target.exists() and not (target.is_dir() and is_store(target)):
        raise OutputError.at(
            str(target),
            "this is there already and is no store of runs",
            "name another folder",
        )
    if not target.parent.is_dir():
        raise OutputError.at(str(target), "its folder does not exist", _FIX)


def _unwritable(path: FilePath, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    found = OutputError.at(str(path), f"cannot be written: {reason}", _FIX)
    assert isinstance(found, OutputError)
    return found

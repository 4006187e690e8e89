"""Stores of runs: what is written is read, a stop costs nothing, faults are told."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sinequanon.dossier import load
from sinequanon.errors import OutputError
from sinequanon.keep import UNITS, Keeping, dimensions, kept_run
from sinequanon.question import (
    Alone,
    alone_of,
    kept_names,
    run_blocks,
    run_some,
    tallied,
)

xarray = pytest.importorskip("xarray")
BLOCK_RUNS = 8
"""Runs of a block here, so that a store of several is quickly made."""
RUNS = 2 * BLOCK_RUNS + 3
IDENTITY: dict[str, str | int] = {"question": "palmyra", "dossier_sha256": "abc"}
ABOUT = {"licence": "MIT", "citation": "Someone"}
Make = Callable[..., Keeping]


@pytest.fixture(scope="module", autouse=True)
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("question.alone", "keep.keeping"):
            patch.setattr(f"sinequanon.{module}.BLOCK_RUNS", BLOCK_RUNS)
        yield


@pytest.fixture(scope="module")
def alone(small_blocks: None) -> Alone:
    dossier = load("syria")
    question = dossier.questions[0]
    main = next(one for one in question.contrasts if one.main)
    return alone_of(dossier, question, main, months=3, runs=RUNS, seed=5)


@pytest.fixture
def keeping(alone: Alone, tmp_path: Path) -> Make:
    def make(one: Alone = alone, identity: Any = IDENTITY, **options: Any) -> Keeping:
        return Keeping(tmp_path / "runs.zarr", one, identity, ABOUT, **options)

    return make


@pytest.fixture(scope="module")
def store(alone: Alone, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("whole") / "runs.zarr"
    made = Keeping(target, alone, IDENTITY, ABOUT, by_place=True)
    tallied(alone, made.blocks())
    made.finish()
    return target


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_xarray_reads_what_was_written(store: Path, alone: Alone):
    data = xarray.open_zarr(store)
    assert data.sizes["run"] == RUNS
    assert data.world.values.tolist() == ["without", "with"]
    assert data.actor.values.tolist() == list(alone.setting.actors)
    assert str(data.month.values[0])[:7] == "2016-03"
    assert data.deaths.encoding["chunks"][1] == BLOCK_RUNS
    block = run_some(alone, 0, RUNS)
    for world, path in enumerate(block.paths):
        for name in kept_names():
            if name == "control":
                continue
            assert np.array_equal(data[name].values[world], getattr(path, name)), name
            assert data[name].dims == ("world", *dimensions(name))
            assert data[name].attrs["units"] == UNITS[name][0]
        assert np.allclose(data.control.values[world], path.control, atol=0.51 / 255)
        mean = path.control.mean(axis=0, dtype=np.float64)
        assert np.allclose(data.control_mean.values[world], mean, atol=1e-6)
        assert np.allclose(data.held_share.values[world].sum(axis=0), 1.0, atol=1e-6)
    assert data.attrs["licence"] == "MIT"
    assert data.attrs["seed"] == 5
    assert not list(store.parent.glob(".*"))


def test_every_kept_array_has_a_unit():
    assert set(kept_names()) - {"control"} <= set(UNITS)


@pytest.mark.parametrize("stopped_after", [0, 1, 2, 3])
def test_a_store_is_the_same_whether_interrupted_or_not(
    stopped_after: int, keeping: Make, alone: Alone, tmp_path: Path
):
    plain = Keeping(tmp_path / "plain.zarr", alone, IDENTITY, ABOUT)
    whole = tallied(alone, plain.blocks())
    plain.finish()
    first = keeping()
    stream = first.blocks()
    for _ in range(stopped_after):
        next(stream)
    stream.close()  # pyright: ignore[reportAttributeAccessIssue]
    again = keeping()
    assert again.why_anew == ""
    assert again.done == min(stopped_after * BLOCK_RUNS, RUNS)
    found = tallied(alone, again.blocks())
    again.finish()
    assert files(tmp_path / "runs.zarr") == files(tmp_path / "plain.zarr")
    for one, other in zip(found.worlds, whole.worlds, strict=True):
        for measure, values in one.by_run.items():
            assert np.array_equal(values, other.by_run[measure]), measure
        assert np.array_equal(one.frames.total, other.frames.total)
        assert np.array_equal(one.frames.shown, other.frames.shown)


def test_kept_blocks_are_read_and_not_run(
    keeping: Make, monkeypatch: pytest.MonkeyPatch
):
    stream = keeping().blocks()
    next(stream)
    next(stream)
    stream.close()  # pyright: ignore[reportAttributeAccessIssue]
    asked: list[int] = []

    def spied(alone: Alone, *, first: int = 0) -> Any:
        asked.append(first)
        return run_blocks(alone, first=first)

    monkeypatch.setattr("sinequanon.keep.keeping.run_blocks", spied)
    assert sum(block.runs for block in keeping().blocks()) == RUNS
    assert asked == [2]


@pytest.mark.parametrize(
    ("changed", "identity", "words"),
    [
        ({"seed": 6}, IDENTITY, "seed is 5 there and 6 here"),
        ({"runs": 10}, IDENTITY, f"runs is {RUNS} there and 10 here"),
        ({"months": 2}, IDENTITY, "months is 3 there and 2 here"),
        ({}, {**IDENTITY, "dossier_sha256": "x"}, "dossier_sha256 is abc there and x"),
    ],
)
def test_another_war_is_begun_anew_and_said(
    changed: dict[str, int],
    identity: dict[str, str],
    words: str,
    keeping: Make,
    alone: Alone,
):
    stream = keeping().blocks()
    next(stream)
    stream.close()  # pyright: ignore[reportAttributeAccessIssue]
    other = keeping(replace(alone, **changed), identity)
    assert words in other.why_anew
    assert other.done == 0


def test_a_damaged_account_or_block_is_run_again(
    keeping: Make, alone: Alone, tmp_path: Path
):
    stream = keeping().blocks()
    next(stream)
    next(stream)
    stream.close()  # pyright: ignore[reportAttributeAccessIssue]
    damaged = next((tmp_path / ".runs.zarr.partial/runs/people").glob("0.1.*"))
    damaged.unlink()
    again = keeping()
    assert again.done == 2 * BLOCK_RUNS
    found = tallied(alone, again.blocks())
    again.finish()
    fresh = tallied(alone, run_blocks(alone))
    wanted = fresh.worlds[0].by_run["people", "sdf"]
    assert np.array_equal(found.worlds[0].by_run["people", "sdf"], wanted)
    other = keeping()
    (other.partial / "progress.json").write_text("{", encoding="utf-8")
    assert keeping().why_anew == "what is kept there cannot be read"


def test_finishing_takes_all_blocks(keeping: Make):
    made = keeping()
    next(made.blocks())
    with pytest.raises(OutputError, match="not all runs are kept"):
        made.finish()


def test_an_older_store_is_replaced_and_anything_else_refused(
    alone: Alone, tmp_path: Path
):
    few = replace(alone, runs=3)
    target = tmp_path / "few.zarr"
    for seed in (1, 2):
        made = Keeping(target, replace(few, seed=seed), IDENTITY, ABOUT)
        assert len(list(made.blocks())) == 1
        made.finish()
        assert xarray.open_zarr(target).attrs["seed"] == seed
    assert [path.name for path in tmp_path.iterdir()] == ["few.zarr"]
    own = tmp_path / "letters"
    own.mkdir()
    (own / "letter.txt").write_text("dear", encoding="utf-8")
    file = tmp_path / "file.zarr"
    file.write_text("text", encoding="utf-8")
    for other in (own, file):
        with pytest.raises(OutputError, match="no store of runs"):
            Keeping(other, few, IDENTITY, ABOUT)
    assert (own / "letter.txt").read_text(encoding="utf-8") == "dear"
    with pytest.raises(OutputError, match="does not exist"):
        Keeping(tmp_path / "none" / "x.zarr", few, IDENTITY, ABOUT)


def test_a_full_disk_is_told_and_what_is_kept_stays(
    keeping: Make, monkeypatch: pytest.MonkeyPatch
):
    made = keeping()
    stream = made.blocks()
    next(stream)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sinequanon.keep.keeping.ZarrFolder.put", full)
    with pytest.raises(OutputError, match="No space left on device"):
        next(stream)
    monkeypatch.undo()
    assert keeping().done == BLOCK_RUNS


def test_without_the_extra_the_fix_is_told(
    keeping: Make, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "zarr", None)
    with pytest.raises(OutputError, match=r"pip install 'sinequanon\[runs\]'"):
        keeping()


def test_one_run_of_a_store(store: Path, alone: Alone, tmp_path: Path):
    run = BLOCK_RUNS + 5
    found = kept_run(store, run)
    assert found.about["question"] == "palmyra"
    single = run_some(alone, run, 1)
    for name, values in found.arrays.items():
        for world, path in enumerate(single.paths):
            assert np.array_equal(values[world], getattr(path, name)[0]), name
    with pytest.raises(OutputError, match=f"runs 0 to {RUNS - 1}, not {RUNS}"):
        kept_run(store, RUNS)
    (tmp_path / ".zattrs").write_text(json.dumps({"format": "other"}))
    for other in (tmp_path, tmp_path / "none"):
        with pytest.raises(OutputError, match="no store of runs"):
            kept_run(other, 0)

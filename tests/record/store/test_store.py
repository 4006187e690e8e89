"""The store changes in one step or not at all, and sees what was done to its files."""

import fcntl
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sinequanon import record
from sinequanon.errors import OutputError, RecordError
from sinequanon.record import store
from sinequanon.record.store import keeping

FRAME = pl.DataFrame({"id": [1, 2, 3], "best": [5, 0, 1]})


def facts(name: str, **more: Any) -> store.Stored:
    known: dict[str, Any] = {
        "name": name,
        "kind": "ged",
        "version": "25.1",
        "file": "",
        "sha256": "",
        "rows": 0,
        "marked": 0,
        "added": "2026-11-24",
        "source_file": f"{name}.csv",
        "source_sha256": "0" * 64,
        "terms": "CC BY 4.0",
        "notes": ("one", "two"),
    }
    return store.Stored(**{**known, **more})


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_kept_comes_back(tmp_path: Path):
    kept = store.keep(FRAME, facts("mine"), folder=tmp_path)
    assert store.stored_tables(tmp_path) == (kept,)
    assert kept.rows == 3
    assert kept.notes == ("one", "two")
    assert store.read_stored("mine", tmp_path).equals(FRAME)
    assert store.read_stored("mine", tmp_path) is store.read_stored("mine", tmp_path)
    assert store.check_store(tmp_path) == ()


def test_no_store_is_an_empty_one(tmp_path: Path):
    folder = tmp_path / "none"
    assert store.stored_tables(folder) == ()
    assert store.check_store(folder) == ()
    assert not folder.exists()
    with pytest.raises(RecordError, match=r"none yet.*data add"):
        store.read_stored("mine", folder)


def test_the_folder_is_the_argument_then_the_variable_then_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SINEQUANON_DATA", str(tmp_path / "named"))
    assert record.store_folder(tmp_path) == tmp_path
    assert record.store_folder() == tmp_path / "named"
    monkeypatch.delenv("SINEQUANON_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert record.store_folder().name == "sinequanon"


def test_a_failure_while_the_index_is_written_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store.keep(FRAME, facts("first"), folder=tmp_path)
    before = state(tmp_path)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "write_index", fail)
    for name in ("second", "first"):
        with pytest.raises(KeyboardInterrupt):
            store.keep(FRAME.head(2), facts(name), folder=tmp_path, replace=True)
        assert state(tmp_path) == before
        assert store.read_stored("first", tmp_path).height == 3


def test_a_failure_while_the_table_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        store.keep(FRAME, facts("mine"), folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_replacing_by_the_same_content_keeps_the_file(tmp_path: Path):
    store.keep(FRAME, facts("mine"), folder=tmp_path)
    store.keep(FRAME, facts("mine", version="26.1"), folder=tmp_path, replace=True)
    assert store.stored_tables(tmp_path)[0].version == "26.1"
    assert store.read_stored("mine", tmp_path).equals(FRAME)


def test_a_second_writer_is_told_to_wait(tmp_path: Path):
    with (tmp_path / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match="another sinequanon is changing"):
            store.keep(FRAME, facts("mine"), folder=tmp_path)
    store.keep(FRAME, facts("mine"), folder=tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="SINEQUANON_DATA"):
        store.keep(FRAME, facts("mine"), folder=tmp_path / "file" / "store")


def test_parts_of_a_killed_run_are_swept_by_the_next(tmp_path: Path):
    (tmp_path / ".part-x1").write_bytes(b"half")
    (fault,) = store.check_store(tmp_path)
    assert "left by an interruption" in fault.found
    store.keep(FRAME, facts("mine"), folder=tmp_path)
    assert store.check_store(tmp_path) == ()


def test_all_that_are_named_are_removed_or_none(tmp_path: Path):
    for name in ("a", "b", "c"):
        store.keep(FRAME, facts(name), folder=tmp_path)
    before = state(tmp_path)
    with pytest.raises(RecordError) as caught:
        store.remove_stored(("a", "x", "y"), tmp_path)
    assert [fault.found for fault in caught.value.faults] == [
        "your own data hold no 'x'",
        "your own data hold no 'y'",
    ]
    assert state(tmp_path) == before
    gone = store.remove_stored(("a", "c"), tmp_path)
    assert [one.name for one in gone] == ["a", "c"]
    assert [one.name for one in store.stored_tables(tmp_path)] == ["b"]
    assert len(list(tmp_path.glob("*.parquet"))) == 1


def test_check_sees_what_is_missing_damaged_or_left_over(tmp_path: Path):
    kept = [store.keep(FRAME, facts(name), folder=tmp_path) for name in ("a", "b")]
    (tmp_path / kept[0].file).unlink()
    damaged = tmp_path / kept[1].file
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
    (tmp_path / "stray.parquet").write_bytes(b"x")
    found = [fault.found for fault in store.check_store(tmp_path)]
    assert found[0].startswith("the file cannot be read (No such file")
    assert found[1].startswith("sha256 is ")
    assert found[2].startswith("a file that the index does not name")
    with pytest.raises(RecordError, match="add its source again"):
        store.read_stored("b", tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 1, "tables": [{"name": "a"}]}',
        '{"format": 1, "tables": 3}',
    ],
)
def test_a_damaged_index_says_so_and_is_not_written_over(tmp_path: Path, text: str):
    (tmp_path / "index.json").write_text(text)
    for act in (
        lambda: store.stored_tables(tmp_path),
        lambda: store.keep(FRAME, facts("mine"), folder=tmp_path),
    ):
        with pytest.raises(RecordError, match=r"index\.json: the index of your own"):
            act()
    assert (tmp_path / "index.json").read_text() == text


def test_an_index_may_not_point_out_of_the_store(tmp_path: Path):
    store.keep(FRAME, facts("mine"), folder=tmp_path)
    path = tmp_path / "index.json"
    told = json.loads(path.read_text())
    told["tables"][0]["file"] = "../other.parquet"
    path.write_text(json.dumps(told))
    with pytest.raises(RecordError, match="is not a file of the store"):
        store.read_stored("mine", tmp_path)


def test_an_index_of_a_later_version_is_refused(tmp_path: Path):
    (tmp_path / "index.json").write_text('{"format": 2, "tables": []}')
    with pytest.raises(RecordError, match="format 2, this version reads 1"):
        store.stored_tables(tmp_path)

"""The cache: computed once, and never a reason to fail or to show old numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from sinequanon.compose import cache
from sinequanon.compose.cache import Json, code_digest, remembered


class Counted:
    """A value that counts how often it is made."""

    def __init__(self, value: Json) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> Json:
        self.times += 1
        return self.value


def files(folder: Path) -> list[Path]:
    """What the cache keeps."""
    return sorted(folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "deep" / "cache"


VALUE: dict[str, Json] = {"rows": [1, 0.1, None, True, "ä"], "empty": {}}


def test_a_value_is_computed_once_and_kept_to_the_last_bit(folder: Path):
    made = Counted({**VALUE, "third": 1.0 / 3.0})
    first = remembered("what", ["key", 1], made, folder=folder)
    second = remembered("what", ["key", 1], made, folder=folder)
    assert made.times == 1
    assert first == second == {**VALUE, "third": 1.0 / 3.0}
    (kept,) = files(folder)
    assert kept.name.startswith("what-")
    assert kept.suffix == ".json"


@pytest.mark.parametrize(
    "damage", [b"", b'{"rows": [1, 0.', b"\xff\xfe", b"no json at all"]
)
def test_a_damaged_entry_is_computed_again_and_repaired(folder: Path, damage: bytes):
    made = Counted(VALUE)
    remembered("what", ["key"], made, folder=folder)
    (kept,) = files(folder)
    kept.write_bytes(damage)
    assert remembered("what", ["key"], made, folder=folder) == VALUE
    assert made.times == 2
    assert json.loads(kept.read_text("utf-8")) == VALUE
    assert files(folder) == [kept]


def test_unused_it_neither_reads_nor_writes(folder: Path):
    remembered("what", ["key"], Counted("old"), folder=folder)
    (kept,) = files(folder)
    before = kept.read_bytes()
    made = Counted("new")
    assert remembered("what", ["key"], made, use=False, folder=folder) == "new"
    assert made.times == 1
    assert kept.read_bytes() == before
    empty = folder.parent / "empty"
    remembered("what", ["key"], made, use=False, folder=empty)
    assert not empty.exists()


def test_a_folder_that_cannot_be_written_to_still_gives_the_value(tmp_path: Path):
    # A file where a folder must be: no user may write there, root included.
    (tmp_path / "file").write_text("")
    made = Counted(VALUE)
    for _ in range(2):
        found = remembered("what", ["key"], made, folder=tmp_path / "file" / "cache")
        assert found == VALUE
    assert made.times == 2


def test_a_disk_that_is_full_still_gives_the_value(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "NamedTemporaryFile", full)
    assert remembered("what", ["key"], Counted(VALUE), folder=folder) == VALUE
    assert files(folder) == []


def test_a_value_that_cannot_be_made_leaves_nothing(folder: Path):
    def fail() -> Json:
        raise ArithmeticError("no")

    with pytest.raises(ArithmeticError, match="no"):
        remembered("what", ["key"], fail, folder=folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("other", ["key", 1, {"a": 1, "b": 2}]),
        ("what", ["key", 2, {"a": 1, "b": 2}]),
        ("what", ["key", 1, {"a": 1, "b": 2.5}]),
        ("what", ["key", 1]),
        ("what", [1, "key", {"a": 1, "b": 2}]),
    ],
)
def test_another_key_is_another_value(folder: Path, what: str, key: list[Any]):
    remembered("what", ["key", 1, {"a": 1, "b": 2}], Counted("old"), folder=folder)
    assert remembered(what, key, Counted("new"), folder=folder) == "new"
    assert len(files(folder)) == 2


def test_the_order_of_a_mapping_in_the_key_does_not_count(folder: Path):
    remembered("what", [{"a": 1, "b": 2}], Counted("old"), folder=folder)
    found = remembered("what", [{"b": 2, "a": 1}], Counted("new"), folder=folder)
    assert found == "old"


def test_other_code_is_another_value(folder: Path, monkeypatch: pytest.MonkeyPatch):
    remembered("what", ["key"], Counted("old"), folder=folder)
    monkeypatch.setattr(cache, "code_digest", lambda: "other code")
    assert remembered("what", ["key"], Counted("new"), folder=folder) == "new"


def test_without_a_folder_it_is_the_users(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def users(name: str) -> Path:
        return folder / name

    monkeypatch.setattr(cache, "user_cache_path", users)
    remembered("what", ["key"], Counted(VALUE))
    assert len(files(folder / "sinequanon")) == 1


def test_the_digest_is_of_the_code_as_it_is():
    assert len(code_digest()) == 64
    assert code_digest.__wrapped__() == code_digest()

"""Renewing frozen numbers: written whole, for everyone, or not at all."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sinequanon.compose import freeze_dossier, freezing
from sinequanon.dossier import Dossier, folder_of, load
from sinequanon.errors import DossierError, OutputError, QuestionError
from sinequanon.question import (
    FILE,
    FrozenNumbers,
    frozen_text,
    read_all_frozen,
    read_frozen,
)

Make = Callable[..., FrozenNumbers]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped dossier, without frozen numbers."""
    place = tmp_path / "copy"
    shutil.copytree(folder_of("syria"), place)
    (place / FILE).unlink(missing_ok=True)
    return place


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, frozen: Make) -> list[dict[str, Any]]:
    """Calls of the long computation, which gives made-up numbers at once."""
    seen: list[dict[str, Any]] = []

    def freeze(case: Any, **options: Any) -> FrozenNumbers:
        seen.append({"case": case, **options})
        if options["progress"] is not None:
            options["progress"](3, 4)
        return frozen(dossier_sha256=options["dossier_sha256"])

    monkeypatch.setattr(freezing, "freeze", freeze)
    return seen


def test_the_numbers_are_written_into_the_dossiers_folder(
    copied: Path, calls: list[dict[str, Any]], syria: Dossier
):
    before = load(str(copied)).sha256
    path, numbers = freeze_dossier(str(copied))
    assert path == copied / FILE
    assert read_all_frozen(copied) == numbers
    # They say what they were made from, and are no part of it.
    assert numbers["palmyra"].dossier_sha256 == before == load(str(copied)).sha256
    call = calls[0]
    assert call["case"].boundary == 436
    assert [syria.actors[k].side for k in call["winners"]] == ["government"] * 2


def test_old_numbers_are_replaced_and_nothing_is_left_beside_them(
    copied: Path, calls: list[dict[str, Any]]
):
    names = sorted(path.name for path in copied.iterdir())
    (copied / FILE).write_text("old")
    freeze_dossier(str(copied))
    assert read_frozen(copied, "palmyra").seed == 1
    assert sorted(path.name for path in copied.iterdir()) == sorted([*names, FILE])
    assert len(calls) == len(load(str(copied)).questions)


def test_all_who_may_read_the_dossier_may_read_the_numbers(
    copied: Path, calls: list[dict[str, Any]]
):
    umask = os.umask(0o022)
    try:
        path, _ = freeze_dossier(str(copied))
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert calls


def test_progress_is_passed_on(copied: Path, calls: list[dict[str, Any]]):
    seen: list[tuple[str, int, int]] = []
    freeze_dossier(
        str(copied), progress=lambda what, done, total: seen.append((what, done, total))
    )
    assert [(done, total) for _, done, total in seen] == [(3, 4)] * len(calls)
    assert calls


def test_a_folder_that_cannot_be_written_to_is_told(
    copied: Path, calls: list[dict[str, Any]]
):
    # A folder where the file must be: no user may write there, root included.
    (copied / FILE).mkdir()
    with pytest.raises(OutputError, match="cannot be written") as caught:
        freeze_dossier(str(copied))
    assert caught.value.faults[0].where == str(copied / FILE)
    assert not [path for path in copied.iterdir() if path.suffix == ".part"]
    assert len(calls) == len(load(str(copied)).questions)


def test_a_dossier_with_faults_is_not_frozen(copied: Path, calls: list[dict[str, Any]]):
    (copied / "war.yaml").write_text("key: [")
    with pytest.raises(DossierError):
        freeze_dossier(str(copied))
    assert calls == []


def test_one_question_is_renewed_and_the_others_are_kept(
    copied: Path, calls: list[dict[str, Any]], frozen: Make
):
    freeze_dossier(str(copied))
    kept = frozen(seed=99)
    keys = [question.key for question in load(str(copied)).questions]
    (copied / FILE).write_text(frozen_text(dict.fromkeys(keys, kept)))
    _, renewed = freeze_dossier(str(copied), question="palmyra")
    assert list(renewed) == ["palmyra"]
    found = read_all_frozen(copied)
    assert found["palmyra"].seed == 1
    assert all(found[key].seed == 99 for key in keys if key != "palmyra")
    assert len(calls) == len(keys) + 1


def test_a_question_that_is_not_there_is_not_frozen(
    copied: Path, calls: list[dict[str, Any]]
):
    with pytest.raises(QuestionError, match="no question 'nobody'"):
        freeze_dossier(str(copied), question="nobody")
    assert calls == []

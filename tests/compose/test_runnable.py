"""What the files of a dossier cannot tell, tried on its wars before any run."""

import shutil
from pathlib import Path

import pytest

from sinequanon.compose import islands, war_faults
from sinequanon.dossier import check, folder_of


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped dossier."""
    place = tmp_path / "copy"
    shutil.copytree(folder_of("syria"), place)
    return place


def changed(folder: Path, name: str, old: str, new: str) -> list[str]:
    """Faults of the wars once a text was replaced and the files still have none."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) >= 1
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    assert check(str(folder)) == ()
    return [str(fault) for fault in war_faults(str(folder))]


def test_the_shipped_wars_can_be_run() -> None:
    assert war_faults("syria") == ()


def test_an_island_is_noted_and_not_refused() -> None:
    (note,) = islands("syria")
    assert note.startswith("no border joins Arwad to the rest of the map (6,9")


def test_an_event_before_the_start_is_told_with_its_question(copied: Path) -> None:
    (fault,) = changed(
        copied, "questions.yaml", "[palmyra_taken]}", "[palmyra_taken, russia_enters]}"
    )
    assert fault.startswith("question palmyra, Enters: acts in month 430, before")


def test_an_actor_without_fighters_is_told_with_its_start(copied: Path) -> None:
    found = changed(
        copied,
        "events.yaml",
        "        actor: sdf\n        heads: {low: 3000,",
        "        actor: nusra\n        heads: {low: 3000,",
    )
    assert found == [
        "start 2011-03, war setting: actor 'sdf' has no fighters, and no event brings "
        "it in; give it a strength, or an event in which it arrives"
    ]

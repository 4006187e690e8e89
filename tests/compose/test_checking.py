"""What was asked, checked: all that is wrong at once, and what was overridden."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from sinequanon.compose.checking import PAIRS, Asked, check_asked
from sinequanon.dossier import Dossier, folder_of
from sinequanon.errors import DossierError, InputError, QuestionError
from sinequanon.question import FILE


def asked(place: str = "syria", key: str = "palmyra", **changed: Any) -> Asked:
    """What was asked, with nothing overridden but what is named."""
    plain: dict[str, Any] = {
        "horizon": None,
        "runs": None,
        "seed": 1,
        "no_event": False,
        "contrast": None,
        "switched_off": (),
    }
    return check_asked(place, key, **{**plain, **changed})


def test_by_default_the_question_is_asked_as_it_stands(syria: Dossier):
    found = asked()
    question = syria.questions[0]
    assert found.question == question
    assert found.months == found.size.months == question.horizon_months
    assert found.contrast.main
    assert found.overridden == ()
    assert found.size.runs == PAIRS
    assert (found.size.lucks, found.size.seed) == (2, 1)
    assert found.dossier == syria


@pytest.mark.parametrize(
    ("runs", "draws", "lucks"), [(1, 1, 1), (3, 3, 1), (4, 2, 2), (500, 250, 2)]
)
def test_pairs_are_shared_over_draws_and_lucks(runs: int, draws: int, lucks: int):
    size = asked(runs=runs).size
    assert (size.draws, size.lucks, size.runs) == (draws, lucks, runs)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(QuestionError) as caught:
        asked(horizon=0, runs=0, contrast="nowhere", switched_off=("nobody", "noone"))
    faults = caught.value.faults
    assert [fault.where for fault in faults] == [
        "horizon",
        "runs",
        "contrast",
        "--without-source",
        "--without-source",
    ]
    assert faults[0].found == "0"
    assert "'nowhere'" in faults[2].found
    assert "main" in faults[2].fix
    assert all(fault.fix for fault in faults)


@pytest.mark.parametrize("name", ["horizon", "runs"])
def test_less_than_one_month_or_run_is_refused(name: str):
    changed: dict[str, Any] = {name: -1}
    with pytest.raises(QuestionError, match=name):
        asked(**changed)


def test_an_unknown_question_is_refused_with_those_that_exist():
    with pytest.raises(QuestionError, match="no question 'palmira'") as caught:
        asked(key="palmira")
    assert "palmyra" in caught.value.faults[0].fix


def test_an_unknown_dossier_is_refused():
    with pytest.raises(DossierError, match="nowhere"):
        asked(place="nowhere")


def test_a_source_that_the_war_needs_cannot_be_switched_off():
    with pytest.raises(InputError, match="these sources alone"):
        asked(switched_off=("analyst",))


def test_what_is_overridden_is_said(syria: Dossier):
    source = "rt_2016_02_03"
    assert source in {one.key for one in syria.sources}
    found = asked(horizon=12, contrast="held", no_event=True, switched_off=(source,))
    notes = found.overridden
    assert len(notes) == 4
    assert "12 months" in notes[0]
    assert str(found.question.horizon_months) in notes[0]
    assert "held" in notes[1]
    assert "no event" in notes[2]
    assert source in notes[3]
    assert found.months == found.size.months == 12
    assert source not in {one.key for one in found.dossier.sources}
    assert found.switched_off == (source,)


def test_the_questions_own_horizon_and_main_contrast_override_nothing():
    own = asked().question
    main = next(one.key for one in own.contrasts if one.main)
    assert asked(horizon=own.horizon_months, contrast=main).overridden == ()


def test_without_the_event_both_worlds_are_empty():
    for contrast in (None, "held"):
        found = asked(no_event=True, contrast=contrast)
        for world in (found.contrast.with_, found.contrast.without):
            assert not any(world.model_dump().values())


def test_without_the_event_the_others_of_its_worlds_stay():
    found = asked(key="releases", no_event=True, contrast="later")
    own = found.question
    main = next(one for one in own.contrasts if one.main)
    assert found.contrast.with_ == found.contrast.without == main.without
    assert main.without.events
    assert own.event not in {*main.without.events, *main.without.delayed}


def test_a_dossier_without_frozen_numbers_says_what_to_run(tmp_path: Path):
    place = tmp_path / "copy"
    shutil.copytree(folder_of("syria"), place)
    (place / FILE).unlink(missing_ok=True)
    with pytest.raises(QuestionError, match="sinequanon freeze copy"):
        asked(place=str(place))

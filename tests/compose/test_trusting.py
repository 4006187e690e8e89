"""How far to trust an answer: what is said, and when."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.compose.trusting import trust
from sinequanon.compose.words import signed
from sinequanon.dossier import Dossier, day_of, known_by
from sinequanon.question import ControlFound
from sinequanon.record import EndingRate
from sinequanon.war import CheckRow

Make = Callable[..., Any]
GOOD = CheckRow(name="Texture of the war", bound="about 1", found="1.02", passed=True)
BAD = CheckRow(name="Deaths of a year", bound="within 3", found="9", passed=False)
RATE = EndingRate(ending="agreement", value=0.2, low=0.1, high=0.45, wars=())


def said(
    run: Any,
    controls: Sequence[ControlFound] = (),
    checks: Sequence[CheckRow] = (GOOD,),
    **changed: Any,
) -> tuple[str, ...]:
    """The sentences on a small run."""
    plain: dict[str, Any] = {
        "place": "syria",
        "dossier": run.asked.dossier,
        "question": run.asked.question,
        "frozen": run.asked.frozen,
        "without": run.without,
        "with_event": run.with_event,
        "winners": (0, 1),
        "as_of_day": RATE,
        "as_known": {"difference": -0.0123},
    }
    return trust(controls=controls, checks=checks, **{**plain, **changed})


def about(sentences: tuple[str, ...], word: str) -> str:
    """The one sentence that has a word."""
    (found,) = [one for one in sentences if word in one]
    return found


def none_about(sentences: tuple[str, ...], word: str) -> bool:
    """Whether no sentence has a word."""
    return not [one for one in sentences if word in one]


def test_what_the_sign_rests_on_follows_the_balance(answered: Any):
    course = answered.without.course
    for balance, word in ((0.9, "leaves stalemate"), (-0.9, "moves towards stalemate")):
        power = np.full_like(course.log_power, balance)
        world = replace(answered.without, course=replace(course, log_power=power))
        sentence = about(said(answered, without=world), "The sign rests on inputs")
        assert word in sentence
        assert signed(balance, 2) in sentence.replace("-", "\u2212")


def test_now_or_later_is_said_only_where_the_runs_show_it(answered: Any):
    def held(share: float) -> Any:
        path = answered.without.path
        watched = np.zeros_like(path.watched)
        watched[:, 0, 0] = share
        return replace(answered.without, path=replace(path, watched=watched))

    kept = replace(held(1.0), scenario=answered.with_event.scenario)
    later = about(said(answered, without=held(0.9), with_event=kept), "more than half")
    assert "now and later" in later
    never = about(said(answered, without=held(0.1), with_event=kept), "more than half")
    assert "now and later" not in never
    alone = said(answered, with_event=answered.without, as_known=None)
    assert none_about(alone, "now and later")
    assert none_about(alone, "with it, it loses")
    assert none_about(alone, "the difference is")
    assert none_about(alone, "The sign rests")


def test_checks_that_fail_are_named_and_counted(answered: Any):
    sentence = about(said(answered, checks=[GOOD, BAD, GOOD]), "checks on the prior")
    assert sentence.startswith("1 of 3 checks")
    assert "Deaths of a year" in sentence
    assert "Texture" not in sentence
    assert none_about(said(answered), "checks on the prior")


def test_checks_are_named_in_words(answered: Any):
    failed = replace(BAD, name="Deaths of islamic_state-sdf")
    sentence = about(said(answered, checks=[failed]), "checks on the prior")
    assert "islamic_state" not in sentence


def test_frozen_numbers_of_another_edition_are_told_with_what_to_do(
    answered: Any, frozen: Make
):
    sentence = about(said(answered, place="my/war"), "another edition")
    assert "sinequanon freeze my/war" in sentence
    same = frozen(dossier_sha256=answered.asked.dossier.sha256)
    assert none_about(said(answered, frozen=same), "edition")


def test_controls_are_counted_by_role(answered: Any, row: Make):
    rows = [row(), row(), row("twin"), row("printed"), row("printed")]
    sentence = about(said(answered, rows), "wrong twins")
    assert "All 2 controls" in sentence
    assert "all 1 wrong twins" in sentence


def test_the_controls_gains_stand_beside_the_events_own(answered: Any, row: Make):
    rows = [row(), row(gain="nothing"), row("twin"), row("printed", gain="own")]
    sentence = about(said(answered, rows), "The event itself moves log power")
    assert sentence.endswith("by +0.20.")
    moved = np.median(
        answered.with_event.course.log_power[:, 0]
        - answered.without.course.log_power[:, 0]
    )
    assert signed(float(moved)) in sentence


def test_what_news_alone_does_is_told_if_it_was_run(answered: Any, row: Make):
    alone = [
        row("printed", gain="news", pooled=0.63),
        row("printed", gain="news_reversed", expected="further", pooled=0.36),
    ]
    sentence = about(said(answered, alone), "the news alone reads")
    assert "in 63 of 100 draws" in sentence
    assert "reversed, in 36." in sentence
    assert none_about(said(answered, [row()]), "the news alone reads")


def test_news_stands_with_its_error(answered: Any):
    news = about(said(answered), "tells about the balance")
    assert "+0.040" in news
    assert "0.010" in news


def test_inputs_younger_than_the_day_are_counted(answered: Any, syria: Dossier):
    known = known_by(syria, day_of(answered.asked.question.as_of))
    late = len(syria.positions) - len(known.positions)
    assert late > 0
    # What has no date is not counted as known.
    dated = sum(one.said is not None for one in syria.positions)
    assert dated < len(syria.positions)
    sentence = about(said(answered), "beyond the day")
    assert f"{late} of {dated} positions with a date" in sentence
    assert f"({len(syria.positions) - dated} more positions have none)" in sentence
    assert "−1.2 points" in sentence
    assert "20 in 100 (10 to 45)" in sentence


def test_places_are_counted_by_how_their_holder_is_known(answered: Any, syria: Dossier):
    inferred = sum(one.support == "inferred" for one in syria.holdings)
    sentence = about(said(answered), "Who held a place")
    assert f"{inferred} of {len(syria.holdings)} places" in sentence


def test_how_often_the_place_passes_by_itself_is_told(answered: Any):
    # What no actor holds is never gained, and is never held to begin with.
    nobody = about(said(answered, winners=()), "half of the place")
    assert "in 0 of 100 runs" in nobody
    assert "at some time in 100." in nobody
    # What all actors together hold is always held and never lost.
    actors = range(len(answered.without.path.actors))
    everybody = about(said(answered, winners=tuple(actors)), "half of the place")
    assert "in 100 of 100 runs" in everybody
    assert "at some time in 0." in everybody


@pytest.mark.parametrize("checks", [(GOOD,), (GOOD, BAD)])
def test_every_sentence_is_one(answered: Any, row: Make, checks: tuple[CheckRow, ...]):
    for sentence in said(answered, [row()], checks):
        assert not sentence[0].islower()
        assert sentence.endswith(".")
        assert "nan" not in sentence


def test_a_war_that_was_not_checked_is_said_to_be_so(answered: Any):
    sentence = about(said(answered, checks=()), "No check on the prior")
    assert "not known" in sentence
    assert none_about(said(answered), "No check on the prior")

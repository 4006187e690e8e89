"""Asking from end to end: one answer from all lenses, or none at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from sinequanon.answer import Answer
from sinequanon.compose import ask, asking, cache
from sinequanon.compose.cache import Json
from sinequanon.dossier import Dossier
from sinequanon.errors import ControlError, QuestionError
from sinequanon.question import ControlFound
from sinequanon.report import from_json, to_html, to_json, to_text

Make = Callable[..., Any]
Calls = dict[str, int]
SIZE: dict[str, Any] = {"horizon": 6, "runs": 4, "seed": 3}


@pytest.fixture(scope="module")
def patch():
    """A patch that lasts for the module."""
    with pytest.MonkeyPatch.context() as one:
        yield one


@pytest.fixture(scope="module")
def calls(
    patch: pytest.MonkeyPatch,
    row: Make,
    kept: tuple[Json, Json],
    tmp_path_factory: pytest.TempPathFactory,
) -> Calls:
    """Long ensembles answered at once, controls that pass, a cache of our own."""
    counted: Calls = {"controls": 0, "contrasts": 0, "claims": 0}
    folder: Path = tmp_path_factory.mktemp("cache")

    def controls(book: Any, *_: Any, **options: Any) -> tuple[ControlFound, ...]:
        counted["controls"] += 1
        if options["progress"] is not None:
            options["progress"](1, 1)
        specs = [
            *((spec, "control", True) for spec in book.controls),
            *((spec, "twin", False) for spec in book.twins),
            *((spec, "printed", False) for spec in book.printed),
        ]
        return tuple(
            replace(row(role, passed=passed), spec=spec) for spec, role, passed in specs
        )

    def counting(name: str, found: Json) -> Callable[..., Json]:
        def counted_run(*_: Any, **options: Any) -> Json:
            counted[name] += 1
            if options["progress"] is not None:
                options["progress"](1, 1)
            return found

        return counted_run

    patch.setattr(asking, "run_controls", controls)
    patch.setattr(asking, "further_contrasts", counting("contrasts", kept[0]))
    patch.setattr(asking, "claimed_effects", counting("claims", kept[1]))

    def users(name: str) -> Path:
        return folder / name

    patch.setattr(cache, "user_cache_path", users)
    return counted


@pytest.fixture(scope="module")
def stages() -> list[tuple[str, int, int]]:
    return []


@pytest.fixture(scope="module")
def without(calls: Calls, stages: list[tuple[str, int, int]]) -> Answer:
    """The answer if the event is left out of both worlds."""
    del calls
    return ask(
        "syria",
        "palmyra",
        no_event=True,
        progress=lambda what, done, total: stages.append((what, done, total)),
        **SIZE,
    )


@pytest.fixture(scope="module")
def answer(calls: Calls, without: Answer, stages: list[tuple[str, int, int]]) -> Answer:
    """The answer to the question; its controls come from the cache."""
    del calls, without
    return ask(
        "syria",
        "palmyra",
        progress=lambda what, done, total: stages.append((what, done, total)),
        **SIZE,
    )


def test_no_event_runs_no_contrast_and_says_nothing_of_an_effect(without: Answer):
    assert without.contrasts == ()
    said = " ".join(without.trust)
    for word in ("the difference is", "The sign rests", "now and later", "loses it"):
        assert word not in said


def test_no_event_is_exactly_no_difference_in_the_whole_answer(without: Answer):
    verdict = without.verdict
    assert verdict.difference == verdict.standard_error == 0.0
    assert verdict.interval90 == (0.0, 0.0)
    assert verdict.hazard_ratio == verdict.null_hazard_ratio == 1.0
    assert verdict.hazard_ratio_interval90 == (1.0, 1.0)
    for outcome in without.outcomes:
        assert outcome.difference == outcome.standard_error == 0.0, outcome.name
    for turn in without.turns:
        assert (turn.difference, turn.hazard_ratio) == (0.0, 1.0), turn.assumption
    assert "no difference" in verdict.words
    assert any("no event" in note for note in verdict.overridden)
    for row in without.bargain.sine_qua_non:
        assert row["chance_with"] == row["chance_without"]


def test_every_lens_is_in_the_answer(answer: Answer):
    assert answer.verdict.difference != 0.0
    assert answer.verdict.null_hazard_ratio == 1.0
    assert answer.provenance.runs == 4
    assert answer.provenance.draws == 2
    assert answer.provenance.seed == 3
    assert answer.record.base_rates
    assert answer.war.deaths_with
    assert answer.war.prior_checks
    assert len(answer.bargain.by_encoding) == 4
    assert answer.bargain.terms
    assert answer.claims
    assert answer.trust
    assert answer.turns
    assert answer.does_not_say
    assert len(answer.contrasts) >= 4


def test_chances_in_the_answer_are_chances(answer: Answer):
    for outcome in answer.outcomes:
        if outcome.unit == "chance":
            assert 0.0 <= outcome.without_event <= 1.0, outcome.name
            assert 0.0 <= outcome.with_event <= 1.0, outcome.name
    for term in answer.bargain.terms:
        chances = cast("dict[str, float]", term["by_party"])
        assert all(0.0 <= chance <= 1.0 for chance in chances.values())
    for kind in answer.bargain.kinds:
        assert float(str(kind["with"])) >= 0.0


def test_the_answer_can_be_printed_and_read_back(answer: Answer):
    text = to_json(answer)
    assert json.loads(text)["verdict"]["horizon_months"] == 6
    assert from_json(text).verdict == answer.verdict
    assert answer.event_title in to_html(answer)
    assert answer.event_date in to_text(answer) or answer.as_of in to_text(answer)


def test_what_does_not_change_is_computed_once(answer: Answer, calls: Calls):
    assert answer
    assert calls == {"controls": 1, "contrasts": 1, "claims": 1}


def test_other_tested_authors_are_other_worlds(
    answered: Any, calls: Calls, monkeypatch: pytest.MonkeyPatch
):
    def worlds_run() -> tuple[int, int]:
        before = dict(calls)
        asking._Answering(answered.asked, None, True)._further(answered.case)
        return (
            calls["contrasts"] - before["contrasts"],
            calls["claims"] - before["claims"],
        )

    assert worlds_run() == (1, 1)
    assert worlds_run() == (0, 0)
    dossier: Dossier = answered.asked.dossier
    thinner = dossier.model_copy(update={"sources": dossier.sources[1:]})

    def fewer(*_: Any) -> Dossier:
        return thinner

    monkeypatch.setattr(asking, "as_known", fewer)
    assert worlds_run() == (0, 1)


def test_progress_tells_every_stage_to_its_end(
    without: Answer, answer: Answer, stages: list[tuple[str, int, int]]
):
    assert without
    assert answer
    last = {what: (done, total) for what, done, total in stages}
    assert len(last) == 4
    assert all(done == total > 0 for done, total in last.values())


def test_if_a_control_fails_there_is_no_answer(
    calls: Calls, row: Make, monkeypatch: pytest.MonkeyPatch
):
    del calls

    def failing(*_: Any, **__: Any) -> tuple[ControlFound, ...]:
        return (row("control"), row("control", name="further", passed=False))

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is run once a control has failed")

    monkeypatch.setattr(asking, "run_controls", failing)
    monkeypatch.setattr(asking, "run_worlds", never)
    monkeypatch.setattr(asking, "further_contrasts", never)
    with pytest.raises(ControlError, match="control further"):
        ask("syria", "palmyra", cache=False, **SIZE)


def test_what_cannot_be_used_is_told_before_anything_is_run(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
):
    del calls

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is run")

    monkeypatch.setattr(asking, "run_controls", never)
    with pytest.raises(QuestionError) as caught:
        ask("syria", "palmyra", horizon=0, runs=0, contrast="none")
    assert len(caught.value.faults) == 3

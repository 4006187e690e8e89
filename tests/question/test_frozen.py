"""Frozen numbers: what the news is, how they are computed, kept and read."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon import streams
from sinequanon.errors import QuestionError
from sinequanon.model import CELLS
from sinequanon.question import (
    FILE,
    FrozenNumbers,
    Size,
    ensemble,
    freeze,
    frozen_text,
    read_all_frozen,
    read_frozen,
)
from sinequanon.question.frozen import news_of, news_of_act

Make = Callable[..., Any]
OURS = (0,)


def held(*by_run: tuple[float, ...]) -> np.ndarray:
    """What the winner holds, by run, from the month before the boundary on."""
    return np.array(by_run)


def test_news_is_the_mean_power_where_the_place_passed_less_the_mean(world: Make):
    power = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0], [0.0, 0.0]])
    passed, kept = (0.0, 1.0, 1.0), (0.0, 0.0, 0.0)
    told = news_of(
        world(power=power, held=held(passed, passed, kept, kept)), OURS, months=2
    )
    assert told.taken == pytest.approx(0.5)
    assert told.not_taken == pytest.approx(-0.5)
    assert told.share == pytest.approx(0.5)
    assert told.power_sd == pytest.approx(0.5)


def test_a_place_half_passed_has_half_the_weight(world: Make):
    power = np.array([[3.0], [0.0], [0.0]])
    told = news_of(
        world(power=power, held=held((0.0, 0.5), (0.0, 0.5), (0.0, 0.0))), OURS
    )
    assert told.taken == pytest.approx(1.5 - 1.0)
    assert told.not_taken == pytest.approx(1.5 / 2.0 - 1.0)
    assert told.share == pytest.approx(1.0 / 3.0)


def test_what_was_held_at_the_start_tells_nothing(world: Make):
    power = np.array([[1.0], [0.0]])
    same = news_of(world(power=power, held=held((0.7, 0.7), (0.0, 0.0))), OURS)
    assert (same.taken, same.share) == (0.0, 0.0)
    more = news_of(world(power=power, held=held((0.5, 0.75), (0.0, 0.5))), OURS)
    assert more.share == pytest.approx(0.5)
    assert more.taken == pytest.approx(0.0)
    lost = news_of(world(power=power, held=held((0.7, 0.1), (0.0, 0.0))), OURS)
    assert lost.share == 0.0


def test_a_place_that_never_passes_or_always_does_is_no_news(world: Make):
    power = np.array([[1.0], [0.0]])
    never = news_of(world(power=power, held=held((0.0, 0.0), (0.0, 0.0))), OURS)
    assert (never.taken, never.not_taken) == (0.0, 0.0)
    always = news_of(world(power=power, held=held((0.0, 1.0), (0.0, 1.0))), OURS)
    assert (always.taken, always.not_taken) == (0.0, 0.0)


def test_only_the_first_months_after_the_boundary_count(world: Make):
    power = np.array([[1.0, 9.0], [0.0, -9.0]])
    told = news_of(
        world(power=power, held=held((0.0, 1.0, 0.0), (0.0, 0.0, 1.0))), OURS, months=1
    )
    assert told.taken == pytest.approx(0.5)


shares = st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4)


@settings(max_examples=30, deadline=None)
@given(part=shares, power=st.lists(st.floats(-2.0, 2.0), min_size=4, max_size=4))
def test_both_news_average_to_none(world: Make, part: list[float], power: list[float]):
    told = news_of(
        world(
            power=np.array(power)[:, None],
            held=np.stack([np.zeros(4), np.array(part)], axis=1),
        ),
        OURS,
    )
    assert told.share is not None
    whole = told.share * told.taken + (1.0 - told.share) * told.not_taken
    assert whole == pytest.approx(0.0, abs=1e-9)


@pytest.mark.statistical
def test_the_error_of_the_news_is_that_of_a_mean_of_the_few_that_pass(world: Make):
    # For power of sd 1 that does not hang on the passing of the place, with a share of
    # 1/4 in n runs, the gap of means has variance (1 - 1/4) / (1/4 n) = 3 / n.
    ids = np.arange(4000, dtype=np.uint32)
    power = streams.normals(5, "power", ids)[:, :, 0]
    passed = (streams.uniforms(5, "passed", ids)[:, :, 0] < 0.25).astype(np.float64)
    told = news_of(
        world(power=power, held=np.concatenate([0.0 * passed, passed], axis=1)), OURS
    )
    assert told.error == pytest.approx((3.0 / 4000.0) ** 0.5, rel=0.06)
    assert abs(told.taken) < 4.0 * told.error


def test_one_run_has_no_error(world: Make):
    told = news_of(world(power=np.zeros((1, 1)), held=held((0.0, 1.0))), OURS)
    assert np.isnan(told.error)


def frozen_of(war: Any) -> FrozenNumbers:
    """Frozen numbers of a small war, from a few short runs."""
    return freeze(
        war.case,
        winners=OURS,
        world=(),
        dossier_sha256="ab" * 32,
        size=Size(draws=4, lucks=1, months=6, seed=11),
        news_size=Size(draws=6, lucks=1, months=3, seed=11),
    )


def test_freezing_depends_on_no_frozen_number(duel: Make):
    # Else the second freezing of a dossier would differ from the first.
    war = duel()
    other = {
        name: replace(state, surplus_mean=9.0, surplus_sd=3.0)
        for name, state in war.case.anchor.frozen.items()
    }
    moved = replace(war.case, anchor=replace(war.case.anchor, frozen=other))
    assert frozen_of(war) == frozen_of(replace(war, case=moved))


def test_freezing_depends_on_no_batch(duel: Make, monkeypatch: pytest.MonkeyPatch):
    plain = frozen_of(duel())
    monkeypatch.setattr(ensemble, "BATCH_RUNS", 1)
    assert frozen_of(duel()) == plain


def test_frozen_numbers_say_what_they_were_made_from(duel: Make):
    found = frozen_of(duel())
    assert (found.draws, found.months, found.seed, found.news_draws) == (4, 6, 11, 6)
    assert found.dossier_sha256 == "ab" * 32
    assert set(found.surplus_mean) == {cell.name for cell in CELLS}
    assert found.surplus_sd > 0.0
    assert found.stalemate_mean < 0.0
    assert found.power_sd > 0.0
    for cell in CELLS:
        state = found.by_cell[cell.name]
        assert state.surplus_mean == found.surplus_mean[cell.name]
        assert state.surplus_sd == found.surplus_sd
    assert found.news.taken == found.news_taken
    assert found.news.not_taken == found.news_not_taken


def numbers(**changed: Any) -> FrozenNumbers:
    """Frozen numbers made up for the tests."""
    values: dict[str, Any] = {
        "surplus_mean": {cell.name: k / 7.0 for k, cell in enumerate(CELLS)},
        "surplus_sd": 0.1,
        "stalemate_mean": -1.0 / 3.0,
        "news_taken": 0.04,
        "news_not_taken": -0.002,
        "news_error": 0.01,
        "news_draws": 10,
        "share_taken": 0.05,
        "power_sd": 0.4,
        "draws": 10,
        "months": 36,
        "seed": 1,
        "dossier_sha256": "00",
    }
    return FrozenNumbers.model_validate({**values, **changed})


def test_what_is_written_is_read_to_the_last_bit(tmp_path: Path):
    (tmp_path / FILE).write_text(frozen_text({"ours": numbers()}), encoding="utf-8")
    assert read_frozen(tmp_path, "ours") == numbers()


def test_the_text_does_not_depend_on_the_order_of_readings():
    other = numbers(surplus_mean=dict(reversed(numbers().surplus_mean.items())))
    assert frozen_text({"ours": other}) == frozen_text({"ours": numbers()})


def test_a_spread_of_nothing_is_refused():
    with pytest.raises(ValueError, match="surplus_sd"):
        numbers(surplus_sd=0.0)


def without(key: str) -> str:
    """The text of frozen numbers that lack a key."""
    return told({k: v for k, v in numbers().model_dump().items() if k != key})


def told(values: dict[str, Any]) -> str:
    """A file with one question's numbers."""
    return json.dumps({"ours": values})


@pytest.mark.parametrize(
    "content",
    [
        "",
        frozen_text({"ours": numbers()})[:-30],
        "[]",
        "null",
        '{"type": "FeatureCollection", "features": []}',
        without("news_taken"),
        told({**numbers().model_dump(), "extra": 1}),
        told({**numbers().model_dump(), "surplus_sd": 0.0}),
        told({**numbers().model_dump(), "surplus_mean": {"values/threat": 0.1}}),
        b"\xff\xfe\x00",
    ],
    ids=[
        "empty",
        "cut off",
        "list",
        "null",
        "foreign",
        "key missing",
        "key unknown",
        "no spread",
        "reading missing",
        "not text",
    ],
)
def test_a_damaged_or_foreign_file_is_refused_with_what_to_do(
    tmp_path: Path, content: str | bytes
):
    folder = tmp_path / "war"
    folder.mkdir()
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / FILE).write_bytes(raw)
    with pytest.raises(QuestionError, match="cannot be read") as caught:
        read_frozen(folder, "ours")
    (fault,) = caught.value.faults
    assert fault.where == str(folder / FILE)
    assert "sinequanon freeze war" in fault.fix


def test_a_question_without_numbers_is_told_what_to_do(tmp_path: Path):
    (tmp_path / FILE).write_text(frozen_text({"ours": numbers()}), encoding="utf-8")
    assert read_all_frozen(tmp_path) == {"ours": numbers()}
    with pytest.raises(QuestionError, match="of the question 'other'") as caught:
        read_frozen(tmp_path, "other")
    assert "--question other" in caught.value.faults[0].fix


def test_the_news_of_an_act_is_what_it_does_in_its_first_months(world: Make):
    power = np.array([[1.0, 1.0, 9.0], [0.0, 2.0, 9.0]])
    moved = power + np.array([[0.1, 0.3, 5.0], [0.3, 0.5, 5.0]])
    held_ = held((0.0,) * 4, (0.0,) * 4)
    told = news_of_act(
        world(power=power, held=held_), world(power=moved, held=held_), months=2
    )
    assert told.taken == pytest.approx(0.3)
    assert told.not_taken == 0.0
    assert told.share is None
    assert told.error == pytest.approx(0.1)
    assert told.power_sd == pytest.approx(0.5)


def test_an_act_that_does_nothing_tells_nothing(duel: Make):
    found = freeze(
        duel().case,
        winners=(),
        world=(),
        acted=(),
        dossier_sha256="ab" * 32,
        size=Size(draws=4, lucks=1, months=6, seed=11),
        news_size=Size(draws=6, lucks=1, months=3, seed=11),
    )
    assert (found.news_taken, found.news_not_taken) == (0.0, 0.0)
    assert found.share_taken is None


def test_a_missing_file_is_refused_with_what_to_do(tmp_path: Path):
    with pytest.raises(QuestionError, match="no frozen numbers") as caught:
        read_frozen(tmp_path / "war", "ours")
    assert "sinequanon freeze war" in caught.value.faults[0].fix


def test_a_folder_in_its_place_is_refused(tmp_path: Path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(QuestionError, match="cannot be read"):
        read_frozen(tmp_path, "ours")

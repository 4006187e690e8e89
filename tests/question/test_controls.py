"""Controls: the edges of the thresholds, the small wars, and what they come to."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

import sinequanon
from sinequanon.compose.record_lens import class_rates, nearest_window
from sinequanon.dossier import Dossier, Question, folder_of
from sinequanon.errors import ControlError
from sinequanon.model import CELLS, Anchor
from sinequanon.question import (
    ControlBook,
    ControlFound,
    ControlSpec,
    case_of,
    people_share,
    read_controls,
    read_frozen,
    refuse_unless_met,
    run_controls,
)
from sinequanon.question.control_wars import (
    control_scenarios,
    control_setting,
    control_table,
)
from sinequanon.question.controls import judge
from sinequanon.war import Transfer

Make = Callable[..., Any]
BOOK = read_controls().book
LIMITS = BOOK.thresholds.model_copy(
    update={"sign_pooled": 0.80, "sign_cell": 0.70, "ratio": 1.05, "none": 1.0}
)
NAMES = [cell.name for cell in CELLS]
EDGE = 1.05


def spec(expected: str = "nearer", **changed: Any) -> ControlSpec:
    """A control made up for the tests."""
    return ControlSpec.model_validate(
        {
            "name": f"made_{expected}",
            "label": "Made up",
            "balance": "weak",
            "values": "same",
            "expected": expected,
            "gain": "full",
            **changed,
        }
    )


def right(share: float, far: float = 1.5, draws: int = 100) -> np.ndarray:
    """Ratios of which a share says nearer; their median is `far`."""
    found = np.full(draws, far)
    found[: draws - round(share * draws)] = 0.9
    return found


def judged(
    *shares: float, far: float = 1.5, expected: str = "nearer", role: str = "control"
) -> ControlFound:
    """A verdict on the four readings with these shares of right signs."""
    ratios = {n: right(s, far) for n, s in zip(NAMES, shares, strict=True)}
    if expected == "further":
        ratios = {name: 1.0 / ratio for name, ratio in ratios.items()}
    return judge(spec(expected), ratios, LIMITS, role)


@pytest.mark.parametrize("expected", ["nearer", "further"])
@pytest.mark.parametrize(
    ("shares", "passed"),
    [
        ((0.80, 0.80, 0.80, 0.80), True),
        ((0.79, 0.80, 0.80, 0.80), False),
        ((0.70, 0.90, 0.80, 0.80), True),
        ((0.69, 0.91, 0.80, 0.80), False),
        ((0.70, 0.70, 0.90, 0.90), True),
        ((0.70, 0.70, 0.90, 0.89), False),
        ((1.00, 1.00, 1.00, 1.00), True),
    ],
)
def test_shares_pass_at_their_thresholds_and_not_below(
    shares: tuple[float, ...], passed: bool, expected: str
):
    found = judged(*shares, expected=expected)
    assert found.passed is passed
    assert found.pooled == pytest.approx(np.mean(shares))
    assert [cell.right_sign for cell in found.cells] == pytest.approx(shares)
    assert [cell.cell for cell in found.cells] == NAMES


@pytest.mark.parametrize(
    ("far", "passed"), [(EDGE, False), (float(np.nextafter(EDGE, 2.0)), True)]
)
def test_the_median_ratio_must_be_beyond_its_threshold(far: float, passed: bool):
    assert judged(0.9, 0.9, 0.9, 0.9, far=far).passed is passed


def test_further_must_be_beyond_the_inverse_of_the_threshold():
    edge = {name: np.full(10, 1.0 / EDGE) for name in NAMES}
    assert not judge(spec("further"), edge, LIMITS).passed
    beyond = {name: np.full(10, np.nextafter(1.0 / EDGE, 0.0)) for name in NAMES}
    assert judge(spec("further"), beyond, LIMITS).passed


def test_one_reading_with_a_small_ratio_fails_the_control():
    ratios = {name: np.full(10, 1.2) for name in NAMES}
    assert judge(spec("nearer"), ratios, LIMITS).passed
    ratios[NAMES[2]] = np.full(10, 1.04)
    assert not judge(spec("nearer"), ratios, LIMITS).passed


def test_no_difference_is_exactly_one_in_every_draw():
    ratios = {name: np.ones(10) for name in NAMES}
    assert judge(spec("none"), ratios, LIMITS).passed
    ratios[NAMES[3]] = np.append(np.ones(9), np.nextafter(1.0, 2.0))
    found = judge(spec("none"), ratios, LIMITS)
    assert not found.passed
    assert found.cells[3].right_sign == pytest.approx(0.9)


def test_a_ratio_of_exactly_one_is_neither_nearer_nor_further():
    ratios = {name: np.ones(10) for name in NAMES}
    assert judge(spec("nearer"), ratios, LIMITS).pooled == 0.0
    assert judge(spec("further"), ratios, LIMITS).pooled == 0.0


@pytest.mark.parametrize("expected", ["nearer", "further", "none"])
def test_a_ratio_that_is_no_number_is_never_right(expected: str):
    ratios = {name: np.full(10, np.nan) for name in NAMES}
    assert judge(spec(expected), ratios, LIMITS).pooled == 0.0
    assert not judge(spec(expected), ratios, LIMITS).passed


signs = st.lists(
    st.floats(-0.4, 0.4).filter(lambda x: abs(x) > 1e-6), min_size=4, max_size=12
)


@given(logs=signs)
def test_nearer_and_further_are_mirrors(logs: list[float]):
    nearer = judge(spec("nearer"), dict.fromkeys(NAMES, np.exp(logs)), LIMITS)
    mirror = judge(
        spec("further"), dict.fromkeys(NAMES, np.exp(-np.array(logs))), LIMITS
    )
    assert nearer.pooled == mirror.pooled
    assert nearer.lowest == pytest.approx(1.0 / mirror.highest, rel=0.2)


def test_a_control_must_pass_and_a_twin_must_not():
    good, bad = (0.9, 0.9, 0.9, 0.9), (0.5, 0.5, 0.5, 0.5)
    assert judged(*good).meets
    assert not judged(*bad).meets
    assert not judged(*good, role="twin").meets
    assert judged(*bad, role="twin").meets


def test_refusal_names_every_row_that_is_not_as_it_must_be():
    failed = judged(0.5, 0.6, 0.5, 0.6)
    passing_twin = judged(0.9, 0.9, 0.9, 0.9, expected="further", role="twin")
    printed = judged(0.1, 0.1, 0.1, 0.1, role="printed")
    good = judged(0.9, 0.9, 0.9, 0.9)
    with pytest.raises(ControlError) as caught:
        refuse_unless_met((good, failed, printed, passing_twin))
    faults = caught.value.faults
    assert [fault.where for fault in faults] == [
        "control made_nearer",
        "control made_further",
    ]
    assert "expected nearer" in faults[0].found
    assert "0.55 of draws" in faults[0].found
    assert "expected not further" in faults[1].found
    assert "0.667" in faults[1].found
    assert all(fault.fix for fault in faults)
    assert caught.value.exit_code == 1


def test_nothing_is_refused_if_all_is_as_it_must_be():
    good = judged(0.9, 0.9, 0.9, 0.9)
    twin = judged(0.5, 0.5, 0.5, 0.5, role="twin")
    refuse_unless_met((good, twin, judged(0.1, 0.1, 0.1, 0.1, role="printed")))


def test_the_shipped_book_is_the_one_its_digest_names():
    path = Path(str(sinequanon.__file__)).parent / "wars" / "controls.yaml"
    assert read_controls().sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_unknown_key_in_the_book_is_refused():
    with pytest.raises(ValidationError, match="extra"):
        ControlBook.model_validate({**BOOK.model_dump(), "extra": 1})


def test_the_book_has_each_word_and_a_twin_for_every_sign():
    assert [one.expected for one in BOOK.controls] == ["nearer", "further", "none"]
    signs = [one.expected for one in BOOK.twins]
    assert signs.count("nearer") >= 3
    assert signs.count("further") >= 3
    names = [one.name for one in (*BOOK.controls, *BOOK.twins, *BOOK.printed)]
    assert len(set(names)) == len(names)
    # Each twin has lost a premise of its control, never its word.
    premises = {one.expected: (one.balance, one.values) for one in BOOK.controls}
    for twin in BOOK.twins:
        assert (twin.balance, twin.values) != premises[twin.expected]


def test_thresholds_are_those_written_in_advance():
    limits = BOOK.thresholds
    assert (limits.sign_pooled, limits.sign_cell) == (0.80, 0.70)
    assert (limits.ratio, limits.none) == (1.05, 1.0)
    assert (BOOK.draws, BOOK.horizon_months) == (500, 36)


@pytest.mark.parametrize("gain", ["full", "own", "third", "nothing", "news"])
def test_a_small_war_has_all_its_people_and_a_place_at_stake(gain: str):
    made = spec(gain=gain)
    setting = control_setting(BOOK, made, own_people_share=0.02)
    target = setting.places.index("target")
    share = {"own": 0.02, "nothing": 0.0}.get(gain, BOOK.war.gain_people_share)
    assert setting.population.sum() == pytest.approx(BOOK.war.people)
    assert setting.population[target] == pytest.approx(share * BOOK.war.people)
    assert setting.control0.sum(axis=0).tolist() == [1.0] * 7
    neighbours = [
        setting.indices[setting.indptr[p] : setting.indptr[p + 1]].tolist()
        for p in range(7)
    ]
    assert len(neighbours[target]) == (0 if gain == "nothing" else 2)
    for place, beside in enumerate(neighbours):
        assert all(place in neighbours[other] for other in beside)
    holder = int(np.argmax(setting.control0[:, target]))
    assert setting.actors[holder] == ("third" if gain == "third" else "rebels")


def test_the_balance_is_that_of_the_book():
    for name, (low, high) in BOOK.balances.items():
        setting = control_setting(BOOK, spec(balance=name), own_people_share=0.02)
        middle = np.sqrt(setting.strength_low * setting.strength_high)
        assert np.log(middle[0] / middle[1]) == pytest.approx((low + high) / 2)
        assert middle.sum() == pytest.approx(BOOK.war.fighters)


def test_the_table_has_three_ways_to_settle_and_the_middle_breaches_no_line():
    table = control_table(BOOK, spec())
    assert table.parties == ("government", "rebels")
    assert len(table.terms) == 3
    assert table.red_lines[:, 0].tolist() == [
        [False, False, True],
        [True, False, False],
    ]


def test_the_event_is_one_transfer_and_nobodys_place_is_no_news():
    without, with_event = control_scenarios(BOOK, spec(), news=0.3)
    assert (without.world, without.news) == ((), 0.0)
    (move,) = with_event.world
    assert isinstance(move, Transfer)
    assert (move.place, move.taken_from, move.to) == ("target", "rebels", "government")
    assert move.lost_share == BOOK.war.garrison_loss_share
    assert with_event.news == 0.3
    _, third = control_scenarios(BOOK, spec(gain="third"), news=0.3)
    assert [getattr(one, "taken_from", "") for one in third.world] == ["third"]
    assert control_scenarios(BOOK, spec(gain="nothing"), news=0.3)[1].news == 0.0


@pytest.mark.parametrize(("gain", "news"), [("news", 0.3), ("news_reversed", -0.3)])
def test_news_alone_moves_nobody(gain: str, news: float):
    without, with_event = control_scenarios(BOOK, spec(gain=gain), news=0.3)
    assert (without.world, without.news) == ((), 0.0)
    assert (with_event.world, with_event.news) == ((), news)


def test_the_place_passes_to_side_a_whomever_the_event_favours():
    for gain in ("full", "news", "news_reversed", "nothing"):
        mirrored = control_scenarios(BOOK, spec(gain=gain), news=-0.3)
        assert mirrored == control_scenarios(BOOK, spec(gain=gain), news=0.3)


def test_every_row_is_run_once_in_the_order_of_the_book(anchor: Anchor):
    small = BOOK.model_copy(
        update={
            "draws": 2,
            "horizon_months": 3,
            "controls": BOOK.controls[2:],
            "twins": BOOK.twins[:1],
            "printed": BOOK.printed[-1:],
        }
    )
    seen: list[tuple[int, int]] = []
    found = run_controls(
        small,
        anchor,
        news=0.1,
        own_people_share=0.01,
        seed=1,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert [row.role for row in found] == ["control", "twin", "printed"]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    # A place that nothing can follow from makes exactly no difference.
    assert found[0].passed
    assert found[0].lowest == found[0].highest == 1.0
    assert found[0].power_shift == 0.0
    assert found[1].lowest != 1.0
    assert found[1].power_shift > 0.0


DRAWS = 60


@pytest.mark.statistical
def test_the_laboratory_says_each_word_and_its_twins_do_not(
    syria: tuple[Dossier, Question],
):
    # Controls and twins with the shipped frozen numbers, at fewer draws. A share p of
    # n draws has a standard error of sqrt(p (1 - p) / n); every twin lies more than
    # two of them (of both, added in squares) below its control.
    dossier, question = syria
    frozen = read_frozen(folder_of("syria"), "palmyra")
    window = nearest_window(class_rates(dossier), question.horizon_months)
    case = case_of(dossier, question, window=window, frozen=frozen.by_cell)
    found = run_controls(
        BOOK.model_copy(update={"draws": DRAWS, "printed": ()}),
        case.anchor,
        news=frozen.news_taken,
        own_people_share=people_share(dossier, "SY040500"),
        seed=1,
    )
    controls = {row.spec.expected: row for row in found if row.role == "control"}
    assert set(controls) == {"nearer", "further", "none"}
    for row in controls.values():
        assert row.pooled >= 0.70, row.spec.name
    assert controls["none"].lowest == controls["none"].highest == 1.0
    for twin in (row for row in found if row.role == "twin"):
        due = controls[twin.spec.expected]
        spread = sum(p * (1.0 - p) / DRAWS for p in (twin.pooled, due.pooled)) ** 0.5
        assert twin.pooled < due.pooled - 2.0 * spread, twin.spec.name

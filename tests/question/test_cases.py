"""A dossier as a case: class rates from shares, and where the event is."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, strategies as st

from sinequanon.dossier import Dossier, Question
from sinequanon.question import Case, case_of, class_rates_of, people_share, winners_of
from sinequanon.question.cases import yearly

Make = Callable[..., Any]
YEARS = 42.0 / 12.0
"""The mean window of the tests' class."""


def test_half_of_a_year_is_a_rate_of_log_two():
    assert yearly(0.5, 12.0) == pytest.approx(math.log(2.0))
    assert yearly(0.5, 36.0) == pytest.approx(math.log(2.0) / 3.0)
    assert yearly(0.0, 36.0) == 0.0


@given(rate=st.floats(1e-4, 2.0), months=st.floats(6.0, 72.0))
def test_a_yearly_rate_gives_back_its_share(rate: float, months: float):
    share = -math.expm1(-rate * months / 12.0)
    assert yearly(share, months) == pytest.approx(rate, rel=1e-6)


def test_rates_are_those_of_the_mean_window(window: Make):
    found = class_rates_of(
        window(
            agreement=0.2,
            government_victory=0.1,
            rebel_victory=0.05,
            ceasefire=0.1,
            low_activity=0.2,
            ceased=0.05,
        )
    )
    assert found.settlement == pytest.approx(-math.log(0.8) / YEARS)
    assert found.victory_a == pytest.approx(-math.log(0.9) / YEARS)
    assert found.victory_b == pytest.approx(-math.log(0.95) / YEARS)
    assert found.fade == pytest.approx(-math.log(0.65) / YEARS)


def test_an_ending_never_seen_gets_half_a_conflict_year(window: Make):
    found = class_rates_of(window(conflict_years=9))
    half = -math.log(1.0 - 0.5 / 10.0) / YEARS
    assert found.settlement == pytest.approx(half)
    assert found.victory_a == found.victory_b == found.fade == found.settlement
    # The more years without one, the rarer; never not at all.
    more = class_rates_of(window(conflict_years=99))
    assert 0.0 < more.settlement < found.settlement


def test_an_ending_of_every_year_leaves_half_a_conflict_year(window: Make):
    found = class_rates_of(window(conflict_years=9, agreement=1.0))
    assert found.settlement == pytest.approx(-math.log(0.5 / 10.0) / YEARS)


def test_the_settlement_rate_is_the_middle_of_its_interval_in_logs(window: Make):
    ends = [-math.expm1(-rate * YEARS) for rate in (0.02, 0.08)]
    found = class_rates_of(window(interval=(ends[0], ends[1]), agreement=0.1))
    assert found.settlement == pytest.approx(0.04)
    # 90 % of a lognormal lie within 1.645 standard deviations of its log.
    assert found.settlement_log_sd == pytest.approx(math.log(2.0) / 1.6449, rel=1e-4)


def test_an_interval_from_none_to_all_still_has_a_rate(window: Make):
    for interval in ((0.0, 1.0), (0.0, 0.4), (0.1, 1.0)):
        found = class_rates_of(window(interval=interval, agreement=0.3))
        assert 0.0 < found.settlement < math.inf
        assert 0.0 < found.settlement_log_sd < math.inf


def test_the_shipped_war_is_a_case_with_april_as_boundary(
    syria: tuple[Dossier, Question], syrian_case: Case
):
    dossier, _ = syria
    assert syrian_case.boundary == 436
    assert syrian_case.setting.start_month == 435
    assert syrian_case.watch == ("SY040500",)
    assert syrian_case.coalition == 0
    assert sum(syrian_case.anchor.start) == pytest.approx(1.0)
    stage = dossier.war.stage
    assert syrian_case.anchor.start[:2] == (stage.no_talks, stage.talks)


def test_another_coalition_can_be_asked_for(
    syria: tuple[Dossier, Question], syrian_case: Case, window: Make
):
    dossier, question = syria
    other = case_of(
        dossier,
        question,
        window=window(agreement=0.1),
        frozen=syrian_case.anchor.frozen,
        coalition=1,
    )
    assert other.coalition == 1
    assert other.anchor.rates.settlement == pytest.approx(-math.log(0.9) / YEARS)


def test_the_winners_are_the_actors_of_the_side_that_takes_the_place(
    syria: tuple[Dossier, Question],
):
    dossier, question = syria
    found = [dossier.actors[index].key for index in winners_of(dossier, question)]
    assert found == ["government", "allied"]


def test_shares_of_people_sum_to_one(syria: tuple[Dossier, Question]):
    dossier, _ = syria
    shares = [people_share(dossier, place.pcode) for place in dossier.places]
    assert sum(shares) == pytest.approx(1.0)
    assert min(shares) >= 0.0

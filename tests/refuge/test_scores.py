"""Scores: naive figures, parameters set elsewhere, and what is beside what."""

from collections.abc import Callable
from itertools import count

import numpy as np
import pytest

from sinequanon.errors import QuestionError
from sinequanon.refuge import (
    DRAWS,
    KEPT,
    NAIVE_DAY,
    PRIORS,
    Case,
    Scores,
    averaged,
    carried_shares,
    ceiling_shares,
    draws,
    frozen_shares,
    kept_rules,
    load_case,
    mean_shares,
    score_case,
    shared_out,
)


def clock() -> Callable[[], float]:
    ticks = count()
    return lambda: float(next(ticks))


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return {key: load_case(key) for key in ("mali2012", "syria2013")}


@pytest.fixture(scope="module")
def scores(cases: dict[str, Case]) -> dict[str, Scores]:
    one, two = cases.values()
    return {
        one.name: score_case(one, [two], clock=clock()),
        two.name: score_case(two, [one], clock=clock()),
    }


def lines(found: Scores) -> dict[str, float | None]:
    return {line.key: line.everywhen for line in found.lines}


def test_draws_fill_their_ranges():
    every = draws()
    assert len(every) == len(set(every)) == DRAWS
    for prior in PRIORS:
        values = np.array([getattr(rules, prior.name) for rules in every])
        # Each of the equal parts of a range has one draw, in its middle.
        middles = [prior.at((part + 0.5) / DRAWS) for part in range(DRAWS)]
        np.testing.assert_allclose(np.sort(values), middles)
        assert prior.source


@pytest.mark.parametrize(
    ("key", "expected"), [("mali2012", 0.399), ("syria2013", 0.614)]
)
def test_frozen_shares_have_their_published_figure(
    cases: dict[str, Case], key: str, expected: float
):
    # Measured apart from this code, after day 30, with corrections and interpolation.
    case = cases[key]
    frozen = frozen_shares(case, day=NAIVE_DAY)
    found = averaged(frozen, case.registrations.counted, after=NAIVE_DAY)
    assert found == pytest.approx(expected, abs=5e-4)


def test_carried_shares_know_nothing_younger_than_their_delay(
    cases: dict[str, Case],
):
    case = cases["mali2012"]
    carried = carried_shares(case, delay=30)
    reported = case.registrations.reported
    np.testing.assert_array_equal(carried[:31], np.repeat(reported[[0]], 31, axis=0))
    np.testing.assert_array_equal(carried[100], reported[70])


def test_ceilings_make_shares_only_where_every_camp_has_one(
    cases: dict[str, Case], made: Callable[..., Case]
):
    shares = ceiling_shares(cases["mali2012"])
    assert shares is not None
    assert shares[0, 0] == shares[-1, 0]
    assert ceiling_shares(made()) is None


def test_the_best_draws_on_the_teachers_are_kept(made: Callable[..., Case]):
    case = made()
    counted = case.registrations.counted
    every = draws()
    apart = [averaged(one, counted) for one in shared_out(case, every).persons]
    kept = kept_rules([case])
    worst = max(apart[every.index(one)] for one in kept)
    assert len(kept) == KEPT
    assert sum(value <= worst for value in apart) == KEPT
    assert kept_rules([]) == every


def test_mean_shares_are_shares_and_no_worse_than_the_mean(cases: dict[str, Case]):
    case = cases["mali2012"]
    counted = case.registrations.counted
    paths = shared_out(case, draws()[:4]).persons
    mean = mean_shares(paths)
    np.testing.assert_allclose(mean.sum(axis=1), 1.0)
    singly = [averaged(one, counted) for one in paths]
    assert averaged(mean, counted) <= np.mean(singly) + 1e-12


def test_no_set_teaches_itself(cases: dict[str, Case]):
    mali = cases["mali2012"]
    with pytest.raises(QuestionError, match="mali2012"):
        score_case(mali, [cases["syria2013"], mali], clock=clock())


def test_the_walk_is_nearer_than_flee_and_frozen_shares(scores: dict[str, Scores]):
    for found in scores.values():
        told = lines(found)
        assert told["walk"] is not None
        for other in ("flee", "frozen"):
            beaten = told[other]
            assert beaten is not None
            assert told["walk"] < beaten


def test_scores_hold_together(scores: dict[str, Scores], cases: dict[str, Case]):
    for key, found in scores.items():
        assert found.teachers == tuple(other for other in cases if other != key)
        assert len(found.rules) == KEPT
        walk = found.lines[0]
        assert walk.low is not None
        assert walk.high is not None
        assert walk.everywhen is not None
        assert walk.everywhen <= walk.high
        # Days without anybody aside, the camps' parts sum to the whole.
        parts = sum(camp.apart for camp in found.camps)
        assert parts == pytest.approx(walk.everywhen, rel=5e-3)
        assert sum(camp.counted_share for camp in found.camps) == pytest.approx(1.0)
        assert sum(camp.shared_share for camp in found.camps) == pytest.approx(1.0)
        assert found.limit.endswith("validates no war dynamics.")


def test_a_short_set_without_teachers(made: Callable[..., Case]):
    case = made({"input_csv/sim_period.csv": "StartDate,2020-01-01\nLength,20\n"})
    found = score_case(case, clock=clock())
    assert [line.key for line in found.lines] == ["walk", "no_ceilings"]
    assert all(line.later is None for line in found.lines)
    assert any("nothing can be frozen" in note for note in found.notes)


def test_a_folder_called_like_a_shipped_set_is_not_taken_for_it(
    made: Callable[..., Case],
):
    import dataclasses

    case = dataclasses.replace(made(), name="mali2012")
    found = score_case(case, clock=clock())
    assert "flee" not in lines(found)

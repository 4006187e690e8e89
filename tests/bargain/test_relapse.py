"""After an ending: chances that sum to one, and the record's rates of coming back."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon import record
from sinequanon.bargain import (
    CAUSES,
    RECURRED,
    Cause,
    Endings,
    Minds,
    Table,
    aftermath,
    draw_minds,
    endings,
)
from sinequanon.bargain.relapse import WITHIN_MONTHS, relapse_rates

RUNS, MONTHS = 4, 60


def ended(
    minds: Minds, *, rate: float, fade: float, a: float, b: float, left: float
) -> Endings:
    flat = np.full((RUNS, MONTHS), 1.0)
    return endings(
        rate * flat,
        0.4 * flat,
        minds,
        strength_a=flat,
        strength_b=left * flat,
        intensity=flat,
        victory_a_rate=a,
        victory_b_rate=b,
        fade_rate=fade,
    )


@pytest.fixture
def minds(sample: Table) -> Minds:
    return draw_minds(sample, seed=5, draws=RUNS)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    rate=st.floats(0.0, 1.0),
    fade=st.floats(0.0, 3.0),
    a=st.floats(0.0, 3.0),
    b=st.floats(0.0, 3.0),
    left=st.floats(0.0, 2.0),
    relapse=st.floats(0.0, 3.0),
)
def test_never_ended_held_and_on_again_are_all_there_is(
    sample: Table,
    rate: float,
    fade: float,
    a: float,
    b: float,
    left: float,
    relapse: float,
) -> None:
    drawn = draw_minds(sample, seed=5, draws=RUNS)
    minds = replace(drawn, relapse=np.full(RUNS, relapse), assurance=np.zeros(RUNS))
    first = ended(minds, rate=rate, fade=fade, a=a, b=b, left=left)
    after = aftermath(first, minds)
    whole = first.survival + after.again + after.held.sum(axis=2)
    np.testing.assert_allclose(whole, 1.0, atol=1e-9)
    assert float(after.again.min()) >= 0.0
    assert float(after.held.min()) >= -1e-12


def test_one_ending_comes_back_at_its_rate(minds: Minds) -> None:
    """Only fading, all of it in the first month, and no second ending."""
    first = ended(minds, rate=0.0, fade=0.0, a=0.0, b=0.0, left=1.0)
    fade = CAUSES.index("fade")
    incidence = np.zeros_like(first.incidence)
    incidence[:, :, fade] = 1.0
    rates = np.zeros_like(first.rates)
    made = replace(
        first,
        survival=np.zeros_like(first.survival),
        incidence=incidence,
        rates=rates,
    )
    after = aftermath(made, minds)
    again, all_of_them = RECURRED["fade"]
    rate = -np.log(1.0 - again / all_of_them) / WITHIN_MONTHS
    due = 1.0 - np.exp(-rate * np.arange(MONTHS))
    np.testing.assert_allclose(after.again, np.tile(due, (RUNS, 1)))


def test_nothing_comes_back_where_nothing_has_ended(minds: Minds) -> None:
    first = ended(minds, rate=0.0, fade=0.0, a=0.0, b=0.0, left=1e9)
    quiet = replace(
        first,
        rates=np.zeros_like(first.rates),
        incidence=np.zeros_like(first.incidence),
        survival=np.ones_like(first.survival),
    )
    assert float(aftermath(quiet, minds).again.max()) == 0.0


def test_settlements_break_at_the_parameter_and_others_as_on_record(
    minds: Minds,
) -> None:
    found = dict(zip(CAUSES, relapse_rates(minds), strict=True))
    np.testing.assert_array_equal(
        found["settlement_with_transfer"], found["settlement_without_transfer"]
    )
    np.testing.assert_array_equal(found["settlement_with_transfer"], minds.breaking)
    within = 1.0 - np.exp(-WITHIN_MONTHS * found["victory_a"])
    np.testing.assert_allclose(within, 8 / 123)


def test_the_counts_are_those_of_the_shipped_record() -> None:
    rows = {row["ending"]: row for row in record.recurrence().iter_rows(named=True)}
    names: dict[Cause, str] = {
        "victory_a": "government_victory",
        "victory_b": "rebel_victory",
        "fade": "low_activity",
    }
    for cause, name in names.items():
        row = rows[name]
        assert RECURRED[cause] == (row["again"], row["ended"])
    agreement = rows["agreement"]
    assert (agreement["again"], agreement["ended"]) == (14, 79)

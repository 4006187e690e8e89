"""Stages of the talks: chances that sum to one and keep the class's rate."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import Minds, Stages, Table, draw_minds, stages
from sinequanon.bargain.talks import Start, share_in_talks

RUNS, MONTHS = 50, 60


def course(
    minds: Minds, start: Start, *, rate: float = 0.04 / 12, months: int = MONTHS
) -> Stages:
    """Stages under a constant rate."""
    return stages(np.full((minds.draws, months), rate), minds, start=start)


@settings(max_examples=20, deadline=None)
@given(
    weights=st.tuples(*[st.floats(0.05, 1.0)] * 4),
    rate=st.floats(0.0, 0.5),
)
def test_shares_are_chances_that_sum_to_one(
    sample: Table, weights: tuple[float, float, float, float], rate: float
):
    total = sum(weights)
    a, b, c = (weight / total for weight in weights[:3])
    minds = draw_minds(sample, seed=0, draws=RUNS)
    found = course(minds, (a, b, c, 1.0 - a - b - c), rate=rate)
    assert found.shares.min() >= 0.0
    assert found.shares.sum(axis=2) == pytest.approx(np.ones((RUNS, MONTHS)))
    assert (np.diff(found.signed, axis=1) >= -1e-12).all()
    assert found.signed.max() <= 1.0


def test_at_the_long_run_share_of_talks_the_rate_is_the_given_one(sample: Table):
    minds = draw_minds(sample, seed=0, draws=1)
    at = float(share_in_talks(minds)[0])
    found = course(minds, (1.0 - at, at, 0.0, 0.0), rate=1e-5, months=1)
    assert found.signature_rate[0, 0] == pytest.approx(1e-5, rel=0.1)


def test_talks_that_are_on_matter_more_than_most_events(sample: Table):
    pinned = {"onset": 1 / 24, "breakdown": 1 / 9}
    minds = draw_minds(sample, seed=0, draws=1, pinned=pinned)
    none = course(minds, (1.0, 0.0, 0.0, 0.0), months=36).signed[0, -1]
    on = course(minds, (0.0, 1.0, 0.0, 0.0), months=36).signed[0, -1]
    at = float(share_in_talks(minds)[0])
    usual = course(minds, (1.0 - at, at, 0.0, 0.0), months=36).signed[0, -1]
    # A prototype with these rates had .072, .129 and .113 for 36 months at 4 % a year.
    assert none < usual < on
    assert (none, on) == pytest.approx((0.072, 0.129), abs=0.03)
    assert usual == pytest.approx(1 - np.exp(-0.12), abs=0.02)


def test_signature_rate_gives_the_chance_of_signature_back(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    found = course(minds, (0.2, 0.8, 0.0, 0.0), rate=0.02)
    rebuilt = 1.0 - np.exp(-np.cumsum(found.signature_rate, axis=1))
    assert rebuilt == pytest.approx(found.signed)


def test_without_a_rate_nothing_is_signed(sample: Table):
    found = course(draw_minds(sample, seed=0, draws=3), (0.5, 0.5, 0.0, 0.0), rate=0.0)
    assert (found.signed == 0.0).all()
    assert (found.shares[:, :, 2:] == 0.0).all()


def test_kept_means_no_relapse_for_a_year(sample: Table):
    never = draw_minds(sample, seed=0, draws=3, pinned={"relapse": 0.0})
    found = course(never, (0.0, 1.0, 0.0, 0.0))
    assert np.array_equal(found.signed_and_kept, found.signed)
    soon = draw_minds(
        sample, seed=0, draws=3, pinned={"relapse": 0.1, "assurance": 0.0}
    )
    broken = course(soon, (0.0, 1.0, 0.0, 0.0))
    assert broken.signed_and_kept == pytest.approx(broken.signed * np.exp(-1.2))


def test_what_relapses_is_not_signed_for_the_first_time_again(sample: Table):
    calm, broken = (
        draw_minds(sample, seed=0, draws=3, pinned={"relapse": r}) for r in (0.0, 0.3)
    )
    start = (0.0, 0.9, 0.1, 0.0)
    assert np.array_equal(course(calm, start).signed, course(broken, start).signed)
    fewer = course(broken, start).shares[:, -1, 2:].sum(axis=1)
    assert (fewer < course(calm, start).shares[:, -1, 2:].sum(axis=1)).all()


def test_one_runs_stages_do_not_depend_on_the_others(sample: Table):
    minds = draw_minds(sample, seed=0, draws=9)
    rate = np.linspace(0.001, 0.05, 9 * 7).reshape(9, 7)
    whole = stages(rate, minds, start=(0.3, 0.7, 0.0, 0.0))
    part = stages(rate[4:], minds.take(slice(4, 9)), start=(0.3, 0.7, 0.0, 0.0))
    assert np.array_equal(whole.shares[4:], part.shares)
    assert np.array_equal(whole.signature_rate[4:], part.signature_rate)


def test_rates_without_bound_sign_at_once_and_stay_finite(sample: Table):
    found = course(draw_minds(sample, seed=0, draws=3), (0.0, 1.0, 0.0, 0.0), rate=1e4)
    assert found.signed[:, -1] == pytest.approx([1.0] * 3)
    assert np.isfinite(found.signature_rate).all()


@pytest.mark.parametrize("start", [(0.5, 0.4, 0.0, 0.0), (1.1, -0.1, 0.0, 0.0)])
def test_shares_that_do_not_sum_to_one_are_refused(sample: Table, start: Start):
    with pytest.raises(ValueError, match="sum to 1"):
        course(draw_minds(sample, seed=0, draws=1), start)


def test_a_war_that_is_all_signed_is_refused(sample: Table):
    with pytest.raises(ValueError, match="all is signed"):
        course(draw_minds(sample, seed=0, draws=1), (0.0, 0.0, 0.5, 0.5))

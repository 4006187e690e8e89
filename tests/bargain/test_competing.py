"""Competing endings: incidences that sum to what has ended, and gone sides."""

from typing import TypedDict

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.axes import Float
from sinequanon.bargain import CAUSES, Endings, Minds, Table, draw_minds, endings
from sinequanon.bargain.competing import effective_runs, elimination

RUNS, MONTHS = 6, 36
Months = Float[np.ndarray, "runs months"]


class Rates(TypedDict):
    """Class rates of the other endings, per year."""

    victory_a_rate: float
    victory_b_rate: float
    fade_rate: float


USUAL = Rates(victory_a_rate=0.015, victory_b_rate=0.004, fade_rate=0.04)


def flat(value: float) -> Months:
    """The same number in every run and month."""
    return np.full((RUNS, MONTHS), value)


def end(
    minds: Minds,
    *,
    rate: float = 0.003,
    weight: float = 0.4,
    a: float = 1.0,
    b: float = 1.0,
    intensity: float = 1.0,
    rates: Rates = USUAL,
) -> Endings:
    """Endings under constant inputs."""
    return endings(
        flat(rate),
        flat(weight),
        minds,
        strength_a=flat(a),
        strength_b=flat(b),
        intensity=flat(intensity),
        **rates,
    )


@settings(max_examples=30, deadline=None)
@given(
    rate=st.floats(0.0, 2.0),
    weight=st.floats(0.0, 1.0),
    a=st.floats(0.0, 3.0),
    b=st.floats(0.0, 3.0),
    heat=st.floats(0.0, 5.0),
)
def test_incidences_sum_to_what_has_ended(
    sample: Table, rate: float, weight: float, a: float, b: float, heat: float
):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    found = end(minds, rate=rate, weight=weight, a=a, b=b, intensity=heat)
    total = found.incidence.sum(axis=2)
    assert total == pytest.approx(1.0 - found.survival, abs=1e-12)
    assert (np.diff(found.survival, axis=1) <= 0.0).all()
    assert (np.diff(found.incidence, axis=1) >= 0.0).all()
    assert found.incidence.min() >= 0.0


def test_constant_rates_have_their_closed_form(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    found = end(minds)
    rates = found.rates[:, 0]
    total = rates.sum(axis=1, keepdims=True)
    share = rates / total * (1.0 - np.exp(-total * MONTHS))
    assert found.incidence[:, -1] == pytest.approx(share)
    assert found.settled()[:, -1] == pytest.approx(share[:, 0] + share[:, 1])


def test_kinds_of_settlement_share_by_weight(sample: Table):
    found = end(draw_minds(sample, seed=0, draws=RUNS), weight=0.4)
    with_transfer = found.by_cause("settlement_with_transfer")
    assert with_transfer == pytest.approx(0.4 * found.settled())


def test_without_any_rate_nothing_ends(sample: Table):
    none = Rates(victory_a_rate=0.0, victory_b_rate=0.0, fade_rate=0.0)
    minds = draw_minds(sample, seed=0, draws=RUNS)
    found = end(minds, rate=0.0, a=1e9, b=1e9, rates=none)
    assert found.survival == pytest.approx(flat(1.0), abs=1e-12)
    assert found.incidence == pytest.approx(np.zeros((RUNS, MONTHS, 5)), abs=1e-12)


def test_a_side_that_is_gone_neither_settles_nor_fades(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    gone = end(minds, b=0.0, rate=0.5)
    assert gone.settled()[:, -1].max() < 1e-6
    assert gone.by_cause("fade")[:, -1].max() < 1e-6
    assert gone.by_cause("victory_a")[:, -1].min() > 0.99
    mirrored = end(minds, a=0.0, rate=0.5)
    assert mirrored.by_cause("victory_b")[:, -1].min() > 0.99
    assert (gone.eliminated > 0.999).all()


def test_elimination_is_half_at_a_twentieth_and_falls_with_strength():
    strength = np.array([[0.0, 0.02, 0.05, 0.2, 1.0]])
    found = elimination(strength)[0]
    assert found[2] == pytest.approx(0.5)
    assert (np.diff(found) < 0).all()
    assert found[-1] < 1e-4


def test_a_hotter_war_fades_less(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    hot, cool = end(minds, intensity=3.0), end(minds, intensity=0.3)
    fade = CAUSES.index("fade")
    assert (hot.rates[:, :, fade] < cool.rates[:, :, fade]).all()


def test_effective_runs_count_what_carries_the_weight():
    assert effective_runs(np.ones((8, 1))).tolist() == [8.0]
    one = np.zeros((8, 2))
    one[3, 0] = 0.4
    assert effective_runs(one) == pytest.approx([1.0, 0.0])


def test_one_runs_endings_do_not_depend_on_the_others(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    grid = np.linspace(0.1, 2.0, RUNS * MONTHS).reshape(RUNS, MONTHS)

    def some(rows: slice) -> Endings:
        return endings(
            grid[rows] / 100,
            grid[rows] / 2,
            minds.take(rows),
            strength_a=grid[rows],
            strength_b=grid[rows] / 3,
            intensity=grid[rows],
            **USUAL,
        )

    whole, part = some(slice(0, RUNS)), some(slice(2, 5))
    assert np.array_equal(whole.incidence[2:5], part.incidence)
    assert np.array_equal(whole.survival[2:5], part.survival)

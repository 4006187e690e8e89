"""Base rates of the class of the Syrian war, and laws that any class keeps."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import sinequanon.record as record
from sinequanon.record.rates import resampled_shares

SYRIA: dict[str, Any] = {
    "incompatibility": "government",
    "war_intensity": True,
    "internationalised": True,
    "age_at_least": 3,
    "since": 1989,
    "without_gwno": 652,
    "closed_by": 2020,
    "horizons": (3, 5),
}


def ask(**change: Any) -> record.ClassRates:
    asked: dict[str, Any] = {**SYRIA, **change}
    return record.base_rates(**asked)


def shares(**change: Any) -> tuple[int, int, list[float]]:
    window = ask(draws=20, **change).windows[0]
    values = [round(one.value, 3) for one in window.rates]
    return window.conflict_years, window.episodes, values


def test_agreement_in_the_class_of_the_syrian_war():
    rates = ask()
    three = rates.window(3).rate("agreement")
    five = rates.window(5).rate("agreement")
    assert three.value == pytest.approx(7 / 52)
    assert five.value == pytest.approx(7 / 43)
    # An independent computation's intervals; the upper ends move by .007 with the seed.
    assert [three.low, three.high] == pytest.approx([0.037, 0.310], abs=0.03)
    assert [five.low, five.high] == pytest.approx([0.044, 0.360], abs=0.03)
    assert (rates.conflict_years, rates.episodes) == (52, 14)
    assert rates.window_months == (36.0, 42.0, 48.0)


def test_the_wars_behind_the_agreements_are_named():
    wars = ask().window(3).rate("agreement").wars
    assert sorted(wars) == [
        "Angola (UNITA), 1998–2002",
        "DR Congo (Zaire) (RCD, MLC, AFDL), 1996–2001",
        "Mozambique (Renamo), 1977–1992",
        "Sierra Leone (RUF, AFRC, Kamajors and others), 1991–2001",
    ]


def test_with_syria_the_class_has_one_episode_more():
    with_syria = shares(without_gwno=None, horizons=(5,))
    assert with_syria[:2] == (44, 15)
    assert with_syria[2] == [0.159, 0.0, 0.023, 0.0, 0.0, 0.0, 0.818]
    assert shares(without_gwno=None, horizons=(3,))[:2] == (55, 15)
    assert shares(without_gwno=None, horizons=(1,))[2][0] == 0.032


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"incompatibility": None, "war_intensity": False, "age_at_least": 0},
            (1044, 279, [0.101, 0.119, 0.059, 0.029, 0.257, 0.036, 0.399]),
        ),
        (
            {"incompatibility": None, "age_at_least": 0},
            (223, 61, [0.148, 0.067, 0.036, 0.040, 0.076, 0.027, 0.606]),
        ),
        (
            {"age_at_least": 0},
            (157, 37, [0.159, 0.013, 0.019, 0.038, 0.070, 0.013, 0.688]),
        ),
        (
            {"age_at_least": 3},
            (126, 30, [0.127, 0.016, 0.016, 0.032, 0.056, 0.016, 0.737]),
        ),
        (
            {"age_at_least": 0, "internationalised": True},
            (65, 21, [0.215, 0.0, 0.031, 0.031, 0.031, 0.0, 0.692]),
        ),
    ],
)
def test_other_classes_within_five_years(
    change: dict[str, Any], expected: tuple[int, int, list[float]]
):
    wide = {"without_gwno": None, "horizons": (5,), "internationalised": False}
    years, episodes, values = shares(**{**wide, **change})
    assert (years, episodes) == expected[:2]
    # The published row is rounded so as to sum to one: up to .001 off in a place.
    assert values == pytest.approx(expected[2], abs=0.0011)


def test_endings_compete_and_sum_to_one():
    for window in ask().windows:
        assert sum(one.value for one in window.rates) == pytest.approx(1.0)
        assert [one.ending for one in window.rates] == list(record.ENDINGS)
        for one in window.rates:
            assert one.low <= one.value <= one.high
            assert bool(one.wars) == (one.value > 0.0)


def test_rows_are_those_of_the_answer():
    rows = ask().rows
    assert len(rows) == 2 * len(record.ENDINGS)
    assert set(rows[0]) == {"ending", "horizon_years", "value", "low", "high"}


def test_a_war_with_a_stray_later_row_ends_when_it_ended():
    # Ethiopia's war of 1976–91 has a row of 2020 under the same id.
    window = ask(internationalised=False).window(5)
    wars = window.rate("rebel_victory").wars
    assert any(war.startswith("Ethiopia") and "1976–1991" in war for war in wars)


def test_the_same_seed_gives_the_same_interval():
    first, second = (ask(seed=7) for _ in range(2))
    assert first == second
    assert ask(seed=8) != first


def test_no_window_no_rate():
    with pytest.raises(ValueError, match="no conflict-year"):
        ask(since=2019)
    with pytest.raises(ValueError, match="recorded to 2020"):
        ask(closed_by=2024)
    with pytest.raises(ValueError, match="horizons"):
        ask(horizons=())
    with pytest.raises(KeyError, match="no horizon"):
        ask().window(4)
    with pytest.raises(KeyError, match="no ending"):
        ask().window(3).rate("peace")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 6), st.integers(1, 9))
def test_equal_episodes_leave_no_doubt(seed: int, episodes: int, years: int):
    counts = np.tile(np.array([[years, 1]], dtype=np.int64), (episodes, 1))
    found = resampled_shares(counts, seed=seed, draws=50)
    assert np.allclose(found, [years / (years + 1), 1 / (years + 1)])


@pytest.mark.statistical
def test_resampled_shares_spread_as_the_binomial():
    # Forty episodes of one year each, 12 of them ended: the bootstrap standard
    # deviation is sqrt(p (1 - p) / n), over 4,000 draws known to within 1.1 %.
    counts = np.array([[1, 0]] * 12 + [[0, 1]] * 28, dtype=np.int64)
    found = resampled_shares(counts, seed=1, draws=4_000)[:, 0]
    expected = (0.3 * 0.7 / 40) ** 0.5
    assert found.std() == pytest.approx(expected, rel=4 * 0.011)
    assert found.mean() == pytest.approx(0.3, abs=4 * expected / 4_000**0.5)

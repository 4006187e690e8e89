"""The challenge run again: published figures, and laws of the differences."""

import numpy as np
import pytest

from sinequanon.forecast import (
    CHALLENGE_YEARS,
    CountryMonths,
    Scored,
    Window,
    baseline_forecasters,
    differences,
    mean_scores,
    score_windows,
    shipped_series,
    year_window,
    years_in,
)


@pytest.fixture(scope="module")
def challenge() -> Scored:
    windows = [year_window(year) for year in CHALLENGE_YEARS]
    return score_windows(shipped_series(), windows, baseline_forecasters())


@pytest.mark.parametrize(
    ("key", "figure"),
    [
        ("conflictology", 15.85),
        ("negative_binomial", 15.61),
        ("bootstrap", 25.75),
        ("zero", 26.35),
    ],
)
def test_figures_measured_before_are_met(challenge: Scored, key: str, figure: float):
    # Measured elsewhere on this panel, with draws of another generator.
    found = mean_scores(challenge, "crps")[list(challenge.names).index(key), -1]
    assert found == pytest.approx(figure, abs=0.02)


def test_the_last_value_is_what_the_panel_says(challenge: Scored):
    # 19.64 has been measured for a `last value`; this panel gives 20.73 for October's
    # value and 20.13 for Poisson counts around it. docs/forecast.md says so.
    found = mean_scores(challenge, "crps")[:, -1]
    keys = list(challenge.names)
    assert found[keys.index("last")] == pytest.approx(20.73, abs=0.01)
    assert found[keys.index("last_poisson")] == pytest.approx(20.13, abs=0.02)


def test_zero_scores_the_mean_of_deaths(challenge: Scored):
    series = shipped_series()
    came = [series.between(year_window(year).first, 12) for year in CHALLENGE_YEARS]
    mean = [float(np.nanmean(each)) for each in came]
    assert mean_scores(challenge, "crps")[0, :4] == pytest.approx(mean)


def test_a_difference_with_itself_is_nothing(challenge: Scored):
    for row in differences(challenge, "zero", "zero", resamples=50):
        assert (row.value, row.low, row.high) == (0.0, 0.0, 0.0)


def test_differences_turn_round(challenge: Scored):
    one = differences(challenge, "zero", "conflictology", resamples=200)
    other = differences(challenge, "conflictology", "zero", resamples=200)
    assert [row.window for row in one] == ["2018", "2019", "2020", "2021", "all"]
    for here, there in zip(one, other, strict=True):
        assert here.value == pytest.approx(-there.value)
        assert here.low <= here.value <= here.high
        assert here.low == pytest.approx(-there.high)


def test_nothing_after_the_last_month_known_is_used(made: CountryMonths):
    window = Window(name="made", known_to=470, first=472, months=3)
    spoilt = CountryMonths(
        countries=made.countries,
        first=made.first,
        deaths=np.where(np.arange(240) + made.first > 470, 7.0, made.deaths),
        vintage="made up",
    )
    seen: list[np.ndarray] = []
    for series in (made, spoilt):
        for _, forecast in baseline_forecasters().values():
            chances = np.linspace(0.01, 0.99, 4 * 3 * 10).reshape(4, 3, 10)
            seen.append(forecast(series, window, chances))
    half = len(seen) // 2
    for one, other in zip(seen[:half], seen[half:], strict=True):
        assert np.array_equal(one, other)


def test_a_country_that_leaves_is_not_scored(made: CountryMonths):
    gone = made.deaths.copy()
    gone[1, -3:] = np.nan
    series = CountryMonths(
        countries=made.countries, first=made.first, deaths=gone, vintage="made up"
    )
    window = Window(name="made", known_to=470, first=472, months=9)
    scored = score_windows(series, [window], baseline_forecasters(), draws=20)
    assert np.isnan(scored.values["crps"][:, 0, 1]).all()
    assert np.isfinite(scored.values["crps"][:, 0, [0, 2, 3]]).all()


def test_years_of_the_shipped_panel():
    years = years_in(shipped_series())
    assert years[-1] == 2021
    assert set(CHALLENGE_YEARS) <= set(years)

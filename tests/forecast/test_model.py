"""The model: its bins, its pool, its choice, and what it says without LightGBM."""

import importlib
import json
from importlib import resources
from typing import Any

import numpy as np
import pytest

from sinequanon.errors import RecordError
from sinequanon.forecast import (
    CHALLENGE_YEARS,
    CHOICE_YEARS,
    CountryMonths,
    Settings,
    Window,
    baseline_forecasters,
    boosted_quantiles,
    chosen_settings,
    conflictology,
    differences,
    mean_scores,
    model_forecaster,
    pooled_draws,
    score_windows,
    shipped_series,
    strata,
    year_window,
)
from sinequanon.forecast.bins import bin_of, change_edges, changes_by_bin, quantiles

SMALL = Settings(rounds=5, rate=0.1, leaves=4, least=5, bins=4, every=1, weight=0.5)


def test_bins_hold_as_many_each():
    changes = np.linspace(-3.0, 3.0, 1_200)
    edges = change_edges(changes, 12)
    assert np.bincount(bin_of(changes, edges)).tolist() == [100] * 12
    assert change_edges(np.zeros(50), 12).size <= 1
    assert [each.size for each in changes_by_bin(changes, edges)] == [100] * 12


def test_quantiles_give_the_chances_back():
    seen = [np.array([-1.0, 0.0]), np.array([1.0, 2.0])]
    chances = np.array([[[0.5, 0.25, 0.25]]])
    levels = (np.arange(400) + 0.5) / 400
    found = quantiles(chances, seen, np.array([[np.log(100.0)]]), levels)[0, 0]
    values, counts = np.unique(found, return_counts=True)
    assert values.tolist() == [0.0, 37.0, 100.0, 272.0, 739.0]
    assert counts.tolist() == [200, 50, 50, 50, 50]
    assert (np.diff(found) >= 0).all()


def test_quantiles_follow_the_level_before():
    seen = [np.array([0.0])]
    levels = np.array([0.5])
    before = np.log(np.array([[10.0, 1_000.0]]))
    found = quantiles(np.tile([0.0, 1.0], (1, 2, 1)), seen, before, levels)
    assert found.ravel().tolist() == [10.0, 1_000.0]


def test_the_pool_is_half_and_half(made: CountryMonths):
    chances = strata(1, made.countries, (481, 482), 24)
    boosted = np.full((4, 2, 12), 7_777.0)
    found = pooled_draws(made, boosted, chances)
    assert ((found == 7_777.0).sum(axis=2) == 12).all()
    nothing = pooled_draws(made, boosted[:, :, :0], chances)
    assert np.array_equal(
        np.sort(nothing, axis=2), np.sort(conflictology(made.deaths, chances), axis=2)
    )


def test_the_choice_is_the_best_of_what_was_tried():
    file = resources.files("sinequanon.forecast") / "choice.json"
    told = json.loads(file.read_text("utf-8"))
    assert told["years"] == list(CHOICE_YEARS)
    assert max(CHOICE_YEARS) < min(CHALLENGE_YEARS)
    tried: list[dict[str, Any]] = told["tried"]
    means = [sum(one["by_year"]) for one in tried]
    best = tried[means.index(min(means))]
    assert Settings(**told["chosen"]) == chosen_settings()
    assert {key: best[key] for key in told["chosen"]} == told["chosen"]


def test_the_model_without_lightgbm(
    monkeypatch: pytest.MonkeyPatch, made: CountryMonths
):
    def refuse(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(RecordError, match=r"sinequanon\[forecast\]"):
        boosted_quantiles(made, (1,), np.array([0.5]), SMALL)


class TestTrees:
    """What needs LightGBM."""

    @pytest.fixture(autouse=True)
    def trees(self):
        pytest.importorskip("lightgbm", reason="NO LIGHTGBM: the model was NOT run")

    def test_quantiles_rise_and_repeat(self, made: CountryMonths):
        levels = np.array([0.05, 0.5, 0.95])
        one = boosted_quantiles(made, (1, 2, 3), levels, SMALL)
        again = boosted_quantiles(made, (1, 2, 3), levels, SMALL)
        assert one.shape == (4, 3, 3)
        assert np.array_equal(one, again)
        assert (np.diff(one, axis=2) >= 0).all()
        assert (one >= 0).all()
        # The steady war, 20 to 32 deaths a month, goes on.
        assert (one[1, :, 1] > 10).all()

    def test_the_future_is_not_used(self, made: CountryMonths):
        window = Window(name="made", known_to=470, first=472, months=3)
        spoilt = CountryMonths(
            countries=made.countries,
            first=made.first,
            deaths=np.where(np.arange(240) + made.first > 470, 9_999.0, made.deaths),
            vintage="made up",
        )
        chances = strata(1, made.countries, window.asked, 40)
        model = model_forecaster(SMALL)
        assert np.array_equal(
            model(made, window, chances), model(spoilt, window, chances)
        )

    def test_a_peaceful_world(self, made: CountryMonths):
        calm = CountryMonths(
            countries=made.countries,
            first=made.first,
            deaths=np.zeros((4, 240)),
            vintage="made up",
        )
        found = boosted_quantiles(calm, (1,), np.array([0.5, 0.99]), SMALL)
        assert not found.any()

    def test_the_challenge(self):
        # Seen years: this is what comes of the choice, not a promise for other years.
        series = shipped_series()
        windows = [year_window(year) for year in CHALLENGE_YEARS]
        forecasters = {
            "conflictology": baseline_forecasters()["conflictology"],
            "model": ("model", model_forecaster()),
        }
        scored = score_windows(series, windows, forecasters)
        assert mean_scores(scored, "crps")[1, -1] == pytest.approx(15.04, abs=0.02)
        whole = differences(scored, "model", "conflictology")[-1]
        assert whole.value == pytest.approx(-0.81, abs=0.02)
        assert whole.high < 0

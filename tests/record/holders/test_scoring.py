"""Held-out scores: no town learns from itself, and the goals are met on all towns."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from sinequanon.record.holders.dating import changes_of, dated_well
from sinequanon.record.holders.fitting import fit_rule, loss_of
from sinequanon.record.holders.folds import splits
from sinequanon.record.holders.nowcast import asked_of, since_known, trailing
from sinequanon.record.holders.rivals import nearest_event, rows_of
from sinequanon.record.holders.scoring import (
    CHAIN,
    RIVALS,
    chances_of,
    control_scores,
    interval_of,
    shipped_ground,
)
from sinequanon.record.holders.sides import BLOC
from sinequanon.record.holders.smoothing import Ground, Rule


def test_held_out_towns_do_not_learn_from_their_own_statements(some_ground: Ground):
    train, test = next(splits(some_ground.anchors, "random", 0, 0))
    before = chances_of(some_ground, Rule(), train, test)
    allowed = some_ground.anchors.allowed.copy()
    some_ground.anchors.allowed[test] = False
    after = chances_of(some_ground, Rule(), train, test)
    some_ground.anchors.allowed[:] = allowed
    np.testing.assert_array_equal(before, after)
    np.testing.assert_allclose(before.sum(axis=1), 1.0)


def test_a_nowcast_sees_nothing_of_the_future(some_ground: Ground):
    everyone = np.arange(len(some_ground.anchors.names))
    asked = asked_of(some_ground, everyone)
    early = asked.some(asked.month <= 50)
    before = since_known(trailing(some_ground, Rule()), Rule(), early)
    deaths = some_ground.deaths(Rule().kernel_km)
    kept = deaths.copy()
    deaths[51:] = 99.0
    after = since_known(trailing(some_ground, Rule()), Rule(), early)
    deaths[:] = kept
    assert len(early.town) > 50
    np.testing.assert_array_equal(before, after)


def test_an_interval_draws_whole_towns():
    values = np.repeat([0.0, 1.0], 50)
    towns = np.repeat(np.arange(2), 50)
    assert interval_of(values, towns, 0) == (0.0, 1.0)
    low, high = interval_of(values, np.arange(100), 0)
    assert 0.35 < low < 0.5 < high < 0.65


@pytest.mark.statistical
def test_peak_of_the_fighting_dates_seven_changes_in_ten():
    ground = shipped_ground()
    changes = changes_of(ground)
    assert len(changes.town) >= 90
    for shift in (-3, 0, 3):
        assert dated_well(ground.deaths(5.0), changes, shift).mean() >= 0.7


@pytest.mark.statistical
def test_one_draw_on_few_towns_has_every_table(some_ground: Ground):
    scores = control_scores(repetitions=1, kinds=("random",), ground=some_ground)
    four = scores.held_out.filter(pl.col("holders") == 4)
    assert set(four["model"]) == {*RIVALS, CHAIN}
    assert (four["log_score"] > 0.0).all()
    chain = four.filter(pl.col("model") == CHAIN)["log_score"].item()
    base = four.filter(pl.col("model") == "base rate")["log_score"].item()
    assert chain < base
    assert scores.nowcast["months_since"].to_list() == 2 * [0, 3, 6, 12, 24]
    assert scores.never_changed["right"].item() > 0.8


@pytest.mark.statistical
def test_the_chain_tells_a_third_of_the_blocks_better_than_the_nearest_event():
    # One third of one draw; the full table is made by scripts/control_scores.py.
    ground = shipped_ground()
    train, test = next(splits(ground.anchors, "blocked", 0, 0))
    rows = rows_of(ground, test)
    chances = chances_of(ground, fit_rule(ground, train), train, test)
    told = chances[rows.month, :, np.searchsorted(test, rows.town)]
    chain = side_loss(told, rows.holder).mean()
    nearest = side_loss(nearest_event(ground, train, test), rows.holder).mean()
    assert len(rows.town) > 350
    assert chain <= 0.85
    assert chain < nearest - 0.05


def side_loss(told: np.ndarray, holder: np.ndarray) -> np.ndarray:
    right = BLOC[None, :] == BLOC[holder][:, None]
    return -np.log((told * right).sum(axis=1))


@pytest.mark.parametrize("name", ["own", "fought", "quiet", "towns", "reach_km"])
def test_the_shipped_rule_cannot_be_bettered_by_a_number(name: str):
    ground = shipped_ground()
    everyone = np.arange(len(ground.anchors.names))
    least = loss_of(ground, Rule(), everyone)
    for factor in (0.5, 2.0):
        other = replace(Rule(), **{name: factor * getattr(Rule(), name)})
        assert loss_of(ground, other, everyone) > least - 0.002

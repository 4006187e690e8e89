"""Forecasts know nothing of what came after their day."""

from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from sinequanon.errors import ForecastError
from sinequanon.fit import (
    CHOSEN,
    OUTCOMES,
    Years,
    backtest,
    boosting as boosting_module,
    scored,
)
from sinequanon.fit.forecasters import forecasts, pooled
from sinequanon.fit.rows import STILL_ON, at_risk

HORIZONS = (1, 3, 5)


@pytest.mark.parametrize("whole", [False, True], ids=["yearly", "windows"])
@pytest.mark.parametrize("origin", [1994, 2007])
def test_the_future_changes_no_forecast(conflicts: Years, origin: int, whole: bool):
    settings = replace(CHOSEN, yearly=not whole, base_yearly=not whole)
    rows = conflicts.only(at_risk(conflicts) & (conflicts.year == origin))
    told = forecasts(conflicts, origin, HORIZONS, settings, rows=rows)[1]
    # Every ending that was not known by the origin becomes another, years are lost.
    unknown = conflicts.gone >= origin
    other = replace(
        conflicts,
        kind=np.where(unknown, (conflicts.kind + 1) % STILL_ON, conflicts.kind),
        gone=np.where(unknown, origin + conflicts.episode % 3, conflicts.gone),
        covariates=np.where(
            (conflicts.year > origin)[:, None], 99.0, conflicts.covariates
        ),
    )
    again = forecasts(other, origin, HORIZONS, settings, rows=rows)[1]
    for horizon in HORIZONS:
        for name, chances in told[horizon].items():
            assert np.array_equal(again[horizon][name], chances), name


def test_the_past_does_change_it(conflicts: Years):
    rows = conflicts.only(at_risk(conflicts) & (conflicts.year == 2007))
    told = forecasts(conflicts, 2007, (1,), CHOSEN, rows=rows, boosting=False)[1]
    early = conflicts.only(conflicts.year != 2004)
    other = forecasts(early, 2007, (1,), CHOSEN, rows=rows, boosting=False)[1]
    assert not np.array_equal(other[1]["logit"], told[1]["logit"])


def test_chances_sum_to_one_and_are_never_zero(conflicts: Years):
    _, told = forecasts(conflicts, 2001, HORIZONS, CHOSEN)
    for horizon in HORIZONS:
        for chances in told[horizon].values():
            assert chances.shape[1] == len(OUTCOMES)
            np.testing.assert_allclose(chances.sum(axis=1), 1.0)
            assert chances.min() > 0.0


def test_a_conflict_that_is_left_out_teaches_nothing(conflicts: Years):
    rows = conflicts.only(at_risk(conflicts) & (conflicts.year == 2003))
    one = rows.only(rows.conflict == rows.conflict[0])
    told = forecasts(
        conflicts, 2003, (3,), CHOSEN, rows=one, without=one, boosting=False
    )[1]
    gone = conflicts.only(conflicts.conflict != one.conflict[0])
    other = forecasts(gone, 2003, (3,), CHOSEN, rows=one, boosting=False)[1]
    assert np.array_equal(told[3]["pool"], other[3]["pool"])


def test_tables_of_a_small_backtest(conflicts: Years):
    tests = backtest(
        conflicts, CHOSEN, origins=(1998, 1999), horizons=(1, 3), boosting=False
    )
    found = scored(tests, draws=100)
    assert found.sizes[1][:2] == (1998, 1999)
    assert {line.horizon for line in found.lines} == {None, 1, 3}
    own = found.line("class", 3)
    assert (own.log_skill.value, own.brier_skill.high) == (0.0, 0.0)
    rows = sum(found.outcome(name, 1).rows for name in OUTCOMES)
    assert rows == found.sizes[1][2]
    assert len(found.goals) == 4
    expected = sum(found.outcome(name, 1).expected for name in OUTCOMES)
    assert expected == pytest.approx(rows)


def test_leaving_out_keeps_every_row(conflicts: Years):
    (one,), (other,) = (
        backtest(
            conflicts,
            CHOSEN,
            origins=(1998, 1998),
            horizons=(1,),
            left_out=left_out,
            boosting=False,
        )
        for left_out in (False, True)
    )
    assert sorted(one.rows.episode) == sorted(other.rows.episode)
    assert scored([other], draws=20).goals == ()


def test_an_open_window_is_refused(conflicts: Years):
    with pytest.raises(ForecastError, match="no window of 5 years"):
        backtest(conflicts, CHOSEN, origins=(2016, 2018), horizons=(1, 5))


def test_the_pool_weighs():
    parts = [np.array([[0.2, 0.8]]), np.array([[0.6, 0.4]])]
    np.testing.assert_allclose(pooled(parts, (1.0, 3.0, 9.0)), [[0.5, 0.5]])


def test_boosting_without_its_package_is_refused(monkeypatch: pytest.MonkeyPatch):
    def missing(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(boosting_module.importlib, "import_module", missing)
    with pytest.raises(ForecastError, match=r"sinequanon\[forecast\]"):
        boosting_module.lightgbm()

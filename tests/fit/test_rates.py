"""Base rates in closed form, and years applied in turn."""

from dataclasses import replace

import numpy as np
import pytest

from sinequanon.fit import OUTCOMES, Years
from sinequanon.fit.rates import class_rates, overall_rates
from sinequanon.fit.rows import at_risk
from sinequanon.fit.yearly import advanced, compounded


def test_overall_rates_are_shares(three: Years):
    risk = three.only(at_risk(three) & (three.year <= 1993))
    rates = overall_rates(risk, risk, 1)
    # 3 + 4 + 4 years at risk: one agreement, one fading.
    expected = (np.array([1, 0, 0, 0, 1, 9]) + 0.5 / 6) / 11.5
    np.testing.assert_allclose(rates[0], expected)
    assert (rates == rates[0]).all()


def test_a_class_without_rows_has_the_rates_of_the_wider_one(three: Years):
    risk = three.only(at_risk(three))
    marked = replace(risk, reference=np.ones_like(risk.reference))
    wide = overall_rates(risk, marked, 1)
    np.testing.assert_allclose(class_rates(risk, marked, 1, pull=5.0), wide)


def test_a_class_with_many_rows_has_its_own(three: Years):
    risk = three.only(at_risk(three))
    reference = risk.reference.copy()
    reference[:, 0] = risk.episode == 2
    marked = replace(risk, reference=reference)
    rates = class_rates(marked, marked, 1, pull=1e-6)
    np.testing.assert_allclose(rates[risk.episode == 2, 5], 1.0, atol=1e-3)


@pytest.mark.parametrize("horizon", [1, 3, 5])
def test_a_constant_hazard_compounds(three: Years, horizon: int):
    year = np.array([0.05, 0.02, 0.01, 0.01, 0.11, 0.80])
    rows = three.only(three.year == 1990)
    found = compounded(rows, lambda r: np.tile(year, (len(r), 1)), horizon)
    on = 0.8**horizon
    expected = np.append(year[:5] / 0.2 * (1.0 - on), on)
    np.testing.assert_allclose(found, np.tile(expected, (3, 1)))
    assert found.shape[1] == len(OUTCOMES)


def test_a_war_that_goes_on_grows_older(three: Years):
    rows = three.only(three.year == 1992)
    older = advanced(rows)
    np.testing.assert_allclose(np.expm1(older.covariates[:, 0]), 3.0)
    assert older.reference[:, 3].tolist() == [1, 1, 1]

"""Covariates of a year know nothing of later years."""

import numpy as np
import polars as pl
import pytest

from sinequanon.fit import years_of_war
from sinequanon.fit.covariates import ALL, Tables, shipped, with_covariates
from sinequanon.fit.rows import Level


@pytest.fixture(scope="session", params=["conflict", "dyad"])
def level(request: pytest.FixtureRequest) -> Level:
    return request.param


@pytest.mark.parametrize("until", [1985, 1999, 2010])
def test_taking_later_years_away_changes_nothing(level: Level, until: int):
    tables = shipped(level)
    upto = pl.col("year") <= until
    # An ending of the last year is known a year later, and so is taken away as well.
    ending = pl.when(pl.col("year") < until).then("outcome").alias("outcome")
    early = Tables(
        years=tables.years.filter(upto).with_columns(ending),
        deaths=tables.deaths.filter(upto),
        signed=tables.signed.filter(pl.col("year") < until),
    )
    keys = ["episode", "year"]
    whole = with_covariates(tables, level).filter(upto).sort(keys).select(ALL)
    assert with_covariates(early, level).sort(keys).select(ALL).equals(whole)


def test_they_are_all_numbers(level: Level):
    years = years_of_war(level)
    assert years.names == ALL
    assert np.isfinite(years.covariates).all()
    assert (years.covariates.std(axis=0) > 0).all()

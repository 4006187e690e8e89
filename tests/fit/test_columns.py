"""Columns that look ahead are refused, each by name."""

import pytest

from sinequanon.errors import ForecastError
from sinequanon.fit import LOOKS_AHEAD, refuse_future, years_of_war
from sinequanon.fit.covariates import ALL

NAMED = ("ended", "duration", "termdur", "noconf17", "peagdate", "cfiredate", "recur")


def test_those_that_were_named_are_there():
    assert set(NAMED) <= LOOKS_AHEAD.keys()


@pytest.mark.parametrize("name", sorted(LOOKS_AHEAD))
def test_each_is_refused_with_its_reason(name: str):
    with pytest.raises(ForecastError, match=name) as caught:
        years_of_war("dyad", extra=(name,))
    assert LOOKS_AHEAD[name] in str(caught.value)


def test_all_are_told_at_once():
    with pytest.raises(ForecastError) as caught:
        refuse_future(["log_age", "recur", "termdur"])
    assert [fault.where for fault in caught.value.faults] == ["recur", "termdur"]


def test_what_is_used_does_not_look_ahead():
    refuse_future(ALL)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing", "no such column"),
        ("location", "no numbers"),
        ("war", "already"),
    ],
)
def test_other_unusable_columns_are_refused(name: str, said: str):
    with pytest.raises(ForecastError, match=said):
        years_of_war("conflict", extra=(name,))


def test_a_plain_column_can_be_added():
    years = years_of_war("conflict", extra=("start_prec2",))
    assert years.names[-1] == "start_prec2"
    assert years.covariates[:, -1].max() > 0.0

"""Vague dates as intervals, against the library and the calendar."""

import datetime
from typing import Any, cast

import edtf
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.dossier import day_of, days_of, months_between


@settings(deadline=None, max_examples=25)
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.data())
def test_plain_dates_mean_what_the_library_says(
    day: datetime.date, data: st.DataObject
) -> None:
    forms = [f"{day.year:04d}", day.strftime("%Y-%m"), day.isoformat()]
    text = data.draw(st.sampled_from(forms))
    parsed = cast(Any, edtf.parse_edtf(text))

    first, last = days_of(text)

    assert first == edtf.struct_time_to_date(parsed.lower_strict())
    assert last == edtf.struct_time_to_date(parsed.upper_strict())
    assert first <= day <= last
    assert days_of(f"{text}~") == (first, last)


@settings(deadline=None, max_examples=50)
@given(
    st.dates(datetime.date(1980, 1, 1), datetime.date(2099, 12, 31)),
    st.integers(0, 4000),
)
def test_an_interval_runs_from_its_first_to_its_last_day(
    start: datetime.date, length: int
) -> None:
    end = start + datetime.timedelta(days=length)
    text = f"{start.isoformat()}/{end.isoformat()}"

    assert days_of(text) == (start, end)
    assert day_of(text) == start
    assert months_between(text)[0] <= months_between(text)[1]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011-03", "2011-03-01", "2011-03-31"),
        ("2014-21", "2014-03-01", "2014-05-31"),
        ("2011-05/2011-06", "2011-05-01", "2011-06-30"),
        ("2016~", "2016-01-01", "2016-12-31"),
        ("2011-05-31/2011-06~", "2011-05-31", "2011-06-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("201X", "2010-01-01", "2019-12-31"),
    ],
)
def test_dates_of_the_kinds_that_sources_give(text: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days_of(text)] == [first, last]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016-13",
        "2016-02-30",
        "2016-06/2016-03",
        "27 March 2016",
        "2016-03/..",
        "0000",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        days_of(text)

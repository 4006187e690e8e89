"""Windows, horizons and months of the record's slices."""

import datetime

import polars as pl
import pytest

from sinequanon.argument.tables import (
    between,
    counted,
    horizon_end,
    months_with_events,
    twelve_months_to,
    with_dyads,
)

Day = datetime.date


@pytest.mark.parametrize(
    ("months", "end"),
    [(12, Day(2017, 3, 28)), (36, Day(2019, 3, 28)), (60, Day(2021, 3, 28))],
)
def test_horizons_end_as_the_rule_says(months: int, end: Day) -> None:
    assert horizon_end(Day(2016, 3, 29), months) == end


def test_twelve_months_to_a_day() -> None:
    assert twelve_months_to(Day(2016, 3, 29)) == (Day(2015, 3, 30), Day(2016, 3, 29))
    assert twelve_months_to(Day(2017, 3, 28)) == (Day(2016, 3, 29), Day(2017, 3, 28))


def _events(days: list[Day]) -> pl.DataFrame:
    size = len(days)
    return pl.DataFrame(
        {
            "date_start": days,
            "type_of_violence": [2] * size,
            "side_a": ["Fatah Halab"] * size,
            "side_b": ["IS"] * size,
            "low": [1] * size,
            "best": [2] * size,
            "high": [3] * size,
        }
    )


def test_a_year_of_daily_events_has_twelve_months() -> None:
    start, end = twelve_months_to(Day(2017, 3, 28))
    days = [start + datetime.timedelta(days=n) for n in range((end - start).days + 1)]
    assert months_with_events(_events(days), start) == 12
    assert months_with_events(_events([start, end]), start) == 2


def test_windows_include_both_ends_and_days_are_distinct() -> None:
    days = [Day(2016, 1, 1), Day(2016, 1, 2), Day(2016, 1, 2), Day(2016, 1, 4)]
    found = counted(between(_events(days), (Day(2016, 1, 1), Day(2016, 1, 2))))
    assert (found.events, found.days) == (3, 2)
    assert (found.low, found.best, found.high) == (3, 6, 9)


def test_sides_are_told_by_their_groups() -> None:
    events = _events([Day(2016, 1, 1)] * 3).with_columns(
        pl.Series(
            "side_a", ["Fatah Halab", "Ahrar al-Sham, Jabhat Fateh al-Sham", "SDF"]
        )
    )
    found = with_dyads(events)
    assert found["dyad"].to_list() == [
        "insurgents-islamic_state",
        "insurgents-islamic_state",
        "islamic_state-sdf",
    ]
    assert found["rebels"].to_list() == [True, True, False]
    assert found["without_affiliate"].to_list() == [True, False, False]

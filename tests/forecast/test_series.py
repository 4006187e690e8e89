"""Panels: the shipped one, one from a file, and what is refused."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sinequanon.errors import RecordError
from sinequanon.forecast import read_series, shipped_series


def test_the_shipped_panel():
    series = shipped_series()
    assert (series.first, series.last) == (121, 504)
    assert len(series.countries) == len(set(series.countries))
    assert np.isfinite(series.deaths[:, -1]).sum() == 191
    assert series.deaths[np.isfinite(series.deaths)].sum() == pytest.approx(
        70_939 * 21.24796, rel=1e-5
    )


def test_a_later_vintage_differs_where_it_is_known():
    first, later = shipped_series(), shipped_series("ged_sb_v2024")
    years = [np.nansum(each.between(457, 48)) for each in (first, later)]
    assert years == pytest.approx([241_541, 381_684])
    assert np.array_equal(
        first.between(121, 300), later.between(121, 300), equal_nan=True
    )
    with pytest.raises(RecordError, match="no vintage"):
        shipped_series("ged_sb_v1999")


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_file_of_the_same_layout(tmp_path: Path, ending: str):
    table = pl.DataFrame(
        {
            "month_id": [5, 6, 6, 7],
            "country_id": [2, 2, 9, 9],
            "deaths": [1, 2, 3, 4],
            "other": ["a", "b", "c", "d"],
        }
    )
    file = tmp_path / f"my-panel.{ending}"
    table.write_parquet(file) if ending == "parquet" else table.write_csv(file)
    series = read_series(file, "deaths")
    assert (series.countries, series.first, series.last) == ((2, 9), 5, 7)
    assert np.array_equal(
        series.deaths, [[1, 2, np.nan], [np.nan, 3, 4]], equal_nan=True
    )
    assert np.array_equal(
        series.through(6).deaths, series.deaths[:, :2], equal_nan=True
    )
    assert np.array_equal(series.of((9,)).deaths, series.deaths[1:], equal_nan=True)
    with pytest.raises(ValueError, match="not in 5 to 7"):
        series.through(8)


def test_all_faults_at_once(tmp_path: Path):
    file = tmp_path / "my-panel.csv"
    file.write_text("month_id,country_id,ged_sb\n5,2,1\n5,2,-1\n6,,1\n")
    with pytest.raises(RecordError) as caught:
        read_series(file)
    assert len(caught.value.faults) == 2
    file.write_text("month,ged\n1,2\n")
    with pytest.raises(RecordError) as caught:
        read_series(file)
    assert len(caught.value.faults) == 3
    with pytest.raises(RecordError, match="cannot be read"):
        read_series(tmp_path / "nothing.parquet")

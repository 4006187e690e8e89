"""Every shipped file is what its catalog entry says, and a damaged one says so."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

import sinequanon.record as record
from sinequanon.errors import RecordError
from sinequanon.record.entries import data_folder, entry_of
from sinequanon.record.tables import read_table

TABLES = [one.name for one in record.catalog() if one.file.endswith(".parquet")]


@pytest.mark.parametrize("name", TABLES)
def test_each_table_loads_with_its_rows(name: str):
    assert record.load(name).height == entry_of(name).rows


def test_each_entry_names_source_licence_and_citation():
    for one in record.catalog():
        assert all([one.title, one.version, one.source, one.citation])
        assert one.licence.startswith(("CC BY", "public domain", "BSD"))
        assert len(one.sha256) == 64


def test_every_shipped_file_is_in_the_catalog():
    shipped = {file.name for file in data_folder().iterdir()} - {"catalog.json"}
    assert shipped == {one.file for one in record.catalog()}


def test_one_table_is_one_value():
    assert record.load("acd_251") is record.load("acd_251")


def test_unknown_name_lists_the_names():
    with pytest.raises(RecordError, match="ged_syria"):
        record.load("ged_everything")


def test_the_map_is_no_table():
    with pytest.raises(RecordError, match="is a map"):
        record.load("syria_subdistricts")


def test_an_archive_is_given_as_it_lies():
    content = record.shipped_bytes("flee_mali2012")
    assert hashlib.sha256(content).hexdigest() == entry_of("flee_mali2012").sha256
    with pytest.raises(RecordError, match="flee_mali2012"):
        record.shipped_bytes("flee_nowhere")


def test_missing_file(tmp_path: Path):
    with pytest.raises(RecordError, match=r"acd_251\.parquet.*missing.*install"):
        read_table(entry_of("acd_251"), tmp_path / "nothing.parquet")


def test_cut_file_names_checksum_and_format(tmp_path: Path):
    file = tmp_path / "cut.parquet"
    file.write_bytes((data_folder() / "acd_251.parquet").read_bytes()[:5000])
    with pytest.raises(RecordError) as caught:
        read_table(entry_of("acd_251"), file)
    found = [fault.found for fault in caught.value.faults]
    assert len(found) == 2
    assert "sha256" in found[0]
    assert "not a readable Parquet file" in found[1]


def test_foreign_table_lists_all_its_faults(tmp_path: Path):
    file = tmp_path / "foreign.parquet"
    pl.DataFrame({"year": [1, 2], "intensity_level": ["1", "2"]}).write_parquet(file)
    with pytest.raises(RecordError) as caught:
        read_table(entry_of("acd_251"), file)
    found = [fault.found for fault in caught.value.faults]
    assert found[1:] == [
        "2 rows, the catalog says 2,752",
        "year sums to 3, the catalog says 5,482,343",
        "column 'intensity_level' holds no numbers",
    ]


def test_a_changed_sum_is_seen_even_with_the_right_checksum(tmp_path: Path):
    buffer = io.BytesIO()
    pl.DataFrame({"best": [1, 2, 3]}).write_parquet(buffer)
    file = tmp_path / "small.parquet"
    file.write_bytes(buffer.getvalue())
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    entry = replace(
        entry_of("acd_251"), sha256=digest, rows=3, sums={"best": 6, "low": 1}
    )
    with pytest.raises(RecordError, match="no column 'low'"):
        read_table(entry, file)
    assert read_table(replace(entry, sums={"best": 6}), file).height == 3


def test_country_year_totals_of_syria():
    columns = (
        "sb_total_deaths_best_cy",
        "os_main_govt_killings_best_cy",
        "os_nsgroup_killings_best_cy",
    )
    rows = (
        record.load("country_year_251")
        .filter(
            pl.col("country_cy").str.contains("Syria")
            & pl.col("year_cy").is_between(2011, 2016)
        )
        .sort("year_cy")
        .select(columns)
        .rows()
    )
    assert rows == [
        (1206, 3110, 1),
        (50485, 2953, 151),
        (72013, 2722, 538),
        (66071, 464, 1741),
        (51098, 264, 1738),
        (44939, 135, 878),
    ]


def test_traps_of_the_syria_release():
    table = record.load("ged_syria")
    assert table.filter(pl.col("date_prec") == 5)["best"].sum() == 21_184
    assert table.filter(pl.col("where_prec") == 6)["best"].sum() == 23_637
    ordered = pl.col("best").is_between(pl.col("low"), pl.col("high"))
    assert table.filter(~ordered).height == 101


def test_the_two_releases_disagree_about_shared_events():
    precise = record.load("ged211_precise").select("id", "best", "date_start")
    both = record.load("ged_syria").join(precise, on="id", suffix="_21")
    assert both.height == 14_623
    assert both.filter(pl.col("best") != pl.col("best_21")).height == 263
    assert both.filter(pl.col("date_start") != pl.col("date_start_21")).height == 32


def test_one_sided_deaths_by_perpetrator_in_precise_events():
    chosen = record.load("ged211_precise").filter(
        (pl.col("country") == "Syria")
        & (pl.col("type_of_violence") == 3)
        & pl.col("year").is_between(2011, 2015)
    )
    by_side = dict(chosen.group_by("side_a").agg(pl.col("best").sum()).iter_rows())
    assert by_side["Government of Syria"] == 8_132
    assert by_side["IS"] == 2_220


def test_the_later_vintage_of_the_panel_is_numbers():
    panel = record.load("country_month_panel")
    assert panel.schema["ged_sb_v2024"] == pl.Float64
    both = panel.filter(pl.col("month_id").is_between(457, 504))
    assert round(both["ged_sb"].sum()) == 241_541
    assert round(both["ged_sb_v2024"].sum()) == 381_684
    assert panel.filter(pl.col("month_id") < 457)["ged_sb_v2024"].null_count() > 0

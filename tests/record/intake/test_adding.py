"""What is good is kept with its types, its notes and its source; and found again."""

import hashlib
import shutil
import zipfile
from typing import Any

import polars as pl
import pytest

from sinequanon import record
from sinequanon.errors import RecordError
from sinequanon.record.entries import data_folder


def test_a_ged_csv_is_kept_with_types_version_and_checksum(given: Any):
    path = given.write("GEDEvent_v23_1.csv", given.sample_csv())
    added = given.add(path)
    assert added.new
    stored = added.stored
    assert (stored.name, stored.kind, stored.version) == ("ged_231", "ged", "23.1")
    assert (stored.rows, stored.marked, stored.added) == (60, 0, "2026-11-24")
    assert stored.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    frame = given.load("ged_231")
    assert frame.schema["date_start"] == pl.Date
    assert frame.schema["best"] == pl.Int64
    assert frame.schema["latitude"] == pl.Float64
    sample = pl.read_parquet(given.sample).filter(
        pl.col("id").cast(pl.Int64).is_in(frame["id"].implode())
    )
    assert frame["best"].sum() == sample["best"].sum()
    assert frame["id"].to_list() == sample["id"].cast(pl.Int64).to_list()
    assert (frame["date_start"] == sample["date_start"].dt.date()).all()


def test_the_sample_as_parquet_marks_the_rows_that_break_the_bounds(given: Any):
    added = given.add(given.sample, version="23.1")
    frame = given.load(added.stored.name)
    broken = ~pl.col("best").is_between(pl.col("low"), pl.col("high"))
    assert added.stored.marked == frame.filter(broken).height == 13
    assert frame.filter("bounds_broken").equals(frame.filter(broken))
    assert (
        "13 rows break low <= best <= high (8 low > best, 5 best > high)"
        in (added.stored.notes[0])
    )


def test_a_zip_gives_what_its_csv_gives(given: Any):
    path = given.write("GEDEvent_v23_1.csv", given.sample_csv())
    archive = given.folder / "ged231-csv.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(path, "GEDEvent_v23_1.csv")
        packed.writestr("__MACOSX/._GEDEvent_v23_1.csv", "junk")
    one = given.add(path, name="plain")
    two = given.add(archive)
    assert two.stored.name == "ged_231"
    assert two.stored.sha256 == one.stored.sha256


@pytest.mark.parametrize("version", ["26.0.8", "26.01.26.06"])
def test_candidate_versions_are_told_by_the_file(given: Any, version: str):
    name = f"GEDEvent_v{version.replace('.', '_')}.csv"
    text = given.sample_csv().replace(",Clear,", ",Check dyad,", 3)
    added = given.add(given.write(name, text))
    assert added.stored.version == version
    assert any("3 rows (5 %) have a code_status" in note for note in added.stored.notes)


def test_a_release_without_a_header_gets_ucdps_names(given: Any):
    frame = pl.read_csv(given.sample_csv().encode(), infer_schema=False)
    whole = frame.with_columns(
        pl.lit("x").alias(name)
        for name in ("source_article", "source_headline", "source_original", "geom_wkt")
    ).select(list(record.KINDS["ged"].columns))
    path = given.write("GEDEvent_v24_0_1.csv", whole.write_csv(include_header=False))
    added = given.add(path)
    assert added.stored.rows == 60
    assert "no header" in added.stored.notes[0]
    assert not any("does not have" in note for note in added.stored.notes)


def test_older_names_and_a_byte_order_mark_are_understood(given: Any):
    header, rest = given.sample_csv().split("\n", 1)
    old = header.replace("best,high,low", "Best_est,High_est,Low_est")
    path = given.write("ged17.csv", f"\ufeff{old}\n{rest}")
    added = given.add(path)
    assert {"best", "high", "low"} <= set(given.load(added.stored.name).columns)


def test_another_delimiter_can_be_said(given: Any):
    frame = pl.read_csv(given.sample_csv().encode(), infer_schema=False)
    path = given.write("ged.csv", frame.write_csv(separator=";"))
    added = given.add(path, delimiter=";")
    assert added.stored.rows == 60


def test_repeated_rows_are_kept_once_and_counted(given: Any):
    text = given.sample_csv()
    last = text.rstrip("\n").rsplit("\n", 2)[-2:]
    path = given.write("ged.csv", text + "\n".join(last) + "\n")
    added = given.add(path)
    assert added.stored.rows == 60
    assert any(
        note.startswith("2 rows stood there twice") for note in added.stored.notes
    )


def test_acled_is_kept_with_its_terms_and_both_forms_of_date(given: Any):
    added = given.add(given.write("acled.csv", given.acled_csv()))
    assert (added.stored.kind, added.stored.rows) == ("acled", 3)
    assert "not to be passed on" in added.stored.terms
    frame = given.load("acled")
    assert [day.day for day in frame["event_date"]] == [24, 27, 28]
    assert frame["fatalities"].to_list() == [3, 5, 0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("acd_251", "acd"),
        ("dyadic_251", "dyadic"),
        ("term_acd_3", "term_acd"),
        ("term_dyad_3", "term_dyad"),
        ("peace_agreements_221", "peace_agreements"),
        ("country_year_251", "country_year"),
    ],
)
def test_a_newer_table_comes_back_with_the_shipped_schema(
    given: Any, name: str, kind: str
):
    shipped = record.load(name)
    text = shipped.with_columns(version=pl.lit("26.1")).write_csv()
    added = given.add(given.write("newer.csv", text))
    assert (added.stored.kind, added.stored.version) == (kind, "26.1")
    own = given.load(f"{kind}_261")
    assert dict(own.drop("version").schema) == dict(shipped.drop("version").schema)
    assert own.height == shipped.height
    texts = [one for one, kind in shipped.schema.items() if kind == pl.String]
    others = [one for one in shipped.columns if one not in {*texts, "version"}]
    assert own.select(others).equals(shipped.select(others))


def test_panels_by_country_and_by_cell(given: Any):
    country = "month_id,country_id,ged_sb\n435,220,1946\n436,220,\n"
    added = given.add(given.write("cm.csv", country))
    assert added.stored.kind == "country_month"
    frame = given.load("country_month")
    assert frame["ged_sb"].to_list() == [1946.0, None]
    cells = "month_id,priogrid_id,country_id,main_mean\n600,181154,220,.5\n"
    added = given.add(given.write("pgm.csv", cells))
    assert added.stored.kind == "grid_month"
    assert added.stored.notes == ("1 rows are of months after 2026-11: forecasts",)
    frame = given.load("grid_month")
    assert frame.columns[1] == "priogrid_gid"
    assert frame["main_mean"].to_list() == [0.5]


def test_the_same_file_again_changes_nothing(given: Any):
    path = given.write("ged.csv", given.sample_csv())
    given.add(path)
    before = (given.store / "index.json").read_bytes()
    assert not given.add(path).new
    assert (given.store / "index.json").read_bytes() == before


def test_a_name_that_is_taken_needs_replace(given: Any):
    given.add(given.write("ged.csv", given.sample_csv()))
    other = given.write("other.csv", given.sample_csv(40))
    with pytest.raises(RecordError, match=r"'ged' already, of ged\.csv.*--replace"):
        given.add(other)
    added = given.add(other, replace=True)
    assert added.stored.rows == 40
    assert len(list(given.store.glob("*.parquet"))) == 1
    assert given.load("ged").height == 40


def test_neither_series_stands_in_for_the_other(given: Any):
    shutil.copy(
        str(data_folder() / "acd_251.parquet"), given.store.parent / "acd.parquet"
    )
    given.add(given.store.parent / "acd.parquet")
    small = given.write("acd.csv", record.load("acd_251").head(9).write_csv())
    given.add(small, replace=True)
    assert record.load("acd_251", folder=given.store).height == 2752
    assert given.load("acd_251").height == 9
    with pytest.raises(RecordError, match="hold no 'dyadic_251'"):
        given.load("dyadic_251")
    given.add(small, name="mine")
    with pytest.raises(RecordError, match=r'load\("mine", series="own"\)'):
        record.load("mine", folder=given.store)

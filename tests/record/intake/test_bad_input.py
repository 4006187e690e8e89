"""Each kind of bad input: what and where it is, what to do; and nothing is changed."""

import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sinequanon import record
from sinequanon.errors import RecordError


def faults(given: Any, path: Path, **more: str) -> list[str]:
    """The faults of a file as lines, with proof that the store is as it was."""
    good = path.parent / "good.csv"
    good.write_text("month_id,country_id,x\n1,1,1\n", "utf-8")
    given.add(good, name="before")
    before = {one.name: one.read_bytes() for one in given.store.iterdir()}
    with pytest.raises(RecordError) as caught:
        given.add(path, **more)
    assert {one.name: one.read_bytes() for one in given.store.iterdir()} == before
    assert all(fault.fix for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("separator", "said", "word"),
    [(";", ";", "semicolons"), ("\t", "\\t", "tabs"), ("|", "|", "bars")],
)
def test_wrong_delimiter(given: Any, separator: str, said: str, word: str):
    frame = pl.read_csv(given.sample_csv().encode(), infer_schema=False)
    path = given.write("ged.csv", frame.write_csv(separator=separator))
    assert faults(given, path) == [
        f"ged.csv:1: one column where commas are expected; 44 {word} stand there; "
        f"say --delimiter '{said}', or save it with commas"
    ]


@pytest.mark.parametrize("kept", [100, 0.5, 0.98])
def test_truncated_zip(given: Any, kept: float):
    path = given.write("GEDEvent_v23_1.csv", given.sample_csv())
    archive = path.parent / "ged.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(path, path.name)
    content = archive.read_bytes()
    cut = int(kept * len(content)) if kept < 1 else int(kept)
    archive.write_bytes(content[:cut])
    (line,) = faults(given, archive)
    assert line.startswith("ged.zip: the zip cannot be unpacked (")
    assert line.endswith("download it again: it is cut short or damaged")


def test_a_zip_with_a_damaged_byte(given: Any):
    path = given.write("GEDEvent_v23_1.csv", given.sample_csv())
    archive = path.parent / "ged.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(path, path.name)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)
    assert "the zip cannot be unpacked" in faults(given, archive)[0]


def test_a_zip_of_two_tables_or_none(given: Any):
    archive = given.write("two.csv", "x").parent / "two.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.csv", "x")
        packed.writestr("b.csv", "x")
    assert (
        "one CSV file is wanted inside, got a.csv, b.csv" in faults(given, archive)[0]
    )


def test_missing_columns_are_all_named_with_what_took_their_place(given: Any):
    header, rest = given.sample_csv().split("\n", 1)
    header = header.replace(",best,", ",best_x,").replace("date_prec", "xyz")
    assert faults(given, given.write("ged.csv", f"{header}\n{rest}")) == [
        "ged.csv:1: looks like UCDP georeferenced events, without: date_prec, best "
        "(now 'best_x'?); download the whole file again, or rename the columns in its "
        "first line"
    ]


def test_a_changed_acled_header(given: Any):
    text = (
        given.acled_csv()
        .replace("event_id_cnty", "event_id")
        .replace("geo_prec", "prec")
    )
    (line,) = faults(given, given.write("acled.csv", text))
    assert line.startswith(
        "acled.csv:1: looks like ACLED events, without: event_id_cnty (now 'event_id'?)"
    )
    assert "geo_precision (now 'precision'?)" in line
    assert "ACLED's header has changed" in line


def test_columns_of_no_kind_list_the_kinds(given: Any):
    (line,) = faults(given, given.write("x.csv", "a,b,c\n1,2,3\n"))
    assert line.startswith("x.csv:1: columns of no kind that is known (a, b, c); ")
    assert all(f"{kind}: " in line for kind in record.KINDS)
    assert (
        "there is no kind 'gde'"
        in faults(given, given.write("x.csv", "a,b\n1,2\n"), kind="gde")[0]
    )


def test_dates_in_the_future(given: Any):
    text = given.cell(given.sample_csv(), 4, "date_end", "2026-11-25")
    assert faults(given, given.write("ged.csv", text)) == [
        "ged.csv:4: date_end 2026-11-25 is after today (2026-11-24); correct the date, "
        "or the clock of this machine"
    ]


@pytest.mark.parametrize("with_cell", [True, False])
def test_swapped_coordinates(given: Any, with_cell: bool):
    frame = pl.read_csv(given.sample_csv().encode(), infer_schema=False)
    if not with_cell:
        frame = frame.drop("priogrid_gid")
    swapped = pl.int_range(pl.len()) == 1
    frame = frame.with_columns(
        pl.when(swapped).then(other).otherwise(one).alias(one)
        for one, other in (("latitude", "longitude"), ("longitude", "latitude"))
    )
    (line,) = faults(given, given.write("ged.csv", frame.write_csv()))
    assert line.startswith("ged.csv:3: latitude, longitude 20.4, -9.65")
    assert "are swapped for Angola; exchange the two columns" in line


def test_swapped_columns_are_told_for_five_rows_and_counted(given: Any):
    text = given.sample_csv()
    text = text.replace("latitude,longitude", "longitude,latitude", 1)
    lines = faults(given, given.write("ged.csv", text))
    assert len(lines) == 6
    assert lines[-1].startswith("ged.csv, ")
    assert "more rows: latitude and longitude are swapped" in lines[-1]


def test_swapped_coordinates_in_acled(given: Any):
    text = given.acled_csv().replace("34.89,38.87", "38.87,34.89")
    (line,) = faults(given, given.write("acled.csv", text))
    assert line.startswith("acled.csv:4: latitude, longitude 38.87, 34.89 are swapped")


def test_a_point_off_the_map(given: Any):
    text = given.cell(
        given.cell(given.sample_csv(), 2, "latitude", "95"), 2, "longitude", "200"
    )
    (line,) = faults(given, given.write("ged.csv", text))
    assert line.startswith("ged.csv:2: latitude, longitude 95.0, 200.0 are no point")


def test_an_id_repeated_with_other_content(given: Any):
    text = given.cell(given.sample_csv(), 9, "id", "300380")
    (line,) = faults(given, given.write("ged.csv", text))
    assert line.startswith("ged.csv:9: id 300380 is there twice and differs in relid, ")
    assert "(first at ged.csv:2)" in line


def test_what_is_no_number_or_day_is_told_with_its_cell(given: Any):
    text = given.cell(given.sample_csv(), 3, "best", "many")
    text = given.cell(text, 5, "date_start", "1/3/2013")
    text = given.cell(text, 7, "latitude", "35,76")
    text = given.cell(text, 8, "id", "")
    text = given.cell(text, 10, "type_of_violence", "4")
    text = given.cell(text, 11, "low", "-1")
    assert [
        line.split("; ")[0] for line in faults(given, given.write("ged.csv", text))
    ] == [
        "ged.csv:8: id is empty",
        "ged.csv:7: latitude is '35,76', not a number",
        "ged.csv:5: date_start is '1/3/2013', not a day as YYYY-MM-DD",
        "ged.csv:3: best is 'many', not a whole number",
        "ged.csv:10: type_of_violence is 4, not 1 to 3",
        "ged.csv:11: low is -1, not 0 to 10,000,000",
    ]


def test_lines_are_counted_through_line_breaks_in_a_field(given: Any):
    text = given.cell(given.sample_csv(), 2, "where_description", "one\ntwo\nthree")
    text = given.cell(text, 4, "best", "many")
    assert faults(given, given.write("ged.csv", text))[0].startswith(
        "ged.csv:6: best is"
    )


@pytest.mark.parametrize("newline", [True, False])
def test_a_file_that_is_cut_short(given: Any, newline: bool):
    text = given.sample_csv()[:-120] + ("\n" if newline else "")
    line = faults(given, given.write("ged.csv", text))[0]
    assert line.startswith("ged.csv:61: ")
    assert "cut short" in line


def test_a_file_cut_inside_quotes(given: Any):
    text = given.cell(given.sample_csv(), 61, "where_description", "a, b")
    cut = text[: text.rindex('"a, b"') + 3]
    lines = faults(given, given.write("ged.csv", cut))
    assert any("ged.csv:61" in line for line in lines), lines


def test_a_row_with_a_column_too_many(given: Any):
    lines = given.sample_csv().splitlines()
    lines[4] += ",more"
    assert faults(given, given.write("ged.csv", "\n".join(lines) + "\n")) == [
        "ged.csv:5: 46 columns, the header has 45; quote the field that holds the "
        "delimiter, or download it again"
    ]


def test_text_that_is_not_utf8(given: Any):
    path = given.write("ged.csv", "")
    path.write_bytes(given.sample_csv().encode().replace(b"village", b"villag\xe9", 2))
    (line,) = faults(given, path)
    assert line.startswith("ged.csv:2: byte 0xe9 is not UTF-8; save it as CSV")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("header.csv", b"a,b\n", "a header and no rows"),
        ("page.csv", b"<!DOCTYPE html>\n<p>", "a web page and no table"),
        ("book.xlsx", b"PK\x03\x04", "a spreadsheet, which cannot be read"),
        ("x.parquet", b"PAR1 broken", "not a readable Parquet file"),
        ("utf16.csv", "a,b\n1,2\n".encode("utf-16"), "the text is UTF-16"),
        ("twice.csv", b"id,id\n1,2\n", "columns named twice: 'id'"),
    ],
)
def test_files_that_are_no_table(given: Any, name: str, content: bytes, said: str):
    path = given.write(name, "")
    path.write_bytes(content)
    (line,) = faults(given, path)
    assert line.startswith(name)
    assert said in line


def test_a_file_that_is_not_there(given: Any):
    assert "cannot be read" in faults(given, given.folder / "nothing.csv")[0]


def test_a_panel_with_a_month_twice_and_a_cell_off_the_grid(given: Any):
    text = "month_id,priogrid_gid,x\n1,5,1\n1,5,2\n2,300000,1\n"
    lines = faults(given, given.write("pgm.csv", text))
    assert lines[0].startswith("pgm.csv:4: priogrid_gid is 300000, not 1 to 259,200")
    assert lines[1].startswith("pgm.csv:3: month_id 1, priogrid_gid 5 is there twice")


def test_a_name_must_be_one(given: Any):
    path = given.write("ged.csv", given.sample_csv())
    assert "is no name" in faults(given, path, name="../up")[0]

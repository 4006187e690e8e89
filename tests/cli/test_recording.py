"""`sinequanon record`: the figures of the data's own table, names, files, refusals."""

import csv
import io
import json
import re
import time
from pathlib import Path

import polars as pl
import pytest

from sinequanon import record
from sinequanon.cli import main

SAMPLE = Path(__file__).parents[1] / "record" / "data" / "ged231_sample.parquet"
Capture = pytest.CaptureFixture[str]
PALMYRA = [
    *("record", "syria", "--places", "palmyra", "--within", "25km"),
    *("--from", "2015-01", "--to", "2016-12"),
]
# Counted by hand from GED 21.1: events and deaths (best), government against IS.
KNOWN = {
    "2015-05": (13, 207),
    "2016-01": (21, 59),
    "2016-02": (16, 45),
    "2016-03": (25, 329),
    "2016-04": (8, 15),
    "2016-12": (4, 139),
}


def test_palmyra_as_csv(capsys: Capture):
    assert main([*PALMYRA, "--csv", "-"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    rows = {
        row["month"]: (int(row["events"]), int(row["best"]))
        for row in csv.DictReader(io.StringIO(captured.out))
        if row["dyad"] == "government-islamic_state"
    }
    assert {month: rows[month] for month in KNOWN} == KNOWN
    assert min(rows) >= "2015-01"
    assert max(rows) <= "2016-12"
    assert "2015-01" not in rows


def test_palmyra_as_text_has_a_row_for_each_month(capsys: Capture):
    assert main(PALMYRA) == 0
    out = capsys.readouterr().out
    assert re.findall(r"^(\d{4}-\d\d)\b", out, re.MULTILINE)[::23] == [
        "2015-01",
        "2016-12",
    ]
    for month, (events, deaths) in KNOWN.items():
        assert re.search(rf"^{month} +{events}/{deaths}\b", out, re.MULTILINE)


def test_palmyra_as_json(capsys: Capture):
    assert main([*PALMYRA, "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["to"]) == ("2015-01", "2016-12")
    (place,) = told["places"]
    assert place["place"]["name"] == "Palmyra"
    rows = {
        row["month"]: (row["events"], row["best"])
        for row in place["table"]
        if row["dyad"] == "government-islamic_state"
    }
    assert {month: rows[month] for month in KNOWN} == KNOWN


def test_the_syria_release_leaves_vague_places_out(capsys: Capture):
    # 54 events coded "Homs Governorate" lie 10.7 km from Palmyra.
    call = [*PALMYRA[:4], "--from", "2016-01", "--to", "2016-12"]
    assert main([*call, "--table", "ged_syria"]) == 0
    assert "where_prec up to 3" in capsys.readouterr().out


def test_a_point_is_a_place_too(capsys: Capture):
    call = ["record", "bosnia", "--at", "43.85,18.41", "--within", "10"]
    assert main([*call, "--from", "1995-06", "--to", "1995-09", "--csv", "-"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["month"] for row in rows} == {
        "1995-06",
        "1995-07",
        "1995-08",
        "1995-09",
    }
    assert all(int(row["low"]) <= int(row["best"]) for row in rows)


@pytest.mark.parametrize(
    ("war", "words"),
    [
        ("syria", ("13604", "48,754  50,485  55,532", "14 episodes", "IS 1,785")),
        ("bosnia", ("Dayton", "event-based proxy, not control")),
        ("sri-lanka", ("government victory on 2009", "2009-05 1444", "none of 9")),
        ("315", ("Northern Ireland",)),
    ],
)
def test_the_lens_alone_in_seconds(war: str, words: tuple[str, ...], capsys: Capture):
    began = time.perf_counter()
    assert main(["record", war]) == 0
    assert time.perf_counter() - began < 15.0
    out = capsys.readouterr().out
    for heading in (
        "Conflicts",
        "Who fought whom",
        "Deaths by country and year",
        "Deaths by month",
        "Episodes and how they ended",
        "How wars of its class ended",
        "What followed",
        "Who killed civilians",
        "Peace agreements",
        "To bear in mind",
    ):
        assert re.search(rf"^{heading}", out, re.MULTILINE), heading
    for word in words:
        assert word in out
    tables = [line for line in out.splitlines() if "  " not in line]
    assert max(map(len, tables)) <= 80


def test_the_war_is_not_in_its_own_base_rate(capsys: Capture):
    assert main(["record", "syria", "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    wars = [row["war"] for row in told["rates"]["wars"]]
    assert len(wars) == 14
    assert not any(name.startswith("Syria") for name in wars)
    years = {row["year"]: row for row in told["country_years"]}
    assert [years[2013][key] for key in ("low", "best", "high")] == [
        68598,
        72013,
        76816,
    ]


def test_a_table_of_the_users_own(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SINEQUANON_DATA", str(tmp_path / "store"))
    assert main(["data", "add", str(SAMPLE), "-q"]) == 0
    capsys.readouterr()
    assert main(["record", "afghanistan", "--table", "ged_231", "--csv", "-"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    own = record.load("ged_231", series="own", folder=tmp_path / "store")
    fights = own.filter(
        pl.col("conflict_new_id").is_in([333])
        & (pl.col("type_of_violence") == 1)
        & (pl.col("date_prec") < 5)
    )
    assert fights.height > 10
    mine = [row for row in rows if row["conflict_id"] == "333"]
    assert sum(int(row["events"]) for row in mine) == fights.height
    assert sum(int(row["best"]) for row in mine) == fights["best"].sum()


def test_files_and_only_they(tmp_path: Path, capsys: Capture):
    data, months = tmp_path / "r.json", tmp_path / "r.csv"
    assert main(["record", "352", "--json", str(data), "--csv", str(months)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"Wrote {data} and {months}.\n"
    assert json.loads(data.read_text("utf-8"))["war"]["conflicts"] == [352]
    assert months.read_text("utf-8").startswith("month,month_id,conflict_id,dyad")
    assert {file.name for file in tmp_path.iterdir()} == {"r.json", "r.csv"}


def test_a_map_is_a_file_of_its_own(tmp_path: Path, capsys: Capture):
    page = tmp_path / "map.html"
    assert main(["record", "sri-lanka", "--map", str(page), "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert page.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bosnai"], "did you mean Bosnia-Herzegovina"),
        (["304"], "last active in 1969"),
        (["999999"], "UCDP has no conflict 999999"),
        (["united"], "United Kingdom"),
        (["syria", "--places", "palmira"], "did you mean Palmyra"),
        (["bosnia", "--places", "sarajevo"], "--at LAT,LON"),
        (["syria", "--at", "95,10"], "latitude and longitude"),
        (["syria", "--at", "nan,10"], "latitude and longitude"),
        (["syria", "--places", "palmyra", "--within", "0km"], "a distance"),
        (["syria", "--places", "palmyra", "--within", "near"], "a distance"),
        (["syria", "--places", "palmyra", "--from", "2016-13"], "a month such as"),
        (
            ["syria", "--places", "palmyra", "--from", "2016-03", "--to", "2016-01"],
            "--to lies before --from",
        ),
        (["syria", "--places", "palmyra", "--to", "2024-01"], "covers 1989-01 to"),
        (["syria", "--places", "palmyra", "--at", "34,38"], "not both"),
        (["syria", "--from", "2016-01"], "--places or --at"),
        (["syria", "--json", "x", "--csv", "x"], "two files go to one place"),
        (["syria", "--table", "acd_251"], "is no table of UCDP events"),
        (["syria", "--map", "no/such/folder/map.html"], "no/such/folder"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], words: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "400")
    assert main(["record", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in " ".join(captured.err.split())

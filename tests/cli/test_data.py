"""`sinequanon data`: results on standard output, faults with exit 2."""

import json
from pathlib import Path

import pytest

from sinequanon import record
from sinequanon.cli import main

Capture = pytest.CaptureFixture[str]
SAMPLE = Path(__file__).parents[1] / "record" / "data" / "ged231_sample.parquet"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the test's own, named by the variable."""
    folder = tmp_path / "store"
    monkeypatch.setenv("SINEQUANON_DATA", str(folder))
    monkeypatch.delenv("UCDP_TOKEN", raising=False)
    return folder


def test_add_list_check_remove(capsys: Capture, home: Path):
    assert main(["data", "add", str(SAMPLE)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "ged_231\n"
    assert "1,000 rows of ged231_sample.parquet kept as 'ged_231'" in captured.err
    assert "note: 13 rows break low <= best <= high" in captured.err
    assert record.load("ged_231", series="own").height == 1000

    assert main(["data", "add", str(SAMPLE)]) == 0
    assert "nothing changed" in capsys.readouterr().err

    assert main(["data", "list"]) == 0
    own, shipped = capsys.readouterr().out.split("Shipped, used by default:\n")
    assert own.startswith(f"Your own, in {home}:\n  ged_231  ged 23.1  1,000 rows, 13 ")
    assert "acd_251  25.1  2,752 rows" in shipped

    assert main(["data", "check"]) == 0
    assert capsys.readouterr().out == "1 table, no faults\n"
    (table,) = home.glob("*.parquet")
    table.write_bytes(b"broken")
    assert main(["data", "check"]) == 1
    assert f"{table}: sha256 is " in capsys.readouterr().out

    assert main(["data", "remove", "ged_231", "x"]) == 2
    assert "hold no 'x'" in capsys.readouterr().err
    assert main(["data", "remove", "ged_231"]) == 0
    assert capsys.readouterr().out == "removed ged_231 (1,000 rows)\n"
    assert not list(home.glob("*.parquet"))
    assert main(["data", "list"]) == 0
    assert capsys.readouterr().out.startswith("Your own: none.\n")


def test_list_as_json(capsys: Capture, home: Path):
    assert main(["data", "add", str(SAMPLE), "--name", "mine", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("mine\n", "")
    assert main(["data", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(home)
    assert [one["name"] for one in told["own"]] == ["mine"]
    assert told["own"][0]["marked"] == 13
    names = [one.name for one in record.catalog() if one.file.endswith(".parquet")]
    assert [one["name"] for one in told["shipped"]] == names


def test_faults_are_told_one_a_line_and_exit_2(capsys: Capture, home: Path):
    bad = home.parent / "bad.csv"
    bad.write_text("month_id,priogrid_gid,x\n1,0,1\n1,x,2\n", "utf-8")
    assert main(["data", "add", str(bad)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert [line.split("; ")[0] for line in captured.err.splitlines()] == [
        "error: bad.csv:3: priogrid_gid is 'x', not a whole number",
        "error: bad.csv:2: priogrid_gid is 0, not 1 to 259,200",
    ]
    assert not home.exists()


def test_a_tab_can_be_said_in_letters(capsys: Capture, home: Path):
    file = home.parent / "cm.tsv"
    file.write_text("month_id\tcountry_id\tx\n1\t2\t3\n", "utf-8")
    assert main(["data", "add", str(file), "--delimiter", "\\t", "-q"]) == 0
    assert capsys.readouterr().out == "country_month\n"
    assert main(["data", "add", str(file), "--delimiter", "ab"]) == 2
    assert "is not one character" in capsys.readouterr().err


def test_fetch_refuses_before_it_asks(capsys: Capture, home: Path):
    call = ["data", "fetch", "ucdp", "--version"]
    assert main([*call, "newest", "--token", "x"]) == 2
    assert "--version: 'newest' is no version of UCDP" in capsys.readouterr().err
    assert main([*call, "25.1", "--address", "http://example.org"]) == 2
    assert "not encrypted" in capsys.readouterr().err
    assert not home.exists()

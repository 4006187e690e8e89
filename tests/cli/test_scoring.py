"""`sinequanon score`: the tables, JSON, a panel of one's own, and refusals."""

import json
from pathlib import Path

import pytest

from sinequanon.cli import main
from sinequanon.record import load

Capture = pytest.CaptureFixture[str]


def test_the_tables_name_the_vintage_and_what_is_seen(capsys: Capture):
    assert main(["score", "--years", "2019", "--draws", "100", "-q"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "Deaths: country_month_panel, ged_sb." in told.out
    assert "2018 to 2021 are seen" in told.out
    assert max(map(len, told.out.splitlines())) <= 88


def test_json_and_a_panel_of_ones_own(capsys: Capture, tmp_path: Path):
    file = tmp_path / "my-panel.parquet"
    load("country_month_panel").write_parquet(file)
    asked = ["score", "--years", "2016-2017", "--draws", "50", "-q", "--json"]
    asked.append("--baselines-only")
    assert main([*asked, "--panel", str(file)]) == 0
    own = json.loads(capsys.readouterr().out)
    assert main(asked) == 0
    shipped = json.loads(capsys.readouterr().out)
    assert own.pop("vintage") != shipped.pop("vintage")
    assert own == shipped
    assert [row["window"] for row in own["differences"]["zero"]] == [
        *("2016", "2017", "all")
    ]
    assert not any("seen" in note for note in own["notes"])


def test_markdown(capsys: Capture):
    asked = ["score", "--years", "2019", "--draws", "50", "-q", "--markdown"]
    asked.append("--baselines-only")
    assert main(asked) == 0
    assert "| zero | 22.64 | 22.64 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--years", "2030"], "this panel allows 1993 to 2021"),
        (["--years", "soon"], "no year and no range"),
        (["--years", "2021-2018"], "not a range"),
        (["--against", "nobody", "--baselines-only"], "is none of"),
        (["--frame", "nothing"], "no such file"),
        (["--vintage", "nothing"], "no vintage"),
        (["--panel", "nothing.parquet"], "cannot be read"),
    ],
)
def test_refusals(capsys: Capture, arguments: list[str], said: str):
    assert main(["score", "-q", *arguments]) == 2
    assert said in capsys.readouterr().err

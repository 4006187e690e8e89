"""`sinequanon displacement`: the table, JSON, and refusals."""

import json
import shutil
from pathlib import Path

import pytest

from sinequanon.cli import main
from sinequanon.record import shipped_bytes
from sinequanon.refuge import LIMIT

Capture = pytest.CaptureFixture[str]
SCORE = ("displacement", "score")


@pytest.fixture
def mali(tmp_path: Path) -> Path:
    archive = tmp_path / "packed.zip"
    archive.write_bytes(shipped_bytes("flee_mali2012"))
    shutil.unpack_archive(archive, tmp_path / "own")
    return tmp_path / "own"


def test_sets_are_listed(capsys: Capture):
    assert main(["displacement", "list"]) == 0
    assert "mali2012  from 2012-02-29, 300 days, 7 camps" in capsys.readouterr().out
    assert main(["displacement", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["set"] for one in told] == ["mali2012", "syria2013"]


def test_the_table_and_its_limit(capsys: Capture):
    assert main([*SCORE, "mali2012", "--ranges-only"]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[-1] == LIMIT
    for said in ("shares frozen at day 30", "0.399", "Fassala-Mbera", "Flee 3"):
        assert said in captured.out


def test_json_of_a_folder(capsys: Capture, mali: Path):
    assert main([*SCORE, str(mali), "--ranges-only", "--json", "-q"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert captured.err == ""
    assert told["days"] == 300
    assert told["limit"] == LIMIT
    assert {line["key"] for line in told["lines"]} == {
        *("walk", "no_ceilings", "told", "frozen", "carried", "ceilings")
    }


def test_a_set_does_not_teach_itself(capsys: Capture, mali: Path):
    assert main([*SCORE, "mali2012", "--params-from", str(mali)]) == 2
    assert "has the counts of 'mali2012' itself" in capsys.readouterr().err


def test_faults_are_told_with_their_lines(capsys: Capture, mali: Path):
    routes = mali / "input_csv" / "routes.csv"
    routes.write_text(routes.read_text("utf-8") + "Kidal,Atlantis,x,0\n", "utf-8")
    count = len(routes.read_text("utf-8").splitlines())
    assert main([*SCORE, str(mali)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"routes.csv:{count}: 'Atlantis' is no place" in captured.err
    assert f"routes.csv:{count}: distance 'x'" in captured.err


def test_wrong_use(capsys: Capture):
    assert main([*SCORE, "nowhere"]) == 2
    assert "no such folder" in capsys.readouterr().err
    assert main([*SCORE, "mali2012", "--ranges-only", "--params-from", "x"]) == 2
    assert "exclude each other" in capsys.readouterr().err

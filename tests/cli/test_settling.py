"""`sinequanon settlement score`: tables, JSON, and refusals."""

import json

import pytest

from sinequanon.cli import main

Capture = pytest.CaptureFixture[str]
SMALL = ("settlement", "score", "--origins", "2000-2001", "--no-boosting", "-q")


def test_the_tables(capsys: Capture):
    assert main([*SMALL, "--quick"]) == 0
    told = capsys.readouterr().out
    for said in ("Conflicts, rolling origin", "class base rate", "agreement", "met:"):
        assert said in told


def test_as_json(capsys: Capture):
    assert main([*SMALL, "--json", "--level", "dyad"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["left_out"] for one in told["tables"]] == [False, True]
    assert told["tables"][0]["level"] == "dyad"


def test_as_markdown(capsys: Capture):
    assert main([*SMALL, "--quick", "--markdown"]) == 0
    assert "| forecaster |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--add", "recur"), "whether fighting came back"),
        (("--add", "nothing"), "no such column"),
        (("--origins", "2005"), "is not two years"),
        (("--origins", "2018-2019"), "no window of 3 years"),
    ],
)
def test_refusals(capsys: Capture, words: tuple[str, str], said: str):
    assert main([*SMALL, "--quick", *words]) == 2
    assert said in capsys.readouterr().err


def test_slopes(capsys: Capture):
    words = ("settlement", "slopes", "--level", "conflict", "--draws", "10", "-q")
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {line["since"] for line in told["slopes"]} == {1946, 1989}
    assert main(words) == 0
    assert "25 episodes ended by agreement" in capsys.readouterr().out

"""`sinequanon war laws`: what is printed, where, and what is refused."""

import json

import pytest

from sinequanon.cli import main

Capture = pytest.CaptureFixture[str]
CALL = ["war", "laws", "--draws", "8", "--only", "F50.flight,F19"]


def test_a_law_that_fails_is_printed_and_is_no_error(capsys: Capture):
    assert main(CALL) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 findings, 2 parts: 1 “fail”")
    assert "F50.flight" in out
    assert "Moore & Shellman" in out
    assert "(there are no peacekeepers" in " ".join(out.split())


def test_as_json(capsys: Capture):
    assert main([*CALL, "--json", "--quiet"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    whole = json.loads(shown.out)
    assert whole["draws"] == 8
    assert whole["counts"]["fail"] == whole["counts"]["no mechanism"] == 1
    law = whole["laws"][0]
    assert law["law"] == "F50.flight"
    assert law["verdict"] == "fail"
    assert law["found"]["value"] == pytest.approx(1.0, abs=1e-2)


def test_as_markdown(capsys: Capture):
    assert main([*CALL, "--markdown"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line[:1] == "|"]
    tables = {row.count("|") for row in rows}
    assert all(row.endswith("|") for row in rows)
    assert len(tables) == 3


def test_an_unknown_law_is_refused(capsys: Capture):
    assert main(["war", "laws", "--only", "F2,F99"]) == 2
    assert "no law 'F99'" in capsys.readouterr().err


def test_too_few_draws_are_refused(capsys: Capture):
    assert main(["war", "laws", "--draws", "3", "--only", "F19"]) == 2
    assert "at least 8 draws" in capsys.readouterr().err


def test_only_nothing_is_all_and_help_has_an_example(capsys: Capture):
    assert main(["war", "laws", "--help"]) == 0
    assert "sinequanon war laws --only F2" in capsys.readouterr().out

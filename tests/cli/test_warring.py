"""`war`: both worlds on the screen and as JSON, runs kept, one run again."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sinequanon.cli import main

pytest.importorskip("zarr")
Capture = pytest.CaptureFixture[str]
FEW = ("--runs", "6", "--months", "5")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_war_is_shown_with_and_without_beside_the_record(capsys: Capture):
    assert main(["war", "palmyra", *FEW]) == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    for words in (
        "Syria: the war alone",
        "6 runs of each world, 5 months, seed 1",
        "Recorded battle deaths, by pair of sides",
        "Government and Insurgents",
        "People under control, % of all",
        "Displaced people, thousands",
        "Power, a ratio",
        "All but gone within 5 months",
        "What the war was asked before it was used",
        "Again: sinequanon war palmyra --runs 6 --months 5 --seed 1",
    ):
        assert words in " ".join(out.split())
    row = re.search(r"Insurgents\n  2016-04 to 2016-08 +(.*) +([\d,]+)\n", out)
    assert row is not None


def test_run_is_the_command_that_may_be_left_out(capsys: Capture):
    assert main(["war", "run", "palmyra", *FEW, "--json", "-"]) == 0
    long = json.loads(capsys.readouterr().out)
    assert main(["war", *FEW, "--json", "-", "palmyra"]) == 0
    assert json.loads(capsys.readouterr().out) == long


def test_json_has_the_rows(capsys: Capture):
    assert main(["war", "palmyra", *FEW, "--json", "-", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    found = json.loads(captured.out)
    assert found["format"] == "sinequanon-war/1"
    assert {row["group"] for row in found["rows"]} == {
        *(
            "deaths",
            "civilians",
            "people",
            "land",
            "fighters",
            "local",
            "displaced",
            "power",
        )
    }
    for row in found["rows"]:
        for world in ("without", "with", "difference"):
            spread = row[world]
            assert spread["low"] <= spread["median"] <= spread["high"]
    recorded = {row["key"]: row["record"] for row in found["rows"]}
    assert recorded["government-insurgents"] > 1000.0
    assert recorded["ratio"] is None
    assert {row["ending"] for row in found["gone"]} == {
        *("government_victory", "rebel_victory")
    }
    assert {row["passed"] for row in found["prior_checks"]} <= {True, False}


def documented(heading: str) -> set[str]:
    """Keys of a table of docs/runs.md."""
    text = (Path(__file__).parents[2] / "docs" / "runs.md").read_text("utf-8")
    table = text[text.index(heading) :].split("\n\n")[0]
    first = [
        line.split("|")[1] for line in table.splitlines() if line.startswith("| `")
    ]
    return {name for cell in first for name in re.findall(r"`([^`]+)`", cell)}


def produced(value: Any, at: str = "") -> set[str]:
    found: set[str] = set()
    rows: list[Any] = [value]
    if isinstance(value, list):
        rows, at = value, f"{at}[]"  # pyright: ignore[reportUnknownVariableType]
    for row in rows:
        if isinstance(row, dict) and set(row) != {"median", "low", "high"}:  # pyright: ignore[reportUnknownArgumentType]
            for key, inner in row.items():  # pyright: ignore[reportUnknownVariableType]
                path = f"{at}.{key}" if at else str(key)  # pyright: ignore[reportUnknownArgumentType]
                found |= {path} | produced(inner, path)
    return found


@pytest.mark.parametrize(
    ("options", "heading"),
    [
        (FEW, "| `format` | text | `sinequanon-war/1` |"),
        (
            ("--replay", "1", "--months", "2"),
            "| `format` | text | `sinequanon-replay/1` |",
        ),
    ],
)
def test_every_key_is_documented(
    options: tuple[str, ...], heading: str, capsys: Capture
):
    assert main(["war", "palmyra", *options, "--json", "-"]) == 0
    found = produced(json.loads(capsys.readouterr().out))
    checks = {name for name in found if name.startswith("prior_checks[]")}
    assert found - checks == documented(heading)


def test_runs_are_kept_and_one_is_replayed(folder: Path, capsys: Capture):
    assert main(["war", "palmyra", *FEW, "--out", "runs.zarr", "--by-place"]) == 0
    captured = capsys.readouterr()
    assert captured.err.endswith("Wrote runs.zarr: 6 runs of each world.\n")
    assert [path.name for path in folder.iterdir()] == ["runs.zarr"]
    replay = ["war", "palmyra", "--months", "5", "--replay", "4", "--kept", "runs.zarr"]
    assert main(replay) == 0
    out = capsys.readouterr().out
    assert "Run 4 of palmyra, seed 1" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "Compared with runs 0 to 99 together: the same bits." in out
    assert "Compared with runs.zarr: the same bits." in out
    assert main([*replay, "--seed", "2"]) == 2
    assert "its seed is 1, not 2" in capsys.readouterr().err


def test_a_run_that_differs_is_exit_code_1(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    def differs(*_: object) -> bool:
        return False

    monkeypatch.setattr("sinequanon.compose.warring.np.array_equal", differs)
    assert main(["war", "palmyra", "--months", "2", "--replay", "4"]) == 1
    assert "NOT the same bits" in capsys.readouterr().out


def test_an_interruption_says_what_is_kept_and_the_next_call_goes_on(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    command = ["war", "palmyra", *FEW, "--out", "runs.zarr"]
    with monkeypatch.context() as patch:
        patch.setattr("sinequanon.keep.keeping.run_blocks", stopped)
        assert main(command) == 130
    err = capsys.readouterr().err
    assert "0 of 6 runs are kept in .runs.zarr.partial" in err
    assert main(["war", "palmyra", *FEW, "--seed", "3", "--out", "runs.zarr"]) == 0
    err = capsys.readouterr().err
    assert "Beginning anew, and not from .runs.zarr.partial: seed is 1 there" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["palmira"], "did you mean 'palmyra'"),
        (["palmyra", "--runs", "0"], "--runs"),
        (["palmyra", "--months", "121"], "--months"),
        (["palmyra", "--seed", "-1"], "--seed"),
        (["palmyra", "--contrast", "heldd"], "did you mean 'held'?"),
        (["palmyra", "--json", "none/x.json"], "none/x.json: cannot be written"),
        (["palmyra", "--out", "none/x.zarr"], "its folder does not exist"),
        (["palmyra", "--replay", "1", "--runs", "5"], "leave out --runs and --out"),
        (["palmyra", "--kept", "x.zarr"], "name it by --replay"),
        (["palmyra", "--by-place"], "of the runs that --out keeps"),
        (["palmyra", "--replay", "1", "--kept", "x.zarr"], "no store of runs"),
        (["palmyra", "--dossier", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], words: str, folder: Path, capsys: Capture
):
    assert main(["war", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert list(folder.iterdir()) == []

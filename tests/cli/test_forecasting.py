"""`sinequanon forecast`: the table, the page, JSON, frames, and refusals."""

import importlib
import json
from pathlib import Path

import polars as pl
import pytest

from sinequanon.cli import main
from sinequanon.record import load

Capture = pytest.CaptureFixture[str]
ASK = ("forecast", "Mali", "--months", "2", "--draws", "50", "-q")


@pytest.fixture
def trees():
    pytest.importorskip("lightgbm", reason="NO LIGHTGBM: the model was NOT run")


@pytest.mark.usefixtures("trees")
def test_a_country_by_month(capsys: Capture, tmp_path: Path):
    page, told = tmp_path / "mali.html", tmp_path / "mali.json"
    assert main([*ASK, "--page", str(page), "--json", str(told)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "forecast from 2021-12, the last month known" in shown.out
    assert "not inferred" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert [
        line.split()[0] for line in shown.out.splitlines() if line[:4] == "2022"
    ] == [*("2022-01", "2022-02")]
    values = json.loads(told.read_text())
    assert [one["name"] for one in values["countries"]] == ["Mali"]
    assert len(values["countries"][0]["quantiles"]) == 2
    text = page.read_text()
    assert "Content-Security-Policy" in text
    assert "http-equiv" in text
    assert "src=" not in text.split("<script>")[0]


@pytest.mark.usefixtures("trees")
def test_every_country(capsys: Capture, tmp_path: Path):
    asked = ["forecast", "--months", "1", "--draws", "20", "-q"]
    assert main([*asked, "--json", "-", "--frames", str(tmp_path / "frame")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["countries"]) == 191
    assert (tmp_path / "frame" / "values.npy").is_file()


@pytest.mark.usefixtures("trees")
def test_a_frame_of_ones_own_is_scored(capsys: Capture, tmp_path: Path):
    # Forecast from a panel cut at 2020, scored on the shipped one.
    cut = tmp_path / "my-panel.parquet"
    load("country_month_panel").filter(pl.col("month_id") <= 492).write_parquet(cut)
    frame = str(tmp_path / "my-frame")
    asked = ["forecast", "--panel", str(cut), "--months", "3", "--draws", "100", "-q"]
    assert main([*asked, "--frames", frame]) == 0
    assert "forecast from 2020-12" in capsys.readouterr().out
    assert main(["score", "--frame", frame]) == 0
    assert "573 of 573 rows are in the panel, 100 draws" in capsys.readouterr().out
    assert main(["score", "--frame", frame, "--json"]) == 0
    means = json.loads(capsys.readouterr().out)["means"]
    assert 0 < means["crps"] < 60
    assert 0 < means["log"] < 1
    assert main(["score", "--frame", frame, "--panel", str(cut)]) == 2
    assert "none of its 573 rows" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Syra"], "perhaps Syria"),
        (["Mali", "--months", "99"], "1 to 36"),
        (["--panel", "nothing.parquet"], "cannot be read"),
        (["Mali", "--page", "no/such/folder/x.html"], "cannot be written"),
    ],
)
def test_refusals(capsys: Capture, arguments: list[str], said: str):
    assert main(["forecast", "-q", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["forecast", "score"])
def test_without_lightgbm(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, command: str
):
    kept = importlib.import_module

    def refuse(name: str, package: str | None = None) -> object:
        if name == "lightgbm":
            raise ModuleNotFoundError("No module named 'lightgbm'")
        return kept(name, package)

    monkeypatch.setattr(importlib, "import_module", refuse)
    assert main([command, "-q"]) == 2
    assert "pip install 'sinequanon[forecast]'" in capsys.readouterr().err

"""`sinequanon bargain`: a table alone, its files, and how errors end."""

import json
from pathlib import Path
from typing import Any

import pytest

from sinequanon.cli.main import main

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "three_valleys.yaml")


def test_a_file_gives_an_answer(capsys: Any):
    assert main(["bargain", EXAMPLE, "--draws", "20"]) == 0
    out, err = capsys.readouterr()
    assert "Terms by party" in out
    assert "24 settlements, 5 parties, 20 draws" in err


def test_a_question_gives_its_table(capsys: Any):
    arguments = ["bargain", "palmyra", "--draws", "10", "-q", "--json"]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    whole = json.loads(out)
    assert whole["origin"] == "dossier syria"
    assert main([*arguments, "-", "--coalition", "k2"]) == 0
    assert "Turkey" in json.loads(capsys.readouterr().out)["rule"]


def test_files_are_written_whole(tmp_path: Path, capsys: Any):
    page, data, folder = tmp_path / "t.html", tmp_path / "t.json", tmp_path / "t"
    arguments = ["--page", str(page), "--json", str(data), "--csv", str(folder)]
    assert main(["bargain", EXAMPLE, "--draws", "10", *arguments]) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(data.read_text("utf-8"))["draws"] == 10
    assert (folder / "terms.csv").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["t", "t.html", "t.json"]
    assert "Wrote" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_answer(capsys: Any):
    def said(seed: str) -> str:
        main(["bargain", EXAMPLE, "--draws", "20", "-q", "--seed", seed])
        return capsys.readouterr().out

    assert said("5") == said("5") != said("6")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.yaml"], "cannot be read"),
        (["nothing"], "nothing"),
        ([EXAMPLE, "--coalition", "k1"], "a file has its own rule"),
        ([EXAMPLE, "--memory", "0.01", "--draws", "0"], "0"),
        (["palmyra", "--coalition", "k9"], "use one of k1"),
        ([EXAMPLE, "--page", "/no/such/folder/x.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_ends_with_two(
    arguments: list[str], told: str, capsys: Any
):
    assert main(["bargain", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_every_fault_of_a_file_is_told(tmp_path: Path, capsys: Any):
    text = Path(EXAMPLE).read_text("utf-8")
    path = tmp_path / "t.yaml"
    text = text.replace("side: a, power: 3", "side: x, power: -3")
    path.write_text(text, encoding="utf-8")
    assert main(["bargain", str(path)]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert all(line.startswith("error: t.yaml:9: party government") for line in errors)

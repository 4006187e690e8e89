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


KTAB = str(Path(__file__).parents[1] / "peers" / "ktab" / "SOE-Pol-Comp.csv")
DOMAIN = {"issues": [{"name": "leader", "values": ["stays", "goes", "shares"]}]}


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A folder of NegMAS: the middle alone is worth more than its reserve to each."""
    folder = tmp_path / "valley"
    folder.mkdir()
    (folder / "domain.yml").write_text(json.dumps(DOMAIN), encoding="utf-8")
    for name, worths in {"north": (0.0, 10.0, 6.0), "south": (8.0, 0.0, 5.0)}.items():
        table = dict(zip(("stays", "goes", "shares"), worths, strict=True))
        utility = {
            "type": "LinearAdditiveUtilityFunction",
            "reserved_value": 4.0,
            "weights": [1.0],
            "values": [{"type": "TableFun", "mapping": table}],
        }
        text = json.dumps(utility)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_case_of_ktab_is_told_by_its_first_line(capsys: Any):
    assert main(["bargain", KTAB]) == 0
    out, err = capsys.readouterr()
    assert "Policy                         36.3         45.0" in out
    assert "KTAB's path, 27 turns" in out
    assert "challenge model, issue by issue" not in out
    assert err == ""


def test_a_case_of_ktab_with_the_challenge_model(tmp_path: Path, capsys: Any):
    data, folder = tmp_path / "k.json", tmp_path / "k"
    files = ["--json", str(data), "--csv", str(folder)]
    assert main(["bargain", KTAB, "--challenge", *files]) == 0
    assert "Rounds of the challenge model" in capsys.readouterr().out
    whole = json.loads(data.read_text("utf-8"))
    assert whole["means"] == pytest.approx([36.2936, 38.8854], abs=1e-4)
    assert len(whole["turns"]) == 28
    start = whole["challenge"]["Policy"]["rounds"][0]
    assert start["mean"] == pytest.approx(whole["means"][0])
    rows = (folder / "challenge.csv").read_text("utf-8").splitlines()
    assert len(rows) == 1 + 2 * 9 * 13
    assert len((folder / "turns.csv").read_text("utf-8").splitlines()) == 1 + 28 * 2


def test_where_all_stand_at_one_point_it_is_said(tmp_path: Path, capsys: Any):
    path = tmp_path / "odd.txt"
    heading = "Actor,About,Influence,Price Position,Price Salience\n"
    text = f"Water,,2,1\n{heading}N,,60,20,50\nS,,40,20,50\n"
    path.write_text(text, encoding="utf-8")
    assert main(["bargain", str(path)]) == 2
    assert "--as" in capsys.readouterr().err
    assert main(["bargain", str(path), "--as", "ktab", "--challenge"]) == 0
    out = capsys.readouterr().out
    assert "no path here" in out
    assert "no path on Price" in out


@pytest.mark.parametrize("inside", ["", "domain.yml", "north.yml"])
def test_a_scenario_is_a_table(scenario: Path, inside: str, capsys: Any):
    arguments = ["--draws", "10", "-q", "--json"]
    assert main(["bargain", str(scenario / inside), *arguments]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["open"] == [1.0, 1.0]
    zone = {t["option"]: t["in_zone"][0] for t in whole["terms"]}
    assert zone == {"stays": 0.0, "goes": 0.0, "shares": 1.0}
    assert any("as they stand" in note for note in whole["notes"])


def test_a_reserve_above_everything_closes_the_zone(scenario: Path, capsys: Any):
    path = scenario / "south.yml"
    text = path.read_text("utf-8").replace(
        '"reserved_value": 4.0', '"reserved_value": 9'
    )
    path.write_text(text, encoding="utf-8")
    assert main(["bargain", str(scenario), "--draws", "10", "-q", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["open"] == [0.0, 0.0]


def test_a_scenario_of_one_party_is_refused(scenario: Path, capsys: Any):
    (scenario / "south.yml").unlink()
    assert main(["bargain", str(scenario)]) == 2
    assert "one party alone" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([EXAMPLE, "--challenge"], "stand on no line"),
        (["palmyra", "--challenge"], "stand on no line"),
        ([KTAB, "--draws", "5", "--page", "x.html"], "--draws, --page"),
        ([KTAB, "--as", "table"], "heading"),
        ([EXAMPLE, "--as", "ktab"], "number of actors"),
        ([str(Path(__file__)), "--quiet"], "is no table"),
    ],
)
def test_what_a_file_is_not_is_told(arguments: list[str], told: str, capsys: Any):
    assert main(["bargain", *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "- 1\n- 2\n", "colour: red\n"])
def test_a_file_of_nobody_is_refused(text: str, tmp_path: Path, capsys: Any):
    path = tmp_path / ("x.csv" if "," in text else "x.yaml")
    path.write_text(text, encoding="utf-8")
    assert main(["bargain", str(path)]) == 2
    assert "no CSV of KTAB" in capsys.readouterr().err

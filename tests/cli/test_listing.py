"""Questions, sources, faults, schema and citations of what is shipped."""

import json
import re
import shutil
from pathlib import Path

import pytest

from sinequanon.cli import main
from sinequanon.dossier import available, json_schema, load, starts
from sinequanon.record import catalog

Capture = pytest.CaptureFixture[str]
WARS = Path(__file__).parents[2] / "src" / "sinequanon" / "wars"


def test_questions_lists_each_with_its_contrasts(capsys: Capture):
    assert main(["questions"]) == 0
    out = capsys.readouterr().out
    for key in available():
        for question in load(key).questions:
            assert f"{question.key}: {question.text}" in out
            for contrast in question.contrasts:
                assert f"--contrast {contrast.key}: {contrast.label}" in out


def test_questions_as_json(capsys: Capture):
    assert main(["questions", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    palmyra = next(row for row in rows if row["key"] == "palmyra")
    assert palmyra["dossier"] == "syria"
    assert palmyra["horizon_months"] == 36


def test_sources_lists_key_and_grade_of_each(capsys: Capture):
    assert main(["sources", "palmyra"]) == 0
    lines = capsys.readouterr().out.splitlines()
    sources = load("syria").sources
    assert len(lines) == len(sources)
    for line, source in zip(lines, sources, strict=True):
        assert line.split()[:2] == [
            source.key,
            f"{source.reliability}{source.credibility}",
        ]


def test_sources_as_json(capsys: Capture):
    assert main(["sources", "palmyra", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in rows] == [s.key for s in load("syria").sources]


def test_starts_lists_each_month_with_its_support(capsys: Capture):
    assert main(["starts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for row in starts("syria"):
        assert (
            f"syria {row.key}: {row.dated} places dated, {row.reported} reported, "
            f"{row.inferred} inferred; {row.disputed} disputed"
        ) in lines


def test_starts_as_json(capsys: Capture):
    assert main(["starts", "syria", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in rows] == [row.key for row in starts("syria")]
    assert {row["dossier"] for row in rows} == {"syria"}


def test_starts_of_an_unknown_dossier_are_refused(capsys: Capture):
    assert main(["starts", "syrai"]) == 2
    assert "did you mean 'syria'?" in capsys.readouterr().err


def test_sources_of_an_unknown_question_are_refused(capsys: Capture):
    assert main(["sources", "palmira"]) == 2
    assert "did you mean 'palmyra'?" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["syria"], [str(WARS / "syria")]])
def test_what_is_shipped_has_no_faults(arguments: list[str], capsys: Capture):
    assert main(["check", *arguments]) == 0
    assert "no faults" in capsys.readouterr().out


def test_every_fault_of_a_folder_is_listed(tmp_path: Path, capsys: Capture):
    copy = tmp_path / "copy"
    shutil.copytree(WARS / "syria", copy)
    actors = copy / "actors.yaml"
    text = actors.read_text("utf-8")
    assert text.count("quality:") > 1
    actors.write_text(text.replace("quality:", "quality_of:"), "utf-8")
    assert main(["check", str(copy)]) == 1
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert len(lines) > 1
    assert all(re.search(r"actors\.yaml:\d+: ", line) for line in lines)
    assert captured.err == f"{len(lines)} faults.\n"


def test_a_path_that_is_not_there_is_2(capsys: Capture):
    assert main(["check", "siria"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "did you mean 'syria'?" in captured.err


def test_schema_is_the_dossiers(capsys: Capture):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_cite_names_the_software_and_every_data_file(capsys: Capture):
    assert main(["cite"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("@software{sinequanon,")
    for entry in catalog():
        assert entry.name.replace("_", r"\_") in out
    assert out.count("{") == out.count("}")
    keys = re.findall(r"^@\w+\{(\w+),$", out, re.MULTILINE)
    assert len(keys) == len(set(keys)) > 1

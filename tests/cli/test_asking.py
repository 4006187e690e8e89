"""`ask`: the answer on the screen and in files, checked before and written whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from sinequanon.answer import Answer
from sinequanon.cli import main
from sinequanon.compose import control_map
from sinequanon.errors import ControlError
from sinequanon.report import map_to_html, to_html, to_json, to_text

Capture = pytest.CaptureFixture[str]
Calls = list[dict[str, Any]]


@pytest.fixture
def asked(answer: Answer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """Calls of the engine, which gives the invented answer; the folder is empty."""
    calls: Calls = []

    def ask(place: str, question: str, **options: Any) -> Answer:
        calls.append({"place": place, "question": question, **options})
        if options["progress"] is not None:
            options["progress"]("pairs", 1, 2)
        return answer

    monkeypatch.setattr("sinequanon.compose.ask", ask, raising=False)
    monkeypatch.chdir(tmp_path)
    return calls


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_by_default_it_prints_the_answer_and_writes_page_and_json(
    asked: Calls, answer: Answer, tmp_path: Path, capsys: Capture
):
    assert main(["ask", "palmyra"]) == 0
    captured = capsys.readouterr()
    assert captured.out == to_text(answer)
    assert captured.err == "Wrote palmyra.html and palmyra.json.\n"
    assert names(tmp_path) == ["palmyra.html", "palmyra.json"]
    shown = control_map("syria")
    assert shown is not None
    page = to_html(answer, map_to_html(shown), shown.cells)
    assert (tmp_path / "palmyra.html").read_text("utf-8") == page
    assert (tmp_path / "palmyra.json").read_text("utf-8") == to_json(answer)


def test_the_engine_is_asked_what_was_asked(asked: Calls):
    source = first_source()
    assert (
        main(
            [
                *("ask", "palmyra", "--horizon", "12", "--runs", "7", "--seed", "0"),
                *("--no-event", "--contrast", "held", "--without-source", source),
                *("--quiet", "--json", "-"),
            ]
        )
        == 0
    )
    assert asked == [
        {
            "place": "syria",
            "question": "palmyra",
            "horizon": 12,
            "runs": 7,
            "seed": 0,
            "no_event": True,
            "contrast": "held",
            "without_sources": (source,),
            "progress": None,
        }
    ]


def test_json_to_standard_output_is_alone_there(
    asked: Calls, answer: Answer, tmp_path: Path, capsys: Capture
):
    assert main(["ask", "palmyra", "--json", "-"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == json.loads(to_json(answer))
    assert names(tmp_path) == []


def test_only_what_is_named_is_written(
    asked: Calls, answer: Answer, tmp_path: Path, capsys: Capture
):
    assert main(["ask", "palmyra", "--report", "page.html"]) == 0
    assert names(tmp_path) == ["page.html"]
    captured = capsys.readouterr()
    assert captured.out == to_text(answer)
    assert captured.err == "Wrote page.html.\n"


def test_quiet_says_nothing_but_the_answer(
    asked: Calls, answer: Answer, capsys: Capture
):
    assert main(["ask", "palmyra", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert captured.out == to_text(answer)
    assert captured.err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--horizon", "0"], "--horizon"),
        (["--horizon", "121"], "--horizon"),
        (["--runs", "0"], "--runs"),
        (["--runs", "many"], "--runs"),
        (["--seed", "-1"], "--seed"),
        (["--json", "x", "--report", "x"], "name two places"),
        (["--json", "-", "--report", "-"], "name two places"),
        (["--contrast", "heldd"], "did you mean 'held'?"),
        (["--without-source", "nobody"], "there is no source 'nobody'"),
        (["--json", "none/x.json"], "none/x.json: cannot be written"),
        (["--report", "."], "this is a folder"),
        (["--dossier", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_run(
    arguments: list[str], words: str, asked: Calls, tmp_path: Path, capsys: Capture
):
    assert main(["ask", "palmyra", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert asked == []
    assert names(tmp_path) == []


def test_an_unknown_question_gets_close_matches_and_the_list(
    asked: Calls, capsys: Capture
):
    assert main(["ask", "palmira"]) == 2
    err = capsys.readouterr().err
    assert "there is no question 'palmira'; did you mean 'palmyra'? questions:" in err
    assert asked == []


def test_all_unknown_names_are_told_at_once(asked: Calls, capsys: Capture):
    wrong = ["--contrast", "x", "--without-source", "y", "--without-source", "z"]
    assert main(["ask", "palmyra", *wrong]) == 2
    err = capsys.readouterr().err
    assert err.count("error: ") == 3
    assert first_source() in err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ControlError.at("further", "said nearer in 40 of 100", "see the controls"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_without_an_answer_nothing_is_written(
    error: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    asked: Calls,
    tmp_path: Path,
    capsys: Capture,
):
    def fail(*_: object, **__: object) -> Answer:
        raise error

    monkeypatch.setattr("sinequanon.compose.ask", fail, raising=False)
    assert main(["ask", "palmyra"]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert names(tmp_path) == []


def first_source() -> str:
    from sinequanon.dossier import load

    return load("syria").sources[0].key

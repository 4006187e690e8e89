"""The example page, its JSON, and what the README says the terminal prints."""

from pathlib import Path

from sinequanon.compose import control_map
from sinequanon.report import from_json, map_to_html, to_html, to_text

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"


def test_readme_prints_what_the_example_says():
    text = to_text(from_json((EXAMPLES / "palmyra.json").read_text("utf-8")))
    assert f"```text\n{text}```" in (ROOT / "README.md").read_text("utf-8")


def test_the_example_page_is_made_of_the_example_answer():
    answer = from_json((EXAMPLES / "palmyra.json").read_text("utf-8"))
    shown = control_map("syria")
    assert shown is not None
    page = to_html(answer, map_to_html(shown), shown.cells)
    assert page == (EXAMPLES / "palmyra.html").read_text("utf-8")


def test_the_example_asks_the_whole_question():
    answer = from_json((EXAMPLES / "palmyra.json").read_text("utf-8"))
    assert answer.verdict.overridden == ()
    assert answer.provenance.switched_off == ()
    assert all(control.passed for control in answer.controls if control.judged)

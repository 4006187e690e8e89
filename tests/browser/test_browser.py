"""The page in a real browser: charts are drawn, nothing leaves the machine."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sinequanon.answer import Answer
from sinequanon.report import to_html

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.html"))
LOADING = {"script", "img", "link", "iframe", "source", "video", "audio", "object"}


class Drawn(HTMLParser):
    """Charts with their drawings, and addresses that elements would load."""

    def __init__(self, dom: str) -> None:
        super().__init__()
        self.marks: dict[str, int] = {}
        self.loads: list[str] = []
        self._chart = ""
        self._plot = False
        self.feed(dom)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "data-chart" in values:
            self._chart = values["data-chart"] or ""
            self.marks[self._chart] = 0
        if values.get("class") == "plot":
            self._plot = True
        elif values.get("class") == "numbers":
            self._plot = False
        if self._plot and tag in {"path", "rect", "circle", "line"}:
            self.marks[self._chart] += 1
        if tag in LOADING:
            self.loads += [
                values[key] or "" for key in ("src", "href", "data") if key in values
            ]


@pytest.fixture(scope="module")
def page(answer: Answer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "sample.html"
    path.write_text(to_html(answer), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def dom(
    page: Path, tmp_path_factory: pytest.TempPathFactory, dom_of: Callable[..., str]
) -> str:
    return dom_of(page, tmp_path_factory.mktemp("profile"), scripts=True)


def test_every_chart_is_drawn(dom: str):
    marks = Drawn(dom).marks
    assert set(marks) == {
        "effect", "deaths", "near", "war", "held", "strengths", "terms", "claims",
        "contrasts",
    }  # fmt: skip
    assert all(count >= 3 for count in marks.values()), marks
    assert "could not be drawn" not in dom.split("</main>")[0]


def test_nothing_is_loaded_from_anywhere(dom: str):
    assert Drawn(dom).loads == []


def test_the_tables_fold_once_the_charts_are_drawn(dom: str):
    assert dom.count('<details class="numbers">') == 9
    assert '<details class="numbers" open' not in dom


def test_a_link_to_a_claim_opens_it(
    page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    dom = dom_of(page, tmp_path / "profile", "#claim-E05", scripts=True)
    claim = re.findall(r'<details class="claim" id="claim-E05"[^>]*>', dom)
    assert len(claim) == 1
    assert " open" in claim[0]


def test_a_telephone_gets_every_chart_too(
    page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    marks = Drawn(dom_of(page, tmp_path / "profile", width=390, scripts=True)).marks
    assert all(count >= 3 for count in marks.values()), marks


def test_markup_in_the_answer_does_not_run(
    hostile: Answer, tmp_path: Path, dom_of: Callable[..., str]
):
    path = tmp_path / "hostile.html"
    path.write_text(to_html(hostile), encoding="utf-8")
    dom = dom_of(path, tmp_path / "profile", scripts=True)
    assert "<script>alert" not in dom
    assert all(count >= 3 for count in Drawn(dom).marks.values())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_shipped_pages_draw_and_load_nothing(
    path: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    drawn = Drawn(dom_of(path, tmp_path / "profile", scripts=True))
    assert drawn.loads == []
    assert drawn.marks
    assert all(count >= 3 for count in drawn.marks.values()), drawn.marks

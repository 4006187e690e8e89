"""The map of the runs in a real browser: months, worlds, single runs, keys, print."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sinequanon.answer import Answer
from sinequanon.report import to_html

LOADS = re.compile(
    r"<(?:script|img|link|iframe|source|object)[^>]*\s(?:src|href|data)="
)


@pytest.fixture(scope="module")
def page(
    answer: Answer, sample: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("replay") / "page.html"
    path.write_text(to_html(answer, None, sample["squares"]()), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_both_worlds_are_drawn_at_the_last_month(
    width: int, page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    dom = dom_of(page, tmp_path / "profile", width=width)
    assert "Without the event, June 2006" in dom
    assert "With the event, June 2006" in dom
    assert len(re.findall(r'<path [^>]*class="area', dom)) == 8
    assert "<title>Square 2: Zealots, 90 %</title>" in dom
    assert "<title>Square 2: Government, 70 %</title>" in dom
    # Two allies hold the second square together, and their side's share is told.
    assert "<title>Square 1: Government, 70 %</title>" in dom
    assert "The likeliest holder differs in 1: Square 2." in dom
    assert 'aria-valuetext="June 2006"' in dom
    assert re.search(r'<option value="2"[^>]*>Square 2</option>', dom)
    assert LOADS.search(dom) is None


DOING = """<script>
const find = (id) => document.getElementById(`replay-${id}`);
const said = [];
const heads = () => [...document.querySelectorAll(".replay-maps h4")].map(
  (one) => one.textContent).join(" & ");
const fills = () => [...document.querySelectorAll(".replay-maps .areas path")].filter(
  (one) => !one.classList.contains("blank")).length;
const view = (name) => document.querySelector(`[name=replay-view][value=${name}]`)
  .click();
const change = (node, value, kind) => {
  node.value = value; node.dispatchEvent(new Event(kind)); };
said.push(find("place").value);
change(find("month"), 0, "input"); said.push(heads());
view("difference"); said.push(fills());
change(find("month"), 1, "input"); said.push(heads(), fills());
view("with"); said.push(heads());
change(find("run"), 0, "change"); said.push(find("said").textContent);
said.push(find("told").textContent);
view("difference"); said.push(fills());
change(find("place"), 0, "change");
said.push(document.querySelector(".chosen").getAttribute("d") !== null);
change(find("run"), -1, "change");
find("play").click();
said.push(find("play").textContent, find("play").getAttribute("aria-pressed"));
said.push(find("now").textContent, find("said").getAttribute("aria-live"));
window.dispatchEvent(new Event("beforeprint"));
said.push(find("now").textContent, find("play").textContent);
window.dispatchEvent(new Event("afterprint")); said.push(find("now").textContent);
document.title = said.join("|");
</script>"""


def test_the_tools_do_as_they_say(
    page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    path = tmp_path / "doing.html"
    # The page's own policy lets no other script run; this copy has none.
    text = re.sub(r"<meta http-equiv=.*?>", "", page.read_text("utf-8"))
    path.write_text(text.replace("</body>", f"{DOING}</body>"), encoding="utf-8")
    dom = dom_of(path, tmp_path / "profile")
    found = re.search("<title>(.*?)</title>", dom)
    assert found is not None
    assert found[1].replace("&amp;", "&").split("|") == [
        "2",
        "Without the event, March 2006 & With the event, March 2006",
        "0",
        "Difference: what the event adds, June 2006",
        "1",
        "With the event, June 2006",
        "June 2006. Run 0 alone, places by holder: without Government 2, Zealots 2; "
        "with Government 3, Zealots 1. The holder differs in 1: Square 2.",
        "Without the event: Zealots 81 %. With the event: Government 71 %.",
        "1",
        "true",
        *("Pause", "true", "March 2006", "off"),
        *("June 2006", "Play", "March 2006"),
    ]


def test_markup_in_names_does_not_run(
    hostile: Answer, sample: dict[str, Any], tmp_path: Path, dom_of: Callable[..., str]
):
    path = tmp_path / "hostile.html"
    mark = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    path.write_text(to_html(hostile, None, sample["squares"](mark)), encoding="utf-8")
    dom = dom_of(path, tmp_path / "profile")
    assert "With the event, June 2006" in dom
    assert LOADS.search(dom) is None

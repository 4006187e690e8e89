"""The map in a real browser: it draws its months and lets nothing out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sinequanon.record import find_war, war_map
from sinequanon.report import map_to_html


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "control.html"
    path.write_text(map_to_html(war_map(find_war("syria"))), encoding="utf-8")
    return path


def test_a_month_is_drawn_with_its_events_and_marks(
    page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    dom = dom_of(page, tmp_path, "#2016-03,SY040500")
    assert '<h2 id="now">March 2016</h2>' in dom
    assert len(re.findall(r'<path class="cell"', dom)) == 272
    assert len(re.findall(r'<circle class="event', dom)) > 100
    assert len(re.findall(r'<path class="edge"', dom)) > 20
    assert len(re.findall(r'<path class="over"', dom)) >= 1
    assert "Tadmor: Islamic State, 83 %, reported" in dom
    assert 'aria-valuetext="March 2016: ' in dom
    assert "The statement nearest in time: Palmyra, 2016-03-27" in dom


def test_the_month_after_has_another_holder(
    page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    dom = dom_of(page, tmp_path, "#2016-04")
    assert '<h2 id="now">April 2016</h2>' in dom
    assert re.search(r"Tadmor: Government and allies, \d\d %, reported", dom)


DOING = """<script>
const slider = document.getElementById("month");
const now = () => document.getElementById("now").textContent;
const said = [now()];
const press = (key) => slider.dispatchEvent(
  new KeyboardEvent("keydown", { key, cancelable: true }));
press("PageUp"); said.push(now());
press("PageDown"); press("PageDown"); said.push(now());
slider.value = 0; slider.dispatchEvent(new Event("input")); said.push(now());
press("PageDown"); said.push(now());
const picker = document.getElementById("cell");
picker.value = picker.options[1].value; picker.dispatchEvent(new Event("change"));
said.push(document.querySelectorAll("path.picked").length);
said.push(document.querySelectorAll(".told .rows b").length);
document.getElementById("show-events").click();
said.push(document.querySelectorAll(".map circle.event").length);
const play = document.getElementById("play");
play.click(); said.push(play.textContent, play.getAttribute("aria-pressed"));
play.click(); said.push(play.textContent);
document.title = said.join("|");
</script>"""


def test_slider_list_and_play_do_as_they_say(
    page: Path, tmp_path: Path, dom_of: Callable[..., str]
):
    path = tmp_path / "doing.html"
    text = page.read_text("utf-8")
    # The page's own policy lets no other script run; this copy has none.
    text = re.sub(r"<meta http-equiv=.*?>", "", text)
    path.write_text(text.replace("</body>", f"{DOING}</body>"), encoding="utf-8")
    dom = dom_of(path, tmp_path / "profile", "#2016-03")
    found = re.search("<title>(.*?)</title>", dom)
    assert found is not None
    assert found[1].split("|") == [
        *("March 2016", "March 2017", "March 2015", "March 2011", "March 2011"),
        *("1", "5", "0", "Pause", "true", "Play"),
    ]


def test_a_proxy_is_drawn_with_coasts(tmp_path: Path, dom_of: Callable[..., str]):
    path = tmp_path / "proxy.html"
    path.write_text(map_to_html(war_map(find_war("sri-lanka"))), encoding="utf-8")
    dom = dom_of(path, tmp_path / "profile", "#2009-01")
    assert "January 2009" in dom
    assert 'class="coast"' in dom
    assert '<path class="picked"' not in dom
    assert "event-based proxy, not control" in dom

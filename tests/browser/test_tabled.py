"""A table's page in a real browser: the picture is drawn and nothing gets out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sinequanon.report import tabled_to_html
from sinequanon.tabling import findings_of, look, plan_of, read_tabled

EXAMPLE = Path(__file__).parents[2] / "examples" / "three_valleys.yaml"


@pytest.fixture(scope="module")
def dom(tmp_path_factory: pytest.TempPathFactory, dom_of: Callable[..., str]) -> str:
    """The page's DOM once its scripts have run; the console must stay silent."""
    folder = tmp_path_factory.mktemp("tabled")
    tabled = read_tabled(EXAMPLE)
    findings = findings_of(look(tabled, plan_of(tabled, draws=50, memory_gib=1.0)))
    page = folder / "page.html"
    page.write_text(tabled_to_html(findings), encoding="utf-8")
    return dom_of(page, folder / "profile")


def test_the_picture_of_two_issues_is_drawn(dom: str):
    picture = re.search(r'id="picture".*?</svg>', dom, re.DOTALL)
    assert picture
    # Nine cells twice: the ground, and the tint of the chance.
    assert picture[0].count("<rect") == 18


def test_its_numbers_stand_in_a_table(dom: str):
    body = re.search(r'id="picture-numbers".*?<tbody>(.*?)</tbody>', dom, re.DOTALL)
    assert body
    assert body[1].count("<tr>") == 9


def test_the_boxes_offer_issues_and_parties(dom: str):
    boxes = {
        key: re.findall(r"<option[^>]*>([^<]*)", inside)
        for key, inside in re.findall(
            r'<select id="(\w+)">(.*?)</select>', dom, re.DOTALL
        )
    }
    assert len(boxes["first"]) == 3
    assert len(boxes["second"]) == 2
    assert boxes["whose"][:2] == ["The zone", "Government"]
    assert len(boxes["reading"]) == 2

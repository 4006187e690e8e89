"""Maps of the runs on the page: values, table, and nothing where there is no map."""

import base64
import dataclasses
import hashlib
import json
import re
from typing import Any

import numpy as np
import pytest

from sinequanon.answer import Answer, WarMaps
from sinequanon.record import MapCell
from sinequanon.report import to_html
from sinequanon.report.replay_map import likeliest, replay_rows, shares


@pytest.fixture(scope="module")
def maps(answer: Answer) -> WarMaps:
    assert answer.war.maps is not None
    return answer.war.maps


@pytest.fixture(scope="module")
def areas(sample: dict[str, Any]) -> tuple[MapCell, ...]:
    return sample["squares"]()


@pytest.fixture(scope="module")
def page(answer: Answer, areas: tuple[MapCell, ...]) -> str:
    return to_html(answer, None, areas)


def values_of(page: str) -> dict[str, Any]:
    found = re.search(r'id="replay-values">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_shares_are_read_back(maps: WarMaps):
    found = shares(maps, "with")
    assert found.shape == (2, 4, 3)
    assert np.abs(found.sum(axis=2, dtype=np.int64) - 255).max() <= 1
    assert found[1, 2].tolist() == [179, 0, 76]


def test_the_likeliest_is_of_the_likeliest_side(maps: WarMaps):
    # In the second square two allies with 4 and 3 runs stand against 3.
    assert likeliest(maps, "without").tolist() == [[0, 0, 2, 2]] * 2
    assert likeliest(maps, "with")[1].tolist() == [0, 0, 0, 2]


def test_the_table_counts_and_names_what_differs(
    maps: WarMaps, areas: tuple[MapCell, ...]
):
    first, last = replay_rows(maps, areas)
    assert first["differing"] == []
    assert last["differing"] == ["Square 2"]
    assert last["counts"] == [(2, 3), (0, 0), (2, 1)]
    (_, plain) = replay_rows(maps, areas[:2])
    assert plain["differing"] == ["Q2"]


def test_the_page_has_the_maps_values(page: str, maps: WarMaps):
    values = values_of(page)
    assert values["months"] == list(maps.months)
    assert [one["name"] for one in values["places"]] == [
        f"Square {k}" for k in range(4)
    ]
    assert all(one["path"].startswith("M") for one in values["places"])
    assert base64.b64decode(values["with"]) == base64.b64decode(maps.held_with)
    assert values["single"][0]["run"] == 0
    assert "2 / 3" in page
    assert "<td>Square 2</td>" in page


def test_its_script_is_let_through_by_its_digest(page: str):
    policy = re.search(r"script-src ([^;]*);", page)
    assert policy is not None
    for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1].replace("&#39;", "'")


@pytest.mark.parametrize("missing", ["maps", "areas"])
def test_without_maps_or_areas_nothing_is_shown(
    missing: str, answer: Answer, areas: tuple[MapCell, ...]
):
    if missing == "maps":
        war = dataclasses.replace(answer.war, maps=None)
        page = to_html(dataclasses.replace(answer, war=war), None, areas)
    else:
        page = to_html(answer)
    assert "replay-values" not in page
    assert 'id="replay"' not in page


def test_markup_in_names_stays_text(hostile: Answer, sample: dict[str, Any]):
    mark = "</script><script>alert(1)</script>"
    page = to_html(hostile, None, sample["squares"](mark))
    assert "<script>alert" not in page
    assert values_of(page)["places"][0]["name"] == f"Square 0{mark}"

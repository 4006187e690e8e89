"""The map's page: what it embeds is what the record says, and nothing is loaded."""

import dataclasses
import json
import re
from typing import Any

import numpy as np
import polars as pl
import pytest

from sinequanon.record import HOLDERS, MapCell, WarMap, control_table, find_war, war_map
from sinequanon.report import map_to_html

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def values_of(page: str) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="values">(.*?)</script>', page
    )
    assert found is not None
    return json.loads(found[1])


@pytest.fixture(scope="module")
def syria() -> WarMap:
    return war_map(find_war("syria"))


@pytest.fixture(scope="module")
def page(syria: WarMap) -> str:
    return map_to_html(syria)


def test_a_page_of_syria_is_small_and_loads_nothing(page: str):
    assert len(page.encode()) < 3_000_000
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|img|link|iframe)[^>]*\b(?:src|href)=", page)
    assert "url(http" not in page


def test_chances_survive_the_writing(page: str):
    values = values_of(page)
    cells = {cell["code"]: cell for cell in values["cells"]}
    assert len(cells) == 272
    table = control_table([435]).filter(basis="reported")
    assert table.height > 20
    month = 435 - values["first"]
    for row in table.iter_rows(named=True):
        cell = cells[row["pcode"]]
        assert int(cell["flags"][month]) == 1 + 2 * row["disputed"]
        start = month * len(HOLDERS)
        for holder, digit in zip(HOLDERS, cell["share"][start:][:5], strict=True):
            assert DIGITS.index(digit) / 63 == pytest.approx(row[holder], abs=0.5 / 63)


def test_events_are_those_of_the_record(page: str, syria: WarMap):
    values = values_of(page)
    assert sum(len(flat) for flat in values["events"]) == 7 * syria.events.height
    deaths = sum(sum(flat[5::7]) for flat in values["events"])
    assert deaths == syria.events["best"].sum()
    march = values["events"][435 - values["first"]]
    assert sum(march[3::7]) == syria.events.filter(month_id=435)["events"].sum()


def test_cells_outside_the_war_are_not_told(page: str):
    cells = {cell["code"]: cell for cell in values_of(page)["cells"]}
    assert set(cells["SY140003"]["weight"]) == {"0"}
    assert set(cells["SY040500"]["weight"]) == {"_"}


def test_names_are_neutral_and_notes_stand_on_the_page(page: str):
    for words in ("regime", "terrorist", "rebel-held", "liberated"):
        assert words not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "no front line" in page
    assert "Inferred: events and other towns alone speak" in page
    assert "CC BY-SA 4.0" in page


def test_without_anchors_it_is_a_proxy():
    shown = war_map(find_war("sri-lanka"))
    assert shown.kind == "proxy"
    assert not shown.reported.any()
    page = map_to_html(shown)
    assert "event-based proxy, not control" in page
    assert "Likeliest holder" not in page
    told = shown.weight > 0
    np.testing.assert_allclose(shown.share.sum(axis=1)[told], 1.0)
    assert not shown.share.sum(axis=1)[~told].any()


def test_a_cell_of_a_proxy_counts_the_twelve_months_to_the_month():
    shown = war_map(find_war("sri-lanka"))
    month = 349 - shown.first_month
    best = shown.events.filter(
        shown.events["month_id"].is_between(338, 349)
        & ~shown.events["dyad"].is_in(
            [place for place, (_, civilians) in enumerate(shown.dyads) if civilians]
        )
    )["best"].sum()
    assert shown.weight[month].sum() == pytest.approx(best)


def test_markup_in_a_name_stays_text(syria: WarMap):
    first = dataclasses.replace(
        syria.cells[0], name="</script><script>alert(1)</script>"
    )
    hostile = dataclasses.replace(
        syria, title="<b>x</b>", cells=(first, *syria.cells[1:])
    )
    page = map_to_html(hostile)
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert values_of(page)["cells"][0]["name"] == first.name


def test_a_square_becomes_a_closed_path():
    ring = np.array([[10.0, 0.0], [10.0, 1.0], [11.0, 1.0], [11.0, 0.0]])
    cell = MapCell(code="1", name="a", rings=(ring,))
    base = war_map(find_war("sri-lanka"))
    one = dataclasses.replace(
        base,
        cells=(cell,),
        share=base.share[:, :, :1],
        weight=base.weight[:, :1],
        reported=base.reported[:, :1],
        disputed=base.disputed[:, :1],
        statement=base.statement[:, :1],
        lines=(),
    )
    path = values_of(map_to_html(one))["cells"][0]["path"]
    found = re.fullmatch(r"M(\d+),(\d+)l(.*)z", path)
    assert found is not None
    steps = [tuple(map(int, re.findall(r"-?\d+", one))) for one in found[3].split()]
    assert len(steps) == 3
    assert steps[0][0] == 0
    assert steps[0][1] < 0 < steps[1][0]


def test_inferred_cells_too_uncertain_are_not_told(page: str, syria: WarMap):
    table = control_table([397]).filter(pl.col("basis") != "outside")
    unsure = table.filter((pl.col("basis") == "inferred") & (pl.col("chance") < 0.6))
    assert unsure.height > 20
    month = 397 - syria.first_month
    cells = {cell["code"]: cell for cell in values_of(page)["cells"]}
    flagged = {code for code, cell in cells.items() if int(cell["flags"][month]) >= 4}
    assert flagged == set(unsure["pcode"])
    told = table.join(unsure, on="pcode", how="anti")["holder"]
    row = "".join(
        f'<td class="n">{count}</td>'
        for count in (*((told == one).sum() for one in HOLDERS), 272 - len(told))
    )
    assert f'<tr><th scope="row">2013-01</th>{row}</tr>' in page

"""What the charts draw: finite numbers only, and the answer's own."""

import dataclasses
import json
import math
from typing import cast

from sinequanon.answer import Answer, Series
from sinequanon.report.charts import chart_values, parties_in, term_cells


def test_every_value_is_json(answer: Answer):
    json.dumps(chart_values(answer), allow_nan=False)


def test_a_gap_in_a_series_stays_a_gap(answer: Answer):
    series = Series(name="x", months=("2006-01", "2006-02"), values=(1.0, math.nan))
    record = dataclasses.replace(answer.record, deaths=(series,))
    values = chart_values(dataclasses.replace(answer, record=record))
    assert values["deaths"]["series"] == [
        {
            "name": "x",
            "months": ["2006-01", "2006-02"],
            "values": [1.0, None],
            "low": [],
            "high": [],
        }
    ]


def test_the_event_and_the_truce_are_marked(answer: Answer):
    marks = chart_values(answer)["deaths"]["marks"]
    assert marks == [
        {"date": "2006-03-27", "label": answer.event_title, "event": True},
        {"date": "2006-02-27", "label": "Truce", "event": False},
    ]


def test_the_effect_is_in_percentage_points(answer: Answer):
    effect = chart_values(answer)["effect"]
    assert effect["margin"] == 1.0
    assert effect["rows"] == [
        {"label": "This question", "value": 0.04, "low": -0.61, "high": 0.74}
    ]


def test_a_tile_for_each_term_and_party_and_for_the_zone(answer: Answer):
    cells = term_cells(answer)
    parties = parties_in(answer)
    assert len(cells) == len(answer.bargain.terms) * (len(parties) + 1)
    first = answer.bargain.terms[0]
    mine = [cell for cell in cells if cell["option"] == first["option"]]
    assert {c["party"]: c["chance"] for c in mine} == {
        **cast("dict[str, float]", first["by_party"]),
        "in the zone": first["in_zone"],
    }

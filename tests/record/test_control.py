"""Who may hold a place: laws of the inference, a chain solved by hand, the score."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import sinequanon.record as record

DATA = Path(__file__).parent / "data"
ACTORS = ("government", "opposition", "nusra", "islamic_state", "sdf")
CHAIN = ("a", "b", "c", "d")
BORDERS = [("a", "b", 1.0, 1.0), ("b", "c", 1.0, 1.0), ("c", "d", 1.0, 1.0)]
ENDS = {"a": {"x": 1.0}, "d": {"y": 1.0}}
PLAIN = record.ControlRule(base_pull=0.0, doubt=1e-9)

Anchors = dict[str, dict[str, float]]


def chain(
    fighting: dict[str, dict[str, float]] | None = None,
    rule: record.ControlRule = PLAIN,
) -> dict[str, dict[str, float]]:
    return record.infer_control(
        places=CHAIN,
        actors=("x", "y"),
        anchors=ENDS,
        borders=BORDERS,
        fighting=fighting or {},
        rule=rule,
    )


def infer(arguments: dict[str, Any]) -> dict[str, dict[str, float]]:
    return record.infer_control(**arguments)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def syria() -> tuple[list[str], Anchors, list[tuple[str, str, float, float]]]:
    """Places, anchors of 1 March 2016 by subdistrict, and borders."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows("anchors_20160301.csv"):
        pcode = record.locate(float(row["lat"]), float(row["lon"]), snap_km=5.0)
        assert pcode is not None, row
        sums[pcode][row["holder"]] += float(row["share"])
    borders = [
        (r["pcode_a"], r["pcode_b"], float(r["border_km"]), float(r["distance_km"]))
        for r in rows("borders.csv")
    ]
    anchors = {place: dict(shares) for place, shares in sums.items()}
    return [one.pcode for one in record.subdistricts()], anchors, borders


def test_between_two_anchors_shares_fall_in_a_line():
    found = chain()
    assert found["a"] == {"x": 1.0, "y": 0.0}
    assert found["b"]["x"] == pytest.approx(2 / 3)
    assert found["c"]["x"] == pytest.approx(1 / 3)


def test_fighting_weighs_by_its_power():
    found = chain(
        {"b": {"y": 15.0}},
        record.ControlRule(fighting_weight=0.5, base_pull=0.0, doubt=1e-9),
    )
    # Two thirds to one third, times 1 to sqrt(16).
    assert found["b"]["y"] == pytest.approx((4 / 3) / (4 / 3 + 2 / 3))
    assert found["c"]["x"] == pytest.approx(1 / 3)


def test_air_power_counts_for_less():
    fights = {"b": {"x": 20.0, "y": 20.0}}
    strong = chain(fights, record.ControlRule(air_power="x", air_power_weight=1.0))
    weak = chain(fights, record.ControlRule(air_power="x", air_power_weight=0.0))
    assert weak["b"]["x"] < strong["b"]["x"]


def test_an_island_gets_the_base_rate():
    found = record.infer_control(
        places=(*CHAIN, "island"),
        actors=("x", "y"),
        anchors={**ENDS, "b": {"x": 1.0}},
        borders=BORDERS,
        fighting={},
    )
    # Two anchors to one, half an anchor added to each.
    assert found["island"]["x"] == pytest.approx(2.5 / 4.0)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.floats(0.0, 1e4), min_size=8, max_size=8),
    st.permutations(range(4)),
    st.floats(0.01, 1.0),
)
def test_shares_sum_to_one_are_never_certain_and_forget_order(
    deaths: list[float], order: list[int], doubt: float
):
    fights = {
        place: {"x": deaths[2 * i], "y": deaths[2 * i + 1]}
        for i, place in enumerate(CHAIN)
    }
    rule = record.ControlRule(doubt=doubt)
    plain = chain(fights, rule)
    turned = record.infer_control(
        places=[CHAIN[i] for i in order],
        actors=("y", "x"),
        anchors=ENDS,
        borders=[(b, a, w, d) for a, b, w, d in reversed(BORDERS)],
        fighting=fights,
        rule=rule,
    )
    for place in CHAIN:
        assert sum(plain[place].values()) == pytest.approx(1.0)
        assert turned[place]["x"] == pytest.approx(plain[place]["x"], abs=1e-9)
        if place not in ENDS:
            assert 0.0 < plain[place]["x"] < 1.0


def test_what_is_wrong_with_the_input_is_said():
    good: dict[str, Any] = {
        "places": CHAIN,
        "actors": ("x", "y"),
        "anchors": ENDS,
        "borders": BORDERS,
        "fighting": {},
    }
    cases: list[tuple[dict[str, Any], str]] = [
        ({"places": ("a", "a", "d")}, "once"),
        ({"anchors": {}}, "at least one anchor"),
        ({"anchors": {"z": {"x": 1.0}}}, "not listed"),
        ({"anchors": {"a": {"q": 1.0}}}, "name actors"),
        ({"anchors": {"a": {"x": 0.0}}}, "some above 0"),
        ({"fighting": {"z": {"x": 1.0}}}, "not listed"),
        ({"borders": [("a", "z", 1.0, 1.0)]}, "not listed"),
        ({"borders": [("a", "b", 1.0, 0.0)]}, "above zero"),
    ]
    for change, message in cases:
        with pytest.raises(ValueError, match=message):
            infer({**good, **change})
    with pytest.raises(ValueError, match="doubt"):
        record.ControlRule(doubt=0.0)


def test_left_out_towns_of_syria_are_told_better_than_by_the_base_rate():
    places, anchors, borders = syria()
    events = record.load("ged211_precise")
    fighting = record.fighting_by_place(events, actors=ACTORS, since=423, until=434)
    score = record.leave_one_out(
        places=places,
        actors=ACTORS,
        anchors=anchors,
        borders=borders,
        fighting=fighting,
    )
    assert score.anchors == 70
    # The figures that the docstring of infer_control gives, to two places.
    assert score.log_score == pytest.approx(0.82, abs=0.006)
    assert score.log_score_base == pytest.approx(1.56, abs=0.006)
    assert score.hits == pytest.approx(0.71, abs=0.006)
    assert score.hits_base == pytest.approx(0.34, abs=0.006)
    assert score.brier < 0.6 * score.brier_base
    still = record.leave_one_out(
        places=places, actors=ACTORS, anchors=anchors, borders=borders, fighting={}
    )
    assert score.log_score < still.log_score

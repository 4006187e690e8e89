"""Points lie in the right subdistricts, and what falls outside is counted."""

import datetime
import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import sinequanon.record as record
from sinequanon.record.polygons import distance_km, inside, match

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]])
HOLE = np.array([[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 1.5], [0.5, 0.5]])


def test_palmyra_lies_in_tadmor():
    assert record.locate(34.5624, 38.284) == "SY040500"


def test_272_subdistricts_by_pcode():
    codes = [place.pcode for place in record.subdistricts()]
    assert len(codes) == 272
    assert codes == sorted(set(codes))


def test_a_hole_is_outside():
    lat, lon = np.array([0.25, 1.0, 3.0]), np.array([0.25, 1.0, 1.0])
    assert inside([SQUARE, HOLE], lat, lon).tolist() == [True, False, False]


@settings(max_examples=50, deadline=None)
@given(st.floats(-1.0, 3.0), st.floats(-1.0, 3.0), st.integers(0, 3))
def test_inside_is_the_same_wherever_the_ring_begins(x: float, y: float, shift: int):
    turned = np.roll(SQUARE[:-1], shift, axis=0)
    lat, lon = np.array([y]), np.array([x])
    plain = bool(inside([SQUARE], lat, lon)[0])
    assert bool(inside([turned], lat, lon)[0]) == plain
    assert bool(inside([turned[::-1]], lat, lon)[0]) == plain
    if 0.0 < x < 2.0 and 0.0 < y < 2.0:
        assert plain


def test_towns_on_a_coast_are_snapped_only_on_request():
    assert record.locate(34.88902, 35.88659) is None
    assert record.locate(34.88902, 35.88659, snap_km=5.0) == "SY100000"
    assert record.locate(30.0, 30.0, snap_km=5.0) is None


def test_of_several_polygons_the_first_by_pcode_wins():
    events = record.load("ged211_precise").filter(pl.col("country") == "Syria")
    first, matches = match(
        events["latitude"].to_numpy().astype(np.float64),
        events["longitude"].to_numpy().astype(np.float64),
    )
    doubled = int(np.flatnonzero(matches > 1)[0])
    lat, lon = events["latitude"][doubled], events["longitude"][doubled]
    holders = [
        place.pcode
        for place in record.subdistricts()
        if inside(place.rings, np.array([lat]), np.array([lon]))[0]
    ]
    assert len(holders) > 1
    assert record.subdistricts()[first[doubled]].pcode == min(holders)


def test_precise_events_that_the_map_leaves_out_or_doubles():
    events = record.load("ged211_precise").filter(pl.col("country") == "Syria")
    placed = record.place_events(events)
    assert placed.events.height == events.height == 64_794
    assert placed.none == 213
    assert placed.several == 831
    assert placed.events["pcode"].null_count() == placed.none
    assert placed.events["id"].to_list() == events["id"].to_list()


def test_one_degree_of_latitude():
    one = distance_km(34.0, 38.0, np.array([35.0]), np.array([38.0]))[0]
    assert one == pytest.approx(math.radians(1.0) * 6371.0)


@pytest.mark.parametrize("name", ["ged211_precise", "ged_syria"])
def test_counts_and_what_is_set_aside_make_the_whole(name: str):
    events = record.load(name)
    whole = events.filter(
        (pl.col("country") == "Syria") & (pl.col("type_of_violence") != 3)
    )
    counted = record.counts(events)
    aside = counted.set_aside
    assert counted.table["best"].sum() + sum(one.deaths for one in aside) == (
        whole["best"].sum()
    )
    assert counted.table["events"].sum() + sum(one.events for one in aside) == (
        whole.height
    )
    keys = counted.table.select("dyad", "pcode", "month_id")
    assert keys.is_unique().all()


def test_vague_dates_and_places_are_told():
    aside = {
        one.reason: one for one in record.counts(record.load("ged_syria")).set_aside
    }
    assert aside["date vaguer than a month"].deaths == 20_990
    assert aside["place vaguer than a district"].deaths == 11_308


def test_deaths_of_an_event_count_for_each_side_and_split_among_its_actors():
    events = pl.DataFrame(
        {
            "country": ["Syria"] * 3,
            "type_of_violence": [1, 2, 3],
            "side_a": ["Government of Syria", "IS", "IS"],
            "side_b": ["Syrian insurgents", "SDF", "Civilians"],
            "latitude": [34.5624] * 3,
            "longitude": [38.284] * 3,
            "date_start": [datetime.date(2016, 2, day) for day in (1, 28, 29)],
            "best": [10, 4, 99],
        }
    )
    actors = ("government", "opposition", "nusra", "islamic_state", "sdf")
    found = record.fighting_by_place(events, actors=actors, since=434, until=434)
    assert found == {
        "SY040500": {
            "government": 10.0,
            "opposition": 5.0,
            "nusra": 5.0,
            "islamic_state": 4.0,
            "sdf": 4.0,
        }
    }
    assert record.fighting_by_place(events, actors=actors, since=435, until=440) == {}


def test_sides_of_the_record_and_actors_of_the_dossier():
    assert record.actors_of("Government of Turkey") == ()
    assert record.actors_of("IS, Jabhat Fateh al-Sham") == ("islamic_state", "nusra")
    assert record.dyad_of("Government of Syria", "IS") == "government-islamic_state"
    assert record.dyad_of("Euphrates Vulcano", "IS") is None
    assert record.dyad_of("Ahrar al-Sham", "Jabhat Fateh al-Sham") is None
    for actors in record.OBSERVATION_MAP.values():
        assert len({record.SIDES[actor] for actor in actors}) == 1

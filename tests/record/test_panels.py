"""Panels of any war, and what their rules do to vague dates and places."""

import datetime
import sys
import types
from collections.abc import Mapping

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import sinequanon.record as record
from sinequanon.errors import RecordError

FIGURES = ["low", "best", "high"]


def event(**change: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "conflict_id": 299,
        "type_of_violence": 1,
        "side_a": "Government of Syria",
        "side_b": "IS",
        "country": "Syria",
        "date_start": datetime.date(2016, 3, 5),
        "date_end": datetime.date(2016, 3, 5),
        "date_prec": 1,
        "where_prec": 1,
        "adm_1": "Homs Governorate",
        "latitude": 34.56,
        "longitude": 38.28,
        "low": 1,
        "best": 2,
        "high": 4,
    }
    return plain | change


def table(*rows: Mapping[str, object]) -> pl.DataFrame:
    return pl.DataFrame([event(**row) for row in rows])


def rule(found: record.Panel, start: str) -> dict[str, float]:
    rows = found.handled.filter(pl.col("rule").str.starts_with(start))
    return rows.row(0, named=True)


@pytest.mark.parametrize(
    ("conflict", "name"),
    [
        (299, "Syria: Government"),
        (352, "Sri Lanka (Ceylon): Eelam"),
        (389, "Bosnia-Herzegovina: Serb"),
    ],
)
def test_any_war_by_grid_cell(conflict: int, name: str):
    found = record.panel(conflict=conflict)
    events = record.load("ged211_precise").filter(pl.col("conflict_name") == name)
    deaths = events["best"].sum()
    assert events.height > 1_000
    assert found.table["best"].sum() == deaths
    assert found.handled["best"].sum() == deaths
    assert found.table.columns[:4] == ["dyad", "type_of_violence", "place", "month_id"]
    keys = found.table.select("dyad", "type_of_violence", "place", "month_id")
    assert keys.is_unique().all()


@pytest.mark.parametrize("release", ["ged211_precise", "ged_syria"])
def test_the_grid_cell_is_the_recorded_one(release: str):
    events = record.load(release)
    cells = record.prio_grid_cell(
        events["latitude"].to_numpy().astype(np.float64),
        events["longitude"].to_numpy().astype(np.float64),
    )
    assert (cells == events["priogrid_gid"].to_numpy()).all()


def test_every_fight_of_the_precise_release_has_its_conflict():
    found = record.with_conflict_ids(record.load("ged211_precise"))
    fights = found.filter(pl.col("type_of_violence") == 1)
    assert fights["conflict_id"].null_count() == 0
    assert found.height == 176_579


def test_names_give_the_ids_that_are_on_record():
    events = record.load("ged_syria").filter(pl.col("type_of_violence") == 1)
    named = record.with_conflict_ids(events.drop("conflict_new_id"))
    both = named["conflict_id"] == events["conflict_new_id"].cast(pl.Int64)
    assert both.drop_nulls().all()
    assert both.null_count() <= 1


def test_sides_of_the_syrian_war_by_subdistrict_are_the_counts():
    events = record.load("ged_syria")
    found = record.panel(
        country="Syria", events=events, places="subdistrict", dyads="syrian_sides"
    )
    plain = record.counts(events)
    both = found.table.group_by("dyad").agg(pl.col(FIGURES).sum()).sort("dyad")
    known = plain.table.group_by("dyad").agg(pl.col(FIGURES).sum()).sort("dyad")
    assert both.equals(known.cast(dict.fromkeys(FIGURES, pl.Float64)))
    assert found.table["events"].sum() == plain.table["events"].sum()


@pytest.mark.parametrize("dates", ["aside", "spread"])
@pytest.mark.parametrize("places", ["aside", "spread"])
def test_every_death_is_kept_spread_or_set_aside(dates: str, places: str):
    found = record.panel(
        country="Syria",
        events=record.load("ged_syria"),
        vague_dates=dates,  # pyright: ignore[reportArgumentType]
        vague_places=places,  # pyright: ignore[reportArgumentType]
    )
    assert found.handled["events"].sum() == pytest.approx(16_566)
    assert found.handled["best"].sum() == pytest.approx(112_337)
    shown = found.handled.filter(~pl.col("rule").str.starts_with("set aside"))
    assert found.table["best"].sum() == pytest.approx(shown["best"].sum())


def test_vague_figures_of_the_syrian_release():
    found = record.panel(country="Syria", events=record.load("ged_syria"))
    dates = rule(found, "set aside: date")
    assert (dates["events"], dates["best"]) == (51, 21_184)
    assert rule(found, "set aside: place")["events"] == 1_406


def test_a_vague_date_is_spread_over_its_days():
    events = table(
        {
            "date_prec": 5,
            "date_start": datetime.date(2016, 1, 17),
            "date_end": datetime.date(2016, 2, 15),
            "best": 30,
            "high": 60,
        }
    )
    found = record.panel(conflict=299, events=events, vague_dates="spread")
    assert found.table["month_id"].to_list() == [433, 434]
    # 15 days of January and 15 of February.
    assert found.table["best"].to_list() == pytest.approx([15.0, 15.0])
    assert found.table["events"].to_list() == pytest.approx([0.5, 0.5])


def test_a_vague_place_follows_the_precise_events_of_its_unit():
    elsewhere = {"latitude": 36.2, "longitude": 37.1, "adm_1": "Aleppo Governorate"}
    vague = {"where_prec": 4, "best": 8, "latitude": 35.0, "longitude": 37.0}
    events = table(
        {},
        {"latitude": 34.0, "longitude": 36.6},
        elsewhere,
        vague,
        vague | {"where_prec": 6, "adm_1": None, "best": 9},
        vague | {"where_prec": 6, "side_b": "Nobody else"},
        vague | {"where_prec": 7},
    )
    found = record.panel(conflict=299, events=events, vague_places="spread")
    best = dict(found.table.select("place", "best").iter_rows())
    # Half of 8 to each place of Homs, a third of 9 to every place of the dyad.
    assert sorted(best.values()) == pytest.approx([2 + 3, 2 + 4 + 3, 2 + 4 + 3])
    assert rule(found, "set aside: vague place")["events"] == 1
    assert rule(found, "set aside: international")["events"] == 1
    assert rule(found, "spread over places")["events"] == pytest.approx(2)


@pytest.mark.parametrize(
    ("year", "deaths"),
    [(2011, 1_206), (2012, 50_485), (2013, 72_013), (2014, 66_071), (2015, 51_098)],
)
def test_scaled_panels_sum_to_the_exact_totals(year: int, deaths: int):
    found = scaled()
    rows = found.table.filter(
        (pl.col("type_of_violence") == 1)
        & (pl.col("month_id").sub(1) // 12 + 1980 == year)
    )
    assert rows["scaled_best"].sum() == pytest.approx(deaths)
    factor = found.scaling.filter(
        (pl.col("year") == year) & (pl.col("type_of_violence") == 1)
    )
    assert factor["exact"][0] == deaths
    assert factor["precise"][0] == pytest.approx(rows["best"].sum())


def scaled() -> record.Panel:
    return record.panel(country="Syria", scale=True)


def test_a_wars_factor_is_its_countrys():
    # The war with the Islamic State is scaled by the factor of all of Syria's fighting.
    one = record.panel(conflict=13604, country="Syria", scale=True)
    syria = scaled().table.filter(
        pl.col("dyad").str.contains("Government of Syria - IS")
    )
    assert one.table["scaled_best"].sum() == pytest.approx(syria["scaled_best"].sum())


def test_scaling_and_spreading_exclude_each_other():
    with pytest.raises(ValueError, match="set it aside"):
        record.panel(conflict=299, scale=True, vague_places="spread")


def test_unknown_wars_and_countries_are_refused():
    with pytest.raises(RecordError, match="no event of UCDP conflict 1"):
        record.panel(conflict=1)
    with pytest.raises(RecordError, match="did you mean Yemen"):
        record.panel(country="Yemen")
    with pytest.raises(ValueError, match="a country, or both"):
        record.panel()


def test_without_the_package_h3_cells_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "h3", None)
    with pytest.raises(RecordError, match="optional package h3"):
        record.panel(conflict=299, places="h3")
    with pytest.raises(RecordError, match="not 0 to 4"):
        record.panel(conflict=299, places="h3", h3_resolution=7)


def test_with_the_package_its_cells_are_taken(monkeypatch: pytest.MonkeyPatch):
    def cell(lat: float, lon: float, resolution: int) -> str:
        return f"{resolution}:{lat:.0f}:{lon:.0f}"

    stand_in = types.SimpleNamespace(latlng_to_cell=cell)
    monkeypatch.setitem(sys.modules, "h3", stand_in)
    found = record.panel(conflict=299, events=table({}), places="h3", h3_resolution=2)
    assert found.table["place"].to_list() == ["2:35:38"]


@settings(max_examples=20, deadline=None)
@given(
    st.dates(datetime.date(2010, 1, 1), datetime.date(2019, 12, 31)),
    st.integers(0, 800),
    st.integers(0, 500),
)
def test_spreading_loses_nothing(start: datetime.date, days: int, deaths: int):
    events = table(
        {
            "date_prec": 5,
            "date_start": start,
            "date_end": start + datetime.timedelta(days=days),
            "best": deaths,
        }
    )
    found = record.panel(conflict=299, events=events, vague_dates="spread")
    assert found.table["best"].sum() == pytest.approx(deaths)
    assert found.table["events"].sum() == pytest.approx(1.0)

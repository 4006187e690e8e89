"""Fans of the months to come, countries by name, and VIEWS frames out and in."""

import json
from pathlib import Path

import numpy as np
import pytest

from sinequanon.errors import OutputError, QuestionError, RecordError
from sinequanon.forecast import (
    CountryMonths,
    Forecast,
    country_names,
    find_country,
    forecast_ahead,
    frame_of,
    name_of,
    read_frame,
    shipped_series,
    write_frame,
)

pytest.importorskip("lightgbm", reason="NO LIGHTGBM: the model was NOT run")


@pytest.fixture
def found(made: CountryMonths) -> Forecast:
    return forecast_ahead(made, months=4, draws=60)


def test_fans_are_of_the_draws(made: CountryMonths, found: Forecast):
    assert found.window.asked == (481, 482, 483, 484)
    assert found.draws.shape == (4, 4, 60)
    assert sorted(fan.country for fan in found.fans) == list(made.countries)
    years = [fan.year for fan in found.fans]
    assert years == sorted(years, reverse=True)
    for fan in found.fans:
        own = found.draws[found.countries.index(fan.country)]
        assert fan.mean == pytest.approx(own.mean(axis=1))
        assert fan.quantiles[:, 2] == pytest.approx(np.median(own, axis=1))
        assert (np.diff(fan.quantiles, axis=1) >= 0).all()
        assert fan.recorded.size == 60


def test_one_country_is_the_same_alone(made: CountryMonths, found: Forecast):
    alone = forecast_ahead(made, months=4, countries=(5,), draws=60)
    assert np.array_equal(alone.draws[0], found.draws[1])


def test_what_cannot_be_forecast(made: CountryMonths):
    with pytest.raises(QuestionError, match="1 to 36"):
        forecast_ahead(made, months=37)
    gone = made.deaths.copy()
    gone[3, -1] = np.nan
    series = CountryMonths(
        countries=made.countries, first=made.first, deaths=gone, vintage="made up"
    )
    with pytest.raises(QuestionError, match="last month has no Peru"):
        forecast_ahead(series, months=1, countries=(13,))


def test_every_country_of_the_panel_has_a_name():
    assert set(country_names()) == set(shipped_series().countries)
    assert len(set(country_names().values())) == len(country_names())


def test_countries_are_found():
    countries = shipped_series().countries
    assert find_country("syria", countries) == 220
    assert find_country("220", countries) == 220
    assert name_of(9_999) == "country 9999"
    with pytest.raises(QuestionError, match="Syria"):
        find_country("Syra", countries)
    with pytest.raises(QuestionError, match="VIEWS id"):
        find_country("###", countries)


def test_frames_go_out_and_come_back(tmp_path: Path, found: Forecast):
    frame = frame_of(
        found.countries, found.window.asked, found.draws, seed=1, vintage="made up"
    )
    write_frame(frame, tmp_path / "frame")
    back = read_frame(tmp_path / "frame")
    assert np.array_equal(back.draws, frame.draws)
    assert np.array_equal(back.months, frame.months)
    assert np.array_equal(back.countries, frame.countries)
    assert back.metadata == frame.metadata
    # Rows are by month and then country, and hold what was drawn.
    row = np.flatnonzero((back.months == 482) & (back.countries == 8))
    assert np.array_equal(back.draws[row[0]], found.draws[2, 1].astype(np.float32))
    with pytest.raises(OutputError, match="exists"):
        write_frame(frame, tmp_path / "frame")
    with pytest.raises(OutputError, match="cannot be written"):
        write_frame(frame, tmp_path / "nowhere" / "frame")


def test_what_is_no_frame(tmp_path: Path, found: Forecast):
    with pytest.raises(RecordError) as caught:
        read_frame(tmp_path)
    assert len(caught.value.faults) == 3
    frame = frame_of(
        found.countries, found.window.asked, found.draws, seed=1, vintage="made up"
    )
    folder = tmp_path / "frame"
    write_frame(frame, folder)
    (folder / "header.json").write_text(json.dumps({"level": "pgm"}))
    np.save(folder / "values.npy", np.zeros(3))
    with pytest.raises(RecordError) as caught:
        read_frame(folder)
    assert len(caught.value.faults) == 3
    (folder / "header.json").write_text("{")
    with pytest.raises(RecordError, match="cannot be read"):
        read_frame(folder)

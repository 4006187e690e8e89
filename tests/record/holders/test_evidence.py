"""Events become deaths by pair of sides around a point."""

import datetime

import numpy as np
import polars as pl
import pytest

from sinequanon.months import month_id
from sinequanon.record.holders.evidence import (
    deaths_near,
    fighting_of,
    own_of,
    spread_over,
)
from sinequanon.record.holders.sides import FIRST, PAIRS


def events(*rows: tuple[str, str, int, int, float]):
    return pl.DataFrame(
        [
            {
                "country": "Syria",
                "date_start": datetime.date(2015, 5, 20),
                "type_of_violence": kind,
                "side_a": a,
                "side_b": b,
                "best": best,
                "latitude": lat,
                "longitude": 38.0,
            }
            for a, b, kind, best, lat in rows
        ]
    )


MONTH = month_id(2015, 5) - FIRST


def test_a_pair_gets_its_deaths_and_distance_weakens_them():
    fighting = fighting_of(events(("Government of Syria", "IS", 1, 12, 34.5)))
    here, away = np.array([34.5, 34.5 + 10 / 111.195]), np.array([38.0, 38.0])
    deaths = deaths_near(fighting, here, away, 10.0)[MONTH, PAIRS.index((0, 2))]
    assert deaths[0] == pytest.approx(12.0)
    assert deaths[1] == pytest.approx(12.0 * np.exp(-0.5), rel=1e-3)


def test_a_coalition_shares_its_deaths_among_pairs():
    fighting = fighting_of(events(("IS, Jabhat Fateh al-Sham", "PYD", 2, 10, 35.0)))
    told = fighting.deaths[0, MONTH]
    assert told[PAIRS.index((2, 3))] == told[PAIRS.index((1, 3))] == 5.0
    assert told.sum() == 10.0


def test_turkey_fights_on_the_opposition_side():
    fighting = fighting_of(events(("Government of Turkey", "IS", 1, 3, 36.0)))
    assert fighting.deaths[0, MONTH, PAIRS.index((1, 2))] == 3.0


def test_one_sided_violence_is_no_fighting():
    fighting = fighting_of(events(("IS", "Civilians", 3, 7, 35.0)))
    assert fighting.deaths.sum() == 0.0
    assert fighting.one_sided[0, MONTH] == 1.0


def test_fighting_within_a_side_and_with_other_states_is_left_out():
    fighting = fighting_of(
        events(
            ("Ahrar al-Sham", "HTS", 2, 9, 35.0),
            ("Government of Iran", "Government of Israel", 1, 9, 35.0),
        )
    )
    assert fighting.deaths.sum() == 0.0


def test_own_fighting_counts_each_pair_for_both():
    pairs = np.zeros((1, len(PAIRS), 1))
    pairs[0, PAIRS.index((0, 2)), 0] = 4.0
    assert own_of(pairs)[0, :, 0].tolist() == [4.0, 0.0, 4.0, 0.0]


def test_a_trailing_mean_never_looks_ahead():
    values = np.zeros((6, 1, 1))
    values[3] = 6.0
    assert spread_over(values, 2, 0)[:, 0, 0].tolist() == [0, 0, 0, 2.0, 2.0, 2.0]
    assert spread_over(values, 1, 1)[:, 0, 0].tolist() == [0, 0, 2.0, 2.0, 2.0, 0]

"""Competing endings of classes that the user defines, in exact months."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import sinequanon.record as record
from sinequanon.record.classes import cumulative_incidence, resampled_counts
from sinequanon.record.sequels import class_of

LIKE_SYRIA = record.WarClass(
    incompatibility="government",
    war_intensity=True,
    internationalised=True,
    months_at_least=36,
    without_gwno=(652,),
)


@pytest.fixture(scope="module")
def found() -> record.ClassIncidence:
    return record.class_incidence(LIKE_SYRIA)


def test_the_class_of_the_syrian_war_in_exact_months(found: record.ClassIncidence):
    row = found.table.row(0, named=True)
    assert (row["starts"], row["episodes"]) == (684, 14)
    three, five = (found.value("agreement", h)[0] for h in (36, 60))
    # Below the shares of calendar years (7 of 52 and 7 of 43): those windows are up to
    # a year longer, and leave out the years whose end is not on record.
    assert three == pytest.approx(0.0764, abs=0.0001)
    assert five == pytest.approx(0.1170, abs=0.0001)
    calendar = record.base_rates(
        incompatibility="government",
        war_intensity=True,
        internationalised=True,
        age_at_least=3,
        since=1989,
        without_gwno=652,
        closed_by=2020,
        horizons=(3, 5),
    )
    for years, value in ((3, three), (5, five)):
        rate = calendar.window(years).rate("agreement")
        assert rate.low <= value <= rate.value


def test_the_war_itself_is_left_out_and_the_others_are_named(
    found: record.ClassIncidence,
):
    assert not any(war.startswith("Syria") for war in found.wars["war"])
    settled = found.wars.filter(pl.col("ending") == "agreement")["war"]
    assert sorted(war.split(" (")[0] for war in settled) == [
        "Angola",
        "DR Congo",
        "Mozambique",
        "Sierra Leone",
    ]
    within = record.class_incidence(record.WarClass(war_intensity=True), draws=10)
    assert any(war.startswith("Syria") for war in within.wars["war"])


def test_a_class_of_minor_conflicts_has_no_year_of_war():
    minor = record.class_months(record.WarClass(war_intensity=False))
    war = record.class_months(record.WarClass(war_intensity=True))
    either = record.class_months(record.WarClass())
    assert not minor["war_intensity"].any()
    assert war["war_intensity"].all()
    assert minor.height + war.height == either.height
    assert "25 to 999 battle deaths" in str(record.WarClass(war_intensity=False))
    assert "battle deaths" not in str(record.WarClass())


def test_the_class_of_a_minor_conflict_is_of_minor_conflicts():
    like = class_of(record.find_war("basque"))
    assert like is not None
    assert like.war_intensity is False
    assert not record.class_months(like)["war_intensity"].any()


def test_endings_compete_and_grow(found: record.ClassIncidence):
    parts = found.curve.select(record.ENDINGS).to_numpy()
    assert np.allclose(parts.sum(axis=1), 1.0)
    assert (np.diff(parts[:, :-1], axis=0) >= -1e-12).all()
    assert (np.diff(parts[:, -1]) <= 1e-12).all()
    for row in found.table.iter_rows(named=True):
        assert row["low"] <= row["value"] <= row["high"]


def test_followed_once_each_episode_is_the_product_limit():
    # From their start, all episodes since 1946: still on as in `lasting`, which works
    # with days; the grid of months rounds a war's length up.
    every = record.WarClass(since=1946)
    found = record.class_incidence(every, clock="entry", horizons=(60, 120), draws=10)
    lasting = record.lasting(record.episodes()).row(0, named=True)
    assert found.table["starts"][0] == 479
    for years in (5, 10):
        still = found.value("still_on", 12 * years)[0]
        assert still == pytest.approx(lasting[f"after_{years}"], abs=0.005)


def test_any_condition_of_the_user_counts():
    asia = record.WarClass(where=pl.col("region").str.contains("3"))
    months = record.class_months(asia)
    assert set(months["location"]) & {"India", "Sri Lanka", "Nepal"}
    assert "Colombia" not in set(months["location"])
    many = record.class_months(record.WarClass(dyads_at_least=3))
    assert many["dyads"].min() == 3
    young = record.class_months(record.WarClass(months_at_most=12))
    assert (young["months_at_war"] <= 12).all()
    without = record.class_months(record.WarClass(without_conflicts=(299,)))
    assert 299 not in set(without["conflict_id"])


def test_months_end_with_the_war():
    months = record.class_months(record.WarClass(since=1946))
    assert (months["to_end"] >= 0).all()
    assert (months["months_at_war"] >= 0).all()
    # Ethiopia's war of 1976–91 has a stray row of 2020, which adds no month.
    ethiopia = months.filter(pl.col("war").str.contains("1976–1991"))
    assert ethiopia["month_id"].max() == (1991 - 1980) * 12 + 6


def test_same_seed_same_intervals(found: record.ClassIncidence):
    again = record.class_incidence(LIKE_SYRIA)
    assert again.table.equals(found.table)
    other = record.class_incidence(LIKE_SYRIA, seed=1)
    assert not other.table["high"].equals(found.table["high"])
    assert other.table["value"].equals(found.table["value"])


def test_empty_classes_and_bad_horizons_are_refused():
    with pytest.raises(ValueError, match="no month of war is in the class"):
        record.class_incidence(record.WarClass(since=2020, months_at_least=5000))
    with pytest.raises(ValueError, match="horizons"):
        record.class_incidence(LIKE_SYRIA, horizons=(0,))


def test_by_hand_with_one_war_censored():
    # Four starts: one settled in month 1, one censored after it, one lost in month 3.
    at_risk = np.array([[4.0, 2.0, 2.0]])
    ended = np.zeros((1, 3, 2))
    ended[0, 0, 0] = 1.0
    ended[0, 2, 1] = 1.0
    found = cumulative_incidence(at_risk, ended)[0]
    assert found[:, 0].tolist() == pytest.approx([0.25, 0.25, 0.25])
    assert found[:, 1].tolist() == pytest.approx([0.0, 0.0, 0.375])
    assert found[:, 2].tolist() == pytest.approx([0.75, 0.75, 0.375])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.integers(5, 12))
def test_without_censoring_shares_are_the_plain_ones(ends: list[int], extra: int):
    # `ends` are endings of one cause in each month of `sum(ends) + extra` starts.
    total = sum(ends) + extra
    at_risk = np.array([[total - sum(ends[:k]) for k in range(4)]], dtype=np.float64)
    ended = np.array(ends, dtype=np.float64)[None, :, None]
    found = cumulative_incidence(at_risk, ended)[0, :, 0]
    assert found.tolist() == pytest.approx((np.cumsum(ends) / total).tolist())


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 30), st.integers(0, 2**20))
def test_as_many_are_drawn_as_there_are(clusters: int, seed: int):
    drawn = resampled_counts(clusters, seed=seed, draws=40)
    assert (drawn.sum(axis=1) == clusters).all()
    assert (drawn >= 0).all()

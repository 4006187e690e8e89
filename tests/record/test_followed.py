"""What followed months of gains: matched months, placebo tests, and what they show."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import sinequanon.record as record
from sinequanon.months import month_id
from sinequanon.record.matching import (
    Pool,
    differences,
    matched_sets,
    resampled_differences,
)


def from_is() -> pl.DataFrame:
    return record.gains_from_captures(
        record.syrian_captures(),
        conflict=299,
        loser="islamic_state",
        least_population=20_000.0,
    )


@pytest.fixture(scope="module")
def elsewhere() -> record.Followed:
    quiet = record.quiet_after_battle(record.load("ged211_precise"))
    return record.what_followed(quiet, fakes=19, draws=400)


@pytest.fixture(scope="module")
def syria() -> record.Followed:
    return record.after_syrian_gains(loser="islamic_state", fakes=19, draws=400)


def deaths(found: record.Followed, horizon: int) -> dict[str, float]:
    return found.table.filter(
        (pl.col("outcome") == "deaths") & (pl.col("horizon_months") == horizon)
    ).row(0, named=True)


def test_palmyra_is_among_the_reported_gains():
    gains = from_is()
    palmyra = gains.filter(pl.col("place").str.contains("Palmyra"))
    assert palmyra["month_id"].to_list() == [month_id(2016, 3), month_id(2017, 3)]


def test_few_events_and_one_war_stand_behind_syria(syria: record.Followed):
    assert (syria.gains, syria.months, syria.matched) == (10, 7, 7)
    assert len(syria.wars) == 1
    assert any("of one war" in note for note in syria.notes)
    assert any("27 February" in note for note in syria.notes)
    assert "dated reports" in syria.label


def test_nothing_is_seen_after_gains_from_the_islamic_state(syria: record.Followed):
    row = deaths(syria, 6)
    assert row["low"] < 1.0 < row["high"]
    assert (row["months"], row["control_windows"]) == (7, 4)
    none = syria.table.filter(pl.col("outcome") != "deaths")
    assert none["after_gains"].fill_nan(None).max() == 0.0


def test_too_few_windows_of_the_same_war_tell_nothing(syria: record.Followed):
    for horizon in (12, 24):
        row = deaths(syria, horizon)
        assert row["control_windows"] < 3
        assert np.isnan([row["difference"], row["low"], row["high"]]).all()
    assert syria.placebo["horizon_months"].unique().to_list() == [6]
    assert any("no window is compared with itself" in note for note in syria.notes)


def test_no_window_of_a_control_overlaps_a_window_of_gains(syria: record.Followed):
    gains = from_is()["month_id"].to_list()
    for row in syria.sets.iter_rows(named=True):
        for one in row["controls"].split("; "):
            year, month = map(int, one[-7:].split("-"))
            when = month_id(year, month)
            assert min(abs(when - gain) for gain in gains) > row["horizon_months"]


def test_the_record_has_no_war_like_syrias_elsewhere():
    gains = from_is()
    found = record.what_followed(gains, caliper=0.6, fakes=0, draws=200)
    earlier = found.placebo.filter(pl.col("test") == "earlier").row(0, named=True)
    assert earlier["low"] > 1.0
    assert any("sets differed" in note for note in found.notes)


def test_elsewhere_the_proxy_is_called_one(elsewhere: record.Followed):
    assert elsewhere.label.startswith("event-based proxy, not control")
    assert any("The proxy picks" in note for note in elsewhere.notes)
    assert (elsewhere.gains, elsewhere.months) == (815, 579)
    assert elsewhere.matched == 389
    assert len(elsewhere.wars) > 50
    with_rows = elsewhere.table["outcome"].unique().to_list()
    assert sorted(with_rows) == ["agreement", "deaths", "ended", "ended_by_agreement"]


def test_elsewhere_deaths_follow_alike(elsewhere: record.Followed):
    for horizon in (6, 12, 24):
        row = deaths(elsewhere, horizon)
        assert row["low"] < 1.0 < row["high"]
    earlier = elsewhere.placebo.row(0, named=True)
    assert earlier["low"] < 1.0 < earlier["high"]
    fakes = elsewhere.placebo.filter(pl.col("test") == "fake months")
    assert fakes["p_value"].is_between(1 / 20, 1.0).all()


def test_matched_months_are_nearer_than_all(elsewhere: record.Followed):
    for row in elsewhere.balance.iter_rows(named=True):
        assert (
            abs(row["gains"] - row["matched"]) <= abs(row["gains"] - row["all"]) + 0.05
        )


def test_controls_are_of_other_countries(elsewhere: record.Followed):
    for row in elsewhere.sets.iter_rows(named=True):
        land = row["war"].split(" (")[0]
        others = [one.split(" (")[0] for one in row["controls"].split("; ")]
        assert land not in others


def test_inferred_control_gives_gains_where_a_holder_changes():
    control = pl.DataFrame(
        {
            "pcode": ["a"] * 4 + ["b"] * 3,
            "month_id": [430, 431, 432, 434, 430, 431, 432],
            "government": [0.1, 0.8, 0.2, 0.9, 0.2, 0.5, 0.8],
        }
    )
    gains = record.gains_from_control(control, conflict=299)
    # Place a at 434 follows a month that is missing, so nothing is said of it.
    assert gains.select("place", "month_id").rows() == [("a", 431), ("b", 432)]
    towns = pl.DataFrame({"pcode": ["b"], "population": [50_000]})
    large = record.gains_from_control(
        control, conflict=299, populations=towns, least_population=20_000.0
    )
    assert large["place"].to_list() == ["b"]
    assert "inferred" in large["label"][0]


def test_a_chance_that_wavers_around_a_half_is_no_gain():
    wavering = [0.9, 0.4, 0.75, 0.45, 0.2, 0.55, 0.45, 0.6, 0.72, 0.65, 0.71]
    control = pl.DataFrame(
        {
            "pcode": ["a"] * len(wavering),
            "month_id": list(range(430, 430 + len(wavering))),
            "government": wavering,
        }
    )
    gains = record.gains_from_control(control, conflict=299)
    assert gains["month_id"].to_list() == [438]


def test_inferred_gains_are_fewer_and_the_intervals_meet_the_reported():
    inferred = record.after_syrian_gains(basis="inferred", fakes=0, draws=200)
    reported = record.after_syrian_gains(fakes=0, draws=200)
    assert "inferred control" in inferred.label
    assert (reported.gains, reported.months) == (38, 25)
    assert (inferred.gains, inferred.months) == (27, 18)
    one, other = deaths(inferred, 6), deaths(reported, 6)
    assert max(one["low"], other["low"]) < min(one["high"], other["high"])
    from_group = record.after_syrian_gains(
        basis="inferred", loser="islamic_state", fakes=0, draws=200
    )
    assert (from_group.gains, from_group.months) == (6, 4)


def test_no_gain_is_refused():
    captures = record.syrian_captures()
    with pytest.raises(ValueError, match="no place passed"):
        record.gains_from_captures(captures, conflict=299, loser="nobody")
    late = pl.DataFrame({"conflict_id": [299], "month_id": [700], "label": ["x"]})
    with pytest.raises(ValueError, match="no month of gains"):
        record.what_followed(late, fakes=0)


def test_the_proxy_in_syria_is_seldom_a_capture_by_the_government():
    # Of 250 quiet places, reports near in space and time name the government as the
    # winner for some, others for fewer and mostly nobody: a proxy, and a weak one.
    events = record.load("ged211_precise").filter(pl.col("country") == "Syria")
    quiet = record.quiet_after_battle(events)
    captures = record.load("syria_statements").filter(pl.col("kind") == "change")
    when = captures["date"].dt.year().cast(pl.Int64) * 12 + captures["date"].dt.month()
    month = (when - 1980 * 12).to_numpy()
    won = (captures["to_holders"] == "government").to_numpy()
    named = {True: 0, False: 0}
    for place, quiet_month in quiet.select("place", "month_id").iter_rows():
        lat, lon = map(float, place.split())
        gap = np.hypot(
            (captures["latitude"].to_numpy() - lat) * 111.0,
            (captures["longitude"].to_numpy() - lon) * 91.0,
        )
        near = (gap <= 15.0) & (np.abs(month - (quiet_month - 3)) <= 2)
        for winner in named:
            named[winner] += bool((near & (won == winner)).any())
    assert quiet.height == 250
    assert 45 <= named[True] <= 60
    assert named[False] < named[True] / 2


def pool(wars: int, months: int) -> Pool:
    war = np.repeat(np.arange(wars), months)
    month = np.tile(np.arange(months), wars)
    return Pool(
        war=war,
        land=war,
        month=month,
        stratum=np.zeros(len(war), dtype=np.int64),
        features=np.stack([war / 10.0, month / 10.0], axis=1),
        goes_on=np.ones(len(war), dtype=np.bool_),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 39), st.integers(1, 3), st.booleans())
def test_sets_keep_their_rules(row: int, controls: int, own_war: bool):
    months = pool(4, 10)
    sets = matched_sets(
        months,
        np.array([row]),
        np.ones(40, dtype=np.bool_),
        own_war=own_war,
        controls=controls,
        caliper=0.4,
        apart=2,
    )[0]
    found = sets[sets >= 0]
    assert row not in found
    if own_war:
        assert (months.war[found] == months.war[row]).all()
        assert (np.abs(months.month[found] - months.month[row]) > 2).all()
    else:
        assert (months.war[found] != months.war[row]).all()
        assert len(set(months.war[found])) == len(found)
    gap = months.features[found] - months.features[row]
    assert (np.sqrt((gap**2).mean(axis=1)) <= 0.4).all()


def test_differences_by_hand():
    outcome = np.array([3.0, 1.0, 2.0, np.nan, 5.0, np.nan])
    rows = np.array([0, 4, 5])
    sets = np.array([[1, 2], [3, 1], [1, -1]])
    # 3 against 1.5; 5 against 1, for the other control is not known; the last not.
    assert differences(outcome, rows, sets) == (4.0, 1.25)
    once = np.ones((2, 3))
    cluster = np.array([0, 1, 1, 1, 2, 2])
    drawn = resampled_differences(outcome, rows, sets, cluster=cluster, times=once)
    assert drawn.tolist() == pytest.approx([2.75, 2.75])
    never = np.array([[0.0, 1.0, 0.0]])
    nothing = resampled_differences(outcome, rows, sets, cluster=cluster, times=never)
    assert np.isnan(nothing).all()


@pytest.mark.statistical
def test_a_planted_difference_is_found():
    # Outcomes fall by 2 after months of gains of 30 wars and nowhere else; the noise
    # (standard deviation .21) of the mean of 30 rows, and of their 150 controls, which
    # may coincide, has a standard error below .06.
    months = pool(60, 10)
    noise = np.sin(np.arange(600) * 12.9898) * 0.3
    rows = np.arange(0, 300, 10) + 5
    outcome = noise.copy()
    outcome[rows] -= 2.0
    open_to = np.ones(600, dtype=np.bool_)
    open_to[rows] = False
    sets = matched_sets(
        months, rows, open_to, own_war=False, controls=5, caliper=0.5, apart=0
    )
    own, theirs = differences(outcome, rows, sets)
    assert own - theirs == pytest.approx(-2.0, abs=4 * 0.06)

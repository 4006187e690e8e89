"""Whom the Syrian government fought, and who killed civilians by each rule."""

import polars as pl
import pytest

import sinequanon.record as record
from sinequanon.months import month_id

GOVERNMENT = "Government of Syria"
RELEASES = ("ged211_precise", "ged_syria")


def fights(release: str) -> record.Fought:
    return record.fought_by_month(
        record.load(release), government=GOVERNMENT, country="Syria"
    )


def killed(release: str) -> record.CiviliansKilled:
    return record.civilians_killed(
        record.load(release), government=GOVERNMENT, country="Syria"
    )


@pytest.mark.parametrize(
    ("release", "since", "until", "share"),
    [
        ("ged211_precise", (2013, 4), (2014, 5), 0.029),
        ("ged211_precise", (2014, 7), (2014, 7), 0.388),
        ("ged211_precise", (2016, 3), (2016, 3), 0.503),
        ("ged_syria", (2016, 3), (2016, 3), 0.580),
        ("ged211_precise", (2016, 11), (2016, 11), 0.064),
    ],
)
def test_share_of_deaths_against_the_islamic_state(
    release: str, since: tuple[int, int], until: tuple[int, int], share: float
):
    span = fights(release).over("IS", since=month_id(*since), until=month_id(*until))
    row = span.row(0, named=True)
    assert row["share_deaths"] == pytest.approx(share, abs=0.0005)
    assert row["share_low"] <= row["share_deaths"] <= row["share_high"]
    assert row["share_events"] == pytest.approx(row["events"] / row["all_events"])


def test_january_2016_without_the_summary_of_the_year():
    found = fights("ged_syria")
    january = found.against("IS").filter(pl.col("month_id") == month_id(2016, 1))
    assert january["deaths"][0] == 1_021
    assert found.set_aside[0].deaths == 18_757


@pytest.mark.parametrize("release", RELEASES)
def test_shares_of_a_month_sum_to_one(release: str):
    found = fights(release)
    sums = found.table.group_by("month_id").agg(
        pl.col("share_events").sum(), pl.col("share_deaths").sum()
    )
    assert sums["share_events"].to_list() == pytest.approx([1.0] * sums.height)
    assert sums["share_deaths"].drop_nulls().to_list() == pytest.approx(
        [1.0] * sums["share_deaths"].drop_nulls().len()
    )


@pytest.mark.parametrize("release", RELEASES)
def test_bounds_hold_the_share(release: str):
    found = fights(release)
    for enemy in found.table["enemy"].unique():
        rows = found.against(enemy).drop_nulls()
        assert (rows["share_low"] <= rows["share_deaths"]).all()
        assert (rows["share_deaths"] <= rows["share_high"]).all()


def test_bounds_hold_the_share_where_the_record_is_misordered():
    events = (
        record.load("ged211_precise")
        .filter((pl.col("country") == "Syria") & (pl.col("type_of_violence") == 1))
        .filter(pl.col("date_start").dt.year() == 2016)
    )
    swapped = events.with_columns((pl.col("best") + 5).alias("low"))
    found = record.fought_by_month(swapped, government=GOVERNMENT)
    assert found.misordered == int(found.table["events"].sum())
    row = found.over("IS", since=month_id(2016, 1), until=month_id(2016, 12))
    assert row["share_low"][0] <= row["share_deaths"][0] <= row["share_high"][0]


def test_any_government_and_an_unknown_one():
    events = record.load("ged211_precise")
    lanka = record.fought_by_month(events, government="Government of Sri Lanka")
    assert "LTTE" in set(lanka.table["enemy"])
    with pytest.raises(ValueError, match="no event in which"):
        record.fought_by_month(events, government="Government of Nowhere")


@pytest.mark.parametrize(
    ("since", "government", "group"), [(2011, 8_132, 2_220), (2014, 364, 2_101)]
)
def test_one_sided_killing_by_precise_events(since: int, government: int, group: int):
    ratio = record.civilian_ratio(
        killed("ged211_precise"),
        of=GOVERNMENT,
        to="IS",
        since=month_id(since, 1),
        until=month_id(2015, 12),
    ).row(0, named=True)
    assert (ratio["rule"], ratio["of"], ratio["to"]) == (
        "one_sided",
        government,
        group,
    )
    assert ratio["ratio_low"] < ratio["ratio"] < ratio["ratio_high"]


def test_exact_yearly_killing():
    years = record.civilians_by_year("Syria", years=range(2011, 2017))
    assert years["government"].to_list() == [3110, 2953, 2722, 464, 264, 135]
    assert years["others"].to_list() == [1, 151, 538, 1741, 1738, 878]
    to_2015 = years.filter(pl.col("year") <= 2015)
    assert to_2015["government"].sum() == 9_513
    assert to_2015["in_battle"].sum() == 69_044
    with pytest.raises(ValueError, match="no country"):
        record.civilians_by_year("Nowhere")


def test_the_rule_decides_who_killed_more():
    found = killed("ged_syria")
    ratio = record.civilian_ratio(
        found, of=GOVERNMENT, to="IS", since=month_id(2016, 1), until=month_id(2019, 11)
    )
    by_rule = dict(ratio.select("rule", "ratio").iter_rows())
    assert by_rule["one_sided"] == by_rule["battle_unassigned"]
    assert by_rule["battle_to_enemy"] < by_rule["one_sided"] < 0.06
    assert by_rule["battle_to_government"] > 8.0


def test_rules_move_civilians_and_lose_none():
    found = killed("ged_syria").table
    totals = dict(found.group_by("rule").agg(pl.col("best").sum()).iter_rows())
    assert (
        len({totals[rule] for rule in found["rule"].unique() if "battle" in rule}) == 1
    )
    nobody = found.filter(pl.col("perpetrator") == "not assigned")
    left = dict(nobody.group_by("rule").agg(pl.col("best").sum()).iter_rows())
    assert (
        left["battle_unassigned"] + totals["one_sided"] == totals["battle_unassigned"]
    )
    # What is left without the government's battles is nobody's under both rules.
    assert left["battle_to_government"] == left["battle_to_enemy"]


def test_sources_count_beside_the_record_as_statements():
    said = pl.DataFrame(
        {
            "source": ["A monitor", "A monitor"],
            "perpetrator": [GOVERNMENT, "IS"],
            "low": [900, 90],
            "high": [1_100, 110],
        }
    )
    ratio = record.civilian_ratio(
        killed("ged211_precise"),
        of=GOVERNMENT,
        to="IS",
        since=month_id(2011, 1),
        until=month_id(2015, 12),
        statements=said,
    )
    row = ratio.filter(pl.col("rule") == "stated by A monitor").row(0, named=True)
    assert (row["of"], row["to"], row["ratio"]) == (1_000, 100, 10)
    assert row["ratio_low"] == pytest.approx(900 / 110)
    assert ratio["rule"].to_list() == ["one_sided", "stated by A monitor"]


def test_a_table_without_battle_civilians_says_so():
    found = killed("ged211_precise")
    assert set(found.table["rule"]) == {"one_sided"}
    assert any("does not count civilians" in note for note in found.notes)
    with pytest.raises(ValueError, match="no event in"):
        record.civilians_killed(
            record.load("ged_syria"), government=GOVERNMENT, country="Peru"
        )

"""Deaths around the taking of Palmyra, release by release, with the traps told."""

import polars as pl
import pytest

import sinequanon.record as record
from sinequanon.months import month_label

LAT, LON = 34.5624, 38.284
EVENT = 436
DYAD = "government-islamic_state"


def ask(
    *,
    month: int = EVENT,
    dyad: str = DYAD,
    months: int = 12,
    until: int | None = None,
) -> record.AroundEvent:
    return record.around_event(
        month=month, lat=LAT, lon=LON, dyad=dyad, months=months, until=until
    )


@pytest.fixture(scope="module")
def around() -> record.AroundEvent:
    return ask()


def series(
    found: record.AroundEvent, dyad: str, release: str
) -> dict[str, tuple[int, int]]:
    for one in found.monthly:
        if (one.dyad, one.release) == (dyad, release):
            rows = zip(one.months, one.events, one.best, strict=True)
            return {month_label(month): (n, deaths) for month, n, deaths in rows}
    raise AssertionError((dyad, release))


def is_share(since: str, until: str, release: str = "ged211_precise") -> float:
    label = pl.col("date_start").dt.strftime("%Y-%m")
    chosen = record.load(release).filter(
        (pl.col("country") == "Syria")
        & (pl.col("type_of_violence") == 1)
        & (pl.col("side_a") == "Government of Syria")
        & label.is_between(pl.lit(since), pl.lit(until))
    )
    ours = chosen.filter(pl.col("side_b") == "IS")["best"].sum()
    return float(ours) / float(chosen["best"].sum())


def test_fighting_near_palmyra_in_the_precise_release():
    found = ask(months=24)
    (precise,) = (one for one in found.near[25.0] if one.release == "ged211_precise")
    rows = zip(precise.months, precise.events, precise.best, strict=True)
    seen = {month_label(month): (n, deaths) for month, n, deaths in rows}
    assert seen["2015-05"] == (13, 207)
    assert seen["2016-01"] == (21, 59)
    assert seen["2016-02"] == (16, 45)
    assert seen["2016-03"] == (25, 329)
    assert seen["2016-04"] == (8, 15)
    assert seen["2016-12"] == (4, 139)


def test_vague_places_are_not_near_anything():
    release = record.load("ged_syria")
    close = record.near(release, lat=LAT, lon=LON, km=25.0)
    naive = record.near(release, lat=LAT, lon=LON, km=25.0, where_prec=7)
    vague = naive.filter(pl.col("where_prec") == 4)
    assert (vague.height, vague["best"].sum()) == (54, 184)
    assert close.filter(pl.col("where_prec") > 3).height == 0


def test_a_wider_circle_holds_the_narrower(around: record.AroundEvent):
    for narrow, wide in zip(around.near[25.0], around.near[50.0], strict=True):
        assert all(a <= b for a, b in zip(narrow.best, wide.best, strict=True))


def test_the_truce_is_told_because_deaths_fell_before_the_event(
    around: record.AroundEvent,
):
    precise = series(around, "government-insurgents", "ged211_precise")
    release = series(around, "government-insurgents", "ged_syria")
    assert (precise["2016-02"][1], precise["2016-03"][1]) == (2455, 762)
    assert (release["2016-02"][1], release["2016-03"][1]) == (1946, 579)
    assert "truce of 27 February 2016" in around.notes[0]
    early = ask(month=400)
    assert not any("truce" in note for note in early.notes)


def test_vague_dates_are_left_out_and_told(around: record.AroundEvent):
    january = series(around, "government-islamic_state", "ged_syria")["2016-01"]
    assert january[1] == 1_021
    assert any("21 events with 19,111 deaths" in note for note in around.notes)


def test_sums_cover_the_months_that_they_say(around: record.AroundEvent):
    for total, months in zip(around.totals, around.monthly, strict=True):
        assert total.months_before + total.months_after == len(months.months)
        assert (total.before or 0) + (total.after or 0) == sum(months.best)
    release = [one for one in around.totals if one.release == "ged_syria"]
    assert {one.months_before for one in release} == {3}


def test_nothing_after_the_as_of_month(around: record.AroundEvent):
    known = ask(until=EVENT - 1)
    assert known.hindsight_from == EVENT
    for one in (*known.monthly, *known.near[25.0], *known.near[50.0]):
        assert max(one.months) < EVENT
    assert all(one.after is None and one.months_after == 0 for one in known.totals)
    assert [one.before for one in known.totals] == [one.before for one in around.totals]


def test_months_and_dyads_are_checked():
    with pytest.raises(ValueError, match="dyad"):
        ask(dyad="government-moon")
    with pytest.raises(ValueError, match="months"):
        ask(months=0)


@pytest.mark.parametrize(
    ("since", "until", "release", "share"),
    [
        ("2013-04", "2014-05", "ged211_precise", 0.029),
        ("2014-07", "2014-07", "ged211_precise", 0.388),
        ("2016-03", "2016-03", "ged211_precise", 0.503),
        ("2016-03", "2016-03", "ged_syria", 0.580),
        ("2016-11", "2016-11", "ged211_precise", 0.064),
    ],
)
def test_share_of_the_islamic_state_in_the_governments_battle_deaths(
    since: str, until: str, release: str, share: float
):
    assert is_share(since, until, release) == pytest.approx(share, abs=0.0005)


def test_an_event_without_a_place_has_deaths_by_pair_and_none_near_it():
    found = record.around_event(month=430, lat=None, lon=None, dyad=DYAD)
    assert found.near == {}
    assert (
        found.monthly
        == record.around_event(month=430, lat=LAT, lon=LON, dyad=DYAD).monthly
    )


def test_a_release_that_covers_no_month_is_left_out():
    found = record.around_event(month=400, lat=None, lon=None, dyad=DYAD)
    assert {one.release for one in found.monthly} == {"ged211_precise"}

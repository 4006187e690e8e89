"""Claims on the shipped record: figures recounted another way, both verdicts met."""

import dataclasses
import datetime

import polars as pl
import pytest

from sinequanon.argument import RecordTables
from sinequanon.argument.attention import (
    left_alone,
    left_alone_result,
    less_than_others,
    shares,
    spared,
)
from sinequanon.argument.crackdown import first_to_arms, mass_homicide
from sinequanon.argument.evidence import Base
from sinequanon.argument.fighting import (
    both_enemies,
    both_standing,
    keep_fighting,
    primary_enemy,
    still_fighting,
)
from sinequanon.argument.killing import (
    harm_result,
    lesser_evil,
    palmyra_civilian_share,
    ten_times,
    within_order,
)
from sinequanon.argument.standing import Standing
from sinequanon.argument.strikes import token, token_strikes
from sinequanon.argument.tables import Count
from sinequanon.dossier import load as load_dossier
from sinequanon.record import control_table, load

Day = datetime.date
_DAY = Day(2016, 3, 29)
_HORIZONS = (12, 36, 60)


def _deaths(*conditions: pl.Expr) -> int:
    rows = load("ged211_precise").filter(pl.col("country") == "Syria", *conditions)
    return int(rows["best"].sum())


def _in(start: Day, end: Day) -> pl.Expr:
    return (pl.col("date_start") >= start) & (pl.col("date_start") <= end)


@pytest.mark.parametrize(
    ("ratio", "standing"),
    [
        (4.74, "contradicted"),
        (4.75, "undecided"),
        (7.29, "undecided"),
        (7.3, "supported"),
        (12.4, "supported"),
        (12.5, "undecided"),
        (19.1, "contradicted"),
    ],
)
def test_ten_times_within_its_factors(ratio: float, standing: str) -> None:
    assert within_order(ratio) == standing


def test_one_rule_against_and_two_gaps_do_not_decide(tables: RecordTables) -> None:
    found = ten_times(tables, [])
    assert found.result == "cannot tell"
    killed = {
        side: _deaths(
            pl.col("type_of_violence") == 3,
            pl.col("side_a") == side,
            _in(Day(2011, 3, 15), _DAY),
        )
        for side in ("Government of Syria", "IS")
    }
    ratio = killed["Government of Syria"] / killed["IS"]
    assert ratio == pytest.approx(3.5, abs=0.15)
    readings = dict(found.by_reading)
    decided = {key[:2]: word for key, word in readings.items() if "(decides)" in key}
    assert decided == {
        "r1": "disagrees",
        "r2": "not tested yet",
        "r3": "not tested yet",
    }
    assert any(f"{ratio:.2f}" in reading for reading in readings)


def test_lesser_evil_and_its_rival_read_one_table(tables: RecordTables) -> None:
    own = lesser_evil(tables, islamic_state_worse=False)
    rival = lesser_evil(tables, islamic_state_worse=True)
    # Totals lie on the author's side, deaths a resident on the rival's.
    assert own.result == (
        "depends on total or rate (h1: agrees; h2: agrees; h3: disagrees)"
    )
    assert rival.result == (
        "depends on total or rate (h1: disagrees; h2: disagrees; h3: agrees)"
    )
    mirror = {"agrees": "disagrees", "disagrees": "agrees"}
    for (label, word), (other, said) in zip(
        own.by_reading, rival.by_reading, strict=True
    ):
        assert label[:2] == other[:2]
        assert said == mirror.get(word, word)


def test_deaths_a_resident_recounted(tables: RecordTables) -> None:
    places = {place.pcode: place.population for place in load_dossier("syria").places}
    rates: dict[str, float] = {}
    # April 2013 counts from the 9th (22 of 30 days), March 2016 to the 29th of 31.
    share = {400: 22 / 30, 435: 29 / 31}
    held = control_table(range(400, 436)).filter(~pl.col("disputed"))
    for side, name in (("government", "Government of Syria"), ("islamic_state", "IS")):
        people = sum(
            places[pcode] * (1.0 if basis == "reported" else 0.5) * share.get(month, 1)
            for pcode, month, basis in held.filter(pl.col(side) > 0.5)
            .select("pcode", "month_id", "basis")
            .iter_rows()
        )
        killed = _deaths(
            pl.col("type_of_violence") == 3,
            pl.col("side_a") == name,
            _in(Day(2013, 4, 9), _DAY),
        )
        rates[side] = killed / people
    ratio = rates["government"] / rates["islamic_state"]
    assert ratio == pytest.approx(0.13, abs=0.01)
    readings = lesser_evil(tables, islamic_state_worse=False).by_reading
    line = next(
        label for label, _ in readings if "(decides)" in label and "h3" in label
    )
    assert f" / {ratio:.2f} / " in line
    flipped = dict(readings)["h3, reported rows alone: 1.87"]
    assert flipped == "agrees"


@pytest.mark.parametrize(
    ("h3", "words"),
    [
        ("supported", "agrees"),
        (None, "cannot tell"),
        ("undecided", "cannot tell"),
        (
            "contradicted",
            "depends on total or rate (h1: agrees; h2: agrees; h3: disagrees)",
        ),
    ],
)
def test_total_and_rate_are_never_averaged(h3: Standing | None, words: str) -> None:
    standings: dict[str, Standing | None] = {
        "h1": "supported",
        "h2": "supported",
        "h3": h3,
        "h4": None,
    }
    assert harm_result(standings) == words


def test_civilians_near_palmyra(tables: RecordTables) -> None:
    share = palmyra_civilian_share(tables)
    assert share is not None
    assert 0.0 < share < 0.05
    none = dataclasses.replace(tables, release=tables.release.clear())
    assert palmyra_civilian_share(none) is None


def _count(events: int, deaths: int, days: int) -> Count:
    return Count(events=events, days=days, low=deaths, best=deaths, high=deaths)


def test_shares_of_nothing_are_zero() -> None:
    assert shares(_count(1, 2, 3), _count(4, 4, 4)) == {
        "a1": 0.25,
        "a2": 0.5,
        "a3": 0.75,
    }
    assert set(shares(_count(0, 0, 0), _count(0, 0, 0)).values()) == {0.0}


def test_left_alone_depends_on_what_is_counted(tables: RecordTables) -> None:
    found = left_alone(tables)
    fights = [
        pl.col("type_of_violence") == 1,
        pl.col("side_a") == "Government of Syria",
        _in(Day(2013, 4, 9), Day(2014, 12, 31)),
    ]
    share = _deaths(*fights, pl.col("side_b") == "IS") / _deaths(*fights)
    assert share == pytest.approx(0.094, abs=0.01)
    assert f"a2, deaths: {share:.1%} (decides)" in dict(found.by_reading)
    assert found.result == (
        "depends on the counting rule (a1, events: agrees; a2, deaths: agrees; "
        "a3, days: disagrees; a4, a contact-month: agrees)"
    )
    assert "disputed" in found.measured
    contact = [word for label, word in found.by_reading if label.startswith("a4, ")]
    assert len(contact) > 6
    assert set(contact) == {"agrees"}


_LOW = dict.fromkeys(("a1", "a2", "a3"), 0.05)
_HIGH = dict.fromkeys(("a1", "a2", "a3"), 0.30)


@pytest.mark.parametrize(
    ("bare", "a4", "early", "late", "words"),
    [
        ("supported", 0.4, _LOW, _LOW, "agrees"),
        ("supported", 0.6, _LOW, _LOW, "cannot tell"),
        ("supported", None, _LOW, _LOW, "cannot tell"),
        ("supported", 0.9, _LOW, _LOW, "depends on contact"),
        ("undecided", 0.4, _LOW, _HIGH, "depends on the period"),
        ("contradicted", 0.6, _HIGH, _HIGH, "disagrees"),
        ("contradicted", 0.4, _HIGH, _HIGH, "depends on the counting rule"),
    ],
)
def test_left_alone_by_its_clauses(
    bare: Standing,
    a4: float | None,
    early: dict[str, float],
    late: dict[str, float],
    words: str,
) -> None:
    standings: dict[str, Standing | None] = dict.fromkeys(
        ("a1, events", "a2, deaths", "a3, days"), bare
    )
    standings["a4, a contact-month"] = None if a4 is None else spared(a4)
    found = left_alone_result(standings, a4=a4, early=early, late=late)
    assert found.startswith(words)


@pytest.mark.parametrize(
    ("a2", "a4", "lost", "standing"),
    [
        (0.08, 0.5, 0.0, "supported"),
        (0.08, 0.5, 0.5, "undecided"),
        (0.08, None, 0.0, "undecided"),
        (0.20, 0.1, 0.0, "undecided"),
        (0.25, 0.1, 0.0, "contradicted"),
        (0.08, 0.8, 0.0, "contradicted"),
        (0.08, 0.1, 2.0, "contradicted"),
    ],
)
def test_token_strikes_by_their_clauses(
    a2: float, a4: float | None, lost: float, standing: str
) -> None:
    assert token({"a1": 0.05, "a2": a2}, a4, lost) == standing


def test_lost_bases_are_the_attackers_choice(tables: RecordTables) -> None:
    base = Base.model_validate(
        {
            "name": "Tabqa",
            "latitude": 35.8367,
            "longitude": 38.5481,
            "lost": "2014-08",
            "sources": ("s",),
        }
    )
    bare = dict(token_strikes(tables, []).by_reading)
    cut = dict(token_strikes(tables, [base]).by_reading)

    def deciding(readings: dict[str, str]) -> float:
        line = next(key for key in readings if key.endswith("% (decides)"))
        return float(line.split("a2 ")[1].split("%")[0])

    assert deciding(cut) < deciding(bare)
    assert bare["to the end of 2014, all events: a1 11.2%, a2 25.6%"] == "disagrees"
    assert any("lost to the government: 0 " in reading for reading in bare)


def test_both_sides_and_days_apart(tables: RecordTables) -> None:
    found = less_than_others(tables)
    decided = {key[:2]: word for key, word in found.by_reading if "(decides)" in key}
    assert set(decided) == {"a1", "a2", "a3", "b1", "b2", "b3"}
    shown = {key[:2]: word for key, word in found.by_reading if "4, " in key[:4]}
    assert shown == {"a4": "shown only", "b4": "shown only"}
    assert {"agrees", "disagrees"} <= set(decided.values())
    assert found.result.startswith("depends on the counting rule")


@pytest.mark.parametrize(
    ("low", "high", "share", "standing"),
    [
        (25, 30, 0.10, "supported"),
        (24, 30, 0.10, "undecided"),
        (25, 30, 0.09, "undecided"),
        (20, 24, 0.10, "contradicted"),
        (25, 30, 0.019, "contradicted"),
    ],
)
def test_both_enemies_on_small_numbers(
    low: int, high: int, share: float, standing: str
) -> None:
    assert both_standing(low=low, high=high, share=share) == standing


def test_both_enemies_on_the_record(tables: RecordTables) -> None:
    found = both_enemies(tables, _DAY)
    assert found.result == "cannot tell"
    assert "5.8%" in found.measured


@pytest.mark.parametrize(
    ("deaths", "active", "unseen", "standing"),
    [
        (1_000, 9, 0, "supported"),
        (999, 12, 0, "undecided"),
        (1_000, 8, 0, "undecided"),
        (99, 12, 0, "contradicted"),
        (99, 9, 3, "undecided"),
        (1_000, 9, 3, "supported"),
    ],
)
def test_fighting_on_and_censoring(
    deaths: int, active: int, unseen: int, standing: str
) -> None:
    assert still_fighting(deaths, active, unseen) == standing


def test_the_forecast_of_fighting_on_is_scored(tables: RecordTables) -> None:
    found = keep_fighting(tables, _DAY, _HORIZONS)
    deaths = _deaths(
        pl.col("type_of_violence") == 1,
        pl.col("side_a") == "Government of Syria",
        pl.col("side_b") == "Syrian insurgents",
        _in(Day(2016, 3, 29), Day(2017, 3, 28)),
    )
    assert deaths == pytest.approx(15_492, rel=0.01)
    assert f"{deaths:,}" in found.measured
    words = [word for key, word in found.by_reading if key.endswith("12 months")]
    assert words == ["agrees", "agrees"]
    last = next(word for key, word in found.by_reading if key.startswith("60 months"))
    assert last == "cannot tell"
    assert dict(found.by_reading)["the mainstream alone (one dyad for all rebels)"] == (
        "cannot tell"
    )


def test_the_main_foe_needs_contact_too(tables: RecordTables) -> None:
    found = primary_enemy(tables, _DAY, _HORIZONS)
    assert found.result.startswith("depends on the horizon (12 months: depends on")
    assert found.result.endswith("60 months: cannot tell)")
    bare = [
        word
        for key, word in found.by_reading
        if any(f"months, {rule}" in key for rule in ("r1, ", "r2, ", "r3, "))
    ]
    assert bare == ["agrees"] * 9
    contact = [
        word for key, word in found.by_reading if "r4, events a contact-month" in key
    ]
    assert contact == ["disagrees", "disagrees", "not tested yet"]
    assert found.missing is not None


def test_mass_killing_in_number_but_not_in_pattern(tables: RecordTables) -> None:
    found = mass_homicide(tables)
    assert found.result == "cannot tell"
    assert [word for _, word in found.by_reading] == ["agrees", "agrees", "cannot tell"]


def test_few_deaths_contradict_mass_killing(tables: RecordTables) -> None:
    few = tables.syria.filter(pl.col("date_start") <= Day(2011, 4, 10))
    cut = dataclasses.replace(tables, syria=few)
    assert mass_homicide(cut).result == "disagrees"


def test_the_order_of_events_alone_does_not_support(tables: RecordTables) -> None:
    found = first_to_arms(tables)
    assert found.result == "cannot tell"
    assert found.by_reading[0][1] == "agrees"

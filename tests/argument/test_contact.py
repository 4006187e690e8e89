"""Contact and residents on small grounds, counted by hand, and on the shipped one."""

import dataclasses
import datetime

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.argument import RecordTables
from sinequanon.argument.contact import (
    CHANCES,
    EVERY,
    MULTIPLIED,
    PEOPLED,
    PRIMARY,
    REPORTED,
    Ground,
    contact_months,
    contact_places,
    ground_of,
    held_places,
    places_lost,
    relative_rate,
    resident_months,
    together,
)
from sinequanon.argument.facing import of_government, of_group
from sinequanon.dossier import load as load_dossier
from sinequanon.record import control_table

Day = datetime.date
_TWO = (Day(2014, 1, 1), Day(2014, 2, 28))
_FIRST = 409  # January 2014
_HOLDERS = ("government", "opposition", "nusra", "islamic_state", "sdf")


def _row(
    pcode: str, month: int, holder: str, basis: str = "reported", disputed: bool = False
) -> dict[str, object]:
    share: dict[str, object] = {
        each: 1.0 if each == holder else 0.0 for each in _HOLDERS
    }
    row: dict[str, object] = {"pcode": pcode, "month_id": month}
    return row | share | {"basis": basis, "disputed": disputed}


def _ground(rows: list[dict[str, object]], borders: list[tuple[str, str]]) -> Ground:
    return ground_of(
        pl.DataFrame(rows),
        residents={str(row["pcode"]): 1_000.0 for row in rows},
        borders=borders,
    )


@pytest.fixture
def small() -> Ground:
    """Four places in two months: G - I - G (inferred), and a rebel place by the first.

    In the second month the middle is disputed.
    """
    rows: list[dict[str, object]] = []
    for month in (_FIRST, _FIRST + 1):
        rows += [
            _row("A", month, "government"),
            _row("B", month, "islamic_state", disputed=month > _FIRST),
            _row("C", month, "government", basis="inferred"),
            _row("D", month, "nusra", basis="inferred"),
        ]
    return _ground(rows, [("A", "B"), ("B", "C"), ("A", "D"), ("A", "C"), ("A", "Z")])


def test_contact_months_by_hand(small: Ground) -> None:
    found = contact_months(small, _TWO, "government", "islamic_state")
    assert found.amount == {
        PRIMARY: 1.5,
        MULTIPLIED: 1.5,
        EVERY: 4.0,
        REPORTED: 1.0,
        CHANCES: 4.0,
        PEOPLED: 1_500.0,
    }
    assert (found.reported, found.inferred, found.disputed) == (1, 1, 2)
    assert contact_months(small, _TWO, "government", "insurgents").amount[PRIMARY] == 1
    assert contact_months(small, _TWO, "islamic_state", "sdf").amount[EVERY] == 0


def test_two_inferred_rows_make_one_inferred_contact() -> None:
    rows = [
        _row("A", _FIRST, "government", basis="inferred"),
        _row("B", _FIRST, "islamic_state", basis="inferred"),
    ]
    found = contact_months(
        _ground(rows, [("A", "B")]),
        (Day(2014, 1, 1), Day(2014, 1, 31)),
        "government",
        "islamic_state",
    )
    assert (found.amount[PRIMARY], found.amount[MULTIPLIED]) == (0.5, 0.25)


def test_residents_by_hand(small: Ground) -> None:
    own = resident_months(small, _TWO, "government")
    # Two months of A whole and of C half.
    assert own.amount == {
        PRIMARY: 3_000.0,
        EVERY: 4_000.0,
        REPORTED: 2_000.0,
        CHANCES: 4_000.0,
    }
    assert (own.reported, own.inferred, own.disputed) == (2, 2, 0)
    group = resident_months(small, _TWO, "islamic_state")
    assert (group.amount[PRIMARY], group.disputed) == (1_000.0, 1)


def test_a_month_counts_by_its_days(small: Ground) -> None:
    window = (Day(2014, 1, 1), Day(2014, 2, 7))
    held = resident_months(small, window, "government")
    assert held.amount[PRIMARY] == pytest.approx(1_500.0 * 1.25)


def test_places_outside_are_held_by_none() -> None:
    rows = [
        _row("A", _FIRST, "government", basis="outside", disputed=True),
        _row("B", _FIRST, "islamic_state"),
    ]
    ground = _ground(rows, [("A", "B")])
    window = (Day(2014, 1, 1), Day(2014, 1, 31))
    found = contact_months(ground, window, "government", "islamic_state")
    assert set(found.amount.values()) == {0.0}
    assert resident_months(ground, window, "government").disputed == 0


def test_places_of_a_contact_and_of_a_holder(small: Ground) -> None:
    found = contact_places(small, _TWO, "government", "islamic_state")
    assert set(found.iter_rows()) == {("A", 409), ("B", 409), ("C", 409)}
    held = held_places(small, _TWO, "government")
    assert set(held.iter_rows()) == {
        ("A", 409, 1.0),
        ("A", 410, 1.0),
        ("C", 409, 0.5),
        ("C", 410, 0.5),
    }
    none = contact_places(small, _TWO, "islamic_state", "sdf")
    assert none.schema == {"pcode": pl.String, "month_id": pl.Int64}


def test_a_place_lost_counts_as_its_weaker_row() -> None:
    rows = [
        _row("A", _FIRST, "islamic_state"),
        _row("A", _FIRST + 1, "government", basis="inferred"),
    ]
    ground = _ground(rows, [])
    window = (Day(2014, 2, 1), Day(2014, 2, 28))
    lost = places_lost(ground, window, "islamic_state", "government")
    assert lost.amount == {PRIMARY: 0.5, EVERY: 1.0}
    back = places_lost(ground, window, "government", "islamic_state")
    assert back.amount[EVERY] == 0.0


def test_a_rate_over_a_rate(small: Ground) -> None:
    foes = contact_months(small, _TWO, "government", "islamic_state")
    rebels = contact_months(small, _TWO, "government", "insurgents")
    # (30 / 1.5) over (40 / 1).
    rates = relative_rate(30, foes, 40, rebels)
    assert rates[PRIMARY] == 0.5
    assert rates[REPORTED] is None
    assert relative_rate(30, foes, 0, rebels)[PRIMARY] is None
    both = together([foes, rebels])
    assert (both.amount[PRIMARY], both.disputed) == (2.5, 2)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 50), st.integers(1, 50), st.integers(1, 50))
def test_twice_the_events_are_twice_the_ratio(above: int, below: int, k: int) -> None:
    rows = [
        _row("A", _FIRST, "government"),
        _row("B", _FIRST, "islamic_state"),
        _row("C", _FIRST, "opposition", basis="inferred"),
    ]
    ground = _ground(rows, [("A", "B"), ("A", "C")])
    window = (Day(2014, 1, 1), Day(2014, 1, 31))
    foes = contact_months(ground, window, "government", "islamic_state")
    rebels = contact_months(ground, window, "government", "insurgents")
    once = relative_rate(above, foes, below, rebels)[PRIMARY]
    often = relative_rate(k * above, foes, below, rebels)[PRIMARY]
    assert once is not None
    assert often == pytest.approx(k * once)


def test_contact_recounted_on_the_shipped_ground(tables: RecordTables) -> None:
    window = (Day(2014, 10, 1), Day(2014, 12, 31))
    found = contact_months(tables.ground, window, "government", "islamic_state")
    rows = {
        (pcode, month): (own > 0.5, its > 0.5, basis == "reported")
        for pcode, month, own, its, basis, disputed in control_table(range(418, 421))
        .select("pcode", "month_id", "government", "islamic_state", "basis", "disputed")
        .iter_rows()
        if not disputed
    }
    total = 0.0
    for border in load_dossier("syria").borders:
        for month in (418, 419, 420):
            a, b = rows.get((border.a, month)), rows.get((border.b, month))
            if a and b and ((a[0] and b[1]) or (a[1] and b[0])):
                total += 1.0 if a[2] and b[2] else 0.5
    assert total > 20
    assert found.amount[PRIMARY] == total


def test_events_a_contact_month_on_the_record(tables: RecordTables) -> None:
    window = (Day(2013, 4, 9), Day(2014, 12, 31))
    foes = contact_months(tables.ground, window, "government", "islamic_state")
    rebels = contact_months(tables.ground, window, "government", "insurgents")
    within = pl.col("date_start").is_between(*window) & (
        pl.col("side_a") == "Government of Syria"
    )
    fights = tables.syria.filter(within & (pl.col("type_of_violence") == 1))
    group = fights.filter(pl.col("side_b") == "IS").height
    others = fights.filter(pl.col("dyad") == "government-insurgents").height
    ratio = (group / foes.amount[PRIMARY]) / (others / rebels.amount[PRIMARY])
    found = of_government(tables, window)
    assert found.value == pytest.approx(ratio)
    assert ratio == pytest.approx(0.13, abs=0.02)
    assert "416 inferred, 118 disputed" in found.words
    other = of_group(tables, window)
    assert other.value is not None
    assert other.value < 0.5
    # Few places lie between insurgents and the group, so this one turns by reading.
    assert (other.shown[REPORTED] or 0.0) > 0.8


def test_months_without_holders_are_not_defined(
    tables: RecordTables, small: Ground
) -> None:
    cut = dataclasses.replace(tables, ground=small)
    found = of_government(cut, (Day(2013, 4, 9), Day(2014, 12, 31)))
    assert (found.value, found.told) == (None, "not defined")
    assert found.lines("a4", lambda _: "agrees") == []

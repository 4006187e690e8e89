"""Dated statements become months: linked, broken, repeated, never changed."""

import datetime

import numpy as np
import polars as pl

from sinequanon.months import month_id
from sinequanon.record.holders.anchors import read_anchors, shipped_anchors
from sinequanon.record.holders.sides import BLOCS, FIRST, HOLDERS, LAST

GOV, IS = BLOCS.index("government"), BLOCS.index("islamic_state")
REBELS = BLOCS.index("insurgents")


def row(place: str, day: str | None, before: str, after: str, **other: object):
    spot = {"A": (35.0, 37.0), "B": (35.01, 37.0), "C": (36.0, 38.0)}[place]
    return {
        "place": place,
        "pcode": "SY000000",
        "latitude": spot[0],
        "longitude": spot[1],
        "located": "source",
        "part": 1.0,
        "kind": "never changed" if day is None else "change",
        "date": None if day is None else datetime.date.fromisoformat(day),
        "from_holders": before,
        "to_holders": after,
        "origins": 1,
        "disputed": False,
        "support": "exact",
        **other,
    }


def read(*rows: dict[str, object]):
    return read_anchors(pl.DataFrame(list(rows), schema_overrides={"date": pl.Date}))


def at(year: int, month: int) -> int:
    return month_id(year, month) - FIRST


def test_months_between_linked_statements_are_known():
    anchors = read(
        row("A", "2014-01-10", "government", "islamic_state"),
        row("A", "2016-01-10", "islamic_state", "government"),
    )
    bloc = anchors.bloc[0]
    assert (bloc[at(2014, 2) : at(2016, 1)] == IS).all()
    assert (bloc[at(2013, 7) : at(2014, 1)] == GOV).all()
    assert bloc[at(2013, 6)] == -1
    assert (bloc[at(2016, 2) : at(2016, 8)] == GOV).all()
    assert bloc[at(2016, 8)] == -1


def test_month_of_change_is_masked_and_shared_by_days():
    anchors = read(row("A", "2014-01-11", "government", "islamic_state"))
    month = at(2014, 1)
    assert anchors.bloc[0, month] == -1
    assert not anchors.scored[0, month]
    assert anchors.passing[0, month] == 10 / 31
    assert anchors.allowed[0, month].tolist() == [True, False, True, False]
    assert anchors.scored[0].sum() == 12


def test_broken_chain_is_believed_for_a_third_of_the_gap():
    anchors = read(
        row("A", "2014-01-10", "government", "islamic_state"),
        row("A", "2014-10-10", "opposition", "government"),
    )
    bloc = anchors.bloc[0]
    assert (bloc[at(2014, 2) : at(2014, 5)] == IS).all()
    assert (bloc[at(2014, 5) : at(2014, 7)] == -1).all()
    assert (bloc[at(2014, 7) : at(2014, 10)] == REBELS).all()


def test_two_changes_in_a_month_are_read_as_one():
    anchors = read(
        row("A", "2016-02-23", "government", "islamic_state"),
        row("A", "2016-02-25", "islamic_state", "government"),
    )
    month = at(2016, 2)
    assert anchors.passing[0, month] == -1.0
    assert anchors.bloc[0, month - 1] == anchors.bloc[0, month + 1] == GOV
    assert anchors.bloc[0, month] == -1


def test_a_place_that_never_changed_is_known_throughout_but_not_scored():
    anchors = read(row("A", None, "government", "government"))
    assert (anchors.bloc[0] == GOV).all()
    assert not anchors.scored.any()
    assert (anchors.statement == -1).all()


def test_holders_of_one_side_leave_the_side_known():
    anchors = read(row("A", "2014-12-15", "government", "nusra|opposition"))
    month = at(2015, 1)
    assert anchors.bloc[0, month] == REBELS
    assert anchors.holder[0, month] == -1
    assert anchors.allowed[0, month].sum() == 1


def test_a_town_and_its_airbase_are_one_cluster():
    anchors = read(
        row("A", None, "government", "government"),
        row("B", None, "government", "government"),
        row("C", None, "government", "government"),
    )
    assert anchors.cluster[0] == anchors.cluster[1] != anchors.cluster[2]


def test_palmyra_passes_as_reported():
    anchors = shipped_anchors()
    holder = anchors.holder[anchors.names.index("Palmyra")]
    whens = [(2015, 4), (2015, 6), (2016, 4), (2017, 1), (2017, 4)]
    told = [HOLDERS[int(holder[at(*when)])] for when in whens]
    islamic, government = "islamic_state", "government"
    assert told == [government, islamic, government, islamic, government]


def test_nothing_is_scored_after_the_last_month():
    anchors = shipped_anchors()
    assert not anchors.scored[:, LAST - FIRST + 1 :].any()
    assert np.all(anchors.bloc[anchors.scored] >= 0)
    assert anchors.changing.sum() == 96


def test_a_dispute_is_only_of_the_side_whose_text_carries_it():
    doubt = {"disputed": True, "to_text": "government"}
    anchors = read(
        row(
            "A",
            "2016-12-22",
            "opposition",
            "government",
            from_text="opposition (besieged)",
            **doubt,
        )
    )
    month = at(2016, 12)
    assert anchors.disputed[0, month - 6 : month + 1].all()
    assert not anchors.disputed[0, month + 1 :].any()
    assert anchors.wrong[0, month - 1] > anchors.wrong[0, month + 1] > 0.0


def test_a_dispute_in_the_support_is_of_both_sides():
    anchors = read(
        row(
            "A",
            "2013-06-05",
            "opposition",
            "government",
            from_text="opposition",
            to_text="government",
            disputed=True,
            support="exact; one page disagrees",
        )
    )
    month = at(2013, 6)
    assert anchors.disputed[0, month - 6 : month + 7].all()

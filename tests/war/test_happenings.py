"""A dossier's changes, kind by kind, as interventions of the war."""

from typing import Any

from sinequanon.dossier import Event
from sinequanon.war import (
    Arrives,
    Enters,
    Leaves,
    Passes,
    Release,
    Stance,
    SupplyCut,
    interventions_of,
    month_of_event,
)
from sinequanon.war.happenings import brought_in


def span(low: float, high: float) -> dict[str, Any]:
    return {"low": low, "high": high, "sources": ["analyst"]}


def event(*changes: dict[str, Any], date: str = "2015-09-30") -> Event:
    return Event.model_validate(
        {
            "key": "ours",
            "date": date,
            "title": "Ours",
            "changes": list(changes),
            "support": "none",
            "sources": ["analyst"],
        }
    )


def test_an_event_acts_from_the_boundary_nearest_to_its_last_day() -> None:
    assert month_of_event(event(date="2015-09-30")) == 430
    assert month_of_event(event(date="2015-09-10")) == 429
    assert month_of_event(event(date="2015-09-10/2015-10-29")) == 431


def test_each_kind_becomes_its_intervention() -> None:
    found = interventions_of(
        event(
            {
                "kind": "release",
                "heads": span(200, 300),
                "joins": {"nusra": span(0.1, 0.2)},
            },
            {"kind": "backer_enters", "backer": "russia"},
            {"kind": "backer_leaves", "backer": "turkey"},
            {
                "kind": "supply_cut",
                "actor": "opposition",
                "factor": span(0.2, 0.7),
                "months": span(6, 36),
            },
            {"kind": "stance", "a": "sdf", "b": "nusra", "intensity": span(0.1, 0.9)},
            {"kind": "split", "actor": "nusra", "to": "sdf", "share": span(0.1, 0.2)},
            {"kind": "merger", "actor": "nusra", "to": "opposition"},
            {"kind": "arrival", "actor": "allied", "heads": span(500, 900)},
            {"kind": "losses", "place": "SY010000", "deaths": {"sdf": span(1, 2)}},
            {"kind": "leader_leaves", "issue": "presidency", "option": "leaves"},
            date="2016-08-01",
        ),
        440,
    )
    assert found == (
        Release(
            month=440, heads_low=200.0, heads_high=300.0, joins=(("nusra", 0.1, 0.2),)
        ),
        Enters(month=440, backer="russia"),
        Leaves(month=440, backer="turkey"),
        SupplyCut(
            month=440,
            actor="opposition",
            factor_low=0.2,
            factor_high=0.7,
            months_low=6.0,
            months_high=36.0,
        ),
        Stance(month=440, a="sdf", b="nusra", intensity_low=0.1, intensity_high=0.9),
        Passes(month=440, actor="nusra", to="sdf", share_low=0.1, share_high=0.2),
        Passes(
            month=440, actor="nusra", to="opposition", share_low=1.0, share_high=1.0
        ),
        Arrives(month=440, actor="allied", heads_low=500.0, heads_high=900.0),
    )


def test_an_event_that_is_delayed_keeps_the_draw_of_its_size() -> None:
    own = event(
        {"kind": "split", "actor": "nusra", "to": "sdf", "share": span(0.1, 0.2)},
        {"kind": "arrival", "actor": "allied", "heads": span(500, 900)},
        {"kind": "release", "heads": span(200, 300)},
        date="2016-08-01",
    )
    assert [getattr(one, "drawn_as", 0) for one in interventions_of(own, 452)] == [
        440
    ] * 3


def test_who_is_brought_in_is_who_gets_fighters() -> None:
    assert brought_in(
        event(
            {"kind": "arrival", "actor": "allied", "heads": span(500, 900)},
            {"kind": "split", "actor": "nusra", "to": "sdf", "share": span(0.1, 0.2)},
            {
                "kind": "release",
                "heads": span(200, 300),
                "joins": {"opposition": span(0.1, 0.2)},
            },
            {"kind": "backer_enters", "backer": "russia"},
        )
    ) == {"allied", "sdf", "opposition"}

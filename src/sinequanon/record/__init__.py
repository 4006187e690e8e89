"""What happened: the shipped UCDP record, base rates, events in places, control.

Reading order: `entries`, `tables`, `wars`, `rates`, `polygons`, `parties`, `places`,
`counting`, `around`, `control`. Names are fetched when first used, so that importing
this room does not load the table library.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinequanon.record.around import (
        DYADS,
        AroundEvent,
        BeforeAfter,
        MonthlyDeaths,
        around_event,
        near,
    )
    from sinequanon.record.control import (
        ControlRule,
        ControlScore,
        infer_control,
        leave_one_out,
    )
    from sinequanon.record.counting import Counted, SetAside, counts, with_dyads
    from sinequanon.record.entries import CatalogEntry, catalog
    from sinequanon.record.parties import OBSERVATION_MAP, SIDES, actors_of, dyad_of
    from sinequanon.record.places import Placed, fighting_by_place, place_events
    from sinequanon.record.polygons import Subdistrict, locate, subdistricts
    from sinequanon.record.rates import (
        ENDINGS,
        ClassRates,
        EndingRate,
        Window,
        base_rates,
    )
    from sinequanon.record.recorded import recorded_deaths
    from sinequanon.record.tables import load
    from sinequanon.record.wars import war_names

__all__ = [
    "DYADS",
    "ENDINGS",
    "OBSERVATION_MAP",
    "SIDES",
    "AroundEvent",
    "BeforeAfter",
    "CatalogEntry",
    "ClassRates",
    "ControlRule",
    "ControlScore",
    "Counted",
    "EndingRate",
    "MonthlyDeaths",
    "Placed",
    "SetAside",
    "Subdistrict",
    "Window",
    "actors_of",
    "around_event",
    "base_rates",
    "catalog",
    "counts",
    "dyad_of",
    "fighting_by_place",
    "infer_control",
    "leave_one_out",
    "load",
    "locate",
    "near",
    "place_events",
    "recorded_deaths",
    "subdistricts",
    "war_names",
    "with_dyads",
]

_ROOM = {
    "around": (
        "DYADS",
        "AroundEvent",
        "BeforeAfter",
        "MonthlyDeaths",
        "around_event",
        "near",
    ),
    "control": (
        "ControlRule",
        "ControlScore",
        "infer_control",
        "leave_one_out",
    ),
    "counting": (
        "Counted",
        "SetAside",
        "counts",
        "with_dyads",
    ),
    "entries": (
        "CatalogEntry",
        "catalog",
    ),
    "parties": (
        "OBSERVATION_MAP",
        "SIDES",
        "actors_of",
        "dyad_of",
    ),
    "places": (
        "Placed",
        "fighting_by_place",
        "place_events",
    ),
    "polygons": (
        "Subdistrict",
        "locate",
        "subdistricts",
    ),
    "rates": (
        "ENDINGS",
        "ClassRates",
        "EndingRate",
        "Window",
        "base_rates",
    ),
    "recorded": ("recorded_deaths",),
    "tables": ("load",),
    "wars": ("war_names",),
}
_HOME = {name: module for module, names in _ROOM.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name of the room, imported on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

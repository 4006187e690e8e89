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
    from sinequanon.record.intake import (
        KINDS,
        UCDP_ADDRESS,
        Added,
        Kind,
        add_file,
        fetch_ucdp,
    )
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
    from sinequanon.record.store import (
        Stored,
        check_store,
        remove_stored,
        store_folder,
        stored_tables,
    )
    from sinequanon.record.tables import load
    from sinequanon.record.wars import war_names

__all__ = [
    "DYADS",
    "ENDINGS",
    "KINDS",
    "OBSERVATION_MAP",
    "SIDES",
    "UCDP_ADDRESS",
    "Added",
    "AroundEvent",
    "BeforeAfter",
    "CatalogEntry",
    "ClassRates",
    "ControlRule",
    "ControlScore",
    "Counted",
    "EndingRate",
    "Kind",
    "MonthlyDeaths",
    "Placed",
    "SetAside",
    "Stored",
    "Subdistrict",
    "Window",
    "actors_of",
    "add_file",
    "around_event",
    "base_rates",
    "catalog",
    "check_store",
    "counts",
    "dyad_of",
    "fetch_ucdp",
    "fighting_by_place",
    "infer_control",
    "leave_one_out",
    "load",
    "locate",
    "near",
    "place_events",
    "remove_stored",
    "store_folder",
    "stored_tables",
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
    "intake": (
        "KINDS",
        "UCDP_ADDRESS",
        "Added",
        "Kind",
        "add_file",
        "fetch_ucdp",
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
    "store": (
        "Stored",
        "check_store",
        "remove_stored",
        "store_folder",
        "stored_tables",
    ),
    "tables": ("load",),
    "wars": ("war_names",),
}
_HOME = {name: module for module, names in _ROOM.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name of the room, imported on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

"""What happened: the shipped UCDP record, base rates, events in places, control.

Reading order: `entries`, `tables`, `polygons`, `parties`, `places`, `control`. Names are
fetched when first used, so that importing this room does not load the table library.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinequanon.record.control import (
        ControlRule,
        ControlScore,
        infer_control,
        leave_one_out,
    )
    from sinequanon.record.entries import CatalogEntry, catalog
    from sinequanon.record.parties import OBSERVATION_MAP, SIDES, actors_of, dyad_of
    from sinequanon.record.places import Placed, fighting_by_place, place_events
    from sinequanon.record.polygons import Subdistrict, locate, subdistricts
    from sinequanon.record.tables import load

__all__ = [
    "OBSERVATION_MAP",
    "SIDES",
    "CatalogEntry",
    "ControlRule",
    "ControlScore",
    "Placed",
    "Subdistrict",
    "actors_of",
    "catalog",
    "dyad_of",
    "fighting_by_place",
    "infer_control",
    "leave_one_out",
    "load",
    "locate",
    "place_events",
    "subdistricts",
]

_ROOM = {
    "entries": ("CatalogEntry", "catalog"),
    "control": ("ControlRule", "ControlScore", "infer_control", "leave_one_out"),
    "parties": ("OBSERVATION_MAP", "SIDES", "actors_of", "dyad_of"),
    "places": ("Placed", "fighting_by_place", "place_events"),
    "polygons": ("Subdistrict", "locate", "subdistricts"),
    "tables": ("load",),
}
_HOME = {name: module for module, names in _ROOM.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name of the room, imported on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

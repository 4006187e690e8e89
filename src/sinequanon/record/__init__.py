"""What happened: the shipped UCDP record, base rates, events in places, control.

Reading order: `entries`, `store` (tables of the user's own), `tables`, `intake`,
`wars`, `rates`, `polygons`, `parties`, `places`, `counting`, `around`, `control`; then
`conflicts`, `cells`, `scaling`, `panels`; `endings`, `classes`; `fought`, `civilians`;
`gains`, `matching`, `warmonths`, `placebos`, `followed`; `warfinder`, `sequels`,
`lens`, `nearby`, `mapvalues`, `proxymap`, `warmap`. Names are fetched when first used,
so that importing this room does not load the table library.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinequanon.record.aftermath import after_syrian_gains
    from sinequanon.record.around import (
        DYADS,
        AroundEvent,
        BeforeAfter,
        MonthlyDeaths,
        around_event,
        near,
    )
    from sinequanon.record.cells import (
        FINEST_H3,
        prio_grid_cell,
        with_places,
    )
    from sinequanon.record.civilians import (
        CiviliansKilled,
        civilian_ratio,
        civilians_by_year,
        civilians_killed,
    )
    from sinequanon.record.classes import (
        ClassIncidence,
        WarClass,
        class_incidence,
        class_months,
    )
    from sinequanon.record.conflicts import (
        conflict_of,
        events_of,
        with_conflict_ids,
    )
    from sinequanon.record.control import (
        ControlRule,
        ControlScore,
        infer_control,
        leave_one_out,
    )
    from sinequanon.record.counting import Counted, SetAside, counts, with_dyads
    from sinequanon.record.endings import (
        PROVISIONS,
        agreements,
        dyad_episodes,
        ending_shares,
        episode_years,
        episodes,
        lasting,
        provision_shares,
        recurrence,
        yearly_hazards,
    )
    from sinequanon.record.entries import CatalogEntry, catalog
    from sinequanon.record.followed import (
        LEAST_WINDOWS,
        PALMYRA_NOTES,
        Followed,
        what_followed,
    )
    from sinequanon.record.fought import (
        Fought,
        fought_by_month,
    )
    from sinequanon.record.gains import (
        PROXY_LABEL,
        gains_from_captures,
        gains_from_control,
        quiet_after_battle,
        syrian_captures,
    )
    from sinequanon.record.holders.scoring import ControlScores, control_scores
    from sinequanon.record.holders.sides import HOLDERS
    from sinequanon.record.holders.table import control_table, who_held
    from sinequanon.record.intake import (
        KINDS,
        UCDP_ADDRESS,
        Added,
        Kind,
        add_file,
        fetch_ucdp,
    )
    from sinequanon.record.lens import WarRecord, war_events, war_record
    from sinequanon.record.mapvalues import MapCell, WarMap
    from sinequanon.record.nearby import MonthsNear, Place, find_place, months_near
    from sinequanon.record.panels import (
        Panel,
        panel,
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
    from sinequanon.record.recorded import recorded_deaths
    from sinequanon.record.scaling import (
        yearly_factors,
        yearly_totals,
    )
    from sinequanon.record.store import (
        Stored,
        check_store,
        remove_stored,
        store_folder,
        stored_tables,
    )
    from sinequanon.record.tables import load, shipped_bytes
    from sinequanon.record.warfinder import War, find_war
    from sinequanon.record.warmap import war_map
    from sinequanon.record.wars import war_names

__all__ = [
    "DYADS",
    "ENDINGS",
    "FINEST_H3",
    "HOLDERS",
    "KINDS",
    "LEAST_WINDOWS",
    "OBSERVATION_MAP",
    "PALMYRA_NOTES",
    "PROVISIONS",
    "PROXY_LABEL",
    "SIDES",
    "UCDP_ADDRESS",
    "Added",
    "AroundEvent",
    "BeforeAfter",
    "CatalogEntry",
    "CiviliansKilled",
    "ClassIncidence",
    "ClassRates",
    "ControlRule",
    "ControlScore",
    "ControlScores",
    "Counted",
    "EndingRate",
    "Followed",
    "Fought",
    "Kind",
    "MapCell",
    "MonthlyDeaths",
    "MonthsNear",
    "Panel",
    "Place",
    "Placed",
    "SetAside",
    "Stored",
    "Subdistrict",
    "War",
    "WarClass",
    "WarMap",
    "WarRecord",
    "Window",
    "actors_of",
    "add_file",
    "after_syrian_gains",
    "agreements",
    "around_event",
    "base_rates",
    "catalog",
    "check_store",
    "civilian_ratio",
    "civilians_by_year",
    "civilians_killed",
    "class_incidence",
    "class_months",
    "conflict_of",
    "control_scores",
    "control_table",
    "counts",
    "dyad_episodes",
    "dyad_of",
    "ending_shares",
    "episode_years",
    "episodes",
    "events_of",
    "fetch_ucdp",
    "fighting_by_place",
    "find_place",
    "find_war",
    "fought_by_month",
    "gains_from_captures",
    "gains_from_control",
    "infer_control",
    "lasting",
    "leave_one_out",
    "load",
    "locate",
    "months_near",
    "near",
    "panel",
    "place_events",
    "prio_grid_cell",
    "provision_shares",
    "quiet_after_battle",
    "recorded_deaths",
    "recurrence",
    "remove_stored",
    "shipped_bytes",
    "store_folder",
    "stored_tables",
    "subdistricts",
    "syrian_captures",
    "war_events",
    "war_map",
    "war_names",
    "war_record",
    "what_followed",
    "who_held",
    "with_conflict_ids",
    "with_dyads",
    "with_places",
    "yearly_factors",
    "yearly_hazards",
    "yearly_totals",
]

_ROOM = {
    "aftermath": ("after_syrian_gains",),
    "around": (
        "DYADS",
        "AroundEvent",
        "BeforeAfter",
        "MonthlyDeaths",
        "around_event",
        "near",
    ),
    "cells": (
        "FINEST_H3",
        "prio_grid_cell",
        "with_places",
    ),
    "civilians": (
        "CiviliansKilled",
        "civilian_ratio",
        "civilians_by_year",
        "civilians_killed",
    ),
    "classes": (
        "ClassIncidence",
        "WarClass",
        "class_incidence",
        "class_months",
    ),
    "conflicts": (
        "conflict_of",
        "events_of",
        "with_conflict_ids",
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
    "endings": (
        "PROVISIONS",
        "agreements",
        "dyad_episodes",
        "ending_shares",
        "episode_years",
        "episodes",
        "lasting",
        "provision_shares",
        "recurrence",
        "yearly_hazards",
    ),
    "followed": (
        "LEAST_WINDOWS",
        "PALMYRA_NOTES",
        "Followed",
        "what_followed",
    ),
    "fought": (
        "Fought",
        "fought_by_month",
    ),
    "gains": (
        "PROXY_LABEL",
        "gains_from_captures",
        "gains_from_control",
        "quiet_after_battle",
        "syrian_captures",
    ),
    "holders.scoring": ("ControlScores", "control_scores"),
    "holders.sides": ("HOLDERS",),
    "holders.table": ("control_table", "who_held"),
    "intake": (
        "KINDS",
        "UCDP_ADDRESS",
        "Added",
        "Kind",
        "add_file",
        "fetch_ucdp",
    ),
    "lens": ("WarRecord", "war_events", "war_record"),
    "mapvalues": ("MapCell", "WarMap"),
    "nearby": ("MonthsNear", "Place", "find_place", "months_near"),
    "panels": (
        "Panel",
        "panel",
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
    "scaling": (
        "yearly_factors",
        "yearly_totals",
    ),
    "store": (
        "Stored",
        "check_store",
        "remove_stored",
        "store_folder",
        "stored_tables",
    ),
    "tables": ("load", "shipped_bytes"),
    "warfinder": ("War", "find_war"),
    "warmap": ("war_map",),
    "wars": ("war_names",),
}
_HOME = {name: module for module, names in _ROOM.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name of the room, imported on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

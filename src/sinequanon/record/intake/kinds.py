"""The kinds of table that can be added, each known by its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Form = Literal["text", "whole", "real", "day", "moment"]
"""What a column holds; a moment is a day kept with a time, as some UCDP tables do."""


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


GED_COLUMNS = _words(
    "id relid year active_year code_status type_of_violence conflict_dset_id "
    "conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id "
    "side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude "
    "geom_wkt priogrid_gid country country_id region event_clarity date_prec "
    "date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
"""The 49 columns of UCDP's event files, in their order."""

_GED_TEXT = frozenset(
    _words(
        "relid code_status conflict_dset_id conflict_name dyad_dset_id dyad_name "
        "side_a_dset_id side_a side_b_dset_id side_b source_article source_office "
        "source_date source_headline source_original where_coordinates "
        "where_description adm_1 adm_2 geom_wkt country region gwnoa gwnob"
    )
)

_ACLED_COLUMNS = _words(
    "event_id_cnty event_date year time_precision disorder_type event_type "
    "sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 "
    "interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags "
    "timestamp"
)
_ACLED_WHOLE = frozenset(
    _words("year time_precision iso geo_precision fatalities timestamp")
)

UCDP_TERMS = "CC BY 4.0: cite UCDP and the version"
ACLED_TERMS = "ACLED's terms: your own account, not to be passed on"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of table.

    `columns` are those whose type is known. `needed` must be there; `key` tells two
    rows apart and has a value in each row, as have the columns `filled`. `renamed` maps
    a column's other names to the one used here. `shipped` is the table of the record
    that has the same columns. `days` may not lie ahead; `limits` are the least and the
    most of a column.
    """

    name: str
    title: str
    terms: str
    needed: tuple[str, ...]
    key: tuple[str, ...]
    columns: Mapping[str, Form] = field(default_factory=dict[str, Form])
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    shipped: str | None = None
    filled: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    limits: Mapping[str, tuple[int, int]] = field(
        default_factory=dict[str, tuple[int, int]]
    )
    numbers: bool = False
    """Whether columns that are not known hold numbers where they can."""


def _ged_type(column: str) -> Form:
    if column in _GED_TEXT:
        return "text"
    if column in {"latitude", "longitude"}:
        return "real"
    return "day" if column in {"date_start", "date_end"} else "whole"


def _acled_type(column: str) -> Form:
    if column in _ACLED_WHOLE:
        return "whole"
    if column in {"latitude", "longitude"}:
        return "real"
    return "day" if column == "event_date" else "text"


_EVERY = (
    Kind(
        name="ged",
        title="UCDP georeferenced events",
        terms=UCDP_TERMS,
        needed=_words(
            "id year type_of_violence conflict_new_id conflict_name side_a "
            "side_b where_prec latitude longitude country date_prec "
            "date_start date_end best high low"
        ),
        key=("id",),
        columns={column: _ged_type(column) for column in GED_COLUMNS},
        renamed={
            "best_est": "best",
            "high_est": "high",
            "low_est": "low",
            "prio_gid": "priogrid_gid",
        },
        filled=_words(
            "year type_of_violence conflict_new_id side_a side_b where_prec "
            "latitude longitude country date_prec date_start date_end best "
            "high low"
        ),
        days=("date_start", "date_end"),
        limits={
            "type_of_violence": (1, 3),
            "where_prec": (1, 7),
            "date_prec": (1, 5),
            "year": (1946, 2200),
            "best": (0, 10**7),
            "high": (0, 10**7),
            "low": (0, 10**7),
        },
    ),
    Kind(
        name="acled",
        title="ACLED events",
        terms=ACLED_TERMS,
        needed=_words(
            "event_id_cnty event_date year time_precision event_type "
            "sub_event_type actor1 country location latitude longitude "
            "geo_precision fatalities"
        ),
        key=("event_id_cnty",),
        columns={column: _acled_type(column) for column in _ACLED_COLUMNS},
        filled=_words("event_date event_type country latitude longitude fatalities"),
        days=("event_date",),
        limits={
            "time_precision": (1, 3),
            "geo_precision": (1, 3),
            "fatalities": (0, 10**7),
            "year": (1989, 2200),
        },
    ),
    Kind(
        name="term_acd",
        title="UCDP conflict termination, by conflict",
        terms=UCDP_TERMS,
        needed=_words(
            "conflictep_id conflictepisode confterm ependdate outcome "
            "conflict_id year location side_a side_b incompatibility "
            "intensity_level type_of_conflict start_date2 gwno_loc"
        ),
        key=("conflict_id", "year"),
        shipped="term_acd_3",
    ),
    Kind(
        name="term_dyad",
        title="UCDP conflict termination, by dyad",
        terms=UCDP_TERMS,
        needed=_words(
            "dyadep_id dyadepisode dyadterm outcome conflict_id dyad_id year "
            "location side_a side_b incompatibility intensity_level "
            "type_of_conflict start_date2 gwno_loc"
        ),
        key=("dyad_id", "year"),
        shipped="term_dyad_3",
    ),
    Kind(
        name="acd",
        title="UCDP/PRIO armed conflicts",
        terms=UCDP_TERMS,
        needed=_words(
            "conflict_id location side_a side_b incompatibility year "
            "intensity_level cumulative_intensity type_of_conflict start_date "
            "start_date2 ep_end gwno_loc"
        ),
        key=("conflict_id", "year"),
        shipped="acd_251",
    ),
    Kind(
        name="dyadic",
        title="UCDP dyads by year",
        terms=UCDP_TERMS,
        needed=_words(
            "dyad_id conflict_id location side_a side_b incompatibility year "
            "intensity_level type_of_conflict start_date start_date2 gwno_loc"
        ),
        key=("dyad_id", "year"),
        shipped="dyadic_251",
    ),
    Kind(
        name="peace_agreements",
        title="UCDP peace agreements",
        terms=UCDP_TERMS,
        needed=_words(
            "paid conflict_id conflict_name dyad_id pa_name year pa_date ended pa_type"
        ),
        key=("paid",),
        shipped="peace_agreements_221",
    ),
    Kind(
        name="country_year",
        title="UCDP organized violence by country and year",
        terms=UCDP_TERMS,
        needed=_words(
            "country_id_cy country_cy year_cy sb_total_deaths_best_cy "
            "ns_total_deaths_best_cy os_total_deaths_best_cy"
        ),
        key=("country_id_cy", "year_cy"),
        shipped="country_year_251",
    ),
    Kind(
        name="grid_month",
        title="a panel of PRIO-GRID cells by month",
        terms="those of whoever made it",
        needed=("month_id", "priogrid_gid"),
        key=("month_id", "priogrid_gid"),
        columns={"month_id": "whole", "priogrid_gid": "whole"},
        renamed={
            "priogrid_id": "priogrid_gid",
            "pg_id": "priogrid_gid",
            "gid": "priogrid_gid",
        },
        limits={"month_id": (1, 2400), "priogrid_gid": (1, 259_200)},
        numbers=True,
    ),
    Kind(
        name="country_month",
        title="a panel of countries by month",
        terms="those of whoever made it",
        needed=("month_id", "country_id"),
        key=("month_id", "country_id"),
        columns={"month_id": "whole", "country_id": "whole"},
        limits={"month_id": (1, 2400)},
        numbers=True,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _EVERY})
"""Every kind by its name; an earlier one is preferred where two fit a table."""

"""What a map of a war shows month by month: who held what, or who fought where.

For Syria the chances of the holders of its subdistricts. Elsewhere there are no dated
statements of who held a place: PRIO-GRID cells then show which pair of sides fought
there in the year up to a month, an event-based proxy and not control.
"""

import numpy as np
import polars as pl

from sinequanon.record.counting import month_of_event
from sinequanon.record.entries import entry_of
from sinequanon.record.holders.sides import BLOC, FIRST, HOLDERS, LAST
from sinequanon.record.holders.table import control_table
from sinequanon.record.mapvalues import (
    EVENT_NOTES,
    OWN_NOTE,
    MapCell,
    WarMap,
    placed_precisely,
    points_of,
)
from sinequanon.record.polygons import distance_km, subdistricts
from sinequanon.record.proxymap import proxy_map
from sinequanon.record.tables import load
from sinequanon.record.warfinder import War

_NAMES = {
    "government": "Government and allies",
    "opposition": "Opposition groups",
    "nusra": "Nusra Front, later HTS",
    "islamic_state": "Islamic State",
    "sdf": "SDF, before it YPG",
}
_TOWNS = 40
_SAME_KM = 2.0
_SYRIA = 299

CONTROL_NOTES = (
    "Chances of a model that joins dated statements of who held a town with the record "
    "of events. They are not a survey and no front line.",
    "A subdistrict is its towns, weighted by people: empty country is not told apart, "
    "and a wide desert subdistrict has the colour of its towns.",
    "Reported: dated statements speak for towns with half of the people or more that "
    "month. Inferred: events and other towns alone speak. Most months are inferred.",
    "The likeliest side comes first, opposition groups and Nusra together, then the "
    "likelier of its holders. The colour's strength and the figure are the side's "
    "chance.",
    "Where statements are thin the map leans to the government, above all before 2014 "
    "and long after a last statement: everywhere it starts as the holder, and only 26 "
    "of 145 dated changes are from before 2014. It is the likeliest in 231 of 269 "
    "subdistricts in January 2013, and in 17 of Idlib governorate's 26 a year later, "
    "most of them just over a half. Scores near changes do not see this.",
    "Not told: only events and other towns speak and the likeliest side's chance is "
    "below 60 %, or no side of this war held it.",
    "Disputed: a statement says so, no side has half, or reports give a second side a "
    "quarter. The stripes have the colour of the second likeliest holder.",
    "A month has one colour: where a town changed hands within it, each side has its "
    "days of the month.",
    "The government takes in its foreign allies, the opposition many groups and the "
    "forces backed by Turkey. The lines are those of 2016 and take no position on "
    "anyone's claim.",
    "A record for study of the past, and not for travel, targeting or relief work.",
)


def war_map(war: War, *, events: pl.DataFrame | None = None) -> WarMap:
    """The map of a war: of control for Syria's, else a proxy from events alone.

    Args:
        war: A war of `find_war`.
        events: One GED table; the shipped precise release of 1989 to 2020 if left out.

    Raises:
        RecordError: If the table has no event of the war at a known place.
    """
    return _control(events) if _SYRIA in war.conflicts else proxy_map(war, events)


def _control(events: pl.DataFrame | None) -> WarMap:
    places = subdistricts()
    months = LAST - FIRST + 1
    table = control_table().sort("pcode", "month_id")
    shape = (len(places), months)

    def grid(column: str) -> np.ndarray:
        return table[column].to_numpy().reshape(shape).T

    share = np.stack([grid(holder) for holder in HOLDERS], axis=1).astype(np.float64)
    outside = grid("basis") == "outside"
    share *= ~outside[:, None, :]
    said = ["place", "stated", "support", "source"]
    statements = table.select(said).drop_nulls("place").unique(maintain_order=True)
    rows = {row: place for place, row in enumerate(statements.iter_rows())}
    statement = np.array(
        [rows.get(row, -1) for row in table.select(said).iter_rows()], dtype=np.int64
    )
    source = load("ged211_precise") if events is None else events
    here = placed_precisely(source.filter(pl.col("country") == "Syria")).with_columns(
        month_of_event()
    )
    found, dyads = points_of(
        here.filter(pl.col("month_id").is_between(FIRST, LAST)), sides=True
    )
    towns = _towns()
    return WarMap(
        kind="control",
        title="Syria: who held what, month by month",
        about=(
            "The likeliest holder of each subdistrict, March 2011 to November 2019, "
            "and how sure that is"
        ),
        first_month=FIRST,
        holders=tuple((holder, _NAMES[holder]) for holder in HOLDERS),
        sides=tuple(BLOC.tolist()),
        cells=tuple(
            MapCell(code=one.pcode, name=one.name, rings=one.rings) for one in places
        ),
        share=share,
        weight=(~outside).astype(np.float64),
        reported=grid("basis") == "reported",
        disputed=grid("disputed").astype(np.bool_) & ~outside,
        statement=statement.reshape(shape).T,
        statements=statements,
        events=found,
        dyads=dyads,
        towns=towns,
        lines=(),
        notes=(
            *CONTROL_NOTES,
            *EVENT_NOTES,
            *(() if events is None else (OWN_NOTE,)),
        ),
        sources=tuple(
            entry_of(name)
            for name in (
                "syria_statements",
                "ged211_precise",
                "syria_subdistricts",
                "syria_towns",
            )
        ),
    )


def _towns() -> pl.DataFrame:
    """The largest towns, by the names that the statements use where they have one."""
    towns = load("syria_towns").sort("population", descending=True).head(_TOWNS)
    stated = load("syria_statements").unique("place", maintain_order=True)
    lat, lon = (stated[name].to_numpy() for name in ("latitude", "longitude"))
    names: list[str] = []
    for name, north, east in towns.select("name", "latitude", "longitude").iter_rows():
        gap = distance_km(north, east, lat, lon)
        nearest = int(gap.argmin())
        known = str(stated["place"][nearest]).split(" (")[0]
        names.append(known if gap[nearest] <= _SAME_KM else name)
    return towns.select(pl.Series("name", names), "latitude", "longitude").unique(
        "name", keep="first", maintain_order=True
    )

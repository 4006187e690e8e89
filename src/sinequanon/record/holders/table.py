"""Who held each subdistrict or place of Syria in a month: tables for maps."""

import difflib
import functools
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl
from jaxtyping import Int

from sinequanon.errors import RecordError
from sinequanon.months import month_label
from sinequanon.record.holders.points import Points, plain_points, shipped_points
from sinequanon.record.holders.scoring import shipped_ground
from sinequanon.record.holders.sides import FIRST, HOLDERS, LAST, by_side, likeliest
from sinequanon.record.polygons import distance_km, locate, subdistricts
from sinequanon.record.tables import load

OUTSIDE = ("SY140003", "SY140200", "SY140201")
"""Subdistricts of the occupied Golan, which no side of the war held."""

_MAJORITY, _SHARED = 0.5, 0.25
_SAME_KM = 3.0
_SPAN = LAST - FIRST + 1


def control_table(months: Iterable[int] | None = None) -> pl.DataFrame:
    """Chances of the holders of Syria's 272 subdistricts, month by month.

    A subdistrict is its towns, weighted by people: empty country is not told apart.

    Columns: `pcode`, `name`, `month_id`, `month`; the chance of each of `HOLDERS`,
    which sum to one; `holder`, the likeliest one of the likeliest side, and `chance`,
    that side's (opposition and Nusra together are one side); `basis`: `reported` where
    dated statements speak for half of the people or more, else `inferred`, and
    `outside` for three subdistricts that no side of the war held; `disputed`: a
    statement says so, no side has half, or reports give a second side a quarter; and
    the statement that speaks for the largest stated town that month, if any: `place`,
    `stated` (its date), `support`, `source`. In the month of a dated change each side
    has its days.

    Args:
        months: Month ids within March 2011 to November 2019 (375-479); all if left out.

    Raises:
        RecordError: If a month is outside these.
    """
    table = _cells()
    if months is None:
        return table
    wanted = sorted({_checked(month) for month in months})
    return table.filter(pl.col("month_id").is_in(wanted))


def who_held(
    place: str | tuple[float, float], months: int | Iterable[int] | None = None
) -> pl.DataFrame:
    """Chances of the holders of one place, columns as in `control_table`.

    Args:
        place: A town of the statements or of GeoNames, a subdistrict's P-code or name,
            or latitude and longitude in degrees.
        months: A month id or several (375-479); all if left out.

    Raises:
        RecordError: If there is no such place, it lies outside Syria, or a month is
            outside March 2011 to November 2019.

    Example:
        >>> found = who_held("Palmyra", [434, 437])
        >>> found["holder"].to_list(), found["basis"].to_list()
        (['islamic_state', 'government'], ['reported', 'reported'])
    """
    table = _one(place) if isinstance(place, tuple) else _named(place)
    if months is None:
        return table
    several = [months] if isinstance(months, int) else list(months)
    wanted = sorted({_checked(month) for month in several})
    return table.filter(pl.col("month_id").is_in(wanted))


def _checked(month: int) -> int:
    if not FIRST <= month <= LAST:
        raise RecordError.at(
            "month",
            f"control of places is not told for month {month}",
            f"use a month of {FIRST} to {LAST} (March 2011 to November 2019)",
        )
    return month


@functools.cache
def _cells() -> pl.DataFrame:
    points = shipped_points()
    at: dict[str, list[int]] = {}
    for point, pcode in enumerate(points.pcodes):
        at.setdefault(pcode, []).append(point)
    frames = [
        _rows(points, np.array(at[place.pcode]), place.pcode, place.name)
        for place in subdistricts()
    ]
    return _with_statements(pl.concat(frames)).sort("pcode", "month_id")


def _named(place: str) -> pl.DataFrame:
    cells = _cells()
    whole = cells.filter(pl.col("pcode") == place.strip().upper())
    if whole.height:
        return whole
    points = shipped_points()
    wanted = _folded(place)
    exact = [i for i, name in enumerate(points.names) if _folded(name) == wanted]
    # Parts of a divided town answer together to the town's name.
    parts = [
        i
        for i, name in enumerate(points.names)
        if "(" in name and _folded(name.split(" (")[0]) == wanted
    ]
    chosen = exact or parts
    if chosen:
        frame = _rows(points, np.array(chosen), points.pcodes[chosen[0]], place)
        return _with_statements(frame)
    towns = load("syria_towns")
    for name, lat, lon in towns.select("name", "latitude", "longitude").iter_rows():
        if _folded(name) == wanted:
            return _one((lat, lon), name=place)
    for one in subdistricts():
        if _folded(one.name) == wanted:
            return cells.filter(pl.col("pcode") == one.pcode)
    known = [*points.names, *towns["name"], *(one.name for one in subdistricts())]
    near = difflib.get_close_matches(place, known, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "give latitude and longitude"
    raise RecordError.at("place", f"no place of Syria is called {place!r}", hint)


_ARTICLES = ("al", "ar", "as", "ash", "at", "ad", "az", "an", "el")


def _folded(name: str) -> str:
    """A name without accents, apostrophes, articles, blanks and capitals."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if c not in "'‘’ʼ`")
    # Combining accents were split off and are no letters.
    words = "".join(c for c in kept if not unicodedata.combining(c)).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "".join(words)


def _one(spot: tuple[float, float], name: str | None = None) -> pl.DataFrame:
    latitude, longitude = float(spot[0]), float(spot[1])
    pcode = locate(latitude, longitude, snap_km=3.0)
    if pcode is None:
        raise RecordError.at(
            "place",
            f"{latitude}, {longitude} lies in no subdistrict of Syria",
            "give latitude first, then longitude, in degrees",
        )
    stated = _stated_at(latitude, longitude)
    if len(stated):
        known = shipped_points()
        return _with_statements(
            _rows(known, stated, pcode, name or known.names[int(stated[0])])
        )
    points = plain_points(
        shipped_ground(),
        names=[name or f"{latitude:.4f}, {longitude:.4f}"],
        pcodes=[pcode],
        latitude=np.array([latitude]),
        longitude=np.array([longitude]),
        people=np.ones(1),
    )
    return _with_statements(
        _rows(points, np.zeros(1, np.int64), pcode, points.names[0])
    )


def _stated_at(latitude: float, longitude: float) -> Int[np.ndarray, " n"]:
    """The towns with statements within 3 km, all parts of a divided one."""
    anchors = shipped_ground().anchors
    gaps = distance_km(latitude, longitude, anchors.latitude, anchors.longitude)
    nearest = int(gaps.argmin())
    if gaps[nearest] > _SAME_KM:
        return np.zeros(0, dtype=np.int64)
    stem = anchors.names[nearest].split(" (")[0]
    mine = [name.split(" (")[0] == stem for name in anchors.names]
    return np.flatnonzero(np.array(mine))


def _rows(
    points: Points, chosen: Int[np.ndarray, " n"], pcode: str, name: str
) -> pl.DataFrame:
    """The months of one place made of points, weighted by people."""
    weight = points.people[chosen] / points.people[chosen].sum()
    chance = points.chance[:_SPAN, :, chosen] @ weight
    chance /= chance.sum(axis=1, keepdims=True)
    reported = points.reported[chosen, :_SPAN]
    top, sure = likeliest(chance)
    disputed = (points.disputed[chosen, :_SPAN] & reported).T @ weight >= _SHARED
    told = reported.T @ weight
    sides = np.sort(by_side(chance), axis=1)
    disputed |= sides[:, -1] < _MAJORITY
    disputed |= (told >= _SHARED) & (sides[:, -2] >= _SHARED)
    basis = ["reported" if share >= _MAJORITY else "inferred" for share in told]
    if pcode in OUTSIDE:
        basis = ["outside"] * _SPAN
        disputed[:] = True
    months = range(FIRST, LAST + 1)
    return pl.DataFrame(
        {
            "pcode": [pcode] * _SPAN,
            "name": [name] * _SPAN,
            "month_id": pl.Series(months, dtype=pl.Int64),
            "month": [month_label(month) for month in months],
            **{holder: chance[:, place] for place, holder in enumerate(HOLDERS)},
            "holder": [HOLDERS[int(place)] for place in top],
            "chance": sure,
            "basis": basis,
            "disputed": disputed,
            "statement": _speaking(points, chosen),
        }
    )


def _speaking(points: Points, chosen: Int[np.ndarray, " n"]) -> Int[np.ndarray, " m"]:
    """The statement of the largest stated point, month by month; -1 for none."""
    order = chosen[np.argsort(-points.people[chosen], kind="stable")]
    rows = points.statement[order, :_SPAN]
    first = (rows >= 0).argmax(axis=0)
    return rows[first, np.arange(rows.shape[1])]


_STATED: Sequence[str] = ("place", "date", "support", "source")


def _with_statements(frame: pl.DataFrame) -> pl.DataFrame:
    stated = (
        load("syria_statements")
        .select(_STATED)
        .rename({"date": "stated"})
        .with_row_index("statement")
        .cast({"statement": pl.Int64})
    )
    return frame.join(stated, on="statement", how="left", maintain_order="left").drop(
        "statement"
    )

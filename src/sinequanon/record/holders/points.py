"""Chances of the holders at towns with statements and at the other towns of the map."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.record.holders.anchors import Anchors, distances
from sinequanon.record.holders.evidence import deaths_near
from sinequanon.record.holders.scoring import shipped_ground
from sinequanon.record.holders.sides import HOLDERS, MONTHS
from sinequanon.record.holders.smoothing import (
    Chances,
    Ground,
    Rule,
    from_events,
    from_statements,
    from_towns,
    said_of,
    signals_of,
)
from sinequanon.record.holders.splitting import Split, by_holder, nusra_share
from sinequanon.record.polygons import subdistricts
from sinequanon.record.tables import load

_SAME_KM = 3.0
_OTHERS = 3
"""Towns without statements taken in a subdistrict, the most populous first."""
_UNCOUNTED = 3_000.0
_OUTPOST = 500.0
_NOBODY_LIVES = re.compile(r"airbase|\bbases?\b|crossing|\bDam\b")


@dataclass(frozen=True, kw_only=True)
class Points:
    """Chances at points; arrays are months (from March 2011) x holders x points.

    `people` weighs a point within its subdistrict; `statement` is the row of the
    statements that speaks for the month, or -1; `reported` where it does.
    """

    names: tuple[str, ...]
    pcodes: tuple[str, ...]
    people: Float[np.ndarray, " points"]
    chance: Float[np.ndarray, "months holders points"]
    statement: Int[np.ndarray, "points months"]
    disputed: Bool[np.ndarray, "points months"]

    @property
    def reported(self) -> Bool[np.ndarray, "points months"]:
        """Where a dated statement speaks for the month."""
        return self.statement >= 0


@functools.cache
def shipped_points() -> Points:
    """All points of the map of Syria, under the fitted rule."""
    ground = shipped_ground()
    places = _other_places(ground.anchors)
    stated = town_points(ground, Rule(), Split())
    other = plain_points(
        ground,
        names=places["name"].to_list(),
        pcodes=places["pcode"].to_list(),
        latitude=places["latitude"].to_numpy().astype(np.float64),
        longitude=places["longitude"].to_numpy().astype(np.float64),
        people=places["people"].to_numpy().astype(np.float64),
    )
    return Points(
        names=stated.names + other.names,
        pcodes=stated.pcodes + other.pcodes,
        people=np.concatenate([stated.people, other.people]),
        chance=np.concatenate([stated.chance, other.chance], axis=2),
        statement=np.concatenate([stated.statement, other.statement]),
        disputed=np.concatenate([stated.disputed, other.disputed]),
    )


@functools.lru_cache(maxsize=2)
def _stated(ground: Ground, rule: Rule) -> Chances:
    everyone = np.arange(len(ground.anchors.names))
    return from_statements(ground.anchors, everyone, ground.signals(rule), rule)


def town_points(ground: Ground, rule: Rule, split: Split) -> Points:
    """The towns with statements, their own statements used.

    A statement may be wrong: by that chance the month is as the chain would tell it
    from events and other towns alone.
    """
    anchors = ground.anchors
    everyone = np.arange(len(anchors.names))
    signals = ground.signals(rule)
    same = anchors.cluster[:, None] == anchors.cluster[None, :]
    told = from_towns(np.where(same, np.inf, ground.gaps), _stated(ground, rule), rule)
    without = from_events(signals, rule, told)
    blocs = from_events(signals, rule, told + said_of(anchors, everyone))
    share = nusra_share(anchors, everyone, ground.gaps, split)
    known = anchors.holder.T
    said = np.where(known == HOLDERS.index("opposition"), 0.0, share)
    said = np.where(known == HOLDERS.index("nusra"), 1.0, said)
    wrong = anchors.wrong.T[:, None, :]
    chance = (1.0 - wrong) * by_holder(blocs, said)
    chance += wrong * by_holder(without, share)
    # In the month of a dated change each side has its days.
    for town, month in np.argwhere(anchors.passing >= 0.0).tolist():
        before = float(anchors.passing[town, month])
        earlier, later = max(month - 1, 0), min(month + 1, MONTHS - 1)
        chance[month, :, town] = (
            before * chance[earlier, :, town] + (1.0 - before) * chance[later, :, town]
        )
    return Points(
        names=anchors.names,
        pcodes=anchors.pcodes,
        people=_people(anchors),
        chance=chance,
        statement=anchors.statement,
        disputed=anchors.disputed,
    )


def plain_points(
    ground: Ground,
    *,
    names: Sequence[str],
    pcodes: Sequence[str],
    latitude: Float[np.ndarray, " points"],
    longitude: Float[np.ndarray, " points"],
    people: Float[np.ndarray, " points"],
) -> Points:
    """Points without statements, told from events and from the towns around."""
    rule, anchors = Rule(), ground.anchors
    deaths = deaths_near(ground.fighting, latitude, longitude, rule.kernel_km)
    gaps = distances(latitude, longitude, anchors.latitude, anchors.longitude)
    told = from_towns(gaps, _stated(ground, rule), rule)
    blocs = from_events(signals_of(deaths, rule), rule, told)
    share = nusra_share(anchors, np.arange(len(anchors.names)), gaps, Split())
    shape = (len(latitude), MONTHS)
    return Points(
        names=tuple(names),
        pcodes=tuple(pcodes),
        people=people,
        chance=by_holder(blocs, share),
        statement=np.full(shape, -1),
        disputed=np.zeros(shape, dtype=np.bool_),
    )


def _people(anchors: Anchors) -> Float[np.ndarray, " towns"]:
    """People by town: of GeoNames' town within 3 km, by part; a guess if unknown."""
    towns = load("syria_towns").filter(pl.col("population") > 0)
    gaps = distances(
        anchors.latitude,
        anchors.longitude,
        towns["latitude"].to_numpy().astype(np.float64),
        towns["longitude"].to_numpy().astype(np.float64),
    )
    nearest = gaps.argmin(axis=1)
    count = towns["population"].to_numpy().astype(np.float64)[nearest]
    count = np.where(gaps.min(axis=1) <= _SAME_KM, count, _UNCOUNTED)
    empty = np.array([_NOBODY_LIVES.search(name) is not None for name in anchors.names])
    return anchors.part * np.where(empty, _OUTPOST, count)


def _other_places(anchors: Anchors) -> pl.DataFrame:
    """Populous towns without statements, and a centre where a subdistrict has none."""
    towns = (
        load("syria_towns")
        .filter((pl.col("population") > 0) & pl.col("pcode").is_not_null())
        .sort("population", "name", descending=[True, False])
        .group_by("pcode", maintain_order=True)
        .head(_OTHERS)
        .select("name", "pcode", "latitude", "longitude", people="population")
    )
    gaps = distances(
        towns["latitude"].to_numpy().astype(np.float64),
        towns["longitude"].to_numpy().astype(np.float64),
        anchors.latitude,
        anchors.longitude,
    )
    towns = towns.filter(pl.Series(gaps.min(axis=1) > _SAME_KM)).cast(
        {"people": pl.Float64}
    )
    have = {*anchors.pcodes, *towns["pcode"].to_list()}
    centres = [
        (place.name, place.pcode, *_centre(place.rings), _UNCOUNTED)
        for place in subdistricts()
        if place.pcode not in have
    ]
    return pl.concat([towns, pl.DataFrame(centres, towns.schema, orient="row")])


def _centre(rings: Sequence[Float[np.ndarray, "corners two"]]) -> tuple[float, float]:
    """Latitude and longitude of the centre of the largest ring (shoelace formula)."""

    def parts(ring: Float[np.ndarray, "corners two"]) -> tuple[float, float, float]:
        x, y = ring[:, 0], ring[:, 1]
        cross = x * np.roll(y, -1) - np.roll(x, -1) * y
        area = float(cross.sum()) / 2.0
        east = float(((x + np.roll(x, -1)) * cross).sum())
        north = float(((y + np.roll(y, -1)) * cross).sum())
        return area, north / (6.0 * area), east / (6.0 * area)

    # Far from the origin the products lose digits: the ring is moved there first.
    found: list[tuple[float, float, float]] = []
    for ring in rings:
        first = ring[0]
        area, north, east = parts(ring - first)
        found.append((abs(area), north + float(first[1]), east + float(first[0])))
    _, latitude, longitude = max(found)
    return latitude, longitude

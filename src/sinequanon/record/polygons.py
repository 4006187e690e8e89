"""Syria's subdistricts as polygons, and the subdistrict that a point lies in."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from sinequanon.errors import RecordError
from sinequanon.record.entries import data_folder, entry_of
from sinequanon.record.tables import read_bytes


@dataclass(frozen=True, kw_only=True)
class Subdistrict:
    """One subdistrict: its P-code, name and rings of (longitude, latitude).

    A point inside an odd number of rings is inside: islands and holes need no order.
    """

    pcode: str
    name: str
    rings: tuple[Float[np.ndarray, "points 2"], ...]


@functools.cache
def subdistricts() -> tuple[Subdistrict, ...]:
    """Syria's 272 subdistricts in order of their P-codes.

    Raises:
        RecordError: If the shipped map is missing, damaged or not the shipped one.
    """
    entry = entry_of("syria_subdistricts")
    content, faults = read_bytes(entry, data_folder() / entry.file)
    if faults:
        raise RecordError(faults)
    found: list[Subdistrict] = []
    for feature in json.loads(content)["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"]
        if shape["type"] == "Polygon":
            parts = [parts]
        rings = tuple(
            np.asarray(ring, dtype=np.float64)[:, :2] for part in parts for ring in part
        )
        label = feature["properties"]
        found.append(
            Subdistrict(pcode=label["pcode"], name=label["name_en"], rings=rings)
        )
    return tuple(sorted(found, key=lambda one: one.pcode))


def inside(
    rings: Sequence[Float[np.ndarray, "points 2"]],
    lat: Float[np.ndarray, " n"],
    lon: Float[np.ndarray, " n"],
) -> Bool[np.ndarray, " n"]:
    """Whether each point lies inside the rings, by counting crossings to its east.

    Even-odd rule (Shimrat 1962, doi:10.1145/368637.368653). Longitude and latitude are
    read as plane coordinates, as the edges of the simplified map are.
    """
    odd = np.zeros(lat.shape, dtype=np.bool_)
    for ring in rings:
        x0, y0 = ring[:, 0], ring[:, 1]
        x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
        spans = (y0[None, :] > lat[:, None]) != (y1[None, :] > lat[:, None])
        rise = np.where(y1 == y0, 1.0, y1 - y0)
        reach = x0 + (x1 - x0) * (lat[:, None] - y0) / rise
        crossings = np.count_nonzero(spans & (lon[:, None] < reach), axis=1)
        odd ^= (crossings % 2).astype(np.bool_)
    return odd


def match(
    lat: Float[np.ndarray, " n"], lon: Float[np.ndarray, " n"]
) -> tuple[Int[np.ndarray, " n"], Int[np.ndarray, " n"]]:
    """The first subdistrict that holds each point, and how many do.

    The simplified polygons overlap and leave slivers. The rule: of several, the one
    that comes first by P-code; of none, -1.

    Args:
        lat: Latitudes, degrees north.
        lon: Longitudes, degrees east.

    Returns:
        Positions in `subdistricts()` and counts of polygons, one for each point.
    """
    first = np.full(lat.shape, -1, dtype=np.int64)
    matches = np.zeros(lat.shape, dtype=np.int64)
    for position, place in enumerate(subdistricts()):
        corners = np.concatenate(place.rings)
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        near = np.flatnonzero(
            (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        )
        hit = near[inside(place.rings, lat[near], lon[near])]
        matches[hit] += 1
        first[hit[first[hit] < 0]] = position
    return first, matches


def locate(lat: float, lon: float, *, snap_km: float = 0.0) -> str | None:
    """The P-code of the subdistrict that a point lies in, or None.

    Args:
        lat: Degrees north.
        lon: Degrees east.
        snap_km: How far outside every polygon a point may lie and still be given to the
            one with the nearest corner, kilometres; towns on a coast or a frontier fall
            outside the simplified lines.
    """
    first, _ = match(np.array([float(lat)]), np.array([float(lon)]))
    position = int(first[0])
    if position >= 0:
        return subdistricts()[position].pcode
    gap, pcode = min(
        (float(distance_km(lat, lon, ring[:, 1], ring[:, 0]).min()), place.pcode)
        for place in subdistricts()
        for ring in place.rings
    )
    return pcode if gap <= snap_km else None


def distance_km(
    lat: float, lon: float, lats: Float[np.ndarray, " n"], lons: Float[np.ndarray, " n"]
) -> Float[np.ndarray, " n"]:
    """Great-circle distances from one point to many, kilometres (radius 6,371 km)."""
    north, east = np.radians(lats - lat), np.radians(lons - lon)
    lean = np.cos(np.radians(lat)) * np.cos(np.radians(lats))
    half = np.sin(north / 2.0) ** 2 + lean * np.sin(east / 2.0) ** 2
    return 2.0 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))

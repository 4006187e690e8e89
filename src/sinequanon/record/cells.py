"""The place that an event lies in: a subdistrict, a PRIO-GRID cell or an H3 cell.

Nothing finer than a subdistrict of Syria or a cell of about its size is made: an event
is placed by the name of a town, and a finer cell would pretend to more.
"""

import importlib
from typing import Any, Literal

import numpy as np
import polars as pl
from jaxtyping import Float, Int

from sinequanon.errors import RecordError
from sinequanon.record.places import place_events

PlaceKind = Literal["subdistrict", "prio_grid", "h3"]

FINEST_H3 = 4
"""Finest H3 resolution: cells of 1,770 km² on average (res 5: 253 km²)."""


def prio_grid_cell(
    lat: Float[np.ndarray, " n"], lon: Float[np.ndarray, " n"]
) -> Int[np.ndarray, " n"]:
    """The PRIO-GRID cell (half a degree) that each point lies in, by its gid.

    Cells are numbered from 1 at the south-west corner, along each row (Tollefsen,
    Strand & Buhaug 2012, doi:10.1177/0022343311431287). A point on a cell's edge is in
    the cell to its north-east.

    Args:
        lat: Degrees north, -90 to below 90.
        lon: Degrees east, -180 to below 180.

    Example:
        >>> prio_grid_cell(np.array([34.5624]), np.array([38.284])).tolist()
        [179717]
    """
    row, column = np.floor((lat + 90.0) * 2.0), np.floor((lon + 180.0) * 2.0)
    return (row * 720 + column + 1).astype(np.int64)


def with_places(
    events: pl.DataFrame, kind: PlaceKind, *, h3_resolution: int = 3
) -> pl.DataFrame:
    """Events with the column `place`, as text (null where no place holds the point).

    Args:
        events: Rows with `latitude` and `longitude` in degrees.
        kind: `subdistrict` (Syria's P-codes), `prio_grid` (gid) or `h3` (cell id).
        h3_resolution: 0 to `FINEST_H3`. Cells of 3 are about 12,400 km², of 4 about
            1,770 km²; a PRIO-GRID cell is about 3,100 km² at the equator and a
            subdistrict of Syria 680 km² on average.

    Raises:
        RecordError: If H3 cells are asked for and the optional package is missing, or
            the resolution is finer than allowed.
    """
    if kind == "subdistrict":
        return place_events(events).events.rename({"pcode": "place"})
    lat = events["latitude"].to_numpy().astype(np.float64)
    lon = events["longitude"].to_numpy().astype(np.float64)
    if kind == "prio_grid":
        cells = prio_grid_cell(lat, lon)
        return events.with_columns(pl.Series("place", cells).cast(pl.String))
    if not 0 <= h3_resolution <= FINEST_H3:
        raise RecordError.at(
            "h3_resolution",
            f"resolution {h3_resolution} is not 0 to {FINEST_H3}",
            "finer cells would pretend to know more than the record does",
        )
    library = _h3()
    names = [
        library.latlng_to_cell(float(one), float(other), h3_resolution)
        for one, other in zip(lat, lon, strict=True)
    ]
    return events.with_columns(pl.Series("place", names, pl.String))


def _h3() -> Any:
    try:
        return importlib.import_module("h3")
    except ImportError as error:
        raise RecordError.at(
            "places",
            "H3 cells need the optional package h3 (version 4), which is not installed",
            "install h3, or ask for prio_grid",
        ) from error

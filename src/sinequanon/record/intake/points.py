"""Points on the map: off it, or with latitude and longitude swapped."""

import functools

import polars as pl

from sinequanon.record.intake.findings import Findings
from sinequanon.record.tables import load

_MARGIN = 1.0
"""Degrees by which a country's events may lie outside the box of its known ones."""


def cell_of(latitude: pl.Expr, longitude: pl.Expr) -> pl.Expr:
    """The PRIO-GRID cell of a point in degrees, half a degree wide."""
    row = ((latitude + 90) * 2).floor()
    cell = row * 720 + ((longitude + 180) * 2).floor() + 1
    return cell.cast(pl.Int64, strict=False)


def check_points(found: Findings, frame: pl.DataFrame) -> None:
    """Take rows whose point is off the map or has its coordinates swapped.

    Swapped is a point whose latitude is none while the other order is a place; whose
    PRIO-GRID cell is that of the other order; or, where its cell does not confirm it,
    that lies outside the box of its country's shipped events while the other order lies
    inside. Where both orders lie inside, as in parts of Syria, only a cell tells.
    """
    lat, lon = pl.col("latitude"), pl.col("longitude")
    on_map = lat.is_between(-90, 90) & lon.is_between(-180, 180)
    other_on_map = lon.is_between(-90, 90) & lat.is_between(-180, 180)
    own = other = pl.lit(value=False)
    if "priogrid_gid" in frame.columns:
        cell = pl.col("priogrid_gid")
        own = (on_map & (cell == cell_of(lat, lon))).fill_null(value=False)
        other = ~own & other_on_map & (cell == cell_of(lon, lat))
    columns = {"latitude", "longitude", "country", "priogrid_gid"}
    points = frame.select(columns & set(frame.columns))
    boxed = points.join(_boxes(), on="country", how="left", maintain_order="left")
    abroad = on_map & ~own & ~_inside(lat, lon) & _inside(lon, lat)
    swapped = boxed.select(
        _any([~on_map & other_on_map, other, abroad]).alias("swapped")
    )["swapped"]
    place = frame.select(off=~on_map)["off"] & ~swapped

    def point(row: int) -> str:
        return f"{frame['latitude'][row]}, {frame['longitude'][row]}"

    found.rows(
        swapped,
        lambda row: (
            f"latitude, longitude {point(row)} are swapped for {frame['country'][row]}"
        ),
        "latitude and longitude are swapped",
        "exchange the two columns in the file",
    )
    found.rows(
        place,
        lambda row: f"latitude, longitude {point(row)} are no point on the map",
        "latitude and longitude are no point on the map",
        "latitude runs from -90 to 90, longitude from -180 to 180",
    )


def _any(marks: list[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal([mark.fill_null(value=False) for mark in marks])


def _inside(lat: pl.Expr, lon: pl.Expr) -> pl.Expr:
    """Whether a point lies in its country's box; unknown where no box is known."""
    south, north, west, east = map(pl.col, ("_south", "_north", "_west", "_east"))
    return lat.is_between(south - _MARGIN, north + _MARGIN) & lon.is_between(
        west - _MARGIN, east + _MARGIN
    )


@functools.cache
def _boxes() -> pl.DataFrame:
    """For each country, the box of its shipped events, degrees."""
    lat, lon = pl.col("latitude"), pl.col("longitude")
    return (
        load("ged211_precise")
        .group_by("country")
        .agg(
            lat.min().alias("_south"),
            lat.max().alias("_north"),
            lon.min().alias("_west"),
            lon.max().alias("_east"),
        )
    )

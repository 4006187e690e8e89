"""A map with a slider of months as one self-contained page: no network, no tiles."""

import itertools
import json
import math

import numpy as np
from jaxtyping import Bool, Float, Int
from markupsafe import Markup

from sinequanon import __version__
from sinequanon.months import month_label
from sinequanon.record import MapCell, WarMap
from sinequanon.report.page import asset, digest, environment, vendored

_WIDE = 4000
"""Width of the drawing in its own units: about 160 m each on a map of Syria."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_TOP = len(_DIGITS) - 1
_MARGIN = 0.02
_TOLD = 0.6
"""Chance of a side below which an inferred cell is not told (analyst)."""


def map_to_html(shown: WarMap) -> str:
    """The map as one HTML page that loads nothing: style, script and values inside.

    A content security policy forbids every request and lets only the page's own scripts
    run, by their digest. Without scripts the page shows its table and its notes.

    Args:
        shown: What the map shows.
    """
    scripts = [*vendored("d3.min.js"), asset("record_map.js")]
    return (
        environment({})
        .get_template("record_map.html.j2")
        .render(
            map=shown,
            version=__version__,
            first=month_label(shown.first_month),
            last=month_label(shown.first_month + len(shown.share) - 1),
            counts=_counts(shown),
            style=Markup(asset("record_map.css")),
            scripts=[Markup(script) for script in scripts],
            script_hashes=Markup(" ".join(digest(script) for script in scripts)),
            values=_values(shown),
        )
    )


def _values(shown: WarMap) -> Markup:
    """What the script draws, as JSON that cannot close its script element."""
    project = _Projection(shown)
    flags = shown.reported + 2 * shown.disputed + 4 * _unsure(shown)
    values = {
        "kind": shown.kind,
        "first": shown.first_month,
        "months": len(shown.share),
        "size": [_WIDE, project.height],
        "degree": project.across,
        "holders": [{"key": key, "name": name} for key, name in shown.holders],
        "dyads": [{"name": name, "civilians": civil} for name, civil in shown.dyads],
        "sides": list(shown.sides),
        "cells": [
            {
                "code": cell.code,
                "name": cell.name,
                "path": project.path(cell),
                "share": _text(shown.share[:, :, place]),
                "weight": _logarithmic(shown.weight[:, place], shown.weight.max()),
                "flags": "".join(map(str, flags[:, place].tolist())),
                "said": _runs(shown.statement[:, place]),
            }
            for place, cell in enumerate(shown.cells)
        ],
        "statements": [
            [str(row["place"]), str(row["stated"]), row["support"], row["source"]]
            for row in shown.statements.iter_rows(named=True)
        ],
        "events": _events(shown, project),
        "towns": [
            [row["name"], *project.point(row["longitude"], row["latitude"])]
            for row in shown.towns.iter_rows(named=True)
        ],
        "lines": "".join(project.line(line) for line in shown.lines),
        "grid": project.graticule() if shown.kind == "proxy" else [],
    }
    text = json.dumps(values, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


class _Projection:
    """Degrees to the drawing: equirectangular, true to scale at the middle latitude."""

    def __init__(self, shown: WarMap) -> None:
        """Find the bounds of all cells, with a margin."""
        corners = np.concatenate([ring for one in shown.cells for ring in one.rings])
        west, south = corners.min(axis=0)
        east, north = corners.max(axis=0)
        narrow = math.cos(math.radians((south + north) / 2.0))
        wide = (east - west) * narrow * (1.0 + 2.0 * _MARGIN)
        tall = (north - south) * (1.0 + 2.0 * _MARGIN)
        # A long, thin war is not drawn higher than it is wide.
        self._scale = _WIDE / max(wide, tall)
        self._west = west - (_WIDE / self._scale / narrow - (east - west)) / 2.0
        self._north = north + _MARGIN * (north - south)
        self._narrow = narrow
        self._bounds = (west, south, east, north)
        self.across = round(self._scale * narrow)
        self.height = math.ceil(tall * self._scale)

    def point(self, east: float, north: float) -> tuple[int, int]:
        """A point in whole units of the drawing."""
        return (
            round((east - self._west) * self._narrow * self._scale),
            round((self._north - north) * self._scale),
        )

    def path(self, cell: MapCell) -> str:
        """An area as a path; corners that fall onto one unit become one."""
        parts: list[str] = []
        for ring in cell.rings:
            points = [self.point(east, north) for east, north in ring.tolist()]
            if points[0] == points[-1]:
                points = points[:-1]
            steps = [
                (bx - ax, by - ay)
                for (ax, ay), (bx, by) in itertools.pairwise(points)
                if (ax, ay) != (bx, by)
            ]
            if len(steps) < 2:
                continue
            moves = "".join(f"{x}{y:+d} " if y < 0 else f"{x},{y} " for x, y in steps)
            parts.append(f"M{points[0][0]},{points[0][1]}l{moves.strip()}z")
        return "".join(parts)

    def line(self, line: Float[np.ndarray, "points 2"]) -> str:
        """A line as an open path."""
        points = [self.point(east, north) for east, north in line.tolist()]
        steps = "".join(
            f"{bx - ax},{by - ay} "
            for (ax, ay), (bx, by) in itertools.pairwise(points)
            if (ax, ay) != (bx, by)
        )
        return f"M{points[0][0]},{points[0][1]}l{steps.strip()}" if steps else ""

    def graticule(self) -> list[list[object]]:
        """Lines of whole degrees with their labels, for a map without borders."""
        west, south, east, north = self._bounds
        step = max(1, math.ceil((east - west) / 8.0))
        lines: list[list[object]] = []
        for degree in range(math.floor(west), math.ceil(east) + 1, step):
            x, _ = self.point(float(degree), north)
            side = "E" if degree >= 0 else "W"
            lines.append(["x", x, f"{abs(degree)}° {side}"])
        for degree in range(math.floor(south), math.ceil(north) + 1, step):
            _, y = self.point(west, float(degree))
            side = "N" if degree >= 0 else "S"
            lines.append(["y", y, f"{abs(degree)}° {side}"])
        return lines


def _text(share: Float[np.ndarray, "months holders"]) -> str:
    """Shares as one character each, 0 to 63, month after month."""
    places = np.rint(share * _TOP).astype(np.int64).ravel()
    return "".join(_DIGITS[place] for place in places.tolist())


def _logarithmic(weight: Float[np.ndarray, " months"], most: float) -> str:
    """Weights as one character each on a logarithmic scale; 0 is none."""
    scale = np.log1p(weight) / max(math.log1p(most), 1e-9)
    places = np.where(weight > 0, np.maximum(np.rint(scale * _TOP), 1), 0)
    return "".join(_DIGITS[place] for place in places.astype(np.int64).tolist())


def _runs(statement: Int[np.ndarray, " months"]) -> list[int]:
    """Statements as pairs of a month and the statement from then on."""
    runs: list[int] = []
    last = -1
    for month, row in enumerate(statement.tolist()):
        if row != last:
            runs += [month, row]
            last = row
    return runs


def _events(shown: WarMap, project: _Projection) -> list[list[int]]:
    """For each month its points: x, y, pair, events, low, best, high, one by one."""
    months: list[list[int]] = [[] for _ in range(len(shown.share))]
    for month, lat, lon, *figures in shown.events.iter_rows():
        months[month - shown.first_month] += [*project.point(lon, lat), *figures]
    return months


def _by_side(shown: WarMap) -> Float[np.ndarray, "months sides cells"]:
    """Shares of the sides, each the sum over its holders."""
    sides = np.array(shown.sides)
    return np.stack(
        [
            shown.share[:, sides == side, :].sum(axis=1)
            for side in range(max(shown.sides) + 1)
        ],
        axis=1,
    )


def _unsure(shown: WarMap) -> Bool[np.ndarray, "months cells"]:
    """Where no statement speaks and the likeliest side's chance is too low to tell."""
    if shown.kind != "control":
        return np.zeros_like(shown.reported)
    low = _by_side(shown).max(axis=1) < _TOLD
    return low & ~shown.reported & (shown.weight > 0)


def _counts(shown: WarMap) -> list[tuple[str, list[int], int]]:
    """In how many cells each holder is told, each January and at the end."""
    every = (shown.weight > 0) & ~_unsure(shown)
    sides = _by_side(shown)[:, list(shown.sides), :]
    first = np.where(sides == sides.max(axis=1, keepdims=True), shown.share, -1.0)
    likeliest = first.argmax(axis=1)
    last = len(shown.share) - 1
    chosen = [
        month
        for month in range(last + 1)
        if (shown.first_month + month) % 12 == 1 or month == last
    ]
    rows: list[tuple[str, list[int], int]] = []
    for month in chosen:
        told = every[month]
        counts = np.bincount(
            likeliest[month, told], minlength=len(shown.holders)
        ).tolist()
        rows.append(
            (month_label(shown.first_month + month), counts, int((~told).sum()))
        )
    return rows

"""A map with a slider of months as one self-contained page: no network, no tiles."""

import json
import math

import numpy as np
from jaxtyping import Bool, Float, Int
from markupsafe import Markup

from sinequanon import __version__
from sinequanon.months import month_label
from sinequanon.record import WarMap
from sinequanon.report.page import asset, digest, environment, vendored
from sinequanon.report.projection import WIDE, Projection

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_TOP = len(_DIGITS) - 1
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
    project = Projection(shown.cells)
    flags = shown.reported + 2 * shown.disputed + 4 * _unsure(shown)
    values = {
        "kind": shown.kind,
        "first": shown.first_month,
        "months": len(shown.share),
        "size": [WIDE, project.height],
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


def _events(shown: WarMap, project: Projection) -> list[list[int]]:
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

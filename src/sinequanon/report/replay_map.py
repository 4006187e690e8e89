"""Maps of the runs, month by month, in both worlds: values to draw, and a table."""

import base64
import json
from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Int, UInt8
from markupsafe import Markup

from sinequanon.answer import WarMaps
from sinequanon.record import MapCell
from sinequanon.report.projection import WIDE, Projection


def replay_values(maps: WarMaps, areas: Sequence[MapCell]) -> Markup:
    """What the script draws, as JSON that cannot close its script element.

    Args:
        maps: Who holds each place.
        areas: Areas of the places; a place without one is not drawn.
    """
    project = Projection(areas)
    shapes = {one.code: one for one in areas}
    values = {
        "size": [WIDE, project.height],
        "holders": [
            {"name": str(row["name"]), "side": str(row["side"])} for row in maps.holders
        ],
        "months": maps.months,
        "runs": maps.runs,
        "places": [
            {
                "code": code,
                "name": shapes[code].name if code in shapes else code,
                "path": project.path(shapes[code]) if code in shapes else "",
            }
            for code in maps.places
        ],
        "place": maps.place,
        "with": maps.held_with,
        "without": maps.held_without,
        "single": maps.single,
    }
    text = json.dumps(values, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def replay_rows(maps: WarMaps, areas: Sequence[MapCell]) -> list[Mapping[str, object]]:
    """For each month: places by likeliest holder in both worlds, and where they differ.

    Args:
        maps: Who holds each place.
        areas: Areas of the places, for their names.
    """
    names = {one.code: one.name for one in areas}
    without, with_event = likeliest(maps, "without"), likeliest(maps, "with")
    rows: list[Mapping[str, object]] = []
    for number, month in enumerate(maps.months):
        differing = np.flatnonzero(without[number] != with_event[number])
        counts = [
            np.bincount(world[number], minlength=len(maps.holders)).tolist()
            for world in (without, with_event)
        ]
        rows.append(
            {
                "month": month,
                "counts": list(zip(*counts, strict=True)),
                "differing": [
                    names.get(maps.places[place], maps.places[place])
                    for place in differing.tolist()
                ],
            }
        )
    return rows


def likeliest(maps: WarMaps, world: str) -> Int[np.ndarray, "months places"]:
    """Position of the likeliest holder: of the likeliest side, its likeliest holder."""
    held = shares(maps, world).astype(np.int64)
    sides = [str(row["side"]) for row in maps.holders]
    whole = np.stack(
        [
            sum(
                (held[:, :, k] for k, side in enumerate(sides) if side == own),
                np.zeros_like(held[:, :, 0]),
            )
            for own in sides
        ],
        axis=2,
    )
    most = whole.max(axis=2, keepdims=True)
    return np.where(whole >= most, held, -1).argmax(axis=2)


def shares(maps: WarMaps, world: str) -> UInt8[np.ndarray, "months places holders"]:
    """Shares of runs, 0 to 255."""
    text = maps.held_with if world == "with" else maps.held_without
    shape = (len(maps.months), len(maps.places), len(maps.holders))
    return np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(shape)

"""Degrees to whole units of a drawing, for every map of the room."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from sinequanon.record import MapCell

WIDE = 4000
"""Width of the drawing in its own units: about 160 m each on a map of Syria."""
_MARGIN = 0.02


class Projection:
    """Degrees to the drawing: equirectangular, true to scale at the middle latitude."""

    def __init__(self, cells: Sequence[MapCell]) -> None:
        """Find the bounds of all cells, with a margin."""
        corners = np.concatenate([ring for one in cells for ring in one.rings])
        west, south = corners.min(axis=0)
        east, north = corners.max(axis=0)
        narrow = math.cos(math.radians((south + north) / 2.0))
        wide = (east - west) * narrow * (1.0 + 2.0 * _MARGIN)
        tall = (north - south) * (1.0 + 2.0 * _MARGIN)
        # A long, thin war is not drawn higher than it is wide.
        self._scale = WIDE / max(wide, tall)
        self._west = west - (WIDE / self._scale / narrow - (east - west)) / 2.0
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

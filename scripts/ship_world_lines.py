"""Write the coasts and borders of the shipped record from Natural Earth's 1:50m map.

Usage: python scripts/ship_world_lines.py countries-50m.json

The file is that of the npm package world-atlas 2.0.2, whose content is Natural Earth's
(public domain). Only its lines are kept, each once, rounded to 0.01 degree.
"""

import hashlib
import json
import sys
from pathlib import Path

import polars as pl

DATA = Path(__file__).parents[1] / "src" / "sinequanon" / "data"
NAME = "world_lines"


def lines(topology: dict) -> pl.DataFrame:
    """Columns `line`, `longitude`, `latitude` (hundredths of a degree), in order."""
    (kx, ky), (dx, dy) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    rows: list[tuple[int, int, int]] = []
    for number, arc in enumerate(topology["arcs"]):
        x = y = 0
        last = None
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = (round((x * kx + dx) * 100), round((y * ky + dy) * 100))
            if point != last:
                rows.append((number, *point))
            last = point
    table = pl.DataFrame(
        rows,
        schema={"line": pl.Int32, "longitude": pl.Int16, "latitude": pl.Int16},
        orient="row",
    )
    return table.filter(pl.len().over("line") > 1)


def main() -> None:
    """Write the table and its catalog entry."""
    table = lines(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    file = DATA / f"{NAME}.parquet"
    table.write_parquet(file, compression="zstd", compression_level=19)
    catalog_file = DATA / "catalog.json"
    entries = [
        entry
        for entry in json.loads(catalog_file.read_text("utf-8"))
        if entry["name"] != NAME
    ]
    entries.append(
        {
            "name": NAME,
            "file": file.name,
            "title": "Coasts and borders of the world, as lines, in 0.01 degree",
            "version": "Natural Earth 1:50m, as in world-atlas 2.0.2",
            "source": "Natural Earth, https://www.naturalearthdata.com",
            "licence": "public domain",
            "citation": "Made with Natural Earth.",
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "rows": table.height,
            "sums": {
                name: int(table[name].cast(pl.Int64).sum())
                for name in ("line", "longitude", "latitude")
            },
        }
    )
    text = json.dumps(entries, ensure_ascii=False, indent=2)
    catalog_file.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

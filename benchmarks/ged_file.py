"""A file of the shape of UCDP's whole event file, made from the test's sample of it.

GED 25.1 has 385,918 rows of 49 columns. Rows are drawn with replacement from 1,000 real
ones, get an id of their own and are moved by up to half a year, so that conflicts and
months are filled as unevenly as in the real file. The same seed makes the same file.
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl

from sinequanon.streams import uniforms

SAMPLE = (
    Path(__file__).parents[1] / "tests" / "record" / "data" / "ged231_sample.parquet"
)
ROWS = 385_918
SEED = 20250925
_HEADLINE = "Clashes reported near {}; several killed, officials say (report {})"


def _draws(stream: str, rows: int, seed: int) -> np.ndarray:
    return uniforms(seed, stream, np.arange(rows, dtype=np.uint32))[:, 0, 0]


def ged_like(rows: int = ROWS, seed: int = SEED) -> pl.DataFrame:
    """A table of events as UCDP's file has them: 49 columns, in its order."""
    from sinequanon.record.intake.kinds import GED_COLUMNS

    sample = pl.read_parquet(SAMPLE)
    chosen = (_draws("ged/row", rows, seed) * sample.height).astype(np.int64)
    moved = (_draws("ged/days", rows, seed) * 365).astype(np.int64) - 182
    start, end = pl.datetime(1989, 1, 1), pl.datetime(2024, 12, 31)
    shift = pl.duration(days=pl.col("moved"))
    frame = (
        sample[chosen]
        .with_columns(pl.Series("moved", moved))
        .with_columns(
            id=pl.int_range(1, rows + 1, dtype=pl.Int64),
            # An id and texts of its own, or the file would pack better than a real one.
            relid=pl.format(
                "{}-{}", "relid", pl.int_range(1, rows + 1, dtype=pl.Int64)
            ),
            date_start=(pl.col("date_start") + shift).clip(start, end),
            date_end=(pl.col("date_end") + shift).clip(start, end),
            source_headline=pl.format(_HEADLINE, "where_coordinates", "relid"),
            source_original=pl.col("source_office"),
            geom_wkt=pl.format("POINT ({} {})", "longitude", "latitude"),
        )
    )
    frame = frame.with_columns(
        year=pl.col("date_start").dt.year(),
        source_article=pl.format(
            '"{},{},{}"', "source_office", "source_date", "source_headline"
        ),
    )
    figures = [
        name
        for name, kind in frame.schema.items()
        if kind == pl.Float64 and name not in {"latitude", "longitude"}
    ]
    return frame.with_columns(pl.col(figures).cast(pl.Int64)).select(GED_COLUMNS)


def write_file(path: Path, rows: int = ROWS, seed: int = SEED) -> None:
    """Write the table as CSV, with UCDP's dates."""
    ged_like(rows, seed).write_csv(path, datetime_format="%Y-%m-%d %H:%M:%S.000")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make a file of GED's shape.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    given = parser.parse_args()
    write_file(given.path, given.rows)

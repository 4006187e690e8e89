"""Files as users have them: UCDP's sample as its CSV, an invented ACLED export."""

import datetime
import functools
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sinequanon import record

SAMPLE = Path(__file__).parents[1] / "data" / "ged231_sample.parquet"
TODAY = datetime.date(2026, 11, 24)
ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
    "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,"
    "timestamp"
)


@functools.cache
def sample_csv(rows: int = 60) -> str:
    """Rows of the sample as UCDP writes them; the first ones break no bound."""
    frame = pl.read_parquet(SAMPLE)
    ordered = pl.col("best").is_between(pl.col("low"), pl.col("high"))
    frame = frame.filter(ordered).head(rows)
    numbers = [
        name
        for name, kind in frame.schema.items()
        if kind == pl.Float64 and name not in {"latitude", "longitude"}
    ]
    return frame.with_columns(pl.col(numbers).cast(pl.Int64)).write_csv(
        datetime_format="%Y-%m-%d %H:%M:%S.000"
    )


def acled_csv() -> str:
    """Three invented events in ACLED's columns."""
    rows = [
        f"SYR{number},{day},2016,1,Political violence,Battles,Armed clash,"
        f"Military Forces of Syria,,State forces,Islamic State,,Rebel group,"
        f"State forces-Rebel group,,760,Middle East,Syria,Homs,Tadmor,Tadmor,{town},"
        f'{lat},{lon},1,Invented,National,"Invented, for a test",{dead},,1700000000'
        for number, day, town, lat, lon, dead in (
            (1, "2016-03-24", "Tadmur", 34.56, 38.27, 3),
            (2, "27 March 2016", "Tadmur", 34.56, 38.27, 5),
            (3, "2016-03-28", "As Sukhnah", 34.89, 38.87, 0),
        )
    ]
    return "\n".join([ACLED_HEADER, *rows]) + "\n"


def cell(text: str, line: int, column: str, value: str) -> str:
    """A CSV text with one cell changed; lines count from 1, the header is line 1."""
    frame = pl.read_csv(text.encode(), infer_schema=False)
    changed = frame.with_columns(
        pl.when(pl.int_range(pl.len()) == line - 2)
        .then(pl.lit(value))
        .otherwise(pl.col(column))
        .alias(column)
    )
    return changed.write_csv()


class Given:
    """What a test is given: texts of files, a place for them, a store, a day."""

    today = TODAY
    sample = SAMPLE

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"

    def write(self, name: str, text: str) -> Path:
        """Write a text under a name; gives its path."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def add(self, path: Path, **more: Any) -> record.Added:
        """Add a file to the store."""
        return record.add_file(path, today=TODAY, folder=self.store, **more)

    def load(self, name: str) -> pl.DataFrame:
        """A table of the store."""
        return record.load(name, series="own", folder=self.store)

    sample_csv = staticmethod(sample_csv)
    acled_csv = staticmethod(acled_csv)
    cell = staticmethod(cell)


@pytest.fixture
def given(tmp_path: Path) -> Given:
    return Given(tmp_path)

"""The record's years of war as arrays, ready to be forecast from."""

import numpy as np
import polars as pl
from jaxtyping import Int

from sinequanon.fit.covariates import ALL, Tables, shipped, with_covariates
from sinequanon.fit.rows import LONG, LOW, STILL_ON, Level, Years, leaves_in

_KINDS = {1: 0, 2: 1, 3: 2, 4: 3, 5: LOW, 6: LOW}
"""UCDP's code of an ending -> index into `OUTCOMES`."""


def years_of_war(
    level: Level, *, extra: tuple[str, ...] = (), tables: Tables | None = None
) -> Years:
    """Every year of war inside a state, 1946 to 2020, at one level.

    Args:
        level: Of conflicts or of dyads.
        extra: Further numeric columns of the termination table as covariates.
        tables: In place of the shipped record's.

    Raises:
        ForecastError: If a further column looks ahead.
    """
    rows = with_covariates(tables or shipped(level), level, extra)
    coded = pl.col("outcome").drop_nulls().first().over("episode")
    last = pl.col("year").max().over("episode")
    rows = rows.with_columns(coded.alias("_kind"), last.alias("_last"))
    kind = np.array(
        [STILL_ON if code is None else _KINDS[code] for code in rows["_kind"]],
        dtype=np.int64,
    )
    names = (*ALL, *extra)
    return Years(
        level=level,
        episode=_whole(rows, "episode"),
        conflict=_whole(rows, "conflict_id"),
        year=_whole(rows, "year"),
        kind=kind,
        gone=leaves_in(kind, _whole(rows, "_last")),
        reference=_classes(rows),
        covariates=rows.select(names).to_numpy().astype(np.float64),
        names=names,
    )


def _whole(rows: pl.DataFrame, name: str) -> Int[np.ndarray, " rows"]:
    return rows[name].to_numpy().astype(np.int64)


def _classes(rows: pl.DataFrame) -> Int[np.ndarray, "rows marks"]:
    """The conditions of `record.base_rates`: issue, intensity, troops, age."""
    marks = rows.select(
        pl.col("incompatibility") == 1,
        pl.col("intensity_level") == 2,
        pl.col("type_of_conflict") == 4,
        pl.col("_age") >= LONG,
    )
    return marks.to_numpy().astype(np.int64)

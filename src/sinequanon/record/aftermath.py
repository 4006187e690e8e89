"""What followed months in which places in Syria passed to the government.

Syria's war has no like elsewhere in the record: matched to other wars, the test of what
came before fails by far. So its months are compared with other months of its own.
"""

from typing import Literal

import polars as pl

from sinequanon.record.followed import PALMYRA_NOTES, Followed, what_followed
from sinequanon.record.gains import (
    gains_from_captures,
    gains_from_control,
    syrian_captures,
)
from sinequanon.record.holders.table import control_table
from sinequanon.record.tables import load

SYRIA = 299
"""UCDP's conflict of the Syrian government and the insurgents."""
_LOW = 0.3
"""Chance of the government at which somebody else counts as the holder."""


def after_syrian_gains(
    *,
    basis: Literal["reported", "inferred"] = "reported",
    loser: str | None = None,
    least_population: float = 20_000.0,
    seed: int = 0,
    fakes: int = 99,
    draws: int = 1_000,
) -> Followed:
    """Deaths in Syria's war after months in which populous places passed to the state.

    Deaths are those of the war with the insurgents (299) wherever the place lay. The
    months are compared with other months of the same war, further from every month of
    gains than the horizon; with fewer than three such windows nothing is told.

    Args:
        basis: Dated reports, or inferred control of subdistricts (`control_table`).
        loser: Only places taken from this holder, such as `islamic_state`; with
            inferred control the likeliest holder when the government last had at most
            three in ten.
        least_population: Persons; of the place, or of a subdistrict's largest town.
        seed: Seed of all chance.
        fakes: Repetitions of the test with fake months.
        draws: Resamples.

    Raises:
        ValueError: If no place passed to the government under these conditions.
    """
    if basis == "reported":
        gains = gains_from_captures(
            syrian_captures(),
            conflict=SYRIA,
            loser=loser,
            least_population=least_population,
        )
    else:
        gains = _inferred(loser, least_population)
    return what_followed(
        gains,
        own_war=True,
        apart=1,
        caliper=1.0,
        seed=seed,
        fakes=fakes,
        draws=draws,
        notes=PALMYRA_NOTES,
    )


def _inferred(loser: str | None, least_population: float) -> pl.DataFrame:
    control = control_table()
    people = load("syria_towns").group_by("pcode").agg(pl.col("population").max())
    gains = gains_from_control(
        control,
        conflict=SYRIA,
        at_most=_LOW,
        populations=people,
        least_population=least_population,
    )
    if loser is None:
        return gains
    before = control.select(
        pl.col("pcode").alias("place"),
        (pl.col("month_id") + 1).alias("month_id"),
        pl.when(pl.col("government") <= _LOW)
        .then(pl.col("holder"))
        .forward_fill()
        .over("pcode")
        .alias("_held"),
    )
    kept = gains.join(before, on=["place", "month_id"], how="left").filter(
        pl.col("_held") == loser
    )
    if kept.is_empty():
        raise ValueError(f"no place passed from {loser!r} to the government")
    return kept.drop("_held")

"""Every month of war inside a state: what it is matched on, and what came after it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Float, Int

from sinequanon.record.classes import WarClass, class_months
from sinequanon.record.conflicts import with_conflict_ids
from sinequanon.record.counting import month_of_event
from sinequanon.record.endings import agreements
from sinequanon.record.fought import dated
from sinequanon.record.matching import Pool
from sinequanon.record.tables import load

RECENT = 6
"""Months before a month whose deaths are its recent ones."""
FEATURES = ("recent deaths", "deaths before", "trend", "age", "rebel groups")
"""What months are matched on, beside the intensity of the year: logs of 1 + deaths in
the six months before and in the twelve before those, the log change from the fourth to
sixth month before to the last three, log of 1 + months at war, groups up to four."""

# The last months that the events and endings, and the agreements, cover.
_LAST_EVENT, _LAST_AGREEMENT = 492, 504
_FIRST_EVENT = 109
_YEAR_BEFORE = 18
_LONG_AGO = (30, 19)
_MOST_GROUPS = 4
_NEVER = 10_000


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One outcome at one horizon for every month; NaN beyond the record."""

    name: str
    horizon: int
    values: Float[np.ndarray, " n"]


@dataclass(frozen=True, kw_only=True)
class WarMonths:
    """Months of war and the deaths of their wars.

    `frame` has the columns of `class_months` and `end_month`; `deaths` are those
    (best) of each row's war by month id, from 0 to 492.
    """

    frame: pl.DataFrame
    deaths: Int[np.ndarray, "rows months"]


def war_months(events: pl.DataFrame | None = None) -> WarMonths:
    """Every month of war inside a state from 1991 to 2020, one a conflict and month.

    Args:
        events: The GED table that deaths are counted in; the shipped precise release
            if left out.
    """
    table = load("ged211_precise") if events is None else events
    fights, _ = dated(table.filter(pl.col("type_of_violence") == 1))
    monthly = (
        with_conflict_ids(fights)
        .with_columns(month_of_event())
        .group_by("conflict_id", "month_id")
        .agg(pl.col("best").cast(pl.Int64).sum())
        .drop_nulls()
    )
    # A new episode may begin in the month in which the last one ended.
    frame = (
        class_months(WarClass(since=1991))
        .sort("conflict_id", "month_id", "months_at_war")
        .unique(subset=["conflict_id", "month_id"], keep="first", maintain_order=True)
        .with_columns(
            (
                (pl.col("ended").dt.year().cast(pl.Int64) - 1980) * 12
                + pl.col("ended").dt.month().cast(pl.Int64)
            ).alias("end_month")
        )
    )
    wars = frame["conflict_id"].unique(maintain_order=True).to_list()
    place = {war: i for i, war in enumerate(wars)}
    deaths = np.zeros((len(wars), _LAST_EVENT + 1), dtype=np.int64)
    for war, month, best in monthly.iter_rows():
        if war in place and 0 < month <= _LAST_EVENT:
            deaths[place[war], month] = best
    rows = np.array([place[war] for war in frame["conflict_id"]], dtype=np.int64)
    return WarMonths(frame=frame, deaths=deaths[rows])


def pool_of(months: WarMonths) -> Pool:
    """The months with `FEATURES`, in standard deviations, and the year's intensity."""
    frame = months.frame
    month = _ints(frame, "month_id")
    late = np.log1p(between(months.deaths, month - 3, month - 1))
    early = np.log1p(between(months.deaths, month - 6, month - 4))
    raw = np.stack(
        [
            np.log1p(between(months.deaths, month - RECENT, month - 1)),
            np.log1p(between(months.deaths, month - _YEAR_BEFORE, month - RECENT - 1)),
            late - early,
            np.log1p(frame["months_at_war"].to_numpy().astype(np.float64)),
            np.minimum(frame["dyads"].to_numpy(), _MOST_GROUPS).astype(np.float64),
        ],
        axis=1,
    )
    return Pool(
        war=_ints(frame, "conflict_id"),
        land=frame["location"].rank("dense").cast(pl.Int64).to_numpy(),
        month=month,
        stratum=_ints(frame, "war_intensity"),
        features=(raw - raw.mean(axis=0)) / raw.std(axis=0),
        goes_on=(frame["end_month"].fill_null(_NEVER) > frame["month_id"]).to_numpy(),
    )


def outcomes_of(months: WarMonths, horizons: Sequence[int]) -> tuple[Outcome, ...]:
    """What came in the months after each month, up to each horizon.

    `deaths`: log of 1 + monthly deaths after, less that of the six months before.
    `agreement`, `ended`, `ended_by_agreement`: 1 if it came after the month itself, by
    the horizon; not known (NaN) beyond the record, and for ends where the war ended in
    the month itself.

    Args:
        months: Months of war.
        horizons: Months ahead.
    """
    frame = months.frame
    month = _ints(frame, "month_id")
    signed = _next_agreement(frame)
    end = frame["end_month"].fill_null(_NEVER).to_numpy()
    settled = (frame["ending"] == "agreement").to_numpy()
    before = _monthly(months.deaths, month - RECENT, month - 1)
    found: list[Outcome] = []
    for horizon in sorted(set(horizons)):
        last = month + horizon
        deaths = _monthly(months.deaths, month + 1, last) - before
        ended = np.where(end > month, end <= last, np.nan)
        rows = {
            "deaths": np.where(last <= _LAST_EVENT, deaths, np.nan),
            "agreement": np.where(last <= _LAST_AGREEMENT, signed <= last, np.nan),
            "ended": np.where(last <= _LAST_EVENT, ended, np.nan),
            "ended_by_agreement": np.where(
                last <= _LAST_EVENT, np.where(settled, ended, ended * 0.0), np.nan
            ),
        }
        found += [
            Outcome(name=name, horizon=horizon, values=values.astype(np.float64))
            for name, values in rows.items()
        ]
    return tuple(found)


def earlier_deaths(months: WarMonths) -> Float[np.ndarray, " n"]:
    """Deaths 19 to 30 months before, as `deaths` of `outcomes_of`; NaN if unknown."""
    month = _ints(months.frame, "month_id")
    first, last = (month - ago for ago in _LONG_AGO)
    long_ago = _monthly(months.deaths, first, last)
    change = long_ago - _monthly(months.deaths, month - RECENT, month - 1)
    return np.where(first >= _FIRST_EVENT, change, np.nan)


def between(
    deaths: Int[np.ndarray, "rows months"],
    first: Int[np.ndarray, " rows"],
    last: Int[np.ndarray, " rows"],
) -> Int[np.ndarray, " rows"]:
    """Deaths of each row from a first to a last month, both inside; 0 off the record.

    Args:
        deaths: By row and month id.
        first: First month of each row.
        last: Last month of each row.
    """
    total = np.cumsum(deaths, axis=1)
    rows = np.arange(len(deaths))
    top = deaths.shape[1] - 1
    upper = total[rows, np.clip(last, 0, top)]
    return upper - total[rows, np.clip(first - 1, 0, top)]


def _monthly(
    deaths: Int[np.ndarray, "rows months"],
    first: Int[np.ndarray, " rows"],
    last: Int[np.ndarray, " rows"],
) -> Float[np.ndarray, " rows"]:
    return np.log1p(between(deaths, first, last) / (last - first + 1))


def _ints(frame: pl.DataFrame, name: str) -> Int[np.ndarray, " n"]:
    return frame[name].cast(pl.Int64).to_numpy()


def _next_agreement(frame: pl.DataFrame) -> Int[np.ndarray, " n"]:
    """Month of the first agreement of the conflict after each month; 10,000 if none."""
    date = pl.col("date").dt
    signed = agreements().select(
        "conflict_id",
        ((date.year().cast(pl.Int64) - 1980) * 12 + date.month().cast(pl.Int64)).alias(
            "_signed"
        ),
    )
    after = frame.select("conflict_id", "month_id").with_row_index("_row")
    first = (
        after.join(signed, on="conflict_id")
        .filter(pl.col("_signed") > pl.col("month_id"))
        .group_by("_row")
        .agg(pl.col("_signed").min())
    )
    joined = after.join(first, on="_row", how="left").sort("_row")
    return joined["_signed"].fill_null(_NEVER).to_numpy()

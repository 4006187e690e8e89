"""Who fought whom near a point, month by month, from precisely placed events."""

import datetime
import functools
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Float, Int

from sinequanon.months import year_month
from sinequanon.record.counting import month_of_event
from sinequanon.record.holders.anchors import distances
from sinequanon.record.holders.sides import (
    BLOC_OF,
    BLOCS,
    END,
    FIRST,
    MONTHS,
    PAIRS,
)
from sinequanon.record.parties import actors_of
from sinequanon.record.tables import load

_BLOC_OF_ACTOR = {**BLOC_OF, "allied": "government"}
# Turkey's army fought in Syria beside groups that are counted as the opposition.
_STATES = {"Government of Turkey": ("insurgents",)}


@dataclass(frozen=True, kw_only=True)
class Fighting:
    """Deaths by spot, month and pair of blocs, and what else rival methods need.

    `deaths` and `events` are of state-based and non-state fighting; an event between
    coalitions is shared equally by its pairs. `one_sided` counts events of violence
    against civilians by any side.
    """

    latitude: Float[np.ndarray, " spots"]
    longitude: Float[np.ndarray, " spots"]
    deaths: Float[np.ndarray, "spots months pairs"]
    events: Float[np.ndarray, "spots months pairs"]
    one_sided: Float[np.ndarray, "spots months"]


@functools.cache
def shipped_fighting() -> Fighting:
    """Syria's fighting of March 2011 to December 2020 in UCDP GED 21.1.

    Only this release, so that no series is spliced; it holds precise places only
    (where_prec 1-2) and does not say how precise its dates are.
    """
    return fighting_of(load("ged211_precise"))


def fighting_of(events: pl.DataFrame) -> Fighting:
    """Events of Syria as deaths by spot, month and pair of blocs.

    Args:
        events: A GED table with `side_a`, `side_b`, `type_of_violence`, `best`,
            `latitude`, `longitude`, `country` and `date_start`.
    """
    rows = events.filter(
        (pl.col("country") == "Syria")
        & (pl.col("date_start") >= datetime.date(*year_month(FIRST), 1))
        & (pl.col("date_start") < datetime.date(*year_month(END + 1), 1))
    ).with_columns(month_of_event())
    kinds = rows.select("type_of_violence", "side_a", "side_b").unique(
        maintain_order=True
    )
    shares = np.array(
        [_pair_shares(a, b) for _, a, b in kinds.iter_rows()], dtype=np.float64
    ).reshape(-1, len(PAIRS))
    rows = rows.join(
        kinds.with_row_index("kind"),
        on=["type_of_violence", "side_a", "side_b"],
        how="left",
        maintain_order="left",
    )
    spots = rows.select("latitude", "longitude").unique(maintain_order=True)
    rows = rows.join(
        spots.with_row_index("spot"),
        on=["latitude", "longitude"],
        how="left",
        maintain_order="left",
    )
    spot = rows["spot"].to_numpy().astype(np.int64)
    month = rows["month_id"].to_numpy().astype(np.int64) - FIRST
    share = shares[rows["kind"].to_numpy().astype(np.int64)]
    best = rows["best"].to_numpy().astype(np.float64)
    against = rows["type_of_violence"].to_numpy() == 3
    share[against] = 0.0
    shape = (spots.height, MONTHS, len(PAIRS))
    deaths, count = np.zeros(shape), np.zeros(shape)
    np.add.at(deaths, (spot, month), share * best[:, None])
    np.add.at(count, (spot, month), share)
    one_sided = np.zeros(shape[:2])
    np.add.at(one_sided, (spot[against], month[against]), 1.0)
    return Fighting(
        latitude=spots["latitude"].to_numpy().astype(np.float64),
        longitude=spots["longitude"].to_numpy().astype(np.float64),
        deaths=deaths,
        events=count,
        one_sided=one_sided,
    )


def _blocs_of(side: str) -> tuple[str, ...]:
    if side in _STATES:
        return _STATES[side]
    return tuple(sorted({_BLOC_OF_ACTOR[actor] for actor in actors_of(side)}))


def _pair_shares(side_a: str, side_b: str) -> Float[np.ndarray, " pairs"]:
    """An event's share for each pair of blocs; nothing where a side has no bloc."""
    share = np.zeros(len(PAIRS))
    met = [
        PAIRS.index((min(a, b), max(a, b)))
        for a in (BLOCS.index(one) for one in _blocs_of(side_a))
        for b in (BLOCS.index(other) for other in _blocs_of(side_b))
        if a != b
    ]
    for pair in met:
        share[pair] += 1.0 / len(met)
    return share


def deaths_near(
    fighting: Fighting,
    latitude: Float[np.ndarray, " points"],
    longitude: Float[np.ndarray, " points"],
    kernel_km: float,
) -> Float[np.ndarray, "months pairs points"]:
    """Deaths around points, an event at d km counted exp(-d^2 / 2 k^2).

    Args:
        fighting: Deaths by spot, month and pair.
        latitude: Degrees north.
        longitude: Degrees east.
        kernel_km: k, kilometres.
    """
    gap = distances(latitude, longitude, fighting.latitude, fighting.longitude)
    weight = np.exp(-0.5 * (gap / kernel_km) ** 2)
    # Beyond four kernels the weight is below 0.0004: most spots fall away.
    near = np.flatnonzero((gap < 4.0 * kernel_km).any(axis=0))
    table = fighting.deaths[near].reshape(len(near), -1)
    around = (weight[:, near] @ table).reshape(len(latitude), MONTHS, len(PAIRS))
    return np.ascontiguousarray(around.transpose(1, 2, 0))


def own_of(
    pairs: Float[np.ndarray, "months pairs points"],
) -> Float[np.ndarray, "months blocs points"]:
    """Deaths in the fighting that each bloc takes part in."""
    own = np.zeros((pairs.shape[0], len(BLOCS), pairs.shape[2]))
    for pair, (one, other) in enumerate(PAIRS):
        own[:, one] += pairs[:, pair]
        own[:, other] += pairs[:, pair]
    return own


def spread_over(
    values: Float[np.ndarray, "months kinds points"], before: int, after: int
) -> Float[np.ndarray, "months kinds points"]:
    """The mean of each month with those before and after it, fewer at the ends."""
    months = values.shape[0]
    total = np.zeros_like(values)
    count = np.zeros(months)
    for shift in range(-after, before + 1):
        low, high = max(0, shift), min(months, months + shift)
        total[low:high] += values[low - shift : high - shift]
        count[low:high] += 1.0
    return total / count[:, None, None]


def pair_position() -> Int[np.ndarray, "blocs blocs"]:
    """Position of the pair of two blocs; -1 on the diagonal."""
    found = np.full((len(BLOCS), len(BLOCS)), -1)
    for pair, (one, other) in enumerate(PAIRS):
        found[one, other] = found[other, one] = pair
    return found

"""Months of war that look alike: matched sets, what followed them, resampled by war.

Each month of interest is compared with the nearest months of other kinds. Sets are kept
fixed when wars are resampled (pigeonhole bootstrap, Owen 2007, doi:10.1214/07-AOAS122:
conservative where wars stand on both sides of the comparison); that the matching itself
could have come out otherwise is not in the intervals (Abadie & Imbens 2008,
doi:10.3982/ECTA6474).
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

Rows = Int[np.ndarray, " rows"]
Sets = Int[np.ndarray, "rows k"]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Months of war with what they are matched on.

    `war` is an integer for each war and `land` for each country, `stratum` must be
    equal within a set, `features` are standardised, `month` is the month id, and
    `goes_on` says whether the war is still on after the month.
    """

    war: Int[np.ndarray, " n"]
    land: Int[np.ndarray, " n"]
    month: Int[np.ndarray, " n"]
    stratum: Int[np.ndarray, " n"]
    features: Float[np.ndarray, "n features"]
    goes_on: Bool[np.ndarray, " n"]


def matched_sets(
    pool: Pool,
    rows: Rows,
    open_to: Bool[np.ndarray, " n"],
    *,
    own_war: bool,
    controls: int,
    caliper: float,
    apart: int,
) -> Sets:
    """The nearest months for each row, -1 where a set has fewer.

    Args:
        pool: All months.
        rows: Positions of the months to match.
        open_to: Months that may serve as controls.
        own_war: Only months of the row's own war; else only of wars in other countries
            (another conflict of the same country is often the same fighting), and at
            most one month from each, so that a set is not one war five times.
        controls: Most controls in a set.
        caliper: Largest distance, in root mean squared standard deviations.
        apart: Months that a control of the row's own war is away at least.
    """
    found = np.full((len(rows), controls), -1, dtype=np.int64)
    for stratum in np.unique(pool.stratum[rows]):
        same = np.flatnonzero(open_to & pool.goes_on & (pool.stratum == stratum))
        features, wars, lands = pool.features[same], pool.war[same], pool.land[same]
        for place in np.flatnonzero(pool.stratum[rows] == stratum):
            row = rows[place]
            gap = features - pool.features[row]
            distance = np.sqrt(np.mean(gap * gap, axis=1))
            if own_war:
                away = np.abs(pool.month[same] - pool.month[row]) > apart
                allowed = (wars == pool.war[row]) & away
            else:
                allowed = lands != pool.land[row]
            near = np.flatnonzero((distance <= caliper) & allowed)
            ordered = near[np.argsort(distance[near], kind="stable")]
            if not own_war:
                _, first = np.unique(wars[ordered], return_index=True)
                ordered = ordered[np.sort(first)]
            chosen = ordered[:controls]
            found[place, : len(chosen)] = same[chosen]
    return found


def differences(
    outcome: Float[np.ndarray, " n"], rows: Rows, sets: Sets
) -> tuple[float, float]:
    """Means of an outcome over matched rows and over their controls' set means.

    Rows whose own outcome is not known, or with no control whose is, fall away.

    Args:
        outcome: NaN where it lies beyond the record.
        rows: Positions of the matched months.
        sets: Their controls, from `matched_sets`.
    """
    own, theirs = _values(outcome, rows, sets)
    weight = (~np.isnan(theirs)).astype(np.float64)
    total = weight.sum(axis=1)
    used = (total > 0) & ~np.isnan(own)
    if not used.any():
        return float("nan"), float("nan")
    mean = np.nansum(theirs[used], axis=1) / total[used]
    return float(own[used].mean()), float(mean.mean())


def resampled_differences(
    outcome: Float[np.ndarray, " n"],
    rows: Rows,
    sets: Sets,
    *,
    cluster: Int[np.ndarray, " n"],
    times: Float[np.ndarray, "draws clusters"],
) -> Float[np.ndarray, " draws"]:
    """Differences of the two means when clusters are drawn again.

    A row weighs as often as its cluster is drawn, and so does each control in its set;
    a set none of whose controls is drawn falls away, and a draw without any set is NaN.

    Args:
        outcome: As in `differences`.
        rows: Positions of the matched months.
        sets: Their controls.
        cluster: The cluster of every month.
        times: How often each cluster is drawn, by draw.
    """
    own, theirs = _values(outcome, rows, sets)
    known = ~np.isnan(theirs)
    drawn = times[:, cluster[np.maximum(sets, 0)]] * known
    total = drawn.sum(axis=2)
    mean = np.einsum("drk,rk->dr", drawn, np.where(known, theirs, 0.0)) / np.maximum(
        total, 1e-12
    )
    weight = times[:, cluster[rows]] * (total > 0) * ~np.isnan(own)
    gap = np.where(np.isnan(own), 0.0, own)[None, :] - mean
    whole = weight.sum(axis=1)
    change = (weight * gap).sum(axis=1) / np.maximum(whole, 1e-12)
    return np.where(whole > 0, change, np.nan)


def _values(
    outcome: Float[np.ndarray, " n"], rows: Rows, sets: Sets
) -> tuple[Float[np.ndarray, " rows"], Float[np.ndarray, "rows k"]]:
    own = outcome[rows]
    theirs = np.where(sets >= 0, outcome[np.maximum(sets, 0)], np.nan)
    return own, np.asarray(theirs, dtype=np.float64)

"""Recorded deaths by pair of sides and month, vague dates left out or spread."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from jaxtyping import Float

from sinequanon.record.counting import VAGUE_DATE, with_dyads
from sinequanon.record.tables import load

_SUMMARY_MONTHS = 12


def recorded_deaths(
    dyads: Sequence[str], *, first: int, months: int, spread: bool
) -> dict[str, Float[np.ndarray, " months"]]:
    """Deaths (best) by dyad and month in UCDP's Syria release.

    Events dated no more closely than a year stand on its first day. They are left out,
    or spread evenly over the twelve months from there; the choice moves a dyad's total
    by up to two fifths.

    Args:
        dyads: Pairs of sides, as `dyad_of` names them.
        first: Month id of the first month.
        months: Number of months.
        spread: Whether vague dates are spread instead of left out.
    """
    series = {dyad: np.zeros(months) for dyad in dyads}
    events = with_dyads(load("ged_syria")).filter(pl.col("dyad").is_in(list(dyads)))
    rows = events.select("dyad", "month_id", "date_prec", "best").iter_rows()
    for dyad, month, precision, best in rows:
        if precision < VAGUE_DATE:
            covered, share = (month,), float(best)
        elif spread:
            covered = range(month, month + _SUMMARY_MONTHS)
            share = best / _SUMMARY_MONTHS
        else:
            continue
        for one in covered:
            if first <= one < first + months:
                series[dyad][one - first] += share
    return series

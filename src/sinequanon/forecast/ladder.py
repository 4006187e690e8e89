"""Chance of forecasts: for each country and month one shuffled ladder of chances."""

import numpy as np
from jaxtyping import Float

from sinequanon.streams import keys_of, uniforms

Strata = Float[np.ndarray, "countries months draws"]

STREAM = "forecast"


def strata(
    seed: int, countries: tuple[int, ...], months: tuple[int, ...], draws: int
) -> Strata:
    """Chances between 0 and 1, evenly spread, in an order that chance decides.

    Draw `k` of a country and month is `(rank + 1/2) / draws`, with the rank of its
    uniform among that cell's: a Latin hypercube (McKay, Beckman & Conover 1979,
    doi:10.2307/1268522). So a thousand draws carry their distribution as exactly as a
    thousand can, no two months go together by accident, and every forecaster that is
    laid beside another gets the same luck. Keyed by the country's id, so a country's
    draws do not depend on which others are asked.
    """
    keys = keys_of([f"country {one}" for one in countries])
    runs = np.arange(draws, dtype=np.uint32)
    out = np.empty((len(countries), len(months), draws))
    ladder = (np.arange(draws) + 0.5) / draws
    for at, month in enumerate(months):
        luck = uniforms(seed, STREAM, runs, month, keys)[:, :, 0].T
        order = np.argsort(luck, axis=1, kind="stable")
        np.put_along_axis(
            out[:, at], order, np.broadcast_to(ladder, luck.shape), axis=1
        )
    return out

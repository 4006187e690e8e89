"""What the prior of the war is checked against: recorded deaths by dyad."""

from collections.abc import Sequence

import numpy as np

from sinequanon.compose.war_lens import OBSERVED_RELEASE
from sinequanon.record import MonthlyDeaths
from sinequanon.war import Path, Targets, texture

MAIN_DYADS = 4
"""The dyads with the most recorded deaths are the ones that must fit."""


def targets_of(path: Path, recorded: Sequence[MonthlyDeaths]) -> Targets:
    """Totals by main dyad over the months that model and record share.

    Args:
        path: A world of the war; names its dyads and months.
        recorded: Recorded deaths by dyad, vague dates left out.
    """
    names = {frozenset(dyad.split("-")): dyad for dyad in path.dyads}
    first, last = int(path.months[0]), int(path.months[-1])
    series: dict[str, tuple[float, ...]] = {}
    months = 0
    for one in recorded:
        dyad = names.get(frozenset(one.dyad.split("-")))
        if one.release != OBSERVED_RELEASE or dyad is None:
            continue
        kept = tuple(
            float(best)
            for month, best in zip(one.months, one.best, strict=True)
            if first <= month <= last
        )
        series[dyad] = kept
        months = max(months, len(kept))
    largest = sorted(series, key=lambda dyad: -sum(series[dyad]))[:MAIN_DYADS]
    core = path.core_dyads[0]
    spread, persistence = texture(np.array([series[core]]))
    return Targets(
        rule="UCDP's Syria release, dates no vaguer than a month",
        months=months,
        deaths={dyad: sum(series[dyad]) for dyad in largest},
        texture=core,
        spread=float(spread[0]),
        persistence=float(persistence[0]),
    )

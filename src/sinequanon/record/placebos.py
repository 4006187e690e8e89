"""Fake months of gains: drawn from the same wars, matched as the true ones are."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from sinequanon.record.matching import Pool, Rows, Sets, matched_sets
from sinequanon.streams import uniforms


@dataclass(frozen=True, kw_only=True)
class Matcher:
    """How months are matched, for true months and for fake ones: see `matched_sets`."""

    pool: Pool
    own_war: bool
    controls: int
    caliper: float
    apart: int

    def sets(self, rows: Rows, open_to: Bool[np.ndarray, " n"]) -> Sets:
        """The matched sets of some months.

        Args:
            rows: Positions of the months.
            open_to: Months that may serve as controls.
        """
        return matched_sets(
            self.pool,
            rows,
            open_to,
            own_war=self.own_war,
            controls=self.controls,
            caliper=self.caliper,
            apart=self.apart,
        )


def fake_sets(
    match: Matcher,
    treated: Bool[np.ndarray, " n"],
    rows: Rows,
    open_to: Bool[np.ndarray, " n"],
    fakes: int,
    seed: int,
) -> tuple[list[Rows], list[Sets]]:
    """Months drawn at random from the same wars, as many in each, with their sets.

    Args:
        match: How months are matched.
        treated: The true months, which are never drawn.
        rows: Those of them that have a set.
        open_to: Months that may serve as controls.
        fakes: Repetitions.
        seed: Seed.

    Returns:
        Positions and sets, one of each a repetition; empty if no month can be drawn.
    """
    pool = match.pool
    wars, wanted = np.unique(pool.war[rows], return_counts=True)
    candidates = np.flatnonzero(~treated & pool.goes_on & np.isin(pool.war, wars))
    if fakes < 1 or candidates.size == 0:
        return [], []
    everywhere = match.sets(candidates, open_to)
    has = everywhere[:, 0] >= 0
    candidates, everywhere = candidates[has], everywhere[has]
    luck = uniforms(
        seed,
        "followed-fakes",
        np.arange(fakes, dtype=np.uint32),
        first=np.arange(len(candidates), dtype=np.uint32),
    )[:, :, 0]
    own = [np.flatnonzero(pool.war[candidates] == war) for war in wars]
    fake_rows: list[Rows] = []
    found_sets: list[Sets] = []
    for row in luck:
        drawn = np.concatenate(
            [
                places[np.argsort(row[places])[:count]]
                for places, count in zip(own, wanted, strict=True)
            ]
        )
        fake_rows.append(candidates[drawn])
        found_sets.append(everywhere[drawn])
    return fake_rows, found_sets

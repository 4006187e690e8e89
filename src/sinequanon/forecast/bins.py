"""Bins of change: deaths against a country's own last year, and draws from them.

Bins of deaths as such fail at the top: few country-months ever had thousands of deaths,
so what is learned of them is that they fall, and trees that are fine enough to see
them run away. Bins of the change, each with as many months, let a great war learn
from the middling ones, and no bin is rare.
"""

import numpy as np
from jaxtyping import Float

Chances = Float[np.ndarray, "countries months bins"]
Levels = Float[np.ndarray, " levels"]
PerRow = Float[np.ndarray, " rows"]
Edges = Float[np.ndarray, " edges"]


def change_edges(changes: PerRow, count: int) -> Edges:
    """Inner edges of bins that hold as many changes each; fewer where many are alike.

    Args:
        changes: Log of deaths less log of one more than the mean of the year before.
        count: How many bins are wanted.
    """
    return np.unique(np.quantile(changes, np.linspace(0.0, 1.0, count + 1)[1:-1]))


def bin_of(changes: PerRow, edges: Edges) -> np.ndarray:
    """The bin that each change lies in; a bin holds its lower edge."""
    return np.searchsorted(edges, changes, side="right")


def changes_by_bin(changes: PerRow, edges: Edges) -> list[np.ndarray]:
    """The changes seen in each bin, ascending; of an empty bin its lower edge."""
    ordered = np.sort(changes)
    where = bin_of(ordered, edges)
    return [
        found if (found := ordered[where == one]).size else edges[[max(one - 1, 0)]]
        for one in range(edges.size + 1)
    ]


def quantiles(
    chances: Chances,
    seen: list[np.ndarray],
    level_before: Float[np.ndarray, "countries months"],
    levels: Levels,
) -> Float[np.ndarray, "countries months levels"]:
    """Deaths at some levels of a distribution over no deaths and bins of change.

    Inside a bin changes are as they were seen in it: of a level that lies a share `v`
    into the bin's chance, the `v`-quantile of the changes seen.

    Args:
        chances: Of no deaths, and then of each bin; they sum to 1.
        seen: From `changes_by_bin`.
        level_before: Log of one more than the mean deaths of the year before.
        levels: Between 0 and 1.
    """
    upper = np.cumsum(chances, axis=-1)
    upper[..., -1] = 1.0
    lower = np.concatenate([np.zeros_like(upper[..., :1]), upper[..., :-1]], axis=-1)
    sizes = np.array([1, *(each.size for each in seen)])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    table = np.concatenate([[-np.inf], *seen])
    out = np.empty((*chances.shape[:2], levels.size))
    for row in np.ndindex(*chances.shape[:2]):
        where = np.minimum(np.searchsorted(upper[row], levels), len(seen))
        width = np.maximum(upper[row][where] - lower[row][where], 1e-15)
        into = (levels - lower[row][where]) / width
        place = np.clip((into * sizes[where]).astype(int), 0, sizes[where] - 1)
        change = table[starts[where] + place]
        deaths = np.maximum(np.round(np.exp(change + level_before[row])), 1.0)
        out[row] = np.where(where == 0, 0.0, deaths)
    return out

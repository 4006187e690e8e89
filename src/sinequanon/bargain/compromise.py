"""Where positions on one line balance: the weighted mean and the weighted median.

The mean of positions, weighted by capability times salience, is the compromise model
(Van den Bos 1991; Achen 2006, doi:10.1017/CBO9780511492082.005). In the DEU data set it
misses outcomes by less than the challenge model does, so it stands beside every
prediction.
"""

import numpy as np

from sinequanon.axes import Float


def weighted_mean(
    positions: Float[np.ndarray, " actors"], weights: Float[np.ndarray, " actors"]
) -> float:
    """Mean position, each actor counted by its weight.

    Args:
        positions: Where each actor stands, on any scale.
        weights: How much each counts, at least 0: mostly capability times salience.

    Raises:
        ValueError: If a weight is negative, or none is above 0.

    Example:
        >>> weighted_mean(np.array([0.0, 10.0]), np.array([3.0, 1.0]))
        2.5
    """
    _refuse(weights)
    return float(positions @ weights / weights.sum())


def weighted_median(
    positions: Float[np.ndarray, " actors"], weights: Float[np.ndarray, " actors"]
) -> float:
    """Lowest position at or below which at least half of the weight stands.

    With one issue and single-peaked preferences it is the position that no other one
    beats by votes of these weights (Black 1948, doi:10.1086/256633).

    Args:
        positions: Where each actor stands, on any scale.
        weights: How much each counts, at least 0.

    Raises:
        ValueError: If a weight is negative, or none is above 0.

    Example:
        >>> weighted_median(np.array([4.0, 10.0, 7.0]), np.array([0.4, 0.4, 0.3]))
        7.0
    """
    _refuse(weights)
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order])
    # Sums of weights differ in the last bit with their order, a tie must not.
    half = 0.5 * float(reached[-1]) * (1.0 - 1e-12)
    at = int(np.searchsorted(reached, half))
    return float(positions[order[at]])


def _refuse(weights: Float[np.ndarray, " actors"]) -> None:
    """Refuse weights that count nobody, or somebody less than not at all."""
    if bool((weights < 0.0).any()) or not float(weights.sum()) > 0.0:
        raise ValueError("weights must be at least 0, and one of them above 0")

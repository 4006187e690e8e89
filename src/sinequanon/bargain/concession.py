"""When a promise is believed and when only a transfer of power is."""

import numpy as np

from sinequanon.axes import Float


def least_threat(
    stakes: Float[np.ndarray, "*#shape"], patience: Float[np.ndarray, "*#shape"]
) -> Float[np.ndarray, "*shape"]:
    """Recurring threat q* below which only a transfer of power is credible.

    A concession worth T is paid only while the threat lasts, which recurs with chance
    q; the promise must be worth k. It suffices iff (1 - beta (1 - q)) T >= k, so
    q* = 1 - (1 - k/T) / beta. Two-state reduction of Acemoglu & Robinson 2001
    (doi:10.1257/aer.91.4.938).

    Args:
        stakes: k / T.
        patience: beta, weight of the next period, above 0.

    Example:
        >>> least_threat(np.array([0.4]), np.array([0.9])).round(4)
        array([0.3333])
    """
    return 1.0 - (1.0 - stakes) / patience

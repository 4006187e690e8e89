"""How strong a third party's guarantee must be for the weaker side to disarm."""

import numpy as np

from sinequanon.axes import Float


def risk_left(
    exploitation: Float[np.ndarray, "*#shape"], guarantee: Float[np.ndarray, "*#shape"]
) -> Float[np.ndarray, "*shape"]:
    """Chance of being exploited after disarming: q = (1 - g) pi.

    Walter 1997, doi:10.1162/002081897550384 (reduced form).
    """
    return (1.0 - guarantee) * exploitation


def least_guarantee(
    *, settlement: float, fighting: float, loss: float, exploitation: float
) -> float:
    """Smallest guarantee g* at which a side signs: 1 - (u - w) / (pi (u + L)).

    It signs iff (1 - q) u - q L >= w with q = (1 - g) pi. A result of 0 or less means
    that no guarantee is needed, above 1 that none suffices.

    Args:
        settlement: u, worth of the settlement if kept.
        fighting: w, worth of fighting on.
        loss: L, what exploitation costs.
        exploitation: pi, chance of it without a guarantee, above 0.

    Example:
        >>> g = least_guarantee(settlement=.5, fighting=.3, loss=.8, exploitation=.6)
        >>> round(g, 5)
        0.74359
    """
    return 1.0 - (settlement - fighting) / (exploitation * (settlement + loss))

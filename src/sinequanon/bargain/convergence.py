"""How fighting brings beliefs together, and when it has done enough."""

from math import ceil

import numpy as np

from sinequanon.axes import Float


def gap_left(
    prior_weight: Float[np.ndarray, "*#shape"], battles: Float[np.ndarray, "*#shape"]
) -> Float[np.ndarray, "*shape"]:
    """Share of an initial gap of beliefs that is left: N0 / (N0 + n).

    Two parties with Beta beliefs of equal prior weight N0 close their gap by this
    factor after n battles, whatever the battles' results. Reduced form after Powell
    2004 (doi:10.1111/j.0092-5853.2004.00076.x) and Slantchev 2003
    (doi:10.1017/S0003055403000911).
    """
    return prior_weight / (prior_weight + battles)


def battles_to_settlement(
    *, prior_weight: float, gap: float, cost_a: float, cost_b: float
) -> int:
    """Battles after which the gap of beliefs no longer exceeds the costs of war.

    n* = ceil(N0 (D0 / (c_A + c_B) - 1)): war goes on while p_A - p_B > c_A + c_B.

    Raises:
        ValueError: If the costs do not sum to a positive number.

    Example:
        >>> battles_to_settlement(prior_weight=20.0, gap=0.3, cost_a=0.05, cost_b=0.07)
        30
    """
    if cost_a + cost_b <= 0.0:
        raise ValueError("without any cost of war no gap is small enough")
    exact = prior_weight * (gap / (cost_a + cost_b) - 1.0)
    # Rounding in the division must not add a battle to an exact whole number.
    return max(0, ceil(exact - 1e-9))

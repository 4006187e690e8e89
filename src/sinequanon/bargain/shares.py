"""How a surplus is shared: Rubinstein, Nash and Kalai-Smorodinsky, as descriptions."""

import numpy as np

from sinequanon.axes import Bool, Float, Int


def rubinstein_share(*, patience_a: float, patience_b: float) -> float:
    """Share of the pie of the side that offers first: (1 - d_B) / (1 - d_A d_B).

    Rubinstein 1982, doi:10.2307/1912531; discount factors below 1.

    Example:
        >>> round(rubinstein_share(patience_a=0.9, patience_b=0.8), 7)
        0.7142857
    """
    return (1.0 - patience_b) / (1.0 - patience_a * patience_b)


def nash_shares(
    fighting: Float[np.ndarray, " parties"], weights: Float[np.ndarray, " parties"]
) -> Float[np.ndarray, " parties"]:
    """Weighted Nash shares of a pie of 1: x_i = r_i + w_i (1 - sum r).

    Nash 1950, doi:10.2307/1907266, with bargaining weights.

    Raises:
        ValueError: If fighting on is worth more than the pie, or the weights do not
            sum to 1.

    Example:
        >>> nash_shares(np.array([0.2, 0.1, 0.3]), np.array([0.5, 0.3, 0.2])).round(9)
        array([0.4 , 0.22, 0.38])
    """
    surplus = 1.0 - float(fighting.sum())
    if surplus < 0.0:
        raise ValueError("fighting on is worth more than the pie: there is no zone")
    if abs(float(weights.sum()) - 1.0) > 1e-9:
        raise ValueError("bargaining weights must sum to 1")
    return fighting + weights * surplus


def nash_settlement(
    surpluses: Float[np.ndarray, "runs terms parties"],
) -> Int[np.ndarray, " runs"]:
    """Index of the settlement with the largest product of surpluses; -1 if no zone.

    Args:
        surpluses: Worth beyond fighting on to the parties that must agree.
    """
    inside, floored = _zone(surpluses)
    # Logs turn the product into a sum; a surplus of 0 is as bad as it gets, not -inf.
    score = np.log(np.maximum(floored, 1e-12)).sum(axis=2)
    return _best(score, inside)


def kalai_smorodinsky_settlement(
    surpluses: Float[np.ndarray, "runs terms parties"],
) -> Int[np.ndarray, " runs"]:
    """Index of the settlement with the largest smallest share of each one's best.

    Each surplus is divided by the party's best surplus inside the zone (Kalai &
    Smorodinsky 1975, doi:10.2307/1914280, over finitely many settlements); -1 if the
    zone is empty.
    """
    inside, floored = _zone(surpluses)
    best = floored.max(axis=1, keepdims=True)
    score = (floored / np.where(best > 0.0, best, 1.0)).min(axis=2)
    return _best(score, inside)


def _zone(
    surpluses: Float[np.ndarray, "runs terms parties"],
) -> tuple[Bool[np.ndarray, "runs terms"], Float[np.ndarray, "runs terms parties"]]:
    """Settlements that all accept, and surpluses with 0 outside of them."""
    inside = np.ones(surpluses.shape[:2], dtype=np.bool_)
    for party in range(surpluses.shape[2]):
        inside &= surpluses[:, :, party] >= 0.0
    return inside, np.where(inside[:, :, None], surpluses, 0.0)


def _best(
    score: Float[np.ndarray, "runs terms"], inside: Bool[np.ndarray, "runs terms"]
) -> Int[np.ndarray, " runs"]:
    """Index of the best settlement inside the zone; -1 where there is none."""
    best = np.where(inside, score, -np.inf).argmax(axis=1)
    return np.where(inside.any(axis=1), best, -1)

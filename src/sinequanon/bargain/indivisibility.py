"""Peace over something that cannot be split at will."""

from collections.abc import Sequence

from sinequanon.bargain.complete_information import bargaining_range


def peaceful_splits(
    splits: Sequence[float], *, p: float, cost_a: float, cost_b: float
) -> tuple[float, ...]:
    """The feasible splits that both sides prefer to war; none of them means war.

    With all or nothing (0 and 1) war follows iff c_A < p < 1 - c_B: more power changes
    nothing until one side is so strong that the other gives in (Fearon 1995,
    doi:10.1017/S0020818300033324). A lottery over the splits restores the range.

    Args:
        splits: Shares for A that are feasible.
        p: A's chance of winning.
        cost_a: Cost of war to A.
        cost_b: Cost of war to B.

    Example:
        >>> peaceful_splits((0.0, 1.0), p=0.6, cost_a=0.1, cost_b=0.1)
        ()
        >>> peaceful_splits((0.0, 1.0), p=0.95, cost_a=0.1, cost_b=0.1)
        (1.0,)
    """
    low, high = bargaining_range(p=p, cost_a=cost_a, cost_b=cost_b)
    return tuple(split for split in splits if low <= split <= high)

"""The bargaining range when both sides know everything."""


def bargaining_range(*, p: float, cost_a: float, cost_b: float) -> tuple[float, float]:
    """Shares of the pie for A that both sides prefer to war: [p - c_A, p + c_B].

    Its width c_A + c_B does not depend on p: a shift of power that both sides see moves
    the terms of peace and never removes it (Fearon 1995,
    doi:10.1017/S0020818300033324). Ends may lie outside 0 to 1; war costs shares.

    Args:
        p: A's chance of winning.
        cost_a: Cost of war to A.
        cost_b: Cost of war to B.

    Example:
        >>> low, high = bargaining_range(p=0.6, cost_a=0.1, cost_b=0.15)
        >>> round(low, 12), round(high, 12)
        (0.5, 0.75)
    """
    return p - cost_a, p + cost_b

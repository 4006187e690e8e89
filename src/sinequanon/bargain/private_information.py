"""War because one side does not know how much war would cost the other."""


def best_offer(*, p: float, cost_a: float, most_cost_b: float) -> tuple[float, float]:
    """A's best take-it-or-leave-it claim and the chance that it ends in war.

    B's cost is uniform on [0, C] and known to B alone. A claims x* = p + max(0,
    (C - c_A) / 2) and war follows with chance max(0, (C - c_A) / (2 C)): A risks war
    for a better deal. The chance rises in C, falls in c_A and does not depend on p
    (Fearon 1995, doi:10.1017/S0020818300033324).

    Args:
        p: A's chance of winning.
        cost_a: A's cost of war, known to both.
        most_cost_b: C, the most that war may cost B, above 0.

    Raises:
        ValueError: If A would claim more than there is, where the formula fails.

    Example:
        >>> claim, war = best_offer(p=0.4, cost_a=0.1, most_cost_b=0.2)
        >>> round(claim, 12), round(war, 12)
        (0.45, 0.25)
    """
    excess = max(0.0, most_cost_b - cost_a)
    claim = p + excess / 2.0
    if claim > 1.0:
        raise ValueError(f"A would claim {claim:.3g} of 1: no interior solution")
    return claim, excess / (2.0 * most_cost_b)

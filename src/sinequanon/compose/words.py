"""Numbers in people's words: chances in a hundred, likelihood bands, the verdict.

Likelihood words follow the seven bands of ICD 203 (Office of the Director of National
Intelligence, Analytic Standards, 2015), with the number beside them. A sentence that
gives a likelihood never speaks of confidence.
"""

_BANDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)


def likelihood(chance: float) -> str:
    """The ICD 203 band of a chance, with the number beside it.

    Raises:
        ValueError: If the chance is not between 0 and 1.

    Example:
        >>> likelihood(0.82)
        'very likely (82 in 100)'
    """
    if not 0.0 <= chance <= 1.0:
        raise ValueError(f"a chance lies between 0 and 1, got {chance}")
    band = next(word for top, word in _BANDS if chance <= top)
    return f"{band} ({in_hundred(chance)})"


def in_hundred(chance: float) -> str:
    """A chance as `N in 100`, or as `fewer than 1 in 100` and the like.

    Example:
        >>> in_hundred(0.1234), in_hundred(0.003), in_hundred(0.0), in_hundred(0.999)
        ('12 in 100', 'fewer than 1 in 100', '0 in 100', 'more than 99 in 100')
    """
    if 0.0 < chance < 0.005:
        return "fewer than 1 in 100"
    if 0.995 < chance < 1.0:
        return "more than 99 in 100"
    return f"{round(100 * chance)} in 100"


def points(difference: float) -> str:
    """A difference of chances in percentage points, signed.

    Example:
        >>> points(-0.00123), points(0.0), points(0.031)
        ('−0.12 points', '0 points', '+3.1 points')
    """
    value = 100 * difference
    if value == 0.0:
        return "0 points"
    digits = 1 if abs(value) >= 1 else 2
    return f"{value:+.{digits}f} points".replace("-", "\u2212")


def signed(value: float, digits: int = 3) -> str:
    """A number with its sign, a minus sign for a minus.

    Example:
        >>> signed(-0.0071), signed(0.1)
        ('−0.007', '+0.100')
    """
    return f"{value:+.{digits}f}".replace("-", "\u2212")


def verdict_words(
    *,
    with_event: float,
    without_event: float,
    difference: float,
    share_nearer: float,
    margin: float,
) -> str:
    """The answer in one sentence.

    Args:
        with_event: Chance of the outcome with the event.
        without_event: Chance without it.
        difference: Mean paired difference of the two.
        share_nearer: Share of draws in which the event raises the chance.
        margin: Smallest difference that the question calls one.
    """
    levels = (
        f"about {in_hundred(with_event)} with it and "
        f"{in_hundred(without_event)} without"
    )
    if difference == 0.0:
        return f"{levels}: no difference"
    if abs(difference) < margin:
        return f"{levels}: too small to tell"
    direction = "nearer" if difference > 0 else "further"
    share = share_nearer if difference > 0 else 1.0 - share_nearer
    return f"{levels}: {direction}, {likelihood(share)} over what is not known"

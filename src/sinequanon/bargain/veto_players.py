"""How the number of parties that must agree narrows the zone of agreement."""


def chance_of_zone(*, players: int, radius: float) -> float:
    """Chance that n parties with ideals uniform on [0, 1] share acceptable terms.

    Each accepts terms within `radius` r of its ideal. With w = 2 r the chance is
    n w^(n-1) - (n-1) w^n, the chance that the range of n uniform draws is at most w. It
    falls in n and rises in r. Reduced form of Cunningham 2006
    (doi:10.1111/j.1540-5907.2006.00221.x).

    Raises:
        ValueError: If there are no players or the radius is negative.

    Example:
        >>> [chance_of_zone(players=n, radius=0.25) for n in (2, 3, 4)]
        [0.75, 0.5, 0.3125]
    """
    if players < 1 or radius < 0.0:
        raise ValueError(f"want players >= 1 and radius >= 0: {players}, {radius}")
    width = min(1.0, 2.0 * radius)
    return players * width ** (players - 1) - (players - 1) * width**players

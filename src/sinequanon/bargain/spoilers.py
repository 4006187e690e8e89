"""How much spoiling a settlement can bear."""

from collections.abc import Sequence
from math import prod


def chance_of_spoiling(chances: Sequence[float]) -> float:
    """Chance that at least one party left outside spoils: 1 - prod (1 - s_k).

    Stedman 1997, doi:10.1162/isec.22.2.5 (reduced form; independent spoilers). Leaving
    one more party outside never lowers it.
    """
    return 1.0 - prod(1.0 - chance for chance in chances)


def most_spoiling_borne(*, settlement: float, fighting: float, damage: float) -> float:
    """Largest chance of spoiling at which a party signs: (u - w) / (u - w + d).

    It signs iff (1 - s) u + s (w - d) >= w. A party that the settlement does not please
    bears none.

    Args:
        settlement: u, worth of the settlement if not spoiled.
        fighting: w, worth of fighting on.
        damage: d, how far below fighting on a spoiled settlement leaves it, above 0.

    Example:
        >>> round(most_spoiling_borne(settlement=0.6, fighting=0.4, damage=0.3), 12)
        0.4
    """
    gain = settlement - fighting
    return max(0.0, gain / (gain + damage)) if gain > 0.0 else 0.0

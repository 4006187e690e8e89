"""Numbers as readers meet them: signs, points, ranges, and never a false digit."""

import math

MISSING = "not given"

Number = float | int


def number(value: Number, digits: int = 3) -> str:
    """A number to a few significant digits, with thousands set apart.

    Example:
        >>> number(12345.6), number(0.01234), number(0.0), number(float("nan"))
        ('12,346', '0.0123', '0', 'not given')
    """
    if not math.isfinite(value):
        return MISSING
    if value == 0:
        return "0"
    if abs(value) < 1e-5:
        return f"{value:.{digits - 1}e}".replace("-", "−")
    places = digits - 1 - math.floor(math.log10(abs(value)))
    if places <= 0:
        return f"{value:,.0f}".replace("-", "−")
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".").replace("-", "−")


def signed(value: Number, digits: int = 2) -> str:
    """A difference with its sign; zero has none.

    Example:
        >>> signed(0.0312), signed(-1200.0), signed(0.0)
        ('+0.031', '−1,200', '0')
    """
    text = number(value, digits)
    return f"+{text}" if value > 0 and math.isfinite(value) else text


def in_100(chance: Number) -> str:
    """A chance as a count in 100, never rounded to none or to all.

    Example:
        >>> in_100(0.123), in_100(0.004), in_100(0.0), in_100(0.997)
        ('12 in 100', 'fewer than 1 in 100', '0 in 100', 'more than 99 in 100')
    """
    if not math.isfinite(chance):
        return MISSING
    if 0 < chance <= 0.005:
        return "fewer than 1 in 100"
    if 0.995 <= chance < 1:
        return "more than 99 in 100"
    return f"{chance * 100:.0f} in 100"


def points(difference: Number) -> str:
    """A difference of chances in percentage points, signed.

    Example:
        >>> points(0.0031), points(-0.01), points(0.0)
        ('+0.31', '−1', '0')
    """
    return signed(difference * 100)


def span(low: Number, high: Number, scale: Number = 1.0, plus: bool = False) -> str:
    """A range in words.

    Example:
        >>> span(-0.006, 0.009, 100, plus=True)
        '−0.6 to +0.9'
    """
    if not (math.isfinite(low) or math.isfinite(high)):
        return MISSING
    word = signed if plus else number
    return f"{word(low * scale)} to {word(high * scale)}"


def ratio(value: Number) -> str:
    """A hazard ratio, with enough digits near 1 that small effects can be seen.

    Example:
        >>> ratio(1.0), ratio(1.0031), ratio(1.00001), ratio(2.4)
        ('1', '1.003', '1.000', '2.4')
    """
    if not math.isfinite(value) or value == 1 or abs(value - 1) >= 0.2:
        return number(value)
    return f"{value:.3f}"


def percent(share: Number) -> str:
    """A share as whole percent, never rounded to none or to all.

    Example:
        >>> percent(0.5), percent(0.001)
        ('50 %', 'under 1 %')
    """
    if not math.isfinite(share):
        return MISSING
    if 0 < share <= 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def counted(count: Number, one: str, many: str) -> str:
    """A count with its noun.

    Example:
        >>> counted(1, "war", "wars"), counted(4, "war", "wars")
        ('1 war', '4 wars')
    """
    return f"{number(count, 9)} {one if count == 1 else many}"

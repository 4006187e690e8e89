"""Words that a screen and a page share for a table's findings."""

import math

from sinequanon.tabling import ENCODINGS, MAPPINGS, Findings, Line


def hundredth(chance: float) -> str:
    """A chance as a whole number of 100, never rounded to none or to all.

    Example:
        >>> hundredth(0.004), hundredth(0.5), hundredth(0.999), hundredth(float("nan"))
        ('<1', '50', '>99', '–')
    """
    if not math.isfinite(chance):
        return "–"
    if 0.0 < chance < 0.005:
        return "<1"
    if 0.995 < chance < 1.0:
        return ">99"
    return f"{chance * 100:.0f}"


def of_100(chance: float) -> str:
    """A chance as a count of 100 draws.

    Example:
        >>> of_100(0.25)
        '25 of 100'
    """
    return f"{hundredth(chance)} of 100"


def both(chance: tuple[float, float]) -> str:
    """Chances by values alone and with the stated red lines.

    Example:
        >>> both((1.0, 0.25))
        '100/25'
    """
    return f"{hundredth(chance[0])}/{hundredth(chance[1])}"


def utility(surplus: float) -> str:
    """A surplus with its sign, to hundredths.

    Example:
        >>> utility(0.123), utility(-0.5), utility(0.001)
        ('+0.12', '−0.50', '0.00')
    """
    text = f"{abs(surplus):.2f}"
    sign = "" if text == "0.00" else "−" if surplus < 0.0 else "+"
    return f"{sign}{text}"


def reading_words(encoding: str, mapping: str) -> str:
    """A reading in words."""
    first = {"values": "values", "red_lines": "red lines"}[encoding]
    second = next(words for key, words in MAPPINGS.items() if key == mapping)
    return f"{first}; {second}"


def encoding_words(encoding: str) -> str:
    """An encoding in words."""
    return next(words for key, words in ENCODINGS.items() if key == encoding)


def in_words(found: Findings, line: Line) -> str:
    """A stated demand: first what it asks for, then who asks."""
    labels = found.labels[line.issue]
    allowed = " or ".join(labels[option] for option in line.allows)
    return f"only {allowed} [{found.names[line.party]}]"

"""FIG: a figure against independent estimates of the same quantity."""

import calendar
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sinequanon.argument.evidence import Part, Statement
from sinequanon.argument.sourcing import admissible
from sinequanon.argument.standing import Standing
from sinequanon.dossier import Source, days_of

_NEAR, _FAR = 0.15, 0.30
"""Within 15 % of the figure speaks for it, more than 30 % away against it."""
_WIDEST = 2.0
"""A range that holds the figure speaks for it only if no wider than this factor."""
_HIGH = 1.3
"""An estimate of "as many as" may exceed the figure by this factor."""
_MONTHS = 3
"""How far the time that an estimate speaks of may lie from that of the figure."""
_SLACK = 1e-9
"""Keeps 15 % of a figure inside the tolerance whatever the rounding of a product."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What one origin says of a quantity: bounds where it gives them, and a centre.

    `centre` is nothing where the origin gives only a floor (a documented count).
    """

    origin: str
    low: float | None
    centre: float | None
    high: float | None
    top: float
    """The highest number that the origin names."""


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """Where the estimates leave the figure, and how that was reached."""

    standing: Standing
    estimates: tuple[Estimate, ...]
    remark: str = ""


def estimates_of(
    statements: Sequence[Statement], sources: Mapping[str, Source], *, part: Part
) -> tuple[Estimate, ...]:
    """The independent admissible estimates of a part's quantity, one an origin.

    An estimate whose time is not known, or lies more than three months from the time
    that the figure speaks of, is left out. Statements of one origin are one estimate
    with the widest bounds.

    Args:
        statements: Statements on this part.
        sources: Sources by key.
        part: The part, with rule FIG.
    """
    assert part.spoken_of is not None
    first, last = days_of(part.spoken_of)
    window = (_shifted(first, -_MONTHS), _shifted(last, _MONTHS))
    grouped: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.verdict != "figure" or statement.about is None:
            continue
        begin, end = days_of(statement.about)
        in_time = begin <= window[1] and end >= window[0]
        if in_time and admissible(statement, sources):
            grouped.setdefault(statement.origin, []).append(statement)
    return tuple(_joined(origin, rows) for origin, rows in grouped.items())


def weigh(
    statements: Sequence[Statement], sources: Mapping[str, Source], *, part: Part
) -> Weighing:
    """A figure laid against independent estimates, in the part's mode.

    Args:
        statements: Statements on this part.
        sources: Sources by key.
        part: The part, with rule FIG; its mode is `near`, `at_least` or `as_many_as`.
    """
    assert part.figure is not None
    found = estimates_of(statements, sources, part=part)
    if part.mode == "near":
        standing, remark = near(found, part.figure)
    elif part.mode == "at_least":
        standing, remark = at_least(
            found, part.figure, centre_at_least=part.centre_at_least
        )
    else:
        standing, remark = as_many_as(found, part.figure)
    return Weighing(standing=standing, estimates=found, remark=remark)


def near(found: Sequence[Estimate], figure: float) -> tuple[Standing, str]:
    """A plain figure: two near and no less than half, or two and all far away."""
    centres = [
        (estimate, estimate.centre) for estimate in found if estimate.centre is not None
    ]
    hits = [
        estimate
        for estimate, centre in centres
        if abs(centre - figure) <= (_NEAR + _SLACK) * figure or _holds(estimate, figure)
    ]
    if len(hits) >= 2 and 2 * len(hits) >= len(centres):
        return "supported", ""
    far = [
        centre
        for _, centre in centres
        if abs(centre - figure) > (_FAR + _SLACK) * figure
    ]
    if len(centres) >= 2 and len(far) == len(centres):
        sides = {centre > figure for centre in far}
        miss = {True: "too low", False: "too high"}
        return "contradicted", miss[sides.pop()] if len(sides) == 1 else "both ways"
    if len(centres) == 1 and hits:
        return "undecided", "one source, rightly quoted"
    return "undecided", "fewer than two estimates" if len(centres) < 2 else ""


def at_least(
    found: Sequence[Estimate], figure: float, *, centre_at_least: float | None = None
) -> tuple[Standing, str]:
    """A figure said to be a floor: two lower bounds reach it and no upper one denies.

    Args:
        found: Independent estimates.
        figure: The figure, in the unit of the estimates.
        centre_at_least: What the centres must reach too, if the criterion says so.
    """
    bar = (1.0 - _NEAR - _SLACK) * figure
    above = [
        estimate
        for estimate in found
        if estimate.low is not None
        and estimate.low >= bar
        and (
            centre_at_least is None
            or (estimate.centre is not None and estimate.centre >= centre_at_least)
        )
    ]
    below = [
        estimate
        for estimate in found
        if estimate.high is not None and estimate.high < bar
    ]
    if len(above) >= 2 and not below:
        return "supported", ""
    reached = any(e.low is not None and e.low >= bar for e in found)
    if len(below) >= 2 and not reached:
        return "contradicted", "too high"
    if len(found) == 1 and above:
        return "undecided", "one source, rightly quoted"
    return "undecided", "fewer than two estimates" if len(found) < 2 else ""


def as_many_as(found: Sequence[Estimate], figure: float) -> tuple[Standing, str]:
    """A figure said to be the highest: it is laid against the highest estimate."""
    if not found:
        return "undecided", "no estimate"
    top = max(estimate.top for estimate in found)
    lowest = min(
        estimate.low if estimate.low is not None else estimate.top for estimate in found
    )
    fits = (1.0 - _NEAR - _SLACK) * figure <= top <= (_HIGH + _SLACK) * figure
    if len(found) == 1 and fits:
        return "undecided", "one source, rightly quoted"
    if fits:
        return "supported", ""
    if top < (1.0 - _FAR) * figure:
        return "contradicted", "too high"
    if lowest > _HIGH * figure:
        return "contradicted", "too low"
    return "undecided", ""


def _holds(estimate: Estimate, figure: float) -> bool:
    low, high = estimate.low, estimate.high
    if low is None or high is None or low <= 0.0:
        return False
    return low <= figure <= high and high <= _WIDEST * low


def _joined(origin: str, rows: Sequence[Statement]) -> Estimate:
    lows: list[float] = []
    centres: list[float] = []
    highs: list[float] = []
    tops: list[float] = []
    for row in rows:
        given = [x for x in (row.low, row.value, row.high) if x is not None]
        tops.append(max(given))
        if row.bound in ("lower", "floor"):
            lows.append(min(given))
        elif row.bound == "upper":
            highs.append(max(given))
        else:
            lows.append(min(given))
            highs.append(max(given))
            centres.append(
                row.value if row.value is not None else (min(given) + max(given)) / 2
            )
        if row.bound == "lower" and row.value is not None:
            # "More than x" has its centre at x or above, so x stands for it.
            centres.append(row.value)
    return Estimate(
        origin=origin,
        low=min(lows) if lows else None,
        centre=sum(centres) / len(centres) if centres else None,
        high=max(highs) if highs else None,
        top=max(tops),
    )


def _shifted(day: datetime.date, months: int) -> datetime.date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    final = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, final))

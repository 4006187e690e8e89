"""What a zone looks like: its settlements, points of reference, pairs of options."""

from collections.abc import Callable, Iterable

import numpy as np

from sinequanon.tabling.findings import Both, Often, Pair, Point, Settlement
from sinequanon.tabling.looking import Looked
from sinequanon.tabling.readings import ENCODINGS
from sinequanon.tabling.zones import Zones

_OFTEN = 10


def by_encoding(looked: Looked, of: Callable[[Zones], float]) -> Both:
    """A number of each reading, by encoding: the mean over the mappings."""
    values, lines = (
        mean_of(
            of(zones) for cell, zones in looked.zones.items() if cell.encoding == one
        )
        for one in ENCODINGS
    )
    return values, lines


def mean_of(values: Iterable[float]) -> float:
    """The mean of what there is; 0 of nothing, and not-a-number counts as nothing."""
    every = [value for value in values if np.isfinite(value)]
    return float(np.mean(every)) if every else 0.0


def often_of(looked: Looked) -> tuple[Often, ...]:
    """The settlements most often in the zone, with red lines first, then by values."""
    by_encoding = [
        np.mean(
            [z.often for cell, z in looked.zones.items() if cell.encoding == encoding],
            axis=0,
        )
        / looked.plan.draws
        for encoding in ENCODINGS
    ]
    values, lines = by_encoding
    first = np.lexsort((-values, -lines))[:_OFTEN]
    return tuple(
        Often(
            settlement=looked.tabled.table.settlement(int(term)),
            chance=(float(values[term]), float(lines[term])),
        )
        for term in first
        if values[term] > 0.0 or lines[term] > 0.0
    )


def points_of(looked: Looked) -> tuple[Point, ...]:
    """What rules of thumb name: descriptions, the weighted mean first."""
    points = looked.points
    rows = [
        _point(looked, "weighted mean (compromise)", points.compromise),
        _median(looked),
    ]
    for encoding, words in ENCODINGS.items():
        rows += [
            _point(looked, f"Nash, {words}", points.nash[encoding]),
            _point(looked, f"Kalai-Smorodinsky, {words}", points.kalai[encoding]),
        ]
    return tuple(rows)


def _point(looked: Looked, name: str, counts: dict[int, int]) -> Point:
    named = {term: count for term, count in counts.items() if term >= 0}
    total = sum(counts.values())
    none = counts.get(-1, 0) / total
    if not named:
        return Point(name=name, settlement={}, chance=0.0, none=none)
    usual = min(named, key=lambda term: (-named[term], term))
    return Point(
        name=name,
        settlement=looked.tabled.table.settlement(usual),
        chance=named[usual] / total,
        none=none,
    )


def _median(looked: Looked) -> Point:
    """The combination of median options that is met most often, excluded or not."""
    table = looked.tabled.table
    rows, counts = np.unique(looked.median, axis=0, return_counts=True)
    usual = rows[int(counts.argmax())]
    allowed = bool((table.terms == usual).all(axis=1).any())
    settlement: Settlement = {
        issue: table.options[at][int(usual[at])]
        for at, issue in enumerate(table.issues)
    }
    note = "presumes that options stand in an order from less to more"
    return Point(
        name="median, issue by issue",
        settlement=settlement,
        chance=float(counts.max() / counts.sum()),
        none=0.0,
        note=note if allowed else f"{note}; the exclusions rule this combination out",
    )


def pairs_of(looked: Looked) -> tuple[Pair, ...]:
    """For every two issues which of their options stand together, and how often."""
    table = looked.tabled.table
    first = next(iter(looked.zones.values()))

    def shares(of: Callable[[Zones], np.ndarray]) -> tuple[tuple[Both, ...], ...]:
        values, lines = (
            np.mean([of(z) for c, z in looked.zones.items() if c.encoding == e], axis=0)
            / looked.plan.draws
            for e in ENCODINGS
        )
        return tuple(
            tuple((float(a), float(b)) for a, b in zip(one, other, strict=True))
            for one, other in zip(values, lines, strict=True)
        )

    def pair(one: int, other: int) -> Pair:
        return Pair(
            issues=(table.issues[one], table.issues[other]),
            zone=shares(lambda zones: zones.pairs[one, other]),
            by_party={
                party: shares(lambda zones, at=at: zones.pairs_of[at, one, other])
                for at, party in enumerate(table.parties)
                if (at, one, other) in first.pairs_of
            },
        )

    return tuple(pair(one, other) for one, other in first.pairs)

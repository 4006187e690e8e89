"""What dated statements say of each town, month by month."""

import calendar
import datetime
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.months import month_of
from sinequanon.record.holders.sides import (
    BLOC_OF,
    BLOCS,
    FIRST,
    HOLDERS,
    LAST,
    MONTHS,
)
from sinequanon.record.polygons import distance_km
from sinequanon.record.tables import load

REACH = 6
"""Months before and after a statement for which it is taken to hold, if no other
statement bounds them."""
SAME_TOWN_KM = 5.0
"""Places nearer than this, such as a town and its airbase, are never split between
what is learnt from and what is scored."""


@dataclass(frozen=True, kw_only=True)
class Anchors:
    """Towns with dated statements; arrays are towns x months from March 2011.

    `holder` and `bloc` are positions in `HOLDERS` and `BLOCS`, or -1 where the
    statements do not say; `allowed` are the blocs they leave open (all, where they say
    nothing); `scored` are known months within six of a dated change, the month of
    change left out; `wrong` is the chance given to the nearest statement being wrong;
    `cluster` numbers groups of places within 5 km of each other; `statement` is the row
    of `statements` that speaks for the month, or -1, also where it is the coder's
    judgement without a dated source; `passing` is the part of a month of change, if
    there was one change with a date, that lay before it, and -1 in all other months.
    """

    names: tuple[str, ...]
    pcodes: tuple[str, ...]
    latitude: Float[np.ndarray, " towns"]
    longitude: Float[np.ndarray, " towns"]
    part: Float[np.ndarray, " towns"]
    cluster: Int[np.ndarray, " towns"]
    changing: Bool[np.ndarray, " towns"]
    holder: Int[np.ndarray, "towns months"]
    bloc: Int[np.ndarray, "towns months"]
    allowed: Bool[np.ndarray, "towns months blocs"]
    disputed: Bool[np.ndarray, "towns months"]
    wrong: Float[np.ndarray, "towns months"]
    statement: Int[np.ndarray, "towns months"]
    scored: Bool[np.ndarray, "towns months"]
    passing: Float[np.ndarray, "towns months"]
    statements: pl.DataFrame


@dataclass(frozen=True, kw_only=True)
class _Said:
    """Statements of one month on one town, read as one."""

    month: int
    before: frozenset[str]
    after: frozenset[str]
    change: bool
    doubt_before: bool
    doubt_after: bool
    firm: float
    row: int
    passing: float

    def wrong(self, doubt: bool) -> float:
        """The chance that it is wrong, where what it says is in doubt or not."""
        return _WRONG_DISPUTED if doubt else self.firm


_WRONG = {1: 0.05, 2: 0.03, 3: 0.02}
"""Chance that a statement is wrong, by its independent origins (analyst)."""
_WRONG_DISPUTED = 0.2
DISPUTED = re.compile(
    "besieged|contested|partial|unclear|gov_and|DISPUTED|brief|remnant|reported"
    "|mixed|disagree| and nusra"
)
"""Words of a statement that put who held the place in doubt."""


@functools.cache
def shipped_anchors() -> Anchors:
    """The anchors of the shipped statements."""
    return read_anchors(load("syria_statements"))


def read_anchors(statements: pl.DataFrame) -> Anchors:
    """Statements as towns x months.

    Between two statements of a town the holder is known where the later one begins
    with the side that the earlier one ended with; where the chain breaks, a change is
    missing, and each end is believed for a third of the gap, six months at most.

    Args:
        statements: Columns as in `load("syria_statements")`.
    """
    rows = statements.with_row_index("row")
    towns = rows.unique("place", keep="first", maintain_order=True).sort("place")
    names = tuple(towns["place"].to_list())
    shape = (len(names), MONTHS)
    anchors = Anchors(
        names=names,
        pcodes=tuple(towns["pcode"].to_list()),
        latitude=towns["latitude"].to_numpy().astype(np.float64),
        longitude=towns["longitude"].to_numpy().astype(np.float64),
        part=towns["part"].to_numpy().astype(np.float64),
        cluster=_clusters(
            towns["latitude"].to_numpy().astype(np.float64),
            towns["longitude"].to_numpy().astype(np.float64),
        ),
        changing=np.zeros(len(names), dtype=np.bool_),
        holder=np.full(shape, -1),
        bloc=np.full(shape, -1),
        allowed=np.ones((*shape, len(BLOCS)), dtype=np.bool_),
        disputed=np.zeros(shape, dtype=np.bool_),
        wrong=np.zeros(shape),
        statement=np.full(shape, -1),
        scored=np.zeros(shape, dtype=np.bool_),
        passing=np.full(shape, -1.0),
        statements=statements,
    )
    for town, name in enumerate(names):
        mine = rows.filter(pl.col("place") == name).sort("date", nulls_last=False)
        _fill(anchors, town, _by_month(mine))
    anchors.scored[:, LAST - FIRST + 1 :] = False
    anchors.changing[:] = anchors.scored.any(axis=1)
    return anchors


def distances(
    lat: Float[np.ndarray, " n"],
    lon: Float[np.ndarray, " n"],
    lats: Float[np.ndarray, " m"],
    lons: Float[np.ndarray, " m"],
) -> Float[np.ndarray, "n m"]:
    """Great-circle distances, kilometres."""
    return np.stack(
        [
            distance_km(float(a), float(o), lats, lons)
            for a, o in zip(lat, lon, strict=True)
        ]
    )


def _clusters(
    lat: Float[np.ndarray, " n"], lon: Float[np.ndarray, " n"]
) -> Int[np.ndarray, " n"]:
    close = distances(lat, lon, lat, lon) < SAME_TOWN_KM
    label = np.arange(len(lat))
    # Labels run downhill along chains of close places until none changes.
    while True:
        lower = np.where(close, label[None, :], len(lat)).min(axis=1)
        if np.array_equal(lower, label):
            return label
        label = lower


def _by_month(rows: pl.DataFrame) -> list[_Said]:
    """Statements of one town in order; several of one month are read as one."""
    found: list[_Said] = []
    for row in rows.iter_rows(named=True):
        day = row["date"]
        month = -1 if day is None else month_of(day) - FIRST
        judged = day is None or "no dated change" in str(row["support"])
        said = _Said(
            month=month,
            before=frozenset(str(row["from_holders"]).split("|")),
            after=frozenset(str(row["to_holders"]).split("|")),
            change=row["kind"] == "change",
            doubt_before=_doubted(row, "from_text"),
            doubt_after=_doubted(row, "to_text"),
            firm=_WRONG[int(row["origins"])],
            row=-1 if judged else int(row["row"]),
            passing=0.0 if day is None else _gone_by(day),
        )
        if found and found[-1].month == month:
            first = found.pop()
            last = said if said.change or not first.change else first
            said = _Said(
                month=month,
                before=first.before,
                after=last.after,
                change=first.change or said.change,
                doubt_before=first.doubt_before,
                doubt_after=last.doubt_after,
                firm=max(first.firm, said.firm),
                row=last.row,
                passing=-1.0 if first.change and said.change else last.passing,
            )
        found.append(said)
    return found


def _doubted(row: Mapping[str, object], text: str) -> bool:
    """Whether a disputed statement is so for the side that a text of it tells.

    Words in the support, or in neither side's text, put both in doubt.
    """
    if not row["disputed"]:
        return False
    sides = {
        side: DISPUTED.search(str(row.get(side))) for side in ("from_text", "to_text")
    }
    both = DISPUTED.search(str(row["support"])) or not any(sides.values())
    return bool(both or sides[text])


def _gone_by(day: datetime.date) -> float:
    """The part of its month that lay before a day."""
    return (day.day - 1) / calendar.monthrange(day.year, day.month)[1]


def _fill(anchors: Anchors, town: int, said: Sequence[_Said]) -> None:
    if said[0].month < 0:
        # It never changed hands; a dated statement only says so with a source.
        _write(
            anchors, town, range(MONTHS), said[0].after, said[0], said[0].doubt_after
        )
        for one in said[1:]:
            near = range(max(one.month - REACH, 0), min(one.month + REACH + 1, MONTHS))
            _write(anchors, town, near, one.after, one, one.doubt_after)
        return
    for place, one in enumerate(said):
        earlier = said[place - 1] if place else None
        later = said[place + 1] if place + 1 < len(said) else None
        start = earlier.month if earlier else -1
        stop = later.month if later else MONTHS
        back = ahead = REACH
        if earlier and not _linked(earlier, one):
            back = min(REACH, (one.month - start) // 3)
        if later:
            gap = later.month - one.month
            linked = _linked(one, later)
            # Of a linked span the second half is the later statement's to tell.
            ahead = gap if linked else min(REACH, gap // 3)
        before = range(max(one.month - back, start + 1, 0), one.month)
        after = range(one.month + 1, max(min(one.month + ahead + 1, stop, MONTHS), 0))
        if earlier and _linked(earlier, one):
            before = range((start + one.month) // 2 + 1, one.month)
        _write(anchors, town, before, one.before, one, one.doubt_before)
        _write(anchors, town, after, one.after, one, one.doubt_after)
        this = range(one.month, min(one.month + 1, MONTHS))
        _write(
            anchors,
            town,
            this,
            one.before | one.after if one.change else one.after,
            one,
            one.doubt_after or (one.change and one.doubt_before),
        )
    for one in said:
        if one.change:
            near = slice(max(one.month - REACH, 0), one.month + REACH + 1)
            anchors.scored[town, near] = True
    anchors.scored[town] &= anchors.bloc[town] >= 0
    for one in said:
        if one.change and one.month < MONTHS:
            anchors.scored[town, one.month] = False
            anchors.holder[town, one.month] = anchors.bloc[town, one.month] = -1
            anchors.passing[town, one.month] = one.passing


def _linked(earlier: _Said, later: _Said) -> bool:
    """Whether the later statement begins with the side that the earlier ended with."""
    return _blocs(earlier.after) == _blocs(later.before)


def _blocs(holders: frozenset[str]) -> frozenset[str]:
    return frozenset(BLOC_OF[holder] for holder in holders)


def _write(
    anchors: Anchors,
    town: int,
    months: range,
    holders: frozenset[str],
    said: _Said,
    doubt: bool,
) -> None:
    if not months:
        return
    span = slice(months.start, months.stop)
    blocs = [BLOCS.index(bloc) for bloc in _blocs(holders)]
    anchors.bloc[town, span] = blocs[0] if len(blocs) == 1 else -1
    one = next(iter(holders))
    anchors.holder[town, span] = HOLDERS.index(one) if len(holders) == 1 else -1
    anchors.allowed[town, span] = [place in blocs for place in range(len(BLOCS))]
    anchors.disputed[town, span] = doubt
    anchors.wrong[town, span] = said.wrong(doubt)
    anchors.statement[town, span] = said.row

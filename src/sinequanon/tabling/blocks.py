"""A table weighed block by block of draws, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from sinequanon.axes import Bool, Float
from sinequanon.bargain import (
    Kinds,
    Minds,
    breaches,
    kinds_of,
    settlement_worth,
    surplus_of,
)
from sinequanon.errors import Fault, QuestionError
from sinequanon.tabling.drawing import Drawn
from sinequanon.tabling.readings import CELLS, Cell
from sinequanon.tabling.tabled import Tabled

DrawTerms = Float[np.ndarray, "draws terms"]

MOST_DRAWS, FEWEST_DRAWS = 400, 40
_WEIGHED = 4e8
"""Settlements times parties times draws that are weighed unless more is asked for."""
_BLOCK_BYTES = 2**25
_GIB = 2**30


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How large a run will be, said before it starts."""

    settlements: int
    parties: int
    draws: int
    rows: int
    """Draws that are weighed at once."""
    bytes: int
    """Memory that the run needs at most."""

    @property
    def words(self) -> str:
        """The plan in one line."""
        return (
            f"{self.settlements:,} settlements, {self.parties} parties, "
            f"{self.draws:,} draws, about {max(1, round(self.bytes / 2**20)):,} MiB"
        )


def plan_of(tabled: Tabled, *, draws: int | None, memory_gib: float) -> Plan:
    """How large a run will be.

    Args:
        tabled: What lies on the table.
        draws: Number of draws; where left out 400, and fewer for a large table.
        memory_gib: The most memory that may be used, in GiB.

    Raises:
        QuestionError: If one draw alone needs more memory than that.
    """
    table = tabled.table
    terms, parties = len(table.terms), len(table.parties)
    every = prod(len(options) for options in table.options)
    kept = every * 4 * len(table.issues) + terms * (
        64 + sum(len(options) for options in table.options) // 8
    )
    # Worth, traded worth and surplus of every party, whether it accepts and crosses a
    # line, and a dozen arrays in passing.
    per_draw = terms * (26 * parties + 140)
    limit = int(memory_gib * _GIB)
    if kept + per_draw > limit:
        need = (kept + per_draw) / _GIB
        raise QuestionError(
            [
                Fault(
                    where="--memory",
                    found=f"{terms:,} settlements of {parties} parties need about "
                    f"{need:.2g} GiB, and the limit is {memory_gib:g}",
                    fix="merge options, drop an issue, or raise --memory",
                )
            ]
        )
    if draws is None:
        most = int(_WEIGHED / (terms * parties))
        draws = int(np.clip(most, FEWEST_DRAWS, MOST_DRAWS))
    room = min(limit - kept, max(_BLOCK_BYTES, per_draw))
    rows = int(np.clip(room // per_draw, 1, draws))
    return Plan(
        settlements=terms,
        parties=parties,
        draws=draws,
        rows=rows,
        bytes=kept + rows * per_draw,
    )


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some draws in one reading: what each party gains from each settlement."""

    tabled: Tabled
    drawn: Drawn
    """The draws of the block."""
    kinds: Kinds
    rows: slice
    cell: Cell
    worths: dict[int, DrawTerms]
    """Worth if kept, by party."""
    crossed: dict[int, Bool[np.ndarray, "draws terms"]]
    """Settlements that cross a real red line, for the parties that state one."""
    traded: dict[int, DrawTerms]
    """Worth if every issue could be traded for every other; filled when asked for."""
    surplus: dict[int, DrawTerms]
    accepted: dict[int, Bool[np.ndarray, "draws terms"]]

    def again(
        self,
        party: int,
        rows: np.ndarray,
        *,
        minds: Minds | None = None,
        fighting: Float[np.ndarray, " draws"] | None = None,
        cell: Cell | None = None,
        trusted: bool = False,
        worth: DrawTerms | None = None,
    ) -> DrawTerms:
        """The surplus of one party in some rows, with something about it changed.

        Args:
            party: Index of the party.
            rows: Rows of the block.
            minds: Other minds in these rows.
            fighting: Another worth of fighting on of the party in these rows.
            cell: Another reading.
            trusted: Whether the party fears no broken promise.
            worth: Another worth of the settlements in these rows.
        """
        table = self.tabled.table
        own = self.drawn.minds.take(rows) if minds is None else minds
        footing = self.drawn.footing.take(rows)
        if fighting is not None:
            footing.fighting[:, party] = fighting
        if trusted:
            own = _trusting(own)
        reading = cell or self.cell
        return surplus_of(
            table,
            own,
            footing,
            self.kinds,
            party,
            self.worths[party][rows] if worth is None else worth,
            encoding=reading.encoding,
            mapping=reading.mapping,
            crossed=self.crossed[party][rows] if party in self.crossed else None,
        )

    def trading(self, party: int, rows: np.ndarray) -> DrawTerms:
        """Worth of the settlements to a party that can trade all issues, in some rows.

        The worths of the options then add up. It is the same in every reading.
        """
        if party not in self.traded:
            minds = self.drawn.minds
            adding = replace(minds, exponent=np.ones_like(minds.exponent))
            self.traded[party] = settlement_worth(self.tabled.table, adding, party)
        return self.traded[party][rows]


def _trusting(minds: Minds) -> Minds:
    """Minds in which a third party guarantees every promise."""
    return replace(minds, guarantee=np.ones_like(minds.guarantee))


def blocks_of(tabled: Tabled, drawn: Drawn, rows: int) -> Iterator[Block]:
    """Every block of draws in every reading, the readings of a block together.

    Args:
        tabled: What lies on the table.
        drawn: All draws.
        rows: Draws in a block.
    """
    table = tabled.table
    kinds = kinds_of(table)
    everyone = range(len(table.parties))
    for start in range(0, drawn.minds.draws, rows):
        span = slice(start, min(start + rows, drawn.minds.draws))
        some = drawn.take(span)
        worths = {p: settlement_worth(table, some.minds, p) for p in everyone}
        crossed = {
            p: breaches(table, some.minds, p, "red_lines")
            for p in everyone
            if table.red_lines[p].any()
        }
        traded: dict[int, DrawTerms] = {}
        for cell in CELLS:
            surplus = {
                p: surplus_of(
                    table,
                    some.minds,
                    some.footing,
                    kinds,
                    p,
                    worths[p],
                    encoding=cell.encoding,
                    mapping=cell.mapping,
                    crossed=crossed.get(p),
                )
                for p in everyone
            }
            yield Block(
                tabled=tabled,
                drawn=some,
                kinds=kinds,
                rows=span,
                cell=cell,
                worths=worths,
                crossed=crossed,
                traded=traded,
                surplus=surplus,
                accepted={p: surplus[p] >= 0.0 for p in everyone},
            )

"""KTAB's CSV of actors, influence, positions and saliences, read with every fault."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain import (
    ChallengeRound,
    SpatialTurn,
    challenge_rounds,
    spatial_turns,
    weighted_mean,
    weighted_median,
)
from sinequanon.errors import Fault, PeerError

SCALE = 100.0
"""KTAB writes positions and saliences as percentages."""

_FIRST_NUMBER = 2
_MOST_ISSUES = 1000


@dataclass(frozen=True, kw_only=True)
class KtabCase:
    """One case in KTAB's form, on KTAB's scale of 0 to 100."""

    name: str
    about: str
    actors: tuple[str, ...]
    """Short names."""
    labels: tuple[str, ...]
    """What the file says of each actor; may be empty."""
    issues: tuple[str, ...]
    influence: Float[np.ndarray, " actors"]
    positions: Float[np.ndarray, "actors issues"]
    saliences: Float[np.ndarray, "actors issues"]

    def means(self) -> Float[np.ndarray, " issues"]:
        """Mean position on each issue, weighted by influence times salience."""
        return np.array([weighted_mean(*self._line(k)) for k in self._issues()])

    def medians(self) -> Float[np.ndarray, " issues"]:
        """Median position on each issue, weighted by influence times salience."""
        return np.array([weighted_median(*self._line(k)) for k in self._issues()])

    def turns(self, most_turns: int = 100) -> tuple[SpatialTurn, ...]:
        """KTAB's own path over all issues (`spatial_turns`), positions 0 to 1."""
        return spatial_turns(
            self.positions / SCALE,
            self.influence,
            self.saliences / SCALE,
            most_turns=most_turns,
        )

    def rounds(self, issue: str, rounds: int = 8) -> tuple[ChallengeRound, ...]:
        """The challenge model on one issue, on KTAB's scale.

        Raises:
            ValueError: If the case has no such issue, or all stand at one point of it.
        """
        k = self.issues.index(issue)
        return challenge_rounds(
            self.positions[:, k],
            self.influence,
            self.saliences[:, k] / SCALE,
            rounds=rounds,
        )

    def _issues(self) -> range:
        return range(len(self.issues))

    def _line(
        self, k: int
    ) -> tuple[Float[np.ndarray, " actors"], Float[np.ndarray, " actors"]]:
        """Positions and weights on one issue; where nobody cares, influence alone."""
        weights = self.influence * self.saliences[:, k]
        return self.positions[:, k], weights if weights.any() else self.influence


def read_ktab(path: Path) -> KtabCase:
    """A case from a CSV file as KTAB reads it.

    Raises:
        PeerError: If the file cannot be read or has faults; all are told at once.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise PeerError.at(
            str(path), f"cannot be read ({error.strerror})", "name a CSV file of KTAB"
        ) from error
    if b"\0" in raw:
        raise PeerError.at(
            str(path), "is no text", "name a CSV file, no spreadsheet or archive"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on Windows write Western European bytes.
        text = raw.decode("cp1252", errors="replace")
    return ktab_of(text, str(path))


def ktab_of(text: str, where: str = "KTAB file") -> KtabCase:
    r"""A case from the text of a CSV file.

    Line 1 is `name, description, number of actors, number of issues`, line 2 the
    headings, then one line an actor: `name, description, influence` and, for each
    issue, `position, salience`, 0 to 100. Blank lines and empty cells at the end of a
    line are passed over.

    Raises:
        PeerError: If the text has faults; all are told at once.

    Example:
        >>> case = ktab_of(
        ...     "Water,,2,1\nActor,About,Influence,Price Position,Price Salience\n"
        ...     "N,North,60,20,50\nS,South,40,80,50\n"
        ... )
        >>> case.issues, case.means().tolist()
        (('Price',), [44.0])
    """
    reader = csv.reader(text.splitlines(), skipinitialspace=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                lines.append((reader.line_num, cells))
    except csv.Error as error:
        raise PeerError.at(
            f"{where}:{reader.line_num}", f"is no CSV ({error})", "save it as CSV"
        ) from error
    if len(lines) < _FIRST_NUMBER:
        raise PeerError.at(
            where,
            f"has {len(lines)} lines that are not blank",
            "begin with `name, description, actors, issues`, then a line of headings",
        )
    return _Reading(where=where, faults=[]).case(lines)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """Faults gathered while a file is read."""

    where: str
    faults: list[Fault]

    def fault(self, line: int, found: str, fix: str) -> None:
        self.faults.append(Fault(where=f"{self.where}:{line}", found=found, fix=fix))

    def case(self, lines: list[tuple[int, list[str]]]) -> KtabCase:
        (at, head), (below, headings), *rows = lines
        head += [""] * (4 - len(head))
        actors = self.count(at, head[2], "actors", 2)
        issues = self.count(at, head[3], "issues", 1)
        if self.faults:
            raise PeerError(self.faults)
        wanted = 3 + 2 * issues
        if len(headings) != wanted:
            self.fault(
                below,
                f"{len(headings)} headings, but {issues} issues need {wanted}",
                "write `Actor, Description, Influence`, then two for each issue",
            )
        if len(rows) != actors:
            self.fault(
                at,
                f"{actors} actors are announced and {len(rows)} follow",
                "correct the number, or the lines",
            )
        numbers = np.full((len(rows), wanted - _FIRST_NUMBER), np.nan)
        seen: dict[str, int] = {}
        for row, (line, cells) in enumerate(rows):
            self.actor(line, cells, wanted, seen)
            for column, cell in enumerate(cells[_FIRST_NUMBER:wanted]):
                numbers[row, column] = self.number(line, cell, column, headings)
            self.attention(line, numbers[row, 2::2])
        if self.faults:
            raise PeerError(self.faults)
        return KtabCase(
            name=head[0],
            about=head[1],
            actors=tuple(cells[0] for _, cells in rows),
            labels=tuple(cells[1] for _, cells in rows),
            issues=_issue_names(headings),
            influence=numbers[:, 0],
            positions=numbers[:, 1::2],
            saliences=numbers[:, 2::2],
        )

    def count(self, line: int, cell: str, what: str, least: int) -> int:
        if cell.isdecimal() and least <= int(cell) <= _MOST_ISSUES:
            return int(cell)
        self.fault(
            line,
            f"the number of {what} is {cell!r}",
            f"write a whole number from {least} to {_MOST_ISSUES}",
        )
        return 0

    def actor(
        self, line: int, cells: list[str], wanted: int, seen: dict[str, int]
    ) -> None:
        if len(cells) != wanted:
            self.fault(
                line,
                f"{len(cells)} cells instead of {wanted}",
                "give each actor a name, a description, its influence, and a position "
                "and a salience for each issue; quote text that has commas",
            )
        if not cells[0]:
            self.fault(line, "an actor has no name", "name it")
        elif cells[0] in seen:
            self.fault(
                line,
                f"actor {cells[0]!r} stands on line {seen[cells[0]]} already",
                "give each actor a name of its own",
            )
        seen.setdefault(cells[0], line)

    def number(self, line: int, cell: str, column: int, headings: list[str]) -> float:
        at = column + _FIRST_NUMBER
        what = headings[at] if at < len(headings) else f"column {at + 1}"
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.fault(line, f"{what} is {cell!r}", "write a number")
        elif column == 0 and value <= 0.0:
            self.fault(line, f"{what} is {cell}", "write a number above 0")
        elif column and not 0.0 <= value <= SCALE:
            self.fault(line, f"{what} is {cell}", "write a number from 0 to 100")
        return value

    def attention(self, line: int, saliences: Float[np.ndarray, " issues"]) -> None:
        total = float(saliences.sum())
        if total > SCALE * (1.0 + 1e-9):
            self.fault(
                line,
                f"saliences sum to {total:g}",
                "let them sum to at most 100: it is the actor's whole attention",
            )
        elif total == 0.0:
            self.fault(line, "saliences sum to 0", "leave out who cares for nothing")


def _issue_names(headings: list[str]) -> tuple[str, ...]:
    """Names of the issues: the headings of their positions, without that word."""
    names = [heading.removesuffix("Position").strip() for heading in headings[3::2]]
    plain = [
        name or heading for name, heading in zip(names, headings[3::2], strict=True)
    ]
    if len(set(plain)) == len(plain):
        return tuple(plain)
    return tuple(f"{name} {k + 1}" for k, name in enumerate(plain))

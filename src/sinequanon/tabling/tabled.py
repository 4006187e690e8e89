"""What lies on the table: the bargain's arrays, with words and ranges beside them."""

from dataclasses import dataclass, field

from sinequanon.bargain import Rule, Table
from sinequanon.tabling.schema import Spoiler

Pair = tuple[float, float]
"""Ends of a range, read as 5 % and 95 % points."""


@dataclass(frozen=True, kw_only=True)
class Outsider:
    """How a party that is left outside may spoil."""

    kind: Spoiler | None = None
    chance: Pair | None = None


@dataclass(frozen=True, kw_only=True)
class Tabled:
    """A table with its names, and what the user said of outside options and lines."""

    title: str
    about: str
    origin: str
    """The file or the dossier that it comes from."""
    table: Table
    coalition: int
    """Index of the rule that is asked of."""
    rule_label: str
    parties: dict[str, str]
    """Key to name, as of issues and options below."""
    issues: dict[str, str]
    options: dict[tuple[str, str], str]
    fighting: dict[str, Pair] = field(default_factory=dict[str, Pair])
    """Worth of fighting on of the parties for which it was given."""
    real: dict[tuple[str, str], Pair] = field(
        default_factory=dict[tuple[str, str], Pair]
    )
    """(party, issue) to the chance that the red line is real, where it was given."""
    power: dict[str, float] = field(default_factory=dict[str, float])
    """Weight in the descriptions, beside the salience; 1 where it was not given."""
    asked: dict[tuple[str, str], str] = field(
        default_factory=dict[tuple[str, str], str]
    )
    """(party, issue) to the option that the party asks for."""
    balance: Pair = (0.5, 0.5)
    outsiders: dict[str, Outsider] = field(default_factory=dict[str, Outsider])
    sources: dict[str, str] = field(default_factory=dict[str, str])
    """What rests on what, in the user's own words."""
    additive: bool = False
    """Whether worths of issues add up, in place of an exponent that is not known."""
    notes: tuple[str, ...] = ()
    """What a reader must know of the table beside the numbers."""

    @property
    def rule(self) -> Rule:
        """Whose agreement suffices."""
        return self.table.rule(self.coalition)

    @property
    def agreeing(self) -> tuple[int, ...]:
        """The parties that the rule names."""
        return self.rule.parties

"""The shape of a settlement: issues, parties, what each wants, and who must agree.

A position is what a party said; a preference is a range for what it may be willing to
take. The two stay apart, so that a reader sees which is whose.
"""

from typing import Annotated

from pydantic import Field, model_validator

from sinequanon.dossier.values import (
    Edtf,
    Entry,
    Key,
    Positive,
    Range,
    Share,
    SourceKeys,
)

QUOTE_WORDS = 12
"""How long a quotation may be, in words."""


class Option(Entry):
    """One way to settle an issue."""

    key: Key
    label: str
    transfer: bool = False
    """Whether this option transfers or shares power."""


class Issue(Entry):
    """A question that a settlement must answer."""

    key: Key
    label: str
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    sources: SourceKeys

    @model_validator(mode="after")
    def _different(self) -> "Issue":
        keys = [option.key for option in self.options]
        if len(set(keys)) < len(keys):
            raise ValueError("two options have one key")
        return self


class Exclusion(Entry):
    """Options of different issues that cannot stand in one settlement."""

    options: dict[Key, Key]
    why: str
    sources: SourceKeys


class Party(Entry):
    """Who has a say in the settlement: an armed side or a backer."""

    key: Key
    name: str
    short: str
    fights_as: Key
    """The actor whose odds this party shares."""
    at_table: bool
    cost_weight: Range
    sources: SourceKeys


class Preference(Entry):
    """A party's salience and its value of each option of an issue: ranges on 0-1."""

    party: Key
    issue: Key
    salience: Range
    values: dict[Key, Range]

    @model_validator(mode="after")
    def _on_unit_scale(self) -> "Preference":
        for name, span in [("salience", self.salience), *self.values.items()]:
            if span.low < 0.0 or span.high > 1.0:
                raise ValueError(
                    f"the range of {name} is [{span.low:g}, {span.high:g}], not on 0-1"
                )
        return self


class Position(Entry):
    """A stated position, dated; a red line forbids options.

    Where no position is stated (`stated: false`) the value ranges are full and no red
    line is entered: the gap counts as judgement. A position on a topic that no issue
    of the settlement covers has no `issue` and names its `topic`. `speaker` is who
    spoke, where that is not the party itself; who is no party has no `party`.
    """

    party: Key | None
    issue: Key | None
    topic: str | None = None
    speaker: str | None = None
    stated: bool
    position: str
    quote: str | None = None
    red_line: bool
    forbids: tuple[Key, ...] = ()
    said: Edtf | None = None
    support: str
    sources: SourceKeys

    @model_validator(mode="after")
    def _coherent(self) -> "Position":
        if self.quote is not None and len(self.quote.split()) > QUOTE_WORDS:
            raise ValueError(f"the quote is longer than {QUOTE_WORDS} words")
        if self.red_line and not self.stated:
            raise ValueError("a red line that nobody stated")
        if self.forbids and not self.red_line:
            raise ValueError("only a red line forbids options")
        if None in (self.issue, self.party) and self.forbids:
            raise ValueError("a position without party or issue forbids options")
        if self.party is None and self.speaker is None:
            raise ValueError("a position has neither party nor speaker")
        if self.issue is None and self.topic is None:
            raise ValueError("a position has neither issue nor topic")
        return self


class Group(Entry):
    """Parties of whom enough must agree, by one of three rules.

    `at_least`: so many of them. `share`: those who agree have that share of all the
    `power` (1 each where none is given). `block`: so many together can refuse, as
    backers of a party can.
    """

    of: Annotated[tuple[Key, ...], Field(min_length=2)]
    at_least: Annotated[int, Field(ge=1)] | None = None
    share: Annotated[Share, Field(gt=0.0)] | None = None
    power: dict[Key, Positive] | None = None
    block: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _one_rule(self) -> "Group":
        given = [self.at_least, self.share, self.block]
        if sum(value is not None for value in given) != 1:
            raise ValueError("a group has none or several of at_least, share, block")
        if self.power is not None and self.share is None:
            raise ValueError("a group has power without a share of it")
        if self.power is not None and set(self.power) != set(self.of):
            raise ValueError("the power is not that of the group's parties")
        for count in (self.at_least, self.block):
            if count is not None and count > len(self.of):
                raise ValueError(
                    f"a rule that nobody can meet: {count} of {len(self.of)} parties"
                )
        return self


class Coalition(Entry):
    """Whose agreement suffices for a settlement: members, and enough of each group."""

    key: Key
    label: str
    members: tuple[Key, ...]
    """Parties each of which must agree."""
    groups: tuple[Group, ...] = ()
    main: bool = False
    """Whether the question is asked of this coalition; one of them is."""
    sources: SourceKeys

    @model_validator(mode="after")
    def _of_several(self) -> "Coalition":
        named = {*self.members, *(key for group in self.groups for key in group.of)}
        if len(named) < 2:
            raise ValueError("a coalition has no second party")
        return self

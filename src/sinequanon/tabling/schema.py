"""The shape of a table's file: parties, issues, values, positions, who must agree.

A table is one file that a person writes by hand. Every range is on 0 to 1 and may be
written as one number, as `[low, high]` or as `{low: .., high: ..}`; its ends are read
as 5 % and 95 % points. What is not known is left out where that is said below.
"""

from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, model_validator

from sinequanon.dossier import Entry, Group, Key

Unit = Annotated[float, Field(ge=0.0, le=1.0)]


class Span(Entry):
    """A range on 0 to 1."""

    low: Unit
    high: Unit

    @model_validator(mode="after")
    def _upright(self) -> "Span":
        if self.low > self.high:
            raise ValueError(
                f"the range is upside down: {self.low:g} is above {self.high:g}"
            )
        return self


def _as_span(value: object) -> object:
    """One number or a list of two as low and high."""
    if isinstance(value, bool):
        raise ValueError(f"{str(value).lower()} is no number")
    if isinstance(value, int | float):
        if not 0.0 <= value <= 1.0:
            raise ValueError(f"{value:g} is not on 0-1")
        return {"low": value, "high": value}
    if isinstance(value, list):
        ends = cast("list[Any]", value)
        if len(ends) == 2:
            return {"low": ends[0], "high": ends[1]}
        raise ValueError(f"a range has two ends, not {len(ends)}")
    return value


Ranged = Annotated[Span, BeforeValidator(_as_span)]

Spoiler = Literal["limited", "greedy", "total"]
"""Kinds of party that may spoil a peace made without it (Stedman 1997)."""


class Party(Entry):
    """A party. Only key and name must be given.

    `fighting` is what fighting on, or walking away, is worth to it, on the scale of the
    values: 1 is what the best option on every issue would be worth. Left out, it is the
    model's own at even odds, and the output says so. `side` is a or b where parties of
    the two sides share the odds of a war; `disarms` says that the party loses if a
    signed settlement is broken, side b if left out.
    """

    key: Key
    name: str
    side: Literal["a", "b", "neither"] = "neither"
    fighting: Ranged | None = None
    power: Annotated[float, Field(gt=0.0)] = 1.0
    at_table: bool = True
    disarms: bool | None = None
    spoiler: Spoiler | None = None
    spoils: Ranged | None = None
    """Chance that it spoils a peace that it has no part in."""
    source: str | None = None


class Option(Entry):
    """One way to settle an issue."""

    key: Key
    label: str
    transfer: bool = False
    """Whether the option transfers or shares power."""
    keeps_arms: Unit | None = None
    """How far the side that disarms keeps arms of its own."""


class Issue(Entry):
    """An issue and its options, best from less to more where there is an order."""

    key: Key
    label: str
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _different(self) -> "Issue":
        keys = [option.key for option in self.options]
        if len(set(keys)) < len(keys):
            raise ValueError("two options have one key")
        return self


class Values(Entry):
    """A party's salience on an issue and its value of each option."""

    party: Key
    issue: Key
    salience: Ranged = Span(low=0.05, high=1.0)
    values: dict[Key, Ranged]
    source: str | None = None


class Position(Entry):
    """What a party says on an issue: the option it asks for, those it never accepts.

    `real` is the chance that the red line is real and no bargaining position; left
    out, it is the model's own, and the output says so.
    """

    party: Key
    issue: Key
    option: Key | None = None
    forbids: tuple[Key, ...] = ()
    real: Ranged | None = None
    words: str | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _coherent(self) -> "Position":
        if self.real is not None and not self.forbids:
            raise ValueError("a chance of being real without a red line: no forbids")
        if self.option in self.forbids:
            raise ValueError(f"it asks for {self.option} and forbids it")
        return self


class Exclusion(Entry):
    """Options of different issues that cannot stand in one settlement."""

    options: dict[Key, Key]
    why: str | None = None


class Rule(Entry):
    """Whose agreement suffices: each of `members`, and enough of each group."""

    label: str = "the rule of the table"
    members: tuple[Key, ...] = ()
    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _of_several(self) -> "Rule":
        named = {*self.members, *(key for group in self.groups for key in group.of)}
        if len(named) < 2:
            raise ValueError("the rule has no second party")
        return self


class Heading(Entry):
    """What stands once in a file."""

    title: str
    about: str | None = None
    balance: Ranged = Span(low=0.5, high=0.5)
    """Chance that side a would win if the fighting went on; even if left out."""


LISTS: dict[str, type[Entry]] = {
    "parties": Party,
    "issues": Issue,
    "values": Values,
    "positions": Position,
    "exclusions": Exclusion,
}
"""Lists of a file and the kind of their entries; the first three must be there."""

NEEDED = ("parties", "issues", "values")

HEADS = ("title", "about", "balance")

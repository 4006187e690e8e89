"""What is found of a table: plain values that a page, a screen and JSON print.

Chances are shares of draws, 0 to 1. Demands are named before the party that makes
them. Settlements map an issue to an option, both by key.
"""

from dataclasses import dataclass

from sinequanon.bargain import Encoding, Mapping

Settlement = dict[str, str]
Spread = tuple[float, float, float]
"""The 5 % point, the median and the 95 % point over draws."""

Both = tuple[float, float]
"""By values alone, and with the stated red lines; means over the two mappings."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The zone in one of the four readings."""

    encoding: Encoding
    mapping: Mapping
    open: float
    """Chance that some settlement suffices."""
    settlements: Spread
    """Settlements in the zone."""
    nearest: Spread
    """Surplus, by the rule, of the settlement nearest to agreement, in utility: below 0
    it is what every party that must agree would have to concede."""


@dataclass(frozen=True, kw_only=True)
class PartyTerm:
    """An option as one party sees it."""

    accepts: Both
    """Chance that it accepts some settlement with the option."""
    red_line: bool
    """Whether it says that it never accepts it."""
    must: Both
    """Chance that the option is its sine qua non, given that it accepts anything."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """An option of an issue: to whom it is open."""

    issue: str
    option: str
    by_party: dict[str, PartyTerm]
    in_zone: Both
    """Chance that some settlement of the zone has it."""
    must: Both
    """Chance that it is a sine qua non of the peace, given an open zone."""


@dataclass(frozen=True, kw_only=True)
class Must:
    """A sine qua non: an option common to all that is accepted."""

    issue: str
    option: str
    of: str
    """The party, or `peace`."""
    chance: Both
    """Given that anything is accepted."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A stated demand: an issue is to be settled by none of some options."""

    issue: str
    forbids: tuple[str, ...]
    allows: tuple[str, ...]
    party: str


@dataclass(frozen=True, kw_only=True)
class Lines:
    """A set of stated demands and its chance."""

    demands: tuple[Line, ...]
    chance: float


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """What keeps a party from agreeing, in draws with a closed zone."""

    party: str
    friction: str
    opens: Both
    """Share of closed draws in which the zone opens without it."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A settlement that a rule of thumb names most often: a description."""

    name: str
    settlement: Settlement
    chance: float
    none: float
    """Share in which the rule names none."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Often:
    """A settlement and how often it is in the zone."""

    settlement: Settlement
    chance: Both


@dataclass(frozen=True, kw_only=True)
class Partial:
    """How open the zone is when one party's agreement is not asked for."""

    without: str
    open: Both


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a party outside would ask not to spoil."""

    party: str
    kind: str
    """`limited` stops at what it accepts today; `greedy` asks for what fighting on
    would bring at its best; `total` accepts nothing."""
    stated: bool
    """Whether the user says that the party is of this kind."""
    bought: float | None
    """Chance, given an open zone, that some settlement of it satisfies the party; the
    four readings together."""
    cost: float | None
    """Median loss of surplus, by the rule, of the settlement that does; in utility."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Chances that two options stand together in an accepted settlement."""

    issues: tuple[str, str]
    zone: tuple[tuple[Both, ...], ...]
    """Options of the first issue by options of the second."""
    by_party: dict[str, tuple[tuple[Both, ...], ...]]
    """The same for what each party accepts; empty for a large table."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was given and what was filled in for one party."""

    party: str
    name: str
    agrees: str
    """`must agree`, `counts in a group`, or `outside`."""
    fighting: tuple[float, float] | None
    """The range that was given; None: the model's own."""
    worth: Spread
    """Worth of fighting on over draws."""
    accepts_nothing: Both
    """Share of draws in which it accepts no settlement."""
    hangs: float
    """Share of draws in which the settlement nearest to agreement hangs on it."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything that is found of a table."""

    title: str
    about: str
    origin: str
    rule: str
    """Whose agreement suffices, in words."""
    seed: int
    draws: int
    settlements: int
    """Settlements that the exclusions leave."""
    combinations: int
    open: Both
    """Chance that some settlement suffices."""
    readings: tuple[Reading, ...]
    parties: tuple[Said, ...]
    names: dict[str, str]
    """Words for the keys of parties and issues."""
    labels: dict[str, dict[str, str]]
    """Issue to option to words."""
    terms: tuple[Term, ...]
    musts: tuple[Must, ...]
    incompatible: tuple[Lines, ...]
    """Smallest sets of stated demands that cannot stand together."""
    compatible: float
    """Chance that all real red lines can be met together."""
    changes: tuple[Lines, ...]
    """Smallest sets of stated demands without which the zone would be open; these and
    the next two as shares of the draws in which it is closed."""
    pivotal: tuple[Lines, ...]
    """Single demands without which it would."""
    unavoidable: tuple[Lines, ...]
    """Demands that are in every such set."""
    closed_by_lines: float
    """Chance that the zone is closed, and open without some red lines."""
    closed_by_values: float
    """Chance that it is closed whatever becomes of the red lines."""
    keeping: tuple[Keeping, ...]
    often: tuple[Often, ...]
    points: tuple[Point, ...]
    partial: tuple[Partial, ...]
    prices: tuple[Price, ...]
    spoiling: Spread | None
    """Chance of spoiling that all who agree bear at the best terms; None if closed."""
    pairs: tuple[Pair, ...]
    sources: dict[str, str]
    notes: tuple[str, ...]

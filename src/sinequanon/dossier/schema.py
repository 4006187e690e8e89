"""The shape of a dossier's files: what may be written, with what beside it.

A war is a folder of YAML and CSV. Each class below is one kind of entry; every entry
that carries a value names its sources. Dates are EDTF strings and may stay vague
(Library of Congress, Extended Date/Time Format, 2019). Sources carry the Admiralty
grade: reliability A-F, credibility 1-6.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from sinequanon.dossier.changes import Change
from sinequanon.dossier.settlement import (
    Coalition,
    Exclusion,
    Issue,
    Party,
    Position,
    Preference,
)
from sinequanon.dossier.values import (
    Digit,
    Edtf,
    Entry,
    Key,
    Month,
    NonNegative,
    PlaceCode,
    Positive,
    Range,
    Share,
    SourceKeys,
    refuse_unless_one,
)


class Source(Entry):
    """Who said something, where, when, and how far it is to be trusted."""

    key: Key
    author: str
    title: str
    publisher: str
    date: Edtf | None
    address: str | None = None
    licence: str | None = None
    stance: str | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    credibility: Annotated[Literal["1", "2", "3", "4", "5", "6"], Digit]


class Conflict(Entry):
    """A UCDP conflict that is part of this war."""

    id: int
    name: str
    side_a: tuple[Key, ...]
    side_b: tuple[Key, ...]
    core: bool = False
    sources: SourceKeys


class ReferenceClass(Entry):
    """Which wars count as like this one, for base rates (UCDP termination data)."""

    incompatibility: Literal["government", "territory", "any"]
    war_intensity: bool
    internationalised: bool
    age_at_least: int
    since: int
    without_gwno: tuple[int, ...]
    closed_by: int
    sources: SourceKeys


class StartStage(Entry):
    """Where the talks stand when the model starts; shares that sum to one."""

    no_talks: Share
    talks: Share
    signed: Share
    kept: Share
    sources: SourceKeys

    @model_validator(mode="after")
    def _whole(self) -> "StartStage":
        stages = ("no_talks", "talks", "signed", "kept")
        refuse_unless_one({stage: getattr(self, stage) for stage in stages})
        return self


class War(Entry):
    """The war as a whole: name, conflicts, start, like wars, stage of the talks.

    `detained` are persons held at the start; left out, nobody is counted as held.
    """

    key: Key
    title: str
    gwno: int
    start: Edtf
    conflicts: tuple[Conflict, ...]
    reference_class: ReferenceClass
    stage: StartStage
    about: str
    detained: Range | None = None


class Actor(Entry):
    """An armed side of the war. `ally_of` names the side that it fights beside."""

    key: Key
    name: str
    short: str
    side: Key
    ucdp_ids: tuple[int, ...]
    ucdp_names: tuple[str, ...] = ()
    state: bool
    quality: Range
    note: str | None = None
    sources: SourceKeys


class Backer(Entry):
    """A state that backs an actor, and against whom its support counts.

    One that is not `present` lends nothing at the start, and may come in later.
    """

    key: Key
    name: str
    short: str
    backs: Key
    rival: Key | None = None
    power_against: dict[Key, Range]
    present: bool = True
    sources: SourceKeys


class Relation(Entry):
    """How two actors stand to one another from a date on.

    `intensity` is on a log scale: 1 is open war, about .005 a tacit truce.
    `allied` is kept apart from it.
    """

    a: Key
    b: Key
    intensity: Range
    allied: bool = False
    selectivity: Range | None = None
    since: Edtf | None = None
    sources: SourceKeys

    @model_validator(mode="after")
    def _on_log_scale(self) -> "Relation":
        if self.intensity.low <= 0.0:
            raise ValueError("intensity is on a log scale, so it must be above 0")
        return self


class Strength(Entry):
    """One statement on how many fighters an actor has.

    `used` says whether it enters the range of the model's start; `why_not` says why
    it does not. The range of an actor is the lowest low to the highest high of the
    used statements.
    """

    actor: Key
    component: str
    as_of: Edtf | None
    low: NonNegative | None
    high: NonNegative | None
    unit: str
    used: bool
    why_not: str | None = None
    support: str
    sources: SourceKeys

    @model_validator(mode="after")
    def _usable(self) -> "Strength":
        if None not in (self.low, self.high) and (self.low or 0) > (self.high or 0):
            raise ValueError(
                f"the range is upside down: {self.low:g} is above {self.high:g}"
            )
        if self.used and (self.low is None or self.high is None):
            raise ValueError("a used statement has low and high")
        if not self.used and self.why_not is None:
            raise ValueError("a statement that is not used has no why_not")
        return self


class Place(Entry):
    """A subdistrict (admin-3) or coarser unit: the finest that a dossier may hold."""

    pcode: PlaceCode
    name: str
    admin1: str
    admin2: str
    latitude: Annotated[float, Field(ge=-90.0, le=90.0)]
    longitude: Annotated[float, Field(ge=-180.0, le=180.0)]
    area_km2: Positive
    population: NonNegative
    sources: SourceKeys


class Border(Entry):
    """A shared border between two places, in kilometres."""

    a: PlaceCode
    b: PlaceCode
    border_km: Positive
    sources: SourceKeys


class Holding(Entry):
    """Who holds a place at the start: a probability for each actor, summing to one.

    `support` is `dated` (a report before and after), `reported` (one side only) or
    `inferred` (from events and neighbours).
    """

    pcode: PlaceCode
    shares: dict[Key, Share]
    support: Literal["dated", "reported", "inferred"]
    disputed: bool
    sources: SourceKeys

    @model_validator(mode="after")
    def _whole(self) -> "Holding":
        refuse_unless_one(self.shares)
        return self


class Event(Entry):
    """A dated event: what happened, where, and what it changes in the model."""

    key: Key
    date: Edtf
    title: str
    place: str | None = None
    latitude: Annotated[float, Field(ge=-90.0, le=90.0)] | None = None
    longitude: Annotated[float, Field(ge=-180.0, le=180.0)] | None = None
    """The town, where its place is large: recorded events are counted around it."""
    actors: tuple[Key, ...] = ()
    changes: tuple[Change, ...] = ()
    support: str
    sources: SourceKeys


class World(Entry):
    """One of the two worlds of a contrast.

    Each list names events of the dossier, or places, that the world has. `pinned` maps
    a place to the actor that holds it for the whole horizon.
    """

    events: tuple[Key, ...] = ()
    delayed: dict[Key, int] = Field(default_factory=dict[str, int])
    """Events that come this many months later."""
    undone: tuple[str, ...] = ()
    """Places that stay with their earlier holder."""
    pinned: dict[str, Key] = Field(default_factory=dict[str, str])
    redeployed: tuple[Key, ...] = ()
    """Events whose assault force serves elsewhere and whose battle is not fought."""
    failed: tuple[Key, ...] = ()
    """Events that are tried and fail."""

    @model_validator(mode="after")
    def _each_event_once(self) -> "World":
        acting = (*self.events, *self.delayed)
        twice = sorted({key for key in acting if acting.count(key) > 1})
        if twice:
            raise ValueError(f"a world has an event once, not twice: {twice[0]}")
        return self


class Contrast(Entry):
    """A fair meaning of with and without."""

    key: Key
    label: str
    with_: World = Field(alias="with")
    without: World
    main: bool = False
    sources: SourceKeys

    model_config = ConfigDict(populate_by_name=True)


class Question(Entry):
    """A question: event, what counts as peace, horizon, margin, contrasts.

    `start` is the month at which the war is taken up, if it is not the dossier's own;
    `counted_from` the first month in which peace is counted, if it is later than the
    event (a release of prisoners before there are two sides to talk);
    `holds_fixed` says in sentences what both worlds have in common and what neither
    has. `claims` says whether the dossier's claims are about this question.
    """

    key: Key
    text: str
    event: Key
    start: Month | None = None
    counted_from: Month | None = None
    conflict: int
    outcome: str
    outcome_label: str
    horizon_months: Annotated[int, Field(ge=1, le=120)]
    margin: Annotated[float, Field(gt=0.0, lt=1.0)]
    contrasts: Annotated[tuple[Contrast, ...], Field(min_length=1)]
    holds_fixed: tuple[str, ...] = ()
    does_not_say: tuple[str, ...]
    as_of: Edtf
    claims: bool = False
    sources: SourceKeys


class Dossier(Entry):
    """A war as sources tell it: every file, checked against every other."""

    war: War
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    backers: tuple[Backer, ...]
    relations: tuple[Relation, ...]
    strengths: tuple[Strength, ...]
    places: tuple[Place, ...]
    borders: tuple[Border, ...]
    holdings: tuple[Holding, ...]
    issues: tuple[Issue, ...]
    exclusions: tuple[Exclusion, ...]
    parties: tuple[Party, ...]
    preferences: tuple[Preference, ...]
    positions: tuple[Position, ...]
    coalitions: tuple[Coalition, ...]
    events: tuple[Event, ...]
    questions: tuple[Question, ...]
    sha256: str
    """Digest of all files of the dossier, in order of name."""

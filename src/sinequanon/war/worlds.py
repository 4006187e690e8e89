"""What can be done to a war from outside, as values: the two worlds of a contrast.

Each intervention carries the month (VIEWS `month_id`) at whose start it acts, except
`Losses`, which fall during their month. Ranges are 5 % and 95 % points and are drawn
once a run by the name of the place or actor, so worlds that share an intervention
share its size. Where a month is part of that name, `drawn_as` keeps it for an event
that one world delays.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Assault:
    """A force that stands beside a place when the war is picked up.

    The heads are part of the actor's own strength. The force is bound to the battle
    (it neither moves nor takes the place by the ordinary rules) until `until`.
    """

    actor: str
    place: str
    low: float
    high: float
    until: int


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """The place passes; a garrison moves in and stays bound for a time.

    The loser's fighters there retreat to neighbouring places of their own side.
    `garrison_low` and `garrison_high` are heads, `months_low` and `months_high` how
    long they are bound. `lost_share` of the loser's fighters there are lost instead of
    falling back.
    """

    month: int
    place: str
    taken_from: str
    to: str
    garrison_low: float
    garrison_high: float
    months_low: float
    months_high: float
    lost_share: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Pin:
    """The place is held by one actor from this month to the end of the horizon."""

    month: int
    place: str
    holder: str


@dataclass(frozen=True, kw_only=True)
class Undo:
    """The places go back to an earlier holder, and others' fighters there retreat."""

    month: int
    places: tuple[str, ...]
    to: str


@dataclass(frozen=True, kw_only=True)
class Truce:
    """Fighting between two actors falls to `factor` and comes back by half-lives.

    At m months after `month` the intensity is 1 - (1 - factor) * .5 ** (m / half_life).
    """

    month: int
    a: str
    b: str
    factor_low: float
    factor_high: float
    half_life_low: float
    half_life_high: float


@dataclass(frozen=True, kw_only=True)
class Losses:
    """Recorded battle deaths of a dated battle, by actor, that fall in its month."""

    month: int
    place: str
    deaths: tuple[tuple[str, float, float], ...]
    """(actor, low, high)."""


@dataclass(frozen=True, kw_only=True)
class Redeploy:
    """The assault on the place is not launched: its force serves elsewhere.

    The force is freed and spread by the ordinary rule of movement, and the battle's
    own `Losses` at that place do not fall.
    """

    month: int
    place: str


@dataclass(frozen=True, kw_only=True)
class Failed:
    """The assault is tried and fails: the place stays and the force withdraws."""

    month: int
    place: str
    holder: str


@dataclass(frozen=True, kw_only=True)
class Stance:
    """From this month on two actors fight at another intensity.

    The intensity (1 is open war) is set for both; `selectivity`, if given, is the
    effort of `a` against `b`, a range between 0 and 1. Truces act on top of it.
    """

    month: int
    a: str
    b: str
    intensity_low: float
    intensity_high: float
    selectivity: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Enters:
    """A backer of the setting lends its power from this month on."""

    month: int
    backer: str


@dataclass(frozen=True, kw_only=True)
class Leaves:
    """A backer of the setting lends its power no more from this month on."""

    month: int
    backer: str


@dataclass(frozen=True, kw_only=True)
class SupplyCut:
    """An actor's supply drifts towards the share `factor` of what it was, for a time.

    After `months` months the aim is whole again and supply drifts back.
    """

    month: int
    actor: str
    factor_low: float
    factor_high: float
    months_low: float
    months_high: float


@dataclass(frozen=True, kw_only=True)
class Release:
    """Prisoners go free; a share of them joins each named actor, the rest go home.

    `heads` are persons. They come out of detention, and where fewer are detained, out
    of the residents.
    """

    month: int
    heads_low: float
    heads_high: float
    joins: tuple[tuple[str, float, float], ...] = ()
    """(actor, low, high): the share of those released that joins it."""
    drawn_as: int | None = None
    """The month by which its size is drawn, where it acts at another: a release that
    comes later in one world has the size that it has in the other."""


@dataclass(frozen=True, kw_only=True)
class Arrives:
    """Fighters from outside the country join an actor, heads."""

    month: int
    actor: str
    heads_low: float
    heads_high: float
    drawn_as: int | None = None
    """As of a `Release`."""


@dataclass(frozen=True, kw_only=True)
class Passes:
    """A share of an actor's fighters and ground goes over to another: 1 is a merger."""

    month: int
    actor: str
    to: str
    share_low: float
    share_high: float
    drawn_as: int | None = None
    """As of a `Release`."""


Intervention = (
    Transfer
    | Pin
    | Undo
    | Truce
    | Losses
    | Redeploy
    | Failed
    | Stance
    | Enters
    | Leaves
    | SupplyCut
    | Release
    | Arrives
    | Passes
)
World = tuple[Intervention, ...]


def fought(world: World) -> World:
    """A world without the losses of battles that it does not launch."""
    spared = {item.place for item in world if isinstance(item, Redeploy)}
    return tuple(
        item
        for item in world
        if not (isinstance(item, Losses) and item.place in spared)
    )


def begun(world: World, month: int) -> World:
    """The interventions of a world that have acted by a month, in order of time.

    Within a month ground passes before fighters come: they gather on it.
    """
    acted = [item for item in fought(world) if item.month <= month]

    def order(item: Intervention) -> tuple[int, bool, str]:
        return item.month, isinstance(item, Release | Arrives), repr(item)

    return tuple(sorted(acted, key=order))

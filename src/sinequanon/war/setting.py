"""The war at its start, as plain arrays: who stands where, and how strong."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import ActorPlaces, Bool, Float, Int, Pairs, PerActor, PerPlace
from sinequanon.errors import DossierError, Fault
from sinequanon.war.worlds import Assault, Truce

_SHARES_TOLERANCE = 1e-6
_SMALL_PART = 0.05
"""An island with no more of the people than this may stand by itself."""


@dataclass(frozen=True, kw_only=True)
class Backing:
    """A backer: what it lends an actor's power against each enemy, as a multiplier.

    `present` says whether it is there when the war is picked up; one that is not may
    still enter.
    """

    key: str
    actor: str
    against: tuple[tuple[str, float, float], ...]
    """(enemy, low, high); 1 against everybody else."""
    present: bool = True


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where a war starts; checks itself when it is made.

    Ranges are 5 % and 95 % points. `hostility` is an intensity (1 is open war, about
    .005 a tacit truce), `selectivity[i, j]` the effort of i against j between 0 and 1,
    `backers` lend multipliers to an actor's power against each enemy, which is why
    power is a matter of pairs: a coalition that bombs one party is of no help against
    another. `control0` sums to one in each place. The borders are a symmetric
    graph in compressed rows: the neighbours of place p are
    `indices[indptr[p]:indptr[p + 1]]`.

    Raises:
        DossierError: With every fault found, if the arrays do not fit together.
    """

    actors: tuple[str, ...]
    sides: tuple[str, ...]
    """The side of each actor; actors of one side do not fight each other."""
    places: tuple[str, ...]
    core_a: tuple[int, ...]
    """Actors of the first side of the conflict that the question is about."""
    core_b: tuple[int, ...]
    population: PerPlace
    area: PerPlace
    """Square kilometres."""
    indptr: Int[np.ndarray, " places_and_one"]
    indices: Int[np.ndarray, " borders"]
    border_km: Float[np.ndarray, " borders"]
    control0: ActorPlaces
    strength_low: PerActor
    """Fighters, persons."""
    strength_high: PerActor
    quality_low: PerActor
    quality_high: PerActor
    hostility_low: Pairs
    hostility_high: Pairs
    selectivity_low: Pairs
    selectivity_high: Pairs
    alliance: Bool[np.ndarray, "actors actors"]
    """Which actors of a side join their power in battle."""
    backed: Bool[np.ndarray, " actors"]
    """Whether a state backs the actor, and so can answer its distress."""
    start_month: int
    value_extra: PerPlace
    """Worth of a place beyond its people and land, in units of the mean place."""
    backers: tuple[Backing, ...] = ()
    truces: tuple[Truce, ...] = ()
    assault: Assault | None = None
    dormant: tuple[str, ...] = ()
    """Actors without fighters at the start, whom an event may bring in."""
    raised_abroad: tuple[str, ...] = ()
    """Actors whose fighters all come from outside the country."""
    states: tuple[str, ...] = ()
    """Actors that are states, and so detain people."""
    detained_low: float = 0.0
    """People detained at the start, beside those who live in the places."""
    detained_high: float = 0.0
    regions: tuple[str, ...] = ()
    """The district of each place, by which campaigns are waged; empty: one for all."""

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together."""
        faults = [
            Fault(where="war setting", found=found, fix=fix)
            for holds, found, fix in self._rules()
            if not holds
        ]
        if faults:
            raise DossierError(faults)

    def parts(self) -> tuple[tuple[int, ...], ...]:
        """Places that borders join, the part with most people first."""
        left, parts = set(range(len(self.places))), list[tuple[int, ...]]()
        while left:
            part, fresh = set[int](), {min(left)}
            while fresh:
                part |= fresh
                beside = {
                    int(near)
                    for place in fresh
                    for near in self.indices[
                        self.indptr[place] : self.indptr[place + 1]
                    ]
                }
                fresh = beside - part
            left -= part
            parts.append(tuple(sorted(part)))
        return tuple(sorted(parts, key=self._people_of, reverse=True))

    def _people_of(self, part: tuple[int, ...]) -> float:
        return float(self.population[list(part)].sum())

    def _cut_off(self) -> float:
        """Share of all people in the largest part that no border joins to the rest."""
        parts = self.parts()
        whole = max(float(self.population.sum()), 1e-9)
        return self._people_of(parts[1]) / whole if len(parts) > 1 else 0.0

    def _rules(self) -> list[tuple[bool, str, str]]:
        """Each rule as (holds, what is wrong if not, what to do)."""
        actors, places = len(self.actors), len(self.places)
        shares = self.control0.sum(axis=0)
        known = set(self.actors)
        borders_fit = len(self.indptr) == places + 1 and (
            int(self.indptr[-1]) == len(self.indices) == len(self.border_km)
        )
        return [
            (
                len(self.sides) == actors,
                f"{len(self.sides)} sides for {actors} actors",
                "name one side for each actor",
            ),
            (
                bool(np.all(np.abs(shares - 1.0) < _SHARES_TOLERANCE)),
                f"control shares sum to {shares.min():g}..{shares.max():g}",
                "make the shares of each place sum to one",
            ),
            (
                bool(np.all(self.control0 >= 0.0)),
                "a control share is negative",
                "give shares between 0 and 1",
            ),
            (
                borders_fit,
                "the border lists have different lengths",
                "give one length and one neighbour for each border",
            ),
            (
                set(self.states) <= known,
                f"unknown states {sorted(set(self.states) - known)}",
                "name actors of the setting",
            ),
            (
                0.0 <= self.detained_low <= self.detained_high,
                f"detained {self.detained_low:g} to {self.detained_high:g}",
                "give low before high, neither below zero",
            ),
            (
                len(self.regions) in (0, places),
                f"{len(self.regions)} regions for {places} places",
                "name one region for each place, or none",
            ),
            (
                bool(np.all(self.population >= 0.0) and np.all(self.area > 0.0)),
                "a place has negative people or no area",
                "correct the place's row",
            ),
            *(
                (
                    bool(np.all((low >= 0.0) & (low <= high) & np.isfinite(high))),
                    f"a range of {name} is out of order or below zero",
                    "give low before high, from zero up",
                )
                for name, low, high in (
                    ("strength", self.strength_low, self.strength_high),
                    ("quality", self.quality_low, self.quality_high),
                    ("hostility", self.hostility_low, self.hostility_high),
                    ("selectivity", self.selectivity_low, self.selectivity_high),
                )
            ),
            *(
                (
                    bool(np.all((low > 0.0) | (high <= 0.0))),
                    f"a range of {name} begins at zero, and is drawn on a log scale",
                    "give a low above zero, or zero for both ends",
                )
                for name, low, high in (
                    ("strength", self.strength_low, self.strength_high),
                    ("quality", self.quality_low, self.quality_high),
                    ("hostility", self.hostility_low, self.hostility_high),
                    ("selectivity", self.selectivity_low, self.selectivity_high),
                )
            ),
            *(
                (
                    strength > 0.0 or name in self.dormant,
                    f"actor {name!r} has no fighters, and no event brings it in",
                    "give it a strength, or an event in which it arrives",
                )
                for name, strength in zip(
                    self.actors, self.strength_high.tolist(), strict=True
                )
            ),
            (
                not borders_fit or self._cut_off() <= _SMALL_PART,
                "a part with many people has no border to the rest",
                "add the border or crossing that joins it",
            ),
            (
                bool(self.core_a)
                and bool(self.core_b)
                and not set(self.core_a) & set(self.core_b),
                "the core conflict lacks two separate sides",
                "mark one conflict of the war as core",
            ),
            (
                self.assault is None
                or (self.assault.actor in known and self.assault.place in self.places),
                f"the assault names an unknown actor or place: {self.assault}",
                "name an actor and a place of the setting",
            ),
            (
                all(t.a in known and t.b in known for t in self.truces),
                "a truce names an unknown actor",
                "name actors of the setting",
            ),
            (
                len({backer.key for backer in self.backers}) == len(self.backers),
                "two backers have one key",
                "name each backer once",
            ),
            *(
                (
                    {backer.actor, *(name for name, _, _ in backer.against)} <= known,
                    f"backer {backer.key!r} names an unknown actor",
                    "name actors of the setting",
                )
                for backer in self.backers
            ),
            *(
                (
                    all(0.0 < low <= high for _, low, high in backer.against),
                    f"backer {backer.key!r} has a range of power out of order",
                    "give low before high, both above zero",
                )
                for backer in self.backers
            ),
        ]

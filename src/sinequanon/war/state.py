"""What next month needs (`State`) and what this month did (`Happened`).

Inside the month runs stand last, `(actors, places, runs)`: sums over actors and places
then run over rows, so a run's numbers do not depend on the runs beside it. `Path`
turns them into the order kept everywhere else.
"""

from dataclasses import dataclass, replace

import numpy as np

from sinequanon.axes import Float

ByActorPlace = Float[np.ndarray, "actors places runs"]
ByPlace = Float[np.ndarray, "places runs"]
ByActor = Float[np.ndarray, "actors runs"]
ByDyad = Float[np.ndarray, "dyads runs"]
ByRun = Float[np.ndarray, " runs"]


@dataclass(frozen=True, kw_only=True)
class Garrison:
    """Heads bound to a place until a month, and to no purpose but holding it."""

    actor: int
    place: int
    heads: ByRun
    until: ByRun
    target: int
    """The place that the heads hold, or that they are drawn up against."""


@dataclass(frozen=True, kw_only=True)
class State:
    """The war at the start of a month; people are persons, fighters heads.

    People stand in one of these accounts: `residents` and `inside` (displaced, where
    they are now), `abroad`, `detained`, `fighters`, `dead`. `came` and `left` count
    fighters who crossed the border in and out, `returned` those who went home;
    residents + inside + abroad + detained + fighters + dead + left - came never
    changes.
    """

    month: int
    fighters: ByActorPlace
    control: ByActorPlace
    residents: ByPlace
    inside: ByPlace
    abroad: ByRun
    detained: ByRun
    dead: ByRun
    came: ByRun
    left: ByRun
    returned: ByRun
    log_supply: ByActor
    grievance: ByActor
    """Civilians killed by the actor's enemies, per 1,000 people, fading."""
    people_start: ByActor
    people_lagged: tuple[ByActor, ...]
    """People under each side's control in the last six months, oldest first."""
    fighters_start: ByActor
    garrisons: tuple[Garrison, ...]
    calm: ByPlace
    """How far each place is under a local truce of the core conflict, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """The flows of a month; not carried on."""

    deaths: ByDyad
    """Recorded battle deaths."""
    one_sided: ByActor
    """Civilians killed outside battle, by perpetrator."""
    collateral: ByActor
    """Civilians killed in battle, by the perpetrator they are owed to."""
    joined: ByActor
    exits: ByActor
    killed: ByActor
    fled: ByRun
    detained: ByRun
    """People detained."""
    back: ByRun
    """People who came back from abroad."""
    agreed: ByActor
    """People who passed to each actor by local agreement, persons."""


def bound(state: State) -> dict[tuple[int, int], ByRun]:
    """Heads that may not move this month, by actor and place."""
    held: dict[tuple[int, int], ByRun] = {}
    for garrison in state.garrisons:
        where = (garrison.actor, garrison.place)
        active = np.where(garrison.until > state.month, garrison.heads, 0.0)
        held[where] = held.get(where, np.zeros_like(active)) + active
    return {
        (actor, place): np.minimum(heads, state.fighters[actor, place])
        for (actor, place), heads in held.items()
    }


def people(state: State) -> ByPlace:
    """Everyone who lives in a place, displaced people among them."""
    return state.residents + state.inside


def released(state: State, target: int | None = None) -> State:
    """The state without garrisons whose time is up, or without those of a target."""
    kept = tuple(
        garrison
        for garrison in state.garrisons
        if garrison.target != target and bool(np.any(garrison.until > state.month))
    )
    return replace(state, garrisons=kept)

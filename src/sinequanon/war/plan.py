"""What a setting fixes for all months: pairs, sides, graph, density, home ground."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import ActorPlaces, Int, PerPlace, UInt32
from sinequanon.streams import key_of, keys_of
from sinequanon.war.graph import Graph, graph_of
from sinequanon.war.setting import Setting

_HOME_STEPS = 2
"""Home ground reaches this many places beyond what an actor holds at the start."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two actors that may fight, and the dyad of sides that they belong to."""

    i: int
    j: int
    dyad: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Derived indices and fixed fields of a setting.

    `friends[i]` are i and its allies on its side. `holder[i]` is the actor to
    whom i's captures pass: itself, or the ally that governs if i holds nothing at the
    start (a foreign contingent governs nobody). `density` is 0 in empty land and 1 in
    the most crowded places; `home[i, p]` is 1 on i's own ground.
    """

    setting: Setting
    graph: Graph
    side_names: tuple[str, ...]
    side: tuple[int, ...]
    pairs: tuple[Pair, ...]
    dyads: tuple[str, ...]
    friends: tuple[tuple[int, ...], ...]
    holder: tuple[int, ...]
    from_abroad: tuple[bool, ...]
    density: PerPlace
    home: ActorPlaces
    core: tuple[int, ...]
    """Dyads of the core conflict."""
    actor_keys: UInt32[np.ndarray, " actors"]
    place_keys: UInt32[np.ndarray, " places"]
    dyad_keys: UInt32[np.ndarray, " dyads"]
    effort_keys: UInt32[np.ndarray, " efforts"]
    """One id for each side and enemy side, row by row."""
    region_names: tuple[str, ...]
    region: Int[np.ndarray, " places"]
    """The region of each place, as an index."""
    campaign_keys: UInt32[np.ndarray, " campaigns"]
    """One id for each side and region, row by row."""

    def place(self, pcode: str) -> int:
        """The index of a place."""
        return self.setting.places.index(pcode)

    def actor(self, name: str) -> int:
        """The index of an actor."""
        return self.setting.actors.index(name)


def plan_of(setting: Setting) -> Plan:
    """The plan of a setting."""
    side_names = tuple(sorted(set(setting.sides)))
    side = tuple(side_names.index(name) for name in setting.sides)
    count = len(setting.actors)
    graph = graph_of(
        setting.indptr,
        setting.indices,
        setting.border_km,
        layers=tuple({1, count, len(side_names)}),
    )
    enemies = [
        (i, j)
        for i in range(count)
        for j in range(i + 1, count)
        if side[i] != side[j] and setting.hostility_high[i, j] > 0.0
    ]
    dyads = tuple(sorted({_dyad(side_names, side[i], side[j]) for i, j in enemies}))
    pairs = tuple(
        Pair(i=i, j=j, dyad=dyads.index(_dyad(side_names, side[i], side[j])))
        for i, j in enemies
    )
    friends = tuple(
        tuple(
            k
            for k in range(count)
            if k == i or (side[k] == side[i] and setting.alliance[i, k])
        )
        for i in range(count)
    )
    regions = setting.regions or ("",) * len(setting.places)
    region_names = tuple(sorted(set(regions)))
    people = setting.control0 @ setting.population
    # Who is not there yet has no land; it will govern its own unless it comes from
    # outside.
    waits = [
        name in setting.dormant and name not in setting.raised_abroad
        for name in setting.actors
    ]
    holder = tuple(
        i
        if people[i] > 0.0 or waits[i]
        else max(friends[i], key=lambda k: float(people[k]))
        for i in range(count)
    )
    return Plan(
        setting=setting,
        graph=graph,
        side_names=side_names,
        side=side,
        pairs=pairs,
        dyads=dyads,
        friends=friends,
        holder=holder,
        from_abroad=tuple(
            name in setting.raised_abroad or bool(people[i] <= 0.0 and not waits[i])
            for i, name in enumerate(setting.actors)
        ),
        density=_density(setting),
        home=_home(setting, graph, friends),
        core=tuple(
            sorted(
                {
                    pair.dyad
                    for pair in pairs
                    if {pair.i, pair.j} & set(setting.core_a)
                    and {pair.i, pair.j} & set(setting.core_b)
                }
            )
        ),
        actor_keys=keys_of(setting.actors),
        place_keys=keys_of(setting.places),
        dyad_keys=keys_of(dyads),
        effort_keys=np.array(
            [key_of(f"{own}>{other}") for own in side_names for other in side_names],
            dtype=np.uint32,
        ),
        region_names=region_names,
        region=np.array([region_names.index(name) for name in regions]),
        campaign_keys=np.array(
            [key_of(f"{own}@{name}") for own in side_names for name in region_names],
            dtype=np.uint32,
        ),
    )


def _dyad(names: tuple[str, ...], first: int, second: int) -> str:
    """The name of a dyad of sides, the same from either end."""
    return "-".join(sorted((names[first], names[second])))


def _density(setting: Setting) -> PerPlace:
    """Crowding on 0-1: the rank-free logistic of log people per square kilometre."""
    per_km = setting.population / setting.area
    mean = max(float(setting.population.sum() / setting.area.sum()), 1e-9)
    return per_km / (per_km + mean)


def _home(
    setting: Setting, graph: Graph, friends: tuple[tuple[int, ...], ...]
) -> ActorPlaces:
    """Own ground: control at the start by the side, fading over the borders."""
    rows = [
        np.sum([setting.control0[k] for k in own], axis=0)[:, None] for own in friends
    ]
    fields: list[PerPlace] = []
    for row in rows:
        field = row
        for _ in range(_HOME_STEPS):
            field = np.maximum(field, 0.5 * (graph.around @ field))
        fields.append(field[:, 0])
    return np.stack(fields)

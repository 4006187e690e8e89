"""What is kept of each run: monthly summaries, small enough for a whole ensemble."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, Int, RunActors, UInt32
from sinequanon.war.graph import total, totals
from sinequanon.war.local import under_calm
from sinequanon.war.plan import Plan
from sinequanon.war.recruitment import people_under
from sinequanon.war.state import Happened, State, bound, people
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

_NONE = 1e-6
"""Heads below which a side had none."""

RunMonths = Float[np.ndarray, "runs months"]
RunActorMonths = Float[np.ndarray, "runs actors months"]


@dataclass(frozen=True, kw_only=True)
class Path:
    """A war in one world, month by month; stocks are at the end of the month.

    Axes are runs, actors (or dyads), months; all numbers are float64.
    """

    actors: tuple[str, ...]
    dyads: tuple[str, ...]
    """Dyads of sides, as the record tells them apart: `insurgents-government` and so
    on, the two names in alphabetical order."""
    core_dyads: tuple[str, ...]
    watch: tuple[str, ...]
    runs: UInt32[np.ndarray, " runs"]
    months: Int[np.ndarray, " months"]
    log_power: RunMonths
    """log of the power of core_a over core_b: heads not bound in garrisons times
    quality, supply and the support that counts against the other side."""
    deaths: Float[np.ndarray, "runs dyads months"]
    """Recorded battle deaths, civilians killed in battle among them."""
    one_sided: RunActorMonths
    """Civilians killed outside battle, by perpetrator: the record's rule."""
    civilians: RunActorMonths
    """The same and those killed in battle, as owed to a side by its power."""
    people: RunActorMonths
    """People under control, persons."""
    fighters: RunActorMonths
    supply: RunActorMonths
    """Supply against the start (1)."""
    places_held: RunActorMonths
    """Sum of control shares over places, watched places left out."""
    area_held: RunActorMonths
    """Square kilometres, watched places left out."""
    displaced_inside: RunMonths
    displaced_abroad: RunMonths
    """People abroad who fled since the start."""
    detained: RunMonths
    """People in detention."""
    relative_a: RunMonths
    relative_b: RunMonths
    """The smaller of people and fighters of a core side, against the start."""
    intensity: RunMonths
    """Recorded deaths of the core conflict per fighter of its sides and month."""
    people_calm: RunMonths
    """People of the core's two sides under local truces, persons."""
    agreed: RunActorMonths
    """People who passed to each actor by local agreement in the month, persons."""
    watched: Float[np.ndarray, "runs watched actors months"]
    """Control of the watched places."""
    map_months: Int[np.ndarray, " mapped"]
    """Months at whose end control of every place is kept, for maps."""
    control: Float[np.ndarray, "runs actors places mapped"]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One month of a path; runs stand last as in the state."""

    log_power: Float[np.ndarray, " runs"]
    deaths: Float[np.ndarray, "dyads runs"]
    one_sided: Float[np.ndarray, "actors runs"]
    civilians: Float[np.ndarray, "actors runs"]
    people: Float[np.ndarray, "actors runs"]
    fighters: Float[np.ndarray, "actors runs"]
    supply: Float[np.ndarray, "actors runs"]
    places_held: Float[np.ndarray, "actors runs"]
    area_held: Float[np.ndarray, "actors runs"]
    displaced_inside: Float[np.ndarray, " runs"]
    displaced_abroad: Float[np.ndarray, " runs"]
    detained: Float[np.ndarray, " runs"]
    relative_a: Float[np.ndarray, " runs"]
    relative_b: Float[np.ndarray, " runs"]
    intensity: Float[np.ndarray, " runs"]
    people_calm: Float[np.ndarray, " runs"]
    agreed: Float[np.ndarray, "actors runs"]
    watched: Float[np.ndarray, "watched actors runs"]
    control: Float[np.ndarray, "actors places runs"] | None
    """Control of every place; None in months of which no map is kept."""


def snapshot(
    state: State,
    happened: Happened,
    plan: Plan,
    theta: Theta,
    terms: Terms,
    *,
    watch: tuple[str, ...],
    mapped: bool = False,
) -> Snapshot:
    """The summaries of a month, from the state at its end and its flows."""
    setting = plan.setting
    heads = totals(plan.graph, state.fighters)
    people_now = people_under(state, plan)
    counted = np.ones((len(setting.places), 1))
    watched = [plan.place(pcode) for pcode in watch]
    counted[watched] = 0.0
    land = counted * setting.area[:, None]
    core = np.zeros_like(state.abroad)
    for dyad in plan.core:
        core = core + happened.deaths[dyad]
    core_heads = np.full_like(core, 1e-9)
    for actor in (*setting.core_a, *setting.core_b):
        core_heads = core_heads + heads[actor]
    return Snapshot(
        log_power=log_power(state, plan, theta, terms, heads),
        deaths=happened.deaths,
        one_sided=happened.one_sided,
        civilians=happened.one_sided + happened.collateral,
        people=people_now,
        fighters=heads,
        supply=np.exp(state.log_supply),
        places_held=totals(plan.graph, counted * state.control),
        area_held=totals(plan.graph, land * state.control),
        displaced_inside=total(plan.graph, state.inside),
        displaced_abroad=state.abroad,
        detained=state.detained,
        relative_a=_relative(state, setting.core_a, heads, people_now),
        relative_b=_relative(state, setting.core_b, heads, people_now),
        intensity=core / core_heads,
        people_calm=under_calm(
            plan, calm=state.calm, everyone=people(state), control=state.control
        ),
        agreed=happened.agreed,
        watched=np.stack([state.control[:, place] for place in watched])
        if watched
        else np.zeros((0, *heads.shape)),
        control=state.control if mapped else None,
    )


def log_power(
    state: State,
    plan: Plan,
    theta: Theta,
    terms: Terms,
    heads: Float[np.ndarray, "actors runs"],
) -> Float[np.ndarray, " runs"]:
    """Log power of core_a against core_b; heads bound in garrisons do not count."""
    free = heads.copy()
    for (actor, _), held in bound(state).items():
        free[actor] = free[actor] - held
    strength = (
        free * theta.quality * np.exp(theta["support_exponent"] * state.log_supply)
    )
    setting = plan.setting
    ours = _against(strength, free, terms, setting.core_a, setting.core_b)
    theirs = _against(strength, free, terms, setting.core_b, setting.core_a)
    return np.log((ours + 1.0) / (theirs + 1.0))


def _against(
    strength: Float[np.ndarray, "actors runs"],
    heads: Float[np.ndarray, "actors runs"],
    terms: Terms,
    own: tuple[int, ...],
    enemies: tuple[int, ...],
) -> Float[np.ndarray, " runs"]:
    """Power of a side, with support against each enemy weighted by its heads."""
    power = np.zeros_like(strength[0])
    for i in own:
        above, below = np.zeros_like(power), np.full_like(power, 1e-9)
        for j in enemies:
            above = above + terms.support[i, j] * (heads[j] + 1e-6)
            below = below + heads[j] + 1e-6
        power = power + strength[i] * above / below
    return power


def _relative(
    state: State,
    side: tuple[int, ...],
    heads: Float[np.ndarray, "actors runs"],
    people_now: Float[np.ndarray, "actors runs"],
) -> Float[np.ndarray, " runs"]:
    """The smaller of the shares of people and fighters that a side still has.

    A side that has not come yet has lost nothing: what it had none of counts as whole.
    """
    now, then = np.zeros_like(heads[0]), np.full_like(heads[0], 1e-9)
    men, had = np.zeros_like(heads[0]), np.full_like(heads[0], 1e-9)
    for actor in side:
        now = now + people_now[actor]
        then = then + state.people_start[actor]
        men = men + heads[actor]
        had = had + state.fighters_start[actor]
    land = np.where(then > _NONE, now / then, 1.0)
    force = np.where(had > _NONE, men / had, 1.0)
    return np.minimum(land, force)


def path_of(
    snapshots: list[Snapshot],
    plan: Plan,
    *,
    runs: UInt32[np.ndarray, " runs"],
    watch: tuple[str, ...],
) -> Path:
    """The path of a world from its months' summaries."""

    def series(name: str) -> RunMonths:
        months: list[Float[np.ndarray, " runs"]] = [
            getattr(one, name) for one in snapshots
        ]
        return np.stack(months, axis=1)

    def rows(name: str) -> RunActorMonths:
        months: list[RunActors] = [getattr(one, name) for one in snapshots]
        return np.ascontiguousarray(np.moveaxis(np.stack(months, axis=2), 1, 0))

    watched = np.stack([one.watched for one in snapshots], axis=3)
    first = plan.setting.start_month
    maps = [
        (first + number, np.moveaxis(one.control, 2, 0))
        for number, one in enumerate(snapshots)
        if one.control is not None
    ]
    places = len(plan.setting.places)
    return Path(
        actors=plan.setting.actors,
        dyads=plan.dyads,
        core_dyads=tuple(plan.dyads[dyad] for dyad in plan.core),
        watch=watch,
        runs=runs,
        months=np.arange(first, first + len(snapshots)),
        log_power=series("log_power"),
        deaths=rows("deaths"),
        one_sided=rows("one_sided"),
        civilians=rows("civilians"),
        people=rows("people"),
        fighters=rows("fighters"),
        supply=rows("supply"),
        places_held=rows("places_held"),
        area_held=rows("area_held"),
        displaced_inside=series("displaced_inside"),
        displaced_abroad=series("displaced_abroad"),
        detained=series("detained"),
        relative_a=series("relative_a"),
        relative_b=series("relative_b"),
        intensity=series("intensity"),
        people_calm=series("people_calm"),
        agreed=rows("agreed"),
        watched=np.ascontiguousarray(np.moveaxis(watched, 2, 0)),
        map_months=np.array([month for month, _ in maps], dtype=np.int64),
        control=np.stack([control for _, control in maps], axis=3)
        if maps
        else np.zeros((len(runs), len(plan.setting.actors), places, 0)),
    )

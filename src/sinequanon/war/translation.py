"""A dossier as the arrays of a setting: what sources say, ready to be drawn from."""

import numpy as np

from sinequanon.axes import ActorPlaces, Bool, Float, Int, Pairs
from sinequanon.dossier import Dossier, Event, day_of, days_of, strength_span
from sinequanon.months import boundary_month, month_of
from sinequanon.provenance import Span
from sinequanon.war.happenings import (
    brought_in,
    interventions_of,
    month_of_event,
)
from sinequanon.war.setting import Backing, Setting
from sinequanon.war.worlds import Assault, Truce

_ASSAULT_PER_GARRISON = 2.0
"""Analyst's judgement: an attack takes twice the men that it leaves behind."""
_PEACE = 0.0
_ALL_EFFORT = 1.0

Borders = tuple[
    Int[np.ndarray, " places_and_one"],
    Int[np.ndarray, " borders"],
    Float[np.ndarray, " borders"],
]


def setting_of(dossier: Dossier) -> Setting:
    """The setting that a dossier describes.

    Support from several backers multiplies; those that are not present lend none.
    Selectivity is the effort of a relation's first actor against its second. An armed
    group that fights on a state's side without being the state is raised abroad. Truces
    in force at the start are part of it; later ones are not. A battle that has losses
    in the first month, at a place that an event then transfers, is an assault under
    way: its force is twice the garrison that it leaves.

    Raises:
        DossierError: If the arrays do not fit together.
    """
    actors = tuple(actor.key for actor in dossier.actors)
    places = tuple(place.pcode for place in dossier.places)
    spans = {key: strength_span(dossier, key) for key in actors}
    core = next(conflict for conflict in dossier.war.conflicts if conflict.core)
    held = dossier.war.detained
    start = month_of(day_of(dossier.war.start))
    state_sides = {actor.side for actor in dossier.actors if actor.state}
    indptr, indices, border_km = _borders(dossier, places)
    hostility = _hostility(dossier, actors)
    selectivity = _selectivity(dossier, actors)
    return Setting(
        actors=actors,
        sides=tuple(actor.side for actor in dossier.actors),
        places=places,
        core_a=tuple(actors.index(key) for key in core.side_a),
        core_b=tuple(actors.index(key) for key in core.side_b),
        population=np.array([place.population for place in dossier.places]),
        area=np.array([place.area_km2 for place in dossier.places]),
        indptr=indptr,
        indices=indices,
        border_km=border_km,
        control0=_control(dossier, actors, places),
        strength_low=np.array([span.low for span in spans.values()]),
        strength_high=np.array([span.high for span in spans.values()]),
        quality_low=np.array([actor.quality.low for actor in dossier.actors]),
        quality_high=np.array([actor.quality.high for actor in dossier.actors]),
        hostility_low=hostility[0],
        hostility_high=hostility[1],
        selectivity_low=selectivity[0],
        selectivity_high=selectivity[1],
        alliance=_alliance(dossier, actors),
        backed=np.array(
            [
                any(b.backs == key and b.present for b in dossier.backers)
                for key in actors
            ]
        ),
        start_month=start,
        value_extra=np.zeros(len(places)),
        detained_low=0.0 if held is None else held.low,
        detained_high=0.0 if held is None else held.high,
        states=tuple(actor.key for actor in dossier.actors if actor.state),
        regions=tuple(place.admin2 for place in dossier.places),
        backers=_backers(dossier),
        truces=_truces(dossier, start),
        assault=_assault(dossier, start),
        dormant=_dormant(dossier, spans, start),
        raised_abroad=tuple(
            actor.key
            for actor in dossier.actors
            if actor.side in state_sides and not actor.state
        ),
    )


def _borders(dossier: Dossier, places: tuple[str, ...]) -> Borders:
    """The border list in compressed rows, each border from both ends."""
    index = {pcode: row for row, pcode in enumerate(places)}
    ends = [
        (index[one], index[other], border.border_km)
        for border in dossier.borders
        for one, other in ((border.a, border.b), (border.b, border.a))
    ]
    ends.sort()
    counts = np.zeros(len(places) + 1, dtype=np.int64)
    for row, _, _ in ends:
        counts[row + 1] += 1
    return (
        np.cumsum(counts),
        np.array([column for _, column, _ in ends], dtype=np.int64),
        np.array([length for _, _, length in ends], dtype=np.float64),
    )


def _control(
    dossier: Dossier, actors: tuple[str, ...], places: tuple[str, ...]
) -> ActorPlaces:
    """Shares of control at the start, each place summing to one exactly."""
    control = np.zeros((len(actors), len(places)))
    for holding in dossier.holdings:
        column = places.index(holding.pcode)
        for key, share in holding.shares.items():
            control[actors.index(key), column] = share
    return control / control.sum(axis=0)


def _hostility(dossier: Dossier, actors: tuple[str, ...]) -> tuple[Pairs, Pairs]:
    low, high = (np.full((len(actors),) * 2, _PEACE) for _ in range(2))
    for relation in dossier.relations:
        i, j = actors.index(relation.a), actors.index(relation.b)
        low[i, j] = low[j, i] = relation.intensity.low
        high[i, j] = high[j, i] = relation.intensity.high
    return low, high


def _alliance(
    dossier: Dossier, actors: tuple[str, ...]
) -> Bool[np.ndarray, "actors actors"]:
    allied = np.eye(len(actors), dtype=np.bool_)
    for relation in dossier.relations:
        if relation.allied:
            i, j = actors.index(relation.a), actors.index(relation.b)
            allied[i, j] = allied[j, i] = True
    return allied


def _selectivity(dossier: Dossier, actors: tuple[str, ...]) -> tuple[Pairs, Pairs]:
    low, high = (np.full((len(actors),) * 2, _ALL_EFFORT) for _ in range(2))
    for relation in dossier.relations:
        if relation.selectivity is not None:
            i, j = actors.index(relation.a), actors.index(relation.b)
            low[i, j] = relation.selectivity.low
            high[i, j] = relation.selectivity.high
    return low, high


def _backers(dossier: Dossier) -> tuple[Backing, ...]:
    """Each backer, with what it lends against each enemy."""
    return tuple(
        Backing(
            key=backer.key,
            actor=backer.backs,
            against=tuple(
                (enemy, power.low, power.high)
                for enemy, power in backer.power_against.items()
            ),
            present=backer.present,
        )
        for backer in dossier.backers
    )


def _truces(dossier: Dossier, start: int) -> tuple[Truce, ...]:
    """Truces before the start, each from the month boundary nearest to its first day.

    What a war taken up in 2013 does not know is a truce of 2016.
    """
    months = {event.key: boundary_month(day_of(event.date)) for event in dossier.events}
    return tuple(
        item
        for event in dossier.events
        if months[event.key] <= start
        for item in interventions_of(event, months[event.key])
        if isinstance(item, Truce)
    )


def _dormant(dossier: Dossier, spans: dict[str, Span], start: int) -> tuple[str, ...]:
    """Actors without fighters at the start whom a later event brings in."""
    brought = set[str]().union(
        *(
            brought_in(event)
            for event in dossier.events
            if month_of_event(event) >= start
        )
    )
    return tuple(
        key for key, span in spans.items() if span.high <= 0.0 and key in brought
    )


def _assault(dossier: Dossier, start: int) -> Assault | None:
    """The battle under way at the start, if the dossier tells of one."""
    fought = {
        str(change.place or event.place)
        for event in dossier.events
        for change in event.changes
        if change.kind == "losses"
        and _first_month(event) <= start <= _last_month(event)
    }
    for event in dossier.events:
        boundary = boundary_month(days_of(event.date)[1])
        for change in event.changes:
            if (
                change.kind == "transfer"
                and change.garrison is not None
                and change.place in fought
                and boundary > start
            ):
                return Assault(
                    actor=str(change.to),
                    place=str(change.place),
                    low=change.garrison.low * _ASSAULT_PER_GARRISON,
                    high=change.garrison.high * _ASSAULT_PER_GARRISON,
                    until=boundary,
                )
    return None


def _first_month(event: Event) -> int:
    return month_of(day_of(event.date))


def _last_month(event: Event) -> int:
    return month_of(days_of(event.date)[1])

"""The first lens: what such wars did, and what happened around the event."""

from sinequanon.answer import BaseRate, RecordLens, Series
from sinequanon.compose.naming import dyad_name
from sinequanon.dossier import (
    Dossier,
    Event,
    Question,
    ReferenceClass,
    day_of,
)
from sinequanon.months import month_label
from sinequanon.record import (
    AroundEvent,
    ClassRates,
    EndingRate,
    MonthlyDeaths,
    Window,
    around_event,
    base_rates,
    catalog,
)

CHART_RELEASE = "ged211_precise"
"""The release that charts show: it covers both sides of the event with one rule."""

HORIZONS_YEARS = (1, 3, 5)

NO_PLACE = "The event has no one place, so no deaths are shown around it."


def class_rates(dossier: Dossier, closed_by: int | None = None) -> ClassRates:
    """How the reference class of the dossier ended, the war itself left out.

    Args:
        dossier: The war.
        closed_by: Last year of a window; the dossier's if left out.
    """
    like: ReferenceClass = dossier.war.reference_class
    return base_rates(
        incompatibility=None if like.incompatibility == "any" else like.incompatibility,
        war_intensity=like.war_intensity,
        internationalised=like.internationalised,
        age_at_least=like.age_at_least,
        since=like.since,
        without_gwno=like.without_gwno[0] if like.without_gwno else None,
        closed_by=like.closed_by if closed_by is None else closed_by,
        horizons=HORIZONS_YEARS,
    )


def known_rate(dossier: Dossier, question: Question, months: int) -> EndingRate:
    """The class's agreements in windows that had closed by the question's day."""
    year = day_of(question.as_of).year
    rates = class_rates(dossier, closed_by=year - 1)
    return nearest_window(rates, months).rate("agreement")


def nearest_window(rates: ClassRates, horizon_months: int) -> Window:
    """The window whose horizon in years is nearest to a horizon in months."""
    return min(
        rates.windows, key=lambda one: abs(12 * one.horizon_years - horizon_months)
    )


def base_rate(rates: ClassRates, horizon_months: int, known: EndingRate) -> BaseRate:
    """The class's share of agreements at the horizon nearest to the question's.

    Args:
        rates: Base rates of the class.
        horizon_months: The horizon.
        known: The agreements in windows closed by the day of the question.
    """
    window = nearest_window(rates, horizon_months)
    agreement = window.rate("agreement")
    return BaseRate(
        value=agreement.value,
        interval90=(agreement.low, agreement.high),
        wars=agreement.wars,
        conflict_years=window.conflict_years,
        episodes=window.episodes,
        window_months=(window.months[0], window.months[2]),
        definition=rates.definition,
        known_value=known.value,
        known_interval90=(known.low, known.high),
    )


def similar_wars(rates: ClassRates, horizon_months: int) -> str:
    """What similar wars did, in two sentences."""
    window = nearest_window(rates, horizon_months)
    agreement = window.rate("agreement")
    ended = round(agreement.value * window.conflict_years)
    return (
        f"Of {window.conflict_years} years of war in {window.episodes} episodes of "
        f"wars like this one, {ended} were followed by a peace agreement within "
        f"{window.horizon_years} to {window.horizon_years + 1} years: "
        f"{100 * agreement.value:.0f} in 100, or anything from "
        f"{100 * agreement.low:.0f} to {100 * agreement.high:.0f}, since whole "
        f"episodes count and not years. Those with an agreement are "
        f"{len(agreement.wars)}: {'; '.join(agreement.wars)}."
    )


def _series(name: str, found: MonthlyDeaths) -> Series:
    return Series(
        name=name,
        months=tuple(month_label(month) for month in found.months),
        values=tuple(float(deaths) for deaths in found.best),
        low=tuple(float(deaths) for deaths in found.low),
        high=tuple(float(deaths) for deaths in found.high),
    )


def event_dyad(dossier: Dossier, event: Event) -> str:
    """The pair of sides that an event is about, as the record names it.

    Those between which a place passes or a stance or truce changes; else the sides of
    the core conflict.
    """
    sides = {actor.key: actor.side for actor in dossier.actors}
    core = next(conflict for conflict in dossier.war.conflicts if conflict.core)
    ends = (core.side_a[0], core.side_b[0])
    for change in event.changes:
        if change.kind == "transfer":
            ends = (str(change.to), str(change.taken_from))
            break
        if change.kind in ("stance", "truce"):
            ends = (str(change.a), str(change.b))
            break
    return "-".join(sorted(sides[end] for end in ends))


def where_of(dossier: Dossier, event: Event) -> tuple[float | None, float | None]:
    """Degrees north and east of an event; None for one that has no place."""
    if event.latitude is not None and event.longitude is not None:
        return event.latitude, event.longitude
    for place in dossier.places:
        if place.pcode == event.place:
            return place.latitude, place.longitude
    return None, None


def read_record(
    dossier: Dossier, question: Question, event: Event, boundary: int
) -> tuple[RecordLens, ClassRates]:
    """What the record says, and the base rates that it stands on.

    Args:
        dossier: The war.
        question: The question asked.
        event: Its event.
        boundary: First month after the event (`boundary_month`).
    """
    rates = class_rates(dossier)
    releases = {entry.name: entry.version for entry in catalog()}
    lat, lon = where_of(dossier, event)
    found: AroundEvent = around_event(
        month=boundary,
        lat=lat,
        lon=lon,
        dyad=event_dyad(dossier, event),
    )
    lens = RecordLens(
        base_rates=rates.rows,
        window_totals=tuple(
            {
                "dyad": dyad_name(dossier, row.dyad),
                "release": releases[row.release],
                "before": row.before,
                "after": row.after,
                "months_before": row.months_before,
                "months_after": row.months_after,
                "note": row.note,
            }
            for row in found.totals
            if row.before or row.after
        ),
        deaths=tuple(
            _series(dyad_name(dossier, series.dyad), series)
            for series in found.monthly
            if series.release == CHART_RELEASE and any(series.best)
        ),
        near_place=tuple(
            _series(f"within {radius:g} km", series)
            for radius, several in found.near.items()
            for series in several
            if series.release == CHART_RELEASE
        ),
        notes=(
            *found.notes,
            *([] if found.near else [NO_PLACE]),
            "A best estimate outside its own low and high stands so in the record.",
            f"From {month_label(found.hindsight_from)} on the figures were not known "
            f"on the day of the question ({question.as_of}).",
        ),
        marks=tuple(
            (when.date[:10], when.title)
            for when in dossier.events
            if any(change.kind == "truce" for change in when.changes)
        ),
    )
    return lens, rates

"""A contrast of the dossier as two worlds of the war."""

import datetime
from dataclasses import dataclass

from sinequanon.dossier import (
    Contrast,
    Dossier,
    Event,
    Question,
    World as WorldEntry,
    day_of,
    days_of,
)
from sinequanon.errors import Fault, QuestionError
from sinequanon.months import boundary_month, month_of
from sinequanon.question.ensemble import Scenario
from sinequanon.war import (
    Failed,
    Intervention,
    Losses,
    Pin,
    Redeploy,
    Transfer,
    Undo,
    World,
)


@dataclass(frozen=True, kw_only=True)
class News:
    """What the event tells the parties about the balance, in units of log power.

    `taken` is E[x | the place passes] - E[x] over the model's own runs without the
    event, `not_taken` the same for runs in which it does not pass; x is the log power
    of side A over side B.
    """

    taken: float
    not_taken: float


@dataclass(frozen=True, kw_only=True)
class Worlds:
    """The two worlds of a contrast, the one without first."""

    contrast: Contrast
    without: Scenario
    with_event: Scenario


def event_of(dossier: Dossier, key: str) -> Event:
    """The event of the dossier with this key.

    Raises:
        QuestionError: If there is none.
    """
    for event in dossier.events:
        if event.key == key:
            return event
    raise QuestionError.at(
        "events.yaml", f"no event {key!r}", "name an event of the dossier"
    )


def boundary_of(dossier: Dossier, question: Question) -> int:
    """First month after the boundary nearest to the question's event (month id)."""
    return boundary_month(_last_day(event_of(dossier, question.event)))


def _last_day(event: Event) -> datetime.date:
    return days_of(event.date)[1]


def start_of(dossier: Dossier) -> int:
    """Month id in which the model picks the war up."""
    return month_of(day_of(dossier.war.start))


def worlds_of(
    dossier: Dossier, question: Question, contrast: Contrast, news: News
) -> Worlds:
    """Both worlds of a contrast.

    Dated battles are fought in both, unless a world redeploys their force. A world
    carries the news of the question's event if the event happens in it, and the news
    that it did not if it is tried there and fails.

    Args:
        dossier: The war.
        question: The question.
        contrast: One of its contrasts.
        news: News of the question's event.
    """

    def scenario(name: str, entry: WorldEntry) -> Scenario:
        carried, delay = 0.0, 0
        if question.event in entry.failed:
            carried = news.not_taken
        elif question.event in entry.events:
            carried = news.taken
        elif question.event in entry.delayed:
            carried, delay = news.taken, entry.delayed[question.event]
        return Scenario(
            name=f"{contrast.key}/{name}",
            world=_interventions(dossier, question, entry),
            news=carried,
            news_delay=delay,
        )

    return Worlds(
        contrast=contrast,
        without=scenario("without", contrast.without),
        with_event=scenario("with", contrast.with_),
    )


def _interventions(dossier: Dossier, question: Question, entry: WorldEntry) -> World:
    """The interventions of a world, in the order of the dossier."""
    boundary, start = boundary_of(dossier, question), start_of(dossier)
    acts: list[Intervention] = []
    for event in dossier.events:
        for change in event.changes:
            month = month_of(_last_day(event))
            if change.kind == "losses" and month >= start and change.deaths:
                acts.append(
                    Losses(
                        month=month,
                        place=str(change.place or event.place),
                        deaths=tuple(
                            (actor, span.low, span.high)
                            for actor, span in change.deaths.items()
                        ),
                    )
                )
    for key, delay in [*((key, 0) for key in entry.events), *entry.delayed.items()]:
        acts += _transfers(event_of(dossier, key), boundary + delay)
    for place in sorted(
        {str(event_of(dossier, key).place) for key in entry.redeployed}
    ):
        acts.append(Redeploy(month=start, place=place))
    for key in entry.failed:
        for move in _transfers(event_of(dossier, key), boundary):
            acts.append(
                Failed(month=boundary, place=move.place, holder=move.taken_from)
            )
    acts += [
        Pin(month=boundary, place=place, holder=holder)
        for place, holder in entry.pinned.items()
    ]
    return (*acts, *_undone(dossier, entry, boundary))


def _transfers(event: Event, month: int) -> list[Transfer]:
    """The transfers of an event, at a month."""
    found: list[Transfer] = []
    for change in event.changes:
        if change.kind != "transfer":
            continue
        garrison, months = change.garrison, change.garrison_months
        found.append(
            Transfer(
                month=month,
                place=str(change.place),
                taken_from=str(change.taken_from),
                to=str(change.to),
                garrison_low=garrison.low if garrison else 0.0,
                garrison_high=garrison.high if garrison else 0.0,
                months_low=months.low if months else 0.0,
                months_high=months.high if months else 0.0,
            )
        )
    return found


def _undone(dossier: Dossier, entry: WorldEntry, boundary: int) -> list[Undo]:
    """Places that go back to the holder from whom the dossier's events took them."""
    holders: dict[str, str] = {}
    for event in dossier.events:
        for change in event.changes:
            if change.kind == "transfer" and change.place is not None:
                holders.setdefault(change.place, str(change.taken_from))
    unknown = [place for place in entry.undone if place not in holders]
    if unknown:
        raise QuestionError(
            [
                Fault(
                    where="questions.yaml",
                    found=f"place {place} is undone, but no event takes it",
                    fix="name a place that an event of the dossier transfers",
                )
                for place in unknown
            ]
        )
    by_holder: dict[str, list[str]] = {}
    for place in entry.undone:
        by_holder.setdefault(holders[place], []).append(place)
    return [
        Undo(month=boundary, places=tuple(places), to=holder)
        for holder, places in by_holder.items()
    ]

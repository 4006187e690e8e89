"""A contrast of the dossier as two worlds of the war."""

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
from sinequanon.months import month_id, month_of
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
    interventions_of,
    month_of_event,
)


@dataclass(frozen=True, kw_only=True)
class News:
    """What the event tells the parties about the balance, in units of log power.

    x is the log power of side A over side B. Where the event takes a place, `taken` is
    E[x | the place passes] - E[x] over the model's own runs without the event, and
    `not_taken` the same for runs in which it does not pass. Where it takes none, it is
    an act that parties hear of at once: `taken` is E[x | with the event] - E[x] over
    the first months of the model's own runs, and `not_taken` is 0.
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
    """First month in which peace is counted (month id).

    That is the first month after the boundary nearest to the question's event, or a
    later one that the question names.
    """
    month = month_of_event(event_of(dossier, question.event))
    if question.counted_from is None:
        return month
    year, of_year = (int(part) for part in question.counted_from.split("-"))
    return max(month, month_id(year, of_year))


def start_of(dossier: Dossier) -> int:
    """Month id in which the model picks the war up."""
    return month_of(day_of(dossier.war.start))


def worlds_of(
    dossier: Dossier, question: Question, contrast: Contrast, news: News
) -> Worlds:
    """Both worlds of a contrast.

    Each event of a world acts at the month boundary nearest to its own date. Dated
    battles up to the question's event are fought in both worlds, unless one redeploys
    their force. A world carries the news of the question's event if the event happens
    in it, and the news that it did not if it is tried there and fails.

    Args:
        dossier: The war.
        question: The question.
        contrast: One of its contrasts.
        news: News of the question's event.

    Raises:
        QuestionError: If a world names what its event cannot do: a place undone that no
            event takes, an event failed that takes no place, a leader who leaves later
            than the question's event.
    """

    def scenario(name: str, entry: WorldEntry) -> Scenario:
        carried, delay = 0.0, 0
        if question.event in entry.failed:
            carried = news.not_taken
        elif question.event in entry.events:
            carried = news.taken
        elif question.event in entry.delayed:
            carried = news.taken
            month = month_of_event(event_of(dossier, question.event))
            delay = month + entry.delayed[question.event]
            delay = max(0, delay - boundary_of(dossier, question))
        return Scenario(
            name=f"{contrast.key}/{name}",
            world=_interventions(dossier, question, entry),
            news=carried,
            news_delay=delay,
            settled=_settled(dossier, question, entry),
        )

    return Worlds(
        contrast=contrast,
        without=scenario("without", contrast.without),
        with_event=scenario("with", contrast.with_),
    )


def taking_of(event: Event) -> Transfer | None:
    """The passing of a place that an event is about; None if it takes no place."""
    found = interventions_of(event, month_of_event(event))
    return next((item for item in found if isinstance(item, Transfer)), None)


def _interventions(dossier: Dossier, question: Question, entry: WorldEntry) -> World:
    """The interventions of a world, in the order of the dossier."""
    boundary, start = boundary_of(dossier, question), start_of(dossier)
    acts: list[Intervention] = [
        battle
        for event in dossier.events
        for battle in _battles(event)
        if start <= battle.month <= boundary
    ]
    for key, delay in [*((key, 0) for key in entry.events), *entry.delayed.items()]:
        event = event_of(dossier, key)
        acts += interventions_of(event, month_of_event(event) + delay)
    for place in sorted(
        {str(event_of(dossier, key).place) for key in entry.redeployed}
    ):
        acts.append(Redeploy(month=start, place=place))
    for key in entry.failed:
        event = event_of(dossier, key)
        taking = taking_of(event)
        if taking is None:
            raise QuestionError.at(
                "questions.yaml",
                f"event {key!r} is to fail, but takes no place",
                "let an event fail that transfers one",
            )
        acts.append(
            Failed(month=taking.month, place=taking.place, holder=taking.taken_from)
        )
    acts += [
        Pin(month=boundary, place=place, holder=holder)
        for place, holder in entry.pinned.items()
    ]
    return (*acts, *_undone(dossier, entry, boundary))


def _battles(event: Event) -> list[Losses]:
    """The dated losses of an event, in its month."""
    return [
        Losses(
            month=month_of(days_of(event.date)[1]),
            place=str(change.place or event.place),
            deaths=tuple(
                (actor, span.low, span.high) for actor, span in change.deaths.items()
            ),
        )
        for change in event.changes
        if change.kind == "losses" and change.deaths
    ]


def _settled(
    dossier: Dossier, question: Question, entry: WorldEntry
) -> tuple[tuple[str, str], ...]:
    """(issue, option) that the world's events settle at the table beforehand."""
    boundary = boundary_of(dossier, question)
    found: list[tuple[str, str]] = []
    for key in (*entry.events, *entry.delayed):
        event = event_of(dossier, key)
        for change in event.changes:
            if change.kind != "leader_leaves":
                continue
            if key in entry.delayed or month_of_event(event) > boundary:
                raise QuestionError.at(
                    "questions.yaml",
                    f"event {key!r} changes the table after the question's event",
                    "ask about that event, or let it come by then",
                )
            found.append((str(change.issue), str(change.option)))
    return tuple(found)


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

"""A dossier's events as interventions of the war, and the month in which they act."""

from sinequanon.dossier import Change, Event, Range, days_of
from sinequanon.months import boundary_month
from sinequanon.war.worlds import (
    Arrives,
    Enters,
    Intervention,
    Leaves,
    Passes,
    Release,
    Stance,
    SupplyCut,
    Transfer,
    Truce,
)

_NOT_OF_THE_WAR = {"losses", "leader_leaves"}
"""Losses fall during their month, in every world; a leader leaves the table."""


def month_of_event(event: Event) -> int:
    """First month after the boundary nearest to an event's last day (month id)."""
    return boundary_month(days_of(event.date)[1])


def interventions_of(event: Event, month: int) -> tuple[Intervention, ...]:
    """What an event does to the war, at the start of a month.

    Its dated losses and what it changes at the table of the talks are left out. An
    event that acts in another month than its own keeps its size.

    Args:
        event: The event.
        month: The month in which it acts.
    """
    own = month_of_event(event)
    drawn_as = None if month == own else own
    return tuple(
        _intervention(change, month, drawn_as)
        for change in event.changes
        if change.kind not in _NOT_OF_THE_WAR
    )


def brought_in(event: Event) -> set[str]:
    """Actors that an event gives fighters, even if they have none."""
    named: set[str] = set()
    for change in event.changes:
        if change.kind == "arrival":
            named.add(str(change.actor))
        elif change.kind in ("split", "merger"):
            named.add(str(change.to))
        elif change.kind == "release":
            named |= set(change.joins or {})
    return named


def _ends(span: Range | None) -> tuple[float, float]:
    """Low and high of a range; zero where the dossier gives none."""
    return (span.low, span.high) if span is not None else (0.0, 0.0)


def _intervention(change: Change, month: int, drawn_as: int | None) -> Intervention:
    """One change, as the war knows it."""
    a, b = str(change.a), str(change.b)
    actor, to = str(change.actor), str(change.to)
    heads, factor = _ends(change.heads), _ends(change.factor)
    match change.kind:
        case "transfer":
            garrison, months = _ends(change.garrison), _ends(change.garrison_months)
            return Transfer(
                month=month,
                place=str(change.place),
                taken_from=str(change.taken_from),
                to=to,
                garrison_low=garrison[0],
                garrison_high=garrison[1],
                months_low=months[0],
                months_high=months[1],
            )
        case "truce":
            life = _ends(change.half_life_months)
            return Truce(
                month=month,
                a=a,
                b=b,
                factor_low=factor[0],
                factor_high=factor[1],
                half_life_low=life[0],
                half_life_high=life[1],
            )
        case "release":
            return Release(
                month=month,
                heads_low=heads[0],
                heads_high=heads[1],
                joins=tuple(
                    (name, span.low, span.high)
                    for name, span in (change.joins or {}).items()
                ),
                drawn_as=drawn_as,
            )
        case "backer_enters":
            return Enters(month=month, backer=str(change.backer))
        case "backer_leaves":
            return Leaves(month=month, backer=str(change.backer))
        case "supply_cut":
            months = _ends(change.months)
            return SupplyCut(
                month=month,
                actor=actor,
                factor_low=factor[0],
                factor_high=factor[1],
                months_low=months[0],
                months_high=months[1],
            )
        case "stance":
            low, high = _ends(change.intensity)
            effort = change.selectivity
            return Stance(
                month=month,
                a=a,
                b=b,
                intensity_low=low,
                intensity_high=high,
                selectivity=None if effort is None else _ends(effort),
            )
        case "arrival":
            return Arrives(
                month=month,
                actor=actor,
                heads_low=heads[0],
                heads_high=heads[1],
                drawn_as=drawn_as,
            )
        case _:
            # A split names the share that goes over; in a merger all go.
            share = _ends(change.share) if change.kind == "split" else (1.0, 1.0)
            return Passes(
                month=month,
                actor=actor,
                to=to,
                share_low=share[0],
                share_high=share[1],
                drawn_as=drawn_as,
            )

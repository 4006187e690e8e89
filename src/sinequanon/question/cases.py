"""A dossier as a case: setting, table, class rates, frozen state."""

import numpy as np

from sinequanon.bargain import CLASS_LOG_SD, Frozen, table_of
from sinequanon.dossier import Dossier, Question
from sinequanon.model import Anchor, ClassRates
from sinequanon.question.contrasts import boundary_of, event_of, taking_of
from sinequanon.question.ensemble import Case
from sinequanon.record import Window
from sinequanon.war import setting_of

_Z95 = 1.6448536269514722
"""95 % point of the standard normal."""


def yearly(share: float, window_months: float) -> float:
    """The yearly rate that gives this share of endings in a window: -ln(1 - v) / t."""
    return float(-np.log1p(-share) / (window_months / 12.0))


def class_rates_of(window: Window) -> ClassRates:
    """Yearly rates of the class's endings, from one window of base rates.

    An ending that the class never showed gets half a conflict-year, since "none of so
    many" is not "never" (Jeffreys 1946, doi:10.1098/rspa.1946.0056); one that it always
    showed leaves as much. Ceasefires, low activity and actors that cease to exist are
    one cause here: fading without a settlement or a victory.
    """
    half = 0.5 / (window.conflict_years + 1.0)

    def rate(*endings: str) -> float:
        share = sum(window.rate(ending).value for ending in endings)
        if share == 0.0:
            share = half
        return yearly(min(share, 1.0 - half), window.months[1])

    agreement = window.rate("agreement")
    settlement, log_sd = rate("agreement"), CLASS_LOG_SD
    if agreement.low > 0.0:
        low, high = agreement.low, min(agreement.high, 1.0 - half)
        ends = [yearly(end, window.months[1]) for end in (min(low, high), high)]
        # Ends of a lognormal's 90 %: its median is their geometric mean.
        settlement = float(np.sqrt(ends[0] * ends[1]))
        log_sd = float(np.log(ends[1] / ends[0]) / (2.0 * _Z95))
    return ClassRates(
        settlement=settlement,
        settlement_log_sd=log_sd,
        victory_a=rate("government_victory"),
        victory_b=rate("rebel_victory"),
        fade=rate("ceasefire", "low_activity", "ceased"),
    )


def case_of(
    dossier: Dossier,
    question: Question,
    *,
    window: Window,
    frozen: dict[str, Frozen],
    coalition: int = 0,
) -> Case:
    """The case that a question is asked of.

    Args:
        dossier: The war.
        question: The question.
        window: Base rates of the reference class.
        frozen: Class-average state by reading.
        coalition: Index of the coalition that must agree.
    """
    stage = dossier.war.stage
    taking = taking_of(event_of(dossier, question.event))
    return Case(
        setting=setting_of(dossier),
        table=table_of(dossier),
        anchor=Anchor(
            rates=class_rates_of(window),
            frozen=frozen,
            start=(stage.no_talks, stage.talks, stage.signed, stage.kept),
        ),
        boundary=boundary_of(dossier, question),
        watch=() if taking is None else (taking.place,),
        coalition=coalition,
    )


def winners_of(dossier: Dossier, question: Question) -> tuple[int, ...]:
    """Indices of the actors on the side that the question's event gives a place to.

    Empty for an event that takes no place: it has no winner by itself.
    """
    taking = taking_of(event_of(dossier, question.event))
    if taking is None:
        return ()
    sides = {actor.key: actor.side for actor in dossier.actors}
    return tuple(
        index
        for index, actor in enumerate(dossier.actors)
        if actor.side == sides[taking.to]
    )


def people_share(dossier: Dossier, place: str) -> float:
    """Share of all people of the war's country who live in a place."""
    total = sum(one.population for one in dossier.places)
    return next(one.population for one in dossier.places if one.pcode == place) / total

"""The verdict, what would turn it, and every other outcome."""

from collections.abc import Sequence

import numpy as np

from sinequanon.answer import Outcome, Turn, Verdict
from sinequanon.compose.checking import Asked
from sinequanon.compose.naming import side_name
from sinequanon.compose.record_lens import base_rate
from sinequanon.compose.words import verdict_words
from sinequanon.model import CELLS
from sinequanon.months import month_label
from sinequanon.question import (
    AS_IT_IS,
    ASSUMPTIONS,
    CHANCES,
    Assumption,
    Case,
    Turned,
    WorldResult,
    assumptions_of,
    at_once,
    boundary_of,
    compare,
    hazard_ratios,
    largest_ratio,
    outcome_specs,
    turned,
)
from sinequanon.record import ClassRates, EndingRate

TURN_DRAWS = 250
"""Draws that changed assumptions are tried on."""

SHIFT_DRAWS = 100
"""Draws that shifts of the balance are tried on."""

SHIFTS = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)
"""Lasting shifts of log power that the largest hazard ratio is sought among."""

_GROUPS = {
    "national": "peace",
    "agreement": "peace",
    "conflict": "peace",
    "ended": "peace",
    "victory": "peace",
    "zone": "peace",
    "core": "violence",
    "battle": "violence",
    "civilians": "violence",
    "displaced": "people",
}


def verdict_of(
    asked: Asked,
    case: Case,
    without: WorldResult,
    with_event: WorldResult,
    rates: ClassRates,
    found: Sequence[Turned],
    known: EndingRate,
) -> Verdict:
    """The paired answer with its three uncertainties, null and largest ratio."""
    months = asked.months
    spec = next(one for one in CHANCES if one.name == asked.question.outcome)
    pair = compare(without, with_event, spec, months)
    levels = pair.levels()
    ratio = np.concatenate(
        [hazard_ratios(without, with_event, months, cell) for cell in CELLS]
    )
    low, median, high = np.quantile(ratio, [0.05, 0.5, 0.95])
    null = next(one for one in found if one.assumption == ASSUMPTIONS[0])
    frozen = asked.frozen
    shared = news_error(found, frozen.news.taken, frozen.news_error)
    largest = largest_ratio(
        case,
        without,
        months=months,
        draws=min(SHIFT_DRAWS, asked.size.draws),
        shifts=SHIFTS,
    )
    share_nearer = float((pair.effects > 0.0).mean())
    return Verdict(
        outcome=_outcome(asked),
        horizon_months=months,
        margin=asked.question.margin,
        with_event=levels[0],
        without_event=levels[1],
        difference=pair.difference,
        standard_error=float(np.hypot(pair.standard_error, shared)),
        interval90=pair.interval90,
        p_negligible=pair.p_negligible(asked.question.margin),
        hazard_ratio=float(median),
        hazard_ratio_interval90=(float(low), float(high)),
        null_hazard_ratio=null.hazard_ratio,
        largest_hazard_ratio=largest.hazard_ratio,
        largest_hazard_ratio_label=(
            f"a lasting shift of log power by {largest.assumption.value}"
        ),
        base_rate=base_rate(rates, months, known),
        words=verdict_words(
            with_event=levels[0],
            without_event=levels[1],
            difference=pair.difference,
            share_nearer=share_nearer,
            margin=asked.question.margin,
        ),
        overridden=asked.overridden,
    )


def tried(
    asked: Asked, case: Case, without: WorldResult, with_event: WorldResult
) -> tuple[Turned, ...]:
    """The answer as it is, then under each changed assumption and other coalition.

    All on the same draws, so that they can be compared.
    """
    names = {one.key: one.label for one in asked.dossier.coalitions}
    others = [
        Assumption(
            name="Others must agree as well",
            value=names[name],
            coalition=index,
        )
        for index, name in enumerate(case.table.coalition_names)
        if index != case.coalition
    ]

    def one(assumption: Assumption) -> Turned:
        return turned(
            case,
            without,
            with_event,
            assumption,
            months=asked.months,
            draws=min(TURN_DRAWS, asked.size.draws),
        )

    kept = assumptions_of(asked.frozen.news, asked.frozen.news_taken)
    return at_once(one, (AS_IT_IS, *kept, *others))


def turns_of(found: Sequence[Turned], margin: float) -> tuple[Turn, ...]:
    """What would turn the answer: sign first, then by how far it moves.

    Args:
        found: From `tried`; the first is the answer as it is.
        margin: Smallest difference that the question calls one.
    """
    base = found[0]
    rest = sorted(
        found[1:],
        key=lambda one: (
            not sign_turns(one, base),
            -abs(one.difference - base.difference),
        ),
    )
    return tuple(
        Turn(
            assumption=one.assumption.name,
            value=one.assumption.value,
            difference=one.difference,
            standard_error=one.standard_error,
            hazard_ratio=one.hazard_ratio,
            note=one.assumption.note or _turn_note(one, base, margin),
        )
        for one in rest
    )


def sign_turns(one: Turned, base: Turned) -> bool:
    """Whether an assumption turns the sign, beyond the error of the runs.

    The mean difference must have the other sign by more than two standard errors, and
    the median ratio must agree with it.
    """
    clear = abs(one.difference) > 2.0 * one.standard_error
    agrees = (one.hazard_ratio > 1.0) == (one.difference > 0.0)
    return clear and agrees and one.difference * base.difference < 0.0


def _outcome(asked: Asked) -> str:
    """What counts as peace, and from when, if not from the event on."""
    label = asked.question.outcome_label
    if asked.question.counted_from is None:
        return label
    first = month_label(boundary_of(asked.dossier, asked.question))
    return f"{label}, counted from {first} on"


def news_error(found: Sequence[Turned], news: float, error: float) -> float:
    """Monte Carlo error that the frozen news adds to the difference.

    The difference is taken as linear in the news, between none and what is frozen.

    Args:
        found: From `tried`.
        news: Frozen news, log power.
        error: Its Monte Carlo error.
    """
    if news == 0.0:
        return 0.0
    silent = next(one for one in found if one.assumption.news == 0.0)
    return abs((found[0].difference - silent.difference) / news) * error


def outcomes_of(
    asked: Asked, without: WorldResult, with_event: WorldResult
) -> tuple[Outcome, ...]:
    """Every outcome in both worlds, with its paired difference."""
    actors = [(one.key, one.short, one.side) for one in asked.dossier.actors]
    rows: list[Outcome] = []
    names = {side: side_name(asked.dossier, side) for _, _, side in actors}
    for spec in outcome_specs(actors, names):
        pair = compare(without, with_event, spec, asked.months)
        levels = pair.levels()
        rows.append(
            Outcome(
                name=spec.name,
                label=spec.label,
                unit=spec.unit,
                group=_GROUPS.get(spec.name.split("_")[0], "war"),
                with_event=levels[0],
                without_event=levels[1],
                difference=pair.difference,
                standard_error=pair.standard_error,
                interval90=pair.interval90,
            )
        )
    return tuple(rows)


def _turn_note(one: Turned, base: Turned, margin: float) -> str:
    """Whether a changed assumption turns the sign or goes beyond the margin."""
    if abs(one.difference) >= margin:
        return "beyond the margin: " + ("nearer" if one.difference > 0 else "further")
    if sign_turns(one, base):
        return "the sign turns; still too small to tell"
    return "still too small to tell"

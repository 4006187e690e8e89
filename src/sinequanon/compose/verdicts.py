"""The verdict, what would turn it, and every other outcome."""

import numpy as np

from sinequanon.answer import Outcome, Turn, Verdict
from sinequanon.compose.checking import Asked
from sinequanon.compose.naming import side_name
from sinequanon.compose.record_lens import base_rate
from sinequanon.compose.words import verdict_words
from sinequanon.model import CELLS
from sinequanon.question import (
    AS_IT_IS,
    ASSUMPTIONS,
    CHANCES,
    Assumption,
    Case,
    Turned,
    WorldResult,
    compare,
    hazard_ratios,
    largest_ratio,
    outcome_specs,
    turned,
)
from sinequanon.record import ClassRates

TURN_DRAWS = 100
"""Draws that changed assumptions are tried on."""

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
    null = turned(
        case,
        without,
        with_event,
        ASSUMPTIONS[0],
        months=months,
        draws=min(TURN_DRAWS, asked.size.draws),
    )
    largest = largest_ratio(
        case,
        without,
        months=months,
        draws=min(TURN_DRAWS, asked.size.draws),
        shifts=SHIFTS,
    )
    share_nearer = float((pair.effects > 0.0).mean())
    return Verdict(
        outcome=asked.question.outcome_label,
        horizon_months=months,
        margin=asked.question.margin,
        with_event=levels[0],
        without_event=levels[1],
        difference=pair.difference,
        standard_error=pair.standard_error,
        interval90=pair.interval90,
        p_negligible=pair.p_negligible(asked.question.margin),
        hazard_ratio=float(median),
        hazard_ratio_interval90=(float(low), float(high)),
        null_hazard_ratio=null.hazard_ratio,
        largest_hazard_ratio=largest.hazard_ratio,
        largest_hazard_ratio_label=(
            f"a lasting shift of log power by {largest.assumption.value}"
        ),
        base_rate=base_rate(rates, months),
        words=verdict_words(
            with_event=levels[0],
            without_event=levels[1],
            difference=pair.difference,
            share_nearer=share_nearer,
            margin=asked.question.margin,
        ),
        overridden=asked.overridden,
    )


def turns_of(
    asked: Asked, case: Case, without: WorldResult, with_event: WorldResult
) -> tuple[Turn, ...]:
    """What comes out under each changed assumption and other coalition."""
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
    found: list[Turned] = [
        turned(
            case,
            without,
            with_event,
            assumption,
            months=asked.months,
            draws=min(TURN_DRAWS, asked.size.draws),
        )
        for assumption in (AS_IT_IS, *ASSUMPTIONS, *others)
    ]
    # First what changes the sign, then by how far it moves the answer.
    base = found[0]
    rest = sorted(
        found[1:],
        key=lambda one: (
            one.difference * base.difference >= 0.0,
            -abs(one.difference - base.difference),
        ),
    )
    return tuple(
        Turn(
            assumption=one.assumption.name,
            value=one.assumption.value,
            difference=one.difference,
            hazard_ratio=one.hazard_ratio,
            note=one.assumption.note
            or _turn_note(one.difference, base.difference, asked.question.margin),
        )
        for one in rest
    )


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


def _turn_note(difference: float, base: float, margin: float) -> str:
    """Whether a changed assumption turns the sign or goes beyond the margin."""
    if abs(difference) >= margin:
        return "beyond the margin: " + ("nearer" if difference > 0 else "further")
    if difference * base < 0.0:
        return "the sign turns; still too small to tell"
    return "still too small to tell"

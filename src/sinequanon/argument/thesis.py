"""The main thesis and its rivals: the same paired draws under mirrored criteria (WAR).

Four claims read one table of effects. Exact complements on what they share: where the
capture raises by more than the margin R1a and R1b are supported and E01 and E77
contradicted; within the margin E01 and R1b are supported; below it E01 and E77.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float

from sinequanon.argument.standing import (
    NOT_TESTED,
    Found,
    Ruling,
    Standing,
    by_horizon,
    in_words,
    multi,
)

Key = tuple[str, str, int]
"""(contrast, outcome, horizon in months)."""
Effects = Mapping[Key, tuple[np.ndarray, np.ndarray]]
"""Chances with and without the event by key; one value for each draw of parameters."""

Direction = Literal["raises", "lowers", "does not raise", "does not lower"]

MARGIN = 0.10
"""Margin of equivalence for chances, as a share of the without-arm (rule WAR)."""
_CERTAIN = 0.90
"""Share of the posterior that decides (rule WAR)."""
PRIMARY = ("cf1", "cf2")
"""Contrasts that decide (rule CF); `cf3` is shown."""
_OUT_OF_REACH = (
    "cannot tell (no shift of the balance that was tried could have shown otherwise)"
)
_SCALE = (
    "One town is a small push, so that no effect is the easy result: it favours E01 "
    "and R1b and goes against E77 and R1a alike (rule CF)."
)
_PRIOR = (
    "The draws are from the prior, since nothing is fitted; readings of the case are "
    "averaged; boxes of the prior (PRIM) were not searched."
)
_LABELS = {
    "cf1": "CF1, held by the other side unless a run has it lost",
    "cf2": "CF2, six months later",
    "cf3": "CF3, all gains of the year undone",
}
PEACE = {
    "p1": "a signed settlement",
    "p2": "a settlement carried out for a year",
    "p3": "any end of the war",
    "p3v": "an end without victory",
    "p4": "battle deaths",
    "p5": "an open bargaining zone",
}


@dataclass(frozen=True, kw_only=True)
class Thesis:
    """The direction that a claim asserts, and the outcomes that must all show it."""

    direction: Direction
    outcomes: tuple[str, ...]
    split: tuple[str, str] | None = None
    """Outcomes whose opposite signs make the verdict depend on what peace means."""
    split_on: str = ""


THESES: Mapping[str, Thesis] = {
    "E01": Thesis(
        direction="does not raise",
        outcomes=("p1", "p3", "p5"),
        split=("p1", "p3"),
        split_on="what peace means (a settlement or any end)",
    ),
    "E77": Thesis(
        direction="lowers",
        outcomes=("p1", "p3v", "p5"),
        split=("p1", "p3"),
        split_on="what peace means (peace by settlement or by victory)",
    ),
    "R1a": Thesis(direction="raises", outcomes=("p1", "p2", "p5")),
    "R1b": Thesis(direction="does not lower", outcomes=("p1", "p2", "p5")),
}


def chance_standing(
    with_event: Float[np.ndarray, " draws"],
    without_event: Float[np.ndarray, " draws"],
    direction: Direction,
) -> Standing:
    """Where paired draws leave a claim of a direction (rule WAR).

    In each draw the difference is laid against a tenth of that draw's chance without
    the event. An effect of exactly the margin, none at all included, counts as within
    it, so that a claim and its denial are exact complements.

    Args:
        with_event: Chance with the event, by draw.
        without_event: Chance without it, by the same draws.
        direction: What the claim asserts.

    Example:
        >>> import numpy as np
        >>> more = np.full(100, 0.2), np.full(100, 0.1)
        >>> chance_standing(*more, "raises"), chance_standing(*more, "does not raise")
        ('supported', 'contradicted')
    """
    margin = MARGIN * np.abs(without_event)
    effect = with_event - without_event
    if direction in ("raises", "does not raise"):
        shown = float(np.mean(effect > margin))
    else:
        shown = float(np.mean(effect < -margin))
    asserted = shown if direction in ("raises", "lowers") else 1.0 - shown
    if asserted >= _CERTAIN:
        return "supported"
    return "contradicted" if 1.0 - asserted >= _CERTAIN else "undecided"


def ruling_at(thesis: Thesis, effects: Effects, horizon: int) -> Ruling | None:
    """Where the effects leave a thesis at one horizon; nothing if some are missing.

    Under each primary contrast all outcomes of the thesis must agree; the contrasts are
    then joined by MULTI.
    """
    needed = [
        (contrast, outcome, horizon)
        for contrast in PRIMARY
        for outcome in thesis.outcomes
    ]
    if any(key not in effects for key in needed):
        return None
    under: dict[str, Standing | None] = {
        contrast: _under(thesis, effects, contrast, horizon) for contrast in PRIMARY
    }
    joined = multi(under)
    if joined.standing != "undecided" or joined.depends_on:
        return joined
    if thesis.split and all(
        _opposed(thesis.split, effects, contrast, horizon) for contrast in PRIMARY
    ):
        return Ruling(standing="undecided", depends_on=thesis.split_on)
    return joined


def within_reach(
    thesis: Thesis, ruling: Ruling, reach: Sequence[Effects], horizon: int
) -> bool:
    """Whether an event of some size could have given the opposite verdict.

    A criterion that no event could meet the other way tells nothing when it is met.
    Without any event of another size, nothing is known against it.

    Args:
        thesis: The thesis.
        ruling: Where the effects leave it; only a decided one has an opposite.
        reach: Effects of events of other sizes.
        horizon: In months.
    """
    if ruling.standing == "undecided" or not reach:
        return True
    opposite = "contradicted" if ruling.standing == "supported" else "supported"
    others = (ruling_at(thesis, effects, horizon) for effects in reach)
    return any(other is not None and other.standing == opposite for other in others)


def weigh_thesis(
    claim: str,
    horizons: tuple[int, ...],
    effects: Effects,
    neutral: Mapping[str, Effects],
    reach: Sequence[Effects] = (),
    *,
    inputs: Sequence[str] = (),
) -> Found:
    """What the paired draws say on a thesis, one verdict a horizon (WAR, CF, ASSUMED).

    Args:
        claim: A key of `THESES`.
        horizons: Horizons of the claim in months.
        effects: Chances with and without the event.
        neutral: The same effects with an input set to neutral, by the input's name. If
            a decided verdict then falls back or turns, the result is `assumed`.
        reach: Effects of events of other sizes (`within_reach`).
        inputs: Inputs that the criterion says it depends on.
    """
    thesis = THESES[claim]
    words: dict[int, str] = {}
    readings: list[tuple[str, str]] = []
    missing: list[str] = []
    for months in horizons:
        ruling = ruling_at(thesis, effects, months)
        if ruling is None:
            missing.append(_lacking(thesis, effects, months))
            continue
        found = _assumed(thesis, ruling, neutral, months)
        if not within_reach(thesis, ruling, reach, months):
            readings.append((f"{months} months, by the letter of the criterion", found))
            found = _OUT_OF_REACH
        words[months] = found
        readings.append((f"{months} months", found))
        readings += _shown(claim, thesis, effects, months)
    if not words:
        return Found(result=NOT_TESTED, measured="", missing="; ".join(missing))
    note = (
        ""
        if neutral
        else " No run with an input set to neutral was given, so nothing "
        "was tested for being assumed."
    )
    gap = f" Missing: {'; '.join(missing)}." if missing else ""
    return Found(
        result=by_horizon(words),
        measured=(
            f"Asserted: the capture {thesis.direction} the chance of "
            f"{_listed([PEACE[key] for key in thesis.outcomes])} by more than a tenth. "
            f"{_levels(thesis, effects, words)} {_SCALE} {_PRIOR} "
            f"{_tried(neutral, inputs)}{note}{gap}"
        ),
        by_reading=tuple(readings),
    )


def _tried(neutral: Mapping[str, Effects], inputs: Sequence[str]) -> str:
    """Which inputs were set to neutral, beside those that the criterion names."""
    named = f"the criterion names {'; '.join(inputs)}" if inputs else ""
    done = f"Set to neutral: {'; '.join(neutral)}" if neutral else ""
    return ", where ".join(part for part in (done, named) if part) + "." * bool(neutral)


def _under(thesis: Thesis, effects: Effects, contrast: str, horizon: int) -> Standing:
    found: set[Standing] = {
        chance_standing(*effects[contrast, outcome, horizon], thesis.direction)
        for outcome in thesis.outcomes
    }
    return found.pop() if len(found) == 1 else "undecided"


def _opposed(
    pair: tuple[str, str], effects: Effects, contrast: str, horizon: int
) -> bool:
    signs: list[int] = []
    for outcome in pair:
        arms = effects.get((contrast, outcome, horizon))
        if arms is None:
            return False
        effect = arms[0] - arms[1]
        up, down = float(np.mean(effect > 0)), float(np.mean(effect < 0))
        signs.append((up >= _CERTAIN) - (down >= _CERTAIN))
    return signs[0] * signs[1] < 0


def _assumed(
    thesis: Thesis, ruling: Ruling, neutral: Mapping[str, Effects], horizon: int
) -> str:
    if ruling.standing == "undecided":
        return ruling.words
    inputs = [
        name
        for name, without_it in neutral.items()
        if (other := ruling_at(thesis, without_it, horizon)) is not None
        and other != ruling
    ]
    return f"assumed ({', '.join(inputs)})" if inputs else ruling.words


def _shown(
    claim: str, thesis: Thesis, effects: Effects, horizon: int
) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for contrast, label in _LABELS.items():
        for outcome, what in PEACE.items():
            arms = effects.get((contrast, outcome, horizon))
            if arms is None:
                continue
            if outcome == "p4":
                with_event, without_event = (float(np.mean(arm)) for arm in arms)
                means = f"{with_event:,.0f} with, {without_event:,.0f}"
                rows.append(
                    (
                        f"{horizon} months, {label}: {what}, {means} without",
                        "shown only",
                    )
                )
                continue
            standing = chance_standing(*arms, thesis.direction)
            decides = contrast in PRIMARY and outcome in thesis.outcomes
            mark = "" if decides else ", shown only"
            rows.append(
                (f"{horizon} months, {label}: {what}{mark}", in_words(standing))
            )
        if claim == "R1b" and (arms := effects.get((contrast, "p1", horizon))):
            kept = float(np.mean(arms[0] >= 0.5 * arms[1]))
            weak: Standing = "undecided"
            if kept >= _CERTAIN:
                weak = "supported"
            elif 1.0 - kept >= _CERTAIN:
                weak = "contradicted"
            rows.append(
                (f"{horizon} months, {label}: not made impossible", in_words(weak))
            )
    return rows


def _levels(thesis: Thesis, effects: Effects, words: Mapping[int, str]) -> str:
    months = max(words)
    rows: list[str] = []
    for outcome in thesis.outcomes:
        with_event, without_event = effects[PRIMARY[0], outcome, months]
        rows.append(
            f"{PEACE[outcome]} {float(np.mean(with_event)):.3g} with and "
            f"{float(np.mean(without_event)):.3g} without"
        )
    return f"Mean chances at {months} months under CF1: {'; '.join(rows)}."


def _lacking(thesis: Thesis, effects: Effects, horizon: int) -> str:
    keys = [
        f"{contrast} {outcome}"
        for contrast in PRIMARY
        for outcome in thesis.outcomes
        if (contrast, outcome, horizon) not in effects
    ]
    return f"paired draws at {horizon} months of {', '.join(keys)}"


def _listed(items: list[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}"

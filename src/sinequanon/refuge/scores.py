"""A set's figures: the walk, what needs no model, and Flee's own where measured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.errors import QuestionError
from sinequanon.refuge.cases import Case, load_case
from sinequanon.refuge.difference import NAIVE_DAY, averaged
from sinequanon.refuge.fitting import kept_rules, mean_shares
from sinequanon.refuge.naive import carried_shares, ceiling_shares, frozen_shares
from sinequanon.refuge.parameters import Rules
from sinequanon.refuge.sharing import shared_out

LIMIT = "Sharing out given totals over camps validates no war dynamics."
"""What the figures cannot say."""

FLEE_MEASURED = {"mali2012": (0.395, 112.0), "syria2013": (0.359, 131.0)}
"""Flee 3 on the shipped sets: averaged relative difference and seconds, as measured in
November 2026 on two cores; one person an agent (Mali) and 100 (Syria)."""

_RANGES = "walk, parameters from their ranges alone"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class ScoreLine:
    """One way to share out: what it was told, and how far off it is.

    `everywhen` is the averaged relative difference over all days, `later` that over
    days after day 30 (None in a shorter set); `low` and `high` are the ends of
    `everywhen` over the single draws.
    """

    key: str
    words: str
    told: str
    everywhen: float | None
    later: float | None
    low: float | None = None
    high: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class CampLine:
    """One camp on the last day and over all days, by the walk.

    Shares are of the total; `apart` is the mean over days of the absolute difference
    of the two shares, so that the camps' `apart` sum to the averaged relative
    difference (days without anybody aside).
    """

    camp: str
    ceiling: float | None
    counted: int
    shared: int
    counted_share: float
    shared_share: float
    apart: float


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Everything that `score_case` found."""

    case: str
    start: str
    days: int
    total: int
    teachers: tuple[str, ...]
    rules: tuple[Rules, ...]
    setting_seconds: float
    lines: tuple[ScoreLine, ...]
    camps: tuple[CampLine, ...]
    notes: tuple[str, ...]
    limit: str = LIMIT


def score_case(
    case: Case,
    teachers: Sequence[Case] = (),
    *,
    clock: Callable[[], float],
    progress: Progress | None = None,
) -> Scores:
    """How well the walk shares out a set's totals, with everything beside it.

    The walk's parameters are the draws that did best on the teachers (those without
    ceilings are chosen without ceilings); without one they are all draws from their
    ranges. The shares of the kept draws are averaged.

    Args:
        case: The set to score.
        teachers: Other sets.
        clock: Seconds, for the figures on speed.
        progress: Called with a phase, done and total.

    Raises:
        QuestionError: If the set is one of its own teachers.
    """
    for teacher in teachers:
        if teacher.digest == case.digest:
            raise QuestionError.at(
                "--params-from",
                f"{teacher.name!r} has the counts of {case.name!r} itself",
                "set the parameters on another set",
            )
    began = clock()
    rules = kept_rules(teachers, progress=progress)
    setting = clock() - began
    words = "walk" if teachers else _RANGES
    walk, persons = _walk(case, rules, "walk", words, clock)
    lines = [walk]
    if teachers:
        lines.append(
            _walk(
                case,
                kept_rules(()),
                "ranges",
                _RANGES,
                clock,
            )[0]
        )
    free = kept_rules(teachers, ceilings=False, progress=progress)
    lines.append(
        _walk(
            case,
            free,
            "no_ceilings",
            "walk without ceilings",
            clock,
            ceilings=False,
        )[0]
    )
    notes = list(case.notes)
    if case.days > NAIVE_DAY + 1:
        lines.append(
            _walk(
                case,
                rules,
                "told",
                f"walk told the counts of day {NAIVE_DAY}",
                clock,
                told=NAIVE_DAY,
            )[0]
        )
        lines += _naive(case)
    else:
        notes.append(f"{case.days} days: nothing can be frozen at day {NAIVE_DAY}")
    lines += _flee(case)
    return Scores(
        case=case.name,
        start=case.start.isoformat(),
        days=case.days,
        total=int(case.registrations.counted[-1].sum()),
        teachers=tuple(one.name for one in teachers),
        rules=rules,
        setting_seconds=setting,
        lines=tuple(lines),
        camps=_camps(case, persons),
        notes=tuple(notes),
    )


def _walk(
    case: Case,
    rules: Sequence[Rules],
    key: str,
    words: str,
    clock: Callable[[], float],
    *,
    told: int = 0,
    ceilings: bool = True,
) -> tuple[ScoreLine, Float[np.ndarray, "days scored"]]:
    began = clock()
    counted = case.registrations.counted
    paths = shared_out(case, rules, told=told, ceilings=ceilings).persons
    singly = [averaged(one, counted) for one in paths]
    shares = mean_shares(paths)
    day = f"counts of day {told}, all totals"
    line = _line(case, key, words, f"{day}, ceilings" if ceilings else day, shares)
    return (
        ScoreLine(
            key=line.key,
            words=line.words,
            told=line.told,
            everywhen=line.everywhen,
            later=line.later,
            low=min(singly),
            high=max(singly),
            seconds=clock() - began,
        ),
        shares,
    )


def _naive(case: Case) -> list[ScoreLine]:
    lines = [
        _line(
            case,
            "frozen",
            f"shares frozen at day {NAIVE_DAY}",
            f"counts of day {NAIVE_DAY}, all totals",
            frozen_shares(case, day=NAIVE_DAY),
        ),
        _line(
            case,
            "carried",
            f"shares carried from reports {NAIVE_DAY} days old",
            f"every report until {NAIVE_DAY} days before, all totals",
            carried_shares(case, delay=NAIVE_DAY),
        ),
    ]
    held = ceiling_shares(case)
    if held is not None:
        lines.append(
            _line(
                case,
                "ceilings",
                "shares of the ceilings",
                "the ceilings, all totals",
                held,
            )
        )
    return lines


def _line(
    case: Case,
    key: str,
    words: str,
    told: str,
    persons: Float[np.ndarray, "days scored"],
) -> ScoreLine:
    counted = case.registrations.counted
    long = case.days > NAIVE_DAY + 1
    return ScoreLine(
        key=key,
        words=words,
        told=told,
        everywhen=averaged(persons, counted),
        later=averaged(persons, counted, after=NAIVE_DAY) if long else None,
    )


def _flee(case: Case) -> list[ScoreLine]:
    measured = FLEE_MEASURED.get(case.name)
    # A folder of the same name may hold something else.
    if measured is None or load_case(case.name).digest != case.digest:
        return []
    apart, seconds = measured
    return [
        ScoreLine(
            key="flee",
            words="Flee 3, as measured (agents)",
            told="counts of day 0, all totals, ceilings",
            everywhen=apart,
            later=None,
            seconds=seconds,
        )
    ]


def _camps(
    case: Case, shares: Float[np.ndarray, "days scored"]
) -> tuple[CampLine, ...]:
    counted = case.registrations.counted
    total = counted.sum(axis=1)
    people = total > 0
    whole = np.maximum(total, 1.0)[:, None]
    apart = np.abs(shares - counted / whole)[people].mean(axis=0)
    held = case.ceilings[case.scored]
    found: list[CampLine] = []
    for column, camp in enumerate(case.registrations.camps):
        most = float(held[column])
        found.append(
            CampLine(
                camp=camp,
                ceiling=most if np.isfinite(most) else None,
                counted=int(counted[-1, column]),
                shared=round(float(shares[-1, column] * total[-1])),
                counted_share=float(counted[-1, column] / whole[-1, 0]),
                shared_share=float(shares[-1, column]),
                apart=float(apart[column]),
            )
        )
    return tuple(found)

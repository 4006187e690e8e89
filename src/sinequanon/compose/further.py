"""Further contrasts, and what the claims need: many worlds in one smaller ensemble."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from sinequanon.argument import Effects
from sinequanon.compose.cache import Json
from sinequanon.dossier import Dossier, Question
from sinequanon.model import CELLS, QUARTER_MONTHS, Peace
from sinequanon.question import (
    CHANCES,
    CLAIM_OUTCOMES,
    Assumption,
    Case,
    News,
    Size,
    WorldResult,
    compare,
    hazard_ratios,
    revalued,
    run_worlds,
    worlds_of,
)

HORIZONS = (12, 36, 60)
"""Horizons of the claims, in months."""

FURTHER = Size(draws=120, lucks=1, months=max(HORIZONS), seed=0)
"""Pairs of the further contrasts; the seed is the question's."""

CONTRASTS = {"cf1": "main", "cf2": "later", "cf3": "trend"}
"""The contrasts that the claims' criteria name, by the question's."""

NEUTRAL: tuple[Assumption, ...] = (
    Assumption(
        name="value of fighting on as a function of relative power",
        value="slope of the odds 0",
        pins=(("odds_slope", 0.0),),
    ),
    Assumption(name="optimism", value="0", pins=(("optimism", 0.0),)),
    Assumption(name="what the event tells the parties", value="no news", news=0.0),
)
"""Inputs that the criteria want set to neutral, one at a time (rule ASSUMED)."""

_CLAIMED = tuple(kind for kind in CLAIM_OUTCOMES if kind != "p4")


@dataclass(frozen=True, kw_only=True)
class Further:
    """Rows of the contrasts table, and the effects that claims are laid against."""

    rows: tuple[dict[str, object], ...]
    effects: Effects
    neutral: dict[str, Effects]


def further_contrasts(
    dossier: Dossier,
    question: Question,
    case: Case,
    news: News,
    *,
    seed: int,
    months: int,
    progress: Callable[[int, int], None] | None = None,
) -> Json:
    """Every contrast of the question at its horizon, and the claims' effects, as JSON.

    Args:
        dossier: The war.
        question: The question.
        case: Its case.
        news: News of its event.
        seed: Seed of the draws.
        months: Horizon of the contrasts table.
        progress: Called as batches are done.
    """
    size = Size(
        draws=FURTHER.draws,
        lucks=FURTHER.lucks,
        months=max(months, FURTHER.months),
        seed=seed,
    )
    pairs = [worlds_of(dossier, question, one, news) for one in question.contrasts]
    main = next(pair for pair in pairs if pair.contrast.main)
    # The main contrast's world without the event comes first: it is the reference.
    scenarios = [main.without, main.with_event]
    for pair in pairs:
        if not pair.contrast.main:
            scenarios += [pair.without, pair.with_event]
    results = {
        result.scenario.name: result
        for result in run_worlds(case, scenarios, size, progress=progress)
    }
    arms = {
        pair.contrast.key: (
            results[pair.without.name],
            results[pair.with_event.name],
        )
        for pair in pairs
    }
    rows = [
        _row(pair.contrast.key, pair.contrast.label, *arms[pair.contrast.key], months)
        for pair in pairs
    ]
    claimed = {name: arms[key] for name, key in CONTRASTS.items() if key in arms}
    effects = _effects(
        {name: (a.peace, b.peace) for name, (a, b) in claimed.items()},
    )
    neutral = {
        assumption.name: _effects(
            {
                name: tuple(
                    revalued(case, world, size.draws, assumption, with_event=k == 1)
                    for k, world in enumerate(arms_)
                )
                for name, arms_ in claimed.items()
            }
        )
        for assumption in NEUTRAL
    }
    return cast(Json, {"rows": rows, "effects": effects, "neutral": neutral})


def _row(
    key: str, label: str, without: WorldResult, with_event: WorldResult, months: int
) -> dict[str, object]:
    agreement = next(spec for spec in CHANCES if spec.name == "national_agreement")
    pair = compare(without, with_event, agreement, months)
    low, high = pair.interval90
    ratio = np.concatenate(
        [hazard_ratios(without, with_event, months, cell) for cell in CELLS]
    )
    return {
        "key": key,
        "label": label,
        "pairs": without.size.runs,
        "difference": pair.difference,
        "standard_error": pair.standard_error,
        "low": low,
        "high": high,
        "hazard_ratio": float(np.median(ratio)),
    }


def _chance(found: Peace, kind: str, months: int) -> np.ndarray:
    """One of the claims' kinds of peace at a horizon, by run."""
    if kind == "p5":
        return found.zone_open[:, (months - 1) // QUARTER_MONTHS].astype(np.float64)
    field = {
        "p1": "signed",
        "p2": "signed_and_kept",
        "p3": "ended",
        "p3v": "ended_without_victory",
    }[kind]
    return getattr(found, field)[:, months - 1]


def _effects(
    arms: dict[str, Sequence[dict[str, Peace]]],
) -> dict[str, list[list[float]]]:
    """Chances with and without by `contrast|kind|months`, mean over readings."""
    found: dict[str, list[list[float]]] = {}
    for contrast, (without, with_event) in arms.items():
        for kind in _CLAIMED:
            for months in HORIZONS:
                found[f"{contrast}|{kind}|{months}"] = [
                    np.mean(
                        [_chance(one, kind, months) for one in world.values()], axis=0
                    ).tolist()
                    for world in (with_event, without)
                ]
    return found


def further_of(stored: Json) -> Further:
    """The further contrasts from what the cache keeps."""
    kept = cast(dict[str, object], stored)

    def effects(raw: object) -> Effects:
        return {
            (key.split("|")[0], key.split("|")[1], int(key.split("|")[2])): (
                np.array(both[0]),
                np.array(both[1]),
            )
            for key, both in cast(dict[str, list[list[float]]], raw).items()
        }

    return Further(
        rows=tuple(cast(list[dict[str, object]], kept["rows"])),
        effects=effects(kept["effects"]),
        neutral={
            name: effects(raw)
            for name, raw in cast(dict[str, object], kept["neutral"]).items()
        },
    )

"""Further contrasts, and what the claims need: many worlds in smaller ensembles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
    Worlds,
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

_NEUTRAL: tuple[Assumption, ...] = (
    Assumption(
        name="value of fighting on as a function of relative power",
        value="slope of the odds 0",
        pins=(("odds_slope", 0.0),),
    ),
    Assumption(name="optimism", value="0", pins=(("optimism", 0.0),)),
    Assumption(name="what the event tells the parties", value="no news", news=0.0),
)

NEUTRAL: tuple[Assumption, ...] = (
    *_NEUTRAL,
    Assumption(
        name="all of these together",
        value="as above",
        pins=tuple(pin for one in _NEUTRAL for pin in one.pins),
        news=0.0,
    ),
)
"""Inputs set to neutral one at a time, then all together (rule ASSUMED)."""

LADDER = (-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0)
"""Lasting shifts of log power by which a criterion's reach is tried."""

AS_KNOWN = "as_known"
"""Key of the row that uses only what was stated by the day of the question."""

_CLAIMED = tuple(kind for kind in CLAIM_OUTCOMES if kind != "p4")

_Arms = tuple[WorldResult, WorldResult]


@dataclass(frozen=True, kw_only=True)
class Further:
    """Rows of the contrasts table, and the effects that claims are laid against."""

    rows: tuple[dict[str, object], ...]
    effects: Effects
    neutral: dict[str, Effects]
    reach: tuple[Effects, ...]
    """Effects of lasting shifts of the balance, for what a criterion can tell."""


NO_FURTHER = Further(rows=(), effects={}, neutral={}, reach=())
"""What there is when the event is left out of both worlds."""


def _size(seed: int, months: int) -> Size:
    return replace(FURTHER, seed=seed, months=months)


def _run(
    case: Case,
    pairs: Sequence[Worlds],
    size: Size,
    progress: Callable[[int, int], None] | None,
) -> dict[str, _Arms]:
    """Both worlds of each contrast, the main one's world without the event first."""
    ordered = sorted(pairs, key=lambda pair: not pair.contrast.main)
    scenarios = [world for pair in ordered for world in (pair.without, pair.with_event)]
    results = run_worlds(case, scenarios, size, progress=progress)
    return {
        pair.contrast.key: (results[2 * k], results[2 * k + 1])
        for k, pair in enumerate(ordered)
    }


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
    """Every contrast of the question at its horizon: rows of a table, as JSON.

    Args:
        dossier: The war.
        question: The question.
        case: Its case.
        news: News of its event.
        seed: Seed of the draws.
        months: The horizon.
        progress: Called as batches are done.
    """
    pairs = [worlds_of(dossier, question, one, news) for one in question.contrasts]
    arms = _run(case, pairs, _size(seed, months), progress)
    rows = [
        _row(pair.contrast.key, pair.contrast.label, *arms[pair.contrast.key], months)
        for pair in pairs
    ]
    return cast(Json, rows)


def claimed_effects(
    dossier: Dossier,
    question: Question,
    case: Case,
    news: News,
    *,
    seed: int,
    months: int,
    progress: Callable[[int, int], None] | None = None,
) -> Json:
    """What the claims are laid against, as JSON.

    Args:
        dossier: The war as it was known on the day, without the authors' statements.
        question: The question.
        case: The case of that dossier.
        news: News of the event.
        seed: Seed of the draws.
        months: Horizon of the row that is shown beside the other contrasts.
        progress: Called as batches are done.
    """
    size = _size(seed, max(months, *HORIZONS))
    by_key = {one.key: one for one in question.contrasts}
    named = {name: by_key[key] for name, key in CONTRASTS.items() if key in by_key}
    pairs = [worlds_of(dossier, question, one, news) for one in named.values()]
    found = _run(case, pairs, size, progress)
    arms = {name: found[contrast.key] for name, contrast in named.items()}

    def revalue(arms_: _Arms, assumption: Assumption) -> list[dict[str, Peace]]:
        return [
            revalued(case, world, size.draws, assumption, with_event=k == 1)
            for k, world in enumerate(arms_)
        ]

    without = arms["cf1"][0]
    reach: list[dict[str, list[list[float]]]] = []
    for shift in LADDER:
        moved = revalue(
            (without, without),
            Assumption(name="shift", value=f"{shift:+g}", shift=shift),
        )
        reach.append(_effects({"cf1": moved, "cf2": moved}))
    return cast(
        Json,
        {
            "row": _row(
                AS_KNOWN,
                "Only what was stated by the day of the question, the tested authors' "
                "statements left out",
                *arms["cf1"],
                months,
            ),
            "effects": _effects({k: [one.peace for one in v] for k, v in arms.items()}),
            "neutral": {
                assumption.name: _effects(
                    {name: revalue(both, assumption) for name, both in arms.items()}
                )
                for assumption in NEUTRAL
            },
            "reach": reach,
        },
    )


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
    arms: dict[str, list[dict[str, Peace]]],
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


def contrasts_alone(rows: Json) -> Further:
    """The further contrasts of a question that no claim is about."""
    return replace(NO_FURTHER, rows=tuple(cast(list[dict[str, object]], rows)))


def further_of(rows: Json, claimed: Json) -> Further:
    """The further contrasts and the claims' effects from what the cache keeps."""
    kept = cast(dict[str, object], claimed)

    def effects(raw: object) -> Effects:
        return {
            (key.split("|")[0], key.split("|")[1], int(key.split("|")[2])): (
                np.array(both[0]),
                np.array(both[1]),
            )
            for key, both in cast(dict[str, list[list[float]]], raw).items()
        }

    return Further(
        rows=(
            *cast(list[dict[str, object]], rows),
            cast(dict[str, object], kept["row"]),
        ),
        effects=effects(kept["effects"]),
        neutral={
            name: effects(raw)
            for name, raw in cast(dict[str, object], kept["neutral"]).items()
        },
        reach=tuple(effects(raw) for raw in cast(list[object], kept["reach"])),
    )

"""Scores of forecasts as text, as Markdown tables and as JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sinequanon.forecast import Difference, FrameScore, Scored, mean_scores

SCORES_FORMAT = "sinequanon-scores-1"

_TABLES = (
    ("crps", "CRPS, deaths (smaller is better)", 2),
    ("log", "log score over VIEWS' bins, bits (smaller is better)", 3),
    ("mis", "interval score, deaths (smaller is better)", 1),
    ("coverage", "coverage: share of what came inside the interval", 3),
)


def scores_to_text(
    scored: Scored, gaps: Mapping[str, Sequence[Difference]], against: str
) -> str:
    """The scores as text of at most 88 columns, by window and over all.

    Args:
        scored: From `score_windows`.
        gaps: Differences to `against`, by key of the forecaster.
        against: Key of the forecaster that others are laid beside.
    """
    columns = [*(window.name for window in scored.windows), "all"]
    lines = [*_head(scored), ""]
    head = "".join(f"{name:>9}" for name in columns)
    for score, words, digits in _TABLES:
        lines.append(_leveled(score, words, scored.level))
        lines.append(f"{'':<28}{head}")
        for name, row in zip(
            scored.names.values(), mean_scores(scored, score), strict=True
        ):
            cells = "".join(f"{_shown(value, digits):>9}" for value in row)
            lines.append(f"{name:<28}{cells}")
        lines.append("")
    lines.append(
        f"CRPS less that of the {scored.names[against]} (95 % over resampled countries)"
    )
    for key, rows in gaps.items():
        lines.append(f"{scored.names[key]}")
        lines += [
            f"  {row.window:<10}{row.value:>+9.2f}   [{row.low:+.2f}, {row.high:+.2f}]"
            for row in rows
        ]
    return "\n".join([*lines, "", *_notes(scored)]) + "\n"


def scores_to_json(
    scored: Scored, gaps: Mapping[str, Sequence[Difference]], against: str
) -> str:
    """The same as JSON; figures are not rounded."""
    columns = [*(window.name for window in scored.windows), "all"]
    told = {
        "format": SCORES_FORMAT,
        "vintage": scored.vintage,
        "draws": scored.draws,
        "seed": scored.seed,
        "level": scored.level,
        "windows": [
            {
                "name": window.name,
                "known_to": window.known_to,
                "first": window.first,
                "months": window.months,
            }
            for window in scored.windows
        ],
        "scores": {
            score: {
                key: dict(zip(columns, map(_finite, row), strict=True))
                for key, row in zip(
                    scored.names, mean_scores(scored, score), strict=True
                )
            }
            for score in scored.values
        },
        "names": dict(scored.names),
        "against": against,
        "differences": {
            key: [
                {
                    "window": row.window,
                    "value": row.value,
                    "low": row.low,
                    "high": row.high,
                }
                for row in rows
            ]
            for key, rows in gaps.items()
        },
        "notes": _notes(scored),
    }
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def scores_to_markdown(
    scored: Scored, gaps: Mapping[str, Sequence[Difference]], against: str
) -> str:
    """The tables for a page of the documentation."""
    columns = [*(window.name for window in scored.windows), "all"]
    head = f"| | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}"
    parts: list[str] = ["\n\n".join(_head(scored))]
    for score, words, digits in _TABLES:
        rows = [
            f"| {name} | {' | '.join(_shown(value, digits) for value in row)} |"
            for name, row in zip(
                scored.names.values(), mean_scores(scored, score), strict=True
            )
        ]
        parts.append(
            "\n".join([f"**{words[:1].upper()}{words[1:]}**", "", head, *rows])
        )
    rows = [
        f"| {scored.names[key]} | "
        + " | ".join(
            f"{one.value:+.2f} [{one.low:+.2f}, {one.high:+.2f}]" for one in each
        )
        + " |"
        for key, each in gaps.items()
    ]
    title = f"**CRPS less that of the {scored.names[against]}, with 95 % intervals**"
    parts.append("\n".join([title, "", head, *rows]))
    return "\n\n".join(parts) + "\n"


def frame_scores_to_text(score: FrameScore) -> str:
    """The scores of a frame as a few lines of text."""
    lines = [
        f"Deaths: {score.vintage}.",
        f"{score.scored:,} of {score.rows:,} rows are in the panel, "
        f"{score.draws:,} draws each.",
        "",
        *(
            f"{_leveled(name, words, score.level):<66}"
            f"{score.means[name]:>12,.{digits}f}"
            for name, words, digits in _TABLES
        ),
    ]
    return "\n".join(lines) + "\n"


def frame_scores_to_json(score: FrameScore) -> str:
    """The same as JSON."""
    told = {"format": SCORES_FORMAT, **asdict(score)}
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _leveled(score: str, words: str, level: float) -> str:
    """The words of a score, with the level of its interval where it has one."""
    return f"{words}, {level:.0%}" if score in {"mis", "coverage"} else words


def _head(scored: Scored) -> list[str]:
    sizes = [
        int(sum(math.isfinite(one) for one in row))
        for row in scored.values["crps"][0].tolist()
    ]
    spread = (
        f"{min(sizes)}" if len(set(sizes)) == 1 else f"{min(sizes)} to {max(sizes)}"
    )
    return [
        f"Deaths: {scored.vintage}.",
        f"{len(scored.windows)} windows, {spread} countries each, "
        f"{scored.draws:,} draws, seed {scored.seed}.",
    ]


def _notes(scored: Scored) -> list[str]:
    notes = [
        "Each year is forecast from October of the year before (3 to 14 months ahead).",
        "Intervals resample countries whole; how much years differ is not in them.",
    ]
    if any("2018" <= window.name <= "2021" for window in scored.windows):
        notes.insert(
            0,
            "2018 to 2021 are seen: features and bins of the model were found there.",
        )
    return notes


def _shown(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}" if math.isfinite(value) else "-"


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None

"""How good settlement forecasts were, as text, as Markdown and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from sinequanon.fit import (
    FORECASTERS,
    GoalLine,
    OutcomeLine,
    Scored,
    ScoreLine,
    Skill,
    shown,
)
from sinequanon.report.columns import aligned, heading, wrapped

SETTLEMENT_FORMAT = "sinequanon-settlement-1"

_WORDS = {
    "agreement": "agreement",
    "ceasefire": "ceasefire",
    "government_victory": "government victory",
    "rebel_victory": "rebel victory",
    "low_activity": "low activity",
    "still_on": "still on",
}
_OUTCOME_HEADS = (
    "outcome",
    "years",
    "episodes",
    "came",
    "expected",
    "by class",
    "skill",
    "log skill %",
    "Brier skill %",
)
_SCORE_HEADS = (
    "forecaster",
    "years",
    "log",
    "Brier",
    "log skill %",
    "Brier skill %",
    "log, by episode",
    "Brier, by episode",
)
_NOTE = (
    "Skill is in percent of the class base rate's score, above 0 is better; in "
    "brackets the 5 and 95 % points over resampled episodes. For one outcome it is "
    "over the better of both base rates on these very rows, and `expected` and `by "
    "class` say how many rows with it the pool and the class base rate expected. `by "
    "episode`: every episode counts alike, however long. `years`: within so many "
    "calendar years. An interval over a handful of episodes is too narrow: it knows "
    "only those that came."
)


def settlement_text(found: Sequence[Scored]) -> str:
    """The tables as text, what was asked and not met first.

    Args:
        found: As the rolling origin gives it, and with conflicts left out.
    """
    lines: list[str] = []
    for one in found:
        lines += [*heading(_title(one)), *wrapped(_sizes(one)), ""]
        if one.goals:
            lines += [line for goal in _goals(one) for line in wrapped(_goal(goal))]
            lines += [*wrapped(_windows(one)), ""]
        cells = [_outcome(line) for line in one.outcomes]
        lines += [*aligned(_OUTCOME_HEADS, cells, (1, 2, 3, 4, 5, 7, 8)), ""]
        cells = [_score(line) for line in one.lines]
        lines += [*aligned(_SCORE_HEADS, cells, range(1, 8)), ""]
    return "\n".join([*lines, *wrapped(_NOTE)]) + "\n"


def settlement_markdown(found: Sequence[Scored]) -> str:
    """The same as tables in Markdown."""
    lines: list[str] = []
    for one in found:
        lines += [f"### {_title(one)}", "", _sizes(one), ""]
        if one.goals:
            lines += [*(_goal(goal) for goal in _goals(one)), f"- {_windows(one)}", ""]
        lines += _table(_OUTCOME_HEADS, [_outcome(line) for line in one.outcomes])
        lines += ["", *_table(_SCORE_HEADS, [_score(line) for line in one.lines]), ""]
    return "\n".join([*lines, _NOTE]) + "\n"


def settlement_json(found: Sequence[Scored]) -> str:
    """Every figure, with keys as the fields of `sinequanon.fit.Scored`."""
    tables = [asdict(one) for one in found]
    told = {"format": SETTLEMENT_FORMAT, "tables": tables}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _title(one: Scored) -> str:
    learned = "its own conflict left out" if one.left_out else "rolling origin"
    return f"{one.level.capitalize()}s, {learned}"


def _sizes(one: Scored) -> str:
    parts = [
        f"{horizon} year{'s' if horizon > 1 else ''} from {first}-{last}: {rows} rows "
        f"of {episodes} episodes"
        for horizon, (first, last, rows, episodes) in one.sizes.items()
    ]
    return "; ".join(parts) + "."


def _goals(one: Scored) -> list[GoalLine]:
    return sorted(one.goals, key=lambda goal: goal.met)


def _goal(goal: GoalLine) -> str:
    return f"- {'met' if goal.met else 'NOT MET'}: {goal.asked}. Found: {goal.found}."


def _windows(one: Scored) -> str:
    log, brier = one.over_windows
    return (
        "For comparison, over class base rates that count whole windows, as the "
        f"record's do: log {_skill(log)} %, Brier {_skill(brier)} %."
    )


def _years(horizon: int | None) -> str:
    return "all" if horizon is None else str(horizon)


def _skill(one: Skill) -> str:
    low, high = 100 * one.low, 100 * one.high
    return f"{100 * one.value:+.1f} [{low:+.1f}, {high:+.1f}]"


def _outcome(line: OutcomeLine) -> tuple[str, ...]:
    return (
        _WORDS[line.outcome],
        _years(line.horizon),
        str(line.episodes),
        str(line.rows),
        f"{line.expected:.1f}",
        f"{line.expected_by_class:.1f}",
        shown(line.log_skill),
        _skill(line.log_skill),
        _skill(line.brier_skill),
    )


def _score(line: ScoreLine) -> tuple[str, ...]:
    own = line.forecaster == "class"
    skills = (
        line.log_skill,
        line.brier_skill,
        line.by_episode_log_skill,
        line.by_episode_brier_skill,
    )
    return (
        FORECASTERS[line.forecaster],
        _years(line.horizon),
        f"{line.log:.3f}",
        f"{line.brier:.3f}",
        *("0" if own else _skill(skill) for skill in skills),
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    marks = ["---"] + ["---:"] * (len(heads) - 1)
    return [f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)]

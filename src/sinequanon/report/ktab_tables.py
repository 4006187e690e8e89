"""A KTAB case that was played, as text, as JSON and as CSV tables."""

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Sequence

from sinequanon import __version__
from sinequanon.peers import KtabPlayed

KTAB_FORMAT = "sinequanon-ktab/1"
"""Name of the form of the JSON; its number grows when a reader would have to change."""

_WIDE = 80
_NAME = 22
_COLUMN = 13
_CAUTION = (
    "Neither path is a forecast. In 351 decisions of the European Union the weighted "
    "mean missed by 23 of 100, the challenge model by 27 and the median by 28."
)


def ktab_to_text(played: KtabPlayed) -> str:
    """The compromise, the actors, and the paths, for a screen of 80 columns."""
    case = played.case
    parts = [
        "\n".join(
            _wrapped(line)
            for line in (
                case.name or "A case of KTAB",
                f"{len(case.actors)} actors, {len(case.issues)} issues; positions on 0 "
                "to 100.",
            )
        ),
        _block(
            "Compromise at the start, weighted by influence times salience",
            ("", "mean", "median"),
            zip(case.issues, _cells(case.means()), _cells(case.medians()), strict=True),
        ),
        _turns(played),
        *_rounds(played),
        _wrapped(_CAUTION),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _turns(played: KtabPlayed) -> str:
    case, turns = played.case, played.turns
    if not turns:
        return _wrapped(f"KTAB's model has no path here: {played.no_turns}.")
    chances = _block(
        "Winning probability by KTAB's model, in 100; actors at one place share it",
        ("", "influence", "at the start", "at the end"),
        zip(
            case.actors,
            (f"{value:g}" for value in case.influence),
            _cells(turns[0].chances * 100.0),
            _cells(turns[-1].chances * 100.0),
            strict=True,
        ),
    )
    path = _path(
        f"KTAB's path, {len(turns) - 1} turns: weighted mean / median of the positions",
        "turn",
        case.issues,
        [list(zip(turn.means, turn.medians, strict=True)) for turn in turns],
    )
    return f"{chances}\n\n{path}"


def _rounds(played: KtabPlayed) -> Iterable[str]:
    if played.rounds is None:
        return
    some = {issue: rounds for issue, rounds in played.rounds.items() if rounds}
    for issue, why in played.no_rounds.items():
        yield _wrapped(f"The challenge model has no path on {issue}: {why}.")
    if some:
        yield _path(
            "Rounds of the challenge model, issue by issue: mean weighted by influence "
            "times salience / median weighted by influence",
            "round",
            tuple(some),
            [
                [(one.mean, one.median) for one in row]
                for row in zip(*some.values(), strict=True)
            ],
        )


def _path(
    title: str,
    step: str,
    issues: Sequence[str],
    rows: Sequence[Sequence[tuple[float, float]]],
) -> str:
    """A line a step, as many issues beside one another as fit."""
    wide = _COLUMN + 3
    fits = (_WIDE - 8) // wide
    parts = [_wrapped(title)]
    for start in range(0, len(issues), fits):
        stop = start + fits
        names = "".join(f"{_cut(i, wide - 2):>{wide}}" for i in issues[start:stop])
        lines = [f"  {step:>5} {names}"]
        for at, row in enumerate(rows):
            cells = (f"{mean:.1f} / {middle:.1f}" for mean, middle in row[start:stop])
            lines.append(f"  {at:>5} " + "".join(f"{cell:>{wide}}" for cell in cells))
        parts.append("\n".join(lines))
    return "\n".join(parts)


def _block(title: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_wrapped(title)]
    for name, *cells in (heading, *rows):
        label = f"  {_cut(name, _NAME - 1):{_NAME}}"
        lines.append(label + "".join(f"{cell:>{_COLUMN}}" for cell in cells))
    return "\n".join(lines)


def _cells(values: Iterable[float]) -> list[str]:
    return [f"{value:.1f}" for value in values]


def _cut(text: str, wide: int) -> str:
    return text if len(text) <= wide else f"{text[: wide - 1]}…"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDE, break_on_hyphens=False)


def ktab_to_json(played: KtabPlayed) -> str:
    """All numbers: positions on 0 to 100, chances on 0 to 1, actors in file order."""
    case = played.case
    whole: dict[str, object] = {
        "format": KTAB_FORMAT,
        "version": __version__,
        "title": case.name,
        "about": case.about,
        "issues": list(case.issues),
        "actors": [
            {
                "name": name,
                "label": label,
                "influence": float(case.influence[at]),
                "positions": case.positions[at].tolist(),
                "saliences": case.saliences[at].tolist(),
            }
            for at, (name, label) in enumerate(
                zip(case.actors, case.labels, strict=True)
            )
        ],
        "means": case.means().tolist(),
        "medians": case.medians().tolist(),
        "turns": [
            {
                "positions": turn.positions.tolist(),
                "chances": turn.chances.tolist(),
                "risk": turn.risk.tolist(),
                "means": turn.means.tolist(),
                "medians": turn.medians.tolist(),
            }
            for turn in played.turns
        ],
        "no_turns": played.no_turns,
        "challenge": None
        if played.rounds is None
        else {
            issue: {
                "rounds": [
                    {
                        "positions": one.positions.tolist(),
                        "risk": one.risk.tolist(),
                        "mean": float(one.mean),
                        "median": float(one.median),
                    }
                    for one in rounds
                ],
                "no_rounds": played.no_rounds.get(issue, ""),
            }
            for issue, rounds in played.rounds.items()
        },
        "notes": [_CAUTION],
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def ktab_to_csv(played: KtabPlayed) -> dict[str, str]:
    """CSV texts by file name, a row for each number's own case."""
    case = played.case
    tables = {
        "compromise.csv": _csv(
            ("issue", "mean", "median"),
            zip(case.issues, case.means(), case.medians(), strict=True),
        ),
        "turns.csv": _csv(
            ("turn", "issue", "mean", "median"),
            (
                (at, issue, turn.means[k], turn.medians[k])
                for at, turn in enumerate(played.turns)
                for k, issue in enumerate(case.issues)
            ),
        ),
        "actors.csv": _csv(
            ("turn", "actor", "issue", "position", "chance", "risk"),
            (
                (at, actor, issue, turn.positions[a, k], turn.chances[a], turn.risk[a])
                for at, turn in enumerate(played.turns)
                for a, actor in enumerate(case.actors)
                for k, issue in enumerate(case.issues)
            ),
        ),
    }
    if played.rounds is not None:
        tables["challenge.csv"] = _csv(
            ("issue", "round", "mean", "median", "actor", "position", "risk"),
            (
                (issue, at, one.mean, one.median, a, one.positions[k], one.risk[k])
                for issue, rounds in played.rounds.items()
                for at, one in enumerate(rounds)
                for k, a in enumerate(case.actors)
            ),
        )
    return tables


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue()

"""Slopes of the rate of settlement, as text, as Markdown and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from sinequanon.fit import MARKS, SlopeLine
from sinequanon.report.columns import aligned, heading, wrapped

SLOPES_FORMAT = "sinequanon-settlement-slopes-1"

_COLUMNS = {
    "agreement": "agreement",
    "ceasefire": "ceasefire",
    "government_victory": "government wins",
    "rebel_victory": "rebels win",
    "low_activity": "low activity",
}
_NOTE = (
    "Change of the log yearly rate of each ending per unit of the mark, other "
    "covariates of the class held; in brackets the 5 and 95 % points over resampled "
    "episodes. It is no effect: wars are not given their marks by lot."
)


def slopes_text(lines: Sequence[SlopeLine]) -> str:
    """The table as text, with what each mark is."""
    told: list[str] = []
    for first in sorted({line.since for line in lines}):
        rows = [line for line in lines if line.since == first]
        told += [*heading(_title(rows[0])), ""]
        told += aligned(("mark", *_COLUMNS.values()), [_cells(r) for r in rows], ())
        told += [""]
    told += [part for mark in MARKS for part in wrapped(f"- {mark}: {MARKS[mark]}.")]
    return "\n".join([*told, "", *wrapped(_NOTE)]) + "\n"


def slopes_markdown(lines: Sequence[SlopeLine]) -> str:
    """The same as tables in Markdown."""
    told: list[str] = []
    heads = ("mark", *_COLUMNS.values())
    for first in sorted({line.since for line in lines}):
        rows = [line for line in lines if line.since == first]
        told += [f"### {_title(rows[0])}", ""]
        for cells in (heads, ["---"] * len(heads), *map(_cells, rows)):
            told.append(f"| {' | '.join(cells)} |")
        told += [""]
    told += [f"- `{mark}`: {words}." for mark, words in MARKS.items()]
    return "\n".join([*told, "", _NOTE]) + "\n"


def slopes_json(lines: Sequence[SlopeLine]) -> str:
    """Every figure, with keys as the fields of `sinequanon.fit.SlopeLine`."""
    told = {"format": SLOPES_FORMAT, "slopes": [asdict(line) for line in lines]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _title(line: SlopeLine) -> str:
    return (
        f"{line.level.capitalize()}s since {line.since}, {line.agreements} episodes "
        "ended by agreement"
    )


def _cells(line: SlopeLine) -> list[str]:
    slopes = (line.slopes[name] for name in _COLUMNS)
    return [line.mark, *(f"{v:+.2f} [{lo:+.2f}, {hi:+.2f}]" for v, lo, hi in slopes)]

"""The war alone as text of 80 columns and as JSON; and one run of it."""

import itertools
import json
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sinequanon.answer import Replay, Spread, WarAlone, WarRow
from sinequanon.errors import OutputError
from sinequanon.report.encoding import encoded
from sinequanon.report.wording import counted, in_100, number

WAR_FORMAT = "sinequanon-war/1"
REPLAY_FORMAT = "sinequanon-replay/1"
_WIDTH = 80
_GROUPS = {
    "deaths": "Recorded battle deaths, by pair of sides",
    "civilians": "Civilians killed outside battle, by perpetrator",
    "people": "People under control, % of all",
    "land": "Land under control, % of all, the event's place left out",
    "fighters": "Fighters, thousands",
    "local": "People and local truces, thousands",
    "displaced": "Displaced people, thousands",
    "power": "Power, a ratio",
}
_SCALES = {
    **dict.fromkeys(("people", "land"), 100.0),
    **dict.fromkeys(("fighters", "local", "displaced"), 1e-3),
}
"""What a group's numbers are multiplied by to stand under its heading."""
_MONTH = 9
_COLUMN = 10


def war_to_text(war: WarAlone) -> str:
    """The war alone as plain text of at most 80 columns."""
    lines = [
        *textwrap.wrap(f"{war.war_title}: the war alone", _WIDTH),
        *textwrap.wrap(f"The event: {war.event_title} ({war.event_date})", _WIDTH),
        *textwrap.wrap(
            f"{war.contrast}. {counted(war.runs, 'run', 'runs')} of each world, "
            f"{counted(war.months, 'month', 'months')}, seed {war.seed}. "
            "Median, and in brackets the range of 90 in 100 runs.",
            _WIDTH,
        ),
    ]
    for group, rows in itertools.groupby(war.rows, key=lambda row: row.group):
        lines += ["", _GROUPS[group], _head(("", "without", "with", "record"))]
        for label, spans in itertools.groupby(rows, key=lambda row: row.label):
            lines += [*textwrap.wrap(label, _WIDTH), *(_line(row) for row in spans)]
    lines += ["", f"All but gone within {war.months} months (the war without endings)"]
    for row in war.gone:
        lines += textwrap.wrap(
            f"{row['side']}: {_chance(row, 'without')} without and "
            f"{_chance(row, 'with')} with. Of like wars, {_chance(row, 'base_rate')} "
            f"({_hundredths(row, 'low')} to {_hundredths(row, 'high')}) ended in "
            f"{str(row['ending']).replace('_', ' ')} within "
            f"{counted(cast('int', row['years']), 'year', 'years')}.",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    lines += ["", "What the war was asked before it was used"]
    for row in war.prior_checks:
        lines += textwrap.wrap(
            f"{'passed' if row['passed'] else 'FAILED'}  {row['name']}: "
            f"{row['bound']}; found {row['found']}",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent=" " * 10,
        )
    lines.append("")
    for note in war.notes:
        lines += textwrap.wrap(note, _WIDTH)
    lines += textwrap.wrap(f"Again: {war.command}", _WIDTH, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def war_to_json(war: WarAlone) -> str:
    """The war alone as JSON text; what could not be computed is null."""
    return _json(WAR_FORMAT, war)


def replay_to_json(replay: Replay) -> str:
    """One run as JSON text."""
    return _json(REPLAY_FORMAT, replay)


def replay_to_text(replay: Replay) -> str:
    """One run, month by month, as plain text of at most 80 columns."""
    lines = textwrap.wrap(
        f"Run {replay.run} of {replay.question_key}, seed {replay.seed}. "
        f"{replay.contrast}. One number where both worlds agree, else without / with.",
        _WIDTH,
    )
    for group, found in itertools.groupby(replay.series, key=lambda one: one.group):
        several = list(found)
        scale = _SCALES.get(group, 1.0)
        # A column is as wide as its widest cell, and a table as wide as the screen.
        columns = [
            [
                _pair(one, other, scale)
                for one, other in zip(each.without_event, each.with_event, strict=True)
            ]
            for each in several
        ]
        heads = [each.label for each in several]
        widths = [
            max(_COLUMN, *(len(cell) for cell in column)) + 2 for column in columns
        ]
        for part in _parts(widths):
            lines += ["", _GROUPS[group]]
            tops = [textwrap.wrap(heads[k], widths[k] - 2) for k in part]
            for level in range(max(len(top) for top in tops)):
                cells = [
                    (top[level] if level < len(top) else "").rjust(widths[k])
                    for k, top in zip(part, tops, strict=True)
                ]
                lines.append((" " * _MONTH + "".join(cells)).rstrip())
            for row, month in enumerate(replay.months):
                cells = [columns[k][row].rjust(widths[k]) for k in part]
                lines.append(f"{month:{_MONTH}}" + "".join(cells))
    lines.append("")
    for what, same in replay.same:
        told = "the same bits" if same else "NOT the same bits"
        lines += textwrap.wrap(f"Compared with {what}: {told}.", _WIDTH)
    return "\n".join(lines) + "\n"


def _json(form: str, value: WarAlone | Replay) -> str:
    whole = cast("dict[str, Any]", encoded(value, form))
    try:
        text = json.dumps(
            {"format": form, **whole}, ensure_ascii=False, allow_nan=False, indent=2
        )
    except ValueError as error:
        raise OutputError.at(form, str(error), "report this") from error
    return text + "\n"


def _line(row: WarRow) -> str:
    scale = _SCALES.get(row.group, 1.0)
    record = "" if math.isnan(row.record) else number(row.record * scale)
    return _head(
        (
            f"  {row.span}",
            _spread(row.without_event, scale),
            _spread(row.with_event, scale),
            record,
        )
    )


def _head(cells: Sequence[str]) -> str:
    first, *others, last = cells
    middle = "".join(f"{one:>24}" for one in others)
    return f"{first:22}{middle}{last:>9}".rstrip()


def _spread(found: Spread, scale: float) -> str:
    low, high = number(found.low * scale, 2), number(found.high * scale, 2)
    return f"{number(found.median * scale, 2)} ({low}–{high})"


def _pair(one: float, other: float, scale: float) -> str:
    first, second = number(one * scale), number(other * scale)
    return first if first == second else f"{first} / {second}"


def _parts(widths: Sequence[int]) -> Iterable[list[int]]:
    """Columns that fit beside one another."""
    part: list[int] = []
    used = _MONTH
    for column, width in enumerate(widths):
        if part and used + width > _WIDTH:
            yield part
            part, used = [], _MONTH
        part.append(column)
        used += width
    if part:
        yield part


def _chance(row: Mapping[str, object], key: str) -> str:
    return in_100(cast("float", row[key]))


def _hundredths(row: Mapping[str, object], key: str) -> str:
    return f"{cast('float', row[key]) * 100:.0f}"

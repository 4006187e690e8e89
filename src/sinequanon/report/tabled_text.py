"""A table's findings as lines for a screen of 80 columns."""

import textwrap
from collections.abc import Iterable, Sequence

from sinequanon.report.tabled_words import (
    both,
    hundredth,
    in_words,
    of_100,
    reading_words,
)
from sinequanon.report.wording import number
from sinequanon.tabling import Findings, Lines

_WIDE = 80
_LABEL = 28
_COLUMN = 13
_ROWS = 6
"""Rows of a list on the screen; files have them all."""


def tabled_to_text(findings: Findings) -> str:
    """The findings in the order in which a mediator's assistant asks for them."""
    parts = [
        _head(findings),
        _readings(findings),
        _terms(findings),
        _musts(findings),
        _demands(findings),
        _keeping(findings),
        _outside(findings),
        _points(findings),
        _notes(findings),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        _WIDE,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def _head(found: Findings) -> str:
    values, lines = found.open
    if max(values, lines) == 0.0:
        answer = "No settlement suffices in any draw: the zone is empty."
    else:
        answer = (
            f"Some settlement suffices in {of_100(values)} draws by values alone, "
            f"and in {of_100(lines)} with the stated red lines."
        )
    counted = f"{found.settlements:,} settlements"
    if found.settlements != found.combinations:
        counted += f" of {found.combinations:,} combinations"
    return "\n".join(
        [
            _wrapped(found.title),
            _wrapped(answer),
            _wrapped(f"It needs {found.rule}."),
            _wrapped(f"{counted}, {found.draws:,} draws, seed {found.seed}."),
        ]
    )


def _readings(found: Findings) -> str:
    rows = [
        f"{'The zone, in four readings':64}{'open':>6}{'median':>8}",
        f"{'':64}{'of 100':>6}{'in it':>8}",
    ]
    for one in found.readings:
        words = reading_words(one.encoding, one.mapping)
        count = number(round(one.settlements[1]))
        rows.append(f"  {words:62}{hundredth(one.open):>6}{count:>8}")
    return "\n".join(rows)


def _terms(found: Findings) -> str:
    """Options as rows and parties as columns, as many as fit beside one another."""
    columns = [*((p.party, p.name) for p in found.parties), ("", "in the zone")]
    fits = (_WIDE - _LABEL) // _COLUMN
    parts = [
        _wrapped(
            "Terms by party: draws in 100 in which the party accepts some settlement "
            "with the term, by values alone / with stated red lines. X: the party says "
            "that it never accepts it. S: its sine qua non in at least half."
        )
    ]
    for start in range(0, len(columns), fits):
        some = columns[start : start + fits]
        rows = _heading([name for _, name in some])
        issue = ""
        for term in found.terms:
            if term.issue != issue:
                issue = term.issue
                rows.append(_cut(found.names[issue], _WIDE))
            cells = ""
            for party, _ in some:
                if not party:
                    chance, must, line = term.in_zone, term.must, False
                else:
                    own = term.by_party[party]
                    chance, must, line = own.accepts, own.must, own.red_line
                mark = f"{'X' if line else ''}{'S' if max(must) >= 0.5 else ''}"
                cells += f"{both(chance) + (' ' + mark if mark else ''):>{_COLUMN}}"
            words = found.labels[term.issue][term.option]
            *first, last = textwrap.wrap(words, _LABEL - 3, subsequent_indent="  ")
            rows += [f"  {line}" for line in first]
            rows.append(f"  {last:{_LABEL - 2}}{cells}")
        parts.append("\n".join(rows))
    return "\n".join(parts)


def _heading(names: Sequence[str]) -> list[str]:
    """Names of columns, broken into as many lines as the longest needs."""
    broken = [textwrap.wrap(name, _COLUMN - 1) for name in names]
    deep = max(len(lines) for lines in broken)
    return [
        f"{'':{_LABEL}}"
        + "".join(
            f"{([''] * (deep - len(lines)) + lines)[at]:>{_COLUMN}}" for lines in broken
        )
        for at in range(deep)
    ]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _listed(heading: str, rows: Sequence[str], total: int) -> str:
    if not rows:
        return ""
    lines = [heading, *(_wrapped(row, "  ", "    ") for row in rows)]
    if total > len(rows):
        lines.append(f"  and {total - len(rows)} more: see --json, --csv or --page")
    return "\n".join(lines)


def _musts(found: Findings) -> str:
    """Demand first, then whose it is."""
    rows = sorted(found.musts, key=lambda row: (row.of != "peace", -max(row.chance)))
    told = [
        f"{found.labels[row.issue][row.option]}: of {found.names[row.of]} in "
        f"{both(row.chance)}"
        for row in rows[:_ROWS]
    ]
    if not told:
        return "Sine qua non: none; nothing is common to all that is accepted."
    heading = "Sine qua non, in 100 draws with an accepted settlement (values / lines)"
    return _listed(heading, told, len(rows))


def _demands(found: Findings) -> str:
    closed_lines, closed_values = found.closed_by_lines, found.closed_by_values
    parts = [
        _listed(
            "Stated demands that cannot stand together (draws in 100)",
            _sets(found, found.incompatible),
            len(found.incompatible),
        )
    ]
    if closed_lines + closed_values > 0.0:
        parts.append(
            _wrapped(
                "With the red lines the zone is closed in "
                f"{of_100(closed_lines + closed_values)} draws; in "
                f"{of_100(closed_values)} it stays closed whatever becomes of them."
            )
        )
    parts.append(
        _listed(
            "Smallest sets of demands without which it would open (of closed draws)",
            _sets(found, found.changes),
            len(found.changes),
        )
    )
    return "\n".join(part for part in parts if part)


def _sets(found: Findings, rows: Iterable[Lines]) -> list[str]:
    told = [
        (" + ".join(in_words(found, one) for one in row.demands), row.chance)
        for row in rows
    ]
    return [f"{demands}: {hundredth(chance)}" for demands, chance in told[:_ROWS]]


def _keeping(found: Findings) -> str:
    rows = sorted(found.keeping, key=lambda row: -max(row.opens))
    told = [
        f"{found.names[row.party]}: {row.friction} ({both(row.opens)})"
        for row in rows
        if max(row.opens) > 0.0 and not row.friction.startswith("all ")
    ]
    heading = "What keeps a party: without it the zone opens, of closed draws"
    return _listed(heading, told[:_ROWS], len(told))


def _outside(found: Findings) -> str:
    rows = [
        f"without {found.names[row.without]}: open in {both(row.open)}"
        for row in found.partial
    ]
    parts = [_listed("Partial peace: one party is not asked, and fights on", rows, 0)]
    if found.spoiling is not None and found.prices:
        low, middle, high = found.spoiling
        parts.append(
            _wrapped(
                f"At the best terms those who agree bear a chance of spoiling of "
                f"{of_100(middle)} ({hundredth(low)} to {hundredth(high)}); above it "
                "one of them would rather fight on."
            )
        )
    for price in found.prices:
        if price.bought is None or price.kind == "total":
            continue
        cost = "" if price.cost is None else f", at {number(price.cost, 2)} of utility"
        said = ", as stated" if price.stated else ""
        parts.append(
            _wrapped(
                f"{found.names[price.party]}, if {price.kind}{said}: some terms "
                f"satisfy it in {of_100(price.bought)} draws with an open zone{cost}.",
                "  ",
                "    ",
            )
        )
    return "\n".join(part for part in parts if part)


def _points(found: Findings) -> str:
    rows = [
        f"{point.name}: {_settled(found, point.settlement)} ({hundredth(point.chance)})"
        for point in found.points
    ]
    return _listed(
        "Points of reference, and draws in 100 that name them: no forecasts", rows, 0
    )


def _settled(found: Findings, settlement: dict[str, str]) -> str:
    words = [found.labels[issue][option] for issue, option in settlement.items()]
    return " · ".join(words) or "none"


def _notes(found: Findings) -> str:
    return "\n".join(_wrapped(note, "- ", "  ") for note in found.notes)

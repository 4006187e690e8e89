"""Laws tried on made-up wars, as text, as Markdown and as JSON."""

import json
import re
from collections.abc import Sequence
from typing import Any

from sinequanon.laws import (
    VERDICTS,
    Found,
    Law,
    LawSize,
    LawText,
    Part,
    Tried,
    Verdict,
    counted,
)
from sinequanon.report.columns import aligned, heading, wrapped
from sinequanon.report.wording import counted as of_many, number

LAWS_FORMAT = "sinequanon-laws-1"

_ROUNDING = 1e-7
_WITHOUT_RUN = ("no mechanism", "data check")
_MARKS = {
    "read": "read",
    "second_hand": "second-hand",
    "unchecked": "unchecked",
    "computed": "computed",
}
_HEADS = ("verdict", "law", "found", "over draws", "s.e.", "luck", "share", "asked")


def laws_text(tried: Sequence[Tried], text: LawText, size: LawSize) -> str:
    """Every law and what was found, the unflattering ones first.

    Args:
        tried: What was found.
        text: The list of laws, for its digest.
        size: Draws, lucks and seed of the runs.
    """
    ordered = _ordered(tried)
    compared = [one for one in ordered if one.found is not None]
    lines = [*wrapped(_summary(tried)), *wrapped(_setup(text, size)), ""]
    if compared:
        lines += aligned(
            _HEADS, [_cells(one, one.found) for one in compared], range(2, 7)
        )
        lines += ["", *heading("What was compared")]
        for one in compared:
            lines += wrapped(f"- {one.name}: {one.part.asks}.{_why(one.part)}")
    for verdict, title in (
        ("no mechanism", "No mechanism: the model could not show it"),
        ("data check", "For the record and not for a model by months"),
    ):
        rows = [one for one in ordered if one.verdict == verdict]
        if rows:
            lines += ["", *heading(title)]
            for one in rows:
                lines += wrapped(f"- {one.name}: {one.law.finding} {_reason(one.part)}")
    lines += ["", *heading("Findings and sources")]
    for law in _laws(tried):
        lines += wrapped(f"- {law.id}: {law.finding} {_source(law)} [{_mark(law)}]")
    return "\n".join(lines) + "\n"


def laws_markdown(tried: Sequence[Tried]) -> str:
    """The same as tables in Markdown."""
    ordered = _ordered(tried)
    lines = [_summary(tried), ""]
    compared = [one for one in ordered if one.found is not None]
    if compared:
        heads = (*_HEADS, "compared", "finding")
        lines += [_row(heads), _row(["---"] * len(heads))]
        lines += [
            _row(
                (
                    *_cells(one, one.found),
                    one.part.asks,
                    f"{_short(one.law)} ({_mark(one.law)})",
                )
            )
            for one in compared
        ]
        lines.append("")
    rest = [one for one in ordered if one.found is None]
    if rest:
        heads = ("verdict", "law", "finding", "why it was not compared", "source")
        lines += [_row(heads), _row(["---"] * len(heads))]
        lines += [
            _row(
                (
                    one.verdict,
                    one.name,
                    one.law.finding,
                    one.part.reason,
                    f"{_short(one.law)} ({_mark(one.law)})",
                )
            )
            for one in rest
        ]
        lines.append("")
    lines += [_row(("law", "finding", "source", "mark")), _row(["---"] * 4)]
    lines += [
        _row((law.id, law.finding, _source(law), _mark(law))) for law in _laws(tried)
    ]
    return "\n".join(lines) + "\n"


def laws_json(tried: Sequence[Tried], text: LawText, size: LawSize) -> str:
    """The same as JSON: every number, bound and source."""
    whole: dict[str, Any] = {
        "format": LAWS_FORMAT,
        "laws_sha256": text.sha256,
        "draws": size.draws,
        "lucks": size.lucks,
        "seed": size.seed,
        "counts": counted(tried),
        "laws": [_entry(one) for one in _ordered(tried)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _entry(one: Tried) -> dict[str, Any]:
    law, part, found = one.law, one.part, one.found
    entry: dict[str, Any] = {
        "law": one.name,
        "verdict": one.verdict,
        "finding": law.finding,
        "source": law.source,
        "doi": law.doi or None,
        "mark": law.mark,
        "contested": law.contested,
        "asks": part.asks or None,
        "reason": part.reason or None,
        "expects": part.expects,
        "scale": part.scale,
        "least": part.least,
        "low": part.low,
        "high": part.high,
        "bound": part.bound or None,
    }
    if found is not None:
        luck = found.luck_error
        entry["found"] = {
            "value": found.value,
            "draws_05": found.low,
            "draws_95": found.high,
            "standard_error": found.error,
            # With one luck a draw the two cannot be told apart.
            "monte_carlo_error": luck if luck == luck else None,
            "share_of_draws": found.share,
        }
    return entry


def _ordered(tried: Sequence[Tried]) -> list[Tried]:
    """The unflattering ones first, else as in the list."""
    return sorted(tried, key=lambda one: VERDICTS.index(one.verdict))


def _laws(tried: Sequence[Tried]) -> list[Law]:
    return list({one.law.id: one.law for one in tried}.values())


def _summary(tried: Sequence[Tried]) -> str:
    counts = counted(tried)
    laws = of_many(len(_laws(tried)), "finding", "findings")
    told = ", ".join(f"{counts[verdict]} {_plural(verdict)}" for verdict in VERDICTS)
    return f"{laws}, {of_many(len(tried), 'part', 'parts')}: {told}."


def _plural(verdict: Verdict) -> str:
    return verdict if verdict in (*_WITHOUT_RUN, "not decided") else f"“{verdict}”"


def _setup(text: LawText, size: LawSize) -> str:
    return (
        f"{of_many(size.draws, 'draw', 'draws')} of the prior, "
        f"{of_many(size.lucks, 'luck', 'lucks')} of each, seed {size.seed}; bounds of "
        f"laws.yaml {text.sha256[:12]}. “Over draws”: 5 % and 95 % points; s.e.: of "
        "what was found; luck: its part from Monte Carlo alone (both of logs where "
        "ratios are compared); share: of draws with the sign and size asked."
    )


def _cells(one: Tried, found: Found | None) -> tuple[str, ...]:
    if found is None:
        return (one.verdict, one.name, *([""] * (len(_HEADS) - 2)))
    share = "" if found.share is None else f"{found.share:.2f}"
    return (
        one.verdict,
        one.name,
        number(found.value),
        f"{number(found.low)} .. {number(found.high)}",
        _error(found.error),
        _error(found.luck_error),
        share,
        _asked(one.part),
    )


def _error(value: float) -> str:
    """An error of sums of floats, where it is not rounding alone."""
    return "0" if value < _ROUNDING else number(value, 2)


def _asked(part: Part) -> str:
    kind = "ratio" if part.scale == "ratio" else "number"
    if part.expects == "between":
        return f"{kind} {part.low:g} .. {part.high:g}"
    if part.scale == "ratio" and part.least is not None:
        bound = part.least if part.expects == "rise" else 1.0 / part.least
        return f"ratio {'≥' if part.expects == 'rise' else '≤'} {number(bound)}"
    return f"{part.expects} of {part.least:g}"


def _why(part: Part) -> str:
    return f" Bound: {part.bound}." if part.bound else ""


def _reason(part: Part) -> str:
    return f"({part.reason})"


def _short(law: Law) -> str:
    """Author and year, or what stands before the first comma."""
    dated = re.match(r".*?\b(19|20)\d\d", law.source)
    return dated[0] if dated else law.source.split(",")[0]


def _source(law: Law) -> str:
    doi = f", doi:{law.doi}" if law.doi else ""
    return f"{law.source}{doi}."


def _mark(law: Law) -> str:
    return _MARKS[law.mark] + (", contested" if law.contested else "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"

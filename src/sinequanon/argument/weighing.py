"""Evidence laid against a criterion: parts by the shared rules, then the whole.

Every test runs on statements dated up to the day (what could be known) and on all
statements; the second is the headline (rule EVID). Statements of the author whose claim
is tested are switched off. Each source is then left out once, to see what hangs on it.
"""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sinequanon.argument.estimates import weigh
from sinequanon.argument.evidence import Criterion, Part, Statement
from sinequanon.argument.sourcing import share_of_texts, tally
from sinequanon.argument.standing import Found, Ruling, Standing, bounded, in_words
from sinequanon.dossier import Source, days_of

_CONDITION = re.compile(r"(\w+) is (not )?(supported|contradicted|undecided)")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The standing of one part, and a few words on how it was reached."""

    standing: Standing
    how: str


def known_by(statements: Sequence[Statement], day: datetime.date) -> list[Statement]:
    """Statements that had surely been made by a day; undated ones are left out."""
    return [
        statement
        for statement in statements
        if statement.said is not None and days_of(statement.said)[1] <= day
    ]


def without_author(
    statements: Sequence[Statement], sources: Mapping[str, Source], author: str
) -> list[Statement]:
    """Statements that reach the dossier without the author whose claim is tested.

    Args:
        statements: Statements on the claim.
        sources: Sources by key.
        author: The author of the claim; a remark in brackets after it is dropped.
    """
    name = author.split(" (")[0]
    theirs = {key for key, source in sources.items() if name in source.author}
    return without_sources(statements, theirs)


def without_sources(
    statements: Sequence[Statement], keys: Collection[str]
) -> list[Statement]:
    """Statements that stand without some sources, with the sources that are left."""
    kept: list[Statement] = []
    for statement in statements:
        left = tuple(key for key in statement.sources if key not in keys)
        if left:
            kept.append(statement.model_copy(update={"sources": left}))
    return kept


def apply_criterion(
    criterion: Criterion,
    statements: Sequence[Statement],
    sources: Mapping[str, Source],
    *,
    author: str,
    day: datetime.date,
    measures: Mapping[str, float],
) -> Found:
    """What the evidence says on a claim under its criterion.

    Args:
        criterion: The criterion in parts.
        statements: All statements on this claim.
        sources: Sources by key.
        author: Author of the claim, whose statements are switched off.
        day: The day up to which statements count as known.
        measures: Shares computed from the event record, by name, for parts by rule
            RECORD; a part whose measure is missing is undecided.
    """
    usable = without_author(statements, sources, author)
    judged, ruling = _whole(criterion, usable, sources, measures)
    _, then = _whole(criterion, known_by(usable, day), sources, measures)
    readings = [
        ("all statements", ruling.words),
        (f"statements up to {day.isoformat()}", then.words),
        *(
            (f"{part.label} ({part.rule})", in_words(judged[part.key].standing))
            for part in criterion.parts
        ),
    ]
    used = sorted({key for row in usable for key in row.sources})
    for key in used:
        rest = without_sources(usable, {key})
        _, changed = _whole(criterion, rest, sources, measures)
        if changed != ruling:
            readings.append((f"without {key}", changed.words))
    off = len(statements) - len(usable)
    how = [
        f"{part.label}: {judged[part.key].how}."
        for part in criterion.parts
        if judged[part.key].how
    ]
    if off:
        how.append(
            f"Switched off as inputs: {off} statement{'s' * (off > 1)} of the author."
        )
    return Found(
        result=ruling.words,
        measured=" ".join(how),
        by_reading=tuple(readings),
        sources=tuple(used),
    )


def holds(condition: str, judged: Mapping[str, Judged]) -> bool:
    """Whether a condition such as `custody is not contradicted` holds.

    Raises:
        ValueError: If the condition cannot be read or names no part.
    """
    match = _CONDITION.fullmatch(condition)
    if match is None or match[1] not in judged:
        raise ValueError(f"the condition {condition!r} names no part and standing")
    return (judged[match[1]].standing == match[3]) != bool(match[2])


def readable(condition: str, parts: Sequence[Part]) -> bool:
    """Whether a condition has the right form and names one of the parts."""
    match = _CONDITION.fullmatch(condition)
    return match is not None and match[1] in {part.key for part in parts}


def _whole(
    criterion: Criterion,
    statements: Sequence[Statement],
    sources: Mapping[str, Source],
    measures: Mapping[str, float],
) -> tuple[dict[str, Judged], Ruling]:
    judged = {
        part.key: _judged(
            part, [row for row in statements if row.part == part.key], sources, measures
        )
        for part in criterion.parts
    }

    def one_of(alternatives: Sequence[Sequence[str]]) -> bool:
        return any(all(holds(c, judged) for c in each) for each in alternatives)

    if one_of(criterion.supported_if):
        return judged, Ruling(standing="supported")
    if one_of(criterion.contradicted_if):
        return judged, Ruling(standing="contradicted")
    for reading in criterion.depends_if:
        if all(holds(condition, judged) for condition in reading.when):
            return judged, Ruling(standing="undecided", depends_on=reading.on)
    return judged, Ruling(standing="undecided")


def _judged(
    part: Part,
    statements: Sequence[Statement],
    sources: Mapping[str, Source],
    measures: Mapping[str, float],
) -> Judged:
    if part.rule in ("SRC", "INT"):
        count = tally(statements, sources, part=part)
        how = (
            f"{count.affirm} independent affirm, {count.deny} deny"
            if statements
            else "nothing read"
        )
        return Judged(standing=count.standing, how=how)
    if part.rule == "FIG":
        found = weigh(statements, sources, part=part)
        if not found.estimates:
            return Judged(standing=found.standing, how="no admissible estimate")
        tops = ", ".join(_span(e.low, e.centre, e.high, e.top) for e in found.estimates)
        remark = f" ({found.remark})" if found.remark else ""
        return Judged(standing=found.standing, how=f"estimates {tops}{remark}")
    if part.rule == "SHARE":
        coded = share_of_texts(statements, part=part)
        return Judged(
            standing=coded.standing,
            how=f"{coded.saying} of {coded.texts} texts read far enough say it",
        )
    return _recorded(part, measures)


def _recorded(part: Part, measures: Mapping[str, float]) -> Judged:
    assert part.supported_from is not None
    assert part.contradicted_to is not None
    value = measures.get(part.measured or "")
    if value is None:
        return Judged(standing="undecided", how="not measured")
    standing = bounded(
        value,
        supported_from=part.supported_from,
        contradicted_to=part.contradicted_to,
    )
    return Judged(standing=standing, how=f"{value:.1%} in the event record")


def _span(
    low: float | None, centre: float | None, high: float | None, top: float
) -> str:
    if low is not None and high is not None and low < high:
        return f"{low:,.0f} to {high:,.0f}"
    if low is not None and high is None:
        return (
            f"{low:,.0f} or more" if low == top else f"{low:,.0f} to {top:,.0f} or more"
        )
    return f"{centre if centre is not None else top:,.0f}"

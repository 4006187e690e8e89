"""How much of a dossier is its author's judgement, counted by kind of number."""

from collections.abc import Iterable
from typing import TypedDict

from sinequanon.dossier.schema import Dossier
from sinequanon.dossier.strength import strength_span
from sinequanon.dossier.values import Range
from sinequanon.provenance import ANALYST


class JudgementRow(TypedDict):
    """Of `total` numbers of one kind, how many are judged."""

    what: str
    judged: int
    total: int


def judgement(dossier: Dossier) -> tuple[JudgementRow, ...]:
    """Rows {what, judged, total}, one for each kind of number in a dossier.

    A number is judged where the analyst is its only source. For the numbers of the
    bargain that is not enough: a statement may give the direction of a range, but its
    ends are still the analyst's choice. So they are counted twice: with no statement
    behind them, and with ends that the analyst chose.
    """
    ranges = _ranges(dossier)
    rows = [
        _row(
            "strengths of actors",
            (strength_span(dossier, actor.key).judged for actor in dossier.actors),
        )
    ]
    rows += [_row(what, map(_alone, spans)) for what, spans in ranges.items()]
    rows += [
        _row(
            f"holdings, {support}",
            (
                support == "inferred"
                for holding in dossier.holdings
                if holding.support == support
            ),
        )
        for support in ("dated", "reported", "inferred")
    ]
    red_lines = [position for position in dossier.positions if position.red_line]
    rows.append(_row("red lines", (set(p.sources) == {ANALYST} for p in red_lines)))
    rows.append(
        _row("exclusions", (set(e.sources) == {ANALYST} for e in dossier.exclusions))
    )
    stated = {(p.party, p.issue) for p in dossier.positions if p.stated}
    rows.append(
        _row(
            "positions of parties on issues, without a statement",
            (
                (party.key, issue.key) not in stated
                for party in dossier.parties
                for issue in dossier.issues
            ),
        )
    )
    bargain = _bargain(dossier)
    rows.append(_row("bargaining numbers, without a statement", map(_alone, bargain)))
    rows.append(
        _row(
            "bargaining numbers, with ends that the analyst chose",
            (ANALYST in span.sources for span in bargain),
        )
    )
    return tuple(rows)


def judgement_share(dossier: Dossier) -> float:
    """The share of the bargain's numbers whose size the analyst chose, 0 to 1.

    Saliences, values of options and weights of cost; zero for a dossier without them.
    """
    bargain = _bargain(dossier)
    if not bargain:
        return 0.0
    return sum(ANALYST in span.sources for span in bargain) / len(bargain)


def _ranges(dossier: Dossier) -> dict[str, list[Range]]:
    changes = [change for event in dossier.events for change in event.changes]
    relations = dossier.relations
    return {
        "quality of actors": [actor.quality for actor in dossier.actors],
        "hostility of pairs": [relation.intensity for relation in relations],
        "selectivity of pairs": [r.selectivity for r in relations if r.selectivity],
        "power of backers": [
            span for backer in dossier.backers for span in backer.power_against.values()
        ],
        "changes by events": [
            span
            for change in changes
            for span in (
                change.garrison,
                change.garrison_months,
                change.factor,
                change.half_life_months,
                *(change.deaths or {}).values(),
            )
            if span is not None
        ],
        "weights of cost": [party.cost_weight for party in dossier.parties],
        "saliences": [row.salience for row in dossier.preferences],
        "values of options": [
            span for row in dossier.preferences for span in row.values.values()
        ],
    }


def _bargain(dossier: Dossier) -> list[Range]:
    ranges = _ranges(dossier)
    kinds = ("weights of cost", "saliences", "values of options")
    return [span for kind in kinds for span in ranges[kind]]


def _alone(span: Range) -> bool:
    return set(span.sources) == {ANALYST}


def _row(what: str, judged: Iterable[bool]) -> JudgementRow:
    marks = list(judged)
    return JudgementRow(what=what, judged=sum(marks), total=len(marks))

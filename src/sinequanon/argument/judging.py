"""Judging: every claim to the test that decides it, and what each found."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from sinequanon.argument.attention import left_alone, less_than_others, token_strikes
from sinequanon.argument.claim import Claim
from sinequanon.argument.crackdown import first_to_arms, mass_homicide
from sinequanon.argument.fighting import both_enemies, keep_fighting, primary_enemy
from sinequanon.argument.files import Argument
from sinequanon.argument.killing import (
    lesser_evil,
    palmyra_civilian_share,
    ten_times,
)
from sinequanon.argument.premises import judgement_of, whole_case
from sinequanon.argument.standing import NOT_TESTED, Finding, Found
from sinequanon.argument.tables import RecordTables
from sinequanon.argument.thesis import THESES, Effects, weigh_thesis
from sinequanon.argument.weighing import apply_criterion
from sinequanon.dossier import day_of

_DERIVED = "E16"
_NO_RECORD = "the event record"
_NO_DRAWS = "paired draws of the war and the bargain with and without the capture"
_UNNAMED = "an input that the dossier does not name"

_RecordTest = Callable[[RecordTables, Argument, Claim, datetime.date], Found]

_RECORD_TESTS: Mapping[str, _RecordTest] = {
    "E17": lambda tables, *_: lesser_evil(tables, islamic_state_worse=False),
    "E28": lambda tables, argument, claim, _: ten_times(
        tables, [row for row in argument.statements if row.claim == claim.id]
    ),
    "E65": lambda tables, *_: left_alone(tables),
    "E69": lambda tables, argument, *_: token_strikes(tables, argument.bases),
    "E78": lambda tables, _argument, _claim, day: both_enemies(tables, day),
    "E88": lambda tables, _, claim, day: keep_fighting(tables, day, claim.horizon),
    "E89": lambda tables, *_: first_to_arms(tables),
    "E90": lambda tables, *_: mass_homicide(tables),
    "E92": lambda tables, _, claim, day: primary_enemy(tables, day, claim.horizon),
    "R3a": lambda tables, *_: lesser_evil(tables, islamic_state_worse=True),
    "R4a": lambda tables, *_: less_than_others(tables),
}
"""Claims that the event record decides, or goes far enough to be shown."""

RECORD_CLAIMS = tuple(sorted(_RECORD_TESTS))
"""Ids of the claims that are tested on the event record."""


def judge(
    argument: Argument,
    *,
    tables: RecordTables | None,
    effects: Effects | None,
    neutral: Mapping[str, Effects],
    day: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """What a test found for every claim, in the order of the claims file.

    Args:
        argument: Claims, criteria and evidence.
        tables: The event record; nothing if it is not to be used.
        effects: Chances with and without the event by (contrast, outcome, horizon);
            nothing if no model was run.
        neutral: The same effects with one input set to neutral, by the input's name.
            Inputs that were fitted to data are left out of it by the caller.
        day: Day up to which statements count as known; the day of the essay if none.
    """
    until = day or day_of(argument.claims.meta.day)
    found: dict[str, Found] = {}
    for claim in argument.claims.claims:
        if claim.kind != "value" and claim.id != _DERIVED:
            found[claim.id] = _direct(argument, claim, tables, effects, neutral, until)
    results = {key: each.result for key, each in found.items()}
    if any(claim.id == _DERIVED for claim in argument.claims.claims):
        found[_DERIVED] = whole_case(results)
        results[_DERIVED] = found[_DERIVED].result
    for claim in argument.claims.claims:
        if claim.kind == "value":
            found[claim.id] = judgement_of(claim, results)
    return tuple(_finding(claim, found[claim.id]) for claim in argument.claims.claims)


def findings_by_id(findings: Sequence[Finding]) -> dict[str, Finding]:
    """Findings by the id of their claim."""
    return {finding.id: finding for finding in findings}


def _direct(
    argument: Argument,
    claim: Claim,
    tables: RecordTables | None,
    effects: Effects | None,
    neutral: Mapping[str, Effects],
    day: datetime.date,
) -> Found:
    if claim.id in THESES:
        if effects is None:
            return _untested(_NO_DRAWS)
        return weigh_thesis(claim.id, claim.horizon, effects, neutral)
    if claim.id in _RECORD_TESTS:
        if tables is None:
            return _untested(_NO_RECORD)
        return _RECORD_TESTS[claim.id](tables, argument, claim, day)
    for criterion in argument.criteria:
        if criterion.claim == claim.id:
            return apply_criterion(
                criterion,
                [row for row in argument.statements if row.claim == claim.id],
                {source.key: source for source in argument.sources},
                author=claim.author,
                day=day,
                measures=_measures(tables),
            )
    needs = [row.needs for row in argument.missing if row.claim == claim.id]
    return _untested(needs[0] if needs else _UNNAMED)


def _measures(tables: RecordTables | None) -> dict[str, float]:
    share = palmyra_civilian_share(tables) if tables is not None else None
    return {} if share is None else {"palmyra_civilian_share": share}


def _untested(missing: str) -> Found:
    return Found(result=NOT_TESTED, measured="", missing=missing)


def _finding(claim: Claim, found: Found) -> Finding:
    return Finding(
        id=claim.id,
        claim=claim.claim,
        author=claim.author,
        kind=claim.kind,
        lens=claim.lens,
        criterion=claim.criterion,
        measured=found.measured,
        result=found.result,
        rests_on=claim.rests_on,
        missing=found.missing,
        by_reading=found.by_reading,
        sources=found.sources,
    )

"""Judging: every claim to the test that decides it, and what each found."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sinequanon.argument.attention import left_alone, less_than_others
from sinequanon.argument.backbone import Departure, sine_qua_non_of_peace
from sinequanon.argument.claim import Claim
from sinequanon.argument.crackdown import first_to_arms, mass_homicide
from sinequanon.argument.evidence import Statement
from sinequanon.argument.fighting import both_enemies, keep_fighting, primary_enemy
from sinequanon.argument.files import Argument
from sinequanon.argument.killing import (
    lesser_evil,
    palmyra_civilian_share,
    ten_times,
)
from sinequanon.argument.premises import judgement_of, whole_case
from sinequanon.argument.sparing import by_omission, qualified_opponent
from sinequanon.argument.standing import NOT_TESTED, Finding, Found
from sinequanon.argument.strikes import token_strikes
from sinequanon.argument.tables import RecordTables
from sinequanon.argument.thesis import THESES, Effects, weigh_thesis
from sinequanon.argument.weighing import apply_criterion
from sinequanon.dossier import day_of

_DERIVED = "E16"
_BACKBONE = "E82"
_NO_RECORD = "the event record"
_NO_DRAWS = "paired draws of the war and the bargain with and without the capture"
_UNNAMED = "an input that the dossier does not name"


@dataclass(frozen=True, kw_only=True)
class _Case:
    """What a test on the record may read."""

    tables: RecordTables
    argument: Argument
    claim: Claim
    day: datetime.date

    @property
    def statements(self) -> list[Statement]:
        return [row for row in self.argument.statements if row.claim == self.claim.id]


_RECORD_TESTS: Mapping[str, Callable[[_Case], Found]] = {
    "E17": lambda case: lesser_evil(case.tables, islamic_state_worse=False),
    "E28": lambda case: ten_times(case.tables, case.statements),
    "E42": lambda case: by_omission(case.tables, case.argument.bases),
    "E65": lambda case: left_alone(case.tables, case.argument.bases),
    "E69": lambda case: token_strikes(case.tables, case.argument.bases),
    "E78": lambda case: both_enemies(case.tables, case.day),
    "E88": lambda case: keep_fighting(case.tables, case.day, case.claim.horizon),
    "E89": lambda case: first_to_arms(case.tables),
    "E90": lambda case: mass_homicide(case.tables),
    "E92": lambda case: primary_enemy(case.tables, case.day, case.claim.horizon),
    "R3a": lambda case: lesser_evil(case.tables, islamic_state_worse=True),
    "R4a": lambda case: less_than_others(case.tables, case.argument.bases),
}
"""Claims that the event record decides, or goes far enough to be shown."""

_OPPONENT = "E35"
"""A claim that the record decides together with the results of other claims."""

RECORD_CLAIMS = tuple(sorted((*_RECORD_TESTS, _OPPONENT)))
"""Ids of the claims that are tested on the event record."""


def judge(
    argument: Argument,
    *,
    tables: RecordTables | None,
    effects: Effects | None,
    neutral: Mapping[str, Effects],
    reach: Sequence[Effects] = (),
    departure: Departure | None = None,
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
        reach: Effects of events of other sizes: a criterion that none of them could
            meet the other way tells nothing.
        departure: Zone and backbone by draw for the claim on the sine qua non of
            peace; nothing if the bargain was not run for it.
        day: Day up to which statements count as known; the day of the essay if none.
    """
    until = day or day_of(argument.claims.meta.day)
    found: dict[str, Found] = {}
    for claim in argument.claims.claims:
        if claim.kind != "value" and claim.id not in (_DERIVED, _OPPONENT):
            found[claim.id] = (
                sine_qua_non_of_peace(departure)
                if claim.id == _BACKBONE and departure is not None
                else _direct(argument, claim, tables, effects, neutral, reach, until)
            )
    results = {key: each.result for key, each in found.items()}
    if any(claim.id == _OPPONENT for claim in argument.claims.claims):
        found[_OPPONENT] = (
            _untested(_NO_RECORD)
            if tables is None
            else qualified_opponent(tables, argument.bases, results)
        )
        results[_OPPONENT] = found[_OPPONENT].result
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
    reach: Sequence[Effects],
    day: datetime.date,
) -> Found:
    if claim.id in THESES:
        if effects is None:
            return _untested(_NO_DRAWS)
        return weigh_thesis(
            claim.id,
            claim.horizon,
            effects,
            neutral,
            reach,
            inputs=claim.depends_on_inputs,
        )
    if claim.id in _RECORD_TESTS:
        if tables is None:
            return _untested(_NO_RECORD)
        case = _Case(tables=tables, argument=argument, claim=claim, day=day)
        return _RECORD_TESTS[claim.id](case)
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

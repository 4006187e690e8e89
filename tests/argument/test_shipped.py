"""What ships: criteria as they were fixed, evidence that rests on sources."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import sinequanon
from sinequanon.argument import RECORD_CLAIMS, THESES, Argument, Claim
from sinequanon.argument.evidence import Statement

_DIGESTS = Path(__file__).parent / "criteria.json"
_SHIPPED = Path(sinequanon.__file__).parent / "wars" / "syria"
_DERIVED, _BACKBONE = "E16", "E82"


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digests(argument: Argument) -> dict[str, str]:
    """Digest of every claim with its criterion, of the rules and of the head."""
    file = argument.claims
    found = {claim.id: _digest(claim.model_dump()) for claim in file.claims}
    return {
        **found,
        "rules": _digest(file.rules),
        "meta": _digest(file.meta.model_dump()),
        "core_ids": _digest(file.core_ids),
    }


def test_no_criterion_was_edited(argument: Argument) -> None:
    assert digests(argument) == json.loads(_DIGESTS.read_text(encoding="utf-8"))


def test_the_core_claims_and_all_rivals_are_there(argument: Argument) -> None:
    ids = [claim.id for claim in argument.claims.claims]
    own = [key for key in ids if key.startswith("E")]
    rivals = [key for key in ids if key.startswith("R")]
    assert own == list(argument.claims.core_ids)
    assert len(own) == 60
    assert {key[:2] for key in rivals} == {"R1", "R2", "R3", "R4"}
    assert len(own) + len(rivals) == len(ids)


def test_anchors_stay_short(argument: Argument) -> None:
    for claim in argument.claims.claims:
        if claim.anchor is not None:
            assert len(claim.anchor.first.split()) <= 8
            assert len(claim.anchor.last.split()) <= 8


def _ways(argument: Argument, claim: Claim) -> list[str]:
    ways = ["value"] if claim.kind == "value" else []
    ways += ["derived"] if claim.id == _DERIVED else []
    ways += ["draws"] if claim.id in THESES else []
    ways += ["record"] if claim.id in RECORD_CLAIMS else []
    ways += ["parts" for row in argument.criteria if row.claim == claim.id]
    ways += ["missing" for row in argument.missing if row.claim == claim.id]
    return ways


def test_each_claim_has_exactly_one_way_to_be_tested(argument: Argument) -> None:
    ways = {claim.id: _ways(argument, claim) for claim in argument.claims.claims}
    assert {key: found for key, found in ways.items() if len(found) != 1} == {}


def test_ten_claims_of_sources_are_decided_by_rules_in_code(argument: Argument) -> None:
    by_parts = {row.claim for row in argument.criteria}
    lens = {claim.id: claim.lens for claim in argument.claims.claims}
    assert {lens[key] for key in by_parts} == {"sources"}
    assert len(by_parts) >= 10


def _evidence(argument: Argument) -> list[Statement]:
    return list(argument.statements)


def test_every_statement_rests_on_sources_and_is_told_in_words(
    argument: Argument,
) -> None:
    known = {source.key for source in argument.sources}
    for statement in _evidence(argument):
        assert set(statement.sources) <= known
        assert statement.note.strip()
        assert statement.read in ("text", "quoted")
    used = {key for row in _evidence(argument) for key in row.sources}
    used |= {key for base in argument.bases for key in base.sources}
    assert used == known


def test_every_source_has_grade_and_stance(argument: Argument) -> None:
    for source in argument.sources:
        assert source.stance, source.key
        assert source.reliability in "ABCDEF"
        assert source.credibility in "123456"


@pytest.mark.parametrize(
    "name", ["claims.yaml", "criteria.yaml", "evidence.yaml", "evidence_sources.yaml"]
)
def test_nothing_that_was_not_read_is_shipped(name: str) -> None:
    text = (_SHIPPED / name).read_text(encoding="utf-8")
    assert not re.search(r"\[[MDV]\d?\]|general knowledge|not checked", text)


def test_no_test_of_a_claim_knows_its_result() -> None:
    text = (_SHIPPED / "criteria.yaml").read_text(encoding="utf-8")
    assert not re.search(r"\b(agrees|disagrees|cannot tell|verdict|result:)", text)

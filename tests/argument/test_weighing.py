"""Evidence against a criterion in parts: known by the day, switched off, left out."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from sinequanon.argument.evidence import Criterion, Statement
from sinequanon.argument.weighing import (
    Judged,
    apply_criterion,
    holds,
    known_by,
    without_author,
)
from sinequanon.dossier import Source

Say = Callable[..., Statement]
Sources = dict[str, Source]
_DAY = datetime.date(2016, 3, 29)


def _criterion(**more: Any) -> Criterion:
    fields: dict[str, Any] = {
        "claim": "E45",
        "parts": (
            {"key": "part", "rule": "SRC", "label": "first"},
            {"key": "other", "rule": "SRC", "label": "second"},
        ),
        "supported_if": (("part is supported", "other is not contradicted"),),
        "contradicted_if": (("part is contradicted",),),
        "depends_if": (
            {"when": ("part is supported", "other is contradicted"), "on": "the part"},
        ),
    }
    return Criterion.model_validate(fields | more)


def _apply(statements: list[Statement], sources: Sources) -> dict[str, str]:
    found = apply_criterion(
        _criterion(), statements, sources, author="Kyle Orton", day=_DAY, measures={}
    )
    return {"result": found.result, **dict(found.by_reading)}


def _two(say: Say, verdict: str, **more: Any) -> list[Statement]:
    return [
        say(verdict, origin=name, sources=(key,), **more)
        for name, key in (("one", "good"), ("two", "better"))
    ]


def test_a_criterion_and_its_mirror(say: Say, sources: Sources) -> None:
    assert _apply(_two(say, "affirms"), sources)["result"] == "agrees"
    assert _apply(_two(say, "denies"), sources)["result"] == "disagrees"
    assert _apply([], sources)["result"] == "cannot tell"


def test_parts_apart_depend(say: Say, sources: Sources) -> None:
    rows = [*_two(say, "affirms"), *_two(say, "denies", part="other")]
    assert _apply(rows, sources)["result"] == "depends on the part"


def test_what_could_be_known_is_shown_beside_all(say: Say, sources: Sources) -> None:
    rows = _two(say, "affirms")
    late = rows[0].model_copy(update={"said": "2016-04"})
    found = _apply([late, rows[1]], sources)
    assert found["all statements"] == "agrees"
    assert found["statements up to 2016-03-29"] == "cannot tell"


def test_undated_and_vague_statements_are_not_known(say: Say) -> None:
    rows = [
        say(said=None),
        say(said="2016-03"),
        say(said="2016-03-29"),
        say(said="2015"),
    ]
    assert [row.said for row in known_by(rows, _DAY)] == ["2016-03-29", "2015"]


def test_the_author_is_switched_off(say: Say, sources: Sources) -> None:
    rows = [say(origin="one"), say(origin="two", sources=("essay",))]
    kept = without_author(rows, sources, "Kyle Orton (implied)")
    assert [row.origin for row in kept] == ["one"]
    found = apply_criterion(
        _criterion(), rows, sources, author="Kyle Orton", day=_DAY, measures={}
    )
    assert found.result == "cannot tell"
    assert "Switched off" in found.measured
    other = apply_criterion(
        _criterion(), rows, sources, author="Someone Else", day=_DAY, measures={}
    )
    assert other.result == "agrees"


def test_a_statement_lives_on_in_its_other_sources(say: Say, sources: Sources) -> None:
    rows = [say(sources=("good", "essay")), say(origin="two", sources=("better",))]
    found = _apply(rows, sources)
    assert found["result"] == "agrees"
    assert found["without good"] == "cannot tell"


def test_what_hangs_on_a_source_is_told(say: Say, sources: Sources) -> None:
    found = _apply(_two(say, "affirms"), sources)
    assert found["without good"] == "cannot tell"
    three = [*_two(say, "affirms"), say(origin="three", sources=("essay",))]
    again = apply_criterion(
        _criterion(), three, sources, author="Nobody", day=_DAY, measures={}
    )
    assert not any(name.startswith("without") for name, _ in again.by_reading)


def test_a_share_from_the_record(sources: Sources) -> None:
    criterion = _criterion(
        parts=(
            {
                "key": "part",
                "rule": "RECORD",
                "label": "share",
                "measured": "palmyra_civilian_share",
                "supported_from": 0.3,
                "contradicted_to": 0.05,
            },
        ),
        supported_if=(("part is supported",),),
        depends_if=(),
    )

    def result(**measures: float) -> str:
        return apply_criterion(
            criterion, [], sources, author="A", day=_DAY, measures=measures
        ).result

    assert result(palmyra_civilian_share=0.3) == "agrees"
    assert result(palmyra_civilian_share=0.05) == "disagrees"
    assert result(palmyra_civilian_share=0.2) == "cannot tell"
    assert result() == "cannot tell"


def test_a_condition_that_names_nothing_is_refused() -> None:
    judged = {"part": Judged(standing="supported", how="")}
    assert holds("part is supported", judged)
    assert not holds("part is not supported", judged)
    with pytest.raises(ValueError, match="names no part"):
        holds("other is supported", judged)
    with pytest.raises(ValueError, match="names no part"):
        holds("part may be supported", judged)

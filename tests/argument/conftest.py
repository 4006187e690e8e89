"""Builders of small statements and sources for tests of the rules."""

from collections.abc import Callable
from typing import Any

import pytest

from sinequanon.argument import Argument, RecordTables, load_claims, record_tables
from sinequanon.argument.evidence import Part, Statement
from sinequanon.dossier import Source


@pytest.fixture
def say() -> Callable[..., Statement]:
    """A statement that counts, unless told otherwise."""

    def make(verdict: str = "affirms", **more: Any) -> Statement:
        fields: dict[str, Any] = {
            "claim": "E45",
            "part": "part",
            "verdict": verdict,
            "note": "",
            "said": "2016-01",
            "about": "2016-01",
            "origin": "one",
            "interest": "none",
            "basis": "direct",
            "role": "outsider",
            "read": "text",
            "sources": ("good",),
        }
        return Statement.model_validate(fields | more)

    return make


@pytest.fixture
def sources() -> dict[str, Source]:
    """A source good enough to count, one that is not, and two by named authors."""

    def make(key: str, author: str, reliability: str, credibility: str) -> Source:
        return Source.model_validate(
            {
                "key": key,
                "author": author,
                "title": key,
                "publisher": key,
                "date": "2016",
                "reliability": reliability,
                "credibility": credibility,
            }
        )

    rows = [
        make("good", "Someone", "C", "3"),
        make("better", "Another", "A", "1"),
        make("poor", "Someone", "D", "3"),
        make("doubtful", "Someone", "C", "4"),
        make("essay", "Kyle Orton", "B", "2"),
    ]
    return {row.key: row for row in rows}


@pytest.fixture
def part() -> Callable[..., Part]:
    """A part of a criterion by rule SRC, unless told otherwise."""

    def make(rule: str = "SRC", **more: Any) -> Part:
        fields: dict[str, Any] = {"key": "part", "rule": rule, "label": "the part"}
        if rule == "FIG":
            fields |= {"mode": "near", "figure": 100.0, "spoken_of": "2016-01"}
        if rule == "SHARE":
            fields |= {
                "supported_from": 0.5,
                "contradicted_to": 0.2,
                "texts_at_least": 3,
            }
        return Part.model_validate(fields | more)

    return make


@pytest.fixture(scope="session")
def argument() -> Argument:
    """The shipped claims, criteria and evidence."""
    return load_claims("syria")


@pytest.fixture(scope="session")
def tables() -> RecordTables:
    """The shipped record, cut to what the claims need."""
    return record_tables()

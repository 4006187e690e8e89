"""Claims that follow from others, and judgements (VAL)."""

import pytest

from sinequanon.argument import Argument
from sinequanon.argument.premises import judgement_of, whole_case

_ALL = {"E17": "agrees", "E35": "agrees", "E77": "agrees"}


@pytest.mark.parametrize(
    ("results", "result"),
    [
        (_ALL, "agrees"),
        ({**_ALL, "E77": "disagrees", "E01": "agrees"}, "agrees"),
        ({**_ALL, "R3a": "agrees"}, "disagrees"),
        ({**_ALL, "R1a": "agrees"}, "disagrees"),
        ({**_ALL, "E35": "disagrees"}, "disagrees"),
        ({**_ALL, "E17": "cannot tell"}, "cannot tell"),
        ({}, "cannot tell"),
    ],
)
def test_the_whole_case(results: dict[str, str], result: str) -> None:
    assert whole_case(results).result == result


def test_a_grain_of_truth_contradicts_literally() -> None:
    found = dict(whole_case({**_ALL, "E36": "agrees"}).by_reading)
    assert found["charitable: each leg fails as a ground"] == "agrees"
    assert found["literal: not even a grain of truth"] == "disagrees"


def test_untested_premises_are_named() -> None:
    assert whole_case({"E17": "agrees"}).missing == "a test of R3a, R1a, E35, E77, E01"


def test_a_judgement_is_never_turned_into_a_fact(argument: Argument) -> None:
    claim = argument.claim("R2a")
    for word in ("agrees", "disagrees", "cannot tell"):
        found = judgement_of(claim, {"R2b": word, "R3c": word})
        assert found.result == "not a question of fact"
    stands = judgement_of(claim, {"R2b": "disagrees", "R3c": "cannot tell"})
    assert "still stands on R3c" in stands.measured
    falls = judgement_of(claim, {"R2b": "disagrees", "R3c": "disagrees"})
    assert "Every premise that it names is contradicted" in falls.measured
    assert "names no premise" in judgement_of(claim, {}).measured

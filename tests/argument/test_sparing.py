"""Sparing the Islamic State: what the record decides of E35 and E42, and what not."""

import pytest

from sinequanon.argument import Argument, RecordTables
from sinequanon.argument.sparing import (
    by_omission,
    opponent_by_record,
    opponent_result,
    qualified_opponent,
)

_LOW = {"a1": 0.05, "a2": 0.08, "a3": 0.10}
_MIXED = {"a1": 0.05, "a2": 0.08, "a3": 0.47}
_HIGH = {"a1": 0.25, "a2": 0.30, "a3": 0.47}


@pytest.mark.parametrize(
    ("shares", "a4", "standing"),
    [
        (_LOW, 0.9, "supported"),
        (_LOW, None, "supported"),
        (_MIXED, 0.5, "supported"),
        (_MIXED, 0.9, "undecided"),
        (_MIXED, None, "undecided"),
        (_HIGH, 0.5, "supported"),
        (_HIGH, 0.7, "undecided"),
        (_HIGH, 0.8, "contradicted"),
        (_HIGH, None, "undecided"),
    ],
)
def test_the_half_of_the_record(
    shares: dict[str, float], a4: float | None, standing: str
) -> None:
    assert opponent_by_record(shares, a4) == standing


@pytest.mark.parametrize(
    ("shares", "a4", "deed", "result"),
    [
        (_MIXED, 0.2, "agrees", "agrees"),
        (_MIXED, 0.2, "cannot tell", "cannot tell"),
        (_MIXED, 0.2, "disagrees", "cannot tell"),
        (_MIXED, 0.7, "agrees", "cannot tell"),
        (_HIGH, 0.9, "cannot tell", "disagrees"),
        (_HIGH, 0.9, "agrees", "depends on past or present"),
    ],
)
def test_record_and_deeds_together(
    shares: dict[str, float], a4: float, deed: str, result: str
) -> None:
    assert opponent_result(shares, a4, {"E41": "cannot tell", "E57": deed}) == result


def test_a_deed_of_help_turns_the_shipped_result(
    argument: Argument, tables: RecordTables
) -> None:
    bases = argument.bases
    none = qualified_opponent(tables, bases, {})
    assert none.result == "cannot tell"
    assert none.missing == "a test of E41, E57, E58"
    assert "By the record alone: agrees" in none.measured
    some = {"E41": "cannot tell", "E57": "agrees", "E58": "cannot tell"}
    helped = qualified_opponent(tables, bases, some)
    assert (helped.result, helped.missing) == ("agrees", None)


def test_omission_is_shown_but_not_that_it_built_up(
    argument: Argument, tables: RecordTables
) -> None:
    found = by_omission(tables, argument.bases)
    assert found.result == "cannot tell"
    decided = [word for key, word in found.by_reading if "(decides)" in key]
    assert decided == ["agrees", "not tested yet", "agrees", "not tested yet"]
    assert found.missing is not None
    assert "selectivity" in found.missing

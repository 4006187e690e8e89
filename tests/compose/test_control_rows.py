"""Controls as the answer shows them, and as the cache keeps them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sinequanon.compose.control_rows import (
    control_results,
    controls_of,
    shift_results,
    stored_controls,
)
from sinequanon.model import CELLS
from sinequanon.question import ControlFound, read_controls

Make = Callable[..., ControlFound]
BOOK = read_controls().book


def rows(row: Make) -> tuple[ControlFound, ...]:
    """A row of each role, and one that must be exactly 1."""
    return (
        row("control"),
        row("control", name="none", expected="none", gain="nothing", pooled=1.0),
        row("twin", name="twin", expected="further", passed=False, pooled=1.0 / 3.0),
        row("printed", name="own", gain="own", passed=False),
    )


def test_controls_come_back_from_json_as_they_went(row: Make):
    kept = json.loads(json.dumps(stored_controls(rows(row))))
    assert controls_of(kept) == rows(row)


def test_each_row_says_what_was_due_and_what_was_found(row: Make):
    control, none, twin, printed = control_results(rows(row), BOOK)
    for text in (control.expected, twin.expected, printed.expected):
        assert f"{BOOK.thresholds.sign_pooled:.2f} of draws" in text
        assert f"beyond {BOOK.thresholds.ratio:g}" in text
    assert control.expected.startswith("nearer")
    assert none.expected == "a ratio of exactly 1 in every draw"
    assert twin.expected.startswith("must fail this: further")
    assert printed.expected.startswith("printed, not judged")
    assert "0.90 of draws" in control.found
    assert "1.100 to 1.130" in control.found
    assert "0.97 to 1.43" in control.found
    assert "+0.200" in control.found
    assert control.label == "The label of nearer"
    assert twin.label == "Wrong twin: The label of twin"


def test_a_row_passes_by_its_role(row: Make):
    found = control_results(rows(row), BOOK)
    assert [one.passed for one in found] == [True, True, True, False]
    assert [one.judged for one in found] == [True, True, True, False]
    wrong = control_results((row("control", passed=False), row("twin")), BOOK)
    assert [one.passed for one in wrong] == [False, False]


def test_every_reading_stands_beside_its_row(row: Make):
    (found,) = control_results((row("control"),), BOOK)
    assert [cell for cell, _, _ in found.cells] == [cell.name for cell in CELLS]
    assert [share for _, share, _ in found.cells] == [0.9] * len(CELLS)
    assert [ratio for _, _, ratio in found.cells] == pytest.approx(
        [1.10, 1.11, 1.12, 1.13]
    )


def test_large_shifts_are_printed_and_not_judged(answered: Any):
    found = shift_results(answered.case, answered.without, 6, 2)
    names = [one.name for one in found]
    assert len(set(names)) == len(names) == 3
    assert all(name.startswith("shift_") for name in names)
    for one in found:
        assert not one.judged
        assert not one.passed
        assert "nan" not in one.found
        assert one.expected == "printed, not judged"

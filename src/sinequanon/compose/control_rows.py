"""Controls as the answer shows them, and as the cache keeps them."""

from dataclasses import asdict
from typing import Any, cast

from sinequanon.answer import ControlResult
from sinequanon.compose.cache import Json
from sinequanon.question import CellFound, ControlBook, ControlFound, ControlSpec


def stored_controls(found: tuple[ControlFound, ...]) -> Json:
    """Controls as plain JSON."""
    return [cast(Json, {**asdict(row), "spec": row.spec.model_dump()}) for row in found]


def controls_of(stored: Json) -> tuple[ControlFound, ...]:
    """Controls from what the cache keeps."""
    return tuple(
        ControlFound(
            spec=ControlSpec.model_validate(row["spec"]),
            role=str(row["role"]),
            cells=tuple(CellFound(**cell) for cell in row["cells"]),
            pooled=float(row["pooled"]),
            lowest=float(row["lowest"]),
            highest=float(row["highest"]),
            passed=bool(row["passed"]),
        )
        for row in cast(list[dict[str, Any]], stored)
    )


def control_results(
    found: tuple[ControlFound, ...], book: ControlBook
) -> tuple[ControlResult, ...]:
    """Rows of the controls table: what was due, and what was found."""
    return tuple(
        ControlResult(
            name=row.spec.name,
            label=f"Wrong twin: {row.spec.label}"
            if row.role == "twin"
            else row.spec.label,
            expected=_expected(row, book),
            found=_found(row),
            passed=row.meets if row.role != "printed" else row.passed,
            judged=row.role != "printed",
            cells=tuple(
                (cell.cell, cell.right_sign, cell.median_ratio) for cell in row.cells
            ),
        )
        for row in found
    )


def _expected(row: ControlFound, book: ControlBook) -> str:
    bounds = book.thresholds
    if row.spec.expected == "none":
        return "a ratio of exactly 1 in every draw"
    word = (
        f"{row.spec.expected}: sign right in {bounds.sign_pooled:.2f} of draws and "
        f"{bounds.sign_cell:.2f} in each reading, median ratio beyond {bounds.ratio:g}"
    )
    if row.role == "twin":
        return f"must fail this: {word}"
    return word if row.role == "control" else f"printed, not judged ({word})"


def _found(row: ControlFound) -> str:
    ratios = sorted(cell.median_ratio for cell in row.cells)
    return (
        f"sign right in {row.pooled:.2f} of draws; median ratios {ratios[0]:.3f} to "
        f"{ratios[-1]:.3f}; 5-95 of 100 draws {row.lowest:.2f} to {row.highest:.2f}"
    )

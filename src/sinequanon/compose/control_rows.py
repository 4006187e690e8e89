"""Controls as the answer shows them, and as the cache keeps them."""

from dataclasses import asdict
from typing import Any, cast

import numpy as np

from sinequanon.answer import ControlResult
from sinequanon.compose.cache import Json
from sinequanon.question import (
    Case,
    CellFound,
    ControlBook,
    ControlFound,
    ControlSpec,
    KindRatios,
    WorldResult,
    at_once,
    kind_ratios,
)


def stored_controls(found: tuple[ControlFound, ...]) -> Json:
    """Controls as plain JSON."""
    return [
        {
            **asdict(row),
            "spec": row.spec.model_dump(),
            "cells": [asdict(cell) for cell in row.cells],
        }
        for row in found
    ]


def controls_of(stored: Json) -> tuple[ControlFound, ...]:
    """Controls from what the cache keeps."""
    return tuple(
        ControlFound(
            spec=ControlSpec.model_validate(row["spec"]),
            role=str(row["role"]),
            cells=tuple(CellFound(**cell) for cell in row["cells"]),
            pooled=float(row["pooled"]),
            power_shift=float(row["power_shift"]),
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
        f"{ratios[-1]:.3f}; 5-95 of 100 draws {row.lowest:.2f} to {row.highest:.2f}; "
        f"log power moves by {row.power_shift:+.3f}"
    )


def shift_results(
    case: Case, without: WorldResult, months: int, draws: int
) -> tuple[ControlResult, ...]:
    """The war's own large shifts on each kind of settlement: printed, not judged.

    Each shift is imposed on the balance as the bargain sees it, from the boundary on:
    backers' support for side A against side B taken away, side B halved, parity.

    Args:
        case: The case.
        without: The world without the event.
        months: The horizon.
        draws: How many draws to use.
    """
    setting = case.setting
    core = (setting.core_a, setting.core_b)
    ours, theirs = (tuple(setting.actors[i] for i in side) for side in core)
    # What the backers of side A lend against side B, averaged over pairs of actors.
    support = sum(
        float(np.log(low * high)) / 2.0
        for backer in setting.backers
        for enemy, low, high in backer.against
        if backer.present and backer.actor in ours and enemy in theirs
    ) / (len(ours) * len(theirs))
    parity = float(np.median(without.course.log_power[:, 0]))
    shifts = (
        ("no_support", "The government's side loses its backers' support", -support),
        ("halved", "The insurgents' side is halved", float(np.log(2.0))),
        ("parity", "Parity is restored", -parity),
    )

    def row(shift: tuple[str, str, float]) -> ControlResult:
        name, label, by = shift
        found = kind_ratios(case, without, by, months=months, draws=draws)
        return _shift_row(name, label, found)

    return at_once(row, shifts)


def _shift_row(name: str, label: str, found: KindRatios) -> ControlResult:
    return ControlResult(
        name=f"shift_{name}",
        label=f"{label} (log power {found.shift:+.2f}, for good)",
        expected="printed, not judged",
        found=(
            f"median ratio {found.any:.3f}; settlements with a transfer of power "
            f"{found.with_transfer:.3f}, without {found.without_transfer:.3f}"
        ),
        passed=False,
        judged=False,
    )

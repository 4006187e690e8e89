"""A shipped dossier, and rows made up for the tests of this room."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sinequanon.compose import further
from sinequanon.compose.cache import Json
from sinequanon.compose.checking import Asked, check_asked
from sinequanon.compose.further import claimed_effects, further_contrasts
from sinequanon.compose.record_lens import class_rates, nearest_window
from sinequanon.dossier import Dossier, load
from sinequanon.model import CELLS
from sinequanon.question import (
    Case,
    CellFound,
    ControlFound,
    ControlSpec,
    FrozenNumbers,
    WorldResult,
    case_of,
    run_worlds,
    worlds_of,
)


def frozen_of(**changed: Any) -> FrozenNumbers:
    """Frozen numbers made up for the tests: no shipped number is used."""
    values: dict[str, Any] = {
        "surplus_mean": {cell.name: 0.05 for cell in CELLS},
        "surplus_sd": 0.1,
        "stalemate_mean": -0.3,
        "news_taken": 0.04,
        "news_not_taken": -0.002,
        "news_error": 0.01,
        "news_draws": 10,
        "share_taken": 0.05,
        "power_sd": 0.4,
        "draws": 10,
        "months": 36,
        "seed": 1,
        "dossier_sha256": "00",
    }
    return FrozenNumbers.model_validate({**values, **changed})


def row_of(
    role: str = "control",
    *,
    name: str = "nearer",
    expected: str = "nearer",
    gain: str = "full",
    passed: bool = True,
    pooled: float = 0.9,
) -> ControlFound:
    """A control as it came out."""
    return ControlFound(
        spec=ControlSpec.model_validate(
            {
                "name": name,
                "label": f"The label of {name}",
                "balance": "weak",
                "values": "same",
                "expected": expected,
                "gain": gain,
            }
        ),
        role=role,
        cells=tuple(
            CellFound(cell=cell.name, right_sign=pooled, median_ratio=1.1 + 0.01 * k)
            for k, cell in enumerate(CELLS)
        ),
        pooled=pooled,
        power_shift=0.2,
        lowest=0.97,
        highest=1.43,
        passed=passed,
    )


@pytest.fixture(scope="session", name="frozen")
def frozen_maker() -> Callable[..., FrozenNumbers]:
    return frozen_of


@pytest.fixture(scope="session", name="row")
def row_maker() -> Callable[..., ControlFound]:
    return row_of


@pytest.fixture(scope="session")
def syria() -> Dossier:
    return load("syria")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question of the shipped dossier, run small: what the lenses are read from."""

    asked: Asked
    case: Case
    without: WorldResult
    with_event: WorldResult


@pytest.fixture(scope="session")
def answered() -> Answered:
    """Four pairs of six months, on made-up frozen numbers."""
    asked = replace(
        check_asked(
            "syria",
            "palmyra",
            horizon=6,
            runs=4,
            seed=1,
            no_event=False,
            contrast=None,
            switched_off=(),
        ),
        frozen=frozen_of(),
    )
    dossier, question = asked.dossier, asked.question
    window = nearest_window(class_rates(dossier), question.horizon_months)
    case = case_of(dossier, question, window=window, frozen=asked.frozen.by_cell)
    worlds = worlds_of(dossier, question, asked.contrast, asked.frozen.news)
    without, with_event = run_worlds(
        case, [worlds.without, worlds.with_event], asked.size
    )
    return Answered(asked=asked, case=case, without=without, with_event=with_event)


@pytest.fixture(scope="session")
def kept(answered: Answered) -> tuple[Json, Json]:
    """Further contrasts and the claims' effects of four pairs, as JSON."""
    asked = answered.asked
    arguments = (asked.dossier, asked.question, answered.case, asked.frozen.news)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(further, "FURTHER", replace(further.FURTHER, draws=4))
        return (
            further_contrasts(*arguments, seed=11, months=6),
            claimed_effects(*arguments, seed=11, months=6),
        )

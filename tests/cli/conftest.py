"""The invented answer, once for the whole folder."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from sinequanon.answer import Answer

_SAMPLE = Path(__file__).parents[1] / "report" / "sample.py"


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    return runpy.run_path(str(_SAMPLE))


@pytest.fixture(scope="session")
def answer(sample: dict[str, Any]) -> Answer:
    return sample["sample_answer"]()


@pytest.fixture(scope="session")
def hostile(sample: dict[str, Any]) -> Answer:
    return sample["sample_answer"](hostile=True)

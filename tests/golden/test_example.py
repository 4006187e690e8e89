"""The example that the documents show is what this code still answers.

An answer takes about a minute, so it is not asked for here: whoever checks the example
asks first and names the fresh file (`.ci/run` does).
"""

import os
from pathlib import Path

import pytest

from sinequanon.answer import Answer, ControlResult
from sinequanon.report import from_json

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "examples" / "palmyra.json"
NAME = "SINEQUANON_EXAMPLE"
CLOSE = 1e-9
"""Other machines may round the last bits of a sum another way."""


def read(path: Path) -> Answer:
    """The answer that a file holds."""
    return from_json(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def fresh() -> Answer:
    """The answer that has just been asked for."""
    named = os.environ.get(NAME)
    if not named:
        pytest.skip(
            f"NOT COMPARED: {NAME} is not set. Run `sinequanon ask palmyra --json FILE`"
            f" and set {NAME}=FILE to lay it beside docs/examples/palmyra.json."
        )
    return read(ROOT / named)


@pytest.fixture(scope="module")
def kept() -> Answer:
    """The answer that the documents show."""
    if not KEPT.exists():
        pytest.skip("NOT COMPARED: docs/examples/palmyra.json has not been made yet.")
    return read(KEPT)


def test_both_were_asked_the_same(fresh: Answer, kept: Answer):
    ours, theirs = fresh.provenance, kept.provenance
    assert (ours.seed, ours.runs, ours.draws) == (
        theirs.seed,
        theirs.runs,
        theirs.draws,
    )
    assert ours.dossier_sha256 == theirs.dossier_sha256
    assert [row.sha256 for row in ours.data] == [row.sha256 for row in theirs.data]
    assert fresh.verdict.overridden == kept.verdict.overridden == ()


def test_the_verdict_is_the_same(fresh: Answer, kept: Answer):
    ours, theirs = fresh.verdict, kept.verdict
    for name in (
        "difference",
        "with_event",
        "without_event",
        "standard_error",
        "hazard_ratio",
        "null_hazard_ratio",
        "largest_hazard_ratio",
        "interval90",
    ):
        found, shown = getattr(ours, name), getattr(theirs, name)
        assert found == pytest.approx(shown, abs=CLOSE), name
    assert ours.null_hazard_ratio == 1.0
    assert ours.words == theirs.words


def test_every_control_says_the_same(fresh: Answer, kept: Answer):
    def said(row: ControlResult) -> tuple[str, str, bool, bool]:
        return row.name, row.expected, row.judged, row.passed

    assert [said(row) for row in fresh.controls] == [said(row) for row in kept.controls]
    assert all(row.passed for row in fresh.controls if row.judged)
    for ours, theirs in zip(fresh.controls, kept.controls, strict=True):
        for (_, share, ratio), (_, shown, there) in zip(
            ours.cells, theirs.cells, strict=True
        ):
            assert (share, ratio) == pytest.approx((shown, there), abs=CLOSE), ours.name


def test_every_claim_has_the_same_result(fresh: Answer, kept: Answer):
    assert {row.id: row.result for row in fresh.claims} == {
        row.id: row.result for row in kept.claims
    }

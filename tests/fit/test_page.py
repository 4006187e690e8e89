"""The tables of `docs/how-good.md` are those of the command."""

from pathlib import Path

import pytest

from sinequanon.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "how-good.md"


@pytest.mark.slow
def test_every_row_of_scores_is_printed_by_the_command(
    capsys: pytest.CaptureFixture[str],
):
    for level in ("conflict", "dyad"):
        words = ("settlement", "score", "--level", level, "--markdown", "-q")
        assert main(words) == 0
    printed = set(capsys.readouterr().out.splitlines())
    rows = [row for row in PAGE.read_text("utf-8").splitlines() if "], " not in row]
    rows = [row for row in rows if row.startswith("| ") and row.count("|") > 7]
    assert len(rows) > 80
    assert [row for row in rows if row not in printed] == []

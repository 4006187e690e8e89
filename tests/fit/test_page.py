"""The tables of `docs/how-good.md` are those of the command."""

from pathlib import Path

import pytest

from sinequanon.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "how-good.md"


@pytest.mark.slow
def test_every_row_of_figures_is_printed_by_the_command(
    capsys: pytest.CaptureFixture[str],
):
    for level in ("conflict", "dyad"):
        words = ("settlement", "score", "--level", level, "--markdown", "-q")
        assert main(words) == 0
    assert main(("settlement", "slopes", "--markdown", "-q")) == 0
    printed = set(capsys.readouterr().out.splitlines())
    text = PAGE.read_text("utf-8").splitlines()
    rows = [row for row in text if row.startswith("| ") and row.count("|") > 6]
    assert len(rows) > 100
    assert [row for row in rows if row not in printed] == []

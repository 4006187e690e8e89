"""Print the scores of control of places in Syria as Markdown tables.

Usage: `python scripts/control_scores.py [REPETITIONS]`; three by default, about a
minute on one core.
"""

import sys

import polars as pl

from sinequanon.record import control_scores


def markdown(frame: pl.DataFrame) -> str:
    """A frame as a Markdown table, numbers to three decimals."""
    rows = [
        [f"{v:.3f}" if isinstance(v, float) else str(v) for v in row]
        for row in frame.iter_rows()
    ]
    lines = [frame.columns, ["---"] * frame.width, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main(repetitions: int) -> None:
    """Work out the scores and write them to standard output."""
    scores = control_scores(repetitions=repetitions)
    for table in (scores.held_out, scores.never_changed, scores.nowcast, scores.dating):
        sys.stdout.write(markdown(table) + "\n\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)

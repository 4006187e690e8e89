"""Plain text for a terminal: headings, wrapped lines and aligned columns."""

import textwrap
from collections.abc import Iterable, Sequence

from sinequanon.report.wording import counted

WIDTH = 80
"""Columns of a line of text; tables may be wider."""


def heading(text: str) -> list[str]:
    """A heading and its rule."""
    return [text, "-" * len(text)]


def rest(count: int, shown: int, one: str, many: str) -> list[str]:
    """A line on how many more there are than were shown; none if all were."""
    more = count - shown
    return [f"and {counted(more, f'more {one}', f'more {many}')}."] if more > 0 else []


def wrapped(text: str) -> list[str]:
    """A text in lines of 80 columns; a point of a list hangs."""
    indent = "  " if text.startswith("- ") else ""
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def aligned(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int]
) -> list[str]:
    """A table with aligned columns; those of `right` end flush."""
    flush = set(right)
    whole = [heads, *rows]
    widths = [max(len(row[i]) for row in whole) for i in range(len(heads))]
    return [
        "  ".join(
            cell.rjust(widths[i]) if i in flush else cell.ljust(widths[i])
            for i, cell in enumerate(row)
        ).rstrip()
        for row in whole
    ]

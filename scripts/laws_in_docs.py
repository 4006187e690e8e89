"""Write the table of laws into docs/laws.md: what `sinequanon war laws` finds.

Usage: `python scripts/laws_in_docs.py`. Everything below the mark is replaced; a
minute. The prose above it names rows that fail, and `tests/docs/test_laws.py` says
which of those no longer do.
"""

from pathlib import Path

from sinequanon.laws import DEFAULT_SIZE, read_laws, try_laws
from sinequanon.report import laws_markdown

PAGE = Path(__file__).resolve().parent.parent / "docs" / "laws.md"
MARK = "<!-- below: made by scripts/laws_in_docs.py -->"


def main() -> None:
    """Renew the table."""
    prose = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    table = laws_markdown(try_laws(read_laws().book, DEFAULT_SIZE))
    PAGE.write_text(f"{prose}{MARK}\n\n{table}", encoding="utf-8")


if __name__ == "__main__":
    main()

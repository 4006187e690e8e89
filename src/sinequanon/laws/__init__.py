"""What published work says a war with many parties must do, tried on made-up wars.

In reading order: `book` (findings and the bounds that were set before any run),
`wars` and `tables` (the made-up war), `lab` (its runs, and the chance of peace along
them), `rates`, `durations`, `parties`, `backers`, `deals`, `civilians`, `forces` and
`flight` (the comparisons), `measured` (what meets a bound), `trials` (all of it).
"""

from sinequanon.laws.book import Law, LawBook, LawText, Part, Premises, read_laws
from sinequanon.laws.lab import LawSize
from sinequanon.laws.measured import VERDICTS, Found, Verdict
from sinequanon.laws.trials import (
    COMPARISONS,
    DEFAULT_SIZE,
    Tried,
    counted,
    try_laws,
)

__all__ = [
    "COMPARISONS",
    "DEFAULT_SIZE",
    "VERDICTS",
    "Found",
    "Law",
    "LawBook",
    "LawSize",
    "LawText",
    "Part",
    "Premises",
    "Tried",
    "Verdict",
    "counted",
    "read_laws",
    "try_laws",
]

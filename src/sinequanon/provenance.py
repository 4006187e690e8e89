"""Where a number comes from: sources with stance and grade, ranges that name them."""

from dataclasses import dataclass
from typing import Literal

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

ANALYST = "analyst"
"""Key of the source that stands for the dossier author's own judgement."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A range of a quantity and the sources that it rests on.

    `low` and `high` are read as the 5 % and 95 % points of a draw. `judged` is true
    when no source but the analyst stands behind it.
    """

    low: float
    high: float
    unit: str
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a span that is upside down or has no source."""
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        if not self.sources:
            raise ValueError("a span names at least one source")

    @property
    def judged(self) -> bool:
        """Whether the analyst's judgement alone stands behind the range."""
        return set(self.sources) == {ANALYST}

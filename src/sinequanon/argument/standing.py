"""Standings of a claim under its criterion, the words for them, and MULTI."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Standing = Literal["supported", "contradicted", "undecided"]
"""Where one rule, part or horizon leaves a claim."""

NOT_TESTED = "not tested yet"
NOT_FACT = "not a question of fact"

_WORDS: Mapping[str, str] = {
    "supported": "agrees",
    "contradicted": "disagrees",
    "undecided": "cannot tell",
}


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A standing, or what it depends on; `depends_on` is empty where it is decided."""

    standing: Standing
    depends_on: str = ""

    @property
    def words(self) -> str:
        """The result in the words of a reader."""
        if self.depends_on:
            return f"depends on {self.depends_on}"
        return _WORDS[self.standing]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A claim, its criterion fixed in advance, and what the test found.

    `measured` is empty and `missing` names the input where the claim is not tested;
    `by_reading` has (reading, horizon or rule, result) pairs.
    """

    id: str
    claim: str
    author: str
    kind: str
    lens: str
    criterion: dict[str, str]
    measured: str
    result: str
    rests_on: tuple[str, ...] = ()
    missing: str | None = None
    by_reading: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a test gives back: result in words, what was measured, readings, sources."""

    result: str
    measured: str
    by_reading: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    missing: str | None = None


def in_words(standing: Standing) -> str:
    """A standing in the words of a reader.

    Example:
        >>> in_words("contradicted")
        'disagrees'
    """
    return _WORDS[standing]


def bounded(value: float, *, supported_from: float, contradicted_to: float) -> Standing:
    """A measured value against two bounds; the side of support may be high or low.

    Example:
        >>> bounded(0.9, supported_from=0.83, contradicted_to=0.5)
        'supported'
        >>> bounded(0.3, supported_from=0.1, contradicted_to=0.25)
        'contradicted'
    """
    if supported_from >= contradicted_to:
        if value >= supported_from:
            return "supported"
        return "contradicted" if value <= contradicted_to else "undecided"
    if value <= supported_from:
        return "supported"
    return "contradicted" if value >= contradicted_to else "undecided"


def multi(primary: Mapping[str, Standing | None]) -> Ruling:
    """What several primary counting rules say together (rule MULTI).

    Args:
        primary: Standing of each primary rule by its label; nothing where the data for
            it are missing. A missing rule supports nothing and contradicts nothing.

    Raises:
        ValueError: If there is no primary rule.

    Example:
        >>> multi({"a": "supported", "b": "supported", "c": None}).words
        'agrees'
        >>> multi({"events": "supported", "days": "contradicted"}).words
        'depends on the counting rule (events: agrees; days: disagrees)'
    """
    if not primary:
        raise ValueError("MULTI needs at least one primary rule")
    supports = [label for label, found in primary.items() if found == "supported"]
    denies = [label for label, found in primary.items() if found == "contradicted"]
    if supports and denies:
        sides = [
            f"{label}: {_WORDS[found]}"
            for label, found in primary.items()
            if found in ("supported", "contradicted")
        ]
        return Ruling(
            standing="undecided", depends_on=f"the counting rule ({'; '.join(sides)})"
        )
    # Two thirds without a rounding error: 3 k >= 2 n.
    if supports and 3 * len(supports) >= 2 * len(primary):
        return Ruling(standing="supported")
    if denies and 3 * len(denies) >= 2 * len(primary):
        return Ruling(standing="contradicted")
    return Ruling(standing="undecided")


def by_horizon(rulings: Mapping[int, str]) -> str:
    """One result for several horizons: theirs where they agree, never an average.

    Args:
        rulings: Result in words by horizon in months.

    Example:
        >>> by_horizon({12: "agrees", 36: "agrees"})
        'agrees'
        >>> by_horizon({12: "agrees", 60: "cannot tell"})
        'depends on the horizon (12 months: agrees; 60 months: cannot tell)'
    """
    if len(set(rulings.values())) == 1:
        return next(iter(rulings.values()))
    each = "; ".join(f"{months} months: {word}" for months, word in rulings.items())
    return f"depends on the horizon ({each})"

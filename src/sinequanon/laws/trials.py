"""All laws, tried: which comparison answers which part, and what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sinequanon.errors import Fault, QuestionError
from sinequanon.laws.backers import BACKERS
from sinequanon.laws.book import Law, LawBook, Part
from sinequanon.laws.civilians import CIVILIANS
from sinequanon.laws.deals import DEALS
from sinequanon.laws.durations import DURATIONS
from sinequanon.laws.flight import FLIGHT
from sinequanon.laws.forces import FORCES
from sinequanon.laws.lab import Lab, LawSize
from sinequanon.laws.measured import VERDICTS, Found, Measured, Verdict, judged
from sinequanon.laws.parties import PARTIES

Progress = Callable[[str, int, int], None]
"""Called with (phase, parts done, parts in all)."""

DEFAULT_SIZE = LawSize(draws=256, lucks=2, seed=1)
"""What `sinequanon war laws` runs if it is not told otherwise."""

COMPARISONS: dict[str, Callable[[Lab], Measured]] = {
    **DURATIONS,
    **PARTIES,
    **BACKERS,
    **DEALS,
    **CIVILIANS,
    **FORCES,
    **FLIGHT,
}
"""The comparison of each part, by its name."""

_UNTRIED: dict[str, Verdict] = {
    "no_mechanism": "no mechanism",
    "data_check": "data check",
}


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One part of a law, and what was found if it could be compared."""

    law: Law
    part: Part
    verdict: Verdict
    found: Found | None = None

    @property
    def name(self) -> str:
        """Id of the law and key of the part."""
        return self.law.name(self.part)


def chosen(book: LawBook, only: Sequence[str]) -> tuple[tuple[Law, Part], ...]:
    """Parts of the laws that are named, by id or by id and key; all if none is.

    Raises:
        QuestionError: With every name that is not in the list.
    """
    every = [(law, part) for law in book.laws for part in law.parts]
    known = {law.id for law, _ in every} | {law.name(part) for law, part in every}
    unknown = [name for name in only if name not in known]
    if unknown:
        raise QuestionError(
            [
                Fault(
                    where="--only",
                    found=f"no law {name!r}",
                    fix="name laws such as F2 or F2.settlement; without it all are run",
                )
                for name in unknown
            ]
        )
    return tuple(
        (law, part)
        for law, part in every
        if not only or law.id in only or law.name(part) in only
    )


def try_laws(
    book: LawBook,
    size: LawSize,
    *,
    only: Sequence[str] = (),
    progress: Progress | None = None,
) -> tuple[Tried, ...]:
    """Every law laid against the model, in the order of the list.

    A finding that the model contradicts is a result and not an error.

    Args:
        book: The list of laws.
        size: Draws of the prior, lucks of each, and the seed.
        only: Ids of laws or names of parts; all by default.
        progress: Called as parts are done.

    Raises:
        QuestionError: If `only` names what is not there, or the size is too small.
    """
    parts = chosen(book, only)
    if size.draws < _FEWEST or size.lucks < 1:
        raise QuestionError(
            [
                Fault(
                    where="--draws",
                    found=f"{size.draws} draws of {size.lucks} lucks",
                    fix=f"ask for at least {_FEWEST} draws",
                )
            ]
        )
    lab = Lab(book.premises, size)
    tried: list[Tried] = []
    for done, (law, part) in enumerate(parts):
        if progress is not None:
            progress("comparisons", done, len(parts))
        if part.kind in _UNTRIED:
            tried.append(Tried(law=law, part=part, verdict=_UNTRIED[part.kind]))
            continue
        found = judged(part, COMPARISONS[law.name(part)](lab))
        tried.append(Tried(law=law, part=part, verdict=found.verdict, found=found))
    return tuple(tried)


_FEWEST = 8
"""Draws below which an interval over draws says nothing."""


def counted(tried: Sequence[Tried]) -> dict[Verdict, int]:
    """How many parts came to each verdict, the unflattering ones first."""
    return {
        verdict: sum(one.verdict == verdict for one in tried) for verdict in VERDICTS
    }

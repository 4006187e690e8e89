"""SRC and INT: how many independent sources affirm, and how many deny.

A statement counts if its source is graded C3 or better, its speaker has direct
knowledge or a stated method, and no party gains by it. Statements of one origin count
once. An original document that settles the matter by its wording counts as two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sinequanon.argument.evidence import Part, Statement
from sinequanon.argument.standing import Standing
from sinequanon.dossier import Source

_MARGIN = 2
"""Affirming minus denying sources that decide (rule SRC)."""
_INSIDE = frozenset(["insider", "own_words", "document"])
"""Who can speak to a purpose (rule INT)."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many independent sources affirm and deny, and where that leaves the part."""

    affirm: int
    deny: int

    @property
    def standing(self) -> Standing:
        """Supported or contradicted by two sources more than the other side has."""
        lead = self.affirm - self.deny
        if lead >= _MARGIN:
            return "supported"
        return "contradicted" if -lead >= _MARGIN else "undecided"


def graded(source: Source) -> bool:
    """Whether a source is graded C3 or better: reliability A-C, credibility 1-3."""
    return source.reliability in "ABC" and source.credibility in "123"


def admissible(statement: Statement, sources: Mapping[str, Source]) -> bool:
    """Whether a statement counts under SRC.

    Of several sources of one statement, one that is graded well enough suffices.
    """
    return (
        statement.interest != "own"
        and statement.basis != "none"
        and any(graded(sources[key]) for key in statement.sources)
    )


def tally(
    statements: Sequence[Statement], sources: Mapping[str, Source], *, part: Part
) -> Tally:
    """How many independent sources affirm and deny one part.

    For a part by rule INT only the actor's own words, papers and insiders count.
    An origin that says both counts on neither side.

    Args:
        statements: Statements on this part.
        sources: Sources by key.
        part: The part, with rule SRC or INT.
    """
    weight: dict[tuple[str, str], int] = {}
    for statement in statements:
        if part.rule == "INT" and statement.role not in _INSIDE:
            continue
        if statement.verdict in ("affirms", "denies") and admissible(
            statement, sources
        ):
            worth = 2 if statement.role == "document" else 1
            key = (statement.verdict, statement.origin)
            weight[key] = max(weight.get(key, 0), worth)
    both = {
        origin
        for said, origin in weight
        if said == "affirms" and ("denies", origin) in weight
    }
    return Tally(
        affirm=sum(
            worth
            for (side, origin), worth in weight.items()
            if side == "affirms" and origin not in both
        ),
        deny=sum(
            worth
            for (side, origin), worth in weight.items()
            if side == "denies" and origin not in both
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Coded:
    """How many of the texts read say a thing, and where that leaves the part."""

    saying: int
    texts: int
    standing: Standing


def share_of_texts(statements: Sequence[Statement], *, part: Part) -> Coded:
    """How many of a set of texts say a thing, against the bounds of the part.

    A text counts once, and only where enough of it was read to say (verdict `affirms`
    or `denies`). If every named text was read and none says it, the part is
    contradicted however few texts there are.

    Args:
        statements: One statement for each text; `origin` is the text.
        part: The part, with rule SHARE.
    """
    assert part.supported_from is not None
    assert part.contradicted_to is not None
    assert part.texts_at_least is not None
    said = {text.origin for text in statements if text.verdict == "affirms"}
    coded = said | {text.origin for text in statements if text.verdict == "denies"}
    named = set(part.named)
    share = len(said) / len(coded) if coded else 0.0
    standing: Standing = "undecided"
    if named and named <= coded and not named & said:
        standing = "contradicted"
    elif len(coded) >= part.texts_at_least:
        if share >= part.supported_from and (not named or named & said):
            standing = "supported"
        elif share < part.contradicted_to:
            standing = "contradicted"
    return Coded(saying=len(said), texts=len(coded), standing=standing)


def absolute(
    *, charitable: Standing, counterexample: Standing
) -> tuple[Standing, Standing]:
    """The charitable and the literal standing of an absolute word (rule ABS).

    Args:
        charitable: Standing under the charitable reading; the headline.
        counterexample: Standing of one counterexample under SRC. If it is supported the
            literal reading is contradicted; otherwise the literal reading has no more
            support than the charitable one.
    """
    if counterexample == "supported":
        return charitable, "contradicted"
    return charitable, charitable

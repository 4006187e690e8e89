"""Claims that follow from other claims, and judgements that no test decides (VAL)."""

from collections.abc import Mapping

from sinequanon.argument.claim import Claim
from sinequanon.argument.sourcing import absolute
from sinequanon.argument.standing import NOT_FACT, NOT_TESTED, Found, Standing, in_words

_OWN = ("E17", "E35")
_PEACE = ("E77", "E01")
_RIVAL_LEGS = ("R3a", "R1a")
_CONCESSION = "E36"
"""What the author grants against the thesis: a grain of truth in the case answered."""


def whole_case(results: Mapping[str, str]) -> Found:
    """Whether anything in the case for welcoming the capture stands (claim E16).

    It falls if one of the three legs of that case comes out; it holds if all three of
    the author's do. Literally, a grain of truth is enough against it (rule ABS).

    Args:
        results: Result in words by claim, for the claims that it rests on.
    """
    legs = {leg: results.get(leg, NOT_TESTED) for leg in _RIVAL_LEGS}
    own = {key: results.get(key, NOT_TESTED) for key in (*_OWN, *_PEACE)}
    standing: Standing = "undecided"
    if "agrees" in legs.values() or own["E35"] == "disagrees":
        standing = "contradicted"
    elif all(own[key] == "agrees" for key in _OWN) and any(
        own[key] == "agrees" for key in _PEACE
    ):
        standing = "supported"
    granted = results.get(_CONCESSION, NOT_TESTED) == "agrees"
    charitable, literal = absolute(
        charitable=standing, counterexample="supported" if granted else "undecided"
    )
    untested = [key for key, found in {**legs, **own}.items() if found == NOT_TESTED]
    missing = f"a test of {', '.join(untested)}" if untested else None
    listed = "; ".join(f"{key}: {found}" for key, found in {**own, **legs}.items())
    return Found(
        result=in_words(charitable),
        measured=f"Follows from the claims it rests on. {listed}.",
        by_reading=(
            ("charitable: each leg fails as a ground", in_words(charitable)),
            ("literal: not even a grain of truth", in_words(literal)),
        ),
        missing=missing if standing == "undecided" else None,
    )


def judgement_of(claim: Claim, results: Mapping[str, str]) -> Found:
    """What is left of a judgement once its factual premises are tested (rule VAL).

    No premise is turned into the value: the result is always that it is none of fact.

    Args:
        claim: A claim of kind value.
        results: Result in words by claim, for the claims that it rests on.
    """
    premises = {key: results[key] for key in claim.rests_on if key in results}
    kept = [key for key, found in premises.items() if found != "disagrees"]
    listed = "; ".join(f"{key}: {found}" for key, found in premises.items())
    if not premises:
        stands = "It names no premise that was tested."
    elif kept:
        stands = f"It still stands on {', '.join(kept)}, which no test contradicts."
    else:
        stands = "Every premise that it names is contradicted."
    return Found(
        result=NOT_FACT,
        measured=f"{claim.not_testable_because or ''} {stands}".strip(),
        by_reading=tuple(premises.items()) if listed else (),
    )

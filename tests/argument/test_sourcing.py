"""SRC, INT, SHARE and ABS on exact small cases."""

from collections.abc import Callable

import pytest

from sinequanon.argument.evidence import Part, Statement
from sinequanon.argument.sourcing import (
    absolute,
    admissible,
    graded,
    share_of_texts,
    tally,
)
from sinequanon.dossier import Source

Say = Callable[..., Statement]
Make = Callable[..., Part]
Sources = dict[str, Source]


def test_two_independent_sources_decide(say: Say, part: Make, sources: Sources) -> None:
    one, two = say(origin="one"), say(origin="two")
    assert tally([one], sources, part=part()).standing == "undecided"
    assert tally([one, two], sources, part=part()).standing == "supported"


def test_denials_mirror_affirmations(say: Say, part: Make, sources: Sources) -> None:
    denials = [say("denies", origin=name) for name in ("one", "two")]
    assert tally(denials, sources, part=part()).standing == "contradicted"
    mixed = [*denials, say(origin="three")]
    assert tally(mixed, sources, part=part()).standing == "undecided"


def test_one_origin_counts_once(say: Say, part: Make, sources: Sources) -> None:
    rows = [
        say(origin="one", sources=("good",)),
        say(origin="one", sources=("better",)),
    ]
    found = tally(rows, sources, part=part())
    assert (found.affirm, found.deny) == (1, 0)


def test_an_origin_on_both_sides_counts_on_none(
    say: Say, part: Make, sources: Sources
) -> None:
    rows = [say(origin="one"), say("denies", origin="one"), say(origin="two")]
    found = tally(rows, sources, part=part())
    assert (found.affirm, found.deny) == (1, 0)


def test_a_document_counts_as_two(say: Say, part: Make, sources: Sources) -> None:
    text = say("denies", role="document")
    assert tally([text], sources, part=part()).standing == "contradicted"


def test_a_party_in_its_own_interest_counts_nothing(
    say: Say, part: Make, sources: Sources
) -> None:
    rows = [say(origin="one", interest="own"), say(origin="two", interest="against")]
    found = tally(rows, sources, part=part())
    assert found.affirm == 1


@pytest.mark.parametrize(
    ("key", "counts"),
    [("good", True), ("better", True), ("poor", False), ("doubtful", False)],
)
def test_grade_c3_or_better(key: str, counts: bool, sources: Sources) -> None:
    assert graded(sources[key]) == counts


def test_no_knowledge_and_no_method_counts_nothing(say: Say, sources: Sources) -> None:
    assert not admissible(say(basis="none"), sources)
    assert admissible(say(basis="method"), sources)
    assert admissible(say(sources=("poor", "better")), sources)


def test_only_insiders_speak_to_a_purpose(
    say: Say, part: Make, sources: Sources
) -> None:
    outside = [say(origin=name) for name in ("one", "two", "three")]
    inside = [say(origin="four", role="insider"), say(origin="five", role="own_words")]
    purpose = part("INT")
    assert tally(outside, sources, part=purpose).standing == "undecided"
    assert tally([*outside, *inside], sources, part=purpose).standing == "supported"


def test_share_of_texts(say: Say, part: Make) -> None:
    texts = part("SHARE")
    two = [say(origin="a"), say("denies", origin="b"), say("open", origin="c")]
    assert share_of_texts(two, part=texts).standing == "undecided"
    three = [*two, say("denies", origin="d")]
    assert share_of_texts(three, part=texts).standing == "undecided"
    four = [*three, say(origin="e")]
    found = share_of_texts(four, part=texts)
    assert (found.saying, found.texts, found.standing) == (2, 4, "supported")
    none = [say("denies", origin=name) for name in "abc"]
    assert share_of_texts(none, part=texts).standing == "contradicted"


def test_named_texts_that_all_deny_contradict(say: Say, part: Make) -> None:
    texts = part("SHARE", texts_at_least=10, named=("a", "b"))
    one = [say("denies", origin="a")]
    assert share_of_texts(one, part=texts).standing == "undecided"
    both = [*one, say("denies", origin="b")]
    assert share_of_texts(both, part=texts).standing == "contradicted"


def test_one_counterexample_contradicts_an_absolute_word() -> None:
    assert absolute(charitable="supported", counterexample="supported") == (
        "supported",
        "contradicted",
    )
    assert absolute(charitable="supported", counterexample="undecided") == (
        "supported",
        "supported",
    )

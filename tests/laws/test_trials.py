"""Laws tried: a few with few draws, and how names and sizes are refused."""

import pytest

from sinequanon.errors import QuestionError
from sinequanon.laws import (
    COMPARISONS,
    VERDICTS,
    LawBook,
    LawSize,
    counted,
    try_laws,
)
from sinequanon.laws.trials import chosen

FEW = LawSize(draws=12, lucks=2, seed=3)


def test_some_laws_are_tried_and_others_named_as_gaps(book: LawBook):
    told: list[tuple[int, int]] = []
    tried = try_laws(
        book,
        FEW,
        only=("F28", "F12.implementation", "F19", "F47"),
        progress=lambda _phase, done, total: told.append((done, total)),
    )
    assert [one.name for one in tried] == [
        "F12.implementation",
        "F19.troops",
        "F28.selective",
        "F28.indiscriminate",
        "F47.weeks",
    ]
    verdicts = {one.name: one.verdict for one in tried}
    assert verdicts["F19.troops"] == "no mechanism"
    assert verdicts["F47.weeks"] == "data check"
    assert all(one.found for one in tried if one.name in COMPARISONS)
    assert told == [(k, 5) for k in range(5)]
    assert sum(counted(tried).values()) == 5
    assert set(counted(tried)) == set(VERDICTS)


def test_runs_are_the_same_whatever_else_is_run(book: LawBook):
    (alone,) = try_laws(book, FEW, only=("F9.interaction",))
    among = try_laws(book, FEW, only=("F12.implementation", "F9.interaction"))
    assert [one.name for one in among] == ["F9.interaction", "F12.implementation"]
    assert among[0].found == alone.found


def test_all_faults_are_told_at_once(book: LawBook):
    with pytest.raises(QuestionError) as caught:
        chosen(book, ("F2", "F99", "F2.nothing"))
    assert [fault.found for fault in caught.value.faults] == [
        "no law 'F99'",
        "no law 'F2.nothing'",
    ]


def test_too_few_draws_are_refused(book: LawBook):
    with pytest.raises(QuestionError, match="at least 8 draws"):
        try_laws(book, LawSize(draws=2, lucks=2, seed=1), only=("F2",))


def test_without_names_every_part_is_chosen(book: LawBook):
    assert len(chosen(book, ())) == sum(len(law.parts) for law in book.laws)


@pytest.mark.slow
def test_every_law_can_be_tried(book: LawBook):
    tried = try_laws(book, FEW)
    assert len(tried) == len(chosen(book, ()))
    for one in tried:
        if one.found is not None:
            assert one.found.low <= one.found.value <= one.found.high, one.name

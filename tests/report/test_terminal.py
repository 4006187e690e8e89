"""The short answer: at most 34 lines of 80 columns, in the order of the page."""

import dataclasses
import math

import pytest

from sinequanon.answer import Answer
from sinequanon.report import to_text


@pytest.mark.parametrize("times", [1, 30])
def test_it_fits_a_terminal_however_long_the_answer(answer: Answer, times: int):
    long = dataclasses.replace(
        answer,
        question=" ".join([answer.question] * times),
        similar_wars=" ".join([answer.similar_wars] * times),
        trust=answer.trust * times,
        does_not_say=answer.does_not_say * times,
        turns=tuple(
            dataclasses.replace(turn, assumption=" ".join([turn.assumption] * times))
            for turn in answer.turns
        ),
        verdict=dataclasses.replace(
            answer.verdict,
            outcome=" ".join([answer.verdict.outcome] * times),
            words=" ".join([answer.verdict.words] * times),
            standard_error=answer.verdict.standard_error / times,
            interval90=(-0.12345, 0.12345),
        ),
    )
    lines = to_text(long).splitlines()
    assert len(lines) <= 34
    assert max(map(len, lines)) <= 80
    assert lines[-1].endswith(answer.as_of)


def test_the_parts_come_in_order(answer: Answer):
    text = to_text(answer)
    parts = [
        "Did the government of Veldania",
        "About 12 in 100 with it and 12 in 100 without: too small to tell.",
        "Chance in runs",
        "Not known",
        "Reading of case",
        "Base rate",
        "Similar wars",
        "Trust",
        "Would turn it",
        "Does not say",
        "As of",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_it_says_where_it_is_thin(answer: Answer):
    words = " ".join(to_text(answer).split())
    assert "nothing is calibrated" in words
    assert "61 of 84 bargaining numbers" in words


def test_what_is_missing_is_said_and_not_invented(answer: Answer):
    bare = dataclasses.replace(
        answer,
        turns=(),
        contrasts=(),
        trust=(),
        does_not_say=(),
        verdict=dataclasses.replace(
            answer.verdict, standard_error=math.nan, interval90=(math.nan, math.nan)
        ),
        bargain=dataclasses.replace(answer.bargain, by_encoding=()),
    )
    text = to_text(bare)
    assert "nan" not in text
    assert "± not given" in text
    assert "nothing that was tried" in text

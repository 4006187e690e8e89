import pytest

from sinequanon.compose.words import in_hundred, likelihood, points, verdict_words


def test_bands_meet_without_gaps():
    assert likelihood(0.0).startswith("almost no chance")
    assert likelihood(0.05).startswith("almost no chance")
    assert likelihood(0.051).startswith("very unlikely")
    assert likelihood(0.5).startswith("roughly even")
    assert likelihood(1.0).startswith("almost certain")
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood(1.2)


def test_the_form_of_the_answer():
    said = verdict_words(
        with_event=0.121,
        without_event=0.122,
        difference=-0.001,
        share_nearer=0.2,
        margin=0.01,
    )
    assert said == ("about 12 in 100 with it and 12 in 100 without: too small to tell")


@pytest.mark.parametrize(
    ("difference", "share", "word"), [(0.03, 0.9, "nearer"), (-0.03, 0.1, "further")]
)
def test_beyond_the_margin_the_direction_is_said(
    difference: float, share: float, word: str
):
    said = verdict_words(
        with_event=0.15,
        without_event=0.12,
        difference=difference,
        share_nearer=share,
        margin=0.01,
    )
    assert f"{word}, very likely (90 in 100)" in said


def test_no_event_is_no_difference():
    said = verdict_words(
        with_event=0.1,
        without_event=0.1,
        difference=0.0,
        share_nearer=0.0,
        margin=0.01,
    )
    assert said.endswith("no difference")


def test_small_numbers_are_not_rounded_away():
    assert in_hundred(0.004) == "fewer than 1 in 100"
    assert points(0.0001) == "+0.01 points"

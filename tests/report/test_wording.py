"""Numbers in words: laws that hold for any number."""

from hypothesis import given, settings, strategies as st

from sinequanon.report.wording import in_100, number, percent, points, signed

FINITE = st.floats(-1e12, 1e12)
CHANCE = st.floats(0.0, 1.0)


def read(text: str) -> float:
    return float(text.replace("−", "-").replace("+", "").replace(",", ""))


@settings(max_examples=60, deadline=None)
@given(FINITE)
def test_a_number_in_words_is_near_the_number(value: float):
    assert abs(read(number(value)) - value) <= 0.0051 * abs(value)


@settings(max_examples=60, deadline=None)
@given(FINITE)
def test_the_sign_is_always_that_of_the_number(value: float):
    text = signed(value)
    assert text.startswith("+") == (value > 0)
    assert text.startswith("−") == (value < 0)


@settings(max_examples=60, deadline=None)
@given(CHANCE)
def test_only_what_cannot_be_is_called_none(chance: float):
    assert (in_100(chance) == "0 in 100") == (chance == 0)
    assert (in_100(chance) == "100 in 100") == (chance == 1)
    assert (percent(chance) == "0 %") == (chance == 0)


def test_points_are_hundredths():
    assert points(0.0123) == "+1.2"
    assert points(-0.0004) == "−0.04"

"""Features by hand, and that none looks ahead."""

import numpy as np
import pytest

from sinequanon.forecast import FEATURES, CountryMonths
from sinequanon.forecast.features import known_features, lessons_of, questions_of


def column(name: str) -> int:
    return FEATURES.index(name)


def test_features_by_hand(made: CountryMonths):
    last = known_features(made)[2, -1]
    deaths = made.deaths[2]
    assert last[column("log deaths 0 months ago")] == 0.0
    assert last[column("months since the last death")] == 40.0
    assert last[column("log mean of 60 months")] == pytest.approx(
        np.log1p(deaths[-60:].mean())
    )
    assert last[column("log maximum of 36 months")] == 0.0
    assert last[column("share of 60 months with deaths")] == pytest.approx(20 / 60)
    war = known_features(made)[1, 150]
    logs = np.log1p(made.deaths[1, 139:151])
    assert war[column("spread of log deaths over 12 months")] == pytest.approx(
        logs.std()
    )
    assert war[column("log deaths 3 months ago")] == logs[-4]


def test_no_feature_looks_ahead(made: CountryMonths):
    whole = known_features(made)[:, :200]
    cut = known_features(made.through(made.first + 199))
    assert np.array_equal(whole, cut, equal_nan=True)


def test_no_lesson_looks_past_the_end(made: CountryMonths):
    early = lessons_of(made.through(made.first + 199), (3, 9), every=1)
    later = made.deaths.copy()
    later[:, 200:] = 1e6
    spoilt = CountryMonths(
        countries=made.countries, first=made.first, deaths=later, vintage="made up"
    ).through(made.first + 199)
    again = lessons_of(spoilt, (3, 9), every=1)
    assert np.array_equal(early.features, again.features)
    assert np.array_equal(early.deaths, again.deaths)


def test_every_month_has_its_turn(made: CountryMonths):
    every = lessons_of(made, tuple(range(3, 15)), every=1)
    some = lessons_of(made, tuple(range(3, 15)), every=3)
    assert some.deaths.size == pytest.approx(every.deaths.size / 3, rel=0.02)
    for ahead in range(3, 15):
        assert (some.features[:, -1] == ahead).any()
    with pytest.raises(ValueError, match="odd"):
        lessons_of(made, (1,), every=2)


def test_a_young_country_does_not_teach(made: CountryMonths):
    alone = made.of((13,))
    # It came in month 100 and is known 24 months before it teaches.
    assert lessons_of(alone, (1,), every=1).deaths.size == 240 - 100 - 23 - 1


def test_questions_are_the_last_month(made: CountryMonths):
    asked = questions_of(made, (1, 5))
    assert asked.shape == (8, len(FEATURES))
    assert asked[:, -1].tolist() == [1.0, 5.0] * 4
    assert np.array_equal(asked[2, :-1], known_features(made)[1, -1])

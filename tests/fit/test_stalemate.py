"""Slopes of the rate of agreement: known ones are found again."""

import numpy as np
import pytest

from sinequanon.fit import MARKS, OUTCOMES, Years, stalemate_slopes
from sinequanon.fit.rows import at_risk
from sinequanon.fit.stalemate import even_odds, mark_slopes
from sinequanon.streams import uniforms


@pytest.fixture(scope="session")
def won(dyads: Years) -> Years:
    return dyads.only((dyads.gone == dyads.year) & np.isin(dyads.kind, (2, 3)))


def test_even_odds_are_highest_at_zero(dyads: Years, won: Years):
    w = even_odds(won, dyads)
    assert w.max() <= 0.0
    # Governments won 128 of 185 dyads: the odds of the mean row are near theirs.
    mean = 128 / 185
    assert np.median(w) == pytest.approx(np.log(4 * mean * (1 - mean)), abs=0.5)


@pytest.mark.statistical
@pytest.mark.parametrize("slope", [0.0, 1.2])
def test_a_known_slope_on_the_stalemate_is_found_again(
    dyads: Years, won: Years, slope: float
):
    rows = dyads.only(at_risk(dyads))
    w = even_odds(won, rows)
    score = np.zeros((len(rows), len(OUTCOMES)))
    score[:, 0] = -2.0 + slope * (w - w.mean())
    score[:, 1:5] = -3.0
    chances = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
    luck = uniforms(5, "made up", np.arange(len(rows), dtype=np.uint32))[:, 0, 0]
    fate = (luck[:, None] > np.cumsum(chances, axis=1)[:, :5]).sum(axis=1)
    found = mark_slopes("even_odds", rows, won, fate, None)
    # About 250 agreements: three standard errors of .2, the controls share w's spread.
    assert found[0] == pytest.approx(slope, abs=0.6)


def test_every_mark_is_told(conflicts: Years):
    lines = stalemate_slopes(conflicts, since=(1989,), draws=10)
    assert [line.mark for line in lines] == list(MARKS)
    assert {line.agreements for line in lines} == {25}
    for line in lines:
        assert list(line.slopes) == list(OUTCOMES[:5])
        for value, low, high in line.slopes.values():
            assert np.isfinite([value, low, high]).all()
            assert low <= high

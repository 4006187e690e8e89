"""Two worlds subtracted: the effect and its three uncertainties."""

import numpy as np
import pytest

from sinequanon.question.paired import PairedDraws, ratios
from sinequanon.streams import normals


def _draws(effect_sd: float, luck_sd: float, lucks: int) -> PairedDraws:
    ids = np.arange(4000, dtype=np.uint32)
    effect = effect_sd * normals(3, "effect", ids)[:, 0]
    luck = luck_sd * normals(3, "luck", ids, 0, np.arange(lucks, dtype=np.uint32))
    total = effect + luck[:, :, 0]
    return PairedDraws(with_event=total, without_event=np.zeros_like(total))


def test_no_difference_is_exactly_zero():
    same = np.array([[0.1, 0.3], [0.2, 0.4]])
    paired = PairedDraws(with_event=same, without_event=same.copy())
    assert paired.difference == 0.0
    assert paired.standard_error == 0.0
    assert paired.interval90 == (0.0, 0.0)
    assert paired.p_negligible(0.01) == 1.0


def test_worlds_of_different_shape_are_refused():
    with pytest.raises(ValueError, match="same draws"):
        PairedDraws(with_event=np.zeros((2, 2)), without_event=np.zeros((3, 2)))


@pytest.mark.statistical
def test_luck_is_taken_out_of_the_spread_over_parameters():
    # Parameters have sd 1, luck sd 2 and two lucks: the raw spread of means is
    # sqrt(1 + 4 / 2) = 1.73, the spread of the parameters alone is 1.
    paired = _draws(1.0, 2.0, 2)
    raw = (paired.with_event - paired.without_event).mean(axis=1).std()
    assert raw == pytest.approx(3.0**0.5, rel=0.05)
    assert paired.effects.std() == pytest.approx(1.0, rel=0.08)
    low, high = paired.interval90
    assert high - low == pytest.approx(2 * 1.645, rel=0.08)


def test_monte_carlo_error_is_not_the_spread():
    paired = _draws(1.0, 0.0, 2)
    assert paired.standard_error == pytest.approx(1 / 4000**0.5, rel=0.05)


def test_ratio_of_equal_zeros_is_one():
    zero = np.zeros((2, 1))
    assert ratios(zero, zero).tolist() == [1.0, 1.0]
    assert ratios(np.full((1, 2), 3.0), np.full((1, 2), 2.0)).tolist() == [1.5]


def test_the_mean_and_its_error_are_those_of_the_draws():
    paired = PairedDraws(
        with_event=np.array([[0.3, 0.5], [0.2, 0.2]]),
        without_event=np.array([[0.1, 0.1], [0.2, 0.4]]),
    )
    # Means of the two draws: .3 and -.1.
    assert paired.difference == pytest.approx(0.1)
    assert paired.standard_error == pytest.approx(0.2)
    assert paired.levels() == pytest.approx((0.3, 0.2))


def test_one_draw_has_no_error():
    one = PairedDraws(with_event=np.ones((1, 2)), without_event=np.zeros((1, 2)))
    assert np.isnan(one.standard_error)
    assert one.interval90 == (1.0, 1.0)


def test_effects_smaller_than_the_margin_are_negligible_either_way():
    effects = np.array([[-0.03], [-0.005], [0.0], [0.005], [0.01], [0.03]])
    paired = PairedDraws(with_event=effects, without_event=np.zeros((6, 1)))
    assert paired.p_negligible(0.01) == pytest.approx(3 / 6)


def test_a_spread_that_is_all_luck_is_drawn_in_to_its_mean():
    # Both draws have the same mean but for what their lucks leave.
    paired = PairedDraws(
        with_event=np.array([[0.0, 1.0], [1.0, 0.2]]), without_event=np.zeros((2, 2))
    )
    assert paired.effects == pytest.approx([0.55, 0.55])

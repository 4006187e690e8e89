"""Verdicts: exact cases, and what they may not depend on."""

import numpy as np
import pytest

from sinequanon.laws.book import Part
from sinequanon.laws.measured import Effect, Pooled, judged, log_ratio


def part(**fields: object) -> Part:
    return Part.model_validate(
        {"key": "x", "kind": "run", "asks": "a", "scale": "plain", **fields}
    )


RISE = part(expects="rise", least=0.1)
FALL = part(expects="fall", least=1.05, scale="ratio")
WITHIN = part(expects="between", low=0.5, high=2.0, scale="ratio")


def effect(draws: list[float], spread: float = 0.0) -> Effect:
    values = np.array(draws)[:, None] + np.array([-spread, spread])
    return Effect(values=values)


def test_an_effect_of_the_sign_and_size_in_most_draws_passes():
    found = judged(RISE, effect([0.2] * 15 + [0.0]))
    assert found.verdict == "pass"
    assert found.share == 15 / 16
    assert found.value == pytest.approx(0.2)


def test_an_effect_of_the_right_sign_but_too_small_fails():
    assert judged(RISE, effect([0.09] * 16)).verdict == "fail"
    assert judged(RISE, effect([-0.5] * 16)).verdict == "fail"


def test_a_share_near_one_half_is_not_decided():
    assert judged(RISE, effect([0.2] * 8 + [0.0] * 8)).verdict == "not decided"


def test_ratios_fall_by_a_factor():
    found = judged(FALL, effect([float(np.log(0.8))] * 16))
    assert found.verdict == "pass"
    assert found.value == pytest.approx(0.8)
    assert (found.low, found.high) == pytest.approx((0.8, 0.8))
    # The bound itself counts, the other sign does not.
    assert judged(FALL, effect([-float(np.log(1.05))] * 16)).verdict == "pass"
    assert judged(FALL, effect([float(np.log(1.2))] * 16)).verdict == "fail"


def test_a_range_asks_for_the_interval_of_the_mean():
    inside = judged(WITHIN, effect([0.0, 0.01] * 8))
    assert (inside.verdict, inside.share) == ("pass", None)
    assert judged(WITHIN, effect([2.0, 2.1] * 8)).verdict == "fail"
    assert judged(WITHIN, effect([-2.0, 3.3] * 8)).verdict == "not decided"


def test_no_effect_at_all_is_a_fail_and_not_a_fault():
    found = judged(part(expects="rise", least=1.05, scale="ratio"), effect([0.0] * 16))
    assert found.verdict == "fail"
    assert (found.value, found.error, found.luck_error) == (1.0, 0.0, 0.0)
    # Asked for no size, an effect of nothing has no sign either.
    none = judged(part(expects="rise", least=1.0, scale="ratio"), effect([0.0] * 16))
    assert none.verdict == "fail"


def test_a_disputed_sign_is_told_and_not_judged():
    disputed = part(expects="rise", least=0.1, kind="both")
    assert judged(disputed, effect([0.2] * 16)).verdict == "both"


def test_error_of_luck_is_kept_apart_from_that_of_draws():
    sure = judged(RISE, effect([0.1, 0.3] * 8))
    lucky = judged(RISE, effect([0.1, 0.3] * 8, spread=0.05))
    assert sure.luck_error == 0.0
    assert lucky.error == sure.error > 0.0
    # Two lucks at +-.05: variance .005 within a draw, over 2 lucks and 16 draws.
    assert lucky.luck_error == pytest.approx(np.sqrt(0.005 / 2 / 16))


def test_one_luck_tells_nothing_of_luck():
    one = Effect(values=np.full((16, 1), 0.2))
    assert np.isnan(judged(RISE, one).luck_error)


def test_a_pooled_share_has_the_error_of_a_mean():
    values = np.linspace(0.0, 1.0, 40).reshape(20, 2)
    sums = np.stack([values, np.ones_like(values)], axis=2)
    pooled = Pooled(sums=sums, statistic=lambda s: float(s[0] / s[1]))
    found = judged(part(expects="between", low=0.0, high=1.0), pooled)
    by_draw = values.mean(axis=1)
    assert found.value == pytest.approx(0.5)
    assert found.error == pytest.approx(by_draw.std(ddof=1) / np.sqrt(20), rel=1e-4)
    assert found.verdict == "pass"


def test_a_sign_of_a_pooled_number_is_judged_by_its_interval():
    values = np.linspace(0.4, 0.6, 40).reshape(20, 2)
    sums = np.stack([values, np.ones_like(values)], axis=2)
    pooled = Pooled(sums=sums, statistic=lambda s: float(s[0] / s[1]))
    assert judged(part(expects="rise", least=0.1), pooled).verdict == "pass"
    assert judged(part(expects="rise", least=0.9), pooled).verdict == "fail"
    assert judged(part(expects="rise", least=0.5), pooled).verdict == "not decided"


def test_two_nothings_have_a_ratio_of_one():
    assert log_ratio(np.zeros(3), np.zeros(3)).tolist() == [0.0] * 3

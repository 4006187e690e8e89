"""Acceptance and sine qua non: what all acceptable settlements have in common."""

import numpy as np
import pytest

from sinequanon.axes import Float
from sinequanon.bargain import (
    Encoding,
    Minds,
    Table,
    agreed_by,
    draw_minds,
    reference_points,
    sine_qua_non,
    surpluses,
)
from sinequanon.bargain.shares import kalai_smorodinsky_settlement, nash_settlement

DRAWS = 300


def found_surpluses(
    table: Table, minds: Minds, encoding: Encoding
) -> Float[np.ndarray, "runs terms parties"]:
    """Surpluses at parity."""
    shape = (minds.draws, 1)
    return surpluses(
        table,
        minds,
        log_power=np.zeros(shape),
        intensity=np.ones(shape),
        news=np.zeros(shape),
        encoding=encoding,
        mapping="shift",
        quarter=0,
    )


def test_common_options_are_those_of_every_accepted_settlement(sample: Table):
    accepted = np.zeros((3, len(sample.terms)), dtype=np.bool_)
    stays, federal = sample.terms[:, 0] == 0, sample.terms[:, 3] == 1
    accepted[0] = stays
    accepted[1] = stays & federal
    found = sine_qua_non(sample, accepted)
    assert found.any == pytest.approx(2 / 3)
    assert found.common[sample.option("leader", "stays")] == pytest.approx(2 / 3)
    assert found.chance(sample, "leader", "stays") == pytest.approx(1.0)
    assert found.chance(sample, "regions", "federal") == pytest.approx(0.5)
    assert found.chance(sample, "leader", "leaves") == 0.0
    assert found.some[sample.option("regions", "unitary")] == pytest.approx(1 / 3)
    assert found.some[sample.option("body", "full")] == pytest.approx(2 / 3)


def test_nothing_accepted_has_nothing_in_common(sample: Table):
    found = sine_qua_non(sample, np.zeros((4, len(sample.terms)), dtype=np.bool_))
    assert found.any == 0.0
    assert found.chance(sample, "leader", "stays") == 0.0


def test_sine_qua_non_agrees_with_a_loop(sample: Table):
    minds = draw_minds(sample, seed=1, draws=60)
    accepted = found_surpluses(sample, minds, "red_lines")[:, :, 1] >= 0.0
    found = sine_qua_non(sample, accepted)
    count = np.zeros(found.common.shape)
    for row in accepted:
        kept = sample.terms[row]
        if not len(kept):
            continue
        for issue in range(len(sample.issues)):
            options = set(kept[:, issue].tolist())
            if len(options) == 1:
                count[issue, options.pop()] += 1
    assert found.common == pytest.approx(count / 60)


def test_a_real_red_line_makes_a_sine_qua_non(sample: Table):
    minds = draw_minds(sample, seed=1, draws=DRAWS, pinned={"red_line_real": 1.0})
    accepted = found_surpluses(sample, minds, "red_lines") >= 0.0
    government = sine_qua_non(sample, accepted[:, :, 0])
    assert government.chance(sample, "regions", "unitary") == 1.0
    assert government.some[sample.option("leader", "leaves")] == 0.0


def test_what_can_be_bought_is_no_sine_qua_non(sample: Table):
    pinned = {"exponent": 1.0, "cost": 0.2}
    minds = draw_minds(sample, seed=1, draws=DRAWS, pinned=pinned)
    bought = found_surpluses(sample, minds, "values") >= 0.0
    stated = found_surpluses(sample, minds, "red_lines") >= 0.0
    regions = ("regions", "unitary")
    assert sine_qua_non(sample, bought[:, :, 0]).chance(sample, *regions) < 0.1
    assert sine_qua_non(sample, stated[:, :, 0]).chance(sample, *regions) > 0.5


def test_less_trade_between_issues_narrows_what_is_accepted(sample: Table):
    shares = [
        (found_surpluses(sample, minds, "values")[:, :, 1] >= 0.0).mean()
        for rho in (1.0, 0.0, -1.0)
        for minds in [draw_minds(sample, seed=1, draws=DRAWS, pinned={"exponent": rho})]
    ]
    assert shares[0] > shares[1] > shares[2]


def test_a_zone_is_what_all_members_accept(sample: Table):
    accepted = np.zeros((1, len(sample.terms), 3), dtype=np.bool_)
    accepted[0, :10, 0] = True
    accepted[0, 5:, 1] = True
    both = agreed_by(accepted, (0, 1))
    assert np.flatnonzero(both[0]).tolist() == [5, 6, 7, 8, 9]
    assert not agreed_by(accepted, (0, 1, 2)).any()


def test_nash_and_kalai_smorodinsky_on_a_pie():
    share = np.linspace(0.0, 1.0, 101)
    two = np.stack([share - 0.2, 1.0 - share - 0.4], axis=1)[None]
    # Linear surpluses: both rules split what fighting leaves, .2 + .2 = .4 to A.
    assert share[nash_settlement(two)[0]] == pytest.approx(0.4)
    assert share[kalai_smorodinsky_settlement(two)[0]] == pytest.approx(0.4)
    assert nash_settlement(two - 0.5).tolist() == [-1]
    assert kalai_smorodinsky_settlement(two - 0.5).tolist() == [-1]


def test_reference_points_are_settlements_inside_the_zone(sample: Table):
    minds = draw_minds(sample, seed=1, draws=DRAWS)
    found = found_surpluses(sample, minds, "values")
    points = {point.name: point for point in reference_points(sample, minds, found)}
    assert set(points) == {"salience-weighted mean", "Nash", "Kalai-Smorodinsky"}
    closed = 1.0 - agreed_by(found >= 0.0, (0, 1, 2)).any(axis=1).mean()
    assert points["Nash"].none == pytest.approx(closed)
    assert points["salience-weighted mean"].none == 0.0
    for point in points.values():
        assert set(point.settlement) == set(sample.issues)
        assert 0.0 < point.chance <= 1.0 - point.none
    chosen = nash_settlement(found)
    inside = chosen >= 0
    assert (found[inside, chosen[inside]] >= 0.0).all()


def test_a_closed_zone_has_no_nash_point(sample: Table):
    minds = draw_minds(sample, seed=1, draws=5)
    found = found_surpluses(sample, minds, "values") - 2.0
    nash = reference_points(sample, minds, found)[1]
    assert nash.settlement == {}
    assert nash.none == 1.0


def test_paths_and_minds_must_agree_in_number(sample: Table):
    with pytest.raises(ValueError, match="as many minds"):
        surpluses(
            sample,
            draw_minds(sample, seed=0, draws=3),
            log_power=np.zeros((2, 1)),
            intensity=np.ones((2, 1)),
            news=np.zeros((2, 1)),
            encoding="values",
            mapping="shift",
            quarter=0,
        )

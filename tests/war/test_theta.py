"""Priors have the quantiles that they state, and each has its own stream."""

from collections.abc import Callable

import numpy as np
import pytest

from sinequanon.errors import DossierError
from sinequanon.war import PARAMETERS, Parameter, Setting, draw_theta
from sinequanon.war.theta import ranged

DRAWS = np.arange(4000, dtype=np.uint32)


@pytest.mark.statistical
@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_draws_have_the_stated_quantiles(
    grid: Callable[..., Setting], parameter: Parameter
) -> None:
    theta = draw_theta(grid(), seed=11, draws=DRAWS)
    values = theta[parameter.name]
    # The share below a q-quantile has standard error sqrt(q (1 - q) / n); 5 of them.
    for point, share in (
        (parameter.low, 0.05),
        (parameter.median, 0.5),
        (parameter.high, 0.95),
    ):
        error = np.sqrt(share * (1.0 - share) / len(DRAWS))
        found = float((values <= point).mean())
        assert found == pytest.approx(share, abs=5.0 * error + 0.01)


def test_every_parameter_has_unit_hypothesis_and_source() -> None:
    names = [parameter.name for parameter in PARAMETERS]
    assert len(set(names)) == len(names)
    for parameter in PARAMETERS:
        assert parameter.unit
        assert parameter.hypothesis.endswith(".")
        assert parameter.source
    assert 8 <= sum(parameter.active for parameter in PARAMETERS) <= 15


def test_a_disputed_sign_straddles_zero() -> None:
    (grievance,) = (p for p in PARAMETERS if p.name == "grievance")
    assert grievance.low < 0.0 < grievance.high
    assert grievance.median == 0.0


def test_a_prior_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="low <= median <= high"):
        Parameter(
            name="x",
            unit="1",
            low=2.0,
            median=1.0,
            high=3.0,
            distribution="uniform",
            hypothesis="None.",
            source="analyst",
        )
    with pytest.raises(ValueError, match="above zero"):
        Parameter(
            name="x",
            unit="1",
            low=0.0,
            median=1.0,
            high=3.0,
            distribution="lognormal",
            hypothesis="None.",
            source="analyst",
        )


def test_a_draw_depends_on_its_id_alone(grid: Callable[..., Setting]) -> None:
    setting = grid()
    whole = draw_theta(setting, seed=5, draws=DRAWS[:10])
    part = draw_theta(setting, seed=5, draws=DRAWS[6:7])
    for name, values in part.values.items():
        assert values[0] == whole[name][6]
    np.testing.assert_array_equal(part.strength[:, 0], whole.strength[:, 6])
    np.testing.assert_array_equal(part.hostility[..., 0], whole.hostility[..., 6])


@pytest.mark.statistical
def test_ranges_of_the_dossier_are_their_5_and_95_percent_points(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    theta = draw_theta(setting, seed=3, draws=DRAWS)
    below = (theta.strength < setting.strength_low[:, None]).mean(axis=1)
    above = (theta.strength > setting.strength_high[:, None]).mean(axis=1)
    error = 5.0 * np.sqrt(0.05 * 0.95 / len(DRAWS))
    np.testing.assert_allclose(below, 0.05, atol=error)
    np.testing.assert_allclose(above, 0.05, atol=error)


def test_hostility_is_the_same_from_both_ends(grid: Callable[..., Setting]) -> None:
    theta = draw_theta(grid(), seed=3, draws=DRAWS[:20])
    np.testing.assert_array_equal(theta.hostility, np.swapaxes(theta.hostility, 0, 1))


def test_a_range_from_zero_is_uniform() -> None:
    values = ranged(1, "x", "name", DRAWS, 0.0, 2.0)
    assert 0.0 <= float(values.min()) < 0.01
    assert 1.99 < float(values.max()) <= 2.0


def test_a_setting_lists_all_its_faults(grid: Callable[..., Setting]) -> None:
    from dataclasses import replace

    setting = grid()
    with pytest.raises(DossierError) as caught:
        replace(
            setting,
            control0=setting.control0 * 0.5,
            core_b=(),
            strength_low=setting.strength_high * 2.0,
            sides=setting.sides[:3],
        )
    assert len(caught.value.faults) == 4

"""Series of chance have the persistence and the spread that they state."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sinequanon.war import Setting, draw_theta
from sinequanon.war.luck import Luck, next_luck
from sinequanon.war.plan import plan_of


@pytest.mark.statistical
def test_series_are_autoregressive_with_unit_variance(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    plan = plan_of(setting)
    runs = np.arange(400, dtype=np.uint32)
    drawn = draw_theta(setting, seed=1, draws=runs)
    theta = replace(drawn, values={**drawn.values, "phi": np.full(400, 0.7)})
    luck: Luck | None = None
    kept: list[np.ndarray] = []
    gathered: list[np.ndarray] = []
    for month in range(435, 435 + 24):
        luck = next_luck(luck, plan, theta, seed=1, runs=runs, month=month)
        kept.append(luck.dyad)
        gathered.append(luck.campaign)
    for series in (np.stack(kept), np.stack(gathered)):
        pairs = series[1:] * series[:-1]
        # 2,400 or more independent series: mean products are known to about .01.
        assert float(pairs.mean()) == pytest.approx(0.7, abs=0.05)
        assert float((series**2).mean()) == pytest.approx(1.0, abs=0.05)


def test_luck_goes_by_name_and_not_by_index(grid: Callable[..., Setting]) -> None:
    runs = np.arange(3, dtype=np.uint32)
    order = (3, 1, 0, 5, 4, 2)

    def power(setting: Setting) -> np.ndarray:
        theta = draw_theta(setting, seed=1, draws=runs)
        plan = plan_of(setting)
        return next_luck(None, plan, theta, seed=1, runs=runs, month=435).power

    np.testing.assert_array_equal(
        power(grid(actor_order=order)), power(grid())[list(order)]
    )

"""Control rests inside the dead band, passes beyond it, and always sums to one."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.war.control import advantages_of, log_advantage, passed
from sinequanon.war.fighting import Front


def fronts(o: Any, odds: float) -> tuple[Front, ...]:
    """Government and allies at the given odds against all, everyone else at even."""
    shape: tuple[int, int] = o.state.residents.shape
    made: list[Front] = []
    for pair in o.plan.pairs:
        x = odds if pair.i in (0, 1) else 0.0
        made.append(
            Front(
                odds=np.full(shape, x),
                part_i=np.full(shape, 0.5),
                part_j=np.full(shape, 0.5),
                intensity=np.ones(shape),
            )
        )
    return tuple(made)


def after(o: Any, odds: float, frozen: frozenset[int] = frozenset()) -> np.ndarray:
    return passed(
        o.plan,
        o.theta,
        o.terms,
        control=o.state.control,
        fronts=fronts(o, odds),
        advantages=advantages_of(o.plan, o.theta),
        frozen=frozen,
    )


def test_at_even_odds_every_front_rests(opening: Any) -> None:
    np.testing.assert_array_equal(after(opening, 0.0), opening.state.control)


@pytest.mark.parametrize("odds", [-4.0, 4.0])
def test_beyond_the_band_land_passes_and_shares_sum_to_one(
    opening: Any, odds: float
) -> None:
    moved = after(opening, odds)
    np.testing.assert_allclose(moved.sum(axis=0), 1.0, atol=1e-12)
    gain = (moved - opening.state.control)[:2].sum(axis=(0, 1))
    assert bool(np.all(gain > 0.0 if odds > 0.0 else gain < 0.0))


def test_a_place_under_dated_assault_waits_for_its_event(opening: Any) -> None:
    moved = after(opening, 4.0, frozenset({4}))
    np.testing.assert_array_equal(moved[:, 4], opening.state.control[:, 4])
    assert not np.array_equal(moved, opening.state.control)


def test_home_and_crowds_help_the_defender(opening: Any) -> None:
    o = opening
    none = replace(
        o.theta,
        values={**o.theta.values, "home": np.zeros(5), "urban": np.zeros(5)},
    )
    plain = log_advantage(o.plan, none, 4, 0)
    assert float(np.ptp(plain, axis=0).max()) == 0.0
    urban = replace(none, values={**none.values, "urban": np.ones(5)})
    rise = (log_advantage(o.plan, urban, 4, 0) - plain)[:, 0]
    np.testing.assert_allclose(rise, o.plan.density)
    home = replace(none, values={**none.values, "home": np.ones(5)})
    at_home = (log_advantage(o.plan, home, 4, 0) - plain)[:, 0]
    ours = o.plan.home[4] > o.plan.home[0]
    assert bool(np.all(at_home[ours] > 0.0))
    assert bool(np.all(at_home[~ours] <= 0.0))

"""Every rival answers with chances, and the two-sided model follows its description."""

import itertools

import numpy as np
import pytest
from scipy.special import expit

from sinequanon.record.holders import twosided
from sinequanon.record.holders.folds import splits
from sinequanon.record.holders.rivals import rows_of
from sinequanon.record.holders.scoring import RIVALS
from sinequanon.record.holders.smoothing import Ground


@pytest.mark.parametrize("name", RIVALS)
def test_a_rival_gives_chances_of_five_holders(name: str, some_ground: Ground):
    train, test = next(splits(some_ground.anchors, "random", 0, 0))
    told = RIVALS[name](some_ground, train, test)
    assert told.shape == (len(rows_of(some_ground, test).town), 5)
    assert (told > 0.0).all()
    np.testing.assert_allclose(told.sum(axis=1), 1.0)


@pytest.mark.parametrize("name", RIVALS)
def test_a_rival_ignores_what_is_stated_of_held_out_towns(
    name: str, some_ground: Ground
):
    train, test = next(splits(some_ground.anchors, "random", 0, 0))
    before = RIVALS[name](some_ground, train, test)
    holder = some_ground.anchors.holder.copy()
    some_ground.anchors.holder[test] = np.where(holder[test] >= 0, 4, -1)
    after = RIVALS[name](some_ground, train, test)
    some_ground.anchors.holder[:] = holder
    np.testing.assert_allclose(before, after)


def test_exposure_halves_at_20_km_and_3_months():
    assert expit(7.0 - 0.35 * 20.0) == 0.5
    assert expit(8.0 - 2.5 * 3.2) == 0.5


def test_symbols_name_the_more_unusual_violence():
    terror = np.array([[0.0], [5.0], [0.0], [0.0]])
    conventional = np.array([[0.0], [0.0], [5.0], [0.05]])
    assert twosided.symbols(terror, conventional)[:, 0].tolist() == [0, 3, 1, 0]


def test_the_best_path_is_the_likeliest_of_all():
    seen = np.array([[0, 1, 3, 0]])
    moves, emits = twosided._MOVES, twosided._EMITS
    paths = list(itertools.product(range(5), repeat=4))

    def chance(path: tuple[int, ...]) -> float:
        total = twosided._START[path[0]] * emits[path[0], 0]
        for month in range(1, 4):
            total *= moves[path[month - 1], path[month]]
            total *= emits[path[month], seen[0, month]]
        return float(total)

    best = twosided.best_paths(seen)[0].tolist()
    assert chance(tuple(best)) == pytest.approx(max(map(chance, paths)))

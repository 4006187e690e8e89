"""The rate of settlement: anchored, null exact, kinds apart."""

import numpy as np
import pytest

from sinequanon import streams
from sinequanon.axes import Float
from sinequanon.bargain import Frozen, Table, draw_minds, frozen_of, hazards, openness

RUNS = 4_000
FROZEN = Frozen(surplus_mean=0.1, surplus_sd=0.08, stalemate_mean=-0.2)


def noise(name: str, runs: int = RUNS) -> Float[np.ndarray, "runs quarters"]:
    """Standard normal numbers, one a run."""
    return streams.normals(0, name, np.arange(runs, dtype=np.uint32))[:, :, 0]


def test_the_null_is_exactly_one(sample: Table):
    pinned = {"surplus_slope": 0.0, "stalemate_slope": 0.0}
    minds = draw_minds(sample, seed=0, draws=RUNS, pinned=pinned)
    half = np.full((RUNS, 1), 0.5)
    found = hazards(noise("s"), noise("w"), half, minds, FROZEN, class_rate=0.04)
    assert (found.ratio == 1.0).all()
    assert np.array_equal(found.total[:, 0], 0.04 * minds.class_rate)


@pytest.mark.statistical
@pytest.mark.parametrize("slope", [0.3, 0.7, 1.2])
def test_the_mean_stays_at_the_base_rate_for_every_slope(slope: float, sample: Table):
    pinned = {"surplus_slope": slope, "stalemate_slope": 0.0, "class_rate": 1.0}
    minds = draw_minds(sample, seed=0, draws=RUNS, pinned=pinned)
    surplus = FROZEN.surplus_mean + FROZEN.surplus_sd * noise("anchor")
    flat = np.full((RUNS, 1), 0.0)
    found = hazards(surplus, flat - 0.2, flat, minds, FROZEN, class_rate=0.04)
    error = 4 * float(found.total.std()) / np.sqrt(RUNS)
    assert float(found.total.mean()) == pytest.approx(0.04, abs=error)


@pytest.mark.statistical
def test_the_class_rate_is_spread_by_its_interval(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    logs = np.log(minds.class_rate)
    assert float(logs.mean()) == pytest.approx(0.0, abs=4 * 0.7 / np.sqrt(RUNS))
    assert float(logs.std()) == pytest.approx(0.7, abs=4 * 0.7 / np.sqrt(2 * RUNS))


def test_the_spread_of_the_class_rate_can_be_given(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    s = noise("s")
    usual, wide, none = (
        hazards(s, s, s, minds, FROZEN, class_rate=0.04, class_log_sd=sd).total
        for sd in (0.7, 1.4, 0.0)
    )
    own = np.log(usual / none)
    assert own[:, 0] == pytest.approx(np.log(minds.class_rate))
    assert np.log(wide / none) == pytest.approx(2.0 * own)


def test_a_wider_zone_never_makes_settlement_less_likely(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    s, w = noise("s"), noise("w")
    none = np.zeros_like(s)
    here = hazards(s, w, none, minds, FROZEN, class_rate=0.04)
    wider = hazards(s + 0.05, w, none, minds, FROZEN, class_rate=0.04)
    assert (wider.total >= here.total).all()
    nearer = hazards(s, w + 0.1, none, minds, FROZEN, class_rate=0.04)
    raises = (nearer.total >= here.total).mean()
    assert 0.7 < raises < 0.95


def test_kinds_share_the_rate(sample: Table):
    minds = draw_minds(sample, seed=0, draws=RUNS)
    weight = 1 / (1 + np.exp(noise("kinds")))
    s = noise("s")
    found = hazards(s, s, weight, minds, FROZEN, class_rate=0.04)
    total = found.with_transfer + found.without_transfer
    assert total == pytest.approx(found.total)
    assert found.with_transfer == pytest.approx(found.total * weight)


def test_frozen_numbers_are_those_of_the_ensemble_they_come_from(sample: Table):
    runs = 60
    opening = openness(
        sample,
        draw_minds(sample, seed=0, draws=runs),
        log_power=0.3 * np.tile(noise("x", runs), (1, 2)),
        intensity=np.ones((runs, 2)),
        news=np.zeros((runs, 2)),
        encoding="values",
        mapping="shift",
    )
    found = frozen_of(opening)
    assert found.surplus_mean == pytest.approx(float(opening.surplus.mean()))
    assert found.surplus_sd == pytest.approx(float(opening.surplus.std()))
    assert found.stalemate_mean == pytest.approx(float(opening.stalemate.mean()))


def test_a_spread_of_zero_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        Frozen(surplus_mean=0.0, surplus_sd=0.0, stalemate_mean=0.0)

"""Openness: Fearon's baseline, the two mappings, and the laws of batching."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.axes import Float
from sinequanon.bargain import (
    Encoding,
    Mapping,
    Minds,
    Openness,
    Table,
    bargaining_range,
    draw_minds,
    openness,
    surpluses,
)
from sinequanon.bargain.commitment import broken_risk, disarming_risk

CELLS: list[tuple[Encoding, Mapping]] = [
    ("values", "threat"),
    ("values", "shift"),
    ("red_lines", "threat"),
    ("red_lines", "shift"),
]

Quarters = Float[np.ndarray, "runs quarters"]


def flat(runs: int, quarters: int, value: float) -> Quarters:
    """The same number in every run and quarter."""
    return np.full((runs, quarters), value)


def look(
    table: Table,
    x: float,
    pinned: dict[str, float] | None = None,
    *,
    draws: int = 1,
    intensity: float = 1.0,
    encoding: Encoding = "values",
    mapping: Mapping = "shift",
    news: float = 0.0,
) -> Openness:
    return openness(
        table,
        draw_minds(table, seed=3, draws=draws, pinned=pinned),
        log_power=flat(draws, 2, x),
        intensity=flat(draws, 2, intensity),
        news=flat(draws, 2, news),
        encoding=encoding,
        mapping=mapping,
    )


def odds(p: float) -> float:
    return float(np.log(p / (1 - p)))


@settings(max_examples=15, deadline=None)
@given(p=st.floats(0.25, 0.75), a=st.floats(0.04, 0.2))
def test_with_common_beliefs_power_moves_the_terms_and_keeps_the_width(
    p: float, a: float, pie: Callable[[int], Table], frictionless: dict[str, float]
):
    table = pie(2001)
    pinned = {**frictionless, "cost": a}
    here = look(table, odds(p), pinned)
    parity = look(table, 0.0, pinned)
    # The best split leaves each side half of the width c_A + c_B (Fearon 1995).
    assert here.surplus == pytest.approx(parity.surplus, abs=1e-3)
    low, high = bargaining_range(p=p, cost_a=a, cost_b=a)
    fighting = here.value_of_fighting[0, 0]
    assert fighting == pytest.approx([low, 1 - high], abs=1e-9)
    assert here.zone_open.all()


def test_without_costs_the_zone_is_one_point_and_with_optimism_none(
    pie: Callable[[int], Table], frictionless: dict[str, float]
):
    table = pie(2001)
    none = {**frictionless, "cost": 0.0}
    assert look(table, odds(0.5), none).surplus[0, 0] <= 0.0
    hopeful = {**frictionless, "cost": 0.01, "optimism": 0.4}
    assert not look(table, 0.0, hopeful).zone_open.any()


def test_all_or_nothing_settles_only_by_giving_in(
    pie: Callable[[int], Table], frictionless: dict[str, float]
):
    table = pie(2)
    assert not look(table, odds(0.5), frictionless).zone_open.any()
    assert not look(table, odds(0.88), frictionless).zone_open.any()
    assert look(table, odds(0.95), frictionless).zone_open.all()


@pytest.mark.parametrize(("encoding", "mapping"), CELLS)
def test_a_costlier_war_widens_the_zone(
    encoding: Encoding, mapping: Mapping, sample: Table
):

    cheap, dear = (
        look(sample, 0.2, {"cost": c}, draws=80, encoding=encoding, mapping=mapping)
        for c in (0.05, 0.2)
    )
    assert (dear.surplus >= cheap.surplus).all()
    assert dear.surplus.mean() > cheap.surplus.mean() + 0.05


@pytest.mark.parametrize(("encoding", "mapping"), CELLS)
def test_a_guarantee_widens_the_zone(
    encoding: Encoding, mapping: Mapping, sample: Table
):

    none, full = (
        look(
            sample, 0.2, {"guarantee": g}, draws=80, encoding=encoding, mapping=mapping
        )
        for g in (0.0, 0.9)
    )
    # A promise kept is worth more only where it is worth more than defeat.
    assert (full.surplus >= none.surplus - 1e-9).mean() > 0.95
    assert full.surplus.mean() > none.surplus.mean()


def test_red_lines_never_widen_the_zone(sample: Table):

    values = look(sample, 0.0, draws=200)
    lines = look(sample, 0.0, draws=200, encoding="red_lines")
    assert (lines.surplus <= values.surplus + 1e-12).all()
    assert not (lines.zone_open & ~values.zone_open).any()
    assert (lines.surplus < values.surplus - 1e-6).any()


def test_no_settlement_that_breaks_a_real_red_line_is_in_the_zone(
    pie: Callable[[int], Table], frictionless: dict[str, float]
):
    table = pie(2)
    barred = replace(table, red_lines=np.ones_like(table.red_lines))
    ruinous = {**frictionless, "cost": 5.0, "red_line_real": 1.0}
    assert look(barred, 0.0, ruinous, encoding="values").zone_open.all()
    assert not look(barred, 0.0, ruinous, encoding="red_lines").zone_open.any()


def test_the_shift_mapping_tempts_most_at_parity_and_a_secure_winner_least():
    y = np.linspace(-5.0, 5.0, 201)
    risk = disarming_risk(y, np.full(201, 1.0), 0.0)
    assert y[risk.argmax()] == pytest.approx(-0.5, abs=0.05)
    assert risk.max() == pytest.approx(1.0, abs=1e-3)
    after = risk[y >= 0.0]
    assert (np.diff(after) < 0).all()
    assert after[-1] < 0.1


@pytest.mark.parametrize("keep", [0.0, 0.5])
def test_the_threat_mapping_rises_with_the_winners_odds(keep: float, sample: Table):
    minds = draw_minds(sample, seed=0, draws=50)
    y = np.tile(np.linspace(-4.0, 4.0, 81), (50, 1))
    risk = broken_risk(minds, y, keep=keep, transfer=False, mapping="threat")
    assert (np.diff(risk, axis=1) > 0).all()


def test_a_transfer_of_power_needs_no_promise(sample: Table):
    minds = draw_minds(sample, seed=0, draws=50)
    y = np.tile(np.linspace(-4.0, 4.0, 9), (50, 1))
    risk = broken_risk(minds, y, keep=0.0, transfer=True, mapping="threat")
    assert (np.diff(risk, axis=1) == 0).all()
    promise = broken_risk(minds, y, keep=0.0, transfer=False, mapping="threat")
    assert (promise > risk).all()


@pytest.mark.parametrize("mapping", ["threat", "shift"])
def test_risk_is_a_chance_and_falls_with_guarantee_and_arms_kept(
    mapping: Mapping, sample: Table
):

    y = np.tile(np.linspace(-6.0, 6.0, 25), (50, 1))
    none, half = (
        draw_minds(sample, seed=0, draws=50, pinned={"guarantee": g})
        for g in (0.0, 0.5)
    )
    for transfer in (False, True):
        risk = broken_risk(none, y, keep=0.0, transfer=transfer, mapping=mapping)
        assert risk.min() >= 0.0
        assert risk.max() <= 1.0
        covered = broken_risk(half, y, keep=0.0, transfer=transfer, mapping=mapping)
        assert covered == pytest.approx(risk / 2.0)
        armed = broken_risk(none, y, keep=0.8, transfer=transfer, mapping=mapping)
        assert (armed <= risk + 1e-12).all()


def test_stalemate_is_zero_at_parity_and_negative_away_from_it(sample: Table):

    pinned = {"optimism": 0.0}
    assert look(sample, 0.0, pinned).stalemate == pytest.approx(np.zeros((1, 2)))
    for x in (-1.0, 1.0):
        assert (look(sample, x, pinned).stalemate < -0.01).all()


def test_a_war_that_is_won_has_no_boundless_stalemate(sample: Table):
    found = look(sample, 60.0, {"optimism": 0.0, "odds_slope": 1.0})
    assert found.stalemate == pytest.approx(np.full((1, 2), np.log(4 * 0.001 * 0.999)))
    assert np.isfinite(found.surplus).all()


def test_news_moves_what_believers_think_of_their_odds(sample: Table):

    before, after = (look(sample, 0.0, draws=50, news=n) for n in (0.0, 0.5))
    government, rebels, backer = range(3)
    change = after.value_of_fighting - before.value_of_fighting
    assert (change[:, :, government] >= 0).all()
    assert change[:, :, government].mean() > 0
    assert (change[:, :, rebels] <= 0).all()
    assert (change[:, :, backer] == 0).all()


def test_fighting_wears_optimism_down(sample: Table):

    found = openness(
        sample,
        draw_minds(sample, seed=3, draws=1, pinned={"optimism": 0.5, "cost": 0.1}),
        log_power=flat(1, 8, 0.0),
        intensity=flat(1, 8, 1.0),
        news=flat(1, 8, 0.0),
        encoding="values",
        mapping="shift",
    )
    assert (np.diff(found.value_of_fighting, axis=1) < 0).all()
    assert (np.diff(found.surplus, axis=1) > 0).all()


@dataclass(frozen=True)
class Paths:
    """A war as the bargain sees it."""

    log_power: Quarters
    intensity: Quarters
    news: Quarters

    def look(
        self,
        table: Table,
        minds: Minds,
        cell: tuple[Encoding, Mapping],
        *,
        rows: slice = slice(None),
        coalition: int = 0,
    ) -> Openness:
        """Openness of some of the runs."""
        return openness(
            table,
            minds.take(rows),
            log_power=self.log_power[rows],
            intensity=self.intensity[rows],
            news=self.news[rows],
            encoding=cell[0],
            mapping=cell[1],
            coalition=coalition,
        )


def varied(runs: int, quarters: int) -> Paths:
    """Paths in which no two runs are alike."""
    grid = np.arange(runs * quarters, dtype=np.float64).reshape(runs, quarters)
    return Paths(
        log_power=np.sin(grid),
        intensity=1.0 + 0.5 * np.cos(grid),
        news=0.1 * np.sin(3 * grid),
    )


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("cut", [1, 63, 64, 65, 99])
def test_batches_give_the_same_bits(
    cell: tuple[Encoding, Mapping], cut: int, sample: Table
):
    minds = draw_minds(sample, seed=0, draws=100)
    paths = varied(100, 3)
    whole = paths.look(sample, minds, cell)
    for rows in (slice(0, cut), slice(cut, 100)):
        part = paths.look(sample, minds, cell, rows=rows)
        for name in vars(whole):
            assert np.array_equal(getattr(whole, name)[rows], getattr(part, name)), name


def test_threads_give_the_same_bits(sample: Table):
    minds = draw_minds(sample, seed=0, draws=200)
    paths = varied(200, 3)
    alone = [paths.look(sample, minds, cell) for cell in CELLS]
    with ThreadPoolExecutor(max_workers=4) as pool:
        waiting = [pool.submit(paths.look, sample, minds, cell) for cell in CELLS]
        together = [task.result() for task in waiting]
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one.surplus, other.surplus)
        assert np.array_equal(one.binding, other.binding)


@pytest.mark.parametrize("cell", CELLS)
def test_openness_is_the_smooth_max_min_of_its_definition(
    cell: tuple[Encoding, Mapping], sample: Table
):
    runs = 40
    minds = draw_minds(sample, seed=6, draws=runs)
    paths = varied(runs, 2)
    found = paths.look(sample, minds, cell)
    for quarter in range(2):
        each = surpluses(
            sample,
            minds,
            log_power=paths.log_power,
            intensity=paths.intensity,
            news=paths.news,
            encoding=cell[0],
            mapping=cell[1],
            quarter=quarter,
        )
        least = each.min(axis=2)
        top = least.max(axis=1)
        weight = np.exp((least - top[:, None]) / 0.03)
        smooth = top + 0.03 * np.log(weight.mean(axis=1))
        assert found.surplus[:, quarter] == pytest.approx(smooth)
        assert np.array_equal(found.zone_open[:, quarter], top >= 0)
        share = weight[:, sample.transfer].sum(axis=1) / weight.sum(axis=1)
        assert found.transfer_weight[:, quarter] == pytest.approx(share)
        at_best = each[np.arange(runs), least.argmax(axis=1)]
        bound = at_best[np.arange(runs), found.binding[:, quarter]]
        assert bound == pytest.approx(top)


def test_only_the_coalitions_members_count(sample: Table):
    minds = draw_minds(sample, seed=0, draws=50)
    paths = varied(50, 2)
    everyone = paths.look(sample, minds, CELLS[1])
    alone = paths.look(sample, minds, CELLS[1], coalition=1)
    assert (alone.surplus > everyone.surplus).all()
    assert (alone.binding == 0).all()


def test_paths_and_minds_must_agree_in_number(sample: Table):
    with pytest.raises(ValueError, match="as many minds"):
        openness(
            sample,
            draw_minds(sample, seed=0, draws=3),
            log_power=flat(4, 2, 0.0),
            intensity=flat(4, 2, 1.0),
            news=flat(4, 2, 0.0),
            encoding="values",
            mapping="shift",
        )

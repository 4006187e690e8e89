"""Laws of paired worlds, bit by bit: on a small war, and on the shipped one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import Table
from sinequanon.dossier import Dossier, Question
from sinequanon.model import CELLS, Anchor
from sinequanon.question import (
    Case,
    News,
    Scenario,
    Size,
    WorldResult,
    compare,
    ensemble,
    hazard_ratios,
    minds_of,
    outcome_specs,
    run_worlds,
    worlds_of,
)
from sinequanon.war import Setting, setting_of

MONTHS = 12
SIZE = Size(draws=5, lucks=2, months=MONTHS, seed=7)
Arrays = Callable[[WorldResult], dict[str, np.ndarray]]
Make = Callable[..., Any]


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    """Refuse two sets of arrays that differ in any bit."""
    assert one.keys() == other.keys()
    for name, values in one.items():
        assert np.array_equal(values, other[name]), name


def rows(arrays: dict[str, np.ndarray], some: slice) -> dict[str, np.ndarray]:
    """The arrays of some runs only."""
    return {name: values[some] for name, values in arrays.items()}


def refuse_any_difference(
    without: WorldResult, with_event: WorldResult, actors: list[tuple[str, str, str]]
) -> None:
    """Refuse a pair of worlds in which any outcome is not exactly the same."""
    names = {side: side for _, _, side in actors}
    for spec in outcome_specs(actors, names):
        pair = compare(without, with_event, spec, MONTHS)
        assert pair.difference == 0.0, spec.name
        assert pair.standard_error == 0.0, spec.name
        assert pair.interval90 == (0.0, 0.0), spec.name
    for cell in CELLS:
        assert (hazard_ratios(without, with_event, MONTHS, cell) == 1.0).all()


@settings(max_examples=3, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**31))
def test_no_event_makes_exactly_no_difference(duel: Make, seed: int):
    war = duel()
    twice = [war.worlds[0], replace(war.worlds[0], name="the same again")]
    without, with_event = run_worlds(war.case, twice, replace(SIZE, seed=seed))
    actors = [(actor, actor, actor) for actor in war.case.setting.actors]
    refuse_any_difference(without, with_event, actors)


def test_the_event_makes_some_difference(duel: Make):
    # Without this the laws above would hold of an engine that does nothing.
    war = duel()
    without, with_event = run_worlds(war.case, war.worlds, SIZE)
    for cell in CELLS:
        assert (hazard_ratios(without, with_event, MONTHS, cell) != 1.0).all()


def test_no_event_makes_exactly_no_difference_on_the_shipped_war(
    syria: tuple[Dossier, Question], syrian_case: Case
):
    dossier, question = syria
    main = next(one for one in question.contrasts if one.main)
    nothing = main.model_copy(update={"with_": main.without})
    worlds = worlds_of(dossier, question, nothing, News(taken=0.3, not_taken=-0.1))
    size = Size(draws=2, lucks=2, months=MONTHS, seed=1)
    without, with_event = run_worlds(
        syrian_case, [worlds.without, worlds.with_event], size
    )
    actors = [(one.key, one.short, one.side) for one in dossier.actors]
    refuse_any_difference(without, with_event, actors)


@pytest.mark.parametrize(("batch", "threads"), [(1, 1), (1, 2), (4, 2), (1000, 1)])
def test_batches_and_threads_change_no_bit(
    duel: Make,
    arrays: Arrays,
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
    threads: int,
):
    war = duel()
    size = replace(SIZE, months=4)
    plain = run_worlds(war.case, war.worlds, size)
    monkeypatch.setattr(ensemble, "BATCH_RUNS", batch)
    monkeypatch.setattr(ensemble, "cpu_count", lambda: threads)
    other = run_worlds(war.case, war.worlds, size)
    for one, two in zip(plain, other, strict=True):
        same(arrays(one), arrays(two))


def test_more_draws_do_not_change_the_first(duel: Make, arrays: Arrays):
    war = duel()
    few = run_worlds(war.case, war.worlds, SIZE)
    more = run_worlds(war.case, war.worlds, replace(SIZE, draws=9))
    for one, two in zip(few, more, strict=True):
        same(arrays(one), rows(arrays(two), slice(0, SIZE.runs)))


def test_a_run_alone_is_itself_among_others(duel: Make, arrays: Arrays):
    war = duel()
    whole = run_worlds(war.case, war.worlds, replace(SIZE, draws=9))
    some = np.arange(3, 6, dtype=np.uint32)
    alone = ensemble._batch(
        war.case,
        war.worlds,
        SIZE,
        minds_of(war.case, replace(SIZE, draws=9)),
        some,
        CELLS,
    )
    here = slice(3 * SIZE.lucks, 6 * SIZE.lucks)
    for world, (path, course, peace, _) in zip(whole, alone, strict=True):
        found = replace(world, path=path, course=course, peace=peace)
        same(arrays(found), rows(arrays(world), here))
        assert path.runs.tolist() == [6, 7, 8, 9, 10, 11]


def test_other_worlds_beside_a_pair_change_no_bit(duel: Make, arrays: Arrays):
    war = duel()
    third = Scenario(name="third", world=(), log_power_shift=1.0, news=-0.2)
    pair = run_worlds(war.case, war.worlds, SIZE)
    three = run_worlds(war.case, [*war.worlds, third], SIZE)
    for one, two in zip(pair, three[:2], strict=True):
        same(arrays(one), arrays(two))
    shifted = three[2].course.log_power - three[0].course.log_power
    np.testing.assert_allclose(shifted, 1.0)


def test_a_longer_horizon_does_not_change_the_months_before_it(duel: Make):
    # From the year on that intensity is measured over.
    war = duel()
    short = run_worlds(war.case, war.worlds, SIZE)
    long = run_worlds(war.case, war.worlds, replace(SIZE, months=18))
    for one, two in zip(short, long, strict=True):
        for cell in CELLS:
            brief, full = one.peace[cell.name], two.peace[cell.name]
            assert np.array_equal(brief.signed, full.signed[:, :MONTHS])
            assert np.array_equal(brief.survival, full.survival[:, :MONTHS])


def test_draws_and_lucks_are_kept_apart(duel: Make):
    war = duel()
    without, _ = run_worlds(war.case, war.worlds, SIZE)
    power = without.by_draw(without.course.log_power[:, -1])
    assert power.shape == (SIZE.draws, SIZE.lucks)
    # Lucks of one draw share the parameters and so the start, but not the course.
    start = without.by_draw(without.path.log_power[:, 0])
    assert np.ptp(start, axis=1).max() < np.ptp(start[:, 0])
    assert (power[:, 0] != power[:, 1]).all()


def test_the_first_year_without_the_event_has_intensity_one(duel: Make):
    war = duel()
    without, with_event = run_worlds(war.case, war.worlds, SIZE)
    np.testing.assert_allclose(without.course.intensity.mean(axis=1), 1.0)
    assert (with_event.course.intensity.mean(axis=1) != 1.0).all()


def test_progress_counts_every_run_once(duel: Make, monkeypatch: pytest.MonkeyPatch):
    war = duel()
    monkeypatch.setattr(ensemble, "BATCH_RUNS", 4)
    seen: list[tuple[int, int]] = []
    run_worlds(
        war.case,
        war.worlds,
        replace(SIZE, months=1),
        cells=(),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(4, 10), (8, 10), (10, 10)]


def test_without_slopes_the_ratio_is_exactly_one(duel: Make):
    war = duel()
    flat = replace(war.case, pinned=(("surplus_slope", 0.0), ("stalemate_slope", 0.0)))
    without, with_event = run_worlds(flat, war.worlds, SIZE)
    for cell in CELLS:
        assert (hazard_ratios(without, with_event, MONTHS, cell) == 1.0).all()
        one, two = without.peace[cell.name], with_event.peace[cell.name]
        assert np.array_equal(one.rate, two.rate)
        assert not np.array_equal(one.surplus, two.surplus)


def test_class_rates_set_the_level_and_not_the_ratio(duel: Make, anchor: Anchor):
    war = duel()
    doubled = replace(anchor, rates=replace(anchor.rates, settlement=0.1))
    plain = run_worlds(war.case, war.worlds, SIZE)
    other = run_worlds(replace(war.case, anchor=doubled), war.worlds, SIZE)
    for cell in CELLS:
        np.testing.assert_allclose(
            other[0].peace[cell.name].rate, 2.0 * plain[0].peace[cell.name].rate
        )
        np.testing.assert_allclose(
            hazard_ratios(other[0], other[1], MONTHS, cell),
            hazard_ratios(plain[0], plain[1], MONTHS, cell),
        )


def turned_round(setting: Setting) -> Setting:
    """The same war with its actors in the opposite order."""
    last = len(setting.actors) - 1
    flipped: dict[str, Any] = {
        name: getattr(setting, name)[::-1]
        for name in (
            "actors",
            "sides",
            "control0",
            "strength_low",
            "strength_high",
            "quality_low",
            "quality_high",
            "backed",
        )
    }
    pairs: dict[str, Any] = {
        name: getattr(setting, name)[::-1, ::-1]
        for name in (
            "hostility_low",
            "hostility_high",
            "selectivity_low",
            "selectivity_high",
            "alliance",
        )
    }
    return replace(
        setting,
        core_a=tuple(last - actor for actor in setting.core_a),
        core_b=tuple(last - actor for actor in setting.core_b),
        **flipped,
        **pairs,
    )


def parties_turned_round(table: Table) -> Table:
    """The same table with its parties in the opposite order."""
    last = len(table.parties) - 1
    flipped: dict[str, Any] = {
        name: getattr(table, name)[::-1]
        for name in (
            "parties",
            "salience_low",
            "salience_high",
            "value_low",
            "value_high",
            "red_lines",
            "side",
            "exposed",
            "cost_low",
            "cost_high",
            "at_table",
        )
    }
    coalitions = tuple(
        tuple(last - party for party in members) for members in table.coalitions
    )
    return replace(table, coalitions=coalitions, **flipped)


SINGLE = 1e-5
"""The war runs in single precision: another order of sums moves its last bits."""


def test_the_order_of_actors_and_parties_changes_nothing(duel: Make):
    war = duel()
    turned = replace(
        war.case,
        setting=turned_round(war.case.setting),
        table=parties_turned_round(war.case.table),
    )
    plain = run_worlds(war.case, war.worlds, SIZE)
    other = run_worlds(turned, war.worlds, SIZE)
    for one, two in zip(plain, other, strict=True):
        np.testing.assert_allclose(
            two.course.log_power, one.course.log_power, atol=SINGLE
        )
        for cell in CELLS:
            here, there = one.peace[cell.name], two.peace[cell.name]
            np.testing.assert_allclose(there.surplus, here.surplus, atol=SINGLE)
            np.testing.assert_allclose(there.signed, here.signed, atol=SINGLE)
            assert np.array_equal(there.binding, 1 - here.binding)


def test_every_contrast_of_the_shipped_war_can_be_run(
    syria: tuple[Dossier, Question], syrian_case: Case
):
    dossier, question = syria
    news = News(taken=0.05, not_taken=-0.01)
    pairs = [worlds_of(dossier, question, one, news) for one in question.contrasts]
    scenarios = [world for pair in pairs for world in (pair.without, pair.with_event)]
    size = Size(draws=1, lucks=1, months=8, seed=3)
    found = run_worlds(syrian_case, scenarios, size, cells=CELLS[:1])
    assert [one.scenario.name for one in found] == [one.name for one in scenarios]
    assert setting_of(dossier).start_month + 1 == syrian_case.boundary
    for result in found:
        assert result.path.months.tolist() == list(range(435, 444))
        assert result.path.watch == ("SY040500",)
        assert result.course.log_power.shape == (1, 8)
        assert np.isfinite(result.peace[CELLS[0].name].signed).all()


def test_a_pinned_place_stays_with_its_holder_on_the_shipped_war(
    syria: tuple[Dossier, Question], syrian_case: Case
):
    dossier, question = syria
    held = next(one for one in question.contrasts if one.with_.pinned)
    worlds = worlds_of(dossier, question, held, News(taken=0.0, not_taken=0.0))
    size = Size(draws=2, lucks=1, months=8, seed=3)
    without, with_event = run_worlds(
        syrian_case, [worlds.without, worlds.with_event], size, cells=()
    )
    actors = without.path.actors
    for result, holder in ((without, "islamic_state"), (with_event, "government")):
        share = result.path.watched[:, 0, actors.index(holder), 1:]
        np.testing.assert_allclose(share, 1.0)

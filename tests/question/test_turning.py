"""What would turn the answer: assumptions changed on courses that stay as they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.bargain import BARGAIN_PARAMETERS
from sinequanon.model import CELLS
from sinequanon.question import (
    AS_IT_IS,
    ASSUMPTIONS,
    CHANCES,
    Assumption,
    News,
    Size,
    Turned,
    WorldResult,
    assumptions_of,
    compare,
    hazard_ratios,
    kind_ratios,
    largest_ratio,
    revalued,
    run_worlds,
    turned,
)

Make = Callable[..., Any]
SIZE = Size(draws=6, lucks=2, months=12, seed=5)
AGREEMENT = next(spec for spec in CHANCES if spec.name == "national_agreement")


@pytest.fixture(scope="module")
def pair(duel: Make) -> tuple[Any, WorldResult, WorldResult]:
    """A control war that has been run: case, without, with."""
    war = duel()
    without, with_event = run_worlds(war.case, war.worlds, SIZE)
    return war.case, without, with_event


Pair = tuple[Any, WorldResult, WorldResult]


def test_nothing_changed_is_the_ensemble_itself(pair: Pair):
    case, without, with_event = pair
    found = revalued(case, with_event, SIZE.draws, AS_IT_IS, with_event=True)
    for cell in CELLS:
        for name, values in vars(found[cell.name]).items():
            assert np.array_equal(values, getattr(with_event.peace[cell.name], name))
    one = turned(case, without, with_event, AS_IT_IS, months=12, draws=SIZE.draws)
    whole = compare(without, with_event, AGREEMENT, 12)
    assert one.difference == pytest.approx(whole.difference, abs=1e-15)
    assert one.standard_error == pytest.approx(whole.standard_error, abs=1e-15)
    assert one.with_event == pytest.approx(whole.levels()[0], abs=1e-15)
    ratio = [hazard_ratios(without, with_event, 12, cell) for cell in CELLS]
    assert one.hazard_ratio == float(np.median(np.concatenate(ratio)))


def test_fewer_draws_are_the_first_ones(pair: Pair):
    case, without, _ = pair
    some = revalued(case, without, 2, AS_IT_IS, with_event=False)
    for cell in CELLS:
        first = without.peace[cell.name].signed[: 2 * SIZE.lucks]
        assert np.array_equal(some[cell.name].signed, first)


def test_the_first_assumption_is_the_honest_null(pair: Pair):
    case, without, with_event = pair
    null = turned(case, without, with_event, ASSUMPTIONS[0], months=12, draws=6)
    assert null.hazard_ratio == 1.0
    assert null.assumption is ASSUMPTIONS[0]


@pytest.mark.parametrize("assumption", ASSUMPTIONS, ids=lambda one: one.value)
def test_between_two_equal_worlds_no_assumption_makes_a_difference(
    pair: Pair, assumption: Assumption
):
    case, without, _ = pair
    found = turned(case, without, without, assumption, months=12, draws=2)
    assert found.difference == found.standard_error == 0.0
    assert found.hazard_ratio == 1.0


def test_assumptions_have_names_of_their_own_and_pin_what_exists():
    known = {parameter.name for parameter in BARGAIN_PARAMETERS}
    assert len({(one.name, one.value) for one in ASSUMPTIONS}) == len(ASSUMPTIONS)
    for one in ASSUMPTIONS:
        assert {name for name, _ in one.pins} <= known
        assert replace(one, name="", value="", note="") != replace(
            AS_IT_IS, name="", value=""
        )


def test_talks_that_are_on_at_the_start_sign_sooner(pair: Pair):
    case, without, with_event = pair

    def asked(start: tuple[float, float, float, float]) -> Turned:
        changed = Assumption(name="stage", value="", start=start)
        return turned(case, without, with_event, changed, months=12, draws=6)

    still, talking = asked((1.0, 0.0, 0.0, 0.0)), asked((0.0, 1.0, 0.0, 0.0))
    assert talking.with_event > still.with_event
    # Where the talks stand moves the level, not the ratio of the rates.
    assert talking.hazard_ratio == still.hazard_ratio
    assert asked(case.anchor.start).difference == pytest.approx(
        turned(case, without, with_event, AS_IT_IS, months=12, draws=6).difference
    )


def test_news_is_scaled_and_can_be_left_out(pair: Pair):
    case, without, with_event = pair
    silent = replace(with_event, scenario=replace(with_event.scenario, news=0.0))
    loud = replace(
        with_event,
        scenario=replace(with_event.scenario, news=3.0 * with_event.scenario.news),
    )

    def asked(world: WorldResult, factor: float) -> float:
        changed = Assumption(name="news", value="", news=factor)
        return turned(case, without, world, changed, months=12, draws=6).difference

    assert asked(with_event, 0.0) == asked(silent, 1.0) == asked(loud, 0.0)
    assert asked(with_event, 3.0) == asked(loud, 1.0)
    assert asked(with_event, 1.0) != asked(silent, 1.0)


def test_a_shift_moves_the_world_with_the_event_only(pair: Pair):
    case, without, _ = pair
    moved = Assumption(name="shift", value="+1", shift=1.0)
    calm = revalued(case, without, 2, moved, with_event=False)
    other = revalued(case, without, 2, moved, with_event=True)
    plain = revalued(case, without, 2, AS_IT_IS, with_event=True)
    for cell in CELLS:
        assert np.array_equal(calm[cell.name].rate, plain[cell.name].rate)
        assert (other[cell.name].rate != plain[cell.name].rate).all()


def test_another_coalition_is_another_zone(pair: Pair):
    case, without, _ = pair
    table = replace(
        case.table, coalitions=((0, 1), (0,)), coalition_names=("both", "alone")
    )
    both = revalued(replace(case, table=table), without, 3, AS_IT_IS, with_event=False)
    alone = revalued(
        replace(case, table=table),
        without,
        3,
        Assumption(name="other", value="", coalition=1),
        with_event=False,
    )
    for cell in CELLS:
        # Whoever must please only itself finds terms at least as good, and binds alone.
        assert (alone[cell.name].zone_open >= both[cell.name].zone_open).all()
        assert alone[cell.name].zone_open.all()
        assert (alone[cell.name].binding == 0).all()


def test_no_shift_has_a_ratio_of_exactly_one_whatever_the_world_heard(pair: Pair):
    case, without, _ = pair
    told = replace(without, scenario=replace(without.scenario, news=-0.3))
    for world in (without, told):
        found = largest_ratio(case, world, months=12, draws=4, shifts=(0.0,))
        assert found.hazard_ratio == 1.0
        assert found.difference == 0.0


def test_the_largest_ratio_is_the_furthest_from_one_either_way(pair: Pair):
    case, without, _ = pair
    shifts = (-2.0, -0.5, 0.5, 2.0)
    alone = [
        largest_ratio(case, without, months=12, draws=4, shifts=(shift,))
        for shift in shifts
    ]
    found = largest_ratio(case, without, months=12, draws=4, shifts=shifts)
    distance = [abs(np.log(one.hazard_ratio)) for one in alone]
    assert found == alone[int(np.argmax(distance))]
    assert abs(np.log(found.hazard_ratio)) > 0.0


def test_kinds_of_settlement_lie_on_either_side_of_all(pair: Pair):
    case, without, _ = pair
    still = kind_ratios(case, without, 0.0, months=12, draws=4)
    assert still.any == still.with_transfer == still.without_transfer == 1.0
    # The controls' terms transfer nothing, so all settlements are of one kind.
    moved = kind_ratios(case, without, 0.7, months=12, draws=4)
    assert moved.with_transfer == 1.0
    assert moved.without_transfer == moved.any != 1.0


def test_what_becomes_of_news_is_tried_only_where_there_is_news():
    told = assumptions_of(News(taken=0.04, not_taken=-0.01), 0.3)
    assert told == ASSUMPTIONS
    act = assumptions_of(News(taken=0.0, not_taken=0.0), 0.3)
    assert not any(one.of_news for one in act)
    assert [one.heard for one in act if one.heard] == [0.3]
    assert len(act) == len([one for one in ASSUMPTIONS if not one.of_news]) + 1

"""Outcomes read off worlds that are written down by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sinequanon.model import CELLS
from sinequanon.question import (
    CHANCES,
    CLAIM_OUTCOMES,
    OutcomeSpec,
    compare,
    hazard_ratios,
    outcome_specs,
)

Make = Callable[..., Any]
SPECS = {
    spec.name: spec
    for spec in outcome_specs(
        [("ours", "Ours", "state"), ("theirs", "Theirs", "rebels")],
        {"state": "State", "rebels": "Rebels"},
    )
}
CELL = CELLS[0]
STILL = np.zeros((1, 3))
SETTLED = np.array([[0.1, 0.2, 0.3]])
VICTORY = np.array([[0.0, 0.1, 0.1]])


def of(spec: OutcomeSpec, world: Any, months: int = 3) -> float:
    """An outcome of the one run of a world."""
    (value,) = spec.of(world, world.peace[CELL.name], months)
    return float(value)


def test_chances_are_those_at_the_horizon(world: Make):
    made = world(power=STILL, settled=SETTLED, victory=VICTORY)
    found = {spec.name: of(spec, made, 2) for spec in CHANCES}
    assert found == pytest.approx(
        {
            "national_agreement": 0.2,
            "agreement_with_transfer": 0.1,
            "agreement_kept": 0.05,
            "conflict_ended": 0.3,
            "ended_without_victory": 0.2,
            "on_again": 0.0,
            "victory_a": 0.1,
            "victory_b": 0.0,
            "zone_open": 0.0,
        }
    )


@pytest.mark.parametrize(
    ("months", "found"), [(1, 0.0), (3, 0.0), (4, 1.0), (6, 1.0), (7, 1.0)]
)
def test_the_zone_is_that_of_the_horizons_quarter(
    world: Make, months: int, found: float
):
    # The hand-made zone is shut in the first quarter and open after it.
    assert of(SPECS["zone_open"], world(power=np.zeros((1, 7))), months) == found


def test_core_deaths_count_while_the_conflict_goes_on(world: Make):
    made = world(power=STILL, settled=SETTLED, deaths=(100.0, 10.0))
    assert of(SPECS["core_deaths"], made) == pytest.approx(100 * (1.0 + 0.9 + 0.8))


def test_an_ended_conflict_kills_again_once_it_is_on_again(world: Make):
    made = world(power=STILL, settled=SETTLED, victory=VICTORY, deaths=(100.0, 10.0))
    core = 100 * (1.0 + 0.9 + 0.7)
    assert of(SPECS["battle_deaths"], made) == pytest.approx(core + 3 * 10)
    again = np.full_like(SETTLED, 0.05)
    made = world(
        power=STILL,
        settled=SETTLED,
        victory=VICTORY,
        again=again,
        deaths=(100.0, 10.0),
    )
    assert of(SPECS["battle_deaths"], made) == pytest.approx(core + 10 + 3 * 10)
    assert of(SPECS["core_deaths"], made) == pytest.approx(core)
    assert of(SPECS["on_again"], made) == pytest.approx(0.05)


def test_if_nothing_ends_all_deaths_are_all(world: Make):
    made = world(power=STILL, deaths=(100.0, 10.0))
    assert of(SPECS["core_deaths"], made) == 300.0
    assert of(SPECS["battle_deaths"], made) == 330.0


def test_flows_are_summed_from_the_boundary_and_stocks_taken_at_the_horizon(
    world: Make,
):
    # Actor k has k in the month before the boundary and a tenth more each month.
    made = world(power=STILL)
    assert of(SPECS["civilians_state"], made) == pytest.approx(1.1 + 1.2 + 1.3)
    assert of(SPECS["civilians_rebels"], made, 2) == pytest.approx(2.1 + 2.2)
    assert of(SPECS["fighters_theirs"], made, 2) == pytest.approx(2.2)
    assert of(SPECS["places_state"], made) == pytest.approx(1.3)
    assert of(SPECS["displaced_inside"], made) == pytest.approx(1.3)
    assert of(SPECS["displaced_abroad"], made, 1) == pytest.approx(2.1)


def test_actors_of_one_side_are_added(world: Make):
    specs = outcome_specs(
        [("ours", "Ours", "all"), ("theirs", "T", "all")], {"all": "A"}
    )
    names = [spec.name for spec in specs]
    assert names.count("places_all") == names.count("civilians_all") == 1
    held = next(spec for spec in specs if spec.name == "places_all")
    assert of(held, world(power=STILL), 1) == pytest.approx(1.1 + 2.1)


def test_stocks_are_weighted_by_what_is_still_on_in_each_world(world: Make):
    power = np.zeros((2, 1))
    settled = np.array([[0.0], [0.5]])
    made, plain = world(power=power, settled=settled), world(power=power)
    spec = SPECS["fighters_ours"]
    assert spec.weighted
    found = compare(plain, made, spec, 1)
    # Runs have 1.1 and 2.1; their weights are 1 and 1/2.
    assert found.levels() == pytest.approx(((1.1 + 0.5 * 2.1) / 1.5, 1.6))


def test_an_outcome_is_averaged_over_the_readings_asked_for(world: Make):
    made, plain = world(power=STILL, settled=SETTLED), world(power=STILL)
    mixed = {**made.peace, CELLS[1].name: plain.peace[CELLS[1].name]}
    object.__setattr__(made, "peace", mixed)
    spec = SPECS["national_agreement"]
    assert compare(plain, made, spec, 3).difference == pytest.approx(0.75 * 0.3)
    assert compare(plain, made, spec, 3, CELLS[1:2]).difference == 0.0
    assert compare(plain, made, spec, 3, CELLS[:1]).difference == pytest.approx(0.3)


def test_lucks_of_a_draw_stand_in_one_row(world: Make):
    settled = np.arange(6.0)[:, None] / 10.0
    made = world(power=np.zeros((6, 1)), settled=settled, lucks=3)
    found = compare(made, made, SPECS["national_agreement"], 1)
    assert found.with_event.tolist() == [[0.0, 0.1, 0.2], [0.3, 0.4, 0.5]]


def test_ratios_of_rates_are_of_sums_to_the_horizon(world: Make):
    rate = np.array([[0.1, 0.2, 0.9]])
    made, other = (world(power=STILL, rate=k * rate) for k in (1.0, 2.0))
    assert hazard_ratios(made, other, 2, CELL) == pytest.approx([2.0])
    falling = world(power=STILL, rate=rate[:, ::-1].copy())
    assert hazard_ratios(made, falling, 2, CELL) == pytest.approx([1.1 / 0.3])


def test_two_rates_of_nothing_have_a_ratio_of_one_and_one_of_them_has_none(
    world: Make,
):
    nothing = world(power=np.zeros((2, 3)))
    some = world(power=np.zeros((2, 3)), rate=np.array([[0.0] * 3, [0.1] * 3]))
    assert hazard_ratios(nothing, nothing, 3, CELL).tolist() == [1.0, 1.0]
    assert hazard_ratios(some, nothing, 3, CELL).tolist() == [1.0, 0.0]
    above = hazard_ratios(nothing, some, 3, CELL)
    assert above[0] == 1.0
    assert np.isnan(above[1])


def test_every_outcome_has_a_name_of_its_own_and_claims_name_known_ones():
    assert len(SPECS) == len(CHANCES) + 2 + 2 + 2 + 3 + 2 + 2
    assert set(CLAIM_OUTCOMES.values()) <= set(SPECS)
    assert {spec.unit for spec in CHANCES} == {"chance"}
    assert {spec.name for spec in SPECS.values() if spec.weighted} == {
        "fighters_ours",
        "fighters_theirs",
        "places_state",
        "places_rebels",
    }

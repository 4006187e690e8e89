"""Comparisons file by file: what one world differs by from another, and laws of it."""

import numpy as np
import pytest

from sinequanon.laws import (
    backers,
    civilians,
    deals,
    durations,
    flight,
    forces,
    parties,
)
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect
from sinequanon.laws.wars import REBELS_FRIEND, STATES_FRIEND


def middle(effect: Effect) -> float:
    return float(np.median(effect.values))


def test_a_population_of_wars_ends_more_and_more(lab: Lab):
    found = durations.population(lab)
    assert found.survival.shape[1] == lab.premises.population_months
    assert (np.diff(found.survival, axis=1) <= 0.0).all()
    alive = durations.alive_1y(lab)
    assert alive.statistic(alive.sums.sum(axis=(0, 1))) == pytest.approx(
        float(found.survival[:, 11].mean())
    )


def test_a_fragile_settlement_breaks_with_a_chance(lab: Lab):
    broken = durations.broken_in_five_years(lab).values
    assert ((broken > 0.0) & (broken < 1.0)).all()
    # It is a matter of draws and not of luck.
    assert (broken[:, 0] == broken[:, 1]).all()


def test_factions_are_parts_of_the_same_rebels(lab: Lab):
    parties.with_faction(lab)
    split = lab.paths("faction", parties.duel(lab.premises))[0]
    whole = lab.plain()
    rebels = split.fighters[:, 1:].sum(axis=1)
    # Together they start as strong; after a month each has its own losses.
    np.testing.assert_allclose(rebels[:, 0], whole.fighters[:, 1, 0], rtol=0.05)


def test_help_for_one_side_moves_the_balance_its_way(lab: Lab):
    state = backers.helped(lab, STATES_FRIEND).log_power[:, 0]
    rebels = backers.helped(lab, REBELS_FRIEND).log_power[:, 0]
    plain = lab.plain().log_power[:, 0]
    assert (state > plain).all()
    assert (rebels < plain).all()


def test_a_third_force_left_out_keeps_its_own_war(lab: Lab):
    ratios = parties.outsider_fights_on(lab).values
    assert (ratios > 0.0).all()
    calm = parties.with_third(lab, "third at peace", hostility=(0.0, 0.0))
    assert all("third" not in dyad for dyad in calm.dyads)


def test_a_guarantee_keeps_what_is_signed_from_breaking(lab: Lab):
    assert (deals.guarantee_implementation(lab).values >= 0.0).all()
    assert middle(deals.guarantee_signature(lab)) >= 0.0


def test_selective_killing_peaks_short_of_full_control(lab: Lab):
    assert (civilians.selective_curve(lab).values > 0.0).all()


def test_killing_moves_recruits_by_the_sign_that_is_set(lab: Lab):
    assert middle(civilians.killing_deters(lab)) <= 0.0
    assert middle(civilians.killing_recruits(lab)) >= 0.0


def test_people_do_not_flee_from_killing_outside_battle(lab: Lab):
    assert np.abs(flight.flight_from_killing(lab).values).max() < 0.05


def test_sparing_a_third_force_is_measured_in_log_power(lab: Lab):
    assert np.abs(forces.sparing(lab).values).max() < 5.0

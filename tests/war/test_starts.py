"""The war runs from each start of the shipped dossier without nonsense."""

import numpy as np
import pytest

from sinequanon.dossier import load
from sinequanon.war import (
    Path,
    Setting,
    draw_theta,
    interventions_of,
    month_of_event,
    setting_of,
    simulate,
)

STARTS = {"2011-03": 375, "2013-04": 400, "2015-09": 429}
MONTHS = 24


@pytest.fixture(scope="module", params=sorted(STARTS))
def begun(request: pytest.FixtureRequest) -> tuple[str, Setting, Path]:
    setting = setting_of(load("syria", start=request.param))
    runs = np.arange(16, dtype=np.uint32)
    theta = draw_theta(setting, seed=1, draws=runs)
    (path,) = simulate(setting, theta, worlds=((),), seed=1, runs=runs, months=MONTHS)
    return request.param, setting, path


def test_it_starts_in_its_month(begun: tuple[str, Setting, Path]) -> None:
    start, setting, path = begun

    assert setting.start_month == path.months[0] == STARTS[start]


def test_what_comes_after_the_start_is_no_part_of_it(
    begun: tuple[str, Setting, Path],
) -> None:
    _, setting, _ = begun

    assert setting.truces == ()
    assert setting.assault is None


def test_numbers_are_finite_and_not_negative(
    begun: tuple[str, Setting, Path],
) -> None:
    _, _, path = begun

    for name in ("fighters", "people", "deaths", "one_sided", "places_held"):
        values = getattr(path, name)
        assert np.isfinite(values).all(), name
        assert (values >= 0.0).all(), name
    assert np.isfinite(path.log_power).all()


def test_who_has_no_force_and_no_event_stays_out(
    begun: tuple[str, Setting, Path],
) -> None:
    _, setting, path = begun

    for row, high in enumerate(setting.strength_high):
        if high == 0.0:
            assert setting.actors[row] in setting.dormant
            assert (path.fighters[:, row] == 0.0).all()


def test_nobody_explodes_or_vanishes(begun: tuple[str, Setting, Path]) -> None:
    _, setting, path = begun

    for row, (low, high) in enumerate(
        zip(setting.strength_low, setting.strength_high, strict=True)
    ):
        if high > 0.0:
            last = float(np.median(path.fighters[:, row, -1]))
            assert low / 4.0 < last < high * 1.5, setting.actors[row]


def test_without_first_forces_there_is_no_war() -> None:
    setting = setting_of(load("syria", start="2011-03"))
    runs = np.arange(4, dtype=np.uint32)
    theta = draw_theta(setting, seed=1, draws=runs)

    (path,) = simulate(setting, theta, worlds=((),), seed=1, runs=runs, months=MONTHS)

    assert (path.deaths == 0.0).all()
    assert (path.displaced_abroad == 0.0).all()
    # Who has not come yet has not been eliminated.
    assert (path.relative_b == 1.0).all()


def test_a_backer_who_comes_in_by_an_event_lends_its_power() -> None:
    dossier = load("syria", start="2015-09")
    setting = setting_of(dossier)
    (event,) = (event for event in dossier.events if event.key == "russia_enters")
    world = interventions_of(event, month_of_event(event))
    runs = np.arange(16, dtype=np.uint32)
    theta = draw_theta(setting, seed=1, draws=runs)

    without, with_it = simulate(
        setting, theta, worlds=((), world), seed=1, runs=runs, months=12
    )

    assert month_of_event(event) == setting.start_month + 1
    assert np.array_equal(without.log_power[:, 0], with_it.log_power[:, 0])
    assert (with_it.log_power[:, -1] > without.log_power[:, -1]).mean() > 0.9


FIRST_FORCES = {
    "fsa_announced": "opposition",
    "nusra_announced": "nusra",
    "iran_backs": "allied",
    "ypg_gathers": "sdf",
    "nusra_splits": "islamic_state",
}
"""For each event of 2011-13, the actor that it gives its first fighters."""


def test_dated_events_bring_every_first_force() -> None:
    dossier = load("syria", start="2011-03")
    setting = setting_of(dossier)
    events = {event.key: event for event in dossier.events}
    world = tuple(
        act
        for key in (*FIRST_FORCES, "desertions_2012", "ypg_takes_towns")
        for act in interventions_of(events[key], month_of_event(events[key]))
    )
    runs = np.arange(8, dtype=np.uint32)
    theta = draw_theta(setting, seed=1, draws=runs)

    (path,) = simulate(
        setting, theta, worlds=(world,), seed=1, runs=runs, months=MONTHS + 6
    )

    assert set(setting.dormant) == set(FIRST_FORCES.values())
    for key, actor in FIRST_FORCES.items():
        month = month_of_event(events[key]) - setting.start_month
        men = path.fighters[:, setting.actors.index(actor)]
        assert (men[:, :month] == 0.0).all(), key
        assert (men[:, month] > 0.0).all(), key
    assert np.median(path.deaths.sum(axis=(1, 2))) > 1_000
    here = month_of_event(events["fsa_announced"]) - setting.start_month
    assert (path.relative_b[:, :here] == 1.0).all()
    assert (path.relative_b[:, here] < 1.0).all()


def test_a_war_of_two_years_is_as_deadly_as_wars_on_record() -> None:
    # Bounds of common sense, not of a fit: UCDP has 45,000 to 72,000 deaths a year.
    for start in ("2013-04", "2015-09"):
        setting = setting_of(load("syria", start=start))
        runs = np.arange(16, dtype=np.uint32)
        theta = draw_theta(setting, seed=1, draws=runs)
        (path,) = simulate(setting, theta, worlds=((),), seed=1, runs=runs, months=12)

        assert 5_000 < np.median(path.deaths.sum(axis=(1, 2))) < 200_000

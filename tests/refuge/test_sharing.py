"""The given totals, shared out day by day."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from sinequanon.refuge import Case, Rules, averaged, draws, load_case, shared_out


class Path(NamedTuple):
    persons: np.ndarray
    elsewhere: np.ndarray
    waiting: np.ndarray


STILL = Rules(decay=1.0, size=1.0, avoidance=1.0, onward=0.0)


@pytest.fixture(scope="module")
def mali() -> Case:
    return load_case("mali2012")


def one_path(case: Case, rules: Rules, *, told: int = 0, ceilings: bool = True) -> Path:
    """Persons by day and camp, persons elsewhere and waiting by day, of one draw."""
    found = shared_out(case, [rules], told=told, ceilings=ceilings)
    return Path(found.persons[0], found.elsewhere[0], found.waiting[0])


def test_one_zone_and_two_camps_in_closed_form(made: Callable[..., Case]):
    # From Fork 100 and 200 km with the softening: shares 2/3 and 1/3, and going back
    # home leads to Fork again. Nobody was there on the first day.
    case = made()
    persons = one_path(case, STILL).persons
    total = case.registrations.counted.sum(axis=1)
    expected = total[:, None] * np.array([2 / 3, 1 / 3])
    np.testing.assert_allclose(persons, expected, rtol=1e-9)


@pytest.mark.parametrize("key", ["mali2012", "syria2013"])
@pytest.mark.parametrize("ceilings", [True, False])
def test_people_are_conserved(key: str, ceilings: bool):
    case = load_case(key)
    found = shared_out(case, draws()[:3], ceilings=ceilings)
    # Nobody is sent away when the total falls: it is the highest total so far.
    everyone = np.maximum.accumulate(case.registrations.counted.sum(axis=1))
    held = found.persons.sum(axis=2) + found.elsewhere + found.waiting
    np.testing.assert_allclose(held, np.broadcast_to(everyone, held.shape), rtol=1e-9)
    assert (found.persons >= 0).all()


def test_draws_together_are_draws_one_by_one(mali: Case):
    rules = draws()[10:13]
    together = shared_out(mali, rules)
    for number, one in enumerate(rules):
        alone = shared_out(mali, [one])
        np.testing.assert_allclose(together.persons[number], alone.persons[0])
        np.testing.assert_allclose(together.waiting[number], alone.waiting[0])


def test_order_of_places_does_not_matter(mali: Case):
    order: list[int] = np.random.default_rng(5).permutation(len(mali.places)).tolist()
    where = np.argsort(order)
    forced = np.where(mali.network.forced >= 0, where[mali.network.forced], -1)
    turned = replace(
        mali,
        places=tuple(mali.places[place] for place in order),
        population=mali.population[order],
        camps=where[mali.camps],
        zones=mali.zones[:, order],
        network=replace(
            mali.network,
            lengths=tuple(one[np.ix_(order, order)] for one in mali.network.lengths),
            forced=forced[order],
        ),
    )
    rules = draws()[20]
    np.testing.assert_allclose(
        one_path(turned, rules).persons, one_path(mali, rules).persons, rtol=1e-8
    )


def test_a_camp_fills_up_and_the_rest_walk_on(made: Callable[..., Case]):
    locations = (
        "Home,R,A,1,1,conflict_zone,0,1000\nFork,R,A,1,1,town,,500\n"
        "Near,R,B,1,1,camp,,100\nFar,R,C,1,1,camp,,0\n"
    )
    case = made({"input_csv/locations.csv": locations})
    assert case.ceilings.tolist() == [100.0, np.inf]
    found = one_path(case, STILL)
    assert 90 < found.persons[-1, 0] < 115
    assert found.persons[-1].sum() == pytest.approx(1000.0)
    free = one_path(case, STILL, ceilings=False)
    assert free.persons[-1, 0] == pytest.approx(2000 / 3)


def test_closed_borders_make_people_wait_or_go_elsewhere(made: Callable[..., Case]):
    head = "#closure_type,name1,name2,closure_start,closure_end\n"
    one = made({"input_csv/closures.csv": head + "country,A,B,0,10\n"})
    persons = one_path(one, STILL).persons
    assert persons[9, 0] == 0
    assert persons[9, 1] == pytest.approx(one.registrations.counted[9].sum())
    assert persons[10, 0] > 0
    both = made({"input_csv/closures.csv": head + "location,Fork,,0,20\n"})
    found = one_path(both, STILL)
    total = both.registrations.counted.sum(axis=1)
    assert found.persons[19].sum() == 0
    assert found.waiting[19] == pytest.approx(total[19])
    assert found.waiting[20] == 0
    assert found.persons[20].sum() == pytest.approx(total[20])


def test_a_zone_sends_people_from_the_day_it_opens(made: Callable[..., Case]):
    zones = "#Day,Home,Fork\n" + "".join(
        f"{day},{int(day >= 12)},0\n" for day in range(50)
    )
    found = one_path(made({"input_csv/conflicts.csv": zones}), STILL)
    assert found.waiting[11] > 0
    assert found.persons[11].sum() == 0
    assert found.persons[12].sum() > 0


def test_onward_moves_even_out_the_camps(made: Callable[..., Case]):
    moving = replace(STILL, onward=0.05)
    case = made(
        {
            "source_data/near.csv": "2020-01-01,900\n",
            "source_data/far.csv": "2020-01-01,0\n",
        }
    )
    found = one_path(case, moving)
    far = found.persons[:, 1]
    assert (np.diff(far) > 0).all()
    assert far[-1] < 900 / 3
    assert found.persons[-1].sum() == pytest.approx(900.0)


def test_what_is_told_is_kept(mali: Case):
    counted = mali.registrations.counted
    found = one_path(mali, draws()[20], told=30)
    np.testing.assert_array_equal(found.persons[:31], counted[:31])
    assert averaged(found.persons[:31], counted[:31]) == 0.0


def test_a_camp_without_counts_takes_people_and_is_not_scored(
    made: Callable[..., Case],
):
    case = made({"source_data/data_layout.csv": "total,refugees.csv\nNear,near.csv\n"})
    found = one_path(case, STILL)
    assert found.persons.shape == (50, 1)
    assert found.elsewhere[-1] == pytest.approx(200.0)
    assert any("'Far' has no counts" in note for note in case.notes)

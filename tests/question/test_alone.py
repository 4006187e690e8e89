"""The war alone: a run is the same run in any ensemble, and sums are sums."""

from dataclasses import replace

import numpy as np
import pytest

from sinequanon.dossier import Dossier, load
from sinequanon.question import (
    BLOCK_RUNS,
    SHOWN_RUNS,
    Alone,
    alone_of,
    gone_sides,
    kept_names,
    map_months,
    measures,
    run_blocks,
    run_some,
    spans_of,
    tallied,
)
from sinequanon.question.maps import frames_of, joined_frames, largest

MONTHS = 4


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load("syria")


@pytest.fixture(scope="module")
def alone(dossier: Dossier) -> Alone:
    question = dossier.questions[0]
    main = next(one for one in question.contrasts if one.main)
    return alone_of(dossier, question, main, months=MONTHS, runs=BLOCK_RUNS + 3, seed=5)


def test_a_run_is_the_same_bits_alone_and_in_its_block(alone: Alone):
    run = BLOCK_RUNS + 1
    blocks = list(run_blocks(alone))
    assert [block.runs for block in blocks] == [BLOCK_RUNS, 3]
    single = run_some(alone, run, 1)
    for one, many in zip(single.paths, blocks[1].paths, strict=True):
        for name in kept_names():
            got, wanted = getattr(one, name)[0], getattr(many, name)[1]
            assert np.array_equal(got, wanted), name
            assert got.dtype == np.float32


def test_a_smaller_ensemble_has_the_same_runs(alone: Alone):
    few = replace(alone, runs=5)
    (block,) = run_blocks(few)
    many = run_some(alone, 0, 12)
    assert np.array_equal(block.paths[1].people, many.paths[1].people[:5])


def test_later_blocks_come_without_the_earlier(alone: Alone):
    (last,) = run_blocks(alone, first=1)
    assert last.paths[0].runs.tolist() == [BLOCK_RUNS + k for k in range(3)]


def test_tallies_are_those_of_the_whole(alone: Alone):
    few = replace(alone, runs=7)
    told: list[tuple[int, int]] = []
    found = tallied(
        few, run_blocks(few), lambda done, total: told.append((done, total))
    )
    assert told == [(7, 7)]
    block = run_some(few, 0, 7)
    for world, path in zip(found.worlds, block.paths, strict=True):
        wanted = measures(few.setting, path, found.spans)
        assert wanted.keys() == world.by_run.keys()
        for measure, values in wanted.items():
            assert np.array_equal(values, world.by_run[measure]), measure
        assert np.array_equal(world.gone["b"], gone_sides(path, few.boundary)["b"])
        assert (world.frames.held.sum(axis=0) == 7).all()
        assert world.frames.shown.shape[0] == 7
    assert np.array_equal(found.path.deaths, block.paths[0].deaths)
    assert found.path.control.shape[3] == 0


def test_measures_are_flows_summed_and_stocks_at_the_end(alone: Alone):
    path = run_some(alone, 0, 3).paths[0]
    (span,) = spans_of(alone.boundary, MONTHS)
    assert (span.first, span.last) == (alone.boundary, alone.boundary + MONTHS - 1)
    found = measures(alone.setting, path, (span,))
    first = alone.boundary - int(path.months[0])
    dyad = path.dyads[0]
    assert np.allclose(
        found["deaths", dyad][:, 0], path.deaths[:, 0, first:].sum(axis=1)
    )
    people = [found["people", actor][:, 0] for actor in path.actors]
    assert np.allclose(np.sum(people, axis=0), 1.0, atol=1e-6)
    side = found["people", "side:government"]
    assert np.allclose(
        side, found["people", "government"] + found["people", "allied"], atol=1e-6
    )
    assert np.allclose(found["power", "ratio"][:, 0], np.exp(path.log_power[:, -1]))


def test_years_cover_all_months_once():
    spans = spans_of(436, 27)
    covered = [m for span in spans for m in range(span.first, span.last + 1)]
    assert covered == list(range(436, 463))


@pytest.mark.parametrize("months", [1, 2, 3, 4, 36])
def test_maps_stand_before_the_event_and_at_the_end(months: int):
    frames = map_months(435, 436, months)
    assert frames[0] == 435
    assert frames[-1] == 436 + months - 1
    assert all(later > earlier for earlier, later in zip(frames, frames[1:]))  # noqa: B905, RUF007
    assert map_months(436, 436, 3) == (438,)


def test_two_allies_hold_against_a_larger_single_enemy(alone: Alone):
    actors = alone.setting.actors
    control = np.zeros((1, len(actors), 1, 1))
    for actor, share in (("government", 0.3), ("allied", 0.31), ("sdf", 0.39)):
        control[0, actors.index(actor)] = share
    holder = largest(alone.setting, control)[0, 0, 0]
    assert actors[int(holder)] == "allied"


def test_maps_of_parts_are_those_of_the_whole(alone: Alone):
    whole = run_some(alone, 0, 12)
    parts = [run_some(alone, 0, 5), run_some(alone, 5, 7)]
    for world in range(2):
        one = frames_of(alone.setting, whole.paths[world])
        other = joined_frames([part.frames[world] for part in parts])
        assert np.array_equal(one.held, other.held)
        assert np.array_equal(one.shown, other.shown)
        assert one.shown.shape[0] == SHOWN_RUNS
        assert np.allclose(one.total, other.total)
        assert np.allclose(one.total.sum(axis=0), 12.0, atol=1e-4)

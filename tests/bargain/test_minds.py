"""Draws: addressed by name, within their ranges, pinned where asked."""

from dataclasses import fields

import numpy as np
import pytest

from sinequanon.bargain import (
    BARGAIN_PARAMETERS,
    Parameter,
    Table,
    draw_minds,
    make_table,
)

DRAWS = 2_000


def by_name(name: str) -> Parameter:
    return next(p for p in BARGAIN_PARAMETERS if p.name == name)


def test_every_parameter_has_unit_hypothesis_and_source():
    names = [parameter.name for parameter in BARGAIN_PARAMETERS]
    assert len(set(names)) == len(names)
    for parameter in BARGAIN_PARAMETERS:
        assert parameter.unit
        assert parameter.hypothesis.endswith(".")
        assert parameter.source
        assert parameter.low <= parameter.median <= parameter.high


@pytest.mark.parametrize(
    ("name", "low", "median", "high"),
    [
        ("exponent", -0.9, 0.0, 0.9),
        ("surplus_slope", 0.7 * 0.0627, 0.7 * 0.6745, 0.7 * 1.96),
        ("stalemate_slope", 0.5 - 0.8224, 0.5, 0.5 + 0.8224),
        ("half_life", 3.75, 10.5, 17.25),
    ],
)
def test_priors_have_their_stated_quantiles(
    name: str, low: float, median: float, high: float
):
    found = by_name(name)
    assert (found.low, found.median, found.high) == pytest.approx(
        (low, median, high), abs=1e-3
    )


def test_the_disputed_sign_straddles_zero_and_the_surplus_reaches_down_to_none(
    sample: Table,
):
    assert by_name("stalemate_slope").low < 0 < by_name("stalemate_slope").high
    minds = draw_minds(sample, seed=1, draws=DRAWS)
    assert (minds.surplus_slope >= 0).all()
    assert minds.surplus_slope.min() < 0.01


@pytest.mark.statistical
@pytest.mark.parametrize(
    "parameter", BARGAIN_PARAMETERS, ids=[p.name for p in BARGAIN_PARAMETERS]
)
def test_draws_follow_their_priors(parameter: Parameter, sample: Table):
    minds = draw_minds(sample, seed=11, draws=DRAWS)
    if parameter.name.startswith("credulity"):
        drawn = minds.credulity[:, 0 if parameter.name == "credulity_a" else 1]
    else:
        drawn = getattr(minds, parameter.name)
        drawn = drawn[:, 0] if drawn.ndim == 2 else drawn
    grid = np.linspace(0.001, 0.999, 999)
    reached = np.searchsorted(np.sort(drawn), parameter.quantile(grid)) / DRAWS
    # Kolmogorov-Smirnov: 1.95 / sqrt(n) is exceeded once in a thousand samples.
    assert np.abs(reached - grid).max() < 1.95 / np.sqrt(DRAWS)


def test_a_draw_does_not_depend_on_how_many_there_are(sample: Table):
    few = draw_minds(sample, seed=5, draws=7)
    many = draw_minds(sample, seed=5, draws=50)
    for entry in fields(few):
        short, long = getattr(few, entry.name), getattr(many, entry.name)
        assert np.array_equal(short, long[:7]), entry.name


def _relabelled() -> Table:
    return make_table(
        issues={"body": ["full", "unity"], "leader": ["leaves", "stays"]},
        sides={"rebels": -1, "government": 1},
        values={("government", "leader"): {"stays": (0.5, 0.9)}},
        saliences={("government", "leader"): (0.5, 0.9)},
        coalitions={"both": ["government", "rebels"]},
    )


def _plain() -> Table:
    return make_table(
        issues={"leader": ["stays", "leaves"], "body": ["unity", "full"]},
        sides={"government": 1, "rebels": -1},
        values={("government", "leader"): {"stays": (0.5, 0.9)}},
        saliences={("government", "leader"): (0.5, 0.9)},
        coalitions={"both": ["government", "rebels"]},
    )


def test_relabelling_parties_issues_and_options_changes_nothing():
    one, other = _plain(), _relabelled()
    a, b = draw_minds(one, seed=2, draws=20), draw_minds(other, seed=2, draws=20)
    at, to = one.option("leader", "stays"), other.option("leader", "stays")
    assert np.array_equal(
        a.values[:, one.party("government"), at[0], at[1]],
        b.values[:, other.party("government"), to[0], to[1]],
    )
    assert np.array_equal(a.optimism[:, 0], b.optimism[:, 1])
    assert a.saliences[:, 0, 0] == pytest.approx(b.saliences[:, 1, 1])


def test_values_stay_on_the_unit_scale_and_saliences_sum_to_one(sample: Table):
    minds = draw_minds(sample, seed=0, draws=500)
    assert minds.values.min() >= 0.0
    assert minds.values.max() <= 1.0
    assert minds.saliences.sum(axis=2) == pytest.approx(np.ones((500, 3)))


@pytest.mark.statistical
def test_ranges_are_five_and_ninety_five_percent_points(sample: Table):

    minds = draw_minds(sample, seed=4, draws=DRAWS)
    issue, option = sample.option("leader", "leaves_later")
    drawn = minds.values[:, 0, issue, option]
    error = 4 * np.sqrt(0.05 * 0.95 / DRAWS)
    assert (drawn < 0.3).mean() == pytest.approx(0.05, abs=error)
    assert (drawn > 0.6).mean() == pytest.approx(0.05, abs=error)


@pytest.mark.statistical
def test_a_stated_red_line_is_real_as_often_as_its_prior_says(sample: Table):
    minds = draw_minds(sample, seed=8, draws=DRAWS)
    mean = 4 / (4 + 2)
    error = 4 * np.sqrt(mean * (1 - mean) / DRAWS)
    assert minds.real[:, 0, 0].mean() == pytest.approx(mean, abs=error)


def test_credulity_goes_by_side(sample: Table):
    minds = draw_minds(sample, seed=0, draws=200)
    assert minds.credulity[:, 0].min() >= 0.5
    assert minds.credulity[:, 1].min() < 0.2
    assert (minds.credulity[:, 2] == 0.0).all()


def test_pinned_parameters_are_what_they_are_pinned_to(sample: Table):
    minds = draw_minds(
        sample, seed=0, draws=300, pinned={"optimism": 0.25, "guarantee": (0.7, 0.9)}
    )
    assert (minds.optimism == 0.25).all()
    assert 0.68 < minds.guarantee.min() < 0.72
    assert 0.88 < minds.guarantee.max() < 0.92
    free = draw_minds(sample, seed=0, draws=300)
    assert np.array_equal(minds.cost, free.cost)


def test_unknown_parameters_are_refused(sample: Table):
    with pytest.raises(ValueError, match="gullibility"):
        draw_minds(sample, seed=0, draws=2, pinned={"gullibility": 1.0})


def test_rows_can_be_taken_and_repeated(sample: Table):
    minds = draw_minds(sample, seed=0, draws=4)
    taken = minds.take(np.array([3, 3, 1]))
    assert taken.cost.tolist() == minds.cost[[3, 3, 1]].tolist()
    assert taken.values.shape[0] == 3


def test_news_halves_every_half_life_and_is_nothing_before_the_event(sample: Table):
    minds = draw_minds(sample, seed=0, draws=3, pinned={"half_life": 6.0})
    found = minds.news(0.2, np.array([-1.0, 0.0, 6.0, 12.0]))
    assert found == pytest.approx(np.tile([0.0, 0.2, 0.1, 0.05], (3, 1)))


def test_a_guarantee_keeps_a_settlement_from_breaking_as_far_as_assurance_says(
    sample: Table,
):
    def rate(guarantee: float, assurance: float) -> np.ndarray:
        pinned = {"guarantee": guarantee, "assurance": assurance, "relapse": 0.01}
        return draw_minds(sample, seed=1, draws=4, pinned=pinned).breaking

    assert rate(0.9, 0.0) == pytest.approx(0.01)
    assert rate(0.3, 2.0) == pytest.approx(0.01)
    assert rate(0.9, 1.0) == pytest.approx(0.01 * np.exp(-0.6))
    assert (rate(0.0, 1.0) > 0.01).all()

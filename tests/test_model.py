"""War and bargain joined: laws of the chance of peace along a course of the war."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.axes import Float
from sinequanon.bargain import Frozen, Minds, Table, draw_minds, make_table
from sinequanon.bargain.parameters import CLASS_LOG_SD
from sinequanon.model import (
    CELLS,
    Anchor,
    Cell,
    ClassRates,
    Course,
    Peace,
    by_month,
    joined_peace,
    peace,
)

RUNS, MONTHS = 4, 8
CELL = CELLS[0]

TABLE: Table = make_table(
    issues={"power": ["keeps", "shared", "taken"], "arms": ["kept", "given"]},
    sides={"government": 1, "rebels": -1, "backer": 0},
    values={
        ("government", "power"): {
            "keeps": (0.9, 1.0),
            "shared": (0.3, 0.7),
            "taken": (0.0, 0.1),
        },
        ("rebels", "power"): {
            "keeps": (0.0, 0.1),
            "shared": (0.3, 0.7),
            "taken": (0.9, 1.0),
        },
    },
    saliences={},
    coalitions={
        "two": ["government", "rebels"],
        "three": ["government", "rebels", "backer"],
    },
    red_lines=[("government", "power", "taken"), ("rebels", "power", "keeps")],
    transfers=[("power", "shared"), ("power", "taken")],
)
ANCHOR = Anchor(
    rates=ClassRates(
        settlement=0.06,
        settlement_log_sd=CLASS_LOG_SD,
        victory_a=0.02,
        victory_b=0.01,
        fade=0.03,
    ),
    frozen={
        cell.name: Frozen(surplus_mean=0.1, surplus_sd=0.15, stalemate_mean=-0.2)
        for cell in CELLS
    },
    start=(0.6, 0.4, 0.0, 0.0),
)
NO_SLOPES = {"surplus_slope": 0.0, "stalemate_slope": 0.0}


def rows(
    value: float | list[float], months: int = MONTHS
) -> Float[np.ndarray, "runs months"]:
    """The same months for every run: one value, or one for each run."""
    column = np.broadcast_to(np.asarray(value, dtype=np.float64), (RUNS,))
    return np.repeat(column[:, None], months, axis=1)


def course(
    power: float | list[float] = 0.0,
    heat: float = 1.0,
    a: float = 1.0,
    b: float = 1.0,
    months: int = MONTHS,
) -> Course:
    """A course that stands still."""
    return Course(
        log_power=rows(power, months),
        intensity=rows(heat, months),
        strength_a=rows(a, months),
        strength_b=rows(b, months),
    )


MINDS: Minds = draw_minds(TABLE, seed=2, draws=RUNS)


def chance(
    along: Course,
    *,
    minds: Minds = MINDS,
    cell: Cell = CELL,
    anchor: Anchor = ANCHOR,
    table: Table = TABLE,
    news: float = 0.0,
    news_delay: int = 0,
    coalition: int = 0,
) -> Peace:
    """The chance of peace along a course, with the tests' table and anchor."""
    return peace(
        table,
        minds,
        along,
        cell=cell,
        anchor=anchor,
        news=news,
        news_delay=news_delay,
        coalition=coalition,
    )


def same(one: Peace, other: Peace) -> None:
    """Refuse two chances that differ in any bit."""
    for name, values in vars(one).items():
        assert np.array_equal(values, getattr(other, name)), name


def test_every_reading_runs_once():
    assert len({cell.name for cell in CELLS}) == len(CELLS) == 4
    assert Cell(encoding="values", mapping="shift").name == "values/shift"
    assert {cell.encoding for cell in CELLS} == {"values", "red_lines"}
    assert {cell.mapping for cell in CELLS} == {"threat", "shift"}


def test_each_month_has_the_value_of_its_quarter():
    found = by_month(np.array([[1.0, 2.0, 3.0]]), 7)
    assert found.tolist() == [[1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0]]
    assert by_month(np.array([[5.0]]), 1).tolist() == [[5.0]]
    assert by_month(np.array([[5.0, 6.0]]), 6).shape == (1, 6)


def test_a_course_can_be_shifted_and_taken_from():
    along = course([0.0, 0.1, 0.2, 0.3])
    moved = along.shifted(0.5)
    np.testing.assert_allclose(moved.log_power - along.log_power, 0.5)
    assert np.array_equal(moved.intensity, along.intensity)
    some = along.take(np.array([3, 0, 3]))
    assert some.log_power[:, 0].tolist() == [0.3, 0.0, 0.3]
    assert along.take(slice(1, 3)).log_power[:, 0].tolist() == [0.1, 0.2]
    assert some.strength_b.shape == (3, MONTHS)


usual = st.floats(-3.0, 3.0)
some_of = st.floats(0.0, 2.0)


@settings(max_examples=25, deadline=None)
@given(
    power=usual,
    heat=some_of,
    a=some_of,
    b=some_of,
    news=st.floats(-1.0, 1.0),
    cell=st.sampled_from(CELLS),
)
def test_all_ways_in_which_a_war_ends_sum_to_what_has_ended(
    power: float, heat: float, a: float, b: float, news: float, cell: Cell
):
    found = chance(course(power, heat, a, b), cell=cell, news=news)
    fade = found.ended_without_victory - found.signed
    whole = found.signed + fade + found.victory_a + found.victory_b
    np.testing.assert_allclose(found.ended, whole, atol=1e-12)
    np.testing.assert_allclose(found.ended + found.survival, 1.0, atol=1e-12)
    parts = (fade, found.signed, found.victory_a, found.victory_b)
    for part in (*parts, found.signed_with_transfer, found.signed_and_kept):
        assert float(part.min()) >= -1e-12
        assert float(part.max()) <= 1.0
        assert float(np.diff(part, axis=1).min()) >= -1e-12
    assert (found.signed_with_transfer <= found.signed + 1e-15).all()
    assert (found.signed_and_kept <= found.signed).all()
    assert (found.rate >= 0.0).all()


@pytest.mark.parametrize("months", [1, 2, 3, 4, 7, 12])
def test_any_number_of_months_can_be_run(months: int):
    found = chance(course(months=months))
    assert found.signed.shape == (RUNS, months)
    assert found.surplus.shape == (RUNS, -(-months // 3))
    # What comes later changes nothing before it.
    longer = chance(course(months=months + 2))
    assert np.array_equal(longer.signed[:, :months], found.signed)


def test_runs_do_not_know_of_one_another():
    along = course([-0.5, 0.0, 0.4, 1.0])
    whole = chance(along, news=0.2)
    parts = [
        chance(along.take(some), minds=MINDS.take(some), news=0.2)
        for some in (slice(0, 1), slice(1, 4))
    ]
    same(joined_peace(parts), whole)


def test_the_table_is_looked_at_each_quarter():
    bent = course()
    power = bent.log_power.copy()
    # Between two looks nothing is seen of the balance.
    power[:, 1:3] = 2.0
    assert np.array_equal(
        chance(replace(bent, log_power=power)).rate, chance(bent).rate
    )
    power[:, 3:] = 2.0
    moved = chance(replace(bent, log_power=power))
    assert np.array_equal(moved.rate[:, :3], chance(bent).rate[:, :3])
    assert (moved.rate[:, 3:] != chance(bent).rate[:, 3:]).all()


@settings(max_examples=10, deadline=None)
@given(power=usual, heat=st.floats(0.1, 3.0), news=st.floats(-2.0, 2.0))
def test_without_slopes_the_rate_is_the_class_rate_whatever_happens(
    power: float, heat: float, news: float
):
    minds = draw_minds(TABLE, seed=2, draws=RUNS, pinned=NO_SLOPES)
    expected = np.repeat(
        (ANCHOR.rates.settlement * minds.class_rate / 12.0)[:, None], MONTHS, axis=1
    )
    for cell in CELLS:
        found = chance(course(power, heat), minds=minds, cell=cell, news=news)
        np.testing.assert_allclose(found.rate, expected, rtol=1e-14)
        # And a ratio of two such worlds is 1 to the last bit.
        calm = chance(course(), minds=minds, cell=cell)
        assert np.array_equal(found.rate, calm.rate)


def test_a_class_rate_that_is_known_is_that_of_every_war():
    minds = draw_minds(TABLE, seed=2, draws=RUNS, pinned=NO_SLOPES)
    known = replace(ANCHOR, rates=replace(ANCHOR.rates, settlement_log_sd=0.0))
    found = chance(course(), minds=minds, anchor=known)
    np.testing.assert_allclose(found.rate, 0.06 / 12.0)


def test_no_news_is_the_default_and_news_moves_the_rate():
    calm = chance(course())
    told = chance(course(), news=0.3)
    assert (told.rate[:, 0] != calm.rate[:, 0]).all()
    # News that nobody believes is none.
    deaf = draw_minds(
        TABLE, seed=2, draws=RUNS, pinned={"credulity_a": 0.0, "credulity_b": 0.0}
    )
    same(chance(course(), minds=deaf, news=5.0), chance(course(), minds=deaf))


def test_late_news_changes_nothing_before_it_comes():
    calm, late = chance(course()), chance(course(), news=0.3, news_delay=6)
    assert np.array_equal(late.surplus[:, :2], calm.surplus[:, :2])
    assert np.array_equal(late.signed[:, :6], calm.signed[:, :6])
    assert (late.surplus[:, 2] != calm.surplus[:, 2]).all()
    # News is as fresh when it comes late as when it comes at once.
    one = course(months=1)
    assert np.array_equal(
        chance(one, news=0.3, news_delay=0).surplus, chance(one, news=0.3).surplus
    )
    assert np.array_equal(
        chance(one, news=0.3, news_delay=1).surplus, chance(one).surplus
    )


def test_a_wider_coalition_never_opens_the_zone():
    narrow, wide = chance(course(), coalition=0), chance(course(), coalition=1)
    assert (wide.zone_open <= narrow.zone_open).all()
    assert (wide.surplus <= narrow.surplus + 1e-12).all()


def test_talks_that_are_on_sign_sooner():
    still = replace(ANCHOR, start=(1.0, 0.0, 0.0, 0.0))
    talking = replace(ANCHOR, start=(0.0, 1.0, 0.0, 0.0))
    slow, fast = chance(course(), anchor=still), chance(course(), anchor=talking)
    assert slow.signed[:, 0].max() < 1e-12
    assert (fast.signed > slow.signed).all()
    assert np.array_equal(fast.rate, slow.rate)


def test_class_rates_of_the_other_endings_are_theirs():
    more = replace(ANCHOR, rates=replace(ANCHOR.rates, victory_a=0.5))
    plain, other = chance(course()), chance(course(), anchor=more)
    assert (other.victory_a > plain.victory_a).all()
    # Competing endings leave less for each other.
    assert (other.signed < plain.signed).all()
    assert (other.victory_b < plain.victory_b).all()


def test_a_side_that_is_gone_neither_settles_nor_fades():
    gone = chance(course(b=0.0))
    assert gone.victory_a[:, -1].min() > 0.99
    assert gone.ended_without_victory[:, -1].max() < 1e-6


def test_what_is_kept_is_what_does_not_relapse_in_a_year():
    never = draw_minds(TABLE, seed=2, draws=RUNS, pinned={"relapse": 0.0})
    whole = chance(course(), minds=never)
    assert np.array_equal(whole.signed_and_kept, whole.signed)
    pinned = {"relapse": 0.01, "assurance": 0.0}
    monthly = draw_minds(TABLE, seed=2, draws=RUNS, pinned=pinned)
    some = chance(course(), minds=monthly)
    np.testing.assert_allclose(some.signed_and_kept, np.exp(-0.12) * some.signed)


def test_both_sides_mirrored_have_the_same_chance():
    # Sides, values and balance exchanged: the same war seen from the other side.
    mirror = make_table(
        issues={"power": ["a", "half", "b"]},
        sides={"a": 1, "b": -1},
        values={
            ("a", "power"): {"a": (1.0, 1.0), "half": (0.5, 0.5), "b": (0.0, 0.0)},
            ("b", "power"): {"a": (0.0, 0.0), "half": (0.5, 0.5), "b": (1.0, 1.0)},
        },
        saliences={("a", "power"): (1.0, 1.0), ("b", "power"): (1.0, 1.0)},
        coalitions={"both": ["a", "b"]},
    )
    pins = {"optimism": 0.1, "defeat": 0.0, "guarantee": 1.0}
    minds = draw_minds(mirror, seed=4, draws=RUNS, pinned=pins)
    ours = chance(course(0.6), minds=minds, table=mirror)
    theirs = chance(course(-0.6), minds=minds, table=mirror)
    np.testing.assert_allclose(ours.surplus, theirs.surplus, rtol=1e-9)
    np.testing.assert_allclose(ours.stalemate, theirs.stalemate, rtol=1e-9)
    np.testing.assert_allclose(ours.rate, theirs.rate, rtol=1e-9)
    assert np.array_equal(theirs.binding, 1 - ours.binding)

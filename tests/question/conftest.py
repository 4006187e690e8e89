"""Small wars, tables and hand-made worlds that the tests of this room share."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from sinequanon.axes import Float
from sinequanon.bargain import Frozen
from sinequanon.dossier import Dossier, Question, load
from sinequanon.model import (
    CELLS,
    QUARTER_MONTHS,
    Anchor,
    ClassRates,
    Course,
    Peace,
)
from sinequanon.question import (
    Case,
    ControlBook,
    ControlSpec,
    Scenario,
    Size,
    WorldResult,
    case_of,
    read_controls,
)
from sinequanon.question.control_wars import control_case, control_scenarios
from sinequanon.record import EndingRate, Window
from sinequanon.war import Path

SHARES = {
    "agreement": 0.2,
    "ceasefire": 0.0,
    "government_victory": 0.1,
    "rebel_victory": 0.0,
    "low_activity": 0.1,
    "ceased": 0.0,
    "still_on": 0.6,
}
"""How an invented class of wars ended."""

FROZEN = {
    cell.name: Frozen(surplus_mean=0.05, surplus_sd=0.1, stalemate_mean=-0.3)
    for cell in CELLS
}
"""A class-average state made up for the tests: no shipped number is used."""

ANCHOR = Anchor(
    rates=ClassRates(
        settlement=0.05,
        settlement_log_sd=0.6,
        victory_a=0.01,
        victory_b=0.005,
        fade=0.02,
    ),
    frozen=FROZEN,
    start=(0.5, 0.5, 0.0, 0.0),
)
NEWS = 0.05


@dataclass(frozen=True, kw_only=True)
class Duel:
    """A control war, ready to run: two sides on a ring, one place passes."""

    book: ControlBook
    spec: ControlSpec
    case: Case
    worlds: tuple[Scenario, Scenario]


def duel_of(name: str = "nearer") -> Duel:
    """One of the shipped controls as a case, on the tests' own anchor."""
    book = read_controls().book
    spec = next(one for one in book.controls if one.name == name)
    return Duel(
        book=book,
        spec=spec,
        case=control_case(book, spec, ANCHOR, own_people_share=0.01),
        worlds=control_scenarios(book, spec, news=NEWS),
    )


def fields_of(value: object) -> dict[str, np.ndarray]:
    """All arrays of a path, a course or a peace, by name."""
    return {
        name: field
        for name, field in vars(value).items()
        if isinstance(field, np.ndarray)
    }


def arrays_of(result: WorldResult) -> dict[str, np.ndarray]:
    """Every array of a world, with runs as the first axis."""
    parts: dict[str, object] = {
        "path": result.path,
        "course": result.course,
        **result.peace,
    }
    return {
        f"{part}.{name}": values
        for part, value in parts.items()
        for name, values in fields_of(value).items()
        if name != "months"
    }


Rows = Float[np.ndarray, "runs months"]


def world_of(
    *,
    power: Rows,
    held: Rows | None = None,
    deaths: tuple[float, float] = (0.0, 0.0),
    settled: Rows | None = None,
    victory: Rows | None = None,
    rate: Rows | None = None,
    again: Rows | None = None,
    lucks: int = 1,
) -> WorldResult:
    """A world that a test writes down: two actors, two dyads, one month before.

    Args:
        power: Log power by run and month after the boundary.
        held: What the first actor holds of the watched place, one month earlier too.
        deaths: Recorded deaths a month of the core conflict and of the other dyad.
        settled: Chance that a settlement is signed, by run and month.
        victory: Chance that side A has won.
        rate: Rate of settlement.
        again: Chance that the conflict has ended and is on again.
        lucks: Lucks of each draw.
    """
    runs, months = power.shape
    every = months + 1
    zero = np.zeros((runs, months))
    flat = np.zeros((runs, every))
    settled = zero if settled is None else settled
    victory = zero if victory is None else victory
    held = flat if held is None else held
    # Actor k of run r has r + k + 1, and a tenth more each month.
    stock = np.zeros((runs, 2, every))
    stock += np.arange(runs, dtype=np.float64)[:, None, None]
    stock += np.array([1.0, 2.0])[None, :, None]
    stock += np.arange(every, dtype=np.float64) / 10.0
    counted = np.zeros((runs, 2, every))
    counted += np.array(deaths)[None, :, None]
    path = Path(
        actors=("ours", "theirs"),
        dyads=("ours-theirs", "other-theirs"),
        core_dyads=("ours-theirs",),
        watch=("target",),
        runs=np.arange(runs, dtype=np.uint32),
        months=np.arange(1, every + 1, dtype=np.int64),
        log_power=np.concatenate([np.zeros((runs, 1)), power], axis=1),
        deaths=counted,
        one_sided=stock,
        civilians=stock,
        people=stock,
        fighters=stock,
        supply=stock,
        places_held=stock,
        area_held=stock,
        displaced_inside=stock[:, 0],
        displaced_abroad=stock[:, 1],
        detained=stock[:, 1],
        relative_a=np.ones((runs, every)),
        relative_b=np.ones((runs, every)),
        intensity=np.ones((runs, every)),
        people_calm=stock[:, 0],
        agreed=stock,
        watched=np.stack([held, 1.0 - held], axis=1)[:, None],
        map_months=np.zeros(0, dtype=np.int64),
        control=np.zeros((len(held), 2, 1, 0)),
    )
    quarters = zero[:, ::QUARTER_MONTHS]
    is_open = np.zeros(quarters.shape, dtype=np.bool_)
    is_open[:, 1:] = True
    peace = Peace(
        surplus=quarters,
        stalemate=quarters,
        zone_open=is_open,
        transfer_weight=quarters,
        binding=np.zeros(quarters.shape, dtype=np.int64),
        rate=zero if rate is None else rate,
        signed=settled,
        signed_with_transfer=settled / 2.0,
        signed_and_kept=settled / 4.0,
        ended=settled + victory,
        ended_without_victory=settled,
        victory_a=victory,
        victory_b=zero,
        survival=1.0 - settled - victory,
        again=zero if again is None else again,
    )
    one = np.ones((runs, months))
    return WorldResult(
        scenario=Scenario(name="made", world=()),
        size=Size(draws=runs // lucks, lucks=lucks, months=months, seed=0),
        path=path,
        course=Course(log_power=power, intensity=one, strength_a=one, strength_b=one),
        peace={cell.name: peace for cell in CELLS},
    )


def window_of(
    conflict_years: int = 20,
    interval: tuple[float, float] = (0.0, 1.0),
    **shares: float,
) -> Window:
    """Base rates of an invented class; endings left out never came.

    Args:
        conflict_years: How many years stand behind the shares.
        interval: 5 and 95 % points of every share.
        **shares: Share of each ending.
    """
    low, high = interval
    return Window(
        horizon_years=3,
        conflict_years=conflict_years,
        episodes=5,
        months=(36.0, 42.0, 48.0),
        wars=(),
        rates=tuple(
            EndingRate(
                ending=ending,
                value=shares.get(ending, 0.0),
                low=low,
                high=high,
                wars=(),
            )
            for ending in SHARES
        ),
    )


@pytest.fixture(scope="session", name="window")
def window_maker() -> Callable[..., Window]:
    """The maker of base rates."""
    return window_of


@pytest.fixture(scope="session")
def anchor() -> Anchor:
    return ANCHOR


@pytest.fixture(scope="session", name="duel")
def duel_maker() -> Callable[..., Duel]:
    """The maker of control wars."""
    return duel_of


@pytest.fixture(scope="session", name="world")
def world_maker() -> Callable[..., WorldResult]:
    """The maker of hand-made worlds."""
    return world_of


@pytest.fixture(scope="session")
def arrays() -> Callable[[WorldResult], dict[str, np.ndarray]]:
    return arrays_of


@pytest.fixture(scope="session")
def syria() -> tuple[Dossier, Question]:
    dossier = load("syria")
    return dossier, next(one for one in dossier.questions if one.key == "palmyra")


@pytest.fixture(scope="session")
def syrian_case(syria: tuple[Dossier, Question]) -> Case:
    """The shipped war on the tests' own anchor."""
    dossier, question = syria
    return case_of(
        dossier, question, window=window_of(20, (0.0, 1.0), **SHARES), frozen=FROZEN
    )

"""What would turn the answer: assumptions changed one at a time, on the same courses.

The war is not run again. The bargain is: with one of its parameters set, with other
news, with the balance shifted, or with another coalition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float

from sinequanon.bargain import draw_minds
from sinequanon.model import CELLS, Cell, Peace, by_month, peace
from sinequanon.question.contrasts import News
from sinequanon.question.ensemble import Case, WorldResult
from sinequanon.question.paired import PairedDraws, ratios
from sinequanon.question.threads import at_once

Pin = float | tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """One assumption and the value it is set to.

    `pins` set parameters of the bargain; `news` is a factor on the news; `shift` moves
    the balance by so much log power in the world with the event only; `coalition`
    names another set of parties that must agree.
    """

    name: str
    value: str
    pins: tuple[tuple[str, Pin], ...] = ()
    news: float = 1.0
    shift: float = 0.0
    heard: float = 0.0
    """News in log power that the world with the event carries besides its own."""
    coalition: int | None = None
    start: tuple[float, float, float, float] | None = None
    """Shares of the stages of the talks at the boundary."""
    note: str = ""

    @property
    def of_news(self) -> bool:
        """Whether it changes nothing but what becomes of an event's news."""
        believed = {name for name, _ in self.pins} & {"credulity_a", "credulity_b"}
        return self.news != 1.0 or bool(believed)


AS_IT_IS = Assumption(name="As it is", value="priors")
"""Nothing changed: what the others are compared with, on the same draws."""

ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        name="Nothing the model sees moves the rate of settlement",
        value="neither openness nor stalemate",
        pins=(("surplus_slope", 0.0), ("stalemate_slope", 0.0)),
        note="the honest null: a ratio of exactly 1; other endings still differ",
    ),
    Assumption(
        name="A stalemate ripens nothing",
        value="no link at all",
        pins=(("stalemate_slope", 0.0),),
    ),
    Assumption(
        name="A stalemate makes settlement rarer",
        value="by as much as most draws take it to help",
        pins=(("stalemate_slope", -0.5),),
    ),
    Assumption(
        name="The parties learn nothing from the event", value="no news", news=0.0
    ),
    Assumption(
        name="Only the government believes the news",
        value="the government wholly, the opposition not at all",
        pins=(("credulity_a", 1.0), ("credulity_b", 0.0)),
    ),
    Assumption(
        name="Only the opposition believes the news",
        value="the opposition wholly, the government not at all",
        pins=(("credulity_a", 0.0), ("credulity_b", 1.0)),
    ),
    Assumption(
        name="Both sides believe the news alike",
        value="both three quarters of it",
        pins=(("credulity_a", 0.75), ("credulity_b", 0.75)),
    ),
    Assumption(
        name="The news says the reverse",
        value="the same size, the other sign",
        news=-1.0,
    ),
    Assumption(
        name="The news weighs ten times as much", value="ten times the news", news=10.0
    ),
    Assumption(
        name="No talks are under way at the start",
        value="not yet begun",
        start=(1.0, 0.0, 0.0, 0.0),
    ),
    Assumption(
        name="Talks are under way at the start",
        value="in every draw",
        start=(0.0, 1.0, 0.0, 0.0),
    ),
    Assumption(
        name="Everything can be bought",
        value="issues trade freely (exponent 1)",
        pins=(("exponent", 1.0),),
    ),
    Assumption(
        name="No issue can be traded for another",
        value="a bad term spoils all (exponent -1)",
        pins=(("exponent", -1.0),),
    ),
    Assumption(
        name="Every stated red line is real",
        value="in every draw",
        pins=(("red_line_real", 1.0),),
    ),
    Assumption(
        name="No stated red line is real",
        value="in no draw",
        pins=(("red_line_real", 0.0),),
    ),
    Assumption(
        name="Third parties guarantee what is signed",
        value="all the risk covered",
        pins=(("guarantee", 1.0),),
    ),
)
"""Assumptions that every answer is tried on; other coalitions are added by the case."""


@dataclass(frozen=True, kw_only=True)
class Turned:
    """What comes out under a changed assumption."""

    assumption: Assumption
    difference: float
    standard_error: float
    """Monte Carlo error of the difference."""
    with_event: float
    """Chance of an agreement with the event, under the assumption."""
    hazard_ratio: float
    """Median over draws and readings."""


def assumptions_of(news: News, act: float) -> tuple[Assumption, ...]:
    """The assumptions that are tried: of an event that is news, or of an act.

    Args:
        news: News of the question's event.
        act: What the event does to log power in the first months, if it is an act.
    """
    if news.taken or news.not_taken:
        return ASSUMPTIONS
    told = Assumption(
        name="The parties hear at once of what the act does to the balance",
        value="and see it besides, as it comes",
        heard=act,
    )
    return (*(one for one in ASSUMPTIONS if not one.of_news), told)


def revalued(
    case: Case,
    world: WorldResult,
    draws: int,
    assumption: Assumption,
    *,
    cells: Sequence[Cell] = CELLS,
    with_event: bool,
) -> dict[str, Peace]:
    """The chance of peace along a world's courses under a changed assumption.

    Args:
        case: The case.
        world: A world that was run.
        draws: How many of its draws to use, from the first.
        assumption: What is changed.
        cells: Readings.
        with_event: Whether this is the world with the event, which shifts apply to.
    """
    size = world.size
    runs = draws * size.lucks
    pinned = {**dict(case.pinned), **dict(assumption.pins)}
    minds = draw_minds(case.table, seed=size.seed, draws=draws, pinned=pinned).take(
        np.repeat(np.arange(draws), size.lucks)
    )
    course = world.course.take(slice(0, runs))
    if with_event and assumption.shift:
        course = course.shifted(assumption.shift)
    coalition = case.coalition if assumption.coalition is None else assumption.coalition
    heard = assumption.heard if with_event else 0.0
    anchor = case.anchor
    if assumption.start is not None:
        anchor = replace(anchor, start=assumption.start)
    return {
        cell.name: peace(
            case.table_in(world.scenario),
            minds,
            course,
            cell=cell,
            anchor=anchor,
            news=world.scenario.news * assumption.news + heard,
            news_delay=world.scenario.news_delay,
            coalition=coalition,
        )
        for cell in cells
    }


def turned(
    case: Case,
    without: WorldResult,
    with_event: WorldResult,
    assumption: Assumption,
    *,
    months: int,
    draws: int,
    cells: Sequence[Cell] = CELLS,
) -> Turned:
    """The difference and the hazard ratio under a changed assumption."""
    lucks = without.size.lucks
    base = revalued(case, without, draws, assumption, cells=cells, with_event=False)
    other = revalued(case, with_event, draws, assumption, cells=cells, with_event=True)

    def mean(found: Mapping[str, Peace]) -> Float[np.ndarray, "draws lucks"]:
        signed = [one.signed[:, months - 1] for one in found.values()]
        return np.mean(signed, axis=0).reshape(draws, lucks)

    def rate(found: Peace) -> Float[np.ndarray, "draws lucks"]:
        return found.rate[:, :months].sum(axis=1).reshape(draws, lucks)

    pair = PairedDraws(with_event=mean(other), without_event=mean(base))
    by_cell = [ratios(rate(other[name]), rate(base[name])) for name in base]
    return Turned(
        assumption=assumption,
        difference=pair.difference,
        standard_error=pair.standard_error,
        with_event=pair.levels()[0],
        hazard_ratio=float(np.median(np.concatenate(by_cell))),
    )


def _quiet(world: WorldResult) -> WorldResult:
    """The world without the news that it carries (of an event that fails, say)."""
    return replace(world, scenario=replace(world.scenario, news=0.0))


def largest_ratio(
    case: Case,
    without: WorldResult,
    *,
    months: int,
    draws: int,
    shifts: Sequence[float],
) -> Turned:
    """The largest ratio the model gives to any shift of the balance.

    The balance of every course is moved by each shift, both ways, as if an event had
    done so for good; largest is by distance of the median ratio from 1.

    Args:
        case: The case.
        without: The world without the event.
        months: The horizon.
        draws: How many draws to use.
        shifts: Shifts of log power to try.
    """
    quiet = _quiet(without)

    def one(shift: float) -> Turned:
        moved = Assumption(
            name="A shift of the balance", value=f"{shift:+.2f}", shift=shift
        )
        return turned(case, quiet, quiet, moved, months=months, draws=draws)

    return max(at_once(one, shifts), key=lambda one: abs(np.log(one.hazard_ratio)))


@dataclass(frozen=True, kw_only=True)
class KindRatios:
    """Median ratios of the settlement rate under a shift: any, and by kind."""

    shift: float
    any: float
    with_transfer: float
    without_transfer: float


def kind_ratios(
    case: Case, without: WorldResult, shift: float, *, months: int, draws: int
) -> KindRatios:
    """What a lasting shift of the balance does to each kind of settlement.

    Args:
        case: The case.
        without: The world without the event.
        shift: Log power added to side A, from the boundary on.
        months: The horizon.
        draws: How many draws to use.
    """
    moved = Assumption(name="shift", value=f"{shift:+.2f}", shift=shift)
    quiet = _quiet(without)
    base = revalued(case, quiet, draws, moved, with_event=False)
    other = revalued(case, quiet, draws, moved, with_event=True)

    def rates(found: Peace) -> dict[str, Float[np.ndarray, "draws lucks"]]:
        rate = found.rate[:, :months]
        weight = by_month(found.transfer_weight, rate.shape[1])
        kinds = {
            "any": rate,
            "with_transfer": rate * weight,
            "without_transfer": rate * (1.0 - weight),
        }
        lucks = without.size.lucks
        return {k: v.sum(axis=1).reshape(draws, lucks) for k, v in kinds.items()}

    found: dict[str, list[Float[np.ndarray, " draws"]]] = {}
    for name in base:
        above, below = rates(other[name]), rates(base[name])
        for kind, value in above.items():
            found.setdefault(kind, []).append(ratios(value, below[kind]))
    medians = {kind: float(np.median(np.concatenate(v))) for kind, v in found.items()}
    return KindRatios(shift=shift, **medians)

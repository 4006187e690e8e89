"""War and bargain joined: what a course of the war means for the chance of peace.

The war does not know the bargain, nor the bargain the war. Here a course of the war
(power, intensity, what is left of each side) becomes, for one reading of the case, the
state of the zone each quarter, the rate of settlement each month, and the chances of
each ending of the core conflict, integrated and not sampled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain import (
    Encoding,
    Endings,
    Frozen,
    Mapping,
    Minds,
    Table,
    aftermath,
    endings,
    hazards,
    openness,
    stages,
)

RunMonths = Float[np.ndarray, "runs months"]
RunQuarters = Float[np.ndarray, "runs quarters"]

QUARTER_MONTHS = 3


@dataclass(frozen=True, kw_only=True, order=True)
class Cell:
    """One reading of the case: how red lines count, and how cheating risk moves."""

    encoding: Encoding
    mapping: Mapping

    @property
    def name(self) -> str:
        """`encoding/mapping`, as tables print it."""
        return f"{self.encoding}/{self.mapping}"


CELLS: tuple[Cell, ...] = (
    Cell(encoding="values", mapping="threat"),
    Cell(encoding="values", mapping="shift"),
    Cell(encoding="red_lines", mapping="threat"),
    Cell(encoding="red_lines", mapping="shift"),
)
"""All readings that run with every answer."""


@dataclass(frozen=True, kw_only=True)
class ClassRates:
    """Yearly rates at which the class of like wars ends, by cause."""

    settlement: float
    """Median of the rates that the class's interval leaves open."""
    settlement_log_sd: float
    """Spread of their logs."""
    victory_a: float
    victory_b: float
    fade: float


@dataclass(frozen=True, kw_only=True)
class Course:
    """What the bargain sees of a war from the event on, by run and month."""

    log_power: RunMonths
    """Log ratio of side A's power to side B's in the core conflict."""
    intensity: RunMonths
    """Intensity of the core conflict; 1 is its first year without the event."""
    strength_a: RunMonths
    """What is left of side A: smaller of its people and fighters against the start."""
    strength_b: RunMonths

    def shifted(self, log_power: float) -> "Course":
        """The same course with side A stronger by so much log power throughout."""
        return replace(self, log_power=self.log_power + log_power)

    def take(self, rows: Int[np.ndarray, " rows"] | slice) -> "Course":
        """The course of some runs only."""
        return Course(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


@dataclass(frozen=True, kw_only=True)
class Peace:
    """The chance of peace in one world, under one reading, by run and month."""

    surplus: RunQuarters
    stalemate: RunQuarters
    zone_open: Bool[np.ndarray, "runs quarters"]
    transfer_weight: RunQuarters
    binding: Int[np.ndarray, "runs quarters"]
    rate: RunMonths
    """Rate of settlement per month at the long-run share of talks."""
    signed: RunMonths
    """p1: chance that a settlement is signed while the conflict is on."""
    signed_with_transfer: RunMonths
    signed_and_kept: RunMonths
    """p2: of these, kept for twelve months."""
    ended: RunMonths
    """p3: chance that the conflict has ended in any way."""
    ended_without_victory: RunMonths
    """p3v: the same without victories."""
    victory_a: RunMonths
    victory_b: RunMonths
    survival: RunMonths
    again: RunMonths
    """Chance that the conflict has ended and is on again."""


def joined_peace(parts: Sequence[Peace]) -> Peace:
    """Several batches of runs as one, in order."""
    return Peace(
        **{
            f.name: np.concatenate([getattr(part, f.name) for part in parts])
            for f in fields(Peace)
        }
    )


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """What fixes the level: class rates, frozen state, and where the talks stand."""

    rates: ClassRates
    frozen: dict[str, Frozen]
    """Class-average state by the name of the cell."""
    start: tuple[float, float, float, float]
    """Shares of (no talks, talks, signed, kept) at the boundary."""


def by_month(quarterly: RunQuarters, months: int) -> RunMonths:
    """Each month with the value of its quarter."""
    return np.repeat(quarterly, QUARTER_MONTHS, axis=1)[:, :months]


def _endings(
    minds: Minds, course: Course, rate: RunMonths, weight: RunMonths, anchor: Anchor
) -> Endings:
    """Endings of the core conflict, once the stage of the talks is counted in."""
    return endings(
        stages(rate, minds, start=anchor.start).signature_rate,
        weight,
        minds,
        strength_a=course.strength_a,
        strength_b=course.strength_b,
        intensity=course.intensity,
        victory_a_rate=anchor.rates.victory_a,
        victory_b_rate=anchor.rates.victory_b,
        fade_rate=anchor.rates.fade,
    )


def peace(
    table: Table,
    minds: Minds,
    course: Course,
    *,
    cell: Cell,
    anchor: Anchor,
    news: float,
    news_delay: int = 0,
    coalition: int = 0,
) -> Peace:
    """The chance of peace along a course of the war, under one reading.

    The table is looked at each quarter, at the end of its first month. The news of the
    event, `news` in units of log power, reaches the parties at the boundary and fades;
    0 for a world without the event.

    Args:
        table: The bargaining table.
        minds: One row a run.
        course: The war, from the event's boundary on.
        cell: The reading.
        anchor: Class rates, frozen state and the stage of the talks.
        news: News value of the event, in units of log power.
        news_delay: Months after the boundary at which the news comes.
        coalition: Index of the coalition that must agree.
    """
    months: int = course.log_power.shape[1]
    looks = np.arange(0, months, QUARTER_MONTHS)
    opening = openness(
        table,
        minds,
        log_power=course.log_power[:, looks],
        intensity=course.intensity[:, looks],
        news=minds.news(news, looks.astype(np.float64) - news_delay),
        encoding=cell.encoding,
        mapping=cell.mapping,
        coalition=coalition,
    )
    yearly = hazards(
        opening.surplus,
        opening.stalemate,
        opening.transfer_weight,
        minds,
        anchor.frozen[cell.name],
        class_rate=anchor.rates.settlement,
        class_log_sd=anchor.rates.settlement_log_sd,
    )
    rate = by_month(yearly.total, months) / 12.0
    weight = by_month(opening.transfer_weight, months)
    found = _endings(minds, course, rate, weight, anchor)
    held = np.exp(-12.0 * minds.breaking)[:, None]
    victories = found.by_cause("victory_a") + found.by_cause("victory_b")
    return Peace(
        surplus=opening.surplus,
        stalemate=opening.stalemate,
        zone_open=opening.zone_open,
        transfer_weight=opening.transfer_weight,
        binding=opening.binding,
        rate=rate,
        signed=found.settled(),
        signed_with_transfer=found.by_cause("settlement_with_transfer"),
        signed_and_kept=found.settled() * held,
        ended=1.0 - found.survival,
        ended_without_victory=1.0 - found.survival - victories,
        victory_a=found.by_cause("victory_a"),
        victory_b=found.by_cause("victory_b"),
        survival=found.survival,
        again=aftermath(found, minds).again,
    )

"""Numbers frozen with a dossier: the class-average state and the news of the event.

Were they means of the ensemble that answers, results would depend on the number of its
runs and on batches. They are computed once, from runs without the event, with a fixed
seed, and kept by question in the dossier's `frozen.json` with what they were made from.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated

import numpy as np
from jaxtyping import Float
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from sinequanon.bargain import Frozen
from sinequanon.errors import QuestionError
from sinequanon.model import CELLS
from sinequanon.question.contrasts import News
from sinequanon.question.ensemble import (
    Case,
    Progress,
    Scenario,
    Size,
    WorldResult,
    run_worlds,
)
from sinequanon.war import World

FROZEN_SIZE = Size(draws=400, lucks=1, months=36, seed=20160329)
"""The reference ensemble of every dossier."""

NEWS_MONTHS = 3
"""The news is what the passing of the place tells in so many months."""

NEWS_SIZE = Size(draws=16_000, lucks=1, months=NEWS_MONTHS, seed=20160329)
"""The news needs many short runs: it is a difference of means among few that pass."""

ACT_SIZE = Size(draws=400, lucks=1, months=NEWS_MONTHS, seed=20160329)
"""The news of an act needs fewer: its worlds are compared run by run."""

FILE = "frozen.json"


class FrozenNumbers(BaseModel):
    """What is frozen, and what it was computed from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    surplus_mean: dict[str, float]
    """S-bar by reading, in utility."""
    surplus_sd: Annotated[float, Field(gt=0.0)]
    """sS, one for all readings and all wars, in utility."""
    stalemate_mean: float
    """w-bar."""
    news_taken: float
    news_not_taken: float
    """News in units of log power (`News`)."""
    news_error: float
    """Monte Carlo error of `news_taken`."""
    news_draws: int
    share_taken: float | None
    """Share of the runs without the event in which the place passes by itself; None
    for an event that takes no place."""
    power_sd: float
    """Spread of log power over the same runs: the news beside it."""
    draws: int
    months: int
    seed: int
    dossier_sha256: str

    @field_validator("surplus_mean")
    @classmethod
    def _every_reading(cls, means: dict[str, float]) -> dict[str, float]:
        readings = {cell.name for cell in CELLS}
        if set(means) != readings:
            raise ValueError(f"one mean for each of {', '.join(sorted(readings))}")
        return means

    def state(self, cell: str) -> Frozen:
        """The class-average state of a reading."""
        return Frozen(
            surplus_mean=self.surplus_mean[cell],
            surplus_sd=self.surplus_sd,
            stalemate_mean=self.stalemate_mean,
        )

    @property
    def by_cell(self) -> dict[str, Frozen]:
        """The class-average state of every reading."""
        return {cell.name: self.state(cell.name) for cell in CELLS}

    @property
    def news(self) -> News:
        """The news of the event; none of an act, which is seen in the balance itself.

        Whether a place falls says how strong the sides are; an act is done to the war,
        and what it does to the balance is in every run's balance already.
        """
        if self.share_taken is None:
            return News(taken=0.0, not_taken=0.0)
        return News(taken=self.news_taken, not_taken=self.news_not_taken)


_BY_QUESTION = TypeAdapter(dict[str, FrozenNumbers])

PROVISIONAL: dict[str, Frozen] = {
    cell.name: Frozen(surplus_mean=0.0, surplus_sd=1.0, stalemate_mean=0.0)
    for cell in CELLS
}
"""A state to run the reference ensemble with; surplus and stalemate do not use it."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an event tells: both news, their error, and beside what spread."""

    taken: float
    not_taken: float
    error: float
    share: float | None
    power_sd: float


def news_of(
    result: WorldResult, winners: Sequence[int], months: int = NEWS_MONTHS
) -> Told:
    """What the passing of the watched place tells about the balance.

    E[x | taken] weights each run by the part of the place that has passed to the
    winner's side since the start, at each of the first months after the boundary, and
    averages over them; x is log power. What the side held at the start tells nothing.

    Args:
        result: A world without the event, with the place watched.
        winners: Indices of the actors of the winner's side.
        months: Number of months.
    """
    first = result.path.watched.shape[3] - result.course.log_power.shape[1]
    held = result.path.watched[:, 0, list(winners)].sum(axis=1)
    start = held[:, :1]
    passed = np.maximum(held - start, 0.0) / np.maximum(1.0 - start, 1e-9)
    share = passed[:, first : first + months]
    power = result.course.log_power[:, :months]
    return Told(
        taken=float(_mean_gap(power, share)),
        not_taken=float(_mean_gap(power, 1.0 - share)),
        error=_gap_error(power, share),
        share=float(share.mean()),
        power_sd=float(power.std(axis=0).mean()),
    )


def news_of_act(
    without: WorldResult, with_event: WorldResult, months: int = NEWS_MONTHS
) -> Told:
    """What an act that takes no place does to the balance in the first months.

    E[x | with the event] - E[x], averaged over them; x is log power. Nobody learns from
    an act how strong the sides were, so it is no news in an answer (parties see x as it
    then is); the number is what the answer tries if it were heard of all at once.

    Args:
        without: The world without the event, run on the same chance.
        with_event: The world with it, no news told.
        months: Number of months.
    """
    power = without.course.log_power[:, :months]
    moved = (with_event.course.log_power[:, :months] - power).mean(axis=1)
    error = float("nan")
    if len(moved) > 1:
        error = float(moved.std(ddof=1) / np.sqrt(len(moved)))
    return Told(
        taken=float(moved.mean()),
        not_taken=0.0,
        error=error,
        share=None,
        power_sd=float(power.std(axis=0).mean()),
    )


def _mean_gap(
    power: Float[np.ndarray, "runs months"], weight: Float[np.ndarray, "runs months"]
) -> float:
    """Weighted mean minus mean, by month, averaged; 0 where nothing has weight."""
    total = weight.sum(axis=0)
    seen = (power * weight).sum(axis=0) / np.where(total > 0.0, total, 1.0)
    gap = np.where(total > 0.0, seen - power.mean(axis=0), 0.0)
    return float(gap.mean())


def _gap_error(
    power: Float[np.ndarray, "runs months"], weight: Float[np.ndarray, "runs months"]
) -> float:
    """Monte Carlo error of `_mean_gap`, by the delta method for a ratio of means."""
    mean_weight = weight.mean(axis=0)
    seen = (power * weight).mean(axis=0) / np.where(mean_weight > 0.0, mean_weight, 1.0)
    influence = weight * (power - seen) / np.where(
        mean_weight > 0.0, mean_weight, 1.0
    ) - (power - power.mean(axis=0))
    one = influence.mean(axis=1)
    return float(one.std(ddof=1) / np.sqrt(len(one))) if len(one) > 1 else float("nan")


def freeze(
    case: Case,
    *,
    winners: Sequence[int],
    world: World,
    acted: World | None = None,
    dossier_sha256: str,
    size: Size = FROZEN_SIZE,
    news_size: Size | None = None,
    progress: Progress | None = None,
) -> FrozenNumbers:
    """The frozen numbers of a question, from its reference ensemble without the event.

    Args:
        case: The dossier's case; its anchor's frozen state is not used.
        winners: Indices of the actors of the side that takes the place.
        world: The question's own world without the event, its dated battles fought.
        acted: The world with the event, if it is an act that takes no place.
        dossier_sha256: What the numbers are computed from.
        size: The reference ensemble.
        news_size: The short ensemble of the news; by the kind of event if left out.
        progress: Called as batches are done.
    """
    alone = [Scenario(name="reference", world=world)]
    (result,) = run_worlds(case, alone, size, progress=progress)
    if acted is None:
        news_size = news_size or NEWS_SIZE
        (short,) = run_worlds(case, alone, news_size, cells=(), progress=progress)
        told = news_of(short, winners)
    else:
        news_size = news_size or ACT_SIZE
        both = [*alone, Scenario(name="act", world=acted)]
        one, other = run_worlds(case, both, news_size, cells=(), progress=progress)
        told = news_of_act(one, other)
    surplus = {name: found.surplus for name, found in result.peace.items()}
    stalemate = np.mean([found.stalemate.mean() for found in result.peace.values()])
    within = np.mean([values.var() for values in surplus.values()])
    return FrozenNumbers(
        surplus_mean={name: float(values.mean()) for name, values in surplus.items()},
        surplus_sd=float(np.sqrt(within)),
        stalemate_mean=float(stalemate),
        news_taken=told.taken,
        news_not_taken=told.not_taken,
        news_error=told.error,
        news_draws=news_size.draws,
        share_taken=told.share,
        power_sd=told.power_sd,
        draws=size.draws,
        months=size.months,
        seed=size.seed,
        dossier_sha256=dossier_sha256,
    )


def read_frozen(folder: FilePath, question: str) -> FrozenNumbers:
    """The frozen numbers of a question, kept in a dossier's folder.

    Args:
        folder: The dossier's folder.
        question: Key of the question.

    Raises:
        QuestionError: If there are none or they cannot be read.
    """
    found = read_all_frozen(folder)
    if question not in found:
        raise QuestionError.at(
            str(folder / FILE),
            f"no frozen numbers of the question {question!r}",
            f"run `sinequanon freeze {folder.name} --question {question}`",
        )
    return found[question]


def read_all_frozen(folder: FilePath) -> dict[str, FrozenNumbers]:
    """The frozen numbers kept in a dossier's folder, by key of the question.

    Raises:
        QuestionError: If there are none or they cannot be read.
    """
    path = folder / FILE
    fix = f"run `sinequanon freeze {folder.name}`"
    try:
        return _BY_QUESTION.validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise QuestionError.at(str(path), "no frozen numbers", fix) from error
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise QuestionError.at(str(path), f"cannot be read ({first})", fix) from error


def frozen_text(by_question: Mapping[str, FrozenNumbers]) -> str:
    """The frozen numbers of several questions as the file holds them."""
    plain = {key: numbers.model_dump() for key, numbers in by_question.items()}
    return json.dumps(plain, indent=1, sort_keys=True) + "\n"

"""Points of reference beside the answer: descriptions, never predictions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, Int
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.shares import kalai_smorodinsky_settlement, nash_settlement
from sinequanon.bargain.table import Table


@dataclass(frozen=True, kw_only=True)
class ReferencePoint:
    """The settlement that a rule of thumb names most often over draws."""

    name: str
    settlement: dict[str, str]
    """Issue to option; empty if the rule names no settlement in any draw."""
    chance: float
    """Share of draws in which the rule names this very settlement."""
    none: float
    """Share of draws in which it names none, because the zone is empty."""


def compromise_settlement(
    table: Table,
    minds: Minds,
    parties: Sequence[int],
    powers: Sequence[float] | None = None,
) -> Int[np.ndarray, " draws"]:
    """Index of the settlement with the highest salience-weighted mean value.

    On each issue every party weighs in with its salience; the best admissible
    settlement is the one with the largest sum (the compromise model; Achen 2006 finds
    it hard to beat in predicting outcomes).

    Args:
        table: The bargaining table.
        minds: Draws.
        parties: Indices of the parties that weigh in.
        powers: Weight of each, beside its salience; alike if left out.
    """
    score = np.zeros((minds.draws, len(table.terms)))
    for at, party in enumerate(parties):
        for issue in range(len(table.issues)):
            worth = (
                minds.saliences[:, party, issue, None] * minds.values[:, party, issue]
            )
            if powers is not None:
                worth = worth * powers[at]
            score += worth[:, table.terms[:, issue]]
    return score.argmax(axis=1)


def median_options(
    table: Table,
    minds: Minds,
    parties: Sequence[int],
    powers: Sequence[float] | None = None,
) -> Int[np.ndarray, "draws issues"]:
    """On each issue the option of the median party, options in the order listed.

    Each party stands at its best option and weighs salience times power (Black 1948,
    doi:10.1086/256633); the median is the first option at which half of all weight is
    reached. It presumes that the order of the options is one from less to more; the
    options together may be a settlement that is excluded.

    Args:
        table: The bargaining table.
        minds: Draws.
        parties: Indices of the parties that weigh in.
        powers: Weight of each, beside its salience; alike if left out.
    """
    found = np.zeros((minds.draws, len(table.issues)), dtype=np.int64)
    for issue, options in enumerate(table.options):
        weight = np.zeros((minds.draws, len(options)))
        for at, party in enumerate(parties):
            best = minds.values[:, party, issue, : len(options)].argmax(axis=1)
            own = minds.saliences[:, party, issue] * (powers[at] if powers else 1.0)
            weight[np.arange(minds.draws), best] += own
        reached = np.cumsum(weight, axis=1)
        half = 0.5 * reached[:, -1:] * (1.0 - 1e-12)
        found[:, issue] = (reached >= half).argmax(axis=1)
    return found


def reference_points(
    table: Table,
    minds: Minds,
    surpluses: Float[np.ndarray, "runs terms parties"],
    *,
    coalition: int = 0,
) -> tuple[ReferencePoint, ...]:
    """Compromise, Nash and Kalai-Smorodinsky points of a coalition.

    Args:
        table: The bargaining table.
        minds: One row a run.
        surpluses: From `surpluses`, of every party of the table.
        coalition: Index of the coalition.
    """
    members = list(table.coalitions[coalition])
    theirs = surpluses[:, :, members]
    found = {
        "salience-weighted mean": compromise_settlement(table, minds, members),
        "Nash": nash_settlement(theirs),
        "Kalai-Smorodinsky": kalai_smorodinsky_settlement(theirs),
    }
    return tuple(_usual(table, name, terms) for name, terms in found.items())


def _usual(table: Table, name: str, terms: Int[np.ndarray, " runs"]) -> ReferencePoint:
    """The settlement that occurs most often; the first in order if several do."""
    named = terms[terms >= 0]
    none = 1.0 - len(named) / len(terms)
    if not len(named):
        return ReferencePoint(name=name, settlement={}, chance=0.0, none=none)
    counts = np.bincount(named, minlength=len(table.terms))
    usual = int(counts.argmax())
    return ReferencePoint(
        name=name,
        settlement=table.settlement(usual),
        chance=float(counts[usual]) / len(terms),
        none=none,
    )

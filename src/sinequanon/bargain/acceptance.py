"""Which settlements each party accepts, and which options those have in common."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Float
from sinequanon.bargain.commitment import Mapping
from sinequanon.bargain.fighting import log_odds, value_of_fighting
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.rules import Rule
from sinequanon.bargain.surplus import (
    RunQuarters,
    classes_of,
    offers_of,
    surplus_blocks,
)
from sinequanon.bargain.table import Table
from sinequanon.bargain.utility import Encoding


def surpluses(
    table: Table,
    minds: Minds,
    *,
    log_power: RunQuarters,
    intensity: RunQuarters,
    news: RunQuarters,
    encoding: Encoding,
    mapping: Mapping,
    quarter: int,
) -> Float[np.ndarray, "runs terms parties"]:
    """What every settlement is worth to every party beyond fighting on, in utility.

    A party accepts a settlement iff this is at least 0. Arguments are those of
    `openness`; `quarter` is the column that is looked at.

    Raises:
        ValueError: If the runs of the paths and of the minds differ in number.
    """
    if len(log_power) != minds.draws:
        raise ValueError(f"{len(log_power)} runs need as many minds, got {minds.draws}")
    odds = log_odds(table, minds, log_power, intensity, news)
    value = value_of_fighting(table, minds, odds, intensity)
    classes = classes_of(table)
    everyone = range(len(table.parties))
    offers = offers_of(table, minds, odds, everyone, classes, mapping)
    found = np.empty((minds.draws, len(table.terms), len(table.parties)))
    for block in surplus_blocks(
        table, minds, offers, classes, value, encoding, (quarter,)
    ):
        for party, surplus in enumerate(block.surpluses):
            found[block.rows, classes.order, party] = surplus
    return found


def agreed_by(
    accepted: Bool[np.ndarray, "runs terms parties"], members: tuple[int, ...] | Rule
) -> Bool[np.ndarray, "runs terms"]:
    """Settlements that every member of a coalition accepts, or enough by a rule."""
    if isinstance(members, Rule):
        return members.agreed({m: accepted[:, :, m] for m in members.parties})
    inside = np.ones(accepted.shape[:2], dtype=np.bool_)
    for member in members:
        inside &= accepted[:, :, member]
    return inside


@dataclass(frozen=True, kw_only=True)
class SineQuaNon:
    """What a set of settlements has in common, as chances over draws.

    Arrays are (issues, options); padding is 0.
    """

    some: Float[np.ndarray, "issues options"]
    """Chance that some settlement of the set has the option."""
    common: Float[np.ndarray, "issues options"]
    """Chance that the set is not empty and all its settlements have the option."""
    any: float
    """Chance that the set is not empty."""

    def chance(self, table: Table, issue: str, option: str) -> float:
        """Chance that the option is a sine qua non, given that the set is not empty.

        0 if the set is empty in every draw: nothing is common to no settlement.
        """
        return float(self.common[table.option(issue, option)]) / (self.any or 1.0)


def sine_qua_non(table: Table, accepted: Bool[np.ndarray, "runs terms"]) -> SineQuaNon:
    """Options common to all accepted settlements, as chances over draws.

    For one party (`surpluses(...)[:, :, party] >= 0`) it is the party's sine qua non,
    for a coalition (`agreed_by`) that of the peace. It may be empty: with additive
    utility and no red line everything can be bought.
    """
    some = np.zeros((len(accepted), *table.value_low.shape[1:]), dtype=np.bool_)
    for issue, options in enumerate(table.options):
        for option in range(len(options)):
            having = accepted[:, table.terms[:, issue] == option]
            some[:, issue, option] = having.any(axis=1)
    return common_to(some)


def common_to(some: Bool[np.ndarray, "runs issues options"]) -> SineQuaNon:
    """What sets of settlements have in common, from the options that occur in each.

    Args:
        some: Whether some settlement of the set has the option, by run.
    """
    alone: Bool[np.ndarray, "runs issues"] = some.sum(axis=2) == 1
    return SineQuaNon(
        some=some.mean(axis=0),
        common=(some & alone[:, :, None]).mean(axis=0),
        any=float(some.any(axis=(1, 2)).mean()),
    )

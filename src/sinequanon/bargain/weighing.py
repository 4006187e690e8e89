"""Settlements weighed against fighting on where what fighting is worth is given."""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain.commitment import Mapping
from sinequanon.bargain.fighting import log_odds, value_of_fighting
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.surplus import Classes, classes_of, risks_by_class
from sinequanon.bargain.table import Table
from sinequanon.bargain.utility import Encoding, breaches

DrawTerms = Float[np.ndarray, "draws terms"]


@dataclass(frozen=True, kw_only=True)
class Footing:
    """What each party falls back on, by draw: no war is run for it."""

    odds: Float[np.ndarray, "draws parties"]
    """Log odds that each party gives its own side, were the fighting to go on."""
    fighting: Float[np.ndarray, "draws parties"]
    """Worth of fighting on, on the scale of the settlements."""

    def take(self, rows: slice | Int[np.ndarray, " rows"]) -> "Footing":
        """The footing of some draws."""
        return Footing(odds=self.odds[rows], fighting=self.fighting[rows])


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """Settlements by the risk of being broken that they share."""

    classes: Classes
    of_term: Int[np.ndarray, " terms"]


def kinds_of(table: Table) -> Kinds:
    """The kinds of a table's settlements."""
    classes = classes_of(table)
    of_term = np.empty(len(table.terms), dtype=np.int16)
    for kind, (first, last) in enumerate(classes.spans):
        of_term[classes.order[first:last]] = kind
    return Kinds(classes=classes, of_term=of_term)


def footing_of(
    table: Table, minds: Minds, chance_a: Float[np.ndarray, " draws"]
) -> Footing:
    """The footing that the model gives a table when nothing else is known.

    Each party weighs victory against defeat at side A's chance of winning and its own
    optimism, at the cost of a war like the one at the start (`value_of_fighting`).

    Args:
        table: The bargaining table.
        minds: Draws.
        chance_a: Chance that side A would win, above 0 and below 1; .5 is parity.
    """
    power = (np.log(chance_a / (1.0 - chance_a)) / minds.odds_slope)[:, None]
    still, calm = np.ones_like(power), np.zeros_like(power)
    odds = log_odds(table, minds, power, still, calm)
    value = value_of_fighting(table, minds, odds, still)
    return Footing(odds=odds[:, 0], fighting=value[:, 0])


def surplus_of(
    table: Table,
    minds: Minds,
    footing: Footing,
    kinds: Kinds,
    party: int,
    worth: DrawTerms,
    *,
    encoding: Encoding,
    mapping: Mapping,
    crossed: Bool[np.ndarray, "draws terms"] | None = None,
) -> DrawTerms:
    """What every settlement is worth to one party beyond fighting on, in utility.

    The equation is that of `surpluses`; here worth of fighting on and odds are given.

    Args:
        table: The bargaining table.
        minds: Draws.
        footing: What the parties fall back on, in the same draws.
        kinds: From `kinds_of`.
        party: Index of the party.
        worth: From `settlement_worth`.
        encoding: Whether stated red lines count.
        mapping: How the risk of a broken settlement follows the balance.
        crossed: Which settlements cross a real red line (`breaches`), if it is known.
    """
    defeat = minds.defeat[:, party, None]
    fighting = footing.fighting[:, party, None]
    if encoding == "red_lines" and table.red_lines[party].any():
        if crossed is None:
            crossed = breaches(table, minds, party, encoding)
        worth = np.where(crossed, np.minimum(worth, defeat), worth)
    if not table.exposed[party]:
        return worth - fighting
    odds = -footing.odds[:, party, None]
    risk = risks_by_class(minds, odds, kinds.classes, mapping)[:, 0]
    found = worth * (1.0 - risk)[:, kinds.of_term]
    found += (risk * defeat - fighting)[:, kinds.of_term]
    return found

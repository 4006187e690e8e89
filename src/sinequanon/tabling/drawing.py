"""Draws of what is not known of a table: values, lines, outside options."""

from dataclasses import dataclass, replace

import numpy as np

from sinequanon import streams
from sinequanon.axes import Bool, Float, Int, UInt32
from sinequanon.bargain import (
    BARGAIN_PARAMETERS,
    Footing,
    Minds,
    draw_minds,
    footing_of,
    spread,
)
from sinequanon.tabling.tabled import Tabled

_SURE = 1e-3
_BELOW = 1e-9


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Draws of a table: minds, and three footings that differ in hope alone."""

    minds: Minds
    footing: Footing
    modest: Footing
    """Fighting on at the low end of its range, or without a party's own optimism."""
    bold: Footing
    """Fighting on at the high end of its range, or with the most optimism."""

    def take(self, rows: slice | Int[np.ndarray, " rows"]) -> "Drawn":
        """The draws of some rows."""
        return Drawn(
            minds=self.minds.take(rows),
            footing=self.footing.take(rows),
            modest=self.modest.take(rows),
            bold=self.bold.take(rows),
        )


def drawn_of(tabled: Tabled, *, seed: int, draws: int) -> Drawn:
    """Draws of a table. A draw depends on the seed, its number and names only.

    Where the worth of fighting on is given, it is drawn from its range; else it is the
    model's own: the party weighs victory against defeat at the balance that the file
    gives (even odds if none), with its own optimism and at the cost of an average war.

    Args:
        tabled: What lies on the table.
        seed: Any integer.
        draws: Number of draws.
    """
    table = tabled.table
    runs = np.arange(draws, dtype=np.uint32)
    minds = draw_minds(table, seed=seed, draws=draws)
    if tabled.additive:
        minds = replace(minds, exponent=np.ones_like(minds.exponent))
    low, high = tabled.balance
    chance = spread(low, high, streams.uniforms(seed, "table/balance", runs)[:, 0, 0])
    chance = np.clip(chance, _SURE, 1.0 - _SURE)
    usual = footing_of(table, minds, chance)
    calm = replace(minds, optimism=np.minimum(minds.optimism, 0.0))
    optimism = next(p for p in BARGAIN_PARAMETERS if p.name == "optimism")
    hoping = replace(minds, optimism=np.full_like(minds.optimism, optimism.high))
    floors, tops = footing_of(table, calm, chance), footing_of(table, hoping, chance)

    keys = streams.keys_of(table.parties)
    luck = streams.uniforms(seed, "table/fighting", runs, first=keys)[:, :, 0]
    given = np.full((3, *luck.shape), np.nan)
    for party, (least, most) in tabled.fighting.items():
        at = table.party(party)
        given[0, :, at] = spread(least, most, luck[:, at])
        given[1, :, at], given[2, :, at] = least, most
    # Whoever is given more than all the best options wants more than there is.
    most = max([1.0, *(high for _, high in tabled.fighting.values())])
    given = np.clip(given, 0.0, most)

    def footing(default: Footing, own: Float[np.ndarray, "draws parties"]) -> Footing:
        fighting = np.where(np.isnan(own), default.fighting, own)
        return replace(default, fighting=fighting)

    footings = [
        footing(default, own)
        for default, own in zip((usual, floors, tops), given, strict=True)
    ]
    # Defeat lies below the least that fighting on is worth, so that a red line that
    # is crossed, which leaves a party no more than defeat, is never accepted.
    under = np.minimum.reduce([one.fighting for one in footings]) - _BELOW
    minds = replace(
        minds,
        defeat=np.minimum(minds.defeat, under),
        real=_real(tabled, minds, seed, runs),
    )
    return Drawn(minds=minds, footing=footings[0], modest=footings[1], bold=footings[2])


def _real(
    tabled: Tabled, minds: Minds, seed: int, runs: UInt32[np.ndarray, " runs"]
) -> Bool[np.ndarray, "draws parties issues"]:
    """Whether each stated red line is real, with the chances that were given."""
    table = tabled.table
    if not tabled.real:
        return minds.real
    parties, issues = streams.keys_of(table.parties), streams.keys_of(table.issues)
    luck, doubt = (
        streams.uniforms(seed, stream, runs, first=parties, second=issues)
        for stream in ("bargain/line", "table/real")
    )
    real = minds.real.copy()
    for (party, issue), (low, high) in tabled.real.items():
        at = (slice(None), table.party(party), table.issues.index(issue))
        real[at] = luck[at] < np.clip(spread(low, high, doubt[at]), 0.0, 1.0)
    return real

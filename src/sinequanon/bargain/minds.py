"""What the parties want and believe: one draw of every unknown of the bargain."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from sinequanon import streams
from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain.parameters import BARGAIN_PARAMETERS
from sinequanon.bargain.table import Table

PerDraw = Float[np.ndarray, " draws"]
PerParty = Float[np.ndarray, "draws parties"]


MEAN_GUARANTEE = 0.3
"""Guarantee at which a settlement breaks at its class rate: the middle of the prior."""


@dataclass(frozen=True, kw_only=True)
class Minds:
    """Draws of values, beliefs and rates; units stand in `BARGAIN_PARAMETERS`.

    Row d is the same whatever the number of draws. A run of the ensemble uses one row:
    `take` picks the rows of some runs, in their order.
    """

    values: Float[np.ndarray, "draws parties issues options"]
    """Worth of each option, 0 to 1."""
    saliences: Float[np.ndarray, "draws parties issues"]
    """Weight of each issue; sums to 1 over the issues."""
    real: Bool[np.ndarray, "draws parties issues"]
    """Whether the party's stated red line on the issue, if it has one, is real."""
    optimism: PerParty
    """Log odds that each party adds to its own side's chance of winning."""
    defeat: PerParty
    cost_weight: PerParty
    credulity: PerParty
    exponent: PerDraw
    red_line_real: PerDraw
    odds_slope: PerDraw
    prior_weight: PerDraw
    cost: PerDraw
    cost_elasticity: PerDraw
    victory: PerDraw
    guarantee: PerDraw
    exploitation: PerDraw
    exploitation_floor: PerDraw
    disarming_shift: PerDraw
    patience: PerDraw
    stakes: PerDraw
    half_life: PerDraw
    surplus_slope: PerDraw
    stalemate_slope: PerDraw
    class_rate: PerDraw
    """Factor on the class's rate of settlement, around 1."""
    onset: PerDraw
    breakdown: PerDraw
    relapse: PerDraw
    assurance: PerDraw
    implementation: PerDraw
    fade_elasticity: PerDraw

    @property
    def draws(self) -> int:
        """Number of draws."""
        return len(self.exponent)

    @property
    def breaking(self) -> PerDraw:
        """Rate per month at which a signed settlement breaks, under its guarantee."""
        # Centred on the guarantee's own prior, so that the class's rate is the mean's.
        return self.relapse * np.exp(
            -self.assurance * (self.guarantee - MEAN_GUARANTEE)
        )

    def take(self, rows: Int[np.ndarray, " rows"] | slice) -> "Minds":
        """The draws of the given rows, in their order (a row may be repeated)."""
        return Minds(
            **{entry.name: getattr(self, entry.name)[rows] for entry in fields(self)}
        )

    def news(
        self, size: float | Float[np.ndarray, " draws"], months: Float[np.ndarray, " n"]
    ) -> Float[np.ndarray, "draws n"]:
        """News of an event as it fades: `size` halves every half-life.

        Args:
            size: News value of the event at month 0, in units of log power.
            months: Months since the event; before it (negative) there is no news.
        """
        fade = np.exp2(-np.maximum(months, 0.0) / self.half_life[:, None])
        start = np.broadcast_to(np.asarray(size, dtype=np.float64), (self.draws,))
        return np.where(months >= 0.0, start[:, None] * fade, 0.0)


def spread(
    low: float | Float[np.ndarray, "*#shape"],
    high: float | Float[np.ndarray, "*#shape"],
    chance: Float[np.ndarray, "*#shape"],
) -> Float[np.ndarray, "*shape"]:
    """Uniform draws with the 5 % point `low` and the 95 % point `high`.

    They reach an eighteenth of the range beyond either end.
    """
    return low + (high - low) * (chance - 0.05) / 0.9


_BY_PARTY = ("optimism", "defeat")
_DERIVED = ("credulity_a", "credulity_b")


def draw_minds(
    table: Table,
    *,
    seed: int,
    draws: int,
    pinned: Mapping[str, float | tuple[float, float]] | None = None,
) -> Minds:
    """Draws of every parameter of the bargain for a table.

    A draw depends on the seed, its number and the names of party, issue and option
    only: adding a party, an issue or a draw changes no other number.

    Args:
        table: The bargaining table.
        seed: Any integer.
        draws: Number of draws.
        pinned: For named parameters (of every party) a value that replaces the draws,
            or a range of 5 % and 95 % points that replaces the prior.

    Raises:
        ValueError: If `pinned` names an unknown parameter.
    """
    pinned = pinned or {}
    known = {parameter.name: parameter for parameter in BARGAIN_PARAMETERS}
    if unknown := sorted(set(pinned) - set(known)):
        raise ValueError(f"no parameter {unknown}; known are {sorted(known)}")
    runs = np.arange(draws, dtype=np.uint32)
    parties = streams.keys_of(table.parties)

    def drawn(
        name: str, chance: Float[np.ndarray, "*shape"]
    ) -> Float[np.ndarray, "*shape"]:
        given = pinned.get(name)
        if given is None:
            return known[name].quantile(chance)
        if isinstance(given, tuple):
            return spread(given[0], given[1], chance)
        return np.full(chance.shape, given)

    def scalar(name: str) -> PerDraw:
        return drawn(name, streams.uniforms(seed, f"bargain/{name}", runs)[:, 0, 0])

    def by_party(name: str) -> PerParty:
        chance = streams.uniforms(seed, f"bargain/{name}", runs, first=parties)
        return drawn(name, chance[:, :, 0])

    def within(
        name: str,
        low: Float[np.ndarray, "parties columns"],
        high: Float[np.ndarray, "parties columns"],
        columns: tuple[str, ...],
    ) -> Float[np.ndarray, "draws parties columns"]:
        chance = streams.uniforms(
            seed,
            f"bargain/{name}",
            runs,
            first=parties,
            second=streams.keys_of(columns),
        )
        return spread(low, high, chance)

    saliences = np.maximum(
        within("salience", table.salience_low, table.salience_high, table.issues), 1e-3
    )
    values = np.zeros((draws, *table.value_low.shape))
    for at, issue in enumerate(table.issues):
        names = tuple(f"{issue}/{option}" for option in table.options[at])
        low = table.value_low[:, at, : len(names)]
        high = table.value_high[:, at, : len(names)]
        values[:, :, at, : len(names)] = np.clip(
            within("value", low, high, names), 0.0, 1.0
        )
    red_line_real = scalar("red_line_real")
    line = streams.uniforms(
        seed,
        "bargain/line",
        runs,
        first=parties,
        second=streams.keys_of(table.issues),
    )
    weight = within(
        "cost_weight", table.cost_low[:, None], table.cost_high[:, None], ("cost",)
    )[:, :, 0]
    sided = (scalar("credulity_b"), 0.0, scalar("credulity_a"))
    credulity = np.stack(
        [np.broadcast_to(sided[int(side) + 1], (draws,)) for side in table.side], axis=1
    )
    given = {"red_line_real", *_BY_PARTY, *_DERIVED}
    return Minds(
        values=values,
        saliences=saliences / saliences.sum(axis=2, keepdims=True),
        real=line < red_line_real[:, None, None],
        red_line_real=red_line_real,
        optimism=by_party("optimism"),
        defeat=by_party("defeat"),
        cost_weight=np.maximum(weight, 0.0),
        credulity=credulity,
        **{name: scalar(name) for name in known if name not in given},
    )

"""Chance of a month: campaigns, fronts and battles, shared by all worlds.

Series are autoregressive of order one with unit variance; what a dyad, place or actor
gets depends on its name, the run and the month alone. The luck of a month is made
once and handed to every world.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, UInt32
from sinequanon.streams import normals
from sinequanon.war.plan import Plan
from sinequanon.war.theta import Theta

Draws = Float[np.ndarray, "n runs"]
ByActor = Float[np.ndarray, "actors places runs"]


@dataclass(frozen=True, kw_only=True)
class Luck:
    """Standard normal chance of one month."""

    dyad: Float[np.ndarray, "dyads runs"]
    effort: Float[np.ndarray, "efforts runs"]
    campaign: Float[np.ndarray, "campaigns runs"]
    front: Float[np.ndarray, "places runs"]
    power: ByActor


def next_luck(
    before: Luck | None,
    plan: Plan,
    theta: Theta,
    *,
    seed: int,
    runs: UInt32[np.ndarray, " runs"],
    month: int,
) -> Luck:
    """The chance of a month, given that of the month before (none at the start)."""

    def fresh(stream: str, keys: UInt32[np.ndarray, " n"]) -> Draws:
        drawn = normals(seed, f"war/{stream}", runs, month, keys)[:, :, 0]
        return np.ascontiguousarray(drawn.T)

    def series(
        stream: str, keys: UInt32[np.ndarray, " n"], last: Draws | None
    ) -> Draws:
        shock = fresh(stream, keys)
        if last is None:
            return shock
        phi = np.minimum(theta["phi"], 0.99)
        return phi * last + np.sqrt(1.0 - phi**2) * shock

    drawn = normals(seed, "war/power", runs, month, plan.actor_keys, plan.place_keys)
    return Luck(
        dyad=series("dyad", plan.dyad_keys, before.dyad if before else None),
        effort=series("effort", plan.effort_keys, before.effort if before else None),
        campaign=series(
            "campaign", plan.campaign_keys, before.campaign if before else None
        ),
        front=series("front", plan.place_keys, before.front if before else None),
        power=np.ascontiguousarray(np.moveaxis(drawn, 0, 2)),
    )

"""Fighting by pairs in reach, with an explicit exponent between Lanchester's laws.

    x = log(M[i|j] / M[j|i]), clipped to +-4
    base = lambda h z e sqrt(N_i N_j)            recorded deaths a month, each side
    deaths of i = base exp(-omega x), of j = base exp(omega x)

N are the heads that the front has room for. Heads stand in the base and power in the
ratio alone, so units are right and names do not matter. omega = 0 gives equal losses,
.5 the square law (Lanchester 1916).
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.war.campaigns import tempo
from sinequanon.war.climate import Climate
from sinequanon.war.graph import total, totals
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActorPlace, ByDyad, ByPlace
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

_CLIP = 4.0
_GUARDS = 30.0
"""Fighters' worth of power that any place musters against a handful of intruders."""
_MOST_LOST = 0.6
_FLOOR = 1e-9


@dataclass(frozen=True, kw_only=True)
class Front:
    """One pair of enemies in every place: odds and this month's intensity."""

    odds: ByPlace
    """log power of i over that of j, each with the allies that fight this enemy."""
    part_i: ByPlace
    """i's share of its side's power here against j."""
    part_j: ByPlace
    intensity: ByPlace
    """Hostility times chance and effort."""


@dataclass(frozen=True, kw_only=True)
class Battle:
    """What a month of fighting did."""

    fighters: ByActorPlace
    killed: Float[np.ndarray, "actors runs"]
    """Fighters lost, heads: recorded dead and the losses that go with them."""
    deaths: ByDyad
    """Recorded battle deaths, civilians among them."""
    by_place: ByPlace
    """The same by place."""
    civilians: ByPlace
    """Civilians among them, by place."""
    fronts: tuple[Front, ...]


def powers(
    plan: Plan,
    theta: Theta,
    *,
    heads: ByActorPlace,
    log_supply: Float[np.ndarray, "actors runs"],
    luck: ByActorPlace,
) -> ByActorPlace:
    """Power of each actor in each place before support against a given enemy."""
    sigma = theta["sigma_power"]
    supply = np.exp(theta["support_exponent"] * log_supply)
    strength = theta.quality * supply
    return np.stack(
        [
            heads[i] * strength[i] * np.exp(sigma * luck[i])
            for i in range(len(plan.side))
        ]
    )


def fronts_of(
    plan: Plan, terms: Terms, climate: Climate, power: ByActorPlace, quiet: ByPlace
) -> tuple[Front, ...]:
    """Odds and intensity of every pair, in the order of `plan.pairs`.

    `quiet` is what local truces leave of the core's fighting in each place.
    """
    against: dict[tuple[int, int], ByPlace] = {}

    def joint(i: int, j: int) -> ByPlace:
        """Power of i's side against j: of those allies that are hostile to j."""
        where = (plan.side[i], j)
        if where not in against:
            sum_of_allies = np.zeros_like(power[i])
            for k in plan.friends[i]:
                if plan.setting.hostility_high[k, j] > 0.0:
                    sum_of_allies = sum_of_allies + power[k] * terms.support[k, j]
            against[where] = sum_of_allies
        return against[where]

    tempos: dict[int, ByPlace] = {}
    fronts: list[Front] = []
    for pair in plan.pairs:
        i, j = pair.i, pair.j
        ours, theirs = joint(i, j), joint(j, i)
        odds = np.log((ours + _GUARDS) / (theirs + _GUARDS))
        if pair.dyad not in tempos:
            sides = plan.side[i], plan.side[j]
            tempos[pair.dyad] = climate.front * tempo(plan, climate.campaign, *sides)
            if pair.dyad in plan.core:
                tempos[pair.dyad] = tempos[pair.dyad] * quiet
        both = np.sqrt(climate.effort[i, j] * climate.effort[j, i])
        fronts.append(
            Front(
                odds=np.clip(odds, -_CLIP, _CLIP),
                part_i=power[i] * terms.support[i, j] / (ours + _FLOOR),
                part_j=power[j] * terms.support[j, i] / (theirs + _FLOOR),
                intensity=tempos[pair.dyad]
                * (terms.hostility[i, j] * climate.heat[pair.dyad] * both),
            )
        )
    return tuple(fronts)


def engaged(plan: Plan, theta: Theta, heads: ByActorPlace) -> ByActorPlace:
    """Heads that a place's front has room for: n / (1 + n / K).

    K is the parameter `frontage` for a place of mean breadth, and grows with breadth.
    Large garrisons in cramped places wait their turn; a thin force is engaged whole.
    """
    breadth = np.sqrt(plan.setting.area)
    room = theta["frontage"] * (breadth / breadth.mean())[:, None]
    return heads / (1.0 + heads / room)


def fought(
    plan: Plan,
    theta: Theta,
    *,
    fighters: ByActorPlace,
    heads: ByActorPlace,
    fronts: tuple[Front, ...],
    civilian_share: ByDyad,
    deadliness: ByDyad,
) -> Battle:
    """Deaths and losses of a month.

    Each fighter in reach of place p is lost with chance 1 - exp(-L / n), of which a
    garrison bears its part there and the part `reach` of its neighbours' places; at
    most six tenths are lost in a month.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        fighters: Heads where they are garrisoned.
        heads: Heads in reach of each place.
        fronts: Odds and intensity by pair.
        civilian_share: Civilians among battle deaths, by dyad.
        deadliness: Multiplier of each dyad on deaths.
    """
    lost_rate = np.zeros_like(heads)
    roots = np.sqrt(engaged(plan, theta, heads))
    dead: list[tuple[ByPlace, ByPlace]] = []
    for pair, front in zip(plan.pairs, fronts, strict=True):
        i, j = pair.i, pair.j
        scale = theta["lethality"] * deadliness[pair.dyad]
        base = (scale * front.intensity) * (roots[i] * roots[j])
        tilt = np.exp(theta["omega"] * front.odds)
        of_i, of_j = base / tilt, base * tilt
        per_death = theta["losses"] * (1.0 - civilian_share[pair.dyad])
        lost_rate[i] += per_death * of_i
        lost_rate[j] += per_death * of_j
        dead.append((of_i, of_j))
    hazard = lost_rate / np.maximum(heads, _FLOOR)
    chance = -np.expm1(-hazard)
    # Nobody dies twice: recorded deaths shrink as the chance of loss saturates.
    shrink = np.where(hazard > 0.0, chance / np.maximum(hazard, _FLOOR), 1.0)
    deaths = np.zeros_like(deadliness)
    by_place = np.zeros(heads.shape[1:])
    civilians = np.zeros(heads.shape[1:])
    for pair, (of_i, of_j) in zip(plan.pairs, dead, strict=True):
        here = of_i * shrink[pair.i] + of_j * shrink[pair.j]
        deaths[pair.dyad] += total(plan.graph, here)
        by_place += here
        civilians += civilian_share[pair.dyad] * here
    share = np.minimum(
        chance + theta["reach"] * plan.graph.around.each(chance), _MOST_LOST
    )
    lost = fighters * share
    return Battle(
        fighters=fighters - lost,
        killed=totals(plan.graph, lost),
        deaths=deaths,
        by_place=by_place,
        civilians=civilians,
        fronts=fronts,
    )

"""Local truces and local agreements between the two sides of the core conflict.

    siege of a round p   S_a = (border-weighted mean of a's control next door) ** 2
    pressure of a on b   P_ab = C_b S_a (1 - exp(-max(x_ab, 0)))
    calm                 q += (1 - q) (1 - exp(-local_truce (P_ab + P_ba)))
                              - q (1 - exp(-local_break))
    agreement            b yields the share 1 - exp(-local_yield q P_ab / C_b) of C_b

x_ab are the log odds of a over b. The square says that half a ring is no half of a
siege. Where it is calm the part `local_depth` of the core's fighting stops; what b
yields passes to the besiegers in proportion to what they hold next door, and the same
share of b's fighters there leaves for ground of their side that is not besieged, in
proportion to its worth, or goes home if there is none. Local truces are common and
mostly break: 145 were declared in Syria in 2011-2019, with both more and less violence
after them (Lundgren, Svensson & Karakus 2023, doi:10.1177/00220027221148655); of 44
made in 2012-2016 five came before a surrender and seven held (The Strategy Bridge,
5 January 2017).
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.war.fighting import Front
from sinequanon.war.graph import total
from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, ByActorPlace, ByPlace, ByRun
from sinequanon.war.theta import Theta

_NOWHERE = 1e-6
"""Worth of safe ground below which there is nowhere to leave for."""
_TINY = 1e-12


@dataclass(frozen=True, kw_only=True)
class Sieges:
    """Who presses whom in each place; side A is `core_a`, side B `core_b`."""

    near: ByActorPlace
    """Border-weighted mean of each actor's control next door."""
    round_a: ByPlace
    """How far A's ground in a place is ringed by B, 0 to 1."""
    round_b: ByPlace
    on_a: ByPlace
    """Pressure of B on A for each share that A holds there, 0 to 1."""
    on_b: ByPlace


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """The war after a month's local agreements, and what passed by them."""

    control: ByActorPlace
    fighters: ByActorPlace
    residents: ByPlace
    returned: ByRun
    """Fighters who went home, heads."""
    left: ByRun
    """Fighters who left the country, heads."""
    exits: ByActor
    """Both, by actor."""
    people: ByActor
    """People who passed to each actor, persons."""


def quiet(theta: Theta, calm: ByPlace) -> ByPlace:
    """What local truces leave of the core's fighting in each place, 0 to 1."""
    return 1.0 - np.clip(theta["local_depth"], 0.0, 1.0) * calm


def sieges_of(plan: Plan, control: ByActorPlace, fronts: tuple[Front, ...]) -> Sieges:
    """Sieges and pressure of the month.

    Args:
        plan: Fixed indices of the setting.
        control: Shares of control.
        fronts: Odds by pair.
    """
    core_a, core_b = plan.setting.core_a, plan.setting.core_b
    near = plan.graph.around.each(control)
    odds = core_odds(plan, fronts, near[0])
    round_a, round_b = _sum(near, core_b) ** 2, _sum(near, core_a) ** 2
    return Sieges(
        near=near,
        round_a=round_a,
        round_b=round_b,
        on_a=round_a * -np.expm1(-np.maximum(-odds, 0.0)),
        on_b=round_b * -np.expm1(-np.maximum(odds, 0.0)),
    )


def core_odds(plan: Plan, fronts: tuple[Front, ...], like: ByPlace) -> ByPlace:
    """Log odds of side A over side B: the mean over their pairs of actors."""
    odds, pairs = np.zeros_like(like), 0
    core_a, core_b = plan.setting.core_a, plan.setting.core_b
    for pair, front in zip(plan.pairs, fronts, strict=True):
        if pair.i in core_a and pair.j in core_b:
            odds, pairs = odds + front.odds, pairs + 1
        if pair.i in core_b and pair.j in core_a:
            odds, pairs = odds - front.odds, pairs + 1
    return odds / max(pairs, 1)


def calmed(
    plan: Plan, theta: Theta, *, calm: ByPlace, control: ByActorPlace, sieges: Sieges
) -> ByPlace:
    """How far each place is under a local truce after the month, 0 to 1."""
    pressure = _sum(control, plan.setting.core_a) * sieges.on_a
    pressure = pressure + _sum(control, plan.setting.core_b) * sieges.on_b
    made = -np.expm1(-theta["local_truce"] * pressure)
    broken = -np.expm1(-theta["local_break"])
    return np.clip(calm + (1.0 - calm) * made - calm * broken, 0.0, 1.0)


def agreed(
    plan: Plan,
    theta: Theta,
    *,
    control: ByActorPlace,
    fighters: ByActorPlace,
    residents: ByPlace,
    everyone: ByPlace,
    calm: ByPlace,
    sieges: Sieges,
    values: ByPlace,
    frozen: frozenset[int] = frozenset(),
) -> Agreed:
    """The war after besieged places have passed by agreement, both ways at once.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        control: Shares before.
        fighters: Heads before.
        residents: Persons at home, whom fighters with nowhere to go join.
        everyone: Persons who live in each place.
        calm: Local truces.
        sieges: Pressure of the month.
        values: Worth of each place (`place_values`): fighters who leave go to ground
            that is worth something, in proportion to it.
        frozen: Places under a dated assault, whose fate the event decides.
    """
    core_a, core_b = plan.setting.core_a, plan.setting.core_b
    after, men = control.copy(), fighters.copy()
    returned, left = np.zeros(calm.shape[1]), np.zeros(calm.shape[1])
    exits, people = np.zeros((2, len(plan.side), calm.shape[1]))
    for losers, winners, ring, pressure in (
        (core_b, core_a, sieges.round_b, sieges.on_b),
        (core_a, core_b, sieges.round_a, sieges.on_a),
    ):
        share = -np.expm1(-theta["local_yield"] * calm * pressure)
        for place in frozen:
            share[place] = 0.0
        lost = share * _sum(control, losers)
        for k in losers:
            after[k] -= share * control[k]
        beside = np.maximum(_sum(sieges.near, winners), _TINY)
        for i in winners:
            gain = lost * (sieges.near[i] / beside)
            after[plan.holder[i]] += gain
            people[plan.holder[i]] += total(plan.graph, gain * everyone)
        safe = _sum(control, losers) * (1.0 - ring) * (1.0 - share) * values
        room = total(plan.graph, safe)
        goes = room > _NOWHERE
        refuge = np.where(goes, safe / np.maximum(room, _NOWHERE), 0.0)
        for k in losers:
            leaving = share * fighters[k]
            heads = total(plan.graph, leaving)
            men[k] += refuge * heads - leaving
            home = np.where(goes, 0.0, heads)
            abroad = 1.0 if plan.from_abroad[k] else theta.foreign[k]
            residents = residents + np.where(goes, 0.0, leaving) * (1.0 - abroad)
            returned = returned + home * (1.0 - abroad)
            left = left + home * abroad
            exits[k] = home
    return Agreed(
        control=np.clip(after, 0.0, 1.0),
        fighters=np.maximum(men, 0.0),
        residents=residents,
        returned=returned,
        left=left,
        exits=exits,
        people=people,
    )


def under_calm(
    plan: Plan, *, calm: ByPlace, everyone: ByPlace, control: ByActorPlace
) -> ByRun:
    """People of the two sides who live under local truces, persons."""
    core = (*plan.setting.core_a, *plan.setting.core_b)
    return total(plan.graph, calm * everyone * _sum(control, core))


def _sum(rows: ByActorPlace, actors: tuple[int, ...]) -> ByPlace:
    whole = np.zeros_like(rows[0])
    for actor in actors:
        whole = whole + rows[actor]
    return whole

"""Civilians killed, by perpetrator, under each counting rule.

The record counts civilians killed in battle as battle deaths and names no perpetrator;
it counts those killed outside battle as one-sided violence and does. `one_sided`
follows the second rule; `collateral` shares out the first by power and, to a disputed
degree, by outside support. One-sided violence has two kernels (Kalyvas 2006,
doi:10.1017/CBO9780511818462; Kalyvas & Kocher 2009, doi:10.1177/0022343309102656):

    selective        2.6 * 4 C (1 - C) max(2 C - 1, 0)     by who rules but not alone
    indiscriminate   (1 - C) * scope * part of the heads in reach

The first peaks at C = .79 and vanishes at parity and where rule is whole, the second
falls on people whom the perpetrator does not rule, in proportion to its part in the
fighting there.
"""

import numpy as np

from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, ByActorPlace, ByDyad, ByPlace
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

_MOST_KILLED = 0.05
_LEANING_PEAK = 2.598
"""Makes the largest value of u (1 - u**2), at u = 1 / sqrt(3), one."""
_NOBODY = 1e-9
_DEADLY = 1e-4
"""Battle deaths per person and month at which a place is fully in the fighting."""


def touched(by_place: ByPlace, everyone: ByPlace) -> ByPlace:
    """The share of a place's people that fighting touches, 0 to 1."""
    return -np.expm1(-by_place / np.maximum(_DEADLY * everyone, 1e-9))


def one_sided(
    plan: Plan,
    theta: Theta,
    *,
    control: ByActorPlace,
    heads: ByActorPlace,
    everyone: ByPlace,
    scope: ByPlace,
) -> ByActorPlace:
    """Civilians killed outside battle by each actor in each place, persons.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        control: Shares of control.
        heads: Heads in reach of each place.
        everyone: Persons who live there.
        scope: Share of them whom fighting touches.
    """
    selective = np.minimum(theta["selective"], 1.0)
    crowd = np.full_like(everyone, _NOBODY)
    for row in heads:
        crowd = crowd + row
    fire = (1.0 - selective) * scope / crowd
    killed = np.empty_like(control)
    for i in range(len(plan.side)):
        rule, rest = control[i], 1.0 - control[i]
        leaning = _LEANING_PEAK * 4.0 * rule * rest * np.maximum(2.0 * rule - 1.0, 0.0)
        kernel = selective * leaning + rest * fire * heads[i]
        killed[i] = np.minimum(theta.one_sided[i] * kernel, _MOST_KILLED) * everyone
    return killed


def collateral(
    plan: Plan,
    theta: Theta,
    terms: Terms,
    *,
    deaths: ByDyad,
    civilian_share: ByDyad,
    force: ByActor,
) -> ByActor:
    """Civilians killed in battle, by the actor they are owed to, persons.

    Args:
        plan: Fixed indices of the setting.
        theta: Parameters of the runs.
        terms: What holds between the actors this month.
        deaths: Recorded battle deaths, by dyad.
        civilian_share: Civilians among them.
        force: Power of each actor, all places together.
    """
    owed = np.zeros_like(force)
    for dyad in range(len(plan.dyads)):
        weight = np.zeros_like(force)
        for pair in plan.pairs:
            if pair.dyad == dyad:
                for i, j in ((pair.i, pair.j), (pair.j, pair.i)):
                    fire = terms.support[i, j] ** theta["firepower"]
                    weight[i] = np.maximum(weight[i], force[i] * fire)
        whole = np.full(force.shape[1], 1e-12)
        for row in weight:
            whole = whole + row
        owed += weight / whole * (civilian_share[dyad] * deaths[dyad])
    return owed


def grieved(
    plan: Plan, *, grievance: ByActor, killed: ByActor, people_now: ByActor
) -> ByActor:
    """Civilians killed by each actor's enemies per 1,000 of its people, fading."""
    fresh = np.zeros_like(grievance)
    for pair in plan.pairs:
        fresh[pair.i] += killed[pair.j]
        fresh[pair.j] += killed[pair.i]
    return 0.9 * grievance + 1000.0 * fresh / np.maximum(people_now, 1000.0)


def removed(
    residents: ByPlace, inside: ByPlace, killed: ByPlace
) -> tuple[ByPlace, ByPlace]:
    """Residents and displaced after deaths, shared by their numbers."""
    everyone = residents + inside
    left = 1.0 - np.minimum(killed / np.maximum(everyone, 1e-9), 1.0)
    return residents * left, inside * left

"""Civilians killed, by perpetrator, under each counting rule.

The record counts civilians killed in battle as battle deaths and names no perpetrator;
it counts those killed outside battle as one-sided violence and does. `one_sided`
follows the second rule; `collateral` shares out the first by power and, to a disputed
degree, by outside support. One-sided violence has two kernels: indiscriminate, where
there is fighting, and selective, where control is contested but leaning (Kalyvas 2006,
doi:10.1017/CBO9780511818462).
"""

import numpy as np

from sinequanon.war.plan import Plan
from sinequanon.war.state import ByActor, ByActorPlace, ByDyad, ByPlace
from sinequanon.war.terms import Terms
from sinequanon.war.theta import Theta

_MOST_KILLED = 0.05
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
    everyone: ByPlace,
    scope: ByPlace,
) -> ByActorPlace:
    """Civilians killed outside battle by each actor in each place, persons."""
    selective = np.minimum(theta["selective"], 1.0)
    killed = np.empty_like(control)
    for i in range(len(plan.side)):
        leaning = 4.0 * control[i] * (1.0 - control[i])
        kernel = selective * leaning + (1.0 - selective) * control[i] * scope
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

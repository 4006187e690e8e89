# pyright: basic
"""The parameters of the runs, as kernels read them: a row of lanes for each number."""

from typing import NamedTuple

import numpy as np

from sinequanon.axes import Float, UInt32
from sinequanon.war.engine.bank import Bank
from sinequanon.war.engine.lanes import Rows, of_one_kind
from sinequanon.war.plan import Plan
from sinequanon.war.theta import Theta


@of_one_kind
class Draws(NamedTuple):
    """Parameters of one block, some of them made ready for use.

    `hop`, `leaving`, `draft`, `coming_back` and `breaking` are chances made of the
    rates of mobility, turnover, mobilisation, return from abroad and the breaking of
    local truces. `foreign` is one for those who are raised abroad. Rows are one, or
    actors, dyads or places.
    """

    run: Rows
    phi: Rows
    phi_rest: Rows
    sigma: Rows
    sigma_effort: Rows
    turn: Rows
    sigma_front: Rows
    sigma_campaign: Rows
    sigma_power: Rows
    reach: Rows
    rear: Rows
    hop: Rows
    frontage: Rows
    lethality: Rows
    omega: Rows
    losses: Rows
    yielding: Rows
    capture: Rows
    log_advantage: Rows
    urban: Rows
    home: Rows
    support_exponent: Rows
    leaving: Rows
    draft: Rows
    people_exponent: Rows
    supply_exponent: Rows
    grievance: Rows
    substitution: Rows
    distress: Rows
    rivalry: Rows
    selective: Rows
    flight: Rows
    abroad: Rows
    homecoming: Rows
    coming_back: Rows
    realignment: Rows
    detention: Rows
    local_depth: Rows
    local_truce: Rows
    breaking: Rows
    local_yield: Rows
    strength: Rows
    quality: Rows
    foreign: Rows
    one_sided: Rows
    civilian_share: Rows
    deadliness: Rows
    values: Rows


def draws_of(
    plan: Plan,
    theta: Theta,
    *,
    runs: UInt32[np.ndarray, " runs"],
    values: Float[np.ndarray, "places runs"],
) -> Bank:
    """The parameters of all blocks of some runs."""
    phi = np.minimum(theta["phi"], 0.99)
    foreign = theta.foreign.copy()
    foreign[np.array(plan.from_abroad)] = 1.0
    ready = {
        "phi": phi,
        "phi_rest": np.sqrt(1.0 - phi**2),
        "hop": -np.expm1(-theta["mobility"]),
        "log_advantage": np.log(np.maximum(theta["advantage"], 1.0)),
        "leaving": -np.expm1(-theta["turnover"]),
        "draft": -np.expm1(-theta["mobilisation"]),
        "coming_back": -np.expm1(-theta["return_abroad"]),
        "breaking": -np.expm1(-theta["local_break"]),
        "local_depth": np.clip(theta["local_depth"], 0.0, 1.0),
        "sigma_campaign": theta["sigma_campaign"] * float(len(plan.region_names) > 1),
        "substitution": np.minimum(theta["substitution"], 1.0),
        "rivalry": np.minimum(theta["rivalry"], 0.95),
        "selective": np.minimum(theta["selective"], 1.0),
        "abroad": np.minimum(theta["abroad"], 1.0),
        "strength": theta.strength,
        "quality": theta.quality,
        "foreign": foreign,
        "one_sided": theta.one_sided,
        "civilian_share": theta.civilian_share,
        "deadliness": theta.deadliness,
        "values": values,
    }
    bank = Bank()
    bank.put("run", runs, kind="word")
    for name in Draws._fields:
        if name != "run":
            bank.put(name, ready[name] if name in ready else theta[name])
    return bank

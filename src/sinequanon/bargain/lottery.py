"""How open peace is if settlements may be mixed, and whose demand stands in the way.

A mixture is a lottery over settlements or, with additive utility, as well a share of
each option of each issue (time, money, posts). It restores a zone that indivisible
terms had closed (Fearon 1995, doi:10.1017/S0020818300033324). The largest smallest
surplus is a linear program, and its duals say what each party's fighting value costs.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize

from sinequanon.axes import Bool, Float

PerParty = Float[np.ndarray, " parties"]


@dataclass(frozen=True, kw_only=True)
class Slack:
    """The best mixture for whoever gains least by it."""

    slack: float
    """Its gain over fighting on; below 0, minus this is the smallest concession, the
    same for all, that would open peace."""
    mixture: Float[np.ndarray, "*choices"]
    """Share of each settlement, or of each option of each issue; sums to 1."""
    weights: PerParty
    """Shadow price of each party's fighting value: the slack falls by this much for
    each unit that it rises. They sum to 1; 0 marks a party whose demand binds
    nothing."""

    @property
    def binding(self) -> Bool[np.ndarray, " parties"]:
        """Whose demand binds."""
        return self.weights > 1e-9


def lottery_slack(
    utilities: Float[np.ndarray, "terms parties"], fighting: PerParty
) -> Slack:
    """The best lottery over settlements.

    max t such that sum_s q_s u_i(s) - r_i >= t for all i, q >= 0, sum q = 1.

    Args:
        utilities: Worth of each settlement to each party that must agree.
        fighting: Worth of fighting on to each.

    Raises:
        ValueError: If there is no settlement or no party, or a number is not finite.

    Example:
        >>> prize = np.array([[1.0, 0.0], [0.0, 1.0]])
        >>> best = lottery_slack(prize, np.array([0.5, 0.2]))
        >>> round(best.slack, 9), best.mixture.round(9), best.weights.round(9)
        (0.15, array([0.65, 0.35]), array([0.5, 0.5]))
    """
    if not utilities.size:
        raise ValueError("a lottery needs a settlement and a party")
    slack, shares, weights = _solved(
        utilities.T, fighting, np.ones((1, len(utilities)))
    )
    return Slack(slack=slack, mixture=shares, weights=weights)


def mixture_slack(
    saliences: Float[np.ndarray, "parties issues"],
    values: Float[np.ndarray, "parties issues options"],
    possible: Bool[np.ndarray, "issues options"],
    fighting: PerParty,
) -> Slack:
    """The best mixture of options on each issue, utility adding up over issues.

    It equals the best lottery over all settlements, since additive utility sees nothing
    of a lottery but the share of each option; it has a variable an option, not one a
    settlement, and takes tables that cannot be listed.

    Args:
        saliences: Weight of each issue to each party.
        values: Worth of each option to each party; padding is passed over.
        possible: Which options an issue has.
        fighting: Worth of fighting on to each party.

    Raises:
        ValueError: If an issue has no option, or a number is not finite.
    """
    if not possible.any(axis=1).all() or not values.size:
        raise ValueError("a mixture needs a party, and an option on every issue")
    at = np.flatnonzero(possible)
    worth = (saliences[:, :, None] * values).reshape(len(values), -1)[:, at]
    issue = np.repeat(np.arange(len(possible)), possible.shape[1])[at]
    sums = (issue[None, :] == np.arange(len(possible))[:, None]).astype(np.float64)
    slack, shares, weights = _solved(worth, fighting, sums)
    mixture = np.zeros(possible.size)
    mixture[at] = shares
    return Slack(slack=slack, mixture=mixture.reshape(possible.shape), weights=weights)


def _solved(
    worth: Float[np.ndarray, "parties choices"],
    fighting: PerParty,
    sums: Float[np.ndarray, "wholes choices"],
) -> tuple[float, Float[np.ndarray, " choices"], PerParty]:
    """Largest t with worth @ q - fighting >= t, q >= 0 and sums @ q = 1."""
    if not np.isfinite(worth).all() or not np.isfinite(fighting).all():
        raise ValueError("worths and fighting values must be finite")
    parties, choices = worth.shape
    solver: Any = optimize
    done: Any = solver.linprog(
        np.append(np.zeros(choices), -1.0),
        A_ub=np.hstack([-worth, np.ones((parties, 1))]),
        b_ub=-fighting,
        A_eq=np.hstack([sums, np.zeros((len(sums), 1))]),
        b_eq=np.ones(len(sums)),
        bounds=[(0.0, None)] * choices + [(None, None)],
        method="highs",
    )
    if not done.success:
        raise ValueError(f"the linear program was not solved: {done.message}")
    shares = np.asarray(done.x, dtype=np.float64)[:choices]
    weights = -np.asarray(done.ineqlin.marginals, dtype=np.float64)
    return float(done.x[choices]), shares, weights

"""What comes after an ending: it holds, or the conflict is on again.

    never ended   S    from `competing`
    held          Q_c  ended by cause c, and quiet
    on again      R    ended once or more, and being fought

    Q_c <- Q_c exp(-r_c) + first endings of cause c + R (1 - exp(-H)) h_c / H
    R   <- R exp(-H) + sum of Q_c (1 - exp(-r_c))

S + R + sum of Q_c is one in every month. A conflict that is on again ends by the same
rates as before. Chances are exact and nothing is sampled, so worlds stay paired.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain.competing import CAUSES, Cause, Endings
from sinequanon.bargain.minds import Minds

RECURRED: dict[Cause, tuple[int, int]] = {
    "victory_a": (8, 123),
    "victory_b": (3, 57),
    "fade": (131, 284),
}
"""Dyads that fought again within five years, of those that ended so by 2015.

From UCDP's termination data (Kreutz 2010, doi:10.1177/0022343309353108), as
`record.recurrence` counts them. Settlements break at the parameter `relapse`, whose
prior rests on the same count (14 of 79) and is wider."""

WITHIN_MONTHS = 60.0
"""The five years of the count."""


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """Where an ended conflict stands at the end of each month, by run."""

    again: Float[np.ndarray, "runs months"]
    """Chance that it has ended and is on again."""
    held: Float[np.ndarray, "runs months causes"]
    """Chance that it has ended by each of `CAUSES` and is quiet; with survival and
    `again` these sum to one."""


def aftermath(ended: Endings, minds: Minds) -> Aftermath:
    """What becomes of a conflict after its first ending, month by month.

    Args:
        ended: First endings, and the rates of each cause.
        minds: One row a run.
    """
    runs, months, causes = ended.rates.shape
    back = np.stack([-np.expm1(-rate) for rate in relapse_rates(minds)], axis=1)
    total = ended.rates.sum(axis=2)
    ends = -np.expm1(-total)
    share = ended.rates / np.where(total > 0.0, total, 1.0)[:, :, None]
    first = np.diff(ended.incidence, axis=1, prepend=0.0)
    again, held = np.zeros((runs, months)), np.zeros((runs, months, causes))
    on, quiet = np.zeros(runs), np.zeros((runs, causes))
    for month in range(months):
        broken = quiet * back
        second = (on * ends[:, month])[:, None] * share[:, month]
        on = on * (1.0 - ends[:, month]) + broken.sum(axis=1)
        quiet = quiet - broken + first[:, month] + second
        again[:, month], held[:, month] = on, quiet
    return Aftermath(again=again, held=held)


def relapse_rates(minds: Minds) -> list[Float[np.ndarray, " runs"]]:
    """Rate per month at which each of `CAUSES` comes undone, one row a run each."""
    rates: list[Float[np.ndarray, " runs"]] = []
    for cause in CAUSES:
        if cause in RECURRED:
            again, ended = RECURRED[cause]
            monthly = -np.log1p(-again / ended) / WITHIN_MONTHS
            rates.append(np.full_like(minds.breaking, monthly))
        else:
            rates.append(minds.breaking)
    return rates

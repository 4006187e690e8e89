"""How far shared-out people are from counts: the averaged relative difference."""

import numpy as np

from sinequanon.axes import Float

NAIVE_DAY = 30
"""Day at which naive forecasts are frozen, and after which they are compared."""


def relative_differences(
    persons: Float[np.ndarray, "days camps"], counted: Float[np.ndarray, "days camps"]
) -> Float[np.ndarray, " days"]:
    """The relative difference of each day, by Flee's definition.

    The simulated people are scaled to the total that was counted, and the absolute
    differences of all camps are added and divided by that total: E(t) = sum over camps
    |s_c(t) - n_c(t)| / N(t) (Suleimenova, Bell & Groen 2017,
    doi:10.1038/s41598-017-13828-9). A total below 1 divides by 1, and a day on which
    nobody is simulated counts nobody anywhere, as in Flee's own post-processing. From
    0 (every camp right) to 2 (everyone in the wrong camp).

    Example:
        >>> relative_differences(np.array([[3.0, 1.0]]), np.array([[50.0, 50.0]]))
        array([0.5])
    """
    total = counted.sum(axis=1)
    simulated = persons.sum(axis=1)
    scale = np.divide(total, simulated, out=np.zeros_like(total), where=simulated > 0)
    apart = np.abs(persons * scale[:, None] - counted).sum(axis=1)
    return apart / np.maximum(total, 1.0)


def averaged(
    persons: Float[np.ndarray, "days camps"],
    counted: Float[np.ndarray, "days camps"],
    *,
    after: int = -1,
) -> float:
    """The mean of the relative differences of the days after a day.

    `after=-1` takes all days, which is Flee's figure; `after=30` leaves out the days
    that a forecast frozen at day 30 has been told.
    """
    return float(relative_differences(persons, counted)[after + 1 :].mean())

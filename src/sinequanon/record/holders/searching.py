# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false
# scipy's search carries no types: this adapter is the only file that meets it.
"""Where a loss is least: with its slope, or by a simplex where it has none."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float
from scipy.optimize import minimize

Point = Float[np.ndarray, " p"]


def least_by_simplex(
    loss: Callable[[Point], float], first: Point, steps: int
) -> tuple[Point, float]:
    """The point of least loss that a simplex search finds in so many steps.

    Nelder & Mead 1965, doi:10.1093/comjnl/7.4.308.
    """
    found = minimize(
        loss,
        first,
        method="Nelder-Mead",
        options={"maxfev": steps, "xatol": 0.01, "fatol": 0.0005},
    )
    return np.asarray(found.x, dtype=np.float64), float(found.fun)


def least_by_slope(loss: Callable[[Point], tuple[float, Point]], first: Point) -> Point:
    """The point of least loss, from the loss and its slope (L-BFGS)."""
    found = minimize(loss, first, jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=np.float64)

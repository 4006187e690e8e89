"""What a settlement is worth: CES utility over issues, and stated red lines."""

from typing import Literal

import numpy as np

from sinequanon.axes import Bool, Float
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.table import Table

Encoding = Literal["values", "red_lines"]
"""`values`: stated red lines are talk; `red_lines`: each is real with a chance."""

FLOOR = 0.01
"""Least worth of an option, so that a worthless one spoils but stays finite."""

_GEOMETRIC = 1e-3


def ces(
    saliences: Float[np.ndarray, "draws issues"],
    worths: Float[np.ndarray, "draws terms issues"],
    exponent: Float[np.ndarray, " draws"],
) -> Float[np.ndarray, "draws terms"]:
    """Worth of each settlement: (sum_k w_k v_k^rho)^(1/rho), on 0 to 1.

    rho = 1 adds up, rho = 0 is the geometric mean, rho = -1 the harmonic one (Arrow,
    Chenery, Minhas & Solow 1961, doi:10.2307/1927286). Within .001 of 0 the geometric
    mean is used, from which the formula differs by less than rounding there.
    """
    rho = np.where(np.abs(exponent) < _GEOMETRIC, 1.0, exponent)[:, None]
    logs = np.log(np.maximum(worths, FLOOR))
    total = np.zeros(worths.shape[:2])
    geometric = np.zeros(worths.shape[:2])
    for k in range(worths.shape[2]):
        weight = saliences[:, k, None]
        total += weight * np.exp(rho * logs[:, :, k])
        geometric += weight * logs[:, :, k]
    near = (np.abs(exponent) < _GEOMETRIC)[:, None]
    return np.exp(np.where(near, geometric, np.log(total) / rho))


def settlement_worth(
    table: Table, minds: Minds, party: int
) -> Float[np.ndarray, "draws terms"]:
    """Worth of every settlement to a party, if it is kept; 0 to 1."""
    # One exponentiation an option instead of one a settlement: options are few.
    near = np.abs(minds.exponent) < _GEOMETRIC
    rho = np.where(near, 1.0, minds.exponent)[:, None]
    logs = np.log(np.maximum(minds.values[:, party], FLOOR))
    weights = minds.saliences[:, party, :, None]
    powers = np.where(near[:, None, None], logs, np.exp(rho[:, :, None] * logs))
    powers = powers * weights
    total = np.zeros((minds.draws, len(table.terms)))
    for k in range(len(table.issues)):
        total += powers[:, k][:, table.terms[:, k]]
    safe = np.where(near[:, None], 1.0, total)
    return np.exp(np.where(near[:, None], total, np.log(safe) / rho))


def best_worth(table: Table, minds: Minds, party: int) -> Float[np.ndarray, " draws"]:
    """Worth to a party of its own best option on every issue; 0 to 1."""
    best = np.stack(
        [
            minds.values[:, party, at, : len(options)].max(axis=1)
            for at, options in enumerate(table.options)
        ],
        axis=1,
    )
    return ces(minds.saliences[:, party], best[:, None, :], minds.exponent)[:, 0]


def breaches(
    table: Table, minds: Minds, party: int, encoding: Encoding
) -> Bool[np.ndarray, "draws terms"]:
    """Which settlements cross a red line of the party that is real in the draw."""
    crossed = np.zeros((minds.draws, len(table.terms)), dtype=np.bool_)
    if encoding == "values":
        return crossed
    for k in range(len(table.issues)):
        forbidden = table.red_lines[party, k, table.terms[:, k]]
        if forbidden.any():
            crossed |= minds.real[:, party, k, None] & forbidden[None, :]
    return crossed

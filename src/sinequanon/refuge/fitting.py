"""Which draws are kept: those that did best on other sets."""

from collections.abc import Callable, Sequence

import numpy as np

from sinequanon.axes import Float
from sinequanon.refuge.cases import Case
from sinequanon.refuge.difference import averaged
from sinequanon.refuge.parameters import Rules, draws
from sinequanon.refuge.sharing import shared_out

KEPT = 8
"""Draws that are kept, of all."""


def kept_rules(
    teachers: Sequence[Case],
    *,
    ceilings: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[Rules, ...]:
    """The draws with the least averaged relative difference over the teachers.

    Without a teacher every draw is kept: the ranges alone then speak.
    """
    every = draws()
    if not teachers:
        return every
    apart = np.zeros(len(every))
    for number, case in enumerate(teachers):
        if progress is not None:
            progress("setting parameters on sets", number, len(teachers))
        paths = shared_out(case, every, ceilings=ceilings).persons
        apart += [averaged(one, case.registrations.counted) for one in paths]
    best: list[int] = np.argsort(apart, kind="stable")[:KEPT].tolist()
    return tuple(every[number] for number in sorted(best))


def mean_shares(
    paths: Float[np.ndarray, "draws days camps"],
) -> Float[np.ndarray, "days camps"]:
    """The mean of the shares of several paths, which sum to 1 on days with people."""
    total = paths.sum(axis=2, keepdims=True)
    return np.divide(paths, total, out=np.zeros_like(paths), where=total > 0).mean(
        axis=0
    )

"""Signature and keeping: guarantees, terms that share power, stalemate."""

from collections.abc import Callable

import numpy as np

from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect, log_ratio
from sinequanon.laws.parties import last_step, rivals
from sinequanon.laws.rates import PerRun, effect, signing
from sinequanon.laws.tables import table_with
from sinequanon.model import Peace

_COST, _TWICE = 0.12, 0.24
_NONE, _FIRM = 0.0, 0.9


def _guaranteed(lab: Lab, guarantee: float) -> Peace:
    return lab.peace(lab.plain(), pinned={"guarantee": guarantee})


def _kept(found: Peace) -> PerRun:
    return found.signed_and_kept[:, -1]


def guarantee_implementation(lab: Lab) -> Effect:
    """Chance that a signed settlement is kept, with a guarantee against none."""
    firm, none = _guaranteed(lab, _FIRM), _guaranteed(lab, _NONE)
    return effect(lab, _kept(firm) / signing(firm), _kept(none) / signing(none))


def guarantee_signature(lab: Lab) -> Effect:
    """Chance of a signature, with a guarantee against none."""
    firm, none = _guaranteed(lab, _FIRM), _guaranteed(lab, _NONE)
    return effect(lab, signing(firm), signing(none))


def guarantee_largest(lab: Lab) -> Effect:
    """Effect of the guarantee on what is kept, less the largest of other levers."""
    firm = log_ratio(_kept(_guaranteed(lab, _FIRM)), _kept(_guaranteed(lab, _NONE)))
    parity = log_ratio(
        _kept(lab.peace(rivals(lab, 1.0))), _kept(lab.peace(rivals(lab, 0.5)))
    )
    dear, usual = (
        _kept(lab.peace(lab.plain(), pinned={"cost": cost})) for cost in (_TWICE, _COST)
    )
    levers = np.stack([parity, log_ratio(dear, usual), _sharing(lab, kept=True)])
    return Effect(values=lab.by_draw(firm - np.abs(levers).max(axis=0)))


def _sharing(lab: Lab, *, kept: bool = False) -> PerRun:
    shared, hard = (
        lab.peace(lab.plain(), table=table_with(sharing=sharing))
        for sharing in (True, False)
    )
    count = _kept if kept else signing
    return log_ratio(count(shared), count(hard))


def sharing_signature(lab: Lab) -> Effect:
    """Chance of a signature, terms that share power on the table against none."""
    return Effect(values=lab.by_draw(_sharing(lab)))


def sharing_implementation(lab: Lab) -> Effect:
    """Chance that a signed settlement is kept, the same."""
    return Effect(values=lab.by_draw(_sharing(lab, kept=True) - _sharing(lab)))


def stalemate_signature(lab: Lab) -> Effect:
    """Chance of a signature, parity against half."""
    return last_step(lab)


DEALS: dict[str, Callable[[Lab], Effect]] = {
    "F12.implementation": guarantee_implementation,
    "F12.signature": guarantee_signature,
    "F12.largest": guarantee_largest,
    "F13.sharing": sharing_signature,
    "F13.stalemate": stalemate_signature,
    "F13.implementation": sharing_implementation,
}
"""Comparisons of this file, by the name of the part."""

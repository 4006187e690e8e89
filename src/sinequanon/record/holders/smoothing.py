"""Which side held a point each month: events, other towns, and its own statements."""

import functools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from sinequanon.record.holders.anchors import Anchors, distances
from sinequanon.record.holders.chain import moves, smoothed
from sinequanon.record.holders.evidence import (
    Fighting,
    deaths_near,
    own_of,
    spread_over,
)
from sinequanon.record.holders.sides import BLOCS, presence

_HALF_TOWN = 0.5
"""Weight, in towns next door, of knowing nothing of the neighbours."""
_SAID = 8.0
"""Log weight of a statement against the blocs it rules out."""

Chances = Float[np.ndarray, "months blocs points"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The few numbers of the chain; the defaults are fitted to all shipped towns.

    `kernel_km`: reach of an event. `own_months`: fighting of a month is averaged with
    so many before and after it. `own`: weight of log(1 + deaths) in the fighting that a
    bloc takes part in, as evidence that it holds the place. `fought` and `quiet`: rates
    of passing from h to k (`chain.moves`). `towns` and `reach_km`: weight and reach of
    what is known of other towns that month.
    """

    kernel_km: float = 5.0
    own_months: int = 3
    own: float = 0.32
    fought: float = 0.075
    quiet: float = 0.002
    towns: float = 0.28
    reach_km: float = 6.7


@dataclass(frozen=True, kw_only=True)
class Signals:
    """log(1 + deaths) around points: by bloc taking part, and by pair of blocs."""

    own: Chances
    pair: Float[np.ndarray, "months pairs points"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """Towns with statements and the fighting around them; equal only to itself."""

    anchors: Anchors
    fighting: Fighting

    @functools.cached_property
    def gaps(self) -> Float[np.ndarray, "towns towns"]:
        """Distances between the towns, kilometres."""
        lat, lon = self.anchors.latitude, self.anchors.longitude
        return distances(lat, lon, lat, lon)

    @functools.cached_property
    def _deaths(self) -> dict[float, Float[np.ndarray, "months pairs towns"]]:
        return {}

    def deaths(self, kernel_km: float) -> Float[np.ndarray, "months pairs towns"]:
        """Deaths around every town by month and pair, kept once worked out."""
        if kernel_km not in self._deaths:
            self._deaths[kernel_km] = deaths_near(
                self.fighting, self.anchors.latitude, self.anchors.longitude, kernel_km
            )
        return self._deaths[kernel_km]

    def signals(self, rule: Rule) -> Signals:
        """The signals around every town under a rule."""
        return signals_of(self.deaths(rule.kernel_km), rule)


def signals_of(deaths: Float[np.ndarray, "months pairs points"], rule: Rule) -> Signals:
    """Signals from deaths around points."""
    months = rule.own_months
    return Signals(
        own=np.log1p(spread_over(own_of(deaths), months, months)),
        pair=np.log1p(spread_over(deaths, 1, 1)),
    )


def picked(signals: Signals, points: Int[np.ndarray, " n"]) -> Signals:
    """The signals of some of the points."""
    return Signals(own=signals.own[:, :, points], pair=signals.pair[:, :, points])


def from_events(
    signals: Signals, rule: Rule, further: Chances | float = 0.0
) -> Chances:
    """Chances of each bloc from events and, if given, further log evidence."""
    weight = rule.own * signals.own + presence()[:, :, None] + further
    return smoothed(weight, moves(signals.pair, rule.quiet, rule.fought))


def from_statements(
    anchors: Anchors, towns: Int[np.ndarray, " n"], signals: Signals, rule: Rule
) -> Chances:
    """Chances of each bloc in towns, from events and the town's own statements.

    Args:
        anchors: All towns.
        towns: Which of them.
        signals: Signals of these towns, in their order.
        rule: The rule.
    """
    return from_events(signals, rule, said_of(anchors, towns))


def said_of(anchors: Anchors, towns: Int[np.ndarray, " n"]) -> Chances:
    """Log weight of the towns' own statements."""
    allowed = anchors.allowed[towns].transpose(1, 2, 0)
    return np.where(allowed, 0.0, -_SAID)


def from_towns(
    gaps: Float[np.ndarray, "points towns"],
    chances: Float[np.ndarray, "months blocs towns"],
    rule: Rule,
) -> Chances:
    """Log evidence from other towns: their chances, nearer ones counting more.

    Args:
        gaps: Distances to the towns in km; infinite for a town that is not to count.
        chances: Chances of each bloc in those towns.
        rule: The rule.
    """
    weight = np.exp(-gaps / rule.reach_km)
    told = np.einsum("pt,mbt->mbp", weight, chances, optimize=True)
    total = weight.sum(axis=1)[None, None, :]
    even = _HALF_TOWN / len(BLOCS)
    return rule.towns * np.log((told + even) / (total + _HALF_TOWN))


def held_out(
    ground: Ground,
    rule: Rule,
    towns: Int[np.ndarray, " n"],
    known: Int[np.ndarray, " m"],
    signals: Signals | None = None,
) -> Chances:
    """Chances of each bloc in towns as if nothing were stated of them.

    A town never learns from itself, nor from a place within 5 km of it.

    Args:
        ground: Towns and fighting.
        rule: The rule.
        towns: Towns to tell.
        known: Towns whose statements may be used.
        signals: `ground.signals(rule)`, if at hand.
    """
    seen = signals or ground.signals(rule)
    cluster = ground.anchors.cluster
    stated = from_statements(ground.anchors, known, picked(seen, known), rule)
    gaps = ground.gaps[np.ix_(towns, known)]
    gaps = np.where(cluster[towns][:, None] == cluster[known][None, :], np.inf, gaps)
    return from_events(picked(seen, towns), rule, from_towns(gaps, stated, rule))

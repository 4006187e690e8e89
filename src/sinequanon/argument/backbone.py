"""BAR: whether a demand is in every settlement of the zone (claim E82).

The backbone of a zone is what all its settlements have in common. A demand in it is a
sine qua non of the peace; one that a party alone makes is a sine qua non of that party.
"""

from collections.abc import Mapping

import numpy as np
from jaxtyping import Bool

from sinequanon.argument.sourcing import absolute
from sinequanon.argument.standing import (
    NOT_TESTED,
    Found,
    Standing,
    in_words,
    multi,
)

Departure = Mapping[
    tuple[str, bool], tuple[Bool[np.ndarray, " draws"], Bool[np.ndarray, " draws"]]
]
"""(coalition, stated red lines on) -> by draw: whether the zone is open, and whether
the departure is in every settlement of it. Coalitions are `k1` to `k4` of rule BAR."""

PRIMARY_COALITIONS = ("k1", "k2")
_COALITIONS = {
    "k1": "government and mainstream",
    "k2": "the same with five guarantors",
    "k3": "government and all rebels",
    "k4": "government and half of the fighters",
}
_SHARE, _RARE = 0.90, 0.10
_FEWEST = 1_000
"""Draws below which the rule wants no verdict."""


def backbone_standing(
    open_zone: Bool[np.ndarray, " draws"], in_all: Bool[np.ndarray, " draws"]
) -> Standing:
    """Whether a demand is in the backbone in nearly all draws with a zone, or in few.

    With a zone in at most a tenth of the draws there is no settlement for the demand to
    be a condition of, and the standing is undecided.

    Args:
        open_zone: Whether the zone is open, by draw.
        in_all: Whether the demand is in every settlement of the zone, by draw.
    """
    if float(np.mean(~open_zone)) > _SHARE:
        return "undecided"
    share = float(np.mean(in_all[open_zone]))
    if share >= _SHARE:
        return "supported"
    return "contradicted" if share <= _RARE else "undecided"


def sine_qua_non_of_peace(departure: Departure) -> Found:
    """What the bargain says on the departure as a condition of any peace (E82).

    Red lines off is the headline. A verdict that appears only with the stated red lines
    on is `assumed`.

    Args:
        departure: For each coalition, with red lines on and off.
    """
    lacking = [
        f"{coalition} with red lines {'on' if red_lines else 'off'}"
        for coalition in PRIMARY_COALITIONS
        for red_lines in (False, True)
        if (coalition, red_lines) not in departure
    ]
    if lacking:
        missing = f"zone and backbone by draw for {', '.join(lacking)}"
        return Found(result=NOT_TESTED, measured="", missing=missing)
    draws = min(zone.size for zone, _ in departure.values())
    if draws < _FEWEST:
        missing = f"at least {_FEWEST:,} draws of the bargain, got {draws:,}"
        return Found(result=NOT_TESTED, measured="", missing=missing)
    standings: dict[tuple[str, bool], Standing] = {
        key: backbone_standing(zone, in_all)
        for key, (zone, in_all) in departure.items()
    }
    off, on = (multi(dict(_primary(standings, lines))) for lines in (False, True))
    result = off.words
    if (
        off.standing == "undecided"
        and not off.depends_on
        and on.standing != "undecided"
    ):
        result = "assumed (stated red lines)"
    other = any(_stays_open(*departure[name, False]) for name in PRIMARY_COALITIONS)
    _, literal = absolute(
        charitable=off.standing, counterexample="supported" if other else "undecided"
    )
    readings = [
        (
            f"{_COALITIONS.get(name, name)}, red lines {'on' if lines else 'off'}: "
            f"{_told(*departure[name, lines])}"
            f"{'' if name in PRIMARY_COALITIONS else ', shown only'}",
            in_words(standing),
        )
        for (name, lines), standing in sorted(standings.items())
    ]
    readings.append(("literal: any possible settlement", in_words(literal)))
    return Found(
        result=result,
        measured=(
            f"Over {draws:,} draws of what the parties want, "
            f"{_told(*departure[PRIMARY_COALITIONS[0], False])} with stated red lines "
            f"off, {_told(*departure[PRIMARY_COALITIONS[0], True])} with them on "
            "(government and mainstream)."
        ),
        by_reading=tuple(readings),
    )


def _primary(
    standings: Mapping[tuple[str, bool], Standing], lines: bool
) -> list[tuple[str, Standing | None]]:
    return [(name, standings[name, lines]) for name in PRIMARY_COALITIONS]


def _stays_open(
    open_zone: Bool[np.ndarray, " draws"], in_all: Bool[np.ndarray, " draws"]
) -> bool:
    """Whether a settlement without the demand is open in a tenth of the draws."""
    return float(np.mean(open_zone & ~in_all)) >= _RARE


def _told(
    open_zone: Bool[np.ndarray, " draws"], in_all: Bool[np.ndarray, " draws"]
) -> str:
    zone = float(np.mean(open_zone))
    if not open_zone.any():
        return "no zone is open in any draw"
    share = float(np.mean(in_all[open_zone]))
    return (
        f"a zone is open in {zone:.0%}, and the departure is in all of it in "
        f"{share:.0%} of those"
    )

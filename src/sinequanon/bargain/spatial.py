"""KTAB's spatial model of politics: actors bargain over several issues, turn by turn.

Rules as KTAB (King Abdullah Petroleum Studies and Research Center, MIT) runs them with
its default settings: influence in proportion to utility, linear chances of victory,
conditional central positions, risk attitudes from -.5 to 1 read one third from the
other, third parties that commit by half, bargains weighted by the squares of salience
and chance, the initiator's proposal only, and the likeliest bargain taken. Written anew
in arrays; its reference log of 13 actors, 2 issues and 27 turns is met to the last
printed digit. KTAB's other settings, its random choice of bargains and its moving
ideals are not here. A description of a school, no prediction.
"""

from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Float

PerActor = Float[np.ndarray, " actors"]
ActorIssues = Float[np.ndarray, "actors issues"]
Square = Float[np.ndarray, "actors others"]
Votes = Float[np.ndarray, "voters options"]

_LEAST_SIDE = 1e-8
_LEAST_CHALLENGE = 1e-10
_LEAST_WEIGHT = 1e-6
_WORTH_A_TRY = 1e-5
_SAME_PLACE = 1e-3
_LEAST_STEP = 1e-4
_FEWEST_TURNS = 2


@dataclass(frozen=True, kw_only=True)
class SpatialTurn:
    """Where the actors stand in a turn; turn 0 is the start."""

    positions: ActorIssues
    """0 to 1."""
    chances: PerActor
    """Chance that each actor's position prevails; actors at one place share it."""
    risk: PerActor
    """Attitude to risk, -.5 (seeks it) to 1 (shuns it)."""


@dataclass(frozen=True, kw_only=True)
class _Bargain:
    """A proposal of one actor to another: where each would stand."""

    initiator: int
    receiver: int
    moved: tuple[Float[np.ndarray, " issues"], Float[np.ndarray, " issues"]]


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """What can be said of a turn before anyone bargains."""

    gaps: Square
    risk: PerActor
    utility: Square
    """Of each actor for each one's position, by its own attitude to risk."""


def spatial_turns(
    positions: ActorIssues,
    influence: PerActor,
    salience: ActorIssues,
    *,
    most_turns: int = 100,
    still: float = 0.02,
) -> tuple[SpatialTurn, ...]:
    """The start and each turn, until little moves.

    With saliences s_k of actor i, d(i, x) = sqrt(sum s_k^2 (x_ik - x_k)^2 / sum s_k^2);
    the utility of x is (1 - d)(1 + d r_i). The coalition of x over y adds up influence
    times what actors gain by x; a position's chance is the product of its chances
    against every other one, scaled to sum to 1; r_i is linear in that chance, -.5 for
    the least and 1 for the greatest.

    Args:
        positions: 0 to 1 on each issue.
        influence: Above 0.
        salience: 0 to 1; over the issues of one actor at most 1, and above 0.
        most_turns: Turns after which it ends anyway.
        still: It ends, after two turns or later, when the actors' moves sum to less
            than this share of those of the first turn.

    Raises:
        ValueError: If the arrays differ in size, a number is out of range, or all
            actors stand at one place.

    Example:
        >>> turns = spatial_turns(
        ...     np.array([[0.0], [1.0], [0.4]]),
        ...     np.array([50.0, 50.0, 20.0]),
        ...     np.array([[0.5], [0.5], [0.5]]),
        ... )
        >>> turns[0].chances.round(3)
        array([0.401, 0.332, 0.267])
    """
    faults = spatial_faults(positions, influence, salience)
    if faults:
        raise ValueError("; ".join(faults))
    now = positions.astype(np.float64)
    turns = [_told(now, influence, _seen(now, influence, salience))]
    first = 0.0
    for turn in range(1, most_turns + 1):
        moved = _after(now, influence, salience)
        step = float(np.linalg.norm(moved - now, axis=1).sum())
        first = first or step + _LEAST_STEP
        now = moved
        if _at_one_place(now):
            break
        turns.append(_told(now, influence, _seen(now, influence, salience)))
        if turn >= _FEWEST_TURNS and step / first < still:
            break
    return tuple(turns)


def spatial_faults(
    positions: ActorIssues, influence: PerActor, salience: ActorIssues
) -> list[str]:
    """All that keeps the model from running on these numbers, in words."""
    actors = len(influence)
    if actors < 2 or len(positions) != actors or positions.shape != salience.shape:
        return [
            f"two actors or more are needed, each with as many saliences as positions; "
            f"got influence of {actors}, positions {positions.shape} and saliences "
            f"{salience.shape}"
        ]
    faults: list[str] = []
    if not bool(((positions >= 0.0) & (positions <= 1.0)).all()):
        faults.append("positions must lie in 0 to 1; divide a scale of 100 by 100")
    elif _at_one_place(positions):
        faults.append("all actors stand at one place: there is nothing to bargain over")
    if not bool((influence > 0.0).all()) or not bool(np.isfinite(influence).all()):
        faults.append("influence must be above 0")
    whole = salience.sum(axis=1)
    if not bool(((salience >= 0.0).all(axis=1) & (whole > 0.0)).all()):
        faults.append("saliences must be at least 0, and no actor's all 0")
    elif bool((whole > 1.0 + 1e-9).any()):
        faults.append("an actor's saliences must sum to at most 1")
    return faults


def _at_one_place(positions: ActorIssues) -> bool:
    """Whether all actors stand at one place."""
    return not bool(np.ptp(positions, axis=0).any())


def _gaps(
    own: ActorIssues, salience: ActorIssues, places: Float[np.ndarray, "places issues"]
) -> Float[np.ndarray, "actors places"]:
    """Distance from each actor to each place, as the actor's saliences weigh it."""
    apart = (own[:, None] - places[None]) * salience[:, None]
    whole = (salience**2).sum(axis=1)[:, None]
    return np.sqrt((apart**2).sum(axis=2) / whole)


def _utility(
    gaps: Float[np.ndarray, "actors places"], risk: PerActor
) -> Float[np.ndarray, "actors places"]:
    """(1 - d)(1 + d r)."""
    return (1.0 - gaps) * (1.0 + np.minimum(gaps, 1.0) * risk[:, None])


def _prevails(
    influence: Float[np.ndarray, " voters"], utility: Votes
) -> Float[np.ndarray, " options"]:
    """Chance of each option, given that one of them beats all others."""
    votes = influence[:, None, None] * (utility[:, :, None] - utility[:, None, :])
    sides = np.maximum(votes, 0.0).sum(axis=0) + _LEAST_SIDE
    beats = sides / (sides + sides.T)
    alone = beats.prod(axis=1)
    return alone / alone.sum()


def _seen(now: ActorIssues, influence: PerActor, salience: ActorIssues) -> _Seen:
    """Distances, attitudes to risk and utilities of a turn."""
    gaps = _gaps(now, salience, now)
    chances = _prevails(influence, 1.0 - gaps)
    least, most = float(chances.min()), float(chances.max())
    width = 2.0 * (most - least)
    risk = (3.0 * chances - (most + 2.0 * least)) / (width or 1.0)
    return _Seen(gaps=gaps, risk=risk, utility=_utility(gaps, risk))


def _told(now: ActorIssues, influence: PerActor, seen: _Seen) -> SpatialTurn:
    """A turn as told to the reader: actors at one place are one option."""
    near = np.linalg.norm(now[:, None] - now[None], axis=2) < _SAME_PLACE
    first = near.argmax(axis=1)
    places = np.unique(first)
    chances = _prevails(influence, seen.utility[:, places])
    return SpatialTurn(
        positions=now, chances=chances[np.searchsorted(places, first)], risk=seen.risk
    )


def _after(now: ActorIssues, influence: PerActor, salience: ActorIssues) -> ActorIssues:
    """Positions after one turn of challenges and bargains."""
    seen = _seen(now, influence, salience)
    offered: list[list[_Bargain]] = [[] for _ in influence]
    for i in range(len(influence)):
        bargain = _proposal(i, now, influence, salience, seen)
        if bargain is not None:
            offered[i].append(bargain)
            offered[bargain.receiver].append(bargain)
    moved = now.copy()
    whole = seen.utility.sum(axis=1)
    for k, bargains in enumerate(offered):
        worth = [whole]
        for bargain in bargains:
            there = _utility(
                _gaps(now, salience, np.stack(bargain.moved)), seen.risk
            ).sum(axis=1)
            left = seen.utility[:, [bargain.initiator, bargain.receiver]].sum(axis=1)
            worth.append(whole - left + there)
        # The first option is to stay; it wins ties, and so do earlier initiators.
        chances = _prevails(influence, np.stack(worth, axis=1) / len(influence))
        best = int(chances.argmax())
        if best:
            taken = bargains[best - 1]
            moved[k] = taken.moved[0 if taken.initiator == k else 1]
    return moved


def _proposal(
    i: int,
    now: ActorIssues,
    influence: PerActor,
    salience: ActorIssues,
    seen: _Seen,
) -> _Bargain | None:
    """What actor i proposes to whom it gains most by challenging; None if nobody."""
    # One third of what i reads into others is their attitude, two thirds are its own.
    u = _utility(seen.gaps, (2.0 * seen.risk[i] + seen.risk) / 3.0)
    attention = salience.sum(axis=1)
    strength = attention * influence
    own = u.diagonal()
    mine = strength[i] * (own[i] - u[i]) + _LEAST_CHALLENGE
    theirs = np.maximum(strength * (own - u[:, i]), 0.0) + _LEAST_CHALLENGE
    chance = _victory(i, strength, u, np.maximum(mine, _LEAST_CHALLENGE), theirs)
    fought = chance * 2.0 * own[i] + (1.0 - chance) * 2.0 * u[i]
    gain = (1.0 - attention) * 2.0 * own[i] + attention * fought - (own[i] + u[i])
    gain[i] = -np.inf
    j = int(gain.argmax())
    if gain[j] <= _WORTH_A_TRY:
        return None
    push = salience[i] ** 2 * chance[j] ** 2
    pull = salience[j] ** 2 * (1.0 - chance[j]) ** 2
    total = push + pull + _LEAST_WEIGHT
    return _Bargain(
        initiator=i,
        receiver=j,
        moved=(
            _rounded(((push + _LEAST_WEIGHT) * now[i] + pull * now[j]) / total),
            _rounded((push * now[i] + (pull + _LEAST_WEIGHT) * now[j]) / total),
        ),
    )


def _victory(
    i: int, strength: PerActor, u: Square, mine: PerActor, theirs: PerActor
) -> PerActor:
    """Chance that actor i wins against each other one, third parties weighing in."""
    own = u.diagonal()[:, None]
    side_i, side_j = u[:, i, None], u
    # A third party first weighs the small contest of i, j and itself.
    votes = strength[:, None] * (side_i - side_j)
    for_i = mine[None, :] + np.maximum(votes, 0.0)
    for_j = theirs[None, :] + np.maximum(-votes, 0.0)
    small = for_i / (for_i + for_j)
    joins = strength[:, None] * (
        small * (own - side_i) - (1.0 - small) * (own - side_j)
    )
    third: Bool[np.ndarray, "actors others"] = ~np.eye(len(u), dtype=np.bool_)
    third[i] = False
    joins = np.where(third, joins, 0.0)
    won = mine + np.maximum(joins, 0.0).sum(axis=0)
    lost = theirs + np.maximum(-joins, 0.0).sum(axis=0)
    return won / (won + lost)


def _rounded(place: Float[np.ndarray, " issues"]) -> Float[np.ndarray, " issues"]:
    """Four decimals, halves upward, as KTAB rounds what it proposes."""
    return np.floor(0.5 + 1e4 * place) / 1e4

"""A KTAB case played: its compromise, KTAB's path, the challenge model's rounds."""

from dataclasses import dataclass, replace

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain import ChallengeRound
from sinequanon.peers.ktab import SCALE, KtabCase


@dataclass(frozen=True, kw_only=True)
class KtabTurn:
    """Where everybody stands in a turn of KTAB's path, on its scale of 0 to 100."""

    positions: Float[np.ndarray, "actors issues"]
    chances: Float[np.ndarray, " actors"]
    """Winning probability; actors at one place share it."""
    risk: Float[np.ndarray, " actors"]
    means: Float[np.ndarray, " issues"]
    medians: Float[np.ndarray, " issues"]


@dataclass(frozen=True, kw_only=True)
class KtabPlayed:
    """What is said of a case: nothing in it is drawn, and nothing is a forecast."""

    case: KtabCase
    turns: tuple[KtabTurn, ...]
    """The start and each turn; empty where `no_turns` says why."""
    no_turns: str
    rounds: dict[str, tuple[ChallengeRound, ...]] | None
    """For each issue; empty where `no_rounds` says why; None if not asked for."""
    no_rounds: dict[str, str]


def ktab_played(case: KtabCase, *, challenge: bool = False) -> KtabPlayed:
    """A case with KTAB's path and, if asked for, the challenge model on each issue."""
    turns: tuple[KtabTurn, ...] = ()
    no_turns = ""
    try:
        turns = tuple(
            _turn(case, turn.positions * SCALE, turn.chances, turn.risk)
            for turn in case.turns()
        )
    except ValueError as error:
        no_turns = str(error)
    rounds: dict[str, tuple[ChallengeRound, ...]] = {}
    no_rounds: dict[str, str] = {}
    for issue in case.issues if challenge else ():
        try:
            rounds[issue] = case.rounds(issue)
        except ValueError as error:
            rounds[issue], no_rounds[issue] = (), str(error)
    return KtabPlayed(
        case=case,
        turns=turns,
        no_turns=no_turns,
        rounds=rounds if challenge else None,
        no_rounds=no_rounds,
    )


def _turn(
    case: KtabCase,
    positions: Float[np.ndarray, "actors issues"],
    chances: Float[np.ndarray, " actors"],
    risk: Float[np.ndarray, " actors"],
) -> KtabTurn:
    moved = replace(case, positions=positions)
    return KtabTurn(
        positions=positions,
        chances=chances,
        risk=risk,
        means=moved.means(),
        medians=moved.medians(),
    )

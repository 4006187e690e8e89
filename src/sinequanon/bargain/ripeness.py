"""Whether a conflict is ripe: it hurts both, there is a way out, nobody hopes."""

from collections.abc import Sequence


def is_ripe(
    *,
    values: Sequence[float],
    changes: Sequence[float],
    escalation_hopes: Sequence[float],
    hope_threshold: float,
) -> bool:
    """Whether the moment is ripe, in a reduced form of Zartman 2000.

    Ripe iff what the parties expect from fighting on leaves something to share (a way
    out: sum <= 1), nobody's expectation rises (it hurts), and nobody sees a chance of a
    gain by escalation above the threshold. A shift of power that both see leaves the
    sum alone; a winner that learns faster than the loser raises it.

    Args:
        values: Each party's expected share from fighting on.
        changes: How each expectation has moved lately.
        escalation_hopes: Each party's chance of a gain by escalating.
        hope_threshold: The most that such a chance may be.
    """
    return (
        sum(values) <= 1.0
        and all(change <= 0.0 for change in changes)
        and all(hope <= hope_threshold for hope in escalation_hopes)
    )


def shift_of_expectations(
    *, shift: float, winner_learns: float, loser_learns: float
) -> float:
    """How far a shift of power moves the sum of both expectations.

    (eta_w - eta_l) * dp: nothing if both learn alike, towards war if the winner learns
    faster.
    """
    return (winner_learns - loser_learns) * shift

"""The given totals shared out over the camps, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float
from sinequanon.refuge.cases import Case
from sinequanon.refuge.parameters import Rules
from sinequanon.refuge.walk import arrivals, pull

_NEARLY_FULL = 0.9
"""Share of its ceiling from which a camp turns people away, as in Flee."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Persons in each counted camp, in camps without counts, and still on the way."""

    persons: Float[np.ndarray, "draws days scored"]
    elsewhere: Float[np.ndarray, "draws days"]
    waiting: Float[np.ndarray, "draws days"]


def shared_out(
    case: Case, rules: Sequence[Rules], *, told: int = 0, ceilings: bool = True
) -> Shared:
    """The camps' people by a walk from the zones of conflict, for each of the rules.

    Given are, as to Flee, the total of every day and the counts of the first day. When
    the total rises, the new people set out from places with fighting and are in a camp
    the same day, or wait where none with room can be reached. When it falls nobody is
    moved, and nobody sets out until it has risen again: only shares are compared.

    Args:
        case: The set.
        rules: How people choose; one draw each.
        told: The last day on which the counts of the camps are given.
        ceilings: Whether camps fill up at the number that the set gives.
    """
    counted = case.registrations.counted
    total = counted.sum(axis=1)
    reach = _Reach(case, rules)
    persons = np.zeros((case.days, len(rules), len(case.camps)))
    persons[: told + 1, :, case.scored] = counted[: told + 1, None, :]
    waiting = np.zeros((case.days, len(rules)))
    homes = np.maximum(case.population, 1.0) ** _values(rules, "size")[:, None]
    homes[:, case.camps] = 0.0
    onward = _values(rules, "onward")[:, None]
    now, waits, owed = persons[told].copy(), np.zeros(len(rules)), 0.0
    for day in range(told + 1, case.days):
        change = float(total[day] - total[day - 1]) - owed
        owed = max(-change, 0.0)
        waits = waits + max(change, 0.0)
        room = _room(now, case.ceilings) if ceilings else np.ones_like(now)
        ends = reach.on(day, room)
        reached = ends.sum(axis=-1) > 0
        origin = homes * (case.zones[day] & reached)
        people = origin.sum(axis=1)
        going = np.where(people > 0, waits, 0.0)
        setting_out = origin * (going / np.where(people > 0, people, 1.0))[:, None]
        waits = waits - going
        leaving = now * onward * reached[:, case.camps]
        setting_out[:, case.camps] += leaving
        now = now - leaving + (setting_out[:, None, :] @ ends)[:, 0]
        persons[day] = now
        waiting[day] = waits
    return Shared(
        persons=persons[:, :, case.scored].transpose(1, 0, 2).copy(),
        elsewhere=np.delete(persons, case.scored, axis=2).sum(axis=2).T.copy(),
        waiting=waiting.T.copy(),
    )


class _Reach:
    """Ends of walks, solved once for each state of routes, fighting and room."""

    def __init__(self, case: Case, rules: Sequence[Rules]) -> None:
        decay = _values(rules, "decay")
        self._case = case
        self._avoidance = _values(rules, "avoidance")
        self._steps = [pull(one, decay) for one in case.network.lengths]
        self._key: tuple[int, bytes, bytes] | None = None
        self._ends = np.zeros(0)

    def on(self, day: int, room: np.ndarray) -> np.ndarray:
        """Share of those from each place that end in each camp on this day."""
        era, zone = int(self._case.network.era[day]), self._case.zones[day]
        # A state that has gone does not come back: camps fill, zones open.
        key = (era, zone.tobytes(), room.tobytes())
        if key != self._key:
            self._key = key
            self._ends = arrivals(
                self._steps[era],
                camps=self._case.camps,
                room=room,
                zone=zone,
                avoidance=self._avoidance,
                forced=self._case.network.forced,
            )
        return self._ends


def _values(rules: Sequence[Rules], name: str) -> Float[np.ndarray, " draws"]:
    return np.array([float(getattr(one, name)) for one in rules])


def _room(
    persons: Float[np.ndarray, "draws camps"], ceilings: Float[np.ndarray, " camps"]
) -> Float[np.ndarray, "draws camps"]:
    """1 up to nine tenths of the ceiling, then down to 0 at the ceiling."""
    left = (1.0 - persons / ceilings) / (1.0 - _NEARLY_FULL)
    return np.clip(left, 0.0, 1.0)

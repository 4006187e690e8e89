"""Backers: help for one side, for both, and the answers to it."""

from collections.abc import Callable

from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect
from sinequanon.laws.rates import PerRun, effect, ending, hazard, settling
from sinequanon.laws.wars import (
    REBELS_FRIEND,
    REBELS_OTHER_FRIEND,
    STATES_FRIEND,
    duel,
    helped_by,
    taken,
)
from sinequanon.war import Path

_TWO_YEARS = 24


def helped(lab: Lab, *backers: str) -> Path:
    """The war into which these backers come."""
    name = f"with {' and '.join(backers)}"
    return lab.path(name, duel(lab.premises), world=helped_by(*backers))


def state_victory(lab: Lab) -> Effect:
    """Hazard of the state's victory, backed against not."""
    with_help, alone = lab.peace(helped(lab, STATES_FRIEND)), lab.peace(lab.plain())
    return effect(
        lab, hazard(with_help, with_help.victory_a), hazard(alone, alone.victory_a)
    )


def rebel_victory(lab: Lab) -> Effect:
    """Hazard of the rebels' victory, backed against not."""
    with_help, alone = lab.peace(helped(lab, REBELS_FRIEND)), lab.peace(lab.plain())
    return effect(
        lab, hazard(with_help, with_help.victory_b), hazard(alone, alone.victory_b)
    )


def state_settlement(lab: Lab) -> Effect:
    """Hazard of settlement, the state backed against not."""
    return effect(
        lab,
        settling(lab.peace(helped(lab, STATES_FRIEND))),
        settling(lab.peace(lab.plain())),
    )


def rebel_settlement(lab: Lab) -> Effect:
    """Hazard of settlement, rebels backed against not."""
    return effect(
        lab,
        settling(lab.peace(helped(lab, REBELS_FRIEND))),
        settling(lab.peace(lab.plain())),
    )


def both_any_end(lab: Lab) -> Effect:
    """Hazard of any end, both backed against neither."""
    both = lab.peace(helped(lab, STATES_FRIEND, REBELS_FRIEND))
    return effect(lab, ending(both), ending(lab.peace(lab.plain())))


def state_any_end(lab: Lab) -> Effect:
    """Hazard of any end, the state backed against not."""
    one = lab.peace(helped(lab, STATES_FRIEND))
    return effect(lab, ending(one), ending(lab.peace(lab.plain())))


def killed_by_rebels(path: Path, months: int) -> PerRun:
    """Civilians killed outside battle by rebels of every faction."""
    rows = [k for k, actor in enumerate(path.actors) if actor.startswith("rebels")]
    return path.one_sided[:, rows, :months].sum(axis=(1, 2))


def rebels_weaker(lab: Lab) -> Effect:
    """Rebel fighters after two years, the state backed against not."""
    row = lab.plain().actors.index("rebels")
    return effect(
        lab,
        helped(lab, STATES_FRIEND).fighters[:, row, _TWO_YEARS - 1],
        lab.plain().fighters[:, row, _TWO_YEARS - 1],
    )


def rebels_abusive(lab: Lab) -> Effect:
    """Civilians killed by rebels in two years, the state backed against not."""
    return effect(
        lab,
        killed_by_rebels(helped(lab, STATES_FRIEND), _TWO_YEARS),
        killed_by_rebels(lab.plain(), _TWO_YEARS),
    )


def funded(lab: Lab) -> Effect:
    """Civilians killed by rebels in two years, rebels backed against not."""
    return effect(
        lab,
        killed_by_rebels(helped(lab, REBELS_FRIEND), _TWO_YEARS),
        killed_by_rebels(lab.plain(), _TWO_YEARS),
    )


def several(lab: Lab) -> Effect:
    """The same, two backers against one."""
    return effect(
        lab,
        killed_by_rebels(helped(lab, REBELS_FRIEND, REBELS_OTHER_FRIEND), _TWO_YEARS),
        killed_by_rebels(helped(lab, REBELS_FRIEND), _TWO_YEARS),
    )


def counter(lab: Lab) -> Effect:
    """Supply of backed rebels a year after they took four places, against none."""
    setting = duel(lab.premises)
    backed = helped_by(STATES_FRIEND, REBELS_FRIEND)
    places = tuple((row, 2) for row in range(lab.premises.rows))
    gain = taken(places, loser="state", winner="rebels", month=5)
    without, won = lab.paths("counter", setting, worlds=(backed, (*backed, *gain)))
    row = without.actors.index("rebels")
    return effect(lab, won.supply[:, row, 17], without.supply[:, row, 17])


BACKERS: dict[str, Callable[[Lab], Effect]] = {
    "F4.state_victory": state_victory,
    "F4.state_settlement": state_settlement,
    "F4.rebel_victory": rebel_victory,
    "F4.rebel_settlement": rebel_settlement,
    "F5.both_sides": both_any_end,
    "F5.one_side": state_any_end,
    "F36.weaker": rebels_weaker,
    "F36.abuse": rebels_abusive,
    "F37.funded": funded,
    "F37.several": several,
    "F38.counter": counter,
}
"""Comparisons of this file, by the name of the part."""

"""Backers: help for one side, for both, and the answers to it."""

import numpy as np

from sinequanon.axes import Float
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect
from sinequanon.laws.rates import effect, ending, hazard, settling
from sinequanon.laws.wars import START, duel, place_name
from sinequanon.war import Path, Transfer

PerRun = Float[np.ndarray, " runs"]

_TWO_YEARS = 24


def helped(lab: Lab, *armies: str, times: int = 1) -> Path:
    """The war with a backer (or several) of each of these armies."""
    if not armies:
        return lab.plain()
    name = f"{' and '.join(armies)} backed" + (f" {times} times" if times > 1 else "")
    setting = duel(lab.premises, backed=armies, times=dict.fromkeys(armies, times))
    return lab.path(name, setting)


def state_victory(lab: Lab) -> Effect:
    """Hazard of the state's victory, backed against not."""
    with_help, alone = lab.peace(helped(lab, "state")), lab.peace(lab.plain())
    return effect(
        lab, hazard(with_help, with_help.victory_a), hazard(alone, alone.victory_a)
    )


def rebel_victory(lab: Lab) -> Effect:
    """Hazard of the rebels' victory, backed against not."""
    with_help, alone = lab.peace(helped(lab, "rebels")), lab.peace(lab.plain())
    return effect(
        lab, hazard(with_help, with_help.victory_b), hazard(alone, alone.victory_b)
    )


def state_settlement(lab: Lab) -> Effect:
    """Hazard of settlement, the state backed against not."""
    return effect(
        lab, settling(lab.peace(helped(lab, "state"))), settling(lab.peace(lab.plain()))
    )


def rebel_settlement(lab: Lab) -> Effect:
    """Hazard of settlement, rebels backed against not."""
    return effect(
        lab,
        settling(lab.peace(helped(lab, "rebels"))),
        settling(lab.peace(lab.plain())),
    )


def both_any_end(lab: Lab) -> Effect:
    """Hazard of any end, both backed against neither."""
    both = lab.peace(helped(lab, "state", "rebels"))
    return effect(lab, ending(both), ending(lab.peace(lab.plain())))


def state_any_end(lab: Lab) -> Effect:
    """Hazard of any end, the state backed against not."""
    one = lab.peace(helped(lab, "state"))
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
        helped(lab, "state").fighters[:, row, _TWO_YEARS - 1],
        lab.plain().fighters[:, row, _TWO_YEARS - 1],
    )


def rebels_abusive(lab: Lab) -> Effect:
    """Civilians killed by rebels in two years, the state backed against not."""
    return effect(
        lab,
        killed_by_rebels(helped(lab, "state"), _TWO_YEARS),
        killed_by_rebels(lab.plain(), _TWO_YEARS),
    )


def funded(lab: Lab) -> Effect:
    """Civilians killed by rebels in two years, rebels backed against not."""
    return effect(
        lab,
        killed_by_rebels(helped(lab, "rebels"), _TWO_YEARS),
        killed_by_rebels(lab.plain(), _TWO_YEARS),
    )


def several(lab: Lab) -> Effect:
    """The same, two backers against one."""
    return effect(
        lab,
        killed_by_rebels(helped(lab, "rebels", times=2), _TWO_YEARS),
        killed_by_rebels(helped(lab, "rebels"), _TWO_YEARS),
    )


def counter(lab: Lab) -> Effect:
    """Supply of backed rebels a year after they took four places, against none."""
    gain = tuple(
        Transfer(
            month=START + 5,
            place=place_name(row, 2),
            taken_from="state",
            to="rebels",
            garrison_low=0.0,
            garrison_high=0.0,
            months_low=0.0,
            months_high=0.0,
        )
        for row in range(4)
    )
    setting = duel(lab.premises, backed=("state", "rebels"))
    without, taken = lab.paths("counter", setting, worlds=((), gain))
    row = without.actors.index("rebels")
    return effect(lab, taken.supply[:, row, 17], without.supply[:, row, 17])

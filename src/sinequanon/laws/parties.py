"""Who must agree, and how strong they are: veto players, rivals, outsiders."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sinequanon.laws.lab import Change, Lab
from sinequanon.laws.measured import Effect, log_ratio
from sinequanon.laws.rates import effect, ending, settling, signing
from sinequanon.laws.tables import Other, table_with
from sinequanon.laws.wars import (
    REBELS_FRIEND,
    Army,
    Ground,
    Pair,
    Sketch,
    duel,
    helped_by,
    made_up,
    rivals_of,
    taken,
)
from sinequanon.model import Course, Peace
from sinequanon.war import Path, Setting, Theta

_FACTION = 0.25
"""Share of the rebels' men and places that the faction has."""
_INDIVISIBLE, _DIVISIBLE = (-1.0, 0.0), (0.0, 1.0)


def _split_ground(row: int, column: int) -> dict[str, float]:
    if column < 3:
        return {"state": 1.0}
    return {"faction" if row == 3 else "rebels": 1.0}


def alike(setting: Setting) -> Change:
    """Factions as parts of one army: drawn as the rebels are, but for their number.

    Each stands against the state alone, so its dyad is as deadly as the rebels' own.
    """
    rebels = setting.actors.index("rebels")
    others = setting.core_b
    part = setting.strength_low / setting.strength_low[rebels]
    dyad = sorted(f"{setting.sides[k]}-state" for k in others).index("rebels-state")

    def change(theta: Theta) -> Theta:
        rows = {
            name: getattr(theta, name).copy()
            for name in ("strength", "quality", "foreign", "one_sided")
        }
        for k in others:
            for field in rows.values():
                field[k] = field[rebels]
            rows["strength"][k] *= part[k]
        return replace(
            theta,
            civilian_share=np.repeat(theta.civilian_share[dyad][None], len(others), 0),
            deadliness=np.repeat(theta.deadliness[dyad][None], len(others), 0),
            **rows,
        )

    return change


def with_faction(lab: Lab) -> Peace:
    """The rebels less a faction that is its own master and must agree."""
    premises = lab.premises
    low, high = premises.rebels
    setting = made_up(
        premises,
        Sketch(
            armies=(
                Army(name="state", heads=premises.state, core="a"),
                Army(
                    name="rebels",
                    heads=(low * (1 - _FACTION), high * (1 - _FACTION)),
                    core="b",
                ),
                Army(name="faction", heads=(low * _FACTION, high * _FACTION), core="b"),
            ),
            ground=_split_ground,
            hostility=(("rebels", "faction", (0.0, 0.0)),),
        ),
    )
    path = lab.path("faction", setting, change=alike(setting))
    return lab.peace(path, table=table_with("faction"))


def veto_settlement(lab: Lab) -> Effect:
    """Hazard of settlement with a faction that must agree, against none."""
    return effect(lab, settling(with_faction(lab)), settling(lab.peace(lab.plain())))


def veto_any_end(lab: Lab) -> Effect:
    """Hazard of any end, the same."""
    return effect(lab, ending(with_faction(lab)), ending(lab.peace(lab.plain())))


def _backed(lab: Lab, other: Other) -> Peace:
    world = helped_by(REBELS_FRIEND)
    path = lab.path(f"with {REBELS_FRIEND}", duel(lab.premises), world=world)
    return lab.peace(path, table=table_with(other))


def own_aims_settlement(lab: Lab) -> Effect:
    """Hazard of settlement, a backer with aims against one without."""
    return effect(lab, settling(_backed(lab, "backer")), settling(_backed(lab, "none")))


def own_aims_any_end(lab: Lab) -> Effect:
    """Hazard of any end, the same."""
    return effect(lab, ending(_backed(lab, "backer")), ending(_backed(lab, "none")))


def rivals(lab: Lab, ratio: float) -> Path:
    """The war with rebels of this share of the state's strength."""
    return lab.path(f"rivals {ratio:g}", rivals_of(lab.premises, ratio))


def _step(lab: Lab, above: float, below: float) -> Effect:
    high, low = (lab.peace(rivals(lab, ratio)) for ratio in (above, below))
    return effect(lab, signing(high), signing(low))


def strong_rebels(lab: Lab) -> Effect:
    """Chance of settlement at parity against an eighth."""
    return _step(lab, 1.0, 0.125)


def last_step(lab: Lab) -> Effect:
    """Chance of settlement at parity against half."""
    return _step(lab, 1.0, 0.5)


def middle_step(lab: Lab) -> Effect:
    """Chance of settlement at half against a quarter."""
    return _step(lab, 0.5, 0.25)


def strong_rebels_any_end(lab: Lab) -> Effect:
    """Hazard of any end at parity against an eighth."""
    high, low = (lab.peace(rivals(lab, ratio)) for ratio in (1.0, 0.125))
    return effect(lab, ending(high), ending(low))


def concessions(lab: Lab) -> Effect:
    """Share of settlements that transfer power, at parity against an eighth."""
    high, low = (lab.peace(rivals(lab, ratio)) for ratio in (1.0, 0.125))
    return effect(
        lab,
        high.signed_with_transfer[:, -1] / signing(high),
        low.signed_with_transfer[:, -1] / signing(low),
    )


def _standing(lab: Lab, power: float, intensity: float) -> Peace:
    """A war that stands still at a balance and an intensity."""
    shape = (lab.size.draws * lab.size.lucks, lab.premises.horizon_months)
    ones = np.ones(shape)
    return lab.peace(
        Course(
            log_power=power * ones,
            intensity=intensity * ones,
            strength_a=ones,
            strength_b=ones,
        )
    )


def intensity_at_parity(lab: Lab) -> Effect:
    """Effect of twice the intensity on the rate, at parity less at a log power of 2."""
    even, uneven = (
        log_ratio(
            _standing(lab, power, 2.0).rate.mean(axis=1),
            _standing(lab, power, 1.0).rate.mean(axis=1),
        )
        for power in (0.0, 2.0)
    )
    return Effect(values=lab.by_draw(even - uneven))


def third_ground(row: int, column: int) -> dict[str, float]:
    """The last column in the hands of a third force."""
    return {"state" if column < 3 else "rebels" if column < 5 else "third": 1.0}


def with_third(
    lab: Lab,
    name: str,
    *,
    hostility: Pair = (0.7, 1.4),
    ground: Ground = third_ground,
    effort: Pair = (0.8, 1.0),
) -> Path:
    """The war with a third force, at war with both sides or with neither."""
    premises = lab.premises
    setting = made_up(
        premises,
        Sketch(
            armies=(
                Army(name="state", heads=premises.state, core="a"),
                Army(name="rebels", heads=premises.rebels, core="b"),
                Army(name="third", heads=premises.third),
            ),
            ground=ground,
            hostility=(("state", "third", hostility), ("rebels", "third", hostility)),
            effort=(("state", "third", effort),),
        ),
    )
    return lab.path(name, setting)


def partial_peace(lab: Lab) -> Effect:
    """Hazard of settlement of the core, the third force left out against a veto."""
    path = with_third(lab, "third")
    out, veto = lab.peace(path), lab.peace(path, table=table_with("third"))
    return effect(lab, settling(out), settling(veto))


def outsider_unmoved(lab: Lab) -> Effect:
    """Hazard of settlement of the core, a third force at war against one at peace."""
    war = lab.peace(with_third(lab, "third"))
    calm = lab.peace(with_third(lab, "third at peace", hostility=(0.0, 0.0)))
    return effect(lab, settling(war), settling(calm))


def outsider_fights_on(lab: Lab) -> Effect:
    """Deaths of the third force's dyads in the third year, against the first."""
    path = with_third(lab, "third")
    rows = [k for k, dyad in enumerate(path.dyads) if "third" in dyad]
    deaths = path.deaths[:, rows].sum(axis=1)
    first, last = deaths[:, :12].sum(axis=1), deaths[:, 24:36].sum(axis=1)
    return Effect(values=lab.by_draw(last / np.maximum(first, 1e-9)))


def _divided(lab: Lab, exponent: Pair) -> Peace:
    return lab.peace(lab.plain(), pinned={"exponent": exponent})


def indivisible_settlement(lab: Lab) -> Effect:
    """Hazard of settlement, issues that cannot be traded against issues that can."""
    hard, soft = _divided(lab, _INDIVISIBLE), _divided(lab, _DIVISIBLE)
    return effect(lab, settling(hard), settling(soft))


def indivisible_any_end(lab: Lab) -> Effect:
    """Hazard of any end, the same."""
    hard, soft = _divided(lab, _INDIVISIBLE), _divided(lab, _DIVISIBLE)
    return effect(lab, ending(hard), ending(soft))


def state_gain(lab: Lab) -> Effect:
    """Chance of settlement, the state takes four places against none."""
    places = tuple((row, 3) for row in range(lab.premises.rows))
    gain = taken(places, loser="rebels", winner="state", month=1)
    without, won = lab.paths("gain", duel(lab.premises), worlds=((), gain))
    return effect(lab, signing(lab.peace(won)), signing(lab.peace(without)))


PARTIES: dict[str, Callable[[Lab], Effect]] = {
    "F2.settlement": veto_settlement,
    "F2.any_end": veto_any_end,
    "F3.settlement": own_aims_settlement,
    "F3.any_end": own_aims_any_end,
    "F7.settlement": strong_rebels,
    "F7.last_step": last_step,
    "F7.any_end": strong_rebels_any_end,
    "F7.concessions": concessions,
    "F8.settlement": middle_step,
    "F9.interaction": intensity_at_parity,
    "F21.possible": partial_peace,
    "F21.unmoved": outsider_unmoved,
    "F21.fights_on": outsider_fights_on,
    "F24.settlement": indivisible_settlement,
    "F24.any_end": indivisible_any_end,
    "F58.parity": last_step,
    "F58.gain": state_gain,
}
"""Comparisons of this file, by the name of the part."""

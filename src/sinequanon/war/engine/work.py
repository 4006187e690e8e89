# pyright: basic
"""Memory that a month needs and forgets; each thread has its own."""

from typing import NamedTuple

from sinequanon.war.engine.ground import Ground
from sinequanon.war.engine.lanes import Rows, empty_rows, of_one_kind


@of_one_kind
class Work(NamedTuple):
    """Rows for what mechanisms of one month hand to each other, by what they span."""

    # places and actors
    heads: Rows
    weight: Rows
    inverse: Rows
    free: Rows
    flow: Rows
    other_flow: Rows
    chance: Rows
    near: Rows
    # places and sides
    held: Rows
    # places
    front: Rows
    scope: Rows
    walking: Rows
    haven: Rows
    stepped: Rows
    by_place: Rows
    civilians: Rows
    quiet: Rows
    odds_here: Rows
    yield_a: Rows
    yield_b: Rows
    press_a: Rows
    press_b: Rows
    refuge_a: Rows
    refuge_b: Rows
    # actors
    people: Rows
    pool: Rows
    heads_now: Rows
    wanted: Rows
    kept: Rows
    local: Rows
    arriving: Rows
    joined: Rows
    killed: Rows
    exits: Rows
    strong: Rows
    power: Rows
    force: Rows
    roots: Rows
    lost: Rows
    whole: Rows
    shrink: Rows
    murdered: Rows
    collateral: Rows
    fresh: Rows
    going: Rows
    agreed: Rows
    freed: Rows
    # joints of sides against enemies
    log_joint: Rows
    per_joint: Rows
    # pairs, and pairs in both directions
    turn: Rows
    heat: Rows
    deadly: Rows
    take: Rows
    odds: Rows
    part: Rows
    intensity: Rows
    rate: Rows
    dead: Rows
    # sides and sides
    share: Rows
    # sides and regions, dyads and regions
    campaign: Rows
    tempo: Rows
    # pairs of allies
    over: Rows
    # dyads
    dyad_heat: Rows
    tempo_here: Rows
    deaths: Rows
    dated_deaths: Rows


def work_of(ground: Ground) -> Work:
    """Scratch memory for a setting."""
    places, actors = ground.places, ground.actors
    spans = {
        "heads weight inverse free flow other_flow chance near": places * actors,
        "held": places * ground.sides,
        "front scope walking haven stepped by_place civilians quiet": places,
        "odds_here yield_a yield_b press_a press_b refuge_a refuge_b": places,
        "people pool heads_now wanted kept local arriving joined killed exits": actors,
        "strong power force roots lost whole shrink murdered": actors,
        "collateral fresh going agreed freed": actors,
        "log_joint per_joint": ground.joints,
        "heat deadly odds intensity": ground.pairs,
        "turn take part rate dead": 2 * ground.pairs,
        "share": ground.sides * ground.sides,
        "campaign": ground.sides * ground.regions,
        "tempo": ground.dyads * ground.regions,
        "over": len(ground.ally_from),
        "dyad_heat tempo_here deaths dated_deaths": ground.dyads,
    }
    rows = {
        name: empty_rows(max(count, 1))
        for names, count in spans.items()
        for name in names.split()
    }
    return Work(**rows)

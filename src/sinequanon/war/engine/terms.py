# pyright: basic
"""The terms of the months ahead and the dated things that kernels do by themselves."""

from typing import Any, NamedTuple

from sinequanon.war.engine.lanes import Rows, of_one_kind


@of_one_kind
class MonthTerms(NamedTuple):
    """Rows by month, then actor and actor (or side and side, or actor)."""

    hostility: Rows
    selectivity: Rows
    support: Rows
    fire: Rows
    """Support to the power `firepower`."""
    supply_aim: Rows
    turned: Rows
    """How far truces leave a side's effort with an enemy side, by side and side."""
    spent: Rows
    """Mean selectivity of an actor against a side, by actor and side; exactly one
    throughout where it spares none of its enemies."""
    backed: Any
    """Whole numbers by month and actor: 1 with a backer."""


@of_one_kind
class Dated(NamedTuple):
    """Bound heads, pins, dated battles and places under assault."""

    post_row: Any
    """Rows of `Block.fighters` in which heads are bound."""
    post_actor: Any
    guard_post: Any
    guard_heads: Rows
    guard_until: Rows
    bound: Rows
    """Memory for the heads bound at each post."""
    pin_place: Any
    pin_actor: Any
    loss_month: Any
    loss_actor: Any
    loss_dyad: Any
    loss_near: Any
    """How far each place counts as near the battle, one row for each loss."""
    loss_dead: Rows
    frozen: Any
    """1 where a place is under assault, by month and place."""


@of_one_kind
class Kept(NamedTuple):
    """Monthly sums that a path is made of: rows by month, then actor or dyad."""

    log_power: Rows
    deaths: Rows
    one_sided: Rows
    civilians: Rows
    people: Rows
    fighters: Rows
    supply: Rows
    places_held: Rows
    area_held: Rows
    displaced_inside: Rows
    displaced_abroad: Rows
    detained: Rows
    relative_a: Rows
    relative_b: Rows
    intensity: Rows
    people_calm: Rows
    agreed: Rows
    watched: Rows

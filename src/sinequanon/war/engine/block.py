# pyright: basic
"""The state of a block of runs in single precision, and the way to `State` and back.

What happens on a date is rare and is written once, in NumPy: for it the state of all
blocks becomes a `State` in double precision and afterwards blocks again.
"""

from dataclasses import dataclass
from typing import NamedTuple, no_type_check

import numpy as np

from sinequanon.war.engine.bank import Bank, blocks_of
from sinequanon.war.engine.ground import Ground
from sinequanon.war.engine.lanes import Rows, of_one_kind
from sinequanon.war.state import Garrison, State

MEMORY = 6
"""Months over which a loss of people is felt as distress, as in `month`."""
ACCOUNTS = ("abroad", "detained", "dead", "came", "left", "returned")
ABROAD, DETAINED, DEAD, CAME, LEFT, RETURNED = range(len(ACCOUNTS))


COUNTED = (
    "fighters",
    "control",
    "residents",
    "inside",
    "calm",
    "accounts",
    "grievance",
    "people_start",
    "fighters_start",
)
"""What is never below nought."""


@of_one_kind
class Block(NamedTuple):
    """The war of sixteen runs at the start of a month; places stand before actors."""

    fighters: Rows
    control: Rows
    residents: Rows
    inside: Rows
    calm: Rows
    accounts: Rows
    """One row for each of `ACCOUNTS`."""
    log_supply: Rows
    grievance: Rows
    people_start: Rows
    fighters_start: Rows
    lagged: Rows
    """People under control in the last six months, oldest first."""
    dyad_luck: Rows
    effort_luck: Rows
    campaign_luck: Rows
    front_luck: Rows


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """All blocks of a batch at the start of a month."""

    month: int
    bank: Bank
    lags: int
    """How many of the lagged months there are."""
    garrisons: tuple[Garrison, ...]


@no_type_check
def luck_rows(ground: Ground) -> dict[str, int]:
    """The series of luck, which no `State` holds, and their lengths."""
    return {
        "dyad_luck": ground.dyads,
        "effort_luck": ground.sides * ground.sides,
        "campaign_luck": ground.sides * ground.regions,
        "front_luck": ground.places,
    }


@no_type_check
def empty_blocks(ground: Ground, runs: int) -> Bank:
    """Memory for the blocks of some runs."""
    bank, blocks = Bank(), blocks_of(runs)
    places, actors = ground.places, ground.actors
    rows = {
        "fighters": places * actors,
        "control": places * actors,
        "residents": places,
        "inside": places,
        "calm": places,
        "accounts": len(ACCOUNTS),
        "log_supply": actors,
        "grievance": actors,
        "people_start": actors,
        "fighters_start": actors,
        "lagged": MEMORY * actors,
        **luck_rows(ground),
    }
    for name, count in rows.items():
        bank.make(name, blocks, count)
    return bank


@no_type_check
def _places_first(values):
    actors, places, runs = values.shape
    return values.transpose(1, 0, 2).reshape(places * actors, runs)


@no_type_check
def stored(state: State, ground: Ground, luck: Bank) -> Blocks:
    """A state as blocks; the series of luck are those of `luck`."""
    bank = Bank()
    bank.put("fighters", _places_first(state.fighters))
    bank.put("control", _places_first(state.control))
    bank.put("accounts", np.stack([getattr(state, name) for name in ACCOUNTS]))
    for name in (
        "residents",
        "inside",
        "calm",
        "log_supply",
        "grievance",
        "people_start",
        "fighters_start",
    ):
        bank.put(name, getattr(state, name))
    runs = state.fighters.shape[2]
    lagged = np.zeros((MEMORY, ground.actors, runs))
    for number, people in enumerate(state.people_lagged):
        lagged[number] = people
    bank.put("lagged", lagged.reshape(-1, runs))
    for name in luck_rows(ground):
        bank.tables[name] = luck.tables[name].copy()
    return Blocks(
        month=state.month,
        bank=bank,
        lags=len(state.people_lagged),
        garrisons=state.garrisons,
    )


@no_type_check
def state_of(blocks: Blocks, ground: Ground, runs: int) -> State:
    """Blocks as a state in double precision."""

    def by_place(name):
        rows = blocks.bank.get(name, runs).reshape(ground.places, ground.actors, -1)
        return np.ascontiguousarray(rows.transpose(1, 0, 2))

    lagged = blocks.bank.get("lagged", runs).reshape(MEMORY, ground.actors, -1)
    accounts = blocks.bank.get("accounts", runs)
    return State(
        month=blocks.month,
        fighters=by_place("fighters"),
        control=by_place("control"),
        people_lagged=tuple(lagged[: blocks.lags]),
        garrisons=blocks.garrisons,
        **{name: accounts[number] for number, name in enumerate(ACCOUNTS)},
        **{
            name: blocks.bank.get(name, runs)
            for name in (
                "residents",
                "inside",
                "calm",
                "log_supply",
                "grievance",
                "people_start",
                "fighters_start",
            )
        },
    )

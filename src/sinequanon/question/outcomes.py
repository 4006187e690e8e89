"""Outcomes of a world, run by run, and the paired difference of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sinequanon.model import CELLS, QUARTER_MONTHS, Cell, Peace
from sinequanon.question.ensemble import WorldResult
from sinequanon.question.paired import PairedDraws, ratios

PerRun = Float[np.ndarray, " runs"]


@dataclass(frozen=True, kw_only=True)
class OutcomeSpec:
    """An outcome: its name, words and unit, and how it is read off a world.

    Chances differ between readings and are averaged over them; `weighted` outcomes
    speak of worlds in which the core conflict is still on.
    """

    name: str
    label: str
    unit: str
    of: Callable[[WorldResult, Peace, int], PerRun]
    weighted: bool = False


def _at(field: str) -> Callable[[WorldResult, Peace, int], PerRun]:
    """A chance at the end of the horizon."""

    def read(world: WorldResult, peace: Peace, months: int) -> PerRun:
        del world
        values: Float[np.ndarray, "runs months"] = getattr(peace, field)
        return values[:, months - 1]

    return read


def _zone(world: WorldResult, peace: Peace, months: int) -> PerRun:
    del world
    last = (months - 1) // QUARTER_MONTHS
    return peace.zone_open[:, last].astype(np.float64)


def _after(world: WorldResult, months: int) -> slice:
    """The months of the path from the boundary to the horizon."""
    every, after = len(world.path.months), world.course.log_power.shape[1]
    return slice(every - after, every - after + months)


def _split_deaths(
    world: WorldResult, months: int
) -> tuple[Float[np.ndarray, "runs months"], Float[np.ndarray, "runs months"]]:
    """Recorded battle deaths of the core conflict, and of all other dyads."""
    path, when = world.path, _after(world, months)
    core = np.array([dyad in path.core_dyads for dyad in path.dyads])
    return (
        path.deaths[:, core][:, :, when].sum(axis=1),
        path.deaths[:, ~core][:, :, when].sum(axis=1),
    )


def _before(survival: Float[np.ndarray, "runs months"]) -> Float[np.ndarray, "r m"]:
    """Survival at the start of each month."""
    return np.concatenate([np.ones((len(survival), 1)), survival[:, :-1]], axis=1)


def _core_deaths(world: WorldResult, peace: Peace, months: int) -> PerRun:
    core, _ = _split_deaths(world, months)
    return (core * _before(peace.survival[:, :months])).sum(axis=1)


def _all_deaths(world: WorldResult, peace: Peace, months: int) -> PerRun:
    core, other = _split_deaths(world, months)
    fought = _before(peace.survival[:, :months])
    # An ended conflict kills nobody until it is on again: an ending is a fall below 25.
    fought[:, 1:] += peace.again[:, : months - 1]
    return (other + core * fought).sum(axis=1)


def _path_sum(field: str, actors: Sequence[str]) -> Callable[..., PerRun]:
    """A flow of some actors, summed over the horizon."""

    def read(world: WorldResult, peace: Peace, months: int) -> PerRun:
        del peace
        rows = [world.path.actors.index(actor) for actor in actors]
        values: Float[np.ndarray, "runs actors months"] = getattr(world.path, field)
        return values[:, rows][:, :, _after(world, months)].sum(axis=(1, 2))

    return read


def _path_end(field: str, actors: Sequence[str] | None) -> Callable[..., PerRun]:
    """A stock at the end of the horizon, of some actors or of all people."""

    def read(world: WorldResult, peace: Peace, months: int) -> PerRun:
        del peace
        last = _after(world, months).stop - 1
        values = getattr(world.path, field)
        if actors is None:
            return values[:, last]
        rows = [world.path.actors.index(actor) for actor in actors]
        return values[:, rows, last].sum(axis=1)

    return read


CHANCES: tuple[OutcomeSpec, ...] = (
    OutcomeSpec(
        name="national_agreement",
        label="a signed national agreement",
        unit="chance",
        of=_at("signed"),
    ),
    OutcomeSpec(
        name="agreement_with_transfer",
        label="of these, with a transfer or sharing of power",
        unit="chance",
        of=_at("signed_with_transfer"),
    ),
    OutcomeSpec(
        name="agreement_kept",
        label="a national agreement signed and kept for a year",
        unit="chance",
        of=_at("signed_and_kept"),
    ),
    OutcomeSpec(
        name="conflict_ended",
        label="the core conflict ended in any way",
        unit="chance",
        of=_at("ended"),
    ),
    OutcomeSpec(
        name="ended_without_victory",
        label="the core conflict ended without a victory",
        unit="chance",
        of=_at("ended_without_victory"),
    ),
    OutcomeSpec(
        name="on_again",
        label="the core conflict ended and is on again",
        unit="chance",
        of=_at("again"),
    ),
    OutcomeSpec(
        name="victory_a",
        label="victory of the government's side",
        unit="chance",
        of=_at("victory_a"),
    ),
    OutcomeSpec(
        name="victory_b",
        label="victory of the insurgents' side",
        unit="chance",
        of=_at("victory_b"),
    ),
    OutcomeSpec(
        name="zone_open",
        label="the zone of agreement is open at the horizon",
        unit="chance",
        of=_zone,
    ),
)

CLAIM_OUTCOMES = {
    "p1": "national_agreement",
    "p2": "agreement_kept",
    "p3": "conflict_ended",
    "p3v": "ended_without_victory",
    "p4": "battle_deaths",
    "p5": "zone_open",
}
"""The kinds of peace that the claims' criteria name, by outcome."""


def outcome_specs(
    actors: Sequence[tuple[str, str, str]], names: Mapping[str, str]
) -> tuple[OutcomeSpec, ...]:
    """Every outcome of a war.

    Args:
        actors: (key, short name, side) of each actor of the war.
        names: Name of each side.
    """
    sides = dict.fromkeys(side for _, _, side in actors)
    by_side = {side: [key for key, _, own in actors if own == side] for side in sides}
    return (
        *CHANCES,
        OutcomeSpec(
            name="core_deaths",
            label="recorded deaths of the core conflict while it goes on",
            unit="deaths",
            of=_core_deaths,
        ),
        OutcomeSpec(
            name="battle_deaths",
            label="recorded battle deaths of all conflicts to the horizon",
            unit="deaths",
            of=_all_deaths,
        ),
        *(
            OutcomeSpec(
                name=f"civilians_{side}",
                label=f"civilians killed outside battle, by side: {names[side]}",
                unit="deaths",
                of=_path_sum("one_sided", keys),
            )
            for side, keys in by_side.items()
        ),
        OutcomeSpec(
            name="displaced_inside",
            label="people displaced inside the country",
            unit="persons",
            of=_path_end("displaced_inside", None),
        ),
        OutcomeSpec(
            name="displaced_abroad",
            label="people abroad who fled since the start",
            unit="persons",
            of=_path_end("displaced_abroad", None),
        ),
        OutcomeSpec(
            name="detained",
            label="people in detention",
            unit="persons",
            of=_path_end("detained", None),
        ),
        OutcomeSpec(
            name="local_agreements",
            label="people whose place passed by local agreement",
            unit="persons",
            of=_path_sum("agreed", [key for key, _, _ in actors]),
        ),
        OutcomeSpec(
            name="local_truces",
            label="people under local truces at the horizon",
            unit="persons",
            of=_path_end("people_calm", None),
        ),
        *(
            OutcomeSpec(
                name=f"fighters_{key}",
                label=f"fighters: {short}",
                unit="persons",
                of=_path_end("fighters", [key]),
                weighted=True,
            )
            for key, short, _ in actors
        ),
        *(
            OutcomeSpec(
                name=f"places_{side}",
                label=f"places held, the event's left out: {names[side]}",
                unit="subdistricts",
                of=_path_end("places_held", keys),
                weighted=True,
            )
            for side, keys in by_side.items()
        ),
    )


def _weights(world: WorldResult, months: int, cells: Sequence[Cell]) -> PerRun:
    """Chance that the core conflict is still on at the horizon, mean over readings."""
    still_on = np.mean(
        [world.peace[cell.name].survival[:, months - 1] for cell in cells], axis=0
    )
    return still_on / still_on.mean()


def compare(
    without: WorldResult,
    with_event: WorldResult,
    spec: OutcomeSpec,
    months: int,
    cells: Sequence[Cell] = CELLS,
) -> PairedDraws:
    """An outcome in both worlds at a horizon, averaged over readings.

    Stocks of a war that may have ended are weighted by the chance that it is still on,
    in each world by its own.

    Args:
        without: The world without the event.
        with_event: The world with it.
        spec: The outcome.
        months: The horizon, months after the boundary.
        cells: Readings to average over.
    """

    def values(world: WorldResult) -> Float[np.ndarray, "draws lucks"]:
        found = np.mean(
            [spec.of(world, world.peace[cell.name], months) for cell in cells], axis=0
        )
        if spec.weighted:
            found = found * _weights(world, months, cells)
        return world.by_draw(found)

    return PairedDraws(with_event=values(with_event), without_event=values(without))


def hazard_ratios(
    without: WorldResult,
    with_event: WorldResult,
    months: int,
    cell: Cell,
) -> Float[np.ndarray, " draws"]:
    """Ratio of the settlement rate summed to a horizon, with over without, by draw."""

    def rate(world: WorldResult) -> Float[np.ndarray, "draws lucks"]:
        return world.by_draw(world.peace[cell.name].rate[:, :months].sum(axis=1))

    return ratios(rate(with_event), rate(without))

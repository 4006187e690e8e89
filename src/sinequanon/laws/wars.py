"""Made-up wars on a grid of places: a state, rebels, and whoever a comparison adds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sinequanon.axes import ActorPlaces, Int, Pairs
from sinequanon.laws.book import Premises
from sinequanon.war import Backing, Enters, Setting, Transfer, World

START = 1
STATES_FRIEND = "friend of the state"
REBELS_FRIEND = "friend of the rebels"
REBELS_OTHER_FRIEND = "other friend of the rebels"
Pair = tuple[float, float]
Ground = Callable[[int, int], Mapping[str, float]]
"""Who holds the place at a row and a column: army to share; shares sum to one."""


@dataclass(frozen=True, kw_only=True)
class Army:
    """One party under arms."""

    name: str
    heads: Pair
    core: Literal["a", "b", ""] = ""
    """Its side in the core conflict."""
    side: str = ""
    """Its side in the war; its own by default."""


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What a comparison changes about the made-up war.

    Ranges are 5 % and 95 % points. What is left out is open war (.7 to 1.4) and an
    effort of .8 to 1.
    """

    armies: tuple[Army, ...]
    ground: Ground
    hostility: tuple[tuple[str, str, Pair], ...] = ()
    """Of two armies, either way."""
    effort: tuple[tuple[str, str, Pair], ...] = ()
    """Of the first army against the second."""


def place_name(row: int, column: int) -> str:
    """The name of a place of the grid."""
    return f"r{row}c{column}"


def left_and_right(
    left: str = "state", right: str = "rebels", width: int = 3
) -> Ground:
    """The first columns in one hand and the rest in the other."""
    return lambda row, column: {left if column < width else right: 1.0}


def made_up(premises: Premises, sketch: Sketch) -> Setting:
    """The setting of a sketch: equal places on a grid, all luck keyed by name."""
    armies = sketch.armies
    count = len(armies)
    names = tuple(army.name for army in armies)
    sides = tuple(army.side or army.name for army in armies)
    indptr, indices = _borders(premises.rows, premises.columns)
    places = premises.rows * premises.columns
    same = np.array([[a == b for b in sides] for a in sides])
    hostility = _pairs(names, sketch.hostility, (0.7, 1.4), both_ways=True)
    effort = _pairs(names, sketch.effort, (0.8, 1.0))
    return Setting(
        actors=names,
        sides=sides,
        places=tuple(
            place_name(row, column)
            for row in range(premises.rows)
            for column in range(premises.columns)
        ),
        core_a=tuple(k for k in range(count) if armies[k].core == "a"),
        core_b=tuple(k for k in range(count) if armies[k].core == "b"),
        population=np.full(places, premises.people / places),
        area=np.full(places, premises.area_km2),
        indptr=indptr,
        indices=indices,
        border_km=np.full(len(indices), premises.border_km),
        control0=_control(premises, sketch),
        strength_low=np.array([army.heads[0] for army in armies]),
        strength_high=np.array([army.heads[1] for army in armies]),
        quality_low=np.full(count, 0.8),
        quality_high=np.full(count, 1.25),
        hostility_low=np.where(same, 0.0, hostility[0]),
        hostility_high=np.where(same, 0.0, hostility[1]),
        selectivity_low=effort[0],
        selectivity_high=effort[1],
        alliance=same,
        backed=np.zeros(count, dtype=np.bool_),
        start_month=START,
        value_extra=np.zeros(places),
        backers=_backers(premises, names),
        regions=tuple(
            f"r{row // 2}c{column // 3}"
            for row in range(premises.rows)
            for column in range(premises.columns)
        ),
    )


def _backers(premises: Premises, names: tuple[str, ...]) -> tuple[Backing, ...]:
    """One who would help the state and two who would help the rebels; none is there."""
    wishes = (
        (STATES_FRIEND, "state", "rebels"),
        (REBELS_FRIEND, "rebels", "state"),
        (REBELS_OTHER_FRIEND, "rebels", "state"),
    )
    return tuple(
        Backing(
            key=key, actor=own, against=((enemy, *premises.backing),), present=False
        )
        for key, own, enemy in wishes
        if own in names and enemy in names
    )


def _control(premises: Premises, sketch: Sketch) -> ActorPlaces:
    names = [army.name for army in sketch.armies]
    control = np.zeros((len(names), premises.rows * premises.columns))
    for row in range(premises.rows):
        for column in range(premises.columns):
            for name, share in sketch.ground(row, column).items():
                control[names.index(name), row * premises.columns + column] = share
    return control


def _pairs(
    names: tuple[str, ...],
    given: tuple[tuple[str, str, Pair], ...],
    default: Pair,
    *,
    both_ways: bool = False,
) -> tuple[Pairs, Pairs]:
    low = np.full((len(names), len(names)), default[0])
    high = np.full((len(names), len(names)), default[1])
    for first, second, (least, most) in given:
        i, j = names.index(first), names.index(second)
        for a, b in ((i, j), (j, i)) if both_ways else ((i, j),):
            low[a, b], high[a, b] = least, most
    return low, high


def _borders(
    rows: int, columns: int
) -> tuple[Int[np.ndarray, " places_and_one"], Int[np.ndarray, " borders"]]:
    """Borders of a grid in compressed rows."""
    indptr, indices = [0], list[int]()
    for row in range(rows):
        for column in range(columns):
            beside = [
                (row + down) * columns + column + right
                for down, right in ((-1, 0), (0, -1), (0, 1), (1, 0))
                if 0 <= row + down < rows and 0 <= column + right < columns
            ]
            indices += beside
            indptr.append(len(indices))
    return np.array(indptr), np.array(indices)


def about(heads: float, premises: Premises) -> Pair:
    """The range about a strength that a comparison sets."""
    return heads / premises.spread, heads * premises.spread


def middle(pair: Pair) -> float:
    """The median of a range that is spread lognormally."""
    return float(np.sqrt(pair[0] * pair[1]))


def duel(
    premises: Premises,
    *,
    rebels: Pair | None = None,
    hostility: Pair = (0.7, 1.4),
    ground: Ground | None = None,
) -> Setting:
    """A state and rebels, each with half of the places; backers stand by.

    Args:
        premises: The made-up war.
        rebels: Strength of the rebels, the premises' by default.
        hostility: Intensity between the two.
        ground: Who holds what.
    """
    return made_up(
        premises,
        Sketch(
            armies=(
                Army(name="state", heads=premises.state, core="a"),
                Army(name="rebels", heads=rebels or premises.rebels, core="b"),
            ),
            ground=ground or left_and_right(),
            hostility=(("state", "rebels", hostility),),
        ),
    )


def rivals_of(premises: Premises, ratio: float) -> Setting:
    """A duel in which the rebels have this share of the state's strength."""
    heads = ratio * middle(premises.state)
    return duel(premises, rebels=about(heads, premises))


def helped_by(*backers: str) -> World:
    """The world in which these backers come in as the war is taken up."""
    return tuple(Enters(month=START, backer=backer) for backer in backers)


def taken(
    places: tuple[tuple[int, int], ...],
    *,
    loser: str,
    winner: str,
    month: int,
    lost_share: float = 0.0,
) -> World:
    """The world in which places, by row and column, pass at once.

    Args:
        places: Rows and columns.
        loser: Who holds them.
        winner: Who takes them.
        month: At whose start, counted from the war's own start.
        lost_share: Share of the loser's men there who are lost.
    """
    return tuple(
        Transfer(
            month=START + month,
            place=place_name(row, column),
            taken_from=loser,
            to=winner,
            garrison_low=0.0,
            garrison_high=0.0,
            months_low=0.0,
            months_high=0.0,
            lost_share=lost_share,
        )
        for row, column in places
    )

"""Who faced whom, and who ruled over how many, month by month (rule CONTROL).

The rules a4, b4 (ATTN) and h3 (HARM) divide by these. Who held a place comes from the
record's table of holders: inferred rows count half and disputed rows not at all. Where
that leaves a choice, the plainest decides and the others are shown beside it.
"""

import calendar
import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.dossier import load as load_dossier
from sinequanon.months import month_of, year_month
from sinequanon.record import control_table

Day = datetime.date
Party = Literal["government", "insurgents", "islamic_state", "sdf"]

PARTIES: Mapping[Party, tuple[str, ...]] = {
    "government": ("government",),
    "insurgents": ("opposition", "nusra"),
    "islamic_state": ("islamic_state",),
    "sdf": ("sdf",),
}
"""Parties of rule PARTY and the holders of the table that each has; foreign forces on
the government's side hold with it."""

PRIMARY = "inferred half, disputed none"
MULTIPLIED = "the weights of both places multiplied"
EVERY = "every row once, disputed too"
REPORTED = "reported rows alone"
CHANCES = "by the chances of each holder"
PEOPLED = "contacts weighted by the residents of the smaller place"
"""Readings of CONTROL, and one of what a contact weighs; the first decides."""

_WEIGHT = {"reported": 1.0, "inferred": 0.5, "outside": 0.0}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Holders of places by month, which places touch, and residents.

    `first` is the month id of the first column. `chance` is zero for places that no
    party held. `weight` is 1, 0.5 or 0 (reported, inferred, disputed). `residents` are
    persons before the displacement of the war, the same in every month.
    """

    pcodes: tuple[str, ...]
    first: int
    chance: Float[np.ndarray, "places months 4"]
    weight: Float[np.ndarray, "places months"]
    pairs: Int[np.ndarray, "pairs 2"]
    residents: Float[np.ndarray, " places"]

    def covers(self, window: tuple[Day, Day]) -> bool:
        """Whether every month of a window is told."""
        last = self.first + self.weight.shape[1] - 1
        return self.first <= month_of(window[0]) and month_of(window[1]) <= last


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """Contact-months or resident-months by reading, and the rows that they rest on.

    `amount` has one figure for each reading; `reported`, `inferred` and `disputed` are
    pairs or places by month, of which the last are left out of the primary reading.
    """

    amount: Mapping[str, float]
    reported: int
    inferred: int
    disputed: int

    @property
    def rows(self) -> str:
        """The rows in words."""
        return (
            f"{self.reported:,} reported, {self.inferred:,} inferred, "
            f"{self.disputed:,} disputed"
        )


@functools.cache
def syrian_ground() -> Ground:
    """The shipped holders, borders and residents of Syria's subdistricts."""
    dossier = load_dossier("syria")
    residents = {place.pcode: place.population for place in dossier.places}
    borders = [(border.a, border.b) for border in dossier.borders]
    return ground_of(control_table(), residents=residents, borders=borders)


def ground_of(
    control: pl.DataFrame,
    *,
    residents: Mapping[str, float],
    borders: list[tuple[str, str]],
) -> Ground:
    """A table of holders with its borders and residents, as arrays.

    Args:
        control: Columns of the record's `control_table`, the same unbroken months for
            every place.
        residents: Persons by P-code.
        borders: Pairs of P-codes that touch; a pair with a place outside is left out.
    """
    table = control.sort("pcode", "month_id")
    pcodes = tuple(table["pcode"].unique(maintain_order=True))
    months = table["month_id"].n_unique()
    held = table.select(
        pl.sum_horizontal(holders).alias(party) for party, holders in PARTIES.items()
    )
    outside = (table["basis"] == "outside").to_numpy()
    chance = np.where(outside[:, None], 0.0, held.to_numpy())
    weight = table["basis"].replace_strict(_WEIGHT, return_dtype=pl.Float64).to_numpy()
    weight = np.where(table["disputed"].to_numpy(), 0.0, weight)
    at = {pcode: place for place, pcode in enumerate(pcodes)}
    touching = [(at[a], at[b]) for a, b in borders if a in at and b in at]
    first = table["month_id"].min()
    assert isinstance(first, int)
    return Ground(
        pcodes=pcodes,
        first=first,
        chance=chance.reshape(len(pcodes), months, len(PARTIES)),
        weight=weight.reshape(len(pcodes), months),
        pairs=np.array(touching, dtype=np.int64).reshape(-1, 2),
        residents=np.array([residents[pcode] for pcode in pcodes], dtype=np.float64),
    )


def contact_months(
    ground: Ground, window: tuple[Day, Day], one: Party, other: Party
) -> Exposure:
    """Pairs of neighbouring places, one held by each party, by month.

    A party holds a place if its chance is the largest. A contact counts as the weaker
    of its two rows: one, half if either is inferred, nothing if either is disputed.
    The month in which a window begins or ends counts by its days.

    Args:
        ground: Who held what.
        window: First and last day, within the months of the ground.
        one: A party.
        other: The party that it faces.
    """
    part, shares = _within(ground, window)
    facing = _facing(part, one, other)
    near, far = (part.weight[part.pairs[:, end]] for end in (0, 1))
    weaker = np.minimum(near, far)
    mine, theirs = (part.chance[:, :, _column(party)] for party in (one, other))
    a, b = part.pairs.T
    fewer = np.minimum(part.residents[a], part.residents[b])[:, None]
    likely = mine[a] * theirs[b] + theirs[a] * mine[b]
    amounts = {
        PRIMARY: facing * weaker,
        MULTIPLIED: facing * near * far,
        EVERY: facing,
        REPORTED: facing & (weaker == 1.0),
        CHANCES: likely,
        PEOPLED: facing * weaker * fewer,
    }
    return _exposure(amounts, shares, facing, weaker)


def resident_months(ground: Ground, window: tuple[Day, Day], party: Party) -> Exposure:
    """Residents of the places that a party held, by month, in persons times months.

    Residents of an inferred place count half and those of a disputed one not at all.

    Args:
        ground: Who held what.
        window: First and last day, within the months of the ground.
        party: The party.
    """
    part, shares = _within(ground, window)
    held = _holder(part) == _column(party)
    people = part.residents[:, None]
    amounts = {
        PRIMARY: held * part.weight * people,
        EVERY: held * people,
        REPORTED: (held & (part.weight == 1.0)) * people,
        CHANCES: part.chance[:, :, _column(party)] * people,
    }
    return _exposure(amounts, shares, held, part.weight)


def together(exposures: list[Exposure]) -> Exposure:
    """Several exposures added up."""
    return Exposure(
        amount={
            reading: sum(each.amount[reading] for each in exposures)
            for reading in exposures[0].amount
        },
        reported=sum(each.reported for each in exposures),
        inferred=sum(each.inferred for each in exposures),
        disputed=sum(each.disputed for each in exposures),
    )


def relative_rate(
    above: int | float, over: Exposure, below: int | float, under: Exposure
) -> dict[str, float | None]:
    """One rate over another by reading; nothing where it would divide by zero.

    Args:
        above: Events or deaths of the rate that is compared.
        over: What it is a rate of.
        below: Events or deaths of the rate that it is compared with.
        under: What that is a rate of.
    """
    rates: dict[str, float | None] = {}
    for reading, exposed in over.amount.items():
        against = under.amount[reading]
        defined = exposed > 0 and against > 0 and below > 0
        rates[reading] = (above / exposed) / (below / against) if defined else None
    return rates


def contact_places(
    ground: Ground, window: tuple[Day, Day], one: Party, other: Party
) -> pl.DataFrame:
    """Places and months in a contact that counts: columns `pcode`, `month_id`."""
    part, _ = _within(ground, window)
    weaker = np.minimum(part.weight[part.pairs[:, 0]], part.weight[part.pairs[:, 1]])
    pair, month = np.nonzero(_facing(part, one, other) & (weaker > 0))
    places = part.pairs[pair].ravel()
    return pl.DataFrame(
        {
            "pcode": _codes(part, places),
            "month_id": np.repeat(month, 2).astype(np.int64) + part.first,
        }
    ).unique()


def held_places(ground: Ground, window: tuple[Day, Day], party: Party) -> pl.DataFrame:
    """Places and months that a party held and that count, with their weight.

    Columns `pcode`, `month_id`, `weight` (1 reported, 0.5 inferred).
    """
    part, _ = _within(ground, window)
    place, month = np.nonzero((_holder(part) == _column(party)) & (part.weight > 0))
    return pl.DataFrame(
        {
            "pcode": _codes(part, place),
            "month_id": month.astype(np.int64) + part.first,
            "weight": part.weight[place, month],
        }
    )


def places_lost(
    ground: Ground, window: tuple[Day, Day], loser: Party, winner: Party
) -> Exposure:
    """Places whose holder changes from one party to another from a month to the next.

    The month before the window is looked at too. A change counts as the weaker of its
    two rows; the readings are those of `PRIMARY` and `EVERY`.
    """
    since, until = (month_of(day) - ground.first for day in window)
    holder = _holder(ground)[:, since - 1 : until + 1]
    weight = ground.weight[:, since - 1 : until + 1]
    lost = (holder[:, :-1] == _column(loser)) & (holder[:, 1:] == _column(winner))
    weaker = np.minimum(weight[:, :-1], weight[:, 1:])
    whole = np.ones(lost.shape[1])
    return _exposure({PRIMARY: lost * weaker, EVERY: lost}, whole, lost, weaker)


def _codes(part: Ground, places: Int[np.ndarray, " n"]) -> pl.Series:
    codes = [part.pcodes[int(place)] for place in places]
    return pl.Series("pcode", codes, pl.String)


def _column(party: Party) -> int:
    return list(PARTIES).index(party)


def _holder(part: Ground) -> Int[np.ndarray, "places months"]:
    """The likeliest party; -1 where no party held the place."""
    likeliest = part.chance.argmax(axis=2)
    return np.where(part.chance.sum(axis=2) > 0, likeliest, -1)


def _facing(part: Ground, one: Party, other: Party) -> Bool[np.ndarray, "pairs months"]:
    holder = _holder(part)
    a, b = (holder[part.pairs[:, end]] for end in (0, 1))
    mine, theirs = _column(one), _column(other)
    return ((a == mine) & (b == theirs)) | ((a == theirs) & (b == mine))


def _within(
    ground: Ground, window: tuple[Day, Day]
) -> tuple[Ground, Float[np.ndarray, " months"]]:
    """The ground cut to a window, and the share of each month's days inside it."""
    since, until = month_of(window[0]), month_of(window[1])
    cut = slice(since - ground.first, until - ground.first + 1)
    shares: list[float] = []
    for month in range(since, until + 1):
        year, number = year_month(month)
        days = calendar.monthrange(year, number)[1]
        start = max(window[0], Day(year, number, 1))
        end = min(window[1], Day(year, number, days))
        shares.append(((end - start).days + 1) / days)
    part = Ground(
        pcodes=ground.pcodes,
        first=since,
        chance=ground.chance[:, cut],
        weight=ground.weight[:, cut],
        pairs=ground.pairs,
        residents=ground.residents,
    )
    return part, np.array(shares)


def _exposure(
    amounts: Mapping[str, np.ndarray],
    shares: Float[np.ndarray, " months"],
    counted: Bool[np.ndarray, "rows months"],
    weight: Float[np.ndarray, "rows months"],
) -> Exposure:
    return Exposure(
        amount={
            reading: float((amount * shares).sum())
            for reading, amount in amounts.items()
        },
        reported=int((counted & (weight == 1.0)).sum()),
        inferred=int((counted & (weight == 0.5)).sum()),
        disputed=int((counted & (weight == 0.0)).sum()),
    )

"""How open peace is: the surplus of the best settlements over fighting on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain.commitment import Mapping, broken_risk
from sinequanon.bargain.fighting import log_odds, value_of_fighting
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.table import Table
from sinequanon.bargain.utility import Encoding, breaches, settlement_worth

SOFTNESS = 0.03
"""tau, in utility: settlements this close to the best one count nearly as much."""

_BLOCK = 64

RunQuarters = Float[np.ndarray, "runs quarters"]


@dataclass(frozen=True, kw_only=True)
class Openness:
    """The state of the zone of agreement, by run and quarter."""

    surplus: RunQuarters
    """Smooth max-min surplus S over all settlements, in utility (`SOFTNESS`)."""
    stalemate: RunQuarters
    """w = log 4p(1-p), p the mean odds of side A: 0 at parity, negative elsewhere."""
    zone_open: Bool[np.ndarray, "runs quarters"]
    """Whether some settlement is worth at least fighting on to the whole coalition."""
    transfer_weight: RunQuarters
    """Soft weight, 0 to 1, of the settlements that transfer or share power."""
    binding: Int[np.ndarray, "runs quarters"]
    """Index of the party whose surplus is smallest at the best settlement."""
    value_of_fighting: Float[np.ndarray, "runs quarters parties"]
    """Worth of fighting on to each party of the table, in utility."""


@dataclass(frozen=True, kw_only=True)
class _Offer:
    """Risk and threshold of one party: what turns worth if kept into surplus."""

    party: int
    exposed: bool
    risks: Float[np.ndarray, "runs quarters classes"]


@dataclass(frozen=True, kw_only=True)
class _Classes:
    """Settlements that share transfer and keep level, and so share their risk."""

    order: Int[np.ndarray, " terms"]
    spans: tuple[tuple[int, int], ...]
    transfer: tuple[bool, ...]
    keep: tuple[float, ...]


def _classes(table: Table) -> _Classes:
    """Settlements sorted by class, so that a class is one slice."""
    order = np.lexsort((table.keep, table.transfer))
    pairs = [(bool(table.transfer[t]), float(table.keep[t])) for t in order]
    starts = [t for t in range(len(pairs)) if t == 0 or pairs[t] != pairs[t - 1]]
    return _Classes(
        order=order,
        spans=tuple(zip(starts, [*starts[1:], len(pairs)], strict=True)),
        transfer=tuple(pairs[t][0] for t in starts),
        keep=tuple(pairs[t][1] for t in starts),
    )


def _risks(
    minds: Minds, odds: RunQuarters, classes: _Classes, mapping: Mapping
) -> Float[np.ndarray, "runs quarters classes"]:
    """Chance that a settlement of each class is broken, as an exposed party sees it."""
    return np.stack(
        [
            broken_risk(minds, odds, keep=keep, transfer=transfer, mapping=mapping)
            for transfer, keep in zip(classes.transfer, classes.keep, strict=True)
        ],
        axis=2,
    )


@dataclass(frozen=True, kw_only=True)
class _Block:
    """Some runs in one quarter: each member's surplus of each settlement."""

    rows: slice
    quarter: int
    surpluses: tuple[Float[np.ndarray, "rows terms"], ...]


def _blocks(
    table: Table,
    minds: Minds,
    offers: tuple[_Offer, ...],
    classes: _Classes,
    value: Float[np.ndarray, "runs quarters parties"],
    encoding: Encoding,
) -> Iterator[_Block]:
    """Surpluses block by block, small enough to stay in a core's cache."""
    for start in range(0, minds.draws, _BLOCK):
        rows = slice(start, min(start + _BLOCK, minds.draws))
        some = minds.take(rows)
        worths: list[Float[np.ndarray, "rows terms"]] = []
        for offer in offers:
            worth = settlement_worth(table, some, offer.party)
            defeat = some.defeat[:, offer.party, None]
            crossed = breaches(table, some, offer.party, encoding)
            worth = np.where(crossed, np.minimum(worth, defeat), worth)
            worths.append(np.ascontiguousarray(worth[:, classes.order]))
        for quarter in range(value.shape[1]):
            surpluses: list[Float[np.ndarray, "rows terms"]] = []
            for offer, worth in zip(offers, worths, strict=True):
                fighting = value[rows, quarter, offer.party, None]
                if not offer.exposed:
                    surpluses.append(worth - fighting)
                    continue
                surplus = np.empty_like(worth)
                defeat = some.defeat[:, offer.party, None]
                for c, (first, last) in enumerate(classes.spans):
                    risk = offer.risks[rows, quarter, c, None]
                    surplus[:, first:last] = worth[:, first:last] * (1.0 - risk)
                    surplus[:, first:last] += risk * defeat - fighting
                surpluses.append(surplus)
            yield _Block(rows=rows, quarter=quarter, surpluses=tuple(surpluses))


def openness(
    table: Table,
    minds: Minds,
    *,
    log_power: RunQuarters,
    intensity: RunQuarters,
    news: RunQuarters,
    encoding: Encoding,
    mapping: Mapping,
    coalition: int = 0,
) -> Openness:
    """How open peace is between the members of a coalition, by run and quarter.

    Each member i weighs U_i(s) against W_i. W_i = p_i * victory + (1 - p_i) * defeat -
    cost; U_i(s) is the CES worth of the settlement, for exposed parties times the
    chance that it is kept plus the chance that it is broken times defeat; a settlement
    that crosses a real red line is worth no more than defeat. With m the max over
    settlements of min_i (U_i - W_i), S = m + tau log mean exp((min_i - m) / tau). A
    run's result depends on nothing but that run.

    Args:
        table: The bargaining table.
        minds: One row a run (`Minds.take`).
        log_power: Log ratio of side A's power to side B's.
        intensity: Intensity of the core conflict; 1 is that of the start.
        news: News of the event in units of log power, signed towards side A; each side
            takes it times its credulity (`Minds.news` gives its fading).
        encoding: Whether stated red lines count.
        mapping: How the risk of a broken settlement follows the balance.
        coalition: Index of the coalition.

    Raises:
        ValueError: If the runs of the paths and of the minds differ in number.
    """
    if len(log_power) != minds.draws:
        raise ValueError(f"{len(log_power)} runs need as many minds, got {minds.draws}")
    members = table.coalitions[coalition]
    classes = _classes(table)
    odds = log_odds(table, minds, log_power, intensity, news)
    value = value_of_fighting(table, minds, odds, intensity)
    offers = tuple(
        _Offer(
            party=i,
            exposed=bool(table.exposed[i]),
            risks=_risks(minds, -odds[:, :, i], classes, mapping),
        )
        for i in members
    )
    surplus, weight = np.empty(log_power.shape), np.empty(log_power.shape)
    is_open = np.empty(log_power.shape, dtype=np.bool_)
    binding = np.empty(log_power.shape, dtype=np.int64)
    transfer = table.transfer[classes.order]
    # Classes are sorted by transfer, so the settlements with it are one slice.
    first_transfer = len(transfer) - int(transfer.sum())
    for block in _blocks(table, minds, offers, classes, value, encoding):
        at = (block.rows, block.quarter)
        least = block.surpluses[0].copy()
        for other in block.surpluses[1:]:
            np.minimum(least, other, out=least)
        best = least.argmax(axis=1)
        row = np.arange(len(best))
        most = least[row, best]
        stacked = np.stack([each[row, best] for each in block.surpluses], axis=1)
        binding[at] = np.array(members)[stacked.argmin(axis=1)]
        is_open[at] = most >= 0.0
        least -= most[:, None]
        least /= SOFTNESS
        np.exp(least, out=least)
        total = least.sum(axis=1)
        surplus[at] = most + SOFTNESS * np.log(total / least.shape[1])
        weight[at] = least[:, first_transfer:].sum(axis=1) / total
    return Openness(
        surplus=surplus,
        stalemate=_stalemate(table, odds, members),
        zone_open=is_open,
        transfer_weight=weight,
        binding=binding,
        value_of_fighting=value,
    )


def _stalemate(
    table: Table,
    odds: Float[np.ndarray, "runs quarters parties"],
    members: tuple[int, ...],
) -> RunQuarters:
    """Log 4p(1-p), p the mean over the members that take a side of side A's chance."""
    sided = [i for i in members if table.side[i] != 0]
    if not sided:
        return np.zeros(odds.shape[:2])
    p = np.zeros(odds.shape[:2])
    for i in sided:
        p += 1.0 / (1.0 + np.exp(-int(table.side[i]) * odds[:, :, i]))
    p /= len(sided)
    return np.log(4.0 * p * (1.0 - p))

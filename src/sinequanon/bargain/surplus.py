"""Each party's surplus of every settlement over fighting on, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, Int
from sinequanon.bargain.commitment import Mapping, broken_risk
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.table import Table
from sinequanon.bargain.utility import Encoding, breaches, settlement_worth

_ROWS = 64

RunQuarters = Float[np.ndarray, "runs quarters"]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Risk and threshold of one party: what turns worth if kept into surplus."""

    party: int
    exposed: bool
    risks: Float[np.ndarray, "runs quarters classes"]


@dataclass(frozen=True, kw_only=True)
class Classes:
    """Settlements that share transfer and keep level, and so share their risk."""

    order: Int[np.ndarray, " terms"]
    spans: tuple[tuple[int, int], ...]
    transfer: tuple[bool, ...]
    keep: tuple[float, ...]


def classes_of(table: Table) -> Classes:
    """Settlements sorted by class, so that a class is one slice."""
    order = np.lexsort((table.keep, table.transfer))
    transfer, keep = table.transfer[order], table.keep[order]
    new = (transfer[1:] != transfer[:-1]) | (keep[1:] != keep[:-1])
    starts = [0, *(int(at) + 1 for at in np.flatnonzero(new))]
    return Classes(
        order=order,
        spans=tuple(zip(starts, [*starts[1:], len(order)], strict=True)),
        transfer=tuple(bool(transfer[t]) for t in starts),
        keep=tuple(float(keep[t]) for t in starts),
    )


def risks_by_class(
    minds: Minds, odds: RunQuarters, classes: Classes, mapping: Mapping
) -> Float[np.ndarray, "runs quarters classes"]:
    """Chance that a settlement of each class is broken, as an exposed party sees it."""
    return np.stack(
        [
            broken_risk(minds, odds, keep=keep, transfer=transfer, mapping=mapping)
            for transfer, keep in zip(classes.transfer, classes.keep, strict=True)
        ],
        axis=2,
    )


def offers_of(
    table: Table,
    minds: Minds,
    odds: Float[np.ndarray, "runs quarters parties"],
    parties: Sequence[int],
    classes: Classes,
    mapping: Mapping,
) -> tuple[Offer, ...]:
    """What the given parties weigh: their risks where they are exposed."""
    return tuple(
        Offer(
            party=i,
            exposed=bool(table.exposed[i]),
            risks=risks_by_class(minds, -odds[:, :, i], classes, mapping),
        )
        for i in parties
    )


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some runs in one quarter: each member's surplus of each settlement."""

    rows: slice
    quarter: int
    surpluses: tuple[Float[np.ndarray, "rows terms"], ...]


def surplus_blocks(
    table: Table,
    minds: Minds,
    offers: tuple[Offer, ...],
    classes: Classes,
    value: Float[np.ndarray, "runs quarters parties"],
    encoding: Encoding,
    quarters: Sequence[int],
) -> Iterator[Block]:
    """Surpluses block by block, small enough to stay in a core's cache."""
    for start in range(0, minds.draws, _ROWS):
        rows = slice(start, min(start + _ROWS, minds.draws))
        some = minds.take(rows)
        worths: list[Float[np.ndarray, "rows terms"]] = []
        for offer in offers:
            worth = settlement_worth(table, some, offer.party)
            defeat = some.defeat[:, offer.party, None]
            crossed = breaches(table, some, offer.party, encoding)
            worth = np.where(crossed, np.minimum(worth, defeat), worth)
            worths.append(np.ascontiguousarray(worth[:, classes.order]))
        for quarter in quarters:
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
            yield Block(rows=rows, quarter=quarter, surpluses=tuple(surpluses))

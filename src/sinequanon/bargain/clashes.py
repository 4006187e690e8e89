"""Demands that cannot stand together, and the smallest changes that would end it.

A demand is named before the party that makes it: being in a quarrel is not blame.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Bool, Int
from sinequanon.bargain.listing import (
    broken_words,
    groups_of,
    smallest_changes,
    smallest_quarrels,
)
from sinequanon.bargain.minds import Minds
from sinequanon.bargain.table import Table

MOST_DEMANDS = 24
"""Up to so many demands at once all quarrels are found without the extra `sat`."""

MOST_LISTED = 500
"""Beyond `MOST_DEMANDS`, so many quarrels and changes are listed, smallest first."""

_BITS = 62

Group = frozenset[int]
"""Indices of demands."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A party's demand that an issue is not settled by any of some options."""

    issue: str
    forbids: tuple[str, ...]
    allows: tuple[str, ...]
    party: str


@dataclass(frozen=True, kw_only=True)
class Quarrel:
    """All minimal quarrels and changes of one set of demands."""

    incompatible: tuple[Group, ...]
    """Minimal sets of demands that cannot all be met (minimal unsatisfiable sets)."""
    changes: tuple[Group, ...]
    """Minimal sets of demands to drop for a deal (minimal correction sets); the empty
    set alone if all demands can be met."""

    complete: bool = True
    """Whether all are listed; if not, those that are listed are the smallest."""

    @property
    def binding(self) -> Group:
        """Demands in at least one quarrel, and so in at least one change."""
        return Group().union(*self.incompatible, *self.changes)

    @property
    def in_every_change(self) -> Group:
        """Demands without whose relaxing there is no deal: quarrels all alone."""
        return Group().union(*(q for q in self.incompatible if len(q) == 1))

    @property
    def pivotal(self) -> Group:
        """Demands that, dropped alone, leave a deal."""
        return Group(next(iter(c)) for c in self.changes if len(c) == 1)


def quarrel(
    met: Bool[np.ndarray, "demands terms"], *, most: int = MOST_LISTED
) -> Quarrel:
    """Every minimal set of incompatible demands and of changes, exactly.

    The demands that a settlement breaks are a way to a deal: drop them. So the minimal
    change sets are the minimal sets of broken demands over all settlements, and the
    minimal quarrels are their minimal hitting sets (Reiter 1987,
    doi:10.1016/0004-3702(87)90062-2; Berge 1989).

    Args:
        met: Whether each settlement meets each demand.
        most: Beyond `MOST_DEMANDS` demands no more quarrels and no more changes are
            listed than this, the smallest first.

    Raises:
        ValueError: If there are more than `MOST_DEMANDS` demands, and the extra `sat`
            is not installed.
    """
    if len(met) > MOST_DEMANDS:
        return _listed(met, most)
    broken = np.unique(broken_masks(met))
    changes = _minimal([int(mask) for mask in broken])
    hitting = [0]
    for change in changes:
        # Berge: extend what misses the set by each of its members, keep the minimal.
        reached = [found for found in hitting if found & change]
        missed = [found for found in hitting if not found & change]
        reached += [found | bit for found in missed for bit in _bits(change)]
        hitting = _minimal(reached)
    return Quarrel(
        incompatible=_groups(hitting if changes != [0] else []),
        changes=_groups(changes),
    )


def smallest_ways(
    broken: Int[np.ndarray, " sets"], *, most: int = MOST_LISTED
) -> tuple[tuple[Group, ...], bool]:
    """Minimal sets of demands to drop for a deal, and whether all are listed.

    Unlike quarrels they need no solver, for any number of demands.

    Args:
        broken: From `broken_masks`.
        most: No more are listed than this, the smallest first.
    """
    words = np.unique(broken).astype(np.uint64)[:, None]
    size = np.bitwise_count(words[:, 0])
    changes, every = smallest_changes(words[np.argsort(size, kind="stable")], most)
    return groups_of(changes, _BITS), every


def _listed(met: Bool[np.ndarray, "demands terms"], most: int) -> Quarrel:
    """Quarrels and changes of many demands, the smallest first."""
    broken = broken_words(met)
    try:
        incompatible, all_quarrels = smallest_quarrels(broken, len(met), most)
    except ModuleNotFoundError as error:
        raise ValueError(
            f"{len(met)} demands at once are too many to list every quarrel; take a "
            f"smaller coalition (at most {MOST_DEMANDS}), or install the extra "
            f"`sinequanon[sat]`"
        ) from error
    changes, all_changes = smallest_changes(broken, most)
    return Quarrel(
        incompatible=tuple(sorted(incompatible, key=lambda g: (len(g), sorted(g)))),
        changes=groups_of(changes, len(met)),
        complete=all_quarrels and all_changes,
    )


def broken_masks(met: Bool[np.ndarray, "demands terms"]) -> Int[np.ndarray, " terms"]:
    """For each settlement the demands that it breaks, as bits of a number.

    Raises:
        ValueError: If there are more demands than a number has bits.
    """
    if len(met) > _BITS:
        raise ValueError(f"{len(met)} demands are more than {_BITS}")
    masks = np.zeros(met.shape[1], dtype=np.int64)
    for row, each in enumerate(met):
        masks |= np.where(each, np.int64(0), np.left_shift(np.int64(1), np.int64(row)))
    return masks


def _bits(mask: int) -> list[int]:
    """The single bits of a mask."""
    return [1 << at for at in range(mask.bit_length()) if mask >> at & 1]


def _minimal(masks: Sequence[int]) -> list[int]:
    """Masks that contain no other one."""
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda mask: (mask.bit_count(), mask)):
        if not any(other & mask == other for other in kept):
            kept.append(mask)
    return kept


def _groups(masks: Sequence[int]) -> tuple[Group, ...]:
    """Masks as sets of indices, smallest first."""
    return tuple(Group(bit.bit_length() - 1 for bit in _bits(mask)) for mask in masks)


@dataclass(frozen=True, kw_only=True)
class Quarrels:
    """Quarrels over draws, each with its chance, the likeliest first."""

    demands: tuple[Demand, ...]
    incompatible: tuple[tuple[tuple[Demand, ...], float], ...]
    changes: tuple[tuple[tuple[Demand, ...], float], ...]
    """Draws whose demands can all be met have no change in here."""
    binding: tuple[tuple[Demand, float], ...]
    in_every_change: tuple[tuple[Demand, float], ...]
    pivotal: tuple[tuple[Demand, float], ...]
    compatible: float
    """Chance that all demands can be met together."""
    cut: float = 0.0
    """Chance that only the smallest quarrels or changes are listed, not all."""


def stated_demands(
    table: Table, minds: Minds, parties: Sequence[int]
) -> tuple[tuple[Demand, ...], Bool[np.ndarray, "draws demands"]]:
    """The red lines that the parties state, and in which draws each is real."""
    at = [
        (party, issue)
        for party in parties
        for issue in range(len(table.issues))
        if table.red_lines[party, issue].any()
    ]
    demands = tuple(
        _demand(table, party, issue, table.red_lines[party, issue])
        for party, issue in at
    )
    real = np.zeros((minds.draws, len(at)), dtype=np.bool_)
    for column, (party, issue) in enumerate(at):
        real[:, column] = minds.real[:, party, issue]
    return demands, real


def implied_demands(
    table: Table,
    accepted: Bool[np.ndarray, "runs terms parties"],
    parties: Sequence[int],
) -> tuple[tuple[Demand, ...], Bool[np.ndarray, "runs demands"]]:
    """Demands that follow from what parties accept: options in none of their deals.

    A party that accepts no settlement at all makes no demand here: no single option
    stands in its way.
    """
    columns: dict[Demand, Bool[np.ndarray, " runs"]] = {}
    for party in parties:
        able = accepted[:, :, party].any(axis=1)
        for issue, options in enumerate(table.options):
            refused = np.zeros((len(accepted), len(options)), dtype=np.bool_)
            for option in range(len(options)):
                having = accepted[:, table.terms[:, issue] == option, party]
                refused[:, option] = able & ~having.any(axis=1)
            for pattern in np.unique(refused, axis=0):
                if pattern.any():
                    demand = _demand(table, party, issue, pattern)
                    columns[demand] = (refused == pattern).all(axis=1)
    if not columns:
        return (), np.zeros((len(accepted), 0), dtype=np.bool_)
    return tuple(columns), np.stack(list(columns.values()), axis=1)


def _demand(
    table: Table, party: int, issue: int, forbidden: Bool[np.ndarray, " options"]
) -> Demand:
    """A party's demand on an issue, in keys."""
    options = table.options[issue]
    return Demand(
        party=table.parties[party],
        issue=table.issues[issue],
        forbids=tuple(o for k, o in enumerate(options) if forbidden[k]),
        allows=tuple(o for k, o in enumerate(options) if not forbidden[k]),
    )


def met_by(
    table: Table, demands: Sequence[Demand]
) -> Bool[np.ndarray, "demands terms"]:
    """Which settlements meet which demands."""
    met = np.ones((len(demands), len(table.terms)), dtype=np.bool_)
    for row, demand in enumerate(demands):
        for option in demand.forbids:
            issue, at = table.option(demand.issue, option)
            met[row] &= table.terms[:, issue] != at
    return met


def quarrels(
    table: Table,
    demands: Sequence[Demand],
    active: Bool[np.ndarray, "draws demands"],
    *,
    coalitions: Sequence[Collection[str]] | None = None,
) -> Quarrels:
    """Minimal quarrels and changes over draws, each as a chance.

    Args:
        table: The bargaining table.
        demands: From `stated_demands` or `implied_demands`.
        active: Which demands are made in which draw.
        coalitions: The smallest sets of parties whose agreement suffices; where left
            out every demand counts. A demand of a party outside a coalition does not
            stand in that coalition's way.

    Raises:
        ValueError: If a draw has more than `MOST_DEMANDS` demands, and the extra `sat`
            is not installed.
    """
    met = met_by(table, demands)
    if coalitions is not None:
        met = np.concatenate(
            [
                met
                | np.array([d.party not in group for d in demands], dtype=np.bool_)[
                    :, None
                ]
                for group in coalitions
            ],
            axis=1,
        )
    if len(demands) <= _BITS:
        # Settlements that break the same demands are one case.
        masks = np.unique(broken_masks(met))
        rows = np.arange(len(demands))[:, None]
        met = np.right_shift(masks[None, :], rows) & 1 == 0
    shares: dict[str, dict[Group, float]] = {
        name: {} for name in ("incompatible", "changes", "binding", "every", "pivotal")
    }
    compatible = cut = 0.0
    # Draws fall into few patterns of demands, and each pattern is solved once.
    patterns, counts = np.unique(active, axis=0, return_counts=True)
    for pattern, count in zip(patterns, counts, strict=True):
        weight = float(count) / len(active)
        at = np.flatnonzero(pattern)
        found = quarrel(met[at])
        cut += 0.0 if found.complete else weight
        if not found.incompatible:
            compatible += weight
            continue
        groups = {
            "incompatible": found.incompatible,
            "changes": found.changes,
            "binding": _single(found.binding),
            "every": _single(found.in_every_change),
            "pivotal": _single(found.pivotal),
        }
        for name, sets in groups.items():
            for group in sets:
                named = Group(int(at[k]) for k in group)
                shares[name][named] = shares[name].get(named, 0.0) + weight

    def listed(name: str) -> tuple[tuple[tuple[Demand, ...], float], ...]:
        rows = sorted(shares[name].items(), key=lambda row: (-row[1], sorted(row[0])))
        return tuple((tuple(demands[k] for k in sorted(g)), s) for g, s in rows)

    def alone(name: str) -> tuple[tuple[Demand, float], ...]:
        return tuple((group[0], share) for group, share in listed(name))

    return Quarrels(
        demands=tuple(demands),
        incompatible=listed("incompatible"),
        changes=listed("changes"),
        binding=alone("binding"),
        in_every_change=alone("every"),
        pivotal=alone("pivotal"),
        compatible=compatible,
        cut=cut,
    )


def _single(group: Group) -> tuple[Group, ...]:
    """Each member as a set of its own."""
    return tuple(Group((member,)) for member in group)

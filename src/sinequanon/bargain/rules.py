"""Coalition rules: whose agreement suffices for a settlement, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

import numpy as np

from sinequanon.axes import Bool, Float

MOST_COALITIONS = 500
"""Smallest sufficient coalitions that are listed; beyond, the list says little."""

_SLACK = 1e-9


@dataclass(frozen=True, kw_only=True)
class Group:
    """Parties, by key, of whom enough must agree.

    `needed` is the weight that those who agree must reach; every party weighs 1 where
    `power` gives no weight. With `needed` left out all of them must agree.
    """

    of: tuple[str, ...]
    needed: float | None = None
    power: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Members of whom enough must agree: their weights must reach what is needed."""

    members: tuple[int, ...]
    weights: tuple[float, ...]
    needed: float

    def __post_init__(self) -> None:
        """Refuse a clause that nobody can meet, or that everybody meets."""
        if not self.members or len(set(self.members)) < len(self.members):
            raise ValueError("a clause names each of at least one party once")
        if len(self.weights) != len(self.members) or min(self.weights) <= 0.0:
            raise ValueError("every member of a clause has a weight above 0")
        if not 0.0 < self.needed <= sum(self.weights) + _SLACK:
            raise ValueError(
                f"a weight of {self.needed:g} is needed, and all members together "
                f"have {sum(self.weights):g}: nobody can meet the rule"
            )

    @property
    def unanimous(self) -> bool:
        """Whether every member must agree."""
        return sum(self.weights) - min(self.weights) < self.needed - _SLACK

    def least(
        self, surpluses: Mapping[int, Float[np.ndarray, "*shape"]]
    ) -> Float[np.ndarray, "*shape"]:
        """The surplus that enough members reach: the largest t that they all have.

        With everyone needed it is the smallest surplus; with k of n the k-th largest;
        with weights the largest t at which those with at least t weigh enough.
        """
        if self.unanimous:
            found = surpluses[self.members[0]].copy()
            for member in self.members[1:]:
                np.minimum(found, surpluses[member], out=found)
            return found
        each = np.stack([surpluses[member] for member in self.members])
        if len(set(self.weights)) == 1:
            count = int(np.ceil(self.needed / self.weights[0] - _SLACK))
            at = len(self.members) - count
            return np.partition(each, at, axis=0)[at]
        order = np.argsort(-each, axis=0, kind="stable")
        falling = np.take_along_axis(each, order, axis=0)
        reached = np.cumsum(np.array(self.weights)[order], axis=0)
        first = (reached >= self.needed - _SLACK).argmax(axis=0)
        return np.take_along_axis(falling, first[None], axis=0)[0]

    def agreed(
        self, accepted: Mapping[int, Bool[np.ndarray, "*shape"]]
    ) -> Bool[np.ndarray, "*shape"]:
        """Whether enough members accept."""
        if self.unanimous:
            return reduce(np.logical_and, [accepted[m] for m in self.members])
        shape = accepted[self.members[0]].shape
        weight = np.zeros(shape)
        for member, each in zip(self.members, self.weights, strict=True):
            weight += each * accepted[member]
        return np.asarray(weight >= self.needed - _SLACK)

    def words(self, names: Sequence[str]) -> str:
        """Whose agreement the clause asks for, by the parties' names."""
        told = _listed([names[member] for member in self.members])
        if self.unanimous:
            return told if len(self.members) == 1 else f"each of {told}"
        if len(set(self.weights)) == 1:
            return f"at least {round(self.needed / self.weights[0])} of {told}"
        share = 100.0 * self.needed / sum(self.weights)
        return f"{share:.0f} % of the power of {told}"

    def sufficient(self) -> list[frozenset[int]]:
        """The smallest sets of members that meet the clause.

        Raises:
            ValueError: If there are more than `MOST_COALITIONS`.
        """
        if self.unanimous:
            return [frozenset(self.members)]
        found: list[frozenset[int]] = []
        weights = dict(zip(self.members, self.weights, strict=True))
        for size in range(1, len(self.members) + 1):
            for chosen in combinations(self.members, size):
                group = frozenset(chosen)
                if sum(weights[m] for m in group) < self.needed - _SLACK:
                    continue
                if not any(smaller <= group for smaller in found):
                    found.append(group)
                    _refuse_beyond(len(found))
        return found


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Whose agreement suffices: clauses that must all be met."""

    clauses: tuple[Clause, ...]

    def __post_init__(self) -> None:
        """Refuse a rule that asks nobody."""
        if not self.clauses:
            raise ValueError("a rule has at least one clause")

    @property
    def parties(self) -> tuple[int, ...]:
        """Every party that the rule names, in the order in which it names them."""
        named = [member for clause in self.clauses for member in clause.members]
        return tuple(dict.fromkeys(named))

    @property
    def vetoes(self) -> tuple[int, ...]:
        """The parties without which no coalition suffices."""
        needed = {m for c in self.clauses for m in c.members if _needs(c, m)}
        return tuple(party for party in self.parties if party in needed)

    @property
    def unanimous(self) -> bool:
        """Whether every party that is named must agree."""
        return len(self.vetoes) == len(self.parties)

    def least(
        self, surpluses: Mapping[int, Float[np.ndarray, "*shape"]]
    ) -> Float[np.ndarray, "*shape"]:
        """The surplus of a settlement by the rule: the smallest over its clauses.

        It is at least 0 where, and only where, enough parties accept.
        """
        found = self.clauses[0].least(surpluses)
        for clause in self.clauses[1:]:
            np.minimum(found, clause.least(surpluses), out=found)
        return found

    def agreed(
        self, accepted: Mapping[int, Bool[np.ndarray, "*shape"]]
    ) -> Bool[np.ndarray, "*shape"]:
        """Whether enough parties accept each settlement."""
        return reduce(np.logical_and, [c.agreed(accepted) for c in self.clauses])

    def sufficient(self) -> tuple[frozenset[int], ...]:
        """The smallest coalitions that suffice, smallest first.

        Raises:
            ValueError: If there are more than `MOST_COALITIONS`.
        """
        found: list[frozenset[int]] = [frozenset()]
        for clause in self.clauses:
            joined = {old | new for old in found for new in clause.sufficient()}
            found = [g for g in joined if not any(other < g for other in joined)]
            _refuse_beyond(len(found))
        return tuple(sorted(found, key=lambda group: (len(group), sorted(group))))

    def words(self, names: Sequence[str]) -> str:
        """Whose agreement suffices, by the parties' names."""
        return ", and ".join(clause.words(names) for clause in self.clauses)

    def without(self, party: int) -> "Rule | None":
        """The rule with a party left outside; None if fewer than two are left.

        What the others must reach stays, or becomes all of them where they no longer
        could.
        """
        clauses: list[Clause] = []
        for clause in self.clauses:
            pairs = zip(clause.members, clause.weights, strict=True)
            left = [(member, weight) for member, weight in pairs if member != party]
            if left:
                weights = tuple(weight for _, weight in left)
                clauses.append(
                    Clause(
                        members=tuple(member for member, _ in left),
                        weights=weights,
                        needed=min(clause.needed, sum(weights)),
                    )
                )
        if not clauses or len(Rule(clauses=tuple(clauses)).parties) < 2:
            return None
        return Rule(clauses=tuple(clauses))


def _listed(names: Sequence[str]) -> str:
    """Names in a row.

    Example:
        >>> _listed(["a", "b", "c"])
        'a, b and c'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _needs(clause: Clause, member: int) -> bool:
    """Whether a clause cannot be met without a member."""
    weight = clause.weights[clause.members.index(member)]
    return sum(clause.weights) - weight < clause.needed - _SLACK


def _refuse_beyond(count: int) -> None:
    if count > MOST_COALITIONS:
        raise ValueError(f"more than {MOST_COALITIONS} smallest coalitions suffice")


def unanimity(members: Sequence[int]) -> Rule:
    """The rule by which every one of the members must agree."""
    ones = (1.0,) * len(members)
    clause = Clause(members=tuple(members), weights=ones, needed=float(len(members)))
    return Rule(clauses=(clause,))


def rule_of(parts: Sequence[str | Group], parties: Sequence[str]) -> Rule:
    """A rule from keys: a plain key is a party that must agree.

    Args:
        parts: Keys of parties and groups.
        parties: Keys of the table's parties.

    Raises:
        ValueError: If a key is not among the parties, or nobody can meet a group.
    """
    vetoes = [parties.index(part) for part in parts if isinstance(part, str)]
    clauses = list(unanimity(vetoes).clauses) if vetoes else []
    for part in parts:
        if isinstance(part, str):
            continue
        power = part.power or {}
        weights = tuple(float(power.get(key, 1.0)) for key in part.of)
        clauses.append(
            Clause(
                members=tuple(parties.index(key) for key in part.of),
                weights=weights,
                needed=sum(weights) if part.needed is None else part.needed,
            )
        )
    return Rule(clauses=tuple(clauses))

"""The bargaining table as plain arrays: who bargains, over what, on which terms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.bargain.rules import Group, Rule, rule_of, unanimity
from sinequanon.dossier import Coalition, Dossier

Pair = tuple[float, float]
"""Low and high end of a range, read as 5 % and 95 % points."""

KEEP_LEVELS: Mapping[str, float] = {
    "unchanged": 0.0,
    "integrated": 0.5,
    "restructured": 0.8,
}
"""How far an option of the security forces leaves the side that disarms with arms of
its own: 0 not at all, 1 wholly. Analyst's reading of Walter 1997
(doi:10.1162/002081897550384) and Hartzell & Hoddie 2003
(doi:10.1111/1540-5907.00022): sharing of military power protects the weaker side."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Parties, issues, options and every settlement they can combine to.

    Options are padded to the largest issue; padding never occurs in `terms`.
    `side` is +1 for a party that shares the odds of the core conflict's side A, -1 for
    side B, 0 for neither. `exposed` marks parties that lose if a signed settlement is
    broken, because their side disarms. The first coalition is the headline one.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    terms: Int[np.ndarray, "terms issues"]
    """Index of the option that each settlement takes on each issue."""
    transfer: Bool[np.ndarray, " terms"]
    """Whether the settlement has any option that transfers or shares power."""
    keep: Float[np.ndarray, " terms"]
    """How far the side that disarms keeps arms of its own (`KEEP_LEVELS`), 0 to 1."""
    salience_low: Float[np.ndarray, "parties issues"]
    salience_high: Float[np.ndarray, "parties issues"]
    value_low: Float[np.ndarray, "parties issues options"]
    value_high: Float[np.ndarray, "parties issues options"]
    red_lines: Bool[np.ndarray, "parties issues options"]
    """Options that a party says it will never accept."""
    side: Int[np.ndarray, " parties"]
    exposed: Bool[np.ndarray, " parties"]
    cost_low: Float[np.ndarray, " parties"]
    cost_high: Float[np.ndarray, " parties"]
    """Weight of the war's cost for each party: 1 is that of the main sides."""
    at_table: Bool[np.ndarray, " parties"]
    coalitions: tuple[tuple[int, ...], ...]
    """The parties that each coalition names."""
    coalition_names: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    """Whose agreement suffices, by coalition; without rules all of its parties."""

    def __post_init__(self) -> None:
        """Refuse a table without settlements or with an empty coalition."""
        if not len(self.terms):
            raise ValueError("the exclusions leave no settlement; drop one of them")
        if not self.coalitions or any(len(c) < 1 for c in self.coalitions):
            raise ValueError("a table has at least one coalition, none of them empty")
        if np.any(self.salience_low > self.salience_high) or np.any(
            self.value_low > self.value_high
        ):
            raise ValueError("a range of values or saliences is upside down")

    def rule(self, coalition: int) -> Rule:
        """Whose agreement suffices in a coalition."""
        if self.rules:
            return self.rules[coalition]
        return unanimity(self.coalitions[coalition])

    def party(self, key: str) -> int:
        """Index of a party.

        Raises:
            ValueError: If the table has no such party.
        """
        return self.parties.index(key)

    def option(self, issue: str, option: str) -> tuple[int, int]:
        """Indices of an issue and of one of its options.

        Raises:
            ValueError: If the table has no such issue or option.
        """
        at = self.issues.index(issue)
        return at, self.options[at].index(option)

    def only(self, settled: Iterable[tuple[str, str]]) -> "Table":
        """The table with only those settlements that take the given options.

        Args:
            settled: (issue, option) that stand already.

        Raises:
            ValueError: If an issue or option is unknown, or no settlement is left.
        """
        kept = np.ones(len(self.terms), dtype=np.bool_)
        for issue, option in settled:
            at, taken = self.option(issue, option)
            kept &= self.terms[:, at] == taken
        if bool(kept.all()):
            return self
        return replace(
            self,
            terms=self.terms[kept],
            transfer=self.transfer[kept],
            keep=self.keep[kept],
        )

    def settlement(self, term: int) -> dict[str, str]:
        """One settlement in words: the option's key for each issue."""
        row = [int(k) for k in self.terms[term]]
        return {issue: self.options[i][row[i]] for i, issue in enumerate(self.issues)}


def settlements(
    options: Sequence[Sequence[str]],
    issues: Sequence[str],
    exclusions: Iterable[Mapping[str, str]] = (),
) -> Int[np.ndarray, "terms issues"]:
    """Every combination of options that no exclusion forbids, as option indices.

    Args:
        options: Option keys of each issue.
        issues: Issue keys, in the same order.
        exclusions: Each maps issues to options that cannot all stand together.
    """
    sizes = [len(keys) for keys in options]
    every = np.unravel_index(np.arange(prod(sizes)), sizes) if sizes else ()
    # Sixteen bits hold every option, and a large table has millions of rows.
    terms = np.empty((prod(sizes), len(issues)), dtype=np.int16)
    for at, column in enumerate(every):
        terms[:, at] = column
    allowed = np.ones(len(terms), dtype=np.bool_)
    for exclusion in exclusions:
        together = np.ones(len(terms), dtype=np.bool_)
        for issue, option in exclusion.items():
            at = list(issues).index(issue)
            together &= terms[:, at] == list(options[at]).index(option)
        allowed &= ~together
    return terms[allowed]


def make_table(
    *,
    issues: Mapping[str, Sequence[str]],
    sides: Mapping[str, int],
    values: Mapping[tuple[str, str], Mapping[str, Pair]],
    saliences: Mapping[tuple[str, str], Pair],
    coalitions: Mapping[str, Sequence[str | Group]],
    red_lines: Iterable[tuple[str, str, str]] = (),
    transfers: Iterable[tuple[str, str]] = (),
    exclusions: Iterable[Mapping[str, str]] = (),
    cost_weights: Mapping[str, Pair] | None = None,
    outside: Iterable[str] = (),
    keeps: Mapping[tuple[str, str], float] | None = None,
    exposed: Iterable[str] | None = None,
) -> Table:
    """A table from keys and ranges, ready for bargaining.

    What is left out is not known: a salience left out is the range .05 to 1, a value
    left out is 0 to 1, a cost weight left out is exactly 1.

    Args:
        issues: Issue key to its option keys.
        sides: Party key to +1, -1 or 0 (`Table.side`), in the table's order.
        values: (party, issue) to each option's range of value, 0 to 1.
        saliences: (party, issue) to range of salience, any positive scale.
        coalitions: Coalition key to those whose agreement suffices: parties that must
            agree, and groups of whom enough must.
        red_lines: (party, issue, option) that the party says it never accepts.
        transfers: (issue, option) that transfer or share power.
        exclusions: Options of different issues that cannot stand together.
        cost_weights: Party to range of the weight of the war's cost.
        outside: Parties that are not at the table.
        keeps: (issue, option) to how far the side that disarms keeps arms of its own,
            beside `KEEP_LEVELS`.
        exposed: Parties that lose if a signed settlement is broken; side B if left out.

    Raises:
        ValueError: If a key is not among the issues, options or parties, or nobody can
            meet a coalition's rule.
    """
    parties, keys = tuple(sides), tuple(issues)
    options = tuple(tuple(options) for options in issues.values())
    shape = (len(parties), len(keys), max(len(choices) for choices in options))
    salience = np.empty((2, *shape[:2]))
    value = np.empty((2, *shape))
    salience[0], salience[1], value[0], value[1] = 0.05, 1.0, 0.0, 1.0
    for (party, issue), pair in saliences.items():
        salience[:, parties.index(party), keys.index(issue)] = pair
    for (party, issue), by_option in values.items():
        at = keys.index(issue)
        for option, pair in by_option.items():
            value[:, parties.index(party), at, options[at].index(option)] = pair
    forbidden = np.zeros(shape, dtype=np.bool_)
    for party, issue, option in red_lines:
        at = keys.index(issue)
        forbidden[parties.index(party), at, options[at].index(option)] = True

    terms = settlements(options, keys, exclusions)
    transfer = np.zeros(len(terms), dtype=np.bool_)
    for issue, option in transfers:
        at = keys.index(issue)
        transfer |= terms[:, at] == options[at].index(option)
    keep = np.zeros(len(terms))
    for at, choices in enumerate(options):
        given = {
            **KEEP_LEVELS,
            **{o: v for (i, o), v in (keeps or {}).items() if i == keys[at]},
        }
        levels = np.array([given.get(option, 0.0) for option in choices])
        keep = np.maximum(keep, levels[terms[:, at]])

    weights = np.ones((2, len(parties)))
    for party, pair in (cost_weights or {}).items():
        weights[:, parties.index(party)] = pair
    side = np.array([sides[party] for party in parties], dtype=np.int64)
    absent = set(outside)
    rules = tuple(rule_of(parts, parties) for parts in coalitions.values())
    plain = all(
        isinstance(part, str) for parts in coalitions.values() for part in parts
    )
    return Table(
        parties=parties,
        issues=keys,
        options=options,
        terms=terms,
        transfer=transfer,
        keep=keep,
        salience_low=salience[0],
        salience_high=salience[1],
        value_low=value[0],
        value_high=value[1],
        red_lines=forbidden,
        side=side,
        exposed=(
            side == -1
            if exposed is None
            else np.array([party in set(exposed) for party in parties])
        ),
        cost_low=weights[0],
        cost_high=weights[1],
        at_table=np.array([party not in absent for party in parties]),
        coalitions=tuple(rule.parties for rule in rules),
        coalition_names=tuple(coalitions),
        rules=() if plain else rules,
    )


def parts_of(coalition: Coalition) -> tuple[str | Group, ...]:
    """A coalition of a dossier as `make_table` takes it.

    Of a group either so many must agree, or parties with that share of its power, or
    so many that the rest cannot block.
    """
    groups: list[Group] = []
    for group in coalition.groups:
        power = group.power or dict.fromkeys(group.of, 1.0)
        if group.at_least is not None:
            groups.append(Group(of=group.of, needed=float(group.at_least)))
        elif group.block is not None:
            needed = float(len(group.of) - group.block + 1)
            groups.append(Group(of=group.of, needed=needed))
        else:
            needed = (group.share or 1.0) * sum(power.values())
            groups.append(Group(of=group.of, needed=needed, power=power))
    return (*coalition.members, *groups)


def table_of(dossier: Dossier) -> Table:
    """The bargaining table of a dossier.

    A party shares the odds of the core conflict's side that its actor fights on. A
    party of which the dossier states no preference and which is not at the table
    (it bargains over nothing) is left out.

    Raises:
        ValueError: If the dossier names no core conflict or no coalition.
    """
    core = [conflict for conflict in dossier.war.conflicts if conflict.core]
    if not core:
        raise ValueError("war.yaml marks no conflict as the core one")

    def side(actor: str) -> int:
        return (actor in core[0].side_a) - (actor in core[0].side_b)

    heard = {preference.party for preference in dossier.preferences}
    members = {
        party
        for coalition in dossier.coalitions
        for part in parts_of(coalition)
        for party in ((part,) if isinstance(part, str) else part.of)
    }
    parties = [
        party
        for party in dossier.parties
        if party.at_table or party.key in heard or party.key in members
    ]
    keys = {party.key for party in parties}
    return make_table(
        issues={
            issue.key: [option.key for option in issue.options]
            for issue in dossier.issues
        },
        sides={party.key: side(party.fights_as) for party in parties},
        values={
            (preference.party, preference.issue): {
                option: (span.low, span.high)
                for option, span in preference.values.items()
            }
            for preference in dossier.preferences
        },
        saliences={
            (preference.party, preference.issue): (
                preference.salience.low,
                preference.salience.high,
            )
            for preference in dossier.preferences
        },
        coalitions={
            coalition.key: parts_of(coalition) for coalition in dossier.coalitions
        },
        red_lines=[
            (position.party, position.issue, option)
            for position in dossier.positions
            if position.red_line and position.issue and position.party in keys
            for option in position.forbids
        ],
        transfers=[
            (issue.key, option.key)
            for issue in dossier.issues
            for option in issue.options
            if option.transfer
        ],
        exclusions=[exclusion.options for exclusion in dossier.exclusions],
        cost_weights={
            party.key: (party.cost_weight.low, party.cost_weight.high)
            for party in parties
        },
        outside=[party.key for party in parties if not party.at_table],
    )

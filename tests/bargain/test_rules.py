"""Coalition rules: order statistics, smallest coalitions, and laws of both."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.bargain import (
    Clause,
    Group,
    Rule,
    Table,
    agreed_by,
    draw_minds,
    make_table,
    openness,
    quarrels,
    rule_of,
    stated_demands,
    surpluses,
    unanimity,
)

PARTIES = ("a", "b", "c", "d")


def of(*parts: str | Group) -> Rule:
    return rule_of(parts, PARTIES)


def majority(needed: float, **power: float) -> Group:
    return Group(of=tuple(power), needed=needed, power=power)


RULES = {
    "all": of(*PARTIES),
    "two of three": of(Group(of=("a", "b", "c"), needed=2.0)),
    "a veto and one of two": of("a", Group(of=("b", "c"), needed=1.0)),
    "quorum": of(majority(4.0, a=3.0, b=2.0, c=1.0, d=1.0)),
    "two blocs": of(
        Group(of=("a", "b"), needed=1.0), Group(of=("b", "c", "d"), needed=2.0)
    ),
}


def enough(rule: Rule, agreeing: frozenset[int]) -> bool:
    """The definition, clause by clause."""
    return all(
        sum(w for m, w in zip(c.members, c.weights, strict=True) if m in agreeing)
        >= c.needed - 1e-9
        for c in rule.clauses
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_agrees_with_its_definition(rule: Rule):
    grid = np.array([[bool(k >> at & 1) for k in range(16)] for at in range(4)])
    found = rule.agreed({at: grid[at] for at in range(4)})
    for k in range(16):
        group = frozenset(at for at in range(4) if k >> at & 1)
        assert bool(found[k]) == enough(rule, group)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_surplus_of_a_rule_is_the_most_that_enough_reach(rule: Rule):
    # Ties matter: values come from few.
    each = np.round(np.sin(np.arange(400.0).reshape(4, 100)) * 3) / 3
    found = rule.least({at: each[at] for at in range(4)})
    for column in range(100):
        reached = [
            t
            for t in each[:, column]
            if enough(rule, frozenset(np.flatnonzero(each[:, column] >= t).tolist()))
        ]
        assert found[column] == max(reached)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_smallest_coalitions_are_those_of_a_search(rule: Rule):
    winning = [
        frozenset(group)
        for size in range(1, 5)
        for group in combinations(range(4), size)
        if enough(rule, frozenset(group))
    ]
    smallest = {g for g in winning if not any(other < g for other in winning)}
    assert set(rule.sufficient()) == smallest
    needed = frozenset(range(4)).intersection(*smallest)
    assert set(rule.vetoes) == needed
    assert rule.unanimous == (smallest == {frozenset(rule.parties)})


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.floats(-1, 1), min_size=4, max_size=4),
    order=st.permutations(range(4)),
)
def test_renaming_parties_changes_nothing(values: list[float], order: list[int]):
    for rule in RULES.values():
        moved = Rule(
            clauses=tuple(
                Clause(
                    members=tuple(order[m] for m in c.members),
                    weights=c.weights,
                    needed=c.needed,
                )
                for c in rule.clauses
            )
        )
        here = {at: np.array([value]) for at, value in enumerate(values)}
        there = {order[at]: np.array([value]) for at, value in enumerate(values)}
        assert rule.least(here)[0] == moved.least(there)[0]


def test_asking_more_never_raises_the_surplus():
    each = {at: np.sin(np.arange(50.0) + 17 * at) for at in range(4)}
    last = np.full(50, np.inf)
    for k in range(1, 5):
        found = of(Group(of=PARTIES, needed=float(k))).least(each)
        assert (found <= last).all()
        last = found


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_those_who_suffice_without_a_party_still_do_when_it_is_out(rule: Rule):
    for party in rule.parties:
        fewer = rule.without(party)
        if fewer is None:
            continue
        assert party not in fewer.parties
        for k in range(16):
            group = frozenset(at for at in range(4) if k >> at & 1)
            if party not in group and enough(rule, group):
                assert enough(fewer, group)


def test_a_rule_nobody_can_meet_is_refused():
    with pytest.raises(ValueError, match="nobody can meet"):
        of(Group(of=("a", "b"), needed=3.0))
    with pytest.raises(ValueError, match="names each"):
        Clause(members=(0, 0), weights=(1.0, 1.0), needed=1.0)
    with pytest.raises(ValueError, match="above 0"):
        Clause(members=(0,), weights=(0.0,), needed=1.0)
    with pytest.raises(ValueError, match="at least one clause"):
        Rule(clauses=())
    with pytest.raises(ValueError, match="not in"):
        of("nobody")


def test_too_many_smallest_coalitions_are_not_listed():
    members = tuple(range(14))
    clause = Clause(members=members, weights=(1.0,) * 14, needed=7.0)
    with pytest.raises(ValueError, match="more than"):
        Rule(clauses=(clause,)).sufficient()


def test_peace_without_one_of_two_is_none():
    assert unanimity((0, 1)).without(1) is None


def _ruled(sample: Table, *parts: str | Group) -> Table:
    """The sample table under another rule."""
    return make_table(
        issues=dict(zip(sample.issues, sample.options, strict=True)),
        sides={"government": 1, "rebels": -1, "backer": 0},
        values={},
        saliences={},
        coalitions={"rule": parts},
        red_lines=[
            ("government", "leader", "leaves"),
            ("government", "regions", "federal"),
            ("rebels", "leader", "stays"),
            ("rebels", "leader", "leaves_later"),
        ],
    )


def test_openness_follows_the_rule(sample: Table):
    two = _ruled(sample, Group(of=("government", "rebels", "backer"), needed=2.0))
    minds = draw_minds(two, seed=4, draws=60)
    path = {
        "log_power": np.zeros((60, 1)),
        "intensity": np.ones((60, 1)),
        "news": np.zeros((60, 1)),
    }
    found = openness(
        two,
        minds,
        log_power=path["log_power"],
        intensity=path["intensity"],
        news=path["news"],
        encoding="red_lines",
        mapping="shift",
    )
    each = surpluses(
        two, minds, **path, encoding="red_lines", mapping="shift", quarter=0
    )
    second = np.sort(each, axis=2)[:, :, 1]
    top = second.max(axis=1)
    assert np.array_equal(found.zone_open[:, 0], top >= 0.0)
    smooth = top + 0.03 * np.log(np.exp((second - top[:, None]) / 0.03).mean(axis=1))
    assert found.surplus[:, 0] == pytest.approx(smooth)
    at_best = each[np.arange(60), second.argmax(axis=1)]
    assert at_best[np.arange(60), found.binding[:, 0]] == pytest.approx(top)
    assert np.array_equal(
        agreed_by(each >= 0.0, two.rule(0)), (each >= 0.0).sum(axis=2) >= 2
    )


def test_a_table_without_rules_asks_everyone(sample: Table):
    assert sample.rules == ()
    assert sample.rule(0) == unanimity((0, 1, 2))
    assert _ruled(sample, "government", "rebels").rules == ()


def test_a_demand_outside_a_coalition_stands_in_nobodys_way(sample: Table):
    table = _ruled(sample, "government", Group(of=("rebels", "backer"), needed=1.0))
    minds = draw_minds(table, seed=1, draws=20, pinned={"red_line_real": 1.0})
    demands, real = stated_demands(table, minds, table.coalitions[0])
    names = table.parties
    groups = [[names[p] for p in g] for g in table.rule(0).sufficient()]
    assert quarrels(table, demands, real).compatible == 0.0
    assert quarrels(table, demands, real, coalitions=groups).compatible == 1.0
    # With the rebels alone to choose from the two demands on the leader clash again.
    clash = quarrels(table, demands, real, coalitions=[["government", "rebels"]])
    assert clash.incompatible == quarrels(table, demands, real).incompatible

"""A table looked at: closed cases, brute force, and laws of naming and blocks."""

import dataclasses
import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from sinequanon.bargain import make_table, nash_settlement, surpluses
from sinequanon.bargain.shares import kalai_smorodinsky_settlement
from sinequanon.dossier import load, read_text
from sinequanon.errors import QuestionError
from sinequanon.tabling import (
    Findings,
    Looked,
    Tabled,
    findings_of,
    look,
    plan_of,
    read_tabled,
    tabled_of,
)
from sinequanon.tabling.blocks import blocks_of
from sinequanon.tabling.points import kalai_of, nash_of
from sinequanon.tabling.readings import CELLS, Cell

EXAMPLE = Path(__file__).parents[2] / "examples" / "three_valleys.yaml"


def looked(tabled: Tabled, draws: int = 60, rows: int | None = None) -> Looked:
    plan = plan_of(tabled, draws=draws, memory_gib=1.0)
    if rows is not None:
        plan = dataclasses.replace(plan, rows=rows)
    return look(tabled, plan, seed=3)


def found(tabled: Tabled, draws: int = 60) -> Findings:
    return findings_of(looked(tabled, draws))


Small = Callable[..., Tabled]
AT = "positions:\n  - {party: south, issue: border, "


def test_a_middle_that_both_prefer_is_the_zone(small: Small):
    # Fighting is worth .4 and .3: of 0, .5 and 1 only the middle beats both.
    answer = found(small())
    assert answer.open == (1.0, 1.0)
    assert [one.settlements for one in answer.readings] == [(1.0, 1.0, 1.0)] * 4
    assert answer.compatible == 1.0  # Nobody states a demand.
    assert not any("stated demands" in note for note in answer.notes)
    middle = next(t for t in answer.terms if t.option == "middle")
    assert middle.in_zone == middle.must == (1.0, 1.0)
    assert next((m.of, m.option, m.chance) for m in answer.musts) == (
        "peace",
        "middle",
        (1.0, 1.0),
    )
    assert answer.readings[0].nearest[1] == pytest.approx(0.1)


def test_an_empty_zone_is_an_answer(small: Small):
    answer = found(small(("fighting: 0.4", "fighting: 0.6")))
    assert answer.open == (0.0, 0.0)
    assert answer.closed_by_values == 1.0
    assert answer.closed_by_lines == 0.0
    assert answer.changes == () == answer.often
    assert answer.readings[0].nearest[1] == pytest.approx(-0.1)
    assert answer.spoiling is None
    assert any("empty in every draw" in note for note in answer.notes)
    for point in answer.points[2:]:
        assert point.settlement == {}
        assert point.none == 1.0
    assert answer.points[0].settlement  # The weighted mean always names one.


def test_a_real_red_line_closes_and_its_change_opens(small: Small):
    line = AT + "forbids: [new, middle], real: 1}\n"
    answer = found(small(more=line))
    assert answer.open == (1.0, 0.0)
    assert answer.closed_by_lines == 1.0
    assert [(len(c.demands), c.demands[0].party, c.chance) for c in answer.changes] == [
        (1, "south", 1.0)
    ]
    assert answer.pivotal == answer.unavoidable == answer.changes
    assert answer.incompatible == ()  # One party's line clashes with no other line.
    keeping = {(k.party, k.friction): k.opens for k in answer.keeping}
    assert keeping["south", "its stated red lines"] == (0.0, 1.0)
    assert max(keeping["north", "hopes of what fighting on would bring"]) == 0.0


def test_two_lines_that_clash_are_told(small: Small):
    lines = (
        "positions:\n"
        "  - {party: north, issue: border, forbids: [old, middle], real: 1}\n"
        "  - {party: south, issue: border, forbids: [new], real: 1}\n"
    )
    answer = found(small(more=lines))
    assert answer.compatible == 0.0
    assert [len(c.demands) for c in answer.incompatible] == [2]
    # Only the north's line, dropped, leaves the middle; the south's leaves `new`,
    # which is worth less to it than fighting on.
    assert [c.demands[0].party for c in answer.changes] == ["north"]


def test_a_line_that_is_never_real_changes_nothing(small: Small):
    line = "positions:\n  - {party: south, issue: border, forbids: [middle], real: 0}\n"
    assert found(small(more=line)).open == (1.0, 1.0)


def test_promises_keep_only_those_who_disarm(small: Small):
    answer = found(small((", disarms: false", "")))
    frictions = {k.friction for k in answer.keeping if k.party == "north"}
    assert "fear that a signed settlement is broken" not in frictions
    # A settlement worth .5 that may be broken is worth less than the .3 of fighting.
    assert 0.0 < answer.open[0] < 1.0


def test_backers_one_of_whom_can_refuse(example: Tabled):
    # k-th largest: asking for both of a group is never easier than for one.
    one = found(example)
    table = dataclasses.replace(
        example.table,
        rules=(),
        coalitions=((0, 1, 2, 3),),
    )
    both = found(dataclasses.replace(example, table=table))
    assert both.open[0] <= one.open[0]
    assert both.open[1] < one.open[1]


def brute_zone(run: Looked, cell: Cell) -> np.ndarray:
    """The zone by the ensemble's own function, settlement by settlement."""
    drawn, table = run.drawn, run.tabled.table
    zone = np.zeros((run.plan.draws, len(table.terms)), dtype=np.bool_)
    for block in blocks_of(run.tabled, drawn, run.plan.draws):
        if block.cell != cell:
            continue
        for draw in range(run.plan.draws):
            for term in range(len(table.terms)):
                agree = [bool(block.accepted[p][draw, term]) for p in range(5)]
                zone[draw, term] = agree[0] and agree[1] and (agree[2] or agree[3])
    return zone


@pytest.mark.parametrize("cell", CELLS)
def test_the_zone_is_that_of_a_loop(example: Tabled, cell: Cell):
    run = looked(example, draws=12)
    zone = brute_zone(run, cell)
    kept = run.zones[cell]
    assert kept.count.tolist() == zone.sum(axis=1).tolist()
    assert kept.often.tolist() == zone.sum(axis=0).tolist()
    terms = run.tabled.table.terms
    for one, other in kept.pairs:
        for a in range(3):
            for b in range(3):
                both = (terms[:, one] == a) & (terms[:, other] == b)
                expected = int((zone & both).any(axis=1).sum())
                assert kept.pairs[one, other][a, b] == expected


def test_changes_are_those_of_a_search(example: Tabled):
    """Every set of lines is dropped in turn; the smallest that open the zone count."""
    run = looked(example, draws=15)
    opening = run.opening
    assert opening is not None
    table, rule = example.table, example.rule
    n = len(opening.demands)
    expected: dict[frozenset[int], int] = {}
    closed = beyond = 0
    for block in blocks_of(example, run.drawn, 15):
        if block.cell.encoding != "values":
            continue
        for draw in range(15):
            opens: list[int] = []
            for kept in range(2**n):
                accepted = {p: block.accepted[p][draw].copy() for p in rule.parties}
                for at, demand in enumerate(opening.demands):
                    if kept >> at & 1 and opening.real[draw, at]:
                        issue = table.issues.index(demand.issue)
                        for option in demand.forbids:
                            o = table.option(demand.issue, option)[1]
                            party = table.party(demand.party)
                            accepted[party] &= table.terms[:, issue] != o
                if rule.agreed(accepted).any():
                    opens.append(kept)
            real = sum(1 << k for k in range(n) if opening.real[draw, k])
            dropped = {real & ~kept for kept in opens}
            if 0 in dropped:
                continue
            closed += 1
            beyond += not dropped
            for mask in dropped:
                if not any(o != mask and o & mask == o for o in dropped):
                    group = frozenset(k for k in range(n) if mask >> k & 1)
                    expected[group] = expected.get(group, 0) + 1
    assert (opening.closed, opening.beyond) == (closed, beyond)
    assert opening.changes == expected


def test_blocks_change_nothing(example: Tabled):
    whole, parts = found(example), findings_of(looked(example, rows=7))
    assert plain(whole) == plain(parts)


def test_nash_and_kalai_are_those_of_the_arrays(example: Tabled):
    run = looked(example, draws=30)
    for block in blocks_of(example, run.drawn, 30):
        inside = np.ones(block.accepted[0].shape, dtype=np.bool_)
        for party in example.agreeing:
            inside &= block.accepted[party]
        each = np.stack([block.surplus[p] for p in example.agreeing], axis=2)
        assert np.array_equal(nash_of(block, inside), nash_settlement(each))
        expected = kalai_smorodinsky_settlement(each)
        assert np.array_equal(kalai_of(block, inside), expected)


def test_a_dossiers_table_is_that_of_its_bargain():
    """At even odds the table's surpluses are those of the ensemble's function."""
    tabled = tabled_of(load("syria"), "k2")
    run = looked(tabled, draws=20)
    still = np.ones((20, 1))
    for block in blocks_of(tabled, run.drawn, 20):
        expected = surpluses(
            tabled.table,
            run.drawn.minds,
            log_power=0.0 * still,
            intensity=still,
            news=0.0 * still,
            encoding=block.cell.encoding,
            mapping=block.cell.mapping,
            quarter=0,
        )
        for party in range(len(tabled.table.parties)):
            assert block.surplus[party] == pytest.approx(expected[:, :, party])


def plain(value: Any) -> Any:
    """Findings as plain values, without what only names and order tell."""
    return {
        key: one
        for key, one in dataclasses.asdict(value).items()
        if key not in {"notes", "origin"}
    }


def renamed(tabled: Tabled, order: list[int]) -> Tabled:
    """The same table with its parties in another order."""
    table = tabled.table
    keys = [table.parties[at] for at in order]
    ranges = {
        (p, issue): {
            option: (
                float(table.value_low[table.party(p), i, o]),
                float(table.value_high[table.party(p), i, o]),
            )
            for o, option in enumerate(table.options[i])
        }
        for p in keys
        for i, issue in enumerate(table.issues)
    }
    other = make_table(
        issues=dict(zip(table.issues, table.options, strict=True)),
        sides={p: int(table.side[table.party(p)]) for p in keys},
        values=ranges,
        saliences={
            (p, issue): (
                float(table.salience_low[table.party(p), i]),
                float(table.salience_high[table.party(p), i]),
            )
            for p in keys
            for i, issue in enumerate(table.issues)
        },
        coalitions={"all": sorted(table.parties[p] for p in tabled.agreeing)},
        red_lines=[
            (p, issue, option)
            for p in keys
            for i, issue in enumerate(table.issues)
            for o, option in enumerate(table.options[i])
            if table.red_lines[table.party(p), i, o]
        ],
    )
    return dataclasses.replace(tabled, table=other)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(5)))
def test_the_order_of_parties_changes_nothing(example: Tabled, order: list[int]):
    here = found(renamed(example, list(range(5))), draws=20)
    there = found(renamed(example, order), draws=20)
    assert here.open == there.open
    assert here.readings == there.readings
    for one, other in zip(here.terms, there.terms, strict=True):
        assert one.by_party == other.by_party
        assert (one.in_zone, one.must) == (other.in_zone, other.must)
    sets = [
        {(frozenset(row.demands), row.chance) for row in answer.changes}
        for answer in (here, there)
    ]
    assert sets[0] == sets[1]
    assert {k.party: k.opens for k in here.keeping} == {
        k.party: k.opens for k in there.keeping
    }


def test_the_order_of_issues_and_options_changes_nothing(tmp_path: Path):
    text = read_text(EXAMPLE.read_text("utf-8")).value
    text["issues"].reverse()
    for issue in text["issues"]:
        issue["options"].reverse()
    turned = tmp_path / "turned.yaml"
    turned.write_text(json.dumps(text), encoding="utf-8")
    here, there = found(read_tabled(EXAMPLE), 30), found(read_tabled(turned), 30)
    assert here.open == there.open
    for one, other in zip(here.readings, there.readings, strict=True):
        assert one.settlements == other.settlements
        assert one.nearest == pytest.approx(other.nearest)
    terms = {(t.issue, t.option): t for t in there.terms}
    assert all(terms[t.issue, t.option] == t for t in here.terms)
    assert set(here.musts) == set(there.musts)
    assert {(frozenset(s.settlement.items()), s.chance) for s in here.often[:3]} == {
        (frozenset(s.settlement.items()), s.chance) for s in there.often[:3]
    }


_SHARE = st.integers(0, 10).map(lambda k: k / 10)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    worths=st.lists(st.lists(_SHARE, min_size=5, max_size=5), min_size=3, max_size=3),
    fighting=st.lists(_SHARE, min_size=3, max_size=3),
    needed=st.integers(1, 3),
)
def test_a_small_table_is_that_of_its_equations(
    worths: list[list[float]], fighting: list[float], needed: int, tmp_path: Path
):
    """Two issues of two and three options, valued exactly; CES by hand, any k of 3."""
    issues = {"x": ["x0", "x1"], "y": ["y0", "y1", "y2"]}
    text = {
        "title": "Small (made up)",
        "parties": [
            {"key": f"p{k}", "name": "P", "fighting": fighting[k]} for k in range(3)
        ],
        "issues": [
            {"key": i, "label": i, "options": [{"key": o, "label": o} for o in options]}
            for i, options in issues.items()
        ],
        "values": [
            {
                "party": f"p{k}",
                "issue": i,
                "salience": 0.5,
                "values": dict(zip(issues[i], part, strict=True)),
            }
            for k in range(3)
            for i, part in (("x", worths[k][:2]), ("y", worths[k][2:]))
        ],
        "rule": {"groups": [{"of": ["p0", "p1", "p2"], "at_least": needed}]},
    }
    path = tmp_path / "small.json.yaml"
    path.write_text(json.dumps(text), encoding="utf-8")
    run = looked(read_tabled(path), draws=12)
    for draw, rho in enumerate(run.drawn.minds.exponent.tolist()):
        count = 0
        for x in range(2):
            for y in range(3):
                yes = 0
                for k in range(3):
                    v = max(worths[k][x], 0.01), max(worths[k][2 + y], 0.01)
                    if abs(rho) < 1e-3:
                        worth = (v[0] * v[1]) ** 0.5
                    else:
                        worth = (0.5 * v[0] ** rho + 0.5 * v[1] ** rho) ** (1 / rho)
                    # Equal worths may fall to either side by a rounding error.
                    assume(abs(worth - fighting[k]) > 1e-9)
                    yes += worth >= fighting[k]
                count += yes >= needed
        for cell in CELLS:
            assert run.zones[cell].count[draw] == count


def test_more_draws_keep_the_first(example: Tabled):
    few, many = looked(example, draws=10), looked(example, draws=25)
    for cell in CELLS:
        assert np.array_equal(few.zones[cell].count, many.zones[cell].count[:10])


def test_outside_parties_are_no_veto(small: Small):
    third = (
        (
            "issues:",
            "  - {key: east, name: East, at_table: false, fighting: 0.9}\nissues:",
        ),
    )
    values = "  - {party: east, issue: border, values: {old: 0, middle: 0, new: 1}}\n"
    tabled = small(*third, more=values)
    answer = found(tabled)
    assert answer.open == (1.0, 1.0)
    assert [p.agrees for p in answer.parties] == ["must agree", "must agree", "outside"]
    prices = {price.kind: price for price in answer.prices}
    assert prices["limited"].bought == 0.0
    assert prices["total"].bought is None


def test_a_spoiler_is_bought_at_what_others_lose(small: Small):
    # At the middle line the south gains least, .2; at the old line the north does.
    third = (
        ("fighting: 0.4", "fighting: 0.0"),
        (
            "issues:",
            "  - {key: east, name: East, at_table: false, fighting: 0.9}\nissues:",
        ),
    )
    values = "  - {party: east, issue: border, values: {old: 1, middle: 0, new: 0}}\n"
    answer = found(small(*third, more=values))
    limited = next(p for p in answer.prices if p.kind == "limited")
    assert limited.bought == 1.0
    # North gains .5 at the middle, and the .01 floor of a worthless option at `old`.
    assert limited.cost == pytest.approx(0.2 - 0.01)


def test_a_table_beyond_its_memory_is_refused(example: Tabled):
    with pytest.raises(QuestionError, match="raise --memory"):
        plan_of(example, draws=10, memory_gib=1e-6)
    plan = plan_of(example, draws=None, memory_gib=1.0)
    assert plan.draws == 400
    assert "24 settlements" in plan.words


def test_a_large_table_takes_fewer_draws_and_stays_within_its_memory(tmp_path: Path):
    text = large(issues=9, options=4)
    path = tmp_path / "large.yaml"
    path.write_text(text, encoding="utf-8")
    tabled = read_tabled(path)
    assert len(tabled.table.terms) == 4**9
    plan = plan_of(tabled, draws=2, memory_gib=1.0)
    assert plan.bytes < 2**30
    answer = findings_of(look(tabled, plan))
    assert answer.settlements == 4**9
    assert answer.pairs[0].by_party == {}
    full = plan_of(tabled, draws=None, memory_gib=1.0)
    assert 40 <= full.draws <= 400


def large(issues: int, options: int) -> str:
    """A table of two parties with opposite values on many issues."""
    rows = ["title: Large (made up)", "parties:"]
    rows += [f"  - {{key: {p}, name: {p}, fighting: 0.3}}" for p in "ab"]
    rows.append("issues:")
    for n in range(issues):
        choices = ", ".join(f"{{key: o{k}, label: O{k}}}" for k in range(options))
        rows.append(f"  - {{key: i{n}, label: I{n}, options: [{choices}]}}")
    rows.append("values:")
    for party, sign in (("a", 0), ("b", 1)):
        for n in range(issues):
            worths = ", ".join(
                f"o{k}: {abs(sign - k / (options - 1)):.3f}" for k in range(options)
            )
            rows.append(f"  - {{party: {party}, issue: i{n}, values: {{{worths}}}}}")
    return "\n".join(rows) + "\n"


def many(path: Path, real: float) -> Tabled:
    """Five parties and six issues, a red line of each on each: thirty in all."""
    issues, parties = [f"i{k}" for k in range(6)], [f"p{k}" for k in range(5)]
    worth = dict.fromkeys("abc", 1)
    text = {
        "title": "Many (made up)",
        "parties": [{"key": p, "name": p, "fighting": 0.0} for p in parties],
        "issues": [
            {"key": i, "label": i, "options": [{"key": o, "label": o} for o in "abc"]}
            for i in issues
        ],
        "values": [
            {"party": p, "issue": i, "values": worth} for p in parties for i in issues
        ],
        "positions": [
            {"party": p, "issue": i, "forbids": ["abc"[(k + j) % 3]], "real": real}
            for k, p in enumerate(parties)
            for j, i in enumerate(issues)
        ],
    }
    path.write_text(json.dumps(text), encoding="utf-8")
    return read_tabled(path)


def test_more_than_two_dozen_lines_at_once_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # On each issue two options have two enemies and one has one: dropping that one
    # of each issue opens the zone, or both enemies of another option.
    tabled = many(tmp_path / "many.yaml", 1.0)
    monkeypatch.setitem(sys.modules, "pysat.examples.hitman", None)
    run = looked(tabled, draws=4)
    opening = run.opening
    assert opening is not None
    assert (opening.looks, opening.many, opening.cut) == (8, 8, 8)
    assert len(opening.changes) == 500
    assert min(len(change) for change in opening.changes) == 6
    assert not opening.every
    assert not opening.pivotal
    assert run.clash is None
    notes = findings_of(run).notes
    assert any("In 8 of 8 draws" in note and "smallest 500" in note for note in notes)
    assert any("sinequanon[sat]" in note for note in notes)


@pytest.mark.skipif(
    find_spec("pysat") is None, reason="NOT CHECKED: the extra `sat` is not installed"
)
def test_with_the_extra_the_clashes_of_many_lines_are_listed(tmp_path: Path):
    run = looked(many(tmp_path / "many.yaml", 1.0), draws=4)
    assert run.clash is not None
    # On each issue one line against each option cannot all hold.
    assert {len(group) for group, _ in run.clash.incompatible} == {3}
    assert len(run.clash.incompatible) == 6 * 2 * 2
    assert run.clash.compatible == 0.0
    assert not any("sinequanon[sat]" in note for note in findings_of(run).notes)

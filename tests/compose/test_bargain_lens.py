"""The third lens under rules that do not ask for everyone."""

from sinequanon.bargain import Group, make_table, table_of
from sinequanon.compose.bargain_lens import _groups, _named
from sinequanon.dossier import load


def test_a_coalition_is_named_by_its_rule():
    dossier = load("syria")
    table = table_of(dossier)
    assert _named(dossier, table, table.rule(0)) == "Government, HNC"


def test_the_smallest_coalitions_are_those_of_the_rule():
    parties = [f"p{k}" for k in range(14)]
    table = make_table(
        issues={"x": ["a", "b"]},
        sides=dict.fromkeys(parties, 0),
        values={},
        saliences={},
        coalitions={
            "some": ["p0", Group(of=("p1", "p2"), needed=1.0)],
            "half": [Group(of=tuple(parties), needed=7.0)],
        },
    )
    found = _groups(table, table.rule(0))
    assert found is not None
    assert [sorted(group) for group in found] == [["p0", "p1"], ["p0", "p2"]]
    # Thousands of coalitions are no help to a reader: then every demand counts.
    assert _groups(table, table.rule(1)) is None

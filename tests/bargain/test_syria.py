"""The shipped case as a bargaining table."""

import pytest

from sinequanon.bargain import Table, draw_minds, quarrels, stated_demands, table_of
from sinequanon.dossier import Dossier, load


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load("syria")


@pytest.fixture(scope="module")
def table(dossier: Dossier) -> Table:
    return table_of(dossier)


def test_parties_share_the_odds_of_the_side_they_fight_on(table: Table):
    sides = {p: int(table.side[k]) for k, p in enumerate(table.parties)}
    assert (sides["government"], sides["russia"], sides["iran"]) == (1, 1, 1)
    assert (sides["opposition"], sides["turkey"]) == (-1, -1)
    assert sides["sdf"] == 0


def test_the_headline_coalition_holds_both_sides(table: Table):
    names = {table.parties[i] for i in table.coalitions[0]}
    assert {"government", "opposition"} <= names


def test_no_settlement_holds_an_exclusion(dossier: Dossier, table: Table):
    for term in range(len(table.terms)):
        settled = table.settlement(term).items()
        assert not any(e.options.items() <= settled for e in dossier.exclusions)


def test_stated_red_lines_are_those_of_the_positions(dossier: Dossier, table: Table):
    forbidden = sum(
        len(position.forbids)
        for position in {
            (p.party, p.issue, p.forbids): p for p in dossier.positions if p.red_line
        }.values()
        if position.issue is not None and position.party in table.parties
    )
    assert 0 < int(table.red_lines.sum()) <= forbidden


def test_red_lines_of_the_two_sides_clash_in_some_draws_and_not_in_others(table: Table):
    minds = draw_minds(table, seed=0, draws=300)
    demands, real = stated_demands(table, minds, table.coalitions[0])
    found = quarrels(table, demands, real)
    assert 0.05 < found.compatible < 0.95
    assert {d.party for group, _ in found.incompatible for d in group} == {
        "government",
        "opposition",
    }


def test_a_war_without_a_core_conflict_has_no_table(dossier: Dossier):
    conflicts = tuple(
        conflict.model_copy(update={"core": False})
        for conflict in dossier.war.conflicts
    )
    war = dossier.war.model_copy(update={"conflicts": conflicts})
    with pytest.raises(ValueError, match="core"):
        table_of(dossier.model_copy(update={"war": war}))

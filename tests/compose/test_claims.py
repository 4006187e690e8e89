"""What the claims are laid against: departure, and the dossier as it was known."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.argument import load_claims
from sinequanon.bargain import make_table
from sinequanon.compose import claims
from sinequanon.compose.claims import as_known, claim_results, departure
from sinequanon.dossier import Dossier, day_of

DRAWS = 40


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer draws than the criterion asks for."""
    monkeypatch.setattr(claims, "DEPARTURE_DRAWS", DRAWS)


@pytest.mark.usefixtures("few")
def test_departure_is_told_by_coalition_and_encoding(answered: Any):
    found = departure(answered.case, answered.with_event)
    assert found is not None
    names = answered.case.table.coalition_names
    assert set(found) == {(name, lines) for name in names for lines in (True, False)}
    for is_open, in_all in found.values():
        assert is_open.shape == in_all.shape == (DRAWS,)
        assert is_open.dtype == in_all.dtype == np.bool_
        # A condition of every settlement needs a settlement.
        assert not (in_all & ~is_open).any()
    for name in names:
        # Stated red lines can only close a zone.
        assert not (found[name, True][0] & ~found[name, False][0]).any()


@pytest.mark.usefixtures("few")
def test_a_larger_coalition_has_a_smaller_zone(answered: Any):
    found = departure(answered.case, answered.with_event)
    assert found is not None
    table = answered.case.table
    members = dict(zip(table.coalition_names, table.coalitions, strict=True))
    for small, inside in members.items():
        for large, outside in members.items():
            if set(inside) <= set(outside):
                assert not (found[large, False][0] & ~found[small, False][0]).any()


@pytest.mark.usefixtures("few")
def test_news_that_has_not_come_yet_tells_nothing(answered: Any):
    world = answered.with_event
    late = replace(world, scenario=replace(world.scenario, news=9.0, news_delay=3))
    silent = replace(world, scenario=replace(world.scenario, news=0.0))
    loud = replace(world, scenario=replace(world.scenario, news=9.0))

    def opened(one: Any) -> list[list[bool]]:
        found = departure(answered.case, one)
        assert found is not None
        return [is_open.tolist() for is_open, _ in found.values()]

    assert opened(late) == opened(silent)
    assert opened(loud) != opened(silent)


def test_a_table_without_the_issue_has_no_departure(answered: Any):
    other = make_table(
        issues={"land": ["ours", "theirs"]},
        sides={"a": 1, "b": -1},
        values={},
        saliences={},
        coalitions={"both": ["a", "b"]},
    )
    assert departure(replace(answered.case, table=other), answered.with_event) is None


def test_the_dossier_as_known_holds_nothing_younger_than_the_day(syria: Dossier):
    question = syria.questions[0]
    known = as_known("syria", syria, question)
    day = day_of(question.as_of)
    said = [one.said for one in known.positions]
    assert said
    assert all(day_of(date) <= day for date in said if date is not None)
    assert all(day_of(event.date) <= day for event in known.events)
    assert len(known.positions) < len(syria.positions)
    assert {actor.key for actor in known.actors} == {one.key for one in syria.actors}


def test_the_tested_authors_are_no_source_of_their_own_test(syria: Dossier):
    known = as_known("syria", syria, syria.questions[0])
    gone = {one.key for one in syria.sources} - {one.key for one in known.sources}
    authors = {one.author for one in syria.sources if one.key in gone}
    assert authors
    assert all("Orton" in author for author in authors)
    assert not [one for one in known.sources if "Orton" in one.author]


def test_without_a_run_no_claim_is_decided_by_the_model():
    rows, argument = claim_results(
        "syria", effects=None, neutral={}, reach=(), departed=None
    )
    assert [row.id for row in rows] == [one.id for one in argument.claims.claims]
    assert load_claims("syria").claims == argument.claims
    assert all(row.result for row in rows)
    assert any(row.result == "not tested yet" for row in rows)
    for row in rows:
        # What was not measured has no result but by its kind.
        if row.result in {"agrees", "disagrees"}:
            assert row.measured, row.id

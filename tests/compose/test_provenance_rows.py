"""What an answer was made from: every source with its uses."""

import json
from collections import Counter
from typing import Any, cast

import pytest

from sinequanon import __version__
from sinequanon.argument import load_claims
from sinequanon.compose.provenance_rows import provenance, source_uses, with_evidence
from sinequanon.dossier import Dossier, without_sources
from sinequanon.dossier.schema import Change, Event
from sinequanon.dossier.values import Range
from sinequanon.question import Size
from sinequanon.record import catalog

SIZE = Size(draws=7, lucks=2, months=36, seed=9)


def counted(value: Any) -> Counter[str]:
    """How often each source is named anywhere in a JSON value."""
    found: Counter[str] = Counter()
    if isinstance(value, dict):
        for name, inner in cast("dict[str, Any]", value).items():
            found += Counter(inner) if name == "sources" else counted(inner)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            found += counted(inner)
    return found


def test_uses_are_counted_once_for_each_entry_and_range(syria: Dossier):
    event = Event(
        key="made_up",
        date="2016-03",
        title="Made up",
        support="none",
        sources=("first", "second"),
        changes=(
            Change(
                kind="transfer",
                place="SY040500",
                to="government",
                taken_from="islamic_state",
                garrison=Range(low=1, high=2, sources=("first",)),
                garrison_months=Range(low=1, high=2, sources=("first", "third")),
            ),
        ),
    )
    before = source_uses(syria)
    after = source_uses(syria.model_copy(update={"events": (*syria.events, event)}))
    assert after - before == Counter({"first": 3, "second": 1, "third": 1})


def test_uses_are_those_of_the_whole_dossier(syria: Dossier):
    sections = json.loads(syria.model_dump_json(exclude={"sources"}))
    assert source_uses(syria) == counted(sections)


def test_every_use_is_of_a_source_that_is_listed(syria: Dossier):
    known = {source.key for source in syria.sources}
    assert set(source_uses(syria)) <= known


def test_provenance_says_what_makes_the_answer_again(syria: Dossier):
    found = provenance(syria, SIZE, ("gone",))
    assert (found.version, found.seed) == (__version__, 9)
    assert (found.runs, found.draws) == (14, 7)
    assert (found.dossier, found.dossier_sha256) == (syria.war.key, syria.sha256)
    assert found.switched_off == ("gone",)
    assert 0.0 <= found.share_judgement <= 1.0
    assert found.judged
    used = [entry.name for entry in catalog() if entry.part == "record"]
    assert [row.name for row in found.data] == used
    assert all(len(row.sha256) == 64 for row in found.data)


def test_sources_stand_by_their_uses_and_none_is_lost(syria: Dossier):
    rows = provenance(syria, SIZE, ()).sources
    assert sorted(row.key for row in rows) == sorted(one.key for one in syria.sources)
    order = [(-row.uses, row.key) for row in rows]
    assert order == sorted(order)
    assert {row.key: row.uses for row in rows if row.uses} == source_uses(syria)
    assert all(row.date for row in rows)
    assert all(len(row.grade) == 2 for row in rows)


def test_a_source_that_is_switched_off_is_gone(syria: Dossier):
    uses = source_uses(syria)
    key = "rt_2016_02_03"
    assert uses[key] > 0
    found = provenance(without_sources(syria, (key,)), SIZE, (key,))
    assert key not in {row.key for row in found.sources}
    assert found.switched_off == (key,)


def test_sources_of_the_evidence_are_added_behind_and_only_once(syria: Dossier):
    origin = provenance(syria, SIZE, ())
    argument = load_claims("syria")
    found = with_evidence(origin, argument)
    assert found.sources[: len(origin.sources)] == origin.sources
    keys = [row.key for row in found.sources]
    assert len(set(keys)) == len(keys)
    assert {source.key for source in argument.sources} <= set(keys)
    added = found.sources[len(origin.sources) :]
    uses = Counter(key for row in argument.statements for key in row.sources)
    assert {row.key: row.uses for row in added} == {
        row.key: uses[row.key] for row in added
    }
    assert with_evidence(found, argument) == found


@pytest.mark.parametrize("field", ["key", "author", "title", "publisher"])
def test_no_source_is_nameless(syria: Dossier, field: str):
    for row in with_evidence(provenance(syria, SIZE, ()), load_claims("syria")).sources:
        assert getattr(row, field)

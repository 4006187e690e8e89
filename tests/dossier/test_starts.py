"""The other starts of the shipped war: drafted from the record, and what they hold."""

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sinequanon.dossier import (
    Dossier,
    folder_of,
    judgement,
    known_by,
    load,
    starts,
    strength_span,
)
from sinequanon.errors import DossierError

ROOT = Path(__file__).parents[2]
STARTS = ("2011-03", "2013-04", "2015-09")


@pytest.fixture(scope="module")
def script(module_patch: pytest.MonkeyPatch) -> dict[str, Any]:
    module_patch.syspath_prepend(str(ROOT / "scripts"))
    return runpy.run_path(str(ROOT / "scripts" / "draft_starts.py"))


@pytest.fixture(scope="module")
def module_patch() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def then() -> dict[str, Dossier]:
    return {start: load("syria", start=start) for start in STARTS}


@pytest.mark.parametrize("start", STARTS)
def test_the_drafted_files_are_what_the_record_gives(
    start: str, script: dict[str, Any]
) -> None:
    folder = folder_of("syria") / "starts" / start
    for name, text in script["drafted"](start).items():
        assert (folder / name).read_text("utf-8") == text, (
            f"{start}/{name} differs: run `python scripts/draft_starts.py`"
        )


def test_people_follow_the_estimates(script: dict[str, Any]) -> None:
    people_of = script["people_of"]

    assert people_of("SY02", date(2011, 1, 1)) == pytest.approx(4744)
    assert people_of("SY02", date(2014, 7, 1)) == pytest.approx(4275)
    assert 4275 < people_of("SY02", date(2013, 4, 1)) < 4868
    with pytest.raises(ValueError, match="no estimates"):
        people_of("SY02", date(2010, 1, 1))


def test_every_place_is_held_at_every_start(then: dict[str, Dossier]) -> None:
    own = load("syria")
    for dossier in then.values():
        assert [p.pcode for p in dossier.places] == [p.pcode for p in own.places]
        assert len(dossier.holdings) == 272
        assert [a.key for a in dossier.actors] == [a.key for a in own.actors]
        assert [a.side for a in dossier.actors] == [a.side for a in own.actors]
        assert dossier.parties == own.parties
        assert dossier.preferences == own.preferences
        assert dossier.coalitions == own.coalitions


def test_what_is_inferred_is_marked_and_counted() -> None:
    counts = {row.key: row for row in starts("syria")}

    assert counts["2011-03"].inferred == 272
    assert [counts[start].inferred for start in STARTS] == sorted(
        (counts[start].inferred for start in STARTS), reverse=True
    )
    assert sum(counts[start].dated for start in STARTS) == 14


def test_an_inferred_holder_rests_on_the_analyst(then: dict[str, Dossier]) -> None:
    for dossier in then.values():
        for holding in dossier.holdings:
            judged = set(holding.sources) <= {"analyst", "ucdp_ged_211"}
            assert judged == (holding.support == "inferred"), holding.pcode


def test_in_2011_only_the_government_is_there(then: dict[str, Dossier]) -> None:
    dossier = then["2011-03"]

    assert all(h.shares["government"] == 1.0 for h in dossier.holdings)
    for actor in dossier.actors:
        span = strength_span(dossier, actor.key)
        assert (span.high > 0.0) == (actor.key == "government")
    assert not any(backer.present for backer in dossier.backers)
    assert dossier.war.stage.no_talks == 1.0


def test_backers_come_in_by_date(then: dict[str, Dossier]) -> None:
    absent = {
        start: {backer.key for backer in dossier.backers if not backer.present}
        for start, dossier in then.items()
    }

    assert absent["2013-04"] == {"russia", "us_coalition"}
    assert absent["2015-09"] == {"russia"}
    assert all(backer.present for backer in load("syria").backers)


def test_who_has_no_force_holds_nothing(then: dict[str, Dossier]) -> None:
    for dossier in then.values():
        for actor in dossier.actors:
            if strength_span(dossier, actor.key).high == 0.0:
                held = [h.shares.get(actor.key, 0.0) for h in dossier.holdings]
                assert max(held) == 0.0, actor.key


def test_towns_stand_where_dated_reports_put_them(then: dict[str, Dossier]) -> None:
    def holder(start: str, pcode: str) -> str:
        (row,) = (h for h in then[start].holdings if h.pcode == pcode)
        return max(row.shares, key=lambda actor: row.shares[actor])

    assert holder("2013-04", "SY110100") == "opposition"  # Raqqa, 6 March 2013
    assert holder("2013-04", "SY040200") == "opposition"  # Qusayr, until June
    assert holder("2013-04", "SY020300") == "sdf"  # Afrin, July 2012
    assert holder("2015-09", "SY040500") == "islamic_state"  # Palmyra, May 2015
    assert holder("2015-09", "SY070000") == "nusra"  # Idlib, March 2015
    assert holder("2015-09", "SY080002") == "islamic_state"  # Shaddadi, until 2016


def test_the_class_of_like_wars_was_known_at_the_start(
    then: dict[str, Dossier],
) -> None:
    for start, dossier in then.items():
        assert dossier.war.reference_class.closed_by < int(start[:4])


@pytest.mark.parametrize("start", STARTS)
def test_no_source_of_later_releases_speaks_for_relations(
    start: str, then: dict[str, Dossier]
) -> None:
    # The release named so begins in 2016.
    for relation in then[start].relations:
        assert "ucdp_ged_syria" not in relation.sources


@pytest.mark.parametrize("start", STARTS)
def test_each_start_could_have_been_written_by_the_end_of_its_month(
    start: str, then: dict[str, Dossier]
) -> None:
    year, month = (int(part) for part in start.split("-"))

    known = known_by(then[start], date(year, month, 28))

    assert {row.actor for row in known.strengths if row.used} == {
        actor.key for actor in known.actors
    }


def test_what_is_judged_is_counted_at_each_start(then: dict[str, Dossier]) -> None:
    for start, dossier in then.items():
        rows = {row["what"]: row for row in judgement(dossier)}
        found = next(row for row in starts("syria") if row.key == start)
        assert rows["holdings, inferred"]["judged"] == found.inferred
        assert rows["strengths of actors"]["total"] == 6


def test_there_is_no_start_but_these() -> None:
    with pytest.raises(DossierError, match="no start '2012-01'"):
        load("syria", start="2012-01")

"""What a dossier is without some of its sources, and without what came later."""

import datetime

import pytest

from sinequanon.dossier import (
    Dossier,
    judgement,
    judgement_share,
    known_by,
    strength_span,
    without_sources,
)
from sinequanon.errors import DossierError, QuestionError

ORTON = "orton_quoting_uk_2015"


def test_a_statement_that_rests_on_one_source_goes_with_it(syria: Dossier) -> None:
    thinned = without_sources(syria, [ORTON])

    gone = [row for row in syria.strengths if row.sources == (ORTON,)]
    assert len(gone) == 1
    assert len(thinned.strengths) == len(syria.strengths) - len(gone)
    assert ORTON not in strength_span(thinned, "opposition").sources
    assert ORTON not in {source.key for source in thinned.sources}
    assert thinned.sha256 == syria.sha256


def test_switching_off_nothing_changes_nothing(syria: Dossier) -> None:
    assert without_sources(syria, []) is syria


def test_no_trace_of_a_source_stays(syria: Dossier) -> None:
    key = "f_balanche_2016_11_22"

    thinned = without_sources(syria, [key])

    assert key in syria.model_dump_json()
    assert key not in thinned.model_dump_json()
    assert strength_span(thinned, "opposition").low >= 0


def test_a_span_never_widens_when_sources_go(syria: Dossier) -> None:
    for key in (ORTON, "geopolitical_futures_2016_08_18", "gen_dunford_2016_03_17"):
        thinned = without_sources(syria, [key])
        for actor in syria.actors:
            before = strength_span(syria, actor.key)
            after = strength_span(thinned, actor.key)
            assert before.low <= after.low <= after.high <= before.high


def test_order_of_switching_off_does_not_matter(syria: Dossier) -> None:
    one, two = "geopolitical_futures_2016_08_18", ORTON

    assert (
        without_sources(without_sources(syria, [one]), [two])
        == without_sources(without_sources(syria, [two]), [one])
        == without_sources(syria, [one, two])
    )


def test_an_actor_left_without_strength_is_named(syria: Dossier) -> None:
    with pytest.raises(DossierError, match="actor nusra would have no used statement"):
        without_sources(syria, ["wp_belligerents_in_the_syrian_civil_war"])


def test_every_value_that_needs_the_analyst_is_named(syria: Dossier) -> None:
    with pytest.raises(DossierError) as caught:
        without_sources(syria, ["analyst"])

    found = [fault.found for fault in caught.value.faults]
    assert "actor government: quality rests on these sources alone" in found
    assert any(line.startswith("preference nusra/presidency") for line in found)
    assert any("question palmyra" in line for line in found)


def test_an_unknown_source_is_refused_with_close_ones(syria: Dossier) -> None:
    with pytest.raises(QuestionError, match=r"did you mean .*orton_quoting_uk_2015"):
        without_sources(syria, ["orton_quoting_uk"])


def test_a_strength_that_nobody_states_is_refused(syria: Dossier) -> None:
    with pytest.raises(DossierError, match="no used statement of the strength of 'un'"):
        strength_span(syria, "un")


def test_judgement_counts_by_hand(syria: Dossier) -> None:
    rows = {row["what"]: row for row in judgement(syria)}

    pairs = len(syria.parties) * len(syria.issues)
    assert rows["saliences"]["total"] == pairs
    assert rows["saliences"]["judged"] == sum(
        row.salience.sources == ("analyst",) for row in syria.preferences
    )
    assert rows["holdings, inferred"]["judged"] == sum(
        holding.support == "inferred" for holding in syria.holdings
    )
    held = sum(
        rows[f"holdings, {s}"]["total"] for s in ("dated", "reported", "inferred")
    )
    assert held == len(syria.places)
    assert all(0 <= row["judged"] <= row["total"] for row in rows.values())
    stated = {(p.party, p.issue) for p in syria.positions if p.stated and p.issue}
    gaps = rows["positions of parties on issues, without a statement"]
    assert gaps["judged"] == pairs - len({pair for pair in stated if pair[0]})
    assert judgement_share(syria) == 1.0


def test_what_was_said_later_is_not_known(syria: Dossier) -> None:
    day = datetime.date(2016, 3, 29)

    then = known_by(syria, day)

    lost = {
        (position.party, position.issue)
        for position in syria.positions
        if position not in then.positions and position.forbids
    }
    assert lost == {("government", "transitional_body"), ("opposition", "presidency")}
    assert strength_span(then, "sdf").high < strength_span(syria, "sdf").high
    assert then.events == syria.events
    assert known_by(syria, datetime.date(2030, 1, 1)) == syria


def test_a_day_before_any_estimate_is_refused(syria: Dossier) -> None:
    with pytest.raises(DossierError, match="strength of sdf by 2014-01-01"):
        known_by(syria, datetime.date(2014, 1, 1))

"""The Syrian dossier: its counts, and the rules that its content must keep."""

import datetime
import math
import time

import pytest

from sinequanon.dossier import (
    Dossier,
    day_of,
    days_of,
    load,
    starts,
    strength_span,
)

TADMOR = "SY040500"


def test_its_counts(syria: Dossier) -> None:
    assert len(syria.actors) == 6
    assert len(syria.backers) == 5
    assert len(syria.places) == len(syria.holdings) == 272
    assert len(syria.borders) == 721
    assert len(syria.issues) == 6
    assert len(syria.parties) == 10
    assert len(syria.preferences) == 60
    assert len(syria.relations) == 15
    assert len(syria.exclusions) >= 2
    assert sum(position.red_line for position in syria.positions) == 26


def test_it_loads_fast() -> None:
    load("syria")
    begin = time.perf_counter()
    load("syria")

    # Half a second is asked for; checks of types while testing make it slower.
    assert time.perf_counter() - begin < 3.0


@pytest.mark.parametrize(
    ("actor", "low", "high"),
    [
        ("government", 100_000, 220_000),
        ("allied", 12_000, 50_000),
        ("opposition", 55_000, 115_000),
        ("nusra", 5_000, 10_000),
        ("islamic_state", 8_000, 35_000),
        ("sdf", 10_000, 50_000),
    ],
)
def test_strengths_lie_where_published_estimates_lie(
    actor: str, low: int, high: int, syria: Dossier
) -> None:
    span = strength_span(syria, actor)

    assert low <= span.low < span.high <= high


def test_the_strength_that_no_text_gives_is_marked_as_judged(syria: Dossier) -> None:
    assert [a.key for a in syria.actors if strength_span(syria, a.key).judged] == [
        "islamic_state"
    ]


def test_shares_of_every_place_sum_to_one(syria: Dossier) -> None:
    actors = {actor.key for actor in syria.actors}
    for holding in syria.holdings:
        assert set(holding.shares) == actors
        assert math.fsum(holding.shares.values()) == pytest.approx(1.0, abs=1e-6)


def test_no_inferred_holder_is_certain(syria: Dossier) -> None:
    named = {"SY030900", "SY040400"}
    for holding in syria.holdings:
        if holding.support == "inferred" and "ucdp_ged_211" in holding.sources:
            sides = holding.shares["government"] + holding.shares["allied"]
            assert max(sides, *holding.shares.values()) < 1.0
    reported = {h.pcode for h in syria.holdings if h.support != "inferred"}
    assert named <= reported


def test_the_islamic_state_does_not_hold_all_desert(syria: Dossier) -> None:
    area = {place.pcode: place.area_km2 for place in syria.places}
    people = {place.pcode: place.population for place in syria.places}
    held = {h.pcode: h.shares["islamic_state"] for h in syria.holdings}

    by_area = sum(held[p] * area[p] for p in area) / sum(area.values())
    by_people = sum(held[p] * people[p] for p in area) / sum(people.values())

    assert by_area < 0.48
    assert by_people < 0.20
    assert 0.7 < held[TADMOR] < 1.0


def test_people_of_a_governorate_lie_between_its_two_estimates(syria: Dossier) -> None:
    # Homs: 1,370,000 in 2014 and 1,573,000 in 2016 (OpenSyria, U.S. Census Bureau).
    homs = sum(place.population for place in syria.places if place.admin1 == "Homs")

    assert 1_370_000 < homs < 1_573_000


def test_what_a_red_line_forbids_is_never_all_options(syria: Dossier) -> None:
    for party in syria.parties:
        for issue in syria.issues:
            forbidden = {
                option
                for position in syria.positions
                if (position.party, position.issue) == (party.key, issue.key)
                for option in position.forbids
            }
            assert forbidden < {option.key for option in issue.options}


def test_where_nothing_is_stated_ranges_are_full_and_the_gap_is_told(
    syria: Dossier,
) -> None:
    stated = {(p.party, p.issue) for p in syria.positions if p.stated}
    gaps = {(p.party, p.issue) for p in syria.positions if not p.stated and p.issue}
    for row in syria.preferences:
        pair = (row.party, row.issue)
        assert (pair in stated) != (pair in gaps)
        if pair in gaps:
            spans = [row.salience, *row.values.values()]
            assert {(span.low, span.high) for span in spans} == {(0.0, 1.0)}
            assert {span.sources for span in spans} == {("analyst",)}


def test_ranges_of_values_stay_wide(syria: Dossier) -> None:
    for row in syria.preferences:
        for span in row.values.values():
            assert span.high - span.low >= 0.5


def test_no_forbidden_option_is_valued_most(syria: Dossier) -> None:
    values = {(row.party, row.issue): row.values for row in syria.preferences}
    for position in syria.positions:
        for option in position.forbids:
            assert position.party is not None
            assert position.issue is not None
            spans = values[position.party, position.issue]
            assert spans[option].high < max(span.high for span in spans.values())


def test_events_are_known_by_the_day_of_the_question(syria: Dossier) -> None:
    as_of = day_of(syria.questions[0].as_of)
    for event in syria.events:
        assert days_of(event.date)[0] <= as_of


def test_the_question_and_its_event(syria: Dossier) -> None:
    question = syria.questions[0]
    events = {event.key: event for event in syria.events}
    taken = events[question.event]
    (change,) = taken.changes

    assert day_of(taken.date) == datetime.date(2016, 3, 27)
    assert (change.place, change.to, change.taken_from) == (
        TADMOR,
        "government",
        "islamic_state",
    )
    assert (question.conflict, question.horizon_months, question.margin) == (
        299,
        36,
        0.01,
    )
    assert [contrast.key for contrast in question.contrasts] == [
        "main",
        "not_launched",
        "failed",
        "held",
        "later",
        "trend",
    ]


def test_the_trend_undoes_each_gain_that_stood_on_the_day(syria: Dossier) -> None:
    question = syria.questions[0]
    trend = next(c for c in question.contrasts if c.key == "trend")
    start = datetime.date(2016, 1, 1)
    gained = {
        change.place
        for event in syria.events
        for change in event.changes
        if change.kind == "transfer"
        and change.to == "government"
        and day_of(event.date) >= start
    }
    # Khanasir was lost and taken again within three days: no gain since January.
    assert set(trend.without.undone) == gained - {"SY020701"}


def test_quotes_are_short_and_sources_say_where_they_stand(syria: Dossier) -> None:
    for position in syria.positions:
        assert len((position.quote or "").split()) <= 12
    stance = {source.key: source.stance or "" for source in syria.sources}
    assert "Russian state media" in stance["sputnik_2016_03_30"]
    assert "leans to the opposition" in stance["eaworldview_2016_04"]
    assert "essay under test" in stance["orton_quoting_uk_2015"]
    each = [load("syria", start=row.key) for row in starts("syria")]
    cited = "".join(
        one.model_copy(update={"sources": ()}).model_dump_json() for one in each
    )
    assert all(f'"{key}"' in cited for key in stance)


def test_every_question_says_what_it_holds_fixed_and_leaves_out(
    syria: Dossier,
) -> None:
    events = {event.key: event for event in syria.events}
    keys = [question.key for question in syria.questions]
    assert keys == ["palmyra", "releases", "russia", "supplies", "effort"]
    for question in syria.questions:
        assert len(question.contrasts) >= 3
        assert question.holds_fixed
        assert len(question.does_not_say) >= 4
        assert events[question.event].changes
        main = next(one for one in question.contrasts if one.main)
        apart = set(main.with_.events) ^ set(main.without.events)
        assert question.event in apart
    assert [question.claims for question in syria.questions] == [True] + [False] * 4


def test_what_never_happened_is_called_hypothetical(syria: Dossier) -> None:
    made_up = {"effort_even", "effort_double", "supplies_cut", "backers_leave"}
    for event in syria.events:
        hypothetical = event.title.startswith("Hypothetical: ")
        assert hypothetical == (event.key in made_up)
        assert hypothetical == event.support.startswith("hypothetical: ")
        assert (event.sources == ("analyst",)) <= hypothetical

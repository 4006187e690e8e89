"""What a contrast of the dossier becomes: acts, months and news of its two worlds."""

from typing import Any

import pytest

from sinequanon.dossier import Change, Contrast, Dossier, Question, World as WorldEntry
from sinequanon.errors import QuestionError
from sinequanon.question import (
    News,
    Worlds,
    boundary_of,
    event_of,
    start_of,
    winners_of,
    worlds_of,
)
from sinequanon.war import (
    Enters,
    Failed,
    Losses,
    Pin,
    Redeploy,
    SupplyCut,
    Transfer,
    Undo,
)

Syria = tuple[Dossier, Question]
NEWS = News(taken=0.2, not_taken=-0.1)
PALMYRA, RABIA, KINSABBA = "SY040500", "SY060002", "SY060303"
TAKEN, BATTLE = "palmyra_taken", "palmyra_battle"


def between(syria: Syria, **without: Any) -> Worlds:
    """The contrast of the event with one world of our own."""
    dossier, question = syria
    contrast = Contrast.model_validate(
        {
            "key": "ours",
            "label": "Ours",
            "with": WorldEntry(events=(TAKEN,)),
            "without": WorldEntry(**without),
            "sources": ("analyst",),
        }
    )
    return worlds_of(dossier, question, contrast, NEWS)


def acts(world: Any, kind: type) -> list[Any]:
    """Interventions of one kind."""
    return [one for one in world.world if isinstance(one, kind)]


def others(world: Any) -> list[Any]:
    """All interventions but the dated battles, which every world has."""
    return [one for one in world.world if not isinstance(one, Losses)]


def test_the_event_counts_from_april_and_the_war_from_march(syria: Syria):
    dossier, question = syria
    assert boundary_of(dossier, question) == 436
    assert start_of(dossier) == 435


def test_an_unknown_event_is_refused(syria: Syria):
    with pytest.raises(QuestionError, match="no event 'nowhere_taken'") as caught:
        event_of(syria[0], "nowhere_taken")
    assert caught.value.faults[0].where == "events.yaml"
    assert caught.value.faults[0].fix


def test_the_event_is_a_transfer_at_the_boundary_that_carries_its_news(syria: Syria):
    found = between(syria).with_event
    (move,) = others(found)
    assert isinstance(move, Transfer)
    assert (move.month, move.place) == (436, PALMYRA)
    assert (move.taken_from, move.to) == ("islamic_state", "government")
    assert 0.0 < move.garrison_low <= move.garrison_high
    assert 0.0 < move.months_low <= move.months_high
    assert (found.news, found.news_delay) == (NEWS.taken, 0)


def test_an_empty_world_has_no_news_and_is_named_after_its_side(syria: Syria):
    found = between(syria)
    assert others(found.without) == []
    assert (found.without.news, found.without.news_delay) == (0.0, 0)
    assert found.without.name == "ours/without"
    assert found.with_event.name == "ours/with"
    assert found.without.log_power_shift == found.with_event.log_power_shift == 0.0


def test_dated_battles_are_fought_in_both_worlds(syria: Syria):
    found = between(syria)
    for world in (found.without, found.with_event):
        (battle,) = acts(world, Losses)
        assert (battle.month, battle.place) == (435, PALMYRA)
        sizes = {actor: (low, high) for actor, low, high in battle.deaths}
        assert set(sizes) == {"government", "islamic_state"}
        assert all(0.0 < low <= high for low, high in sizes.values())
    assert acts(found.without, Losses) == acts(found.with_event, Losses)


def test_battles_before_the_start_are_history(syria: Syria):
    dossier, question = syria
    event = event_of(dossier, BATTLE)
    early = event.model_copy(update={"date": "2016-02-10"})
    events = tuple(early if one is event else one for one in dossier.events)
    found = between((dossier.model_copy(update={"events": events}), question))
    assert acts(found.without, Losses) == []


def test_a_delayed_event_comes_later_with_its_news(syria: Syria):
    found = between(syria, delayed={TAKEN: 6}).without
    (move,) = others(found)
    assert isinstance(move, Transfer)
    assert (move.month, move.place) == (442, PALMYRA)
    assert (found.news, found.news_delay) == (NEWS.taken, 6)


def test_a_failed_event_leaves_the_place_and_tells_the_opposite(syria: Syria):
    found = between(syria, failed=(TAKEN,)).without
    assert others(found) == [Failed(month=436, place=PALMYRA, holder="islamic_state")]
    assert (found.news, found.news_delay) == (NEWS.not_taken, 0)


def test_a_redeployed_force_leaves_once_at_the_start_without_news(syria: Syria):
    found = between(syria, redeployed=(BATTLE, TAKEN)).without
    assert others(found) == [Redeploy(month=435, place=PALMYRA)]
    assert found.news == 0.0


def test_a_pinned_place_is_held_from_the_boundary_on(syria: Syria):
    found = between(syria, pinned={PALMYRA: "islamic_state"}).without
    assert others(found) == [Pin(month=436, place=PALMYRA, holder="islamic_state")]
    assert found.news == 0.0


def test_undone_places_go_back_in_one_act_for_each_earlier_holder(syria: Syria):
    found = between(syria, undone=(RABIA, PALMYRA, KINSABBA)).without
    assert others(found) == [
        Undo(month=436, places=(RABIA, KINSABBA), to="opposition"),
        Undo(month=436, places=(PALMYRA,), to="islamic_state"),
    ]
    assert found.news == 0.0


def test_a_place_taken_twice_goes_back_to_its_first_holder(syria: Syria):
    dossier, question = syria
    event = event_of(dossier, TAKEN)
    change = next(one for one in event.changes if one.kind == "transfer")
    again = event.model_copy(
        update={
            "key": "palmyra_again",
            "changes": (change.model_copy(update={"taken_from": "nusra"}),),
        }
    )
    longer = dossier.model_copy(update={"events": (*dossier.events, again)})
    (undo,) = others(between((longer, question), undone=(PALMYRA,)).without)
    assert undo.to == "islamic_state"


def test_every_place_that_nothing_takes_is_named(syria: Syria):
    with pytest.raises(QuestionError) as caught:
        between(syria, undone=("SY999999", RABIA, "SY888888"))
    found = [fault.found for fault in caught.value.faults]
    assert len(found) == 2
    assert "SY999999" in found[0]
    assert "SY888888" in found[1]
    assert all(fault.fix for fault in caught.value.faults)


def test_an_event_that_changes_nothing_adds_nothing(syria: Syria):
    found = between(syria, events=("geneva_march",)).without
    assert others(found) == []
    assert found.news == 0.0


def test_shipped_contrasts_differ_in_what_they_leave_out(syria: Syria):
    dossier, question = syria
    pairs = [worlds_of(dossier, question, one, NEWS) for one in question.contrasts]
    assert sum(pair.contrast.main for pair in pairs) == 1
    for pair in pairs:
        assert pair.with_event.world != pair.without.world
        assert pair.with_event.news == NEWS.taken
        assert acts(pair.with_event, Transfer)
    assert len({pair.without.world for pair in pairs}) == len(pairs)


def asked(dossier: Dossier, event: str, **changed: Any) -> Question:
    """The question of another event of the dossier."""
    question = dossier.questions[0]
    return question.model_copy(update={"event": event, **changed})


def changed_by(dossier: Dossier, event: str, *changes: dict[str, Any]) -> Dossier:
    """The dossier in which an event has these changes."""
    whole = event_of(dossier, event)
    entries = tuple(Change.model_validate(change) for change in changes)
    other = whole.model_copy(update={"changes": entries})
    events = tuple(other if one is whole else one for one in dossier.events)
    return dossier.model_copy(update={"events": events})


LEAVES = {"kind": "leader_leaves", "issue": "presidency", "option": "leaves_at_start"}


def test_each_event_acts_at_its_own_month(syria: Syria):
    dossier, _ = syria
    found = between((dossier, asked(dossier, "supplies_cut")), events=("supplies_cut",))
    (taken,) = others(found.with_event)
    assert isinstance(taken, Transfer)
    (cut,) = others(found.without)
    assert isinstance(cut, SupplyCut)
    assert cut.month == taken.month == 436
    # The news is that of the question's event alone.
    assert (found.with_event.news, found.without.news) == (0.0, NEWS.taken)
    later = between((dossier, asked(dossier, TAKEN)), events=("russia_enters",))
    (enters,) = others(later.without)
    assert enters == Enters(month=430, backer="russia")


def test_battles_after_the_questions_event_are_not_imposed(syria: Syria):
    dossier, _ = syria
    question = asked(dossier, "russia_enters")
    assert boundary_of(dossier, question) == 430
    assert acts(between((dossier, question)).without, Losses) == []


def test_peace_can_be_counted_from_a_later_month(syria: Syria):
    dossier, _ = syria
    question = asked(dossier, TAKEN, counted_from="2016-08")
    assert boundary_of(dossier, question) == 440
    found = between((dossier, question), delayed={TAKEN: 6}).without
    (move,) = others(found)
    # Four of the six months by which it is late have passed when counting begins.
    assert (move.month, found.news_delay) == (442, 2)
    early = asked(dossier, TAKEN, counted_from="2016-01")
    assert boundary_of(dossier, early) == 436


def test_a_leader_who_leaves_is_settled_at_the_table_and_not_in_the_war(syria: Syria):
    dossier, question = syria
    left = changed_by(dossier, TAKEN, LEAVES)
    found = between((left, question))
    assert others(found.with_event) == []
    assert found.with_event.settled == (("presidency", "leaves_at_start"),)
    assert found.without.settled == ()


def test_a_leader_cannot_leave_after_the_questions_event(syria: Syria):
    dossier, question = syria
    left = changed_by(dossier, TAKEN, LEAVES)
    with pytest.raises(QuestionError, match="after the question's event"):
        between((left, question), delayed={TAKEN: 3})
    with pytest.raises(QuestionError, match="after the question's event"):
        between((left, asked(left, "truce_february")))


def test_an_event_that_takes_no_place_cannot_fail(syria: Syria):
    dossier, _ = syria
    with pytest.raises(QuestionError, match="takes no place"):
        between((dossier, asked(dossier, "supplies_cut")), failed=("supplies_cut",))


def test_who_wins_is_known_of_an_event_that_takes_a_place(syria: Syria):
    dossier, question = syria
    sides = [dossier.actors[k].side for k in winners_of(dossier, question)]
    assert sides == ["government"] * 2
    assert winners_of(dossier, asked(dossier, "russia_enters")) == ()

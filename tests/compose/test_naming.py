"""Names that people read in place of keys."""

import pytest

from sinequanon.compose.naming import dyad_name, in_words, side_name
from sinequanon.dossier import Dossier


def test_a_side_of_one_actor_has_the_actors_name(syria: Dossier):
    short = {actor.side: actor.short for actor in syria.actors}
    assert side_name(syria, "sdf") == short["sdf"]
    assert side_name(syria, "islamic_state") == short["islamic_state"]
    assert side_name(syria, "insurgents") == "Insurgents"


@pytest.mark.parametrize("dyad", ["insurgents-government", "government-insurgents"])
def test_the_state_comes_first_whatever_the_order(syria: Dossier, dyad: str):
    assert dyad_name(syria, dyad) == "Government and Insurgents"


def test_keys_in_a_text_become_names(syria: Dossier):
    found = in_words(syria, "Deaths of insurgents-islamic_state against the record")
    assert found == (
        f"Deaths of {dyad_name(syria, 'insurgents-islamic_state')} against the record"
    )
    sides = {actor.side for actor in syria.actors}
    for one in sides:
        for other in sides - {one}:
            text = in_words(syria, f"Deaths of {one}-{other} against the record")
            assert "_" not in text
            assert "-" not in text


def test_a_text_without_keys_stays(syria: Dossier):
    assert in_words(syria, "Deaths of all these dyads at once") == (
        "Deaths of all these dyads at once"
    )

"""What each kind of change needs, may have and refuses."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from sinequanon.dossier import Change, World
from sinequanon.dossier.changes import NEEDED, Kind


def span(low: float, high: float) -> dict[str, Any]:
    return {"low": low, "high": high, "sources": ["analyst"]}


WHOLE: dict[str, dict[str, Any]] = {
    "transfer": {"place": "SY040500", "to": "government", "taken_from": "sdf"},
    "truce": {
        "a": "government",
        "b": "opposition",
        "factor": span(0.3, 0.7),
        "half_life_months": span(1.0, 6.0),
    },
    "losses": {"deaths": {"government": span(1.0, 9.0)}},
    "release": {"heads": span(200.0, 300.0), "joins": {"nusra": span(0.0, 0.2)}},
    "backer_enters": {"backer": "russia"},
    "backer_leaves": {"backer": "russia"},
    "supply_cut": {
        "actor": "opposition",
        "factor": span(0.2, 0.7),
        "months": span(6.0, 36.0),
    },
    "stance": {
        "a": "government",
        "b": "islamic_state",
        "intensity": span(0.7, 1.3),
        "selectivity": span(1.0, 1.0),
    },
    "split": {"actor": "nusra", "to": "islamic_state", "share": span(0.3, 0.8)},
    "merger": {"actor": "nusra", "to": "opposition"},
    "arrival": {"actor": "allied", "heads": span(500.0, 3000.0)},
    "leader_leaves": {"issue": "presidency", "option": "leaves_at_start"},
}


def refused(kind: str, **values: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        Change.model_validate({"kind": kind, **values})
    return str(caught.value)


def test_every_kind_is_tried_here() -> None:
    assert set(WHOLE) == set(get_args(Kind)) == set(NEEDED)


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_a_whole_change_is_taken(kind: str) -> None:
    assert Change.model_validate({"kind": kind, **WHOLE[kind]}).kind == kind


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_a_change_says_what_it_lacks_and_what_has_no_effect(kind: str) -> None:
    for name in NEEDED[kind]:  # pyright: ignore[reportArgumentType]
        rest = {key: value for key, value in WHOLE[kind].items() if key != name}
        assert f"has no {name}" in refused(kind, **rest)
    assert "has no use for" in refused(kind, **WHOLE[kind], **_useless(kind))


def _useless(kind: str) -> dict[str, Any]:
    return {"share": span(0.1, 0.2)} if kind != "split" else {"backer": "russia"}


@pytest.mark.parametrize(
    ("kind", "changed", "words"),
    [
        ("split", {"share": span(0.3, 1.2)}, "share is a share"),
        ("supply_cut", {"factor": span(0.3, 1.2)}, "factor is a share"),
        ("stance", {"selectivity": span(0.3, 1.2)}, "selectivity is a share"),
        ("stance", {"intensity": span(0.0, 1.2)}, "log scale"),
        ("release", {"joins": {"nusra": span(0.0, 1.2)}}, "joins of nusra is a share"),
        (
            "release",
            {"joins": {"nusra": span(0.6, 0.7), "opposition": span(0.6, 0.7)}},
            "more than all",
        ),
        ("arrival", {"heads": span(-1.0, 3.0)}, "heads reaches below zero"),
        ("supply_cut", {"months": span(-1.0, 3.0)}, "months reaches below zero"),
    ],
)
def test_a_range_out_of_bounds_is_refused(
    kind: str, changed: dict[str, Any], words: str
) -> None:
    assert words in refused(kind, **{**WHOLE[kind], **changed})


@pytest.mark.parametrize(
    "world",
    [
        {"events": ["release", "release"]},
        {"events": ["release"], "delayed": {"release": 12}},
    ],
)
def test_a_world_has_an_event_once(world: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="once, not twice: release"):
        World.model_validate(world)

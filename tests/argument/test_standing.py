"""MULTI, bounds and horizons on small cases, each with its mirror."""

import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.argument.standing import Standing, bounded, by_horizon, multi

_STANDINGS: list[Standing | None] = ["supported", "contradicted", "undecided", None]
_MIRROR: dict[Standing | None, Standing | None] = {
    "supported": "contradicted",
    "contradicted": "supported",
    "undecided": "undecided",
    None: None,
}


@pytest.mark.parametrize(
    ("primary", "words"),
    [
        (["supported"] * 3, "agrees"),
        (["supported", "supported", "undecided"], "agrees"),
        (["supported", "supported", None], "agrees"),
        (["supported", "undecided", "undecided"], "cannot tell"),
        (["supported", None, None, "supported"], "cannot tell"),
        (["contradicted", "contradicted", "undecided"], "disagrees"),
        (["undecided", "undecided"], "cannot tell"),
        ([None], "cannot tell"),
    ],
)
def test_two_thirds_decide(primary: list[Standing | None], words: str) -> None:
    assert multi({f"r{n}": each for n, each in enumerate(primary)}).words == words


def test_rules_on_both_sides_are_named() -> None:
    found = multi({"events": "supported", "days": "contradicted", "deaths": None})
    assert found.standing == "undecided"
    assert "events: agrees; days: disagrees" in found.words


def test_no_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        multi({})


@given(st.lists(st.sampled_from(_STANDINGS), min_size=1, max_size=7))
@settings(max_examples=60, deadline=None)
def test_multi_mirrors(primary: list[Standing | None]) -> None:
    found = multi({str(n): each for n, each in enumerate(primary)})
    turned = multi({str(n): _MIRROR[each] for n, each in enumerate(primary)})
    assert turned.standing == _MIRROR[found.standing]
    assert bool(turned.depends_on) == bool(found.depends_on)


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        (0.83, "supported"),
        (0.82, "undecided"),
        (0.51, "undecided"),
        (0.5, "contradicted"),
    ],
)
def test_bounds_include_their_ends(value: float, standing: str) -> None:
    assert bounded(value, supported_from=0.83, contradicted_to=0.5) == standing
    assert bounded(-value, supported_from=-0.83, contradicted_to=-0.5) == standing


def test_horizons_are_never_averaged() -> None:
    mixed = by_horizon({12: "agrees", 36: "disagrees"})
    assert mixed == "depends on the horizon (12 months: agrees; 36 months: disagrees)"
    assert by_horizon({12: "agrees", 36: "agrees"}) == "agrees"

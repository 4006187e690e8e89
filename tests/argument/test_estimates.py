"""FIG in its three modes on exact small cases, each with its mirror."""

from collections.abc import Callable

import pytest

from sinequanon.argument.estimates import (
    Estimate,
    as_many_as,
    at_least,
    estimates_of,
    near,
    weigh,
)
from sinequanon.argument.evidence import Part, Statement
from sinequanon.dossier import Source

Say = Callable[..., Statement]
Make = Callable[..., Part]
Sources = dict[str, Source]


def _point(value: float, origin: str = "a") -> Estimate:
    number = float(value)
    return Estimate(origin=origin, low=number, centre=number, high=number, top=number)


def _range(low: float, high: float) -> Estimate:
    return Estimate(
        origin="r",
        low=float(low),
        centre=(low + high) / 2,
        high=float(high),
        top=float(high),
    )


def _floor(low: float) -> Estimate:
    return Estimate(origin="f", low=float(low), centre=None, high=None, top=float(low))


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ([_point(85), _point(115)], "supported"),
        ([_point(84), _point(115)], "undecided"),
        ([_point(100)], "undecided"),
        ([_point(100), _point(100), _point(50), _point(50)], "supported"),
        ([_point(100), _point(50), _point(50)], "undecided"),
        ([_point(69), _point(131)], "contradicted"),
        ([_point(70), _point(131)], "undecided"),
        ([_range(60, 119), _point(110)], "supported"),
        ([_range(50, 130), _point(110)], "supported"),
        ([_range(20, 130), _point(110)], "undecided"),
        ([_floor(95), _point(110)], "undecided"),
    ],
)
def test_near(found: list[Estimate], standing: str) -> None:
    assert near(found, 100.0)[0] == standing


def test_one_source_rightly_quoted() -> None:
    assert near([_point(100)], 100.0) == ("undecided", "one source, rightly quoted")
    assert as_many_as([_point(100)], 100.0)[1] == "one source, rightly quoted"


@pytest.mark.parametrize(
    ("found", "direction"),
    [([_point(50), _point(60)], "too high"), ([_point(150), _point(160)], "too low")],
)
def test_the_direction_of_a_miss(found: list[Estimate], direction: str) -> None:
    assert near(found, 100.0) == ("contradicted", direction)


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ([_floor(85), _floor(300)], "supported"),
        ([_floor(84), _floor(300)], "undecided"),
        ([_floor(90), _floor(90), _point(80)], "undecided"),
        ([_point(80), _range(60, 84)], "contradicted"),
        ([_point(80), _point(80), _floor(90)], "undecided"),
        ([_floor(90)], "undecided"),
    ],
)
def test_at_least(found: list[Estimate], standing: str) -> None:
    assert at_least(found, 100.0)[0] == standing


def test_at_least_with_a_centre() -> None:
    two = [_point(90), _point(110)]
    assert at_least(two, 100.0)[0] == "supported"
    assert at_least(two, 100.0, centre_at_least=100.0)[0] == "undecided"


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ([_point(85), _point(20)], "supported"),
        ([_point(130), _point(20)], "supported"),
        ([_point(84), _point(20)], "undecided"),
        ([_point(69), _point(20)], "contradicted"),
        ([_point(131), _point(150)], "contradicted"),
        ([_point(131), _point(100)], "undecided"),
        ([], "undecided"),
    ],
)
def test_as_many_as(found: list[Estimate], standing: str) -> None:
    assert as_many_as(found, 100.0)[0] == standing


def test_estimates_far_in_time_or_undated_are_left_out(
    say: Say, part: Make, sources: Sources
) -> None:
    rows = [
        say("figure", value=90, origin="in", about="2016-04"),
        say("figure", value=91, origin="late", about="2016-06"),
        say("figure", value=92, origin="early", about="2015-09"),
        say("figure", value=93, origin="undated", about=None),
        say("figure", value=94, origin="poor", sources=("poor",)),
    ]
    found = estimates_of(rows, sources, part=part("FIG"))
    assert [estimate.origin for estimate in found] == ["in"]


def test_one_origin_is_one_estimate(say: Say, part: Make, sources: Sources) -> None:
    rows = [
        say("figure", value=100, origin="one"),
        say("figure", value=95, origin="one"),
        say("figure", value=50, origin="two", bound="floor"),
    ]
    found = weigh(rows, sources, part=part("FIG"))
    assert len(found.estimates) == 2
    assert found.standing == "undecided"
    assert found.estimates[0].low == 95
    assert found.estimates[1].centre is None


def test_a_figure_upside_down_is_refused(say: Say) -> None:
    with pytest.raises(ValueError, match="upside down"):
        say("figure", low=3, high=2)
    with pytest.raises(ValueError, match="no number"):
        say("figure")
    with pytest.raises(ValueError, match="only a figure"):
        say("affirms", value=3)

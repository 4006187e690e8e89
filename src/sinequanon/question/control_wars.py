"""The control dossiers, read from `wars/controls.yaml` and built into small wars."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Literal, cast

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field

from sinequanon.bargain import Table, make_table
from sinequanon.model import Anchor
from sinequanon.question.ensemble import Case, Scenario
from sinequanon.war import Setting, Transfer

PLACES = ("g1", "g2", "g3", "target", "r1", "r2", "r3")
"""A ring: three places of the government, the place at stake, three of the rebels."""

START = 1
BOUNDARY = 2
"""One month runs before the event, as in a real dossier."""

Expected = Literal["nearer", "further", "none"]
Gain = Literal["full", "own", "third", "nothing", "news", "news_reversed"]
Pair = tuple[float, float]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Thresholds(_Strict):
    """What a control must show to pass."""

    sign_pooled: float
    sign_cell: float
    ratio: Annotated[float, Field(gt=1.0)]
    none: float


class StylisedWar(_Strict):
    """The small war that all controls share."""

    people: float
    places: int
    gain_people_share: float
    garrison_loss_share: float
    area_km2: float
    border_km: float
    fighters: float
    fighters_spread: float


class ControlIssue(_Strict):
    """The one issue of the controls."""

    key: str
    options: tuple[str, str, str]
    red_lines: dict[str, tuple[str, ...]]


class ControlSpec(_Strict):
    """One control, twin or printed row."""

    name: str
    label: str
    balance: str
    values: str
    expected: Expected
    gain: Gain


class ControlBook(_Strict):
    """The whole file: premises, thresholds, controls, twins, printed rows."""

    version: int
    draws: int
    horizon_months: int
    thresholds: Thresholds
    war: StylisedWar
    balances: dict[str, Pair]
    issue: ControlIssue
    values: dict[str, dict[str, Pair]]
    guarantee: Pair
    cost: Pair
    controls: tuple[ControlSpec, ...]
    twins: tuple[ControlSpec, ...]
    printed: tuple[ControlSpec, ...]


@dataclass(frozen=True, kw_only=True)
class ControlText:
    """The book and the digest of the file that it was read from."""

    book: ControlBook
    sha256: str


def read_controls() -> ControlText:
    """The control dossiers as shipped, with their digest."""
    text = files("sinequanon").joinpath("wars", "controls.yaml").read_bytes()
    # A shipped file of our own: a fault in it is a bug and may raise as one.
    found = cast(object, yaml.load(text, Loader=yaml.CSafeLoader))
    return ControlText(
        book=ControlBook.model_validate(found, strict=False),
        sha256=hashlib.sha256(text).hexdigest(),
    )


def control_table(book: ControlBook, spec: ControlSpec) -> Table:
    """One issue, two parties, three indivisible ways to settle it."""
    issue, middle = book.issue, book.values[spec.values]
    first, shared, last = issue.options
    return make_table(
        issues={issue.key: issue.options},
        sides={"government": 1, "rebels": -1},
        values={
            ("government", issue.key): {
                first: (1.0, 1.0),
                shared: middle["government"],
                last: (0.0, 0.0),
            },
            ("rebels", issue.key): {
                first: (0.0, 0.0),
                shared: middle["rebels"],
                last: (1.0, 1.0),
            },
        },
        saliences={
            ("government", issue.key): (1.0, 1.0),
            ("rebels", issue.key): (1.0, 1.0),
        },
        coalitions={"both": ("government", "rebels")},
        red_lines=[
            (party, issue.key, option)
            for party, forbidden in issue.red_lines.items()
            for option in forbidden
        ],
    )


def _borders(book: ControlBook, connected: bool) -> tuple[list[int], list[int]]:
    """Ring borders in compressed rows; the target is left out if not connected."""
    count, target = len(PLACES), PLACES.index("target")
    ring = [p for p in range(count) if connected or p != target]
    beside: dict[int, list[int]] = {p: [] for p in range(count)}
    for k, place in enumerate(ring):
        following = ring[(k + 1) % len(ring)]
        beside[place].append(following)
        beside[following].append(place)
    indptr, indices = [0], list[int]()
    for place in range(count):
        indices += sorted(beside[place])
        indptr.append(len(indices))
    return indptr, indices


def control_setting(
    book: ControlBook, spec: ControlSpec, *, own_people_share: float
) -> Setting:
    """Seven places, two sides, and a third force where the control asks for one.

    Args:
        book: The shared premises.
        spec: The control.
        own_people_share: Share of all people in the place of the question's own event.
    """
    war = book.war
    share = {
        "full": war.gain_people_share,
        "third": war.gain_people_share,
        "own": own_people_share,
        "nothing": 0.0,
        "news": war.gain_people_share,
        "news_reversed": war.gain_people_share,
    }[spec.gain]
    others = war.people * (1.0 - share) / (len(PLACES) - 1)
    target = PLACES.index("target")
    population = np.full(len(PLACES), others)
    population[target] = war.people * share
    indptr, indices = _borders(book, connected=spec.gain != "nothing")
    actors = ("government", "rebels", *(("third",) if spec.gain == "third" else ()))
    holder = {"g": 0, "r": 1, "t": len(actors) - 1}
    control = np.zeros((len(actors), len(PLACES)))
    for place, name in enumerate(PLACES):
        control[holder[name[0]], place] = 1.0
    low, high = book.balances[spec.balance]
    government = 1.0 / (1.0 + np.exp(-(low + high) / 2.0))
    strength = war.fighters * np.array([government, 1.0 - government])
    if spec.gain == "third":
        # A third force as strong as a tenth of all, in its one place.
        strength = np.append(strength, war.fighters * war.gain_people_share)
    count = len(actors)
    apart = 1.0 - np.eye(count)
    ones = np.ones((count, count))
    extra = np.zeros(len(PLACES))
    if spec.gain == "nothing":
        extra[target] = -np.inf
    return Setting(
        actors=actors,
        sides=actors,
        places=PLACES,
        core_a=(0,),
        core_b=(1,),
        population=population,
        area=np.full(len(PLACES), war.area_km2),
        indptr=np.array(indptr),
        indices=np.array(indices),
        border_km=np.full(len(indices), war.border_km),
        control0=control,
        strength_low=strength / war.fighters_spread,
        strength_high=strength * war.fighters_spread,
        quality_low=np.ones(count),
        quality_high=np.ones(count),
        hostility_low=apart,
        hostility_high=apart,
        selectivity_low=ones,
        selectivity_high=ones,
        alliance=np.eye(count, dtype=np.bool_),
        backed=np.zeros(count, dtype=np.bool_),
        start_month=START,
        value_extra=extra,
    )


def control_case(
    book: ControlBook, spec: ControlSpec, anchor: Anchor, *, own_people_share: float
) -> Case:
    """A control as a case that an ensemble can run."""
    return Case(
        setting=control_setting(book, spec, own_people_share=own_people_share),
        table=control_table(book, spec),
        anchor=anchor,
        boundary=BOUNDARY,
        watch=("target",),
        pinned=(("guarantee", book.guarantee), ("cost", book.cost)),
    )


def control_scenarios(
    book: ControlBook, spec: ControlSpec, *, news: float
) -> tuple[Scenario, Scenario]:
    """Without and with the event; a place that nobody fights for is no news."""
    transfer = Transfer(
        month=BOUNDARY,
        place="target",
        taken_from="third" if spec.gain == "third" else "rebels",
        to="government",
        garrison_low=0.0,
        garrison_high=0.0,
        months_low=0.0,
        months_high=0.0,
        lost_share=book.war.garrison_loss_share,
    )
    # The place passes to side A here, whichever side the question's event favours.
    size = abs(news)
    told = {"nothing": 0.0, "news_reversed": -size}.get(spec.gain, size)
    moved = () if spec.gain in ("news", "news_reversed") else (transfer,)
    return (
        Scenario(name="without", world=()),
        Scenario(name="with", world=moved, news=told),
    )

"""How far to trust an answer, in plain sentences, the weakest points first."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from sinequanon.bargain import BARGAIN_PARAMETERS
from sinequanon.compose.naming import in_words
from sinequanon.compose.words import in_hundred, points, signed
from sinequanon.dossier import Dossier, Question, day_of, known_by
from sinequanon.question import ControlFound, FrozenNumbers, WorldResult
from sinequanon.record import EndingRate
from sinequanon.war import CheckRow

_NEWS = ("news", "news_reversed")


def trust(
    *,
    place: str,
    dossier: Dossier,
    question: Question,
    frozen: FrozenNumbers,
    controls: Sequence[ControlFound],
    checks: Sequence[CheckRow],
    without: WorldResult,
    with_event: WorldResult,
    winners: Sequence[int],
    as_of_day: EndingRate,
    as_known: dict[str, object] | None,
) -> tuple[str, ...]:
    """Sentences on level, inputs, controls and the event's own channel.

    Args:
        place: Key or folder of the dossier, as it was asked for.
        dossier: The war.
        question: The question.
        frozen: Frozen numbers of the dossier.
        controls: Controls, twins and printed rows.
        checks: Checks on the prior of the war.
        without: The world without the event.
        with_event: The world with it.
        winners: Indices of the actors on the side that takes the place.
        as_of_day: The class's agreements in windows closed by the day.
        as_known: Row of the contrasts that uses only what was stated by the day; None
            if the event is left out of both worlds, of whose effect nothing is then
            said.
    """
    failed = [in_words(dossier, row.name) for row in checks if not row.passed]
    roles = [row.role for row in controls]
    moved = with_event.course.log_power[:, 0] - without.course.log_power[:, 0]
    takes = bool(without.path.watch)
    holdings = [one.support for one in dossier.holdings]
    gains = " and ".join(
        f"{row.power_shift:+.2f}"
        for row in controls
        if row.role == "control" and row.spec.gain == "full"
    )
    news = [row for row in controls if row.spec.gain in _NEWS]
    sentences = [
        "The level is anchored to the class of like wars, and raised or lowered by "
        "where the talks stand at the start; the model finds the ratio, not the level.",
        _reach(dossier, question, as_of_day, as_known),
        f"Who held a place at the start is inferred, not reported, for "
        f"{holdings.count('inferred')} of {len(holdings)} places.",
        f"All {roles.count('control')} controls passed and all {roles.count('twin')} "
        "wrong twins failed: the laboratory can say nearer, further and no "
        "difference. They test gains on the ground, do not tell the two encodings "
        "apart, and do not make it right.",
        f"The event itself moves log power by {signed(float(np.median(moved)))} in the "
        f"first month counted; the gains of the controls by {gains}.",
        *_place(without, with_event, winners),
        _news(frozen, takes),
        "It is a contrast between two worlds of a model, not an identified effect: "
        + (
            "the capture is itself an outcome of the truce, of the air campaign and of "
            "the other side's decline."
            if takes
            else "an act like this has causes of its own, which no world here has."
        ),
    ]
    if as_known is not None:
        sentences.insert(1, _sign(without, news=takes))
    if news:
        told = {gain: [r for r in news if r.spec.gain == gain] for gain in _NEWS}
        sentences.insert(
            len(sentences) - 3,
            "In the small wars the news alone reads as theory has it in "
            + " and ".join(f"{100 * row.pooled:.0f}" for row in told["news"])
            + " of 100 draws; reversed, in "
            + " and ".join(f"{100 * row.pooled:.0f}" for row in told["news_reversed"])
            + ".",
        )
    if failed:
        sentences.insert(
            1,
            f"{len(failed)} of {len(checks)} checks on the prior of the war fail: "
            f"{'; '.join(failed)}.",
        )
    if not checks:
        sentences.insert(
            1,
            "No check on the prior of the war was made for this start, so how near it "
            "comes to the war on record is not known here.",
        )
    if frozen.dossier_sha256 != dossier.sha256:
        sentences.insert(
            1,
            "The frozen numbers were computed from another edition of this dossier; "
            f"run `sinequanon freeze {place}` to renew them.",
        )
    return tuple(sentences)


def _reach(
    dossier: Dossier,
    question: Question,
    as_of_day: EndingRate,
    as_known: dict[str, object] | None,
) -> str:
    """Which inputs are younger than the day of the question, and what hangs on them."""
    told = (
        "In "
        if as_known is None
        else "With what was stated by the day the difference is "
        f"{points(cast(float, as_known['difference']))}; in "
    )
    known = known_by(dossier, day_of(question.as_of))
    late = len(dossier.positions) - len(known.positions)
    dated = sum(one.said is not None for one in dossier.positions)
    inferred = len(dossier.positions) - dated
    undated = f" ({inferred} more positions have none)" if inferred else ""
    strengths = len(dossier.strengths) - len(known.strengths)
    return (
        f"Inputs reach beyond the day of the question: {late} of {dated} positions "
        f"with a date and {strengths} of {len(dossier.strengths)} strengths were "
        f"stated later{undated}, and the war's priors were set with later totals in "
        f"view. {told}windows "
        f"closed by the day the base rate is {in_hundred(as_of_day.value)} "
        f"({100 * as_of_day.low:.0f} to {100 * as_of_day.high:.0f})."
    )


def _news(frozen: FrozenNumbers, takes: bool) -> str:
    """What the event is taken to tell the parties, and how well that is known."""
    spread = (
        f"{frozen.news_taken:+.3f} in log power, with a Monte Carlo error of "
        f"{frozen.news_error:.3f}, beside a spread of {frozen.power_sd:.2f}"
    )
    if takes:
        return (
            "What the taking of the place tells about the balance, by the model's own "
            f"runs: {spread}. Parties are taken to know the balance and to hear the "
            "news besides."
        )
    return (
        "What the event does to the balance over the first months in which peace is "
        f"counted, by the model's own runs: {spread}. Parties are taken to see the "
        "balance as it is, and an act is no other news to them."
    )


def _place(
    without: WorldResult, with_event: WorldResult, winners: Sequence[int]
) -> tuple[str, ...]:
    """How the event's place goes on, if it takes one."""
    return (_held(without, with_event, winners),) if without.path.watch else ()


def _held(without: WorldResult, with_event: WorldResult, winners: Sequence[int]) -> str:
    """How the place goes on in either world."""
    shares = [
        world.path.watched[:, 0, list(winners)].sum(axis=1)
        for world in (without, with_event)
    ]
    months = with_event.course.log_power.shape[1]
    lost = float((shares[1][:, -months:].min(axis=1) < 0.5).mean())
    gained = float((shares[0][:, -1] > 0.5).mean())
    apart = without.scenario.world != with_event.scenario.world
    words = (
        f"Without the event the winner's side holds more than half of the place by the "
        f"horizon in {100 * gained:.0f} of 100 runs"
    )
    if apart:
        words += f"; with it, it loses it at some time in {100 * lost:.0f}"
    if apart and gained > 0.5 > lost:
        return f"{words}. So the contrast is largely between now and later."
    return f"{words}."


def _sign(without: WorldResult, *, news: bool) -> str:
    """Which inputs the sign of the answer rests on."""
    balance = float(np.median(without.course.log_power[:, 0]))
    towards = "leaves" if balance > 0.0 else "moves towards"
    prior = {one.name: one.median for one in BARGAIN_PARAMETERS}
    helps = "help" if prior["stalemate_slope"] > 0.0 else "hinder"
    more = "more" if prior["credulity_a"] > prior["credulity_b"] else "no more"
    believed = (
        f"; and that side is taken to believe the news {more} than the other"
        if news
        else ""
    )
    return (
        f"The sign rests on inputs. The balance at the start is {balance:+.2f} in log "
        f"power for the winner's side, so its gain {towards} stalemate, which most "
        f"draws take to {helps} a settlement{believed}. What would turn it shows each."
    )

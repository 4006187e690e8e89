"""The fourth lens: each claim's criterion and what its test found, as answer rows."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from jaxtyping import Bool

from sinequanon.answer import ClaimResult
from sinequanon.argument import (
    THESES,
    Argument,
    Departure,
    Effects,
    judge,
    load_claims,
    record_tables,
)
from sinequanon.bargain import agreed_by, draw_minds, surpluses
from sinequanon.dossier import (
    Dossier,
    Question,
    day_of,
    known_by,
    without_sources,
)
from sinequanon.model import CELLS
from sinequanon.question import Case, WorldResult

DEPARTURE_DRAWS = 1000
"""Draws of the bargain that the criterion on departure asks for (rule BAR)."""

PerDraw = Bool[np.ndarray, " draws"]

DEPARTURE = ("presidency", "stays")
"""The option whose absence from every settlement of the zone is a departure."""


def as_known(place: str, dossier: Dossier, question: Question) -> Dossier:
    """The dossier by the day of the question, without the tested authors' statements.

    Args:
        place: Key or folder of the dossier.
        dossier: The war, as it was asked of.
        question: Its question.
    """
    argument = load_claims(place)
    surnames = {
        claim.author.split(" (")[0].split()[-1]
        for claim in argument.claims.claims
        if claim.id in THESES
    }
    theirs = [
        source.key
        for source in dossier.sources
        if any(name in source.author for name in surnames)
    ]
    thinned = known_by(dossier, day_of(question.as_of))
    return without_sources(thinned, theirs) if theirs else thinned


def departure(case: Case, world: WorldResult) -> Departure | None:
    """By coalition and encoding: is the zone open, and is departure in all its terms?

    None for a dossier that has no such issue. The minds are fresh draws; the courses of
    the world are used in turn.

    Args:
        case: The case.
        world: The world with the event.
    """
    table = case.table
    if DEPARTURE[0] not in table.issues:
        return None
    minds = draw_minds(table, seed=world.size.seed, draws=DEPARTURE_DRAWS)
    rows = np.arange(DEPARTURE_DRAWS) % world.size.runs
    course = world.course.take(rows)
    since = np.array([0.0]) - world.scenario.news_delay
    issue, stays = table.option(*DEPARTURE)
    leaves = table.terms[:, issue] != stays
    found: dict[tuple[str, bool], tuple[PerDraw, PerDraw]] = {}
    for red_lines in (True, False):
        cell = next(one for one in CELLS if (one.encoding == "red_lines") is red_lines)
        accepted = (
            surpluses(
                table,
                minds,
                log_power=course.log_power[:, :1],
                intensity=course.intensity[:, :1],
                news=minds.news(world.scenario.news, since),
                encoding=cell.encoding,
                mapping=cell.mapping,
                quarter=0,
            )
            >= 0.0
        )
        for at, name in enumerate(table.coalition_names):
            inside = agreed_by(accepted, table.rule(at))
            is_open: PerDraw = np.any(inside, axis=1)
            without_it: PerDraw = np.any(inside & ~leaves[None, :], axis=1)
            found[name, red_lines] = (is_open, is_open & ~without_it)
    return found


def claim_results(
    dossier: str,
    *,
    effects: Effects | None,
    neutral: dict[str, Effects],
    reach: Sequence[Effects],
    departed: Departure | None,
) -> tuple[tuple[ClaimResult, ...], Argument]:
    """What a test found for every claim of the dossier, and where it was read from.

    Args:
        dossier: Key or folder of the dossier.
        effects: Chances with and without the event; None if no model was run.
        neutral: The same with an input set to neutral, by its name.
        reach: Effects of lasting shifts of the balance of several sizes.
        departed: From `departure`; None if no model was run.
    """
    argument = load_claims(dossier)
    findings = judge(
        argument,
        tables=record_tables(),
        effects=effects,
        neutral=neutral,
        reach=reach,
        departure=departed,
    )
    return tuple(ClaimResult(**asdict(finding)) for finding in findings), argument

"""All laws, tried: which comparison answers which part, and what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sinequanon.errors import Fault, QuestionError
from sinequanon.laws import (
    backers,
    civilians,
    deals,
    durations,
    flight,
    forces,
    parties,
)
from sinequanon.laws.book import Law, LawBook, Part
from sinequanon.laws.lab import Lab, LawSize
from sinequanon.laws.measured import VERDICTS, Found, Measured, Verdict, judged

Progress = Callable[[str, int, int], None]
"""Called with (phase, parts done, parts in all)."""

DEFAULT_SIZE = LawSize(draws=128, lucks=2, seed=1)
"""What `sinequanon war laws` runs if it is not told otherwise."""

COMPARISONS: dict[str, Callable[[Lab], Measured]] = {
    "1b.alive_1y": durations.alive_1y,
    "1b.alive_5y": durations.alive_5y,
    "1d.settlement": durations.settlement_with_age,
    "1d.victory": durations.victory_with_age,
    "1d.fade": durations.fade_with_age,
    "1d.any_end": durations.any_end_with_age,
    "1f.settlement": durations.broken_in_five_years,
    "F1.fade_share": durations.fade_share,
    "F1.victories_early": durations.victories_early,
    "F2.settlement": parties.veto_settlement,
    "F2.any_end": parties.veto_any_end,
    "F3.settlement": parties.own_aims_settlement,
    "F3.any_end": parties.own_aims_any_end,
    "F4.state_victory": backers.state_victory,
    "F4.state_settlement": backers.state_settlement,
    "F4.rebel_victory": backers.rebel_victory,
    "F4.rebel_settlement": backers.rebel_settlement,
    "F5.both_sides": backers.both_any_end,
    "F5.one_side": backers.state_any_end,
    "F7.settlement": parties.strong_rebels,
    "F7.last_step": parties.last_step,
    "F7.any_end": parties.strong_rebels_any_end,
    "F7.concessions": parties.concessions,
    "F8.settlement": parties.middle_step,
    "F9.interaction": parties.intensity_at_parity,
    "F12.implementation": deals.guarantee_implementation,
    "F12.signature": deals.guarantee_signature,
    "F12.largest": deals.guarantee_largest,
    "F13.sharing": deals.sharing_signature,
    "F13.stalemate": deals.stalemate_signature,
    "F13.implementation": deals.sharing_implementation,
    "F21.possible": parties.partial_peace,
    "F21.unmoved": parties.outsider_unmoved,
    "F21.fights_on": parties.outsider_fights_on,
    "F24.settlement": parties.indivisible_settlement,
    "F24.any_end": parties.indivisible_any_end,
    "F26.rate": forces.truce_years,
    "F26.intense": forces.truces_with_intensity,
    "F26.foreign": forces.truces_with_backers,
    "F27.surrender": forces.surrendered,
    "F28.selective": civilians.selective_curve,
    "F28.indiscriminate": civilians.indiscriminate_curve,
    "F30.deters": civilians.killing_deters,
    "F31.recruits": civilians.killing_recruits,
    "F33.weak": civilians.weak_rebels_kill,
    "F34.backed": civilians.backed_rebels_kill,
    "F35.losses": civilians.losing_rebels_kill,
    "F36.weaker": backers.rebels_weaker,
    "F36.abuse": backers.rebels_abusive,
    "F37.funded": backers.funded,
    "F37.several": backers.several,
    "F38.counter": backers.counter,
    "F40.realigned": forces.realigned,
    "F41.against_state": forces.factions_against_state,
    "F41.civilians": forces.factions_against_civilians,
    "F43.gains": forces.sparing,
    "F49.scope": flight.scope_or_intensity,
    "F49.intensity": flight.intensity_elasticity,
    "F50.flight": flight.flight_from_killing,
    "F58.parity": parties.last_step,
    "F58.gain": parties.state_gain,
}
"""The comparison of each part, by its name."""

_UNTRIED: dict[str, Verdict] = {
    "no_mechanism": "no mechanism",
    "data_check": "data check",
}


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One part of a law, and what was found if it could be compared."""

    law: Law
    part: Part
    verdict: Verdict
    found: Found | None = None

    @property
    def name(self) -> str:
        """Id of the law and key of the part."""
        return self.law.name(self.part)


def chosen(book: LawBook, only: Sequence[str]) -> tuple[tuple[Law, Part], ...]:
    """Parts of the laws that are named, by id or by id and key; all if none is.

    Raises:
        QuestionError: With every name that is not in the list.
    """
    every = [(law, part) for law in book.laws for part in law.parts]
    known = {law.id for law, _ in every} | {law.name(part) for law, part in every}
    unknown = [name for name in only if name not in known]
    if unknown:
        raise QuestionError(
            [
                Fault(
                    where="--only",
                    found=f"no law {name!r}",
                    fix="name laws such as F2 or F2.settlement; without it all are run",
                )
                for name in unknown
            ]
        )
    return tuple(
        (law, part)
        for law, part in every
        if not only or law.id in only or law.name(part) in only
    )


def try_laws(
    book: LawBook,
    size: LawSize,
    *,
    only: Sequence[str] = (),
    progress: Progress | None = None,
) -> tuple[Tried, ...]:
    """Every law laid against the model, in the order of the list.

    A finding that the model contradicts is a result and not an error.

    Args:
        book: The list of laws.
        size: Draws of the prior, lucks of each, and the seed.
        only: Ids of laws or names of parts; all by default.
        progress: Called as parts are done.

    Raises:
        QuestionError: If `only` names what is not there, or the size is too small.
    """
    parts = chosen(book, only)
    if size.draws < _FEWEST or size.lucks < 1:
        raise QuestionError(
            [
                Fault(
                    where="--draws",
                    found=f"{size.draws} draws of {size.lucks} lucks",
                    fix=f"ask for at least {_FEWEST} draws",
                )
            ]
        )
    lab = Lab(book.premises, size)
    tried: list[Tried] = []
    for done, (law, part) in enumerate(parts):
        if progress is not None:
            progress("comparisons", done, len(parts))
        if part.kind in _UNTRIED:
            tried.append(Tried(law=law, part=part, verdict=_UNTRIED[part.kind]))
            continue
        found = judged(part, COMPARISONS[law.name(part)](lab))
        tried.append(Tried(law=law, part=part, verdict=found.verdict, found=found))
    return tuple(tried)


_FEWEST = 8
"""Draws below which an interval over draws says nothing."""


def counted(tried: Sequence[Tried]) -> dict[Verdict, int]:
    """How many parts came to each verdict, the unflattering ones first."""
    return {
        verdict: sum(one.verdict == verdict for one in tried) for verdict in VERDICTS
    }

"""Sentences about a table: its rule, what was filled in, how sure a share is."""

from math import sqrt

from sinequanon.bargain import MOST_DEMANDS, MOST_LISTED
from sinequanon.tabling.looking import Looked
from sinequanon.tabling.tabled import Tabled


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def rule_in_words(tabled: Tabled) -> str:
    """Whose agreement suffices, in words that follow "it needs"."""
    names = [tabled.parties[party] for party in tabled.table.parties]
    return f"{tabled.rule.words(names)} ({tabled.rule_label})"


def seat_of(tabled: Tabled, party: int) -> str:
    """How a party counts: it must agree, counts in a group, or is outside."""
    if party in tabled.rule.vetoes:
        return "must agree"
    if party in tabled.agreeing:
        return "counts in a group"
    return "outside"


def notes_of(looked: Looked) -> tuple[str, ...]:
    """What a reader must know of the numbers: defaults, doubts, limits."""
    tabled, table = looked.tabled, looked.tabled.table
    draws = looked.plan.draws
    error = 100.0 / sqrt(draws)
    notes = [
        f"A chance is a share of {draws} draws of what is not known; it moves by up to "
        f"{error:.0f} points with the draws, and says how far the ranges that were "
        "given leave a thing open. It is no forecast.",
        *tabled.notes,
    ]
    unsaid = [tabled.parties[p] for p in table.parties if p not in tabled.fighting]
    if unsaid:
        low, high = tabled.balance
        odds = (
            "even odds"
            if (low, high) == (0.5, 0.5)
            else f"a chance of {low:g} to {high:g} for side a"
        )
        notes.append(
            f"Worth of fighting on was not given for {_listed(unsaid)}: it is the "
            f"model's own at {odds}, a party's own optimism added, less the cost of an "
            "average war (docs/bargain.md)."
        )
    lines = [
        (party, issue)
        for p, party in enumerate(table.parties)
        for i, issue in enumerate(table.issues)
        if table.red_lines[p, i].any() and (party, issue) not in tabled.real
    ]
    if lines:
        notes.append(
            f"Chance of being real not given for {len(lines)} of the stated red lines: "
            "it is the model's own, about two in three (5 to 95 %: .34 to .92)."
        )
    if not table.exposed.any():
        notes.append(
            "No party loses by disarming, so no promise is feared to be broken, and "
            "both readings of that risk agree."
        )
    outside = [
        tabled.parties[party]
        for at, party in enumerate(table.parties)
        if at not in tabled.agreeing
    ]
    if outside:
        notes.append(f"Outside the rule, and so no veto: {_listed(outside)}.")
    if not tabled.rule.unanimous:
        notes.append(
            "Nash and Kalai-Smorodinsky take every party that the rule names as if "
            "each had to agree."
        )
    notes.extend(_demand_notes(looked))
    if not looked.outside.borne:
        notes.append("The zone is empty in every draw and reading: that is the answer.")
    return tuple(notes)


def _demand_notes(looked: Looked) -> list[str]:
    """What was not listed of the demands that clash, or needed more than usual."""
    opening, clash = looked.opening, looked.clash
    if opening is None:
        return [
            "There are too many stated demands or smallest coalitions to list which "
            "clash; the zone itself counts them all."
        ]
    notes: list[str] = []
    if clash is None:
        notes.append(
            f"In some draws more than {MOST_DEMANDS} stated demands are real at once: "
            "which of them clash is listed with the extra `sinequanon[sat]` only, or "
            "for a smaller coalition. The zone itself counts them all."
        )
    elif clash.cut:
        notes.append(
            f"In {100 * clash.cut:.0f} of 100 draws so many demands are real at once "
            "that only the smallest sets that clash are listed."
        )
    if opening.many:
        words = (
            f"In {opening.many} of {opening.looks} draws and readings of risk more "
            f"than {MOST_DEMANDS} red lines stand in the way at once"
        )
        rest = (
            f"; in {opening.cut} of them more than {MOST_LISTED} smallest changes "
            f"would open the zone, and the smallest {MOST_LISTED} are counted"
            if opening.cut
            else "; all smallest changes that would open the zone are counted"
        )
        notes.append(f"{words}{rest}.")
    return notes

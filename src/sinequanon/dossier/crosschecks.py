"""Checks of a dossier's entries against one another, beyond the keys that they name."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from sinequanon.dossier.dates import day_of
from sinequanon.dossier.reading import Files, Located
from sinequanon.dossier.references import reference_faults
from sinequanon.errors import Fault


def cross_faults(files: Files) -> list[Fault]:
    """Everything that is wrong between entries, each of which is right by itself."""
    checks: list[Callable[[Files], Iterator[Fault]]] = [
        reference_faults,
        _twice,
        _every_place_held,
        _every_actor_strong,
        _every_preference,
        _coalitions,
        _exclusions,
        _borders,
        _events,
        _questions,
    ]
    return [fault for check in checks for fault in check(files)]


_IDENTITY: dict[str, Callable[[Any], object]] = {
    "relations": lambda entry: (frozenset((entry.a, entry.b)), entry.since),
    "borders": lambda entry: frozenset((entry.a, entry.b)),
    "holdings": lambda entry: entry.pcode,
    "places": lambda entry: entry.pcode,
    "preferences": lambda entry: (entry.party, entry.issue),
    "exclusions": lambda entry: frozenset(entry.options.items()),
}
"""What makes two entries of a list the same; else it is their key."""


def _twice(files: Files) -> Iterator[Fault]:
    for section, rows in files.entries.items():
        identity = _IDENTITY.get(section)
        first: dict[object, Located] = {}
        for row in rows:
            if identity is None and "key" not in row.fields:
                continue
            mark = identity(row.entry) if identity else row.entry.key
            if mark in first:
                yield Fault(
                    where=row.where(),
                    found=f"{row.name} stands twice, first at {first[mark].where()}",
                    fix="keep one of them",
                )
            first.setdefault(mark, row)


def _every_place_held(files: Files) -> Iterator[Fault]:
    held = files.keys.get("holdings")
    if held is None:
        return
    for row in files.entries.get("places", []):
        place = row.entry
        if place.pcode not in held:
            yield Fault(
                where=row.where(),
                found=f"{row.name} ({place.name}) has no holder at the start",
                fix="add a row for it to control.csv",
            )


def _every_actor_strong(files: Files) -> Iterator[Fault]:
    if "strengths" not in files.entries:
        return
    used: set[str] = {
        row.entry.actor for row in files.entries["strengths"] if row.entry.used
    }
    for row in files.entries.get("actors", []):
        key: str = row.entry.key
        if key not in used:
            yield Fault(
                where=row.where(),
                found=f"{row.name} has no used statement of its strength",
                fix="add one to strengths.yaml, with used: true",
            )


def _every_preference(files: Files) -> Iterator[Fault]:
    """Each party values each option of each issue."""
    if "preferences" not in files.entries:
        return
    rows: dict[tuple[str, str], Any] = {}
    for row in files.entries["preferences"]:
        entry = row.entry
        rows[entry.party, entry.issue] = row
    options = {
        row.entry.key: [o.key for o in row.entry.options]
        for row in files.entries.get("issues", [])
    }
    for row in files.entries.get("parties", []):
        party: str = row.entry.key
        for issue, known in options.items():
            found = rows.get((party, issue))
            if found is None:
                yield Fault(
                    where=row.where(),
                    found=f"{row.name} has no preference on issue {issue!r}",
                    fix="add one to preferences.yaml; 0 to 1 where nothing is known",
                )
                continue
            lacking = [option for option in known if option not in found.entry.values]
            if lacking:
                yield Fault(
                    where=found.where("values"),
                    found=f"{found.name} has no value for {', '.join(lacking)}",
                    fix="add a range for each option; 0 to 1 where nothing is known",
                )


def _coalitions(files: Files) -> Iterator[Fault]:
    rows = files.entries.get("coalitions")
    if rows is None:
        return
    first: dict[object, Located] = {}
    for row in rows:
        members: tuple[str, ...] = row.entry.members
        for member, times in Counter(members).items():
            if times > 1:
                yield Fault(
                    where=row.where("members"),
                    found=f"{row.name} names {member!r} {times} times",
                    fix="name each member once",
                )
        whole = (frozenset(members), repr(row.entry.groups))
        same = first.setdefault(whole, row)
        if same is not row:
            yield Fault(
                where=row.where("members"),
                found=f"{row.name} has the members of {same.name}",
                fix="keep one of them",
            )
    main = [row for row in rows if row.entry.main]
    if rows and len(main) != 1:
        yield Fault(
            where=(main[1] if main else rows[0]).where(),
            found=f"{len(main)} coalitions are marked as the main one",
            fix="set main: true on exactly one",
        )


def _exclusions(files: Files) -> Iterator[Fault]:
    """An exclusion joins two issues, and together they leave a settlement open."""
    excluded: set[frozenset[tuple[str, str]]] = set()
    for row in files.entries.get("exclusions", []):
        pairs: dict[str, str] = row.entry.options
        if len(pairs) < 2:
            yield Fault(
                where=row.where("options"),
                found="the exclusion names fewer than two issues",
                fix="name the options of at least two issues",
            )
        excluded.add(frozenset(pairs.items()))
    issues: list[Any] = [row.entry for row in files.entries.get("issues", [])]
    for one, two in combinations(issues, 2):
        combined = {
            frozenset([(one.key, a.key), (two.key, b.key)])
            for a in one.options
            for b in two.options
        }
        if combined <= excluded:
            yield Fault(
                where=files.entries["exclusions"][0].where(),
                found=f"the exclusions leave no settlement of {one.key} and {two.key}",
                fix="remove one of them",
            )


def _borders(files: Files) -> Iterator[Fault]:
    for row in files.entries.get("borders", []):
        border = row.entry
        if border.a == border.b:
            yield Fault(
                where=row.where(),
                found=f"{row.name} joins a place to itself",
                fix="remove the row",
            )


def _events(files: Files) -> Iterator[Fault]:
    """Nothing in an event's change is said twice or of one actor alone."""
    for row in files.entries.get("events", []):
        event = row.entry
        for index, change in enumerate(event.changes):
            pairs = [
                (change.to, change.taken_from),
                (change.to, change.actor),
                (change.a, change.b),
            ]
            if any(x is not None and x == y for x, y in pairs):
                yield Fault(
                    where=row.where("changes", index),
                    found=f"{row.name}: a change has one actor on both sides",
                    fix="name two actors",
                )


def _questions(files: Files) -> Iterator[Fault]:
    """A question has one main contrast, a known conflict, and no later news."""
    conflicts: set[int] = set()
    for row in files.entries.get("war", []):
        war = row.entry
        conflicts = {conflict.id for conflict in war.conflicts}
    days: dict[str, Any] = {}
    for row in files.entries.get("events", []):
        event = row.entry
        days[event.key] = day_of(event.date)
    for row in files.entries.get("questions", []):
        question = row.entry
        main = sum(contrast.main for contrast in question.contrasts)
        if main != 1:
            yield Fault(
                where=row.where("contrasts"),
                found=f"{row.name}: {main} contrasts are marked as the main one",
                fix="set main: true on exactly one",
            )
        if conflicts and question.conflict not in conflicts:
            yield Fault(
                where=row.where("conflict"),
                found=f"{row.name}: conflict {question.conflict} is not in war.yaml",
                fix=f"use one of {', '.join(str(i) for i in sorted(conflicts))}",
            )
        if question.event in days and days[question.event] > day_of(question.as_of):
            yield Fault(
                where=row.where("as_of"),
                found=f"{row.name}: the event comes after as_of",
                fix="ask as of a day on or after the event",
            )

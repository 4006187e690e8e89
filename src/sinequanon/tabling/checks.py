"""Checks of a table's entries against one another, each of which is right by itself."""

from collections.abc import Iterator
from math import prod

from sinequanon.dossier import Group, suggestion
from sinequanon.errors import Fault
from sinequanon.tabling.reading import Sheets

MOST_SETTLEMENTS = 2_000_000
"""Combinations of options that a table may have, before exclusions."""


def table_faults(sheets: Sheets) -> list[Fault]:
    """Everything that is wrong between the entries of a table."""
    checks = (_few, _twice, _names, _values, _red_lines, _exclusions, _rule, _size)
    return [fault for check in checks for fault in check(sheets)]


def _few(sheets: Sheets) -> Iterator[Fault]:
    if len(sheets.party_keys) == 1:
        yield Fault(
            where=sheets.raw.where("parties"),
            found="the table has one party",
            fix="add the parties that it bargains with",
        )
    seated = [party for party in sheets.parties if party.at_table]
    several = len(sheets.parties) >= 2 and not sheets.faults
    if several and len(seated) < 2 and sheets.rule is None:
        yield Fault(
            where=sheets.raw.where("parties"),
            found=f"{len(seated)} parties are at the table",
            fix="take at_table: false from one, or name them in rule: members",
        )


def _twice(sheets: Sheets) -> Iterator[Fault]:
    lists = {
        "parties": [party.key for party in sheets.parties],
        "issues": [issue.key for issue in sheets.issues],
        "values": [f"{row.party} on {row.issue}" for row in sheets.values],
        "positions": [f"{row.party} on {row.issue}" for row in sheets.positions],
    }
    for section, keys in lists.items():
        for at, key in enumerate(keys):
            if key in keys[:at]:
                first = sheets.where(section, keys.index(key))
                yield Fault(
                    where=sheets.where(section, at),
                    found=f"{section}: {key} stands twice, first at {first}",
                    fix="keep one of them",
                )


def _unknown(where: str, noun: str, key: str, known: list[str]) -> Fault:
    return Fault(
        where=where,
        found=f"unknown {noun} {key!r}",
        fix=suggestion(key, known) or f"name a {noun} of this table",
    )


def _names(sheets: Sheets) -> Iterator[Fault]:
    """Keys in values and positions that name nothing."""
    parties = sheets.party_keys
    options = sheets.option_keys
    for section, rows in (("values", sheets.values), ("positions", sheets.positions)):
        for at, row in enumerate(rows):
            if row.party not in parties:
                where = sheets.where(section, at, "party")
                yield _unknown(where, "party", row.party, parties)
            if row.issue not in options:
                where = sheets.where(section, at, "issue")
                yield _unknown(where, "issue", row.issue, list(options))
    for at, row in enumerate(sheets.values):
        for option in row.values:
            if option not in options.get(row.issue, [option]):
                where = sheets.where("values", at, "values", option)
                yield _unknown(where, "option", option, options[row.issue])
    for at, row in enumerate(sheets.positions):
        known = options.get(row.issue)
        if known is None:
            continue
        if row.option is not None and row.option not in known:
            where = sheets.where("positions", at, "option")
            yield _unknown(where, "option", row.option, known)
        for index, option in enumerate(row.forbids):
            if option not in known:
                where = sheets.where("positions", at, "forbids", index)
                yield _unknown(where, "option", option, known)


def _values(sheets: Sheets) -> Iterator[Fault]:
    """Each party values each option of each issue."""
    rows = {(row.party, row.issue): at for at, row in enumerate(sheets.values)}
    for index, party in enumerate(sheets.parties):
        for issue, options in sheets.option_keys.items():
            at = rows.get((party.key, issue))
            if at is None and (party.key, issue) in sheets.valued:
                continue
            if at is None:
                yield Fault(
                    where=sheets.where("parties", index),
                    found=f"party {party.key} has no values on issue {issue!r}",
                    fix="add them to values; 0 to 1 where nothing is known",
                )
                continue
            lacking = [o for o in options if o not in sheets.values[at].values]
            if lacking:
                yield Fault(
                    where=sheets.where("values", at),
                    found=f"{party.key} on {issue}: no value for {', '.join(lacking)}",
                    fix="add a range for each option; 0 to 1 where nothing is known",
                )


def _red_lines(sheets: Sheets) -> Iterator[Fault]:
    options = sheets.option_keys
    for at, row in enumerate(sheets.positions):
        if row.issue in options and set(row.forbids) >= set(options[row.issue]):
            yield Fault(
                where=sheets.where("positions", at, "forbids"),
                found=f"{row.party} forbids every option of {row.issue}",
                fix="leave it an option that it does not forbid",
            )


def _exclusions(sheets: Sheets) -> Iterator[Fault]:
    options = sheets.option_keys
    for at, row in enumerate(sheets.exclusions):
        for issue, option in row.options.items():
            where = sheets.where("exclusions", at, "options", issue)
            if issue not in options:
                yield _unknown(where, "issue", issue, list(options))
            elif option not in options[issue]:
                yield _unknown(where, "option", option, options[issue])
        if len(row.options) < 2:
            yield Fault(
                where=sheets.where("exclusions", at),
                found="the exclusion names fewer than two issues",
                fix="name the options of at least two issues",
            )


def _rule(sheets: Sheets) -> Iterator[Fault]:
    if sheets.rule is None:
        return
    parties = sheets.party_keys
    for at, key in enumerate(sheets.rule.members):
        where = sheets.raw.where("rule", "members", at)
        if key not in parties:
            yield _unknown(where, "party", key, parties)
        if key in sheets.rule.members[:at]:
            yield Fault(
                where=where, found=f"{key} stands twice in members", fix="keep one"
            )
    for at, group in enumerate(sheets.rule.groups):
        for index, key in enumerate(group.of):
            if key not in parties:
                where = sheets.raw.where("rule", "groups", at, "of", index)
                yield _unknown(where, "party", key, parties)
        yield from _group(sheets, at, group)


def _group(sheets: Sheets, at: int, group: Group) -> Iterator[Fault]:
    if len(set(group.of)) < len(group.of):
        yield Fault(
            where=sheets.raw.where("rule", "groups", at, "of"),
            found="a party stands twice in a group",
            fix="name each once",
        )


def _size(sheets: Sheets) -> Iterator[Fault]:
    count = prod(len(issue.options) for issue in sheets.issues)
    if count > MOST_SETTLEMENTS:
        yield Fault(
            where=sheets.raw.where("issues"),
            found=f"the options combine to {count:,} settlements",
            fix=f"merge options or drop an issue: {MOST_SETTLEMENTS:,} are the most",
        )

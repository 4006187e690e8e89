"""Tables from files and from dossiers, ready to be looked at."""

from pathlib import Path

from sinequanon.bargain import Group, Table, make_table, table_of
from sinequanon.dossier import Dossier, Group as Members
from sinequanon.errors import DossierError, Fault, QuestionError
from sinequanon.tabling.checks import table_faults
from sinequanon.tabling.reading import Sheets, read_raw, read_sheets
from sinequanon.tabling.schema import Span
from sinequanon.tabling.tabled import Outsider, Pair, Tabled

_SIDES = {"a": 1, "b": -1, "neither": 0}


def read_tabled(path: Path) -> Tabled:
    """The table that a file holds.

    Args:
        path: A YAML file, or a CSV file or an .xlsx workbook in long form.

    Raises:
        DossierError: With every fault of the file, if there is any.
    """
    sheets = read_sheets(read_raw(path))
    faults = [*sheets.faults, *table_faults(sheets)]
    if faults:
        raise DossierError(faults)
    heading, rule = sheets.heading, sheets.rule
    table = _table(sheets)
    return Tabled(
        title=heading.title,
        about=heading.about or "",
        origin=path.name,
        table=table,
        coalition=0,
        rule_label=rule.label if rule else "every party at the table must agree",
        parties={party.key: party.name for party in sheets.parties},
        issues={issue.key: issue.label for issue in sheets.issues},
        options={
            (issue.key, option.key): option.label
            for issue in sheets.issues
            for option in issue.options
        },
        fighting={p.key: _pair(p.fighting) for p in sheets.parties if p.fighting},
        real={(r.party, r.issue): _pair(r.real) for r in sheets.positions if r.real},
        power={party.key: party.power for party in sheets.parties},
        asked={(r.party, r.issue): r.option for r in sheets.positions if r.option},
        balance=_pair(heading.balance),
        outsiders={
            party.key: Outsider(
                kind=party.spoiler, chance=_pair(party.spoils) if party.spoils else None
            )
            for party in sheets.parties
        },
        sources=_sources(sheets),
    )


def _pair(span: Span) -> Pair:
    return span.low, span.high


def _sources(sheets: Sheets) -> dict[str, str]:
    found = {f"{p.key}: fighting": p.source for p in sheets.parties if p.source}
    for row in sheets.values:
        if row.source:
            found[f"{row.party} on {row.issue}: values"] = row.source
    for row in sheets.positions:
        said = " / ".join(text for text in (row.words, row.source) if text)
        if said:
            found[f"{row.party} on {row.issue}: position"] = said
    return found


def _parts(sheets: Sheets) -> list[str | Group]:
    """Whose agreement suffices; a party that is not at the table is no veto unasked."""
    if sheets.rule is None:
        return [party.key for party in sheets.parties if party.at_table]
    power = {party.key: party.power for party in sheets.parties}
    return [*sheets.rule.members, *(_group(g, power) for g in sheets.rule.groups)]


def _group(group: Members, power: dict[str, float]) -> Group:
    if group.share is not None:
        own = group.power or {key: power[key] for key in group.of}
        needed = group.share * sum(own.values())
        return Group(of=group.of, needed=needed, power=own)
    if group.block is not None:
        return Group(of=group.of, needed=float(len(group.of) - group.block + 1))
    return Group(of=group.of, needed=float(group.at_least or len(group.of)))


def _table(sheets: Sheets) -> Table:
    try:
        return make_table(
            issues={i.key: [o.key for o in i.options] for i in sheets.issues},
            sides={party.key: _SIDES[party.side] for party in sheets.parties},
            values={
                (row.party, row.issue): {o: _pair(s) for o, s in row.values.items()}
                for row in sheets.values
            },
            saliences={(r.party, r.issue): _pair(r.salience) for r in sheets.values},
            coalitions={"rule": _parts(sheets)},
            red_lines=[
                (row.party, row.issue, option)
                for row in sheets.positions
                for option in row.forbids
            ],
            transfers=[
                (issue.key, option.key)
                for issue in sheets.issues
                for option in issue.options
                if option.transfer
            ],
            exclusions=[row.options for row in sheets.exclusions],
            outside=[party.key for party in sheets.parties if not party.at_table],
            keeps={
                (issue.key, option.key): option.keeps_arms
                for issue in sheets.issues
                for option in issue.options
                if option.keeps_arms is not None
            },
            exposed=[
                party.key
                for party in sheets.parties
                if (party.side == "b" if party.disarms is None else party.disarms)
            ],
        )
    except ValueError as error:
        # Which exclusions leave nothing cannot be pinned on one of them.
        empty = "no settlement" in str(error)
        fault = Fault(
            where=sheets.raw.where("exclusions" if empty else "rule"),
            found=str(error).partition(";")[0],
            fix="take one of the exclusions out" if empty else "correct the rule",
        )
        raise DossierError([fault]) from error


def tabled_of(dossier: Dossier, coalition: str | None = None) -> Tabled:
    """The table of a dossier, without its war.

    Args:
        dossier: The dossier.
        coalition: Key of the coalition that is asked of; the main one if left out.

    Raises:
        QuestionError: If the dossier has no such coalition.
    """
    known = {one.key: at for at, one in enumerate(dossier.coalitions)}
    if coalition is not None and coalition not in known:
        raise QuestionError.at(
            "--coalition",
            f"there is no coalition {coalition!r}",
            f"use one of {', '.join(known)}",
        )
    main = next(one.key for one in dossier.coalitions if one.main)
    at = known[coalition or main]
    table = table_of(dossier)
    return Tabled(
        title=dossier.war.title,
        about="The table of the dossier alone: no war is run for it.",
        origin=f"dossier {dossier.war.key}",
        table=table,
        coalition=at,
        rule_label=dossier.coalitions[at].label,
        parties={p.key: p.short for p in dossier.parties if p.key in table.parties},
        issues={issue.key: issue.label for issue in dossier.issues},
        options={
            (issue.key, option.key): option.label
            for issue in dossier.issues
            for option in issue.options
        },
        sources={
            f"{row.party} on {row.issue}: position": ", ".join(row.sources)
            for row in dossier.positions
            if row.party in table.parties and row.issue and row.stated
        },
    )

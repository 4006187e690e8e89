"""The argument's files of a dossier: claims, criteria in parts, evidence, its sources.

All faults of all files are told at once, each with file and line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sinequanon.argument.claim import Claim, ClaimFile, Meta
from sinequanon.argument.evidence import Base, Criterion, Missing, Statement
from sinequanon.argument.weighing import readable
from sinequanon.dossier import Entry, Source, Text, fault_of, read_text
from sinequanon.errors import DossierError, Fault

_SHIPPED = Path(__file__).parent.parent / "wars"
CLAIMS, CRITERIA = "claims.yaml", "criteria.yaml"
EVIDENCE, SOURCES = "evidence.yaml", "evidence_sources.yaml"


@dataclass(frozen=True, kw_only=True)
class Argument:
    """Everything that the tests of a dossier's claims need, checked against itself."""

    claims: ClaimFile
    criteria: tuple[Criterion, ...]
    missing: tuple[Missing, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    bases: tuple[Base, ...] = ()

    def claim(self, key: str) -> Claim:
        """The claim of an id.

        Raises:
            KeyError: If there is no such claim.
        """
        for claim in self.claims.claims:
            if claim.id == key:
                return claim
        raise KeyError(key)


def load_claims(dossier: str | Path) -> Argument:
    """The claims of a dossier with their criteria and evidence.

    Args:
        dossier: The key of a shipped dossier, or the path of a dossier's folder.

    Raises:
        DossierError: With every fault of every file, if there is any.
    """
    shipped = _SHIPPED / str(dossier)
    folder = shipped if (shipped / CLAIMS).is_file() else Path(dossier)
    faults: list[Fault] = []
    claims = _claim_file(folder / CLAIMS, faults)
    criteria, missing = _lists(
        folder / CRITERIA, {"criteria": Criterion, "missing": Missing}, faults
    )
    statements, bases = _lists(
        folder / EVIDENCE, {"statements": Statement, "bases": Base}, faults
    )
    (sources,) = _lists(folder / SOURCES, {"sources": Source}, faults)
    if claims is not None:
        known = {claim.id for claim in claims.claims}
        faults += _unknown_claims([*criteria, *missing, *statements], known)
        faults += _twice([*criteria, *missing])
    faults += _parts(criteria, statements)
    faults += _sources([*statements, *bases], sources)
    if claims is None or faults:
        raise DossierError(sorted(faults, key=lambda fault: _order(fault.where)))
    return Argument(
        claims=claims,
        criteria=tuple(row.entry for row in criteria),
        missing=tuple(row.entry for row in missing),
        statements=tuple(row.entry for row in statements),
        sources=tuple(row.entry for row in sources),
        bases=tuple(row.entry for row in bases),
    )


@dataclass(frozen=True, kw_only=True)
class _Row:
    """An entry and where it stands, as `claims.yaml:41`."""

    entry: Any
    where: str


def _order(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (where, 0)


def _read(file: Path, faults: list[Fault]) -> Text | None:
    try:
        text = read_text(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(
            Fault(
                where=file.name,
                found=f"the file cannot be read ({error.__class__.__name__})",
                fix=f"add {file.name}, saved as UTF-8",
            )
        )
        return None
    faults.extend(
        Fault(where=f"{file.name}:{each.line}", found=each.found, fix=each.fix)
        for each in text.problems
    )
    if isinstance(text.value, dict):
        return text
    if not text.problems:
        faults.append(
            Fault(
                where=f"{file.name}:1",
                found="the file has no keys at its top",
                fix="write its lists under their names",
            )
        )
    return None


def _claim_file(file: Path, faults: list[Fault]) -> ClaimFile | None:
    text = _read(file, faults)
    if text is None:
        return None
    try:
        return ClaimFile.model_validate(text.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            where = f"{file.name}:{text.line(tuple(detail['loc']))}"
            kind = Claim if detail["loc"][:1] == ("claims",) else Meta
            faults.append(fault_of(where, detail, kind, _inside(text.value, detail)))
        return None


def _inside(value: Any, detail: Any) -> Any:
    """The claim that a finding is about, for its name."""
    try:
        return value[detail["loc"][0]][detail["loc"][1]]
    except (KeyError, IndexError, TypeError):
        return value


def _lists(
    file: Path, kinds: dict[str, type[Entry]], faults: list[Fault]
) -> list[list[_Row]]:
    text = _read(file, faults)
    if text is None:
        return [[] for _ in kinds]
    return [_entries(file, text, name, kind, faults) for name, kind in kinds.items()]


def _entries(
    file: Path, text: Text, name: str, kind: type[Entry], faults: list[Fault]
) -> list[_Row]:
    rows: Any = text.value.get(name)
    if not isinstance(rows, list):
        fault = Fault(
            where=f"{file.name}:{text.line((name,))}",
            found=f"there is no list {name!r}",
            fix=f"add {name}: with one entry for each",
        )
        faults.append(fault)
        return []
    found: list[_Row] = []
    for index, value in enumerate(rows):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        try:
            entry = kind.model_validate(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_context=False):
                line = text.line((name, index, *detail["loc"]))
                faults.append(fault_of(f"{file.name}:{line}", detail, kind, value))
            continue
        where = f"{file.name}:{text.line((name, index))}"
        found.append(_Row(entry=entry, where=where))
    return found


def _unknown_claims(rows: Iterable[_Row], known: set[str]) -> list[Fault]:
    return [
        Fault(
            where=row.where,
            found=f"there is no claim {row.entry.claim!r}",
            fix="use an id of claims.yaml",
        )
        for row in rows
        if row.entry.claim not in known
    ]


def _twice(rows: Iterable[_Row]) -> list[Fault]:
    seen: dict[str, str] = {}
    faults: list[Fault] = []
    for row in rows:
        first = seen.setdefault(row.entry.claim, row.where)
        if first != row.where:
            faults.append(
                Fault(
                    where=row.where,
                    found=f"claim {row.entry.claim} stands at {first} already",
                    fix="keep one of them",
                )
            )
    return faults


def _parts(criteria: list[_Row], statements: list[_Row]) -> list[Fault]:
    faults: list[Fault] = []
    parts: dict[str, set[str]] = {}
    for row in criteria:
        criterion: Criterion = row.entry
        parts[criterion.claim] = {part.key for part in criterion.parts}
        alternatives = [
            *criterion.supported_if,
            *criterion.contradicted_if,
            *(reading.when for reading in criterion.depends_if),
        ]
        faults += [
            Fault(
                where=row.where,
                found=f"{criterion.claim}: {condition!r} names no part and standing",
                fix="write it as `part is supported` or `part is not contradicted`",
            )
            for alternative in alternatives
            for condition in alternative
            if not readable(condition, criterion.parts)
        ]
    for row in statements:
        statement: Statement = row.entry
        # Statements on a claim without parts are shown beside a test on the record.
        if statement.part not in parts.get(statement.claim, {statement.part}):
            faults.append(
                Fault(
                    where=row.where,
                    found=f"{statement.claim} has no part {statement.part!r}",
                    fix="use a part of its criterion in criteria.yaml",
                )
            )
    return faults


def _sources(statements: list[_Row], sources: list[_Row]) -> list[Fault]:
    faults: list[Fault] = []
    keys: set[str] = set()
    for row in sources:
        if row.entry.key in keys:
            faults.append(
                Fault(
                    where=row.where,
                    found=f"the source {row.entry.key!r} stands twice",
                    fix="keep one of them",
                )
            )
        keys.add(row.entry.key)
    for row in statements:
        faults += [
            Fault(
                where=row.where,
                found=f"there is no source {key!r}",
                fix="add it to evidence_sources.yaml",
            )
            for key in row.entry.sources
            if key not in keys
        ]
    return faults

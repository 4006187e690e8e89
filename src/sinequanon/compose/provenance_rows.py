"""What the answer was made from: data, sources with their uses, share of judgement."""

from collections import Counter
from dataclasses import replace
from typing import Any, cast

from sinequanon import __version__
from sinequanon.answer import DataRow, Provenance, SourceRow
from sinequanon.argument import Argument
from sinequanon.dossier import Dossier, Entry, Source, judgement, judgement_share
from sinequanon.question import Size
from sinequanon.record import catalog


def provenance(
    dossier: Dossier, size: Size, switched_off: tuple[str, ...]
) -> Provenance:
    """The provenance of an answer.

    Args:
        dossier: The war, with sources already switched off.
        size: Draws, lucks and seed of the main contrast.
        switched_off: Keys of the sources that the user switched off.
    """
    uses = source_uses(dossier)
    return Provenance(
        version=__version__,
        seed=size.seed,
        runs=size.runs,
        draws=size.draws,
        dossier=dossier.war.key,
        dossier_sha256=dossier.sha256,
        data=tuple(
            DataRow(
                name=entry.name,
                title=entry.title,
                version=entry.version,
                licence=entry.licence,
                citation=entry.citation,
                sha256=entry.sha256,
            )
            for entry in catalog()
            if entry.part == "record"
        ),
        sources=tuple(
            _source_row(source, uses)
            for source in sorted(
                dossier.sources, key=lambda one: (-uses[one.key], one.key)
            )
        ),
        switched_off=switched_off,
        share_judgement=judgement_share(dossier),
        judged=tuple(dict(row) for row in judgement(dossier)),
    )


def with_evidence(origin: Provenance, argument: Argument) -> Provenance:
    """The provenance with the sources of the evidence on claims added."""
    uses = Counter(source for row in argument.statements for source in row.sources)
    known = {row.key for row in origin.sources}
    added = tuple(
        _source_row(source, uses)
        for source in argument.sources
        if source.key not in known
    )
    return replace(origin, sources=(*origin.sources, *added))


def _source_row(source: Source, uses: Counter[str]) -> SourceRow:
    """A source as the page lists it."""
    return SourceRow(
        key=source.key,
        author=source.author,
        title=source.title,
        publisher=source.publisher,
        date=source.date or "undated",
        stance=source.stance or "",
        grade=f"{source.reliability}{source.credibility}",
        address=source.address or "",
        uses=uses[source.key],
    )


def source_uses(dossier: Dossier) -> Counter[str]:
    """How many entries and ranges of the dossier name each source."""
    uses: Counter[str] = Counter()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for name, inner in cast(dict[str, Any], value).items():
                if name == "sources" and isinstance(inner, list | tuple):
                    keys = cast(list[Any], inner)
                    uses.update(key for key in keys if isinstance(key, str))
                else:
                    walk(inner)
        elif isinstance(value, list | tuple):
            for inner in cast(list[Any], value):
                walk(inner)

    for field in type(dossier).model_fields:
        if field != "sources":
            walk(_plain(getattr(dossier, field)))
    return uses


def _plain(value: Any) -> Any:
    """Entries as dictionaries, lists of them as lists, other values as they are."""
    if isinstance(value, Entry):
        return value.model_dump()
    if isinstance(value, tuple):
        return [_plain(one) for one in cast(tuple[Any, ...], value)]
    return value

"""A dossier as it would be without some of its sources."""

from collections.abc import Iterable
from typing import Any, cast

from sinequanon.dossier.schema import Dossier
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import name_of, suggestion
from sinequanon.errors import DossierError, Fault, QuestionError

_DROPPED = frozenset({"strengths", "positions", "events"})
"""Lists of statements: one that loses all its sources is dropped, not a fault."""


class _UnsupportedError(Exception):
    """A value has lost all its sources; carries where it stands in its entry."""


def without_sources(dossier: Dossier, keys: Iterable[str]) -> Dossier:
    """The dossier with the given sources switched off.

    A statement of strength, a position or an event that rests on these sources alone
    is dropped; a value that rests on others too keeps the others. `sha256` still is
    the digest of the files.

    Args:
        dossier: The dossier.
        keys: Keys of the sources to switch off.

    Raises:
        QuestionError: If a key names no source; close ones are suggested.
        DossierError: If an actor is left without a used strength, a question without
            its event, or a value that the model needs without any source; every one
            of them is named.
    """
    gone = frozenset(keys)
    if not gone:
        return dossier
    known = {source.key for source in dossier.sources}
    if unknown := sorted(gone - known):
        raise QuestionError(
            [
                Fault(
                    where="--without-source",
                    found=f"there is no source {key!r}",
                    fix=suggestion(key, known) or "use a key of sources.yaml",
                )
                for key in unknown
            ]
        )
    faults: list[Fault] = []
    update: dict[str, Any] = {}
    for section in Dossier.model_fields:
        value: Any = getattr(dossier, section)
        if section == "sources":
            update[section] = tuple(row for row in value if row.key not in gone)
        elif isinstance(value, Entry):
            update[section] = _kept(section, value, gone, faults)
        elif isinstance(value, tuple):
            rows = cast(tuple[Any, ...], value)
            kept = [_kept(section, row, gone, faults) for row in rows]
            update[section] = tuple(row for row in kept if row is not None)
    thinned = dossier.model_copy(update=update)
    faults.extend(_missing(thinned))
    if faults:
        raise DossierError(faults)
    return thinned


def _kept(
    section: str, entry: Entry, gone: frozenset[str], faults: list[Fault]
) -> Entry | None:
    try:
        return _pruned(entry, gone, "")
    except _UnsupportedError as error:
        if section not in _DROPPED:
            name = name_of(type(entry), entry)
            faults.append(_needed(f"{name}{error}", "rests on these sources alone"))
        return None


def _pruned(entry: Entry, gone: frozenset[str], place: str) -> Entry:
    """The entry without the sources, or an error if it or a part has none left."""
    update: dict[str, Any] = {}
    for name in type(entry).model_fields:
        value: Any = getattr(entry, name)
        if name == "sources":
            left = tuple(key for key in value if key not in gone)
            if not left:
                raise _UnsupportedError(place)
            if left != value:
                update[name] = left
        elif isinstance(value, Entry):
            update[name] = _pruned(value, gone, f"{place}: {name}")
        elif isinstance(value, tuple):
            update[name] = tuple(
                _pruned(item, gone, f"{place}: {name}")
                if isinstance(item, Entry)
                else item
                for item in cast(tuple[Any, ...], value)
            )
        elif isinstance(value, dict):
            update[name] = {
                key: _pruned(item, gone, f"{place}: {name}.{key}")
                if isinstance(item, Entry)
                else item
                for key, item in cast(dict[str, Any], value).items()
            }
    return entry.model_copy(update=update) if update else entry


def _missing(dossier: Dossier) -> list[Fault]:
    strong = {row.actor for row in dossier.strengths if row.used}
    faults = [
        _needed(f"actor {actor.key}", "would have no used statement of its strength")
        for actor in dossier.actors
        if actor.key not in strong
    ]
    events = {event.key for event in dossier.events}
    for question in dossier.questions:
        named = {question.event}
        for contrast in question.contrasts:
            for world in (contrast.with_, contrast.without):
                named |= {*world.events, *world.delayed}
                named |= {*world.redeployed, *world.failed}
        faults.extend(
            _needed(f"question {question.key}", f"would lose its event {event!r}")
            for event in sorted(named - events)
        )
    return faults


def _needed(what: str, why: str) -> Fault:
    return Fault(
        where="--without-source",
        found=f"{what} {why}",
        fix="keep one of its sources, or add another to the dossier",
    )

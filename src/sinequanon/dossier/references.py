"""Checks that every key in a dossier names something that the dossier has."""

from collections.abc import Iterator
from typing import Any, cast

from sinequanon.dossier.reading import Files, Located
from sinequanon.dossier.values import Entry
from sinequanon.dossier.wording import suggestion
from sinequanon.errors import Fault

_ACTOR = ("actors",)
_REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "backers": {"backs": _ACTOR, "rival": ("backers",), "power_against": _ACTOR},
    "relations": {"a": _ACTOR, "b": _ACTOR},
    "strengths": {"actor": ("actors", "backers")},
    "borders": {"a": ("places",), "b": ("places",)},
    "holdings": {"pcode": ("places",)},
    "exclusions": {"options": ("issues",)},
    "parties": {"fights_as": _ACTOR},
    "preferences": {"party": ("parties",), "issue": ("issues",)},
    "positions": {"party": ("parties",), "issue": ("issues",)},
    "coalitions": {"members": ("parties",), "of": ("parties",), "power": ("parties",)},
    "events": {
        "place": ("places",),
        "actors": ("actors", "backers", "parties"),
        "to": _ACTOR,
        "taken_from": _ACTOR,
        "a": _ACTOR,
        "b": _ACTOR,
        "deaths": _ACTOR,
        "actor": _ACTOR,
        "joins": _ACTOR,
        "backer": ("backers",),
        "issue": ("issues",),
    },
    "questions": {
        "event": ("events",),
        "events": ("events",),
        "delayed": ("events",),
        "redeployed": ("events",),
        "failed": ("events",),
        "undone": ("places",),
        "start": ("starts",),
    },
}
"""For each list and field: the lists in which the keys it names must stand."""

_NOUNS = {
    "actors": "actor",
    "backers": "backer",
    "parties": "party",
    "places": "place",
    "issues": "issue",
    "events": "event",
    "sources": "source",
    "starts": "start",
}


def reference_faults(files: Files) -> Iterator[Fault]:
    """Every key that names nothing, and every entry without a source that exists."""
    for section, rows in files.entries.items():
        fields = _REFERENCES.get(section, {})
        if section == "holdings":
            yield from _columns(files, rows)
        for row in rows:
            for place, entry in _nested(row.entry, ()):
                yield from _sources(files, row, place, entry)
                for name, lists in fields.items():
                    if name in type(entry).model_fields:
                        value = getattr(entry, name)
                        yield from _named(files, row, (*place, name), value, lists)
    yield from _options(files)
    yield from _pinned(files)
    yield from _sides(files)


def _nested(
    entry: Entry, place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Entry]]:
    """An entry and all entries inside it, each with its place."""
    yield place, entry
    for name, info in type(entry).model_fields.items():
        value: Any = getattr(entry, name)
        step = info.alias or name
        if isinstance(value, Entry):
            yield from _nested(value, (*place, step))
            continue
        inside: dict[Any, Any] = {}
        if isinstance(value, dict):
            inside = cast(dict[Any, Any], value)
        elif isinstance(value, tuple):
            inside = dict(enumerate(cast(tuple[Any, ...], value)))
        for key, item in inside.items():
            if isinstance(item, Entry):
                yield from _nested(item, (*place, step, key))


def _columns(files: Files, rows: list[Located]) -> Iterator[Fault]:
    """Columns of control.csv that are no actors: one fault each, at the first row."""
    first: dict[str, Located] = {}
    for row in rows:
        for actor in row.entry.shares:
            first.setdefault(actor, row)
    for actor, row in first.items():
        yield from _named(files, row, ("shares",), actor, _ACTOR)


def _sources(
    files: Files, row: Located, place: tuple[str | int, ...], entry: Entry
) -> Iterator[Fault]:
    keys: tuple[str, ...] | None = getattr(entry, "sources", None)
    if keys is not None:
        yield from _named(files, row, (*place, "sources"), keys, ("sources",))


def _named(
    files: Files,
    row: Located,
    place: tuple[str | int, ...],
    value: Any,
    lists: tuple[str, ...],
) -> Iterator[Fault]:
    """Faults for the keys in a value that stand in none of the lists."""
    if value is None or not all(name in files.keys for name in lists):
        return
    known = set[str]().union(*(files.keys[name] for name in lists))
    keys: list[str] = [value] if isinstance(value, str) else list(value)
    for index, key in enumerate(keys):
        if key not in known:
            step = () if isinstance(value, str) else (index,)
            if isinstance(value, dict):
                step = (key,)
            noun = " or ".join(_NOUNS[name] for name in lists)
            yield Fault(
                where=row.where(*place, *step),
                found=f"{row.name}: unknown {noun} {key!r} in {_inside(place)}",
                fix=suggestion(key, known) or f"name a {noun} that the dossier has",
            )


def _inside(place: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in place)


def _options(files: Files) -> Iterator[Fault]:
    """Options that their issue does not have."""
    options: dict[str, set[str]] = {
        row.entry.key: {option.key for option in row.entry.options}
        for row in files.entries.get("issues", [])
    }
    for section in ("exclusions", "preferences", "positions", "events"):
        for row in files.entries.get(section, []):
            for issue, place, option in _options_named(section, row.entry):
                if issue in options and option not in options[issue]:
                    yield Fault(
                        where=row.where(*place),
                        found=f"{row.name}: issue {issue!r} has no option {option!r}",
                        fix=suggestion(option, options[issue]),
                    )


def _options_named(
    section: str, entry: Any
) -> Iterator[tuple[str | None, tuple[str | int, ...], str]]:
    if section == "exclusions":
        for issue, option in entry.options.items():
            yield issue, ("options", issue), option
    elif section == "events":
        for index, change in enumerate(entry.changes):
            if change.option is not None:
                yield change.issue, ("changes", index, "option"), change.option
    elif section == "preferences":
        for option in entry.values:
            yield entry.issue, ("values", option), option
    else:
        for index, option in enumerate(entry.forbids):
            yield entry.issue, ("forbids", index), option


def _pinned(files: Files) -> Iterator[Fault]:
    """Pins of a question's worlds: a place, and the actor that is to hold it."""
    for row in files.entries.get("questions", []):
        for place, entry in _nested(row.entry, ()):
            pinned: dict[str, str] | None = getattr(entry, "pinned", None)
            if pinned:
                inside = (*place, "pinned")
                yield from _named(files, row, inside, pinned, ("places",))
                holders = tuple(pinned.values())
                yield from _named(files, row, inside, holders, ("actors",))


def _sides(files: Files) -> Iterator[Fault]:
    """Sides of the war's conflicts that are no actors."""
    for row in files.entries.get("war", []):
        for place, entry in _nested(row.entry, ()):
            for name in ("side_a", "side_b"):
                if name in type(entry).model_fields:
                    value = getattr(entry, name)
                    yield from _named(files, row, (*place, name), value, _ACTOR)

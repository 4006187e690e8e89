"""A fault of an entry in words: where it stands, what was found, what to do."""

import difflib
from collections.abc import Iterable
from typing import Any, cast

from sinequanon.dossier.values import Entry
from sinequanon.errors import Fault

_FIXES = {
    "greater_than_equal": "write a number that is not negative",
    "greater_than": "write a number above 0",
    "less_than_equal": "write a number that is at most 1",
    "finite_number": "write a finite number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "string_type": "write text, in quotes where it looks like a number",
    "tuple_type": "write a list, as [a, b]",
    "dict_type": "write keys and values",
    "model_type": "write keys and values",
    "too_short": "add what is missing",
}


def fault_of(where: str, detail: Any, kind: type[Entry], value: Any) -> Fault:
    """One finding of the validator as a fault.

    Args:
        where: File and line.
        detail: A finding of pydantic: its type, place, message and input.
        kind: The kind of entry that was expected.
        value: The entry as it was read, for its name.
    """
    what, place = str(detail["type"]), tuple(detail["loc"])
    name = name_of(kind, value)
    last = str(place[-1]) if place else ""
    if what == "missing":
        inside = "".join(f"{step}: " for step in place[:-1])
        fix = "add sources: [key]" if last == "sources" else f"add {last}:"
        article = "no source" if last == "sources" else f"no {last}"
        return Fault(where=where, found=f"{name}: {inside}has {article}", fix=fix)
    if what == "too_short" and last == "sources":
        return Fault(
            where=where, found=f"{name}: has no source", fix="add sources: [key]"
        )
    if what == "extra_forbidden":
        return Fault(
            where=where,
            found=f"{name}: unknown key {last!r}",
            fix=suggestion(last, fields_at(kind, place[:-1])) or "remove it",
        )
    inside = ".".join(str(step) for step in place)
    message = str(detail["msg"]).removeprefix("Value error, ")
    got = "" if what == "value_error" else f", got {_short(detail['input'])}"
    found = f"{name}: {inside + ': ' if inside else ''}{message}{got}"
    return Fault(where=where, found=found, fix=_fix(what, message))


def name_of(kind: type[Entry], value: Any) -> str:
    """How to name an entry to a reader: its kind and its key, where it has one."""
    noun = kind.__name__.lower()
    if isinstance(value, Entry):
        fields: dict[str, Any] = dict(value)
    elif isinstance(value, dict):
        fields = dict(cast(dict[str, Any], value))
    else:
        return noun
    for names in [("key",), ("pcode",), ("party", "issue"), ("a", "b"), ("actor",)]:
        if all(name in fields for name in names):
            return f"{noun} {'/'.join(str(fields[name]) for name in names)}"
    return noun


def suggestion(found: str, known: Iterable[str]) -> str:
    """What a reader may have meant, or the known words where they are few."""
    words = sorted(known)
    close = difflib.get_close_matches(found, words, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(close)}?"
    if words and len(words) <= 12:
        return f"use one of {', '.join(words)}"
    return ""


def fields_at(kind: type[Entry], place: tuple[Any, ...]) -> tuple[str, ...]:
    """The keys that may stand in an entry; nothing is known of what lies deeper."""
    if place:
        return ()
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _fix(what: str, message: str) -> str:
    if what == "value_error":
        return _fix_of_our_own(message)
    if what == "string_pattern_mismatch":
        if "PG" in message:
            return (
                "write an admin-3 code or a coarser one (at most six digits); "
                "finer places may not be held"
            )
        return "write small letters, digits and _, starting with a letter"
    return _FIXES.get(what, "correct the value")


def _fix_of_our_own(message: str) -> str:
    fixes = {
        "date": "write a date in EDTF, as 2016-03-27, 2011-03, 2014-21 or 2016~",
        "upside down": "put the smaller number in low",
        "shares sum": "make the shares sum to 1",
        "why_not": "say in why_not why it is not used, or set used: true",
        "not on 0-1": "keep low and high between 0 and 1",
        "quote": "quote fewer words",
        "red line": "set red_line and stated to what the source says",
        "none or several": "give each group one of at_least, share and block",
        "power": "give share: and the power of each party of the group",
        "nobody can meet": "ask for no more parties than the group has",
        "has no ": "add what is missing",
    }
    return next((fix for sign, fix in fixes.items() if sign in message), "correct it")

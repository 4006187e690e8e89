"""The answer as JSON and back: strict JSON, with every key documented.

`docs/json.md` lists the keys. Not-a-number and infinity become null, since JSON has
no words for them; reading back, null in the place of a number becomes not-a-number.
"""

import dataclasses
import json
import math
import types
import typing
from collections.abc import Mapping
from typing import Any, cast

from sinequanon.answer import Answer
from sinequanon.errors import Fault, OutputError

FORMAT = "sinequanon-answer/1"

_RENAMED = {"with_event": "with", "without_event": "without"}
_FIELDS = {short: long for long, short in _RENAMED.items()}


def to_json(answer: Answer) -> str:
    """The answer as JSON text (UTF-8, two spaces, keys in the order of reading).

    Numbers keep full precision. Not-a-number and infinity become null.

    Raises:
        OutputError: If a row holds a value that JSON cannot carry.
    """
    plain = cast("dict[str, Any]", encoded(answer, "answer"))
    plain["argument"] = {"claims": plain.pop("claims")}
    provenance, notes = plain.pop("provenance"), plain.pop("notes")
    whole = {"format": FORMAT, **plain, "provenance": provenance, "notes": notes}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def from_json(text: str) -> Answer:
    """The answer that a JSON text holds.

    Raises:
        OutputError: If the text is not JSON, not an answer, or of another format.
    """
    try:
        read: object = json.loads(text)
    except ValueError as error:
        raise OutputError.at(
            "answer", f"this is not JSON: {error}", "give a file that ask --json wrote"
        ) from error
    if not isinstance(read, dict):
        raise OutputError.at(
            "answer", "the JSON is not an object", "give a file that ask --json wrote"
        )
    whole = cast("dict[str, Any]", read)
    found = whole.get("format")
    if found != FORMAT:
        raise OutputError.at(
            "answer.format", f"got {found!r}", f"give a file of format {FORMAT!r}"
        )
    argument = whole.get("argument")
    claims = cast("dict[str, Any]", argument) if isinstance(argument, dict) else {}
    fields = {k: v for k, v in whole.items() if k not in {"format", "argument"}}
    return cast("Answer", _decoded({**fields, **claims}, Answer, "answer"))


def encoded(value: object, where: str) -> object:
    """A value made of what JSON has: objects, lists, text, numbers, null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            _RENAMED.get(field.name, field.name): encoded(
                getattr(value, field.name), f"{where}.{field.name}"
            )
            for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        rows = cast("Mapping[object, object]", value)
        return {str(k): encoded(v, f"{where}.{k}") for k, v in rows.items()}
    if isinstance(value, tuple | list):
        items = cast("tuple[object, ...]", value)
        return [encoded(v, f"{where}[{i}]") for i, v in enumerate(items)]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    # Rows are free, and array libraries' scalars and arrays slip into them.
    plain = getattr(value, "tolist", None)
    if callable(plain):
        return encoded(plain(), where)
    raise OutputError.at(
        where,
        f"a value of type {type(value).__name__} has no form in JSON",
        "put text, a number, a list or null there",
    )


def _decoded(value: Any, kind: Any, where: str) -> object:
    """A JSON value as the kind that the answer's field asks for."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record(value, kind, where)
    if origin in (types.UnionType, typing.Union):
        named = next(k for k in inner if k is not types.NoneType)
        return None if value is None else _decoded(value, named, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise _misfit(where, value, "a list")
        items = cast("list[Any]", value)
        kinds = (
            [inner[0]] * len(items) if len(inner) == 2 and inner[1] is ... else inner
        )
        if len(kinds) != len(items):
            raise _misfit(where, items, f"a list of {len(kinds)}")
        pairs = enumerate(zip(items, kinds, strict=True))
        return tuple(_decoded(v, k, f"{where}[{i}]") for i, (v, k) in pairs)
    if kind is float:
        if value is None:
            return math.nan
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _misfit(where, value, "a number or null")
        return float(value)
    if origin is dict:
        if not isinstance(value, dict):
            raise _misfit(where, value, "an object")
        return cast("dict[str, object]", value)
    if kind is bool:
        if not isinstance(value, bool):
            raise _misfit(where, value, "true or false")
        return value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _misfit(where, value, {str: "text", int: "a whole number"}[kind])
    return value


def _record(value: Any, kind: type, where: str) -> object:
    """A JSON object as one of the answer's records; every misfit key at once."""
    if not isinstance(value, dict):
        raise _misfit(where, value, "an object")
    given = {_FIELDS.get(k, k): v for k, v in cast("dict[str, Any]", value).items()}
    kinds = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    needed = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    }
    faults = [
        Fault(where=where, found=f"has no {_RENAMED.get(k, k)!r}", fix="add the key")
        for k in sorted(needed - given.keys())
    ] + [
        Fault(where=where, found=f"has an unknown key {k!r}", fix="take it out")
        for k in sorted(given.keys() - fields.keys())
    ]
    if faults:
        raise OutputError(faults)
    return kind(**{k: _decoded(v, kinds[k], f"{where}.{k}") for k, v in given.items()})


def _misfit(where: str, value: object, wanted: str) -> OutputError:
    error = OutputError.at(where, f"got {value!r:.60}", f"put {wanted} there")
    return cast("OutputError", error)

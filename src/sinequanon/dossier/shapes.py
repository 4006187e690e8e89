"""The fields of an entry as columns: which stand in a cell, which in a sheet below."""

import types
import typing
from dataclasses import dataclass
from typing import Any, Literal, cast

from pydantic.fields import FieldInfo

from sinequanon.dossier.values import Entry

Form = Literal["value", "words", "lines", "pairs", "entry", "rows", "map"]
"""`value`, `words` (keys with spaces between), `lines` (texts, one a line) and `pairs`
(key: value, one a line) stand in a cell; `entry` is spread over columns `name.field`;
`rows` (a list of entries) and `map` (key to entry) have a sheet of their own."""

# A field has no space in its name, so these are no fields.
OF = "belongs to"
"""Column of a sheet below: the `row id` in the sheet above that a row belongs to."""

ID = "row id"
"""Column of a sheet that has sheets below it."""

FOR = "for key"
"""Column of a sheet that holds a `map`: the key that a row is for."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A field of an entry, and how a sheet holds it."""

    name: str
    form: Form
    kind: type[Entry] | None
    """The kind of the entries inside."""
    required: bool
    nullable: bool


def shapes_of(kind: type[Entry]) -> tuple[Shape, ...]:
    """How each field of a kind is held, in the order of the kind."""
    return tuple(
        _shape(info.alias or name, info) for name, info in kind.model_fields.items()
    )


def _shape(name: str, info: FieldInfo) -> Shape:
    bare, nullable = _bare(info.annotation)
    form, kind = _form(bare)
    return Shape(
        name=name,
        form=form,
        kind=kind,
        required=info.is_required(),
        nullable=nullable,
    )


def _bare(annotation: Any) -> tuple[Any, bool]:
    """An annotation without what is annotated on it and without None."""
    while typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        inner = typing.get_args(annotation)
        others = [one for one in inner if one is not types.NoneType]
        return _bare(others[0])[0], len(others) < len(inner)
    return annotation, False


def _form(bare: Any) -> tuple[Form, type[Entry] | None]:
    origin, inner = typing.get_origin(bare), typing.get_args(bare)
    if _is_entry(bare):
        return "entry", cast("type[Entry]", bare)
    if origin is tuple:
        item = _bare(inner[0])[0]
        if _is_entry(item):
            return "rows", cast("type[Entry]", item)
        # A text may hold spaces; what follows a pattern or is a number does not.
        return ("lines" if inner[0] is str else "words"), None
    if origin is dict:
        item = _bare(inner[1])[0]
        return (
            ("map", cast("type[Entry]", item)) if _is_entry(item) else ("pairs", None)
        )
    return "value", None


def _is_entry(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, Entry)


def columns_of(kind: type[Entry]) -> tuple[str, ...]:
    """The columns that hold an entry, those of entries inside it included."""
    found: list[str] = []
    for shape in shapes_of(kind):
        if shape.form == "entry" and shape.kind is not None:
            found += [f"{shape.name}.{column}" for column in columns_of(shape.kind)]
        elif shape.form not in {"rows", "map"}:
            found.append(shape.name)
    return tuple(found)


def sheets_below(kind: type[Entry]) -> dict[str, Shape]:
    """The fields of a kind that have sheets of their own, by their path inside it."""
    found: dict[str, Shape] = {}
    for shape in shapes_of(kind):
        if shape.form in {"rows", "map"}:
            found[shape.name] = shape
        elif shape.form == "entry" and shape.kind is not None:
            for path, below in sheets_below(shape.kind).items():
                found[f"{shape.name}.{path}"] = below
    return found

"""From texts to whole numbers, numbers and days; what cannot be read is a fault."""

from collections.abc import Mapping

import polars as pl

from sinequanon.record.intake.findings import Findings
from sinequanon.record.intake.kinds import Form, Kind
from sinequanon.record.tables import load

_NOTHING = ("NA", "NaN", "nan", "NULL", "null", "None", ".")
"""Texts that mean a missing number or day; UCDP's termination data have ".". A missing
text is only an empty one: "NA" may be a name."""
_NO_DAY = (*_NOTHING, "0")


def known_columns(kind: Kind) -> Mapping[str, Form]:
    """The columns whose type is known, from the kind or its shipped table."""
    if kind.shipped is None:
        return kind.columns
    forms: dict[str, Form] = {}
    for name, one in load(kind.shipped).schema.items():
        if one.is_temporal():
            form: Form = "day" if one == pl.Date else "moment"
        elif one.is_integer():
            form = "whole"
        else:
            form = "real" if one.is_numeric() else "text"
        # The shipped files have names such as "ref " with a space; sheets are trimmed.
        forms[name.strip().lower()] = form
    # A later version may be called 26.0.8.
    forms["version"] = "text"
    return forms


def cast_sheet(found: Findings, kind: Kind, names: Mapping[str, str]) -> pl.DataFrame:
    """The sheet with its types; every cell that cannot be read becomes a fault.

    Args:
        found: Takes the faults.
        kind: What the table is.
        names: Columns to rename, old to new.
    """
    texts = found.sheet.frame.rename(dict(names))
    known = known_columns(kind)
    filled = {*kind.key, *kind.filled}
    columns: list[pl.Series] = []
    for name in texts.columns:
        column = texts[name]
        if name in known:
            columns.append(_cast(found, column, known[name], name in filled))
        elif kind.numbers:
            columns.append(_numbers_or_text(column))
        else:
            columns.append(column)
    return pl.DataFrame(columns)


def to_numbers(column: pl.Series) -> pl.Series:
    """Texts as numbers, missing where they are none."""
    return column.str.strip_chars().cast(pl.Float64, strict=False).fill_nan(None)


def to_days(column: pl.Series) -> pl.Series:
    """Texts as days: `2016-03-27`, with or without a time, or `27 March 2016`."""
    days = column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    if days.null_count() > column.null_count():
        days = days.fill_null(column.str.to_date("%d %B %Y", strict=False))
    return days


def _cast(found: Findings, column: pl.Series, form: Form, filled: bool) -> pl.Series:
    name = column.name
    if form == "text":
        cast, word = column, "a text"
    elif form == "whole":
        cast, word = _whole(column), "a whole number"
    elif form == "real":
        cast, word = to_numbers(column), "a number"
    else:
        cast, word = to_days(column), "a day as YYYY-MM-DD"
        if form == "moment":
            cast = cast.cast(pl.Datetime("us"))
    if form != "text" and cast.null_count() > 0:
        nothing = ["", *(_NO_DAY if form in {"day", "moment"} else _NOTHING)]
        given = column.is_not_null() & ~column.str.strip_chars().is_in(nothing)
        found.rows(
            given & cast.is_null(),
            lambda row: f"{name} is {column[row]!r}, not {word}",
            f"{name} is not {word}",
            _how_to_mend(column, form),
        )
        empty = ~given
    else:
        empty = cast.is_null()
    if filled:
        found.rows(
            empty,
            lambda _: f"{name} is empty",
            f"{name} is empty",
            "fill it in, or download the file again: the row may be cut short",
        )
    return cast


def _whole(column: pl.Series) -> pl.Series:
    cast = column.cast(pl.Int64, strict=False)
    if cast.null_count() == column.null_count():
        return cast
    numbers = to_numbers(column)
    whole = numbers.set((numbers != numbers.round()).fill_null(value=False), None)
    return cast.fill_null(whole.cast(pl.Int64, strict=False))


def _numbers_or_text(column: pl.Series) -> pl.Series:
    numbers = to_numbers(column.set(column.is_in(_NOTHING), None))
    empty = column.is_in(["", *_NOTHING]).sum() + column.null_count()
    return numbers if numbers.null_count() == empty else column


def _how_to_mend(column: pl.Series, form: Form) -> str:
    if form in {"day", "moment"} and column.str.contains("/", literal=True).any():
        return "a spreadsheet has rewritten the dates: download the file again"
    if form in {"whole", "real"} and column.str.contains(r"^-?\d+,\d+$").any():
        return "write decimal points, not commas; download the file again"
    return "correct the cell, or download the file again"

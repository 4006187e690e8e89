"""The record of a war as JSON and CSV: all the figures, not those of a screen."""

import dataclasses
import datetime
import io
import json
import math
from collections.abc import Mapping, Sequence
from typing import cast

import polars as pl

from sinequanon import __version__
from sinequanon.record import MonthsNear, WarRecord

RECORD_FORMAT = 1
"""Number of the form of these files; it grows when a reader would have to change."""


def record_to_json(record: WarRecord) -> str:
    """The record of a war as JSON: every table a list of rows, dates as YYYY-MM-DD."""
    return _json({"kind": "record", **_fields(record)})


def months_to_json(near: Sequence[MonthsNear], since: str, until: str) -> str:
    """The month tables of places as JSON.

    Args:
        near: Deaths near each place.
        since: First month asked for, YYYY-MM.
        until: Last month asked for.
    """
    return _json(
        {
            "kind": "months_near",
            "from": since,
            "to": until,
            "places": [_fields(one) for one in near],
        }
    )


def record_to_csv(record: WarRecord) -> str:
    """The months of a war as CSV: a row for each month, conflict, dyad and kind."""
    return _csv(record.monthly)


def months_to_csv(near: Sequence[MonthsNear]) -> str:
    """The month tables of places as CSV, the place in the first columns."""
    return _csv(
        pl.concat(
            one.table.select(
                pl.lit(one.place.name).alias("place"),
                pl.lit(one.within_km).alias("within_km"),
                pl.all(),
            )
            for one in near
        )
    )


def _csv(table: pl.DataFrame) -> str:
    text = io.StringIO()
    table.write_csv(text)
    return text.getvalue()


def _json(values: Mapping[str, object]) -> str:
    head = {"format": RECORD_FORMAT, "version": __version__}
    whole = {**head, **values}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _fields(value: object) -> dict[str, object]:
    return {
        field.name: _plain(getattr(value, field.name))
        for field in dataclasses.fields(value)  # pyright: ignore[reportArgumentType]
    }


def _plain(value: object) -> object:
    """A value as JSON has it; what is not finite becomes null."""
    if isinstance(value, pl.DataFrame):
        return [_plain(row) for row in value.iter_rows(named=True)]
    if isinstance(value, Mapping):
        rows = cast("Mapping[str, object]", value)
        return {key: _plain(one) for key, one in rows.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("Sequence[object]", value)]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return _fields(value)
    return value

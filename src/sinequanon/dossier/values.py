"""Kinds of value that a dossier is made of: keys, dates, numbers and ranges.

What a single value can get wrong (a date that does not exist, a range upside down) is
refused here; what several entries can get wrong together is refused in `crosschecks`.
"""

import math
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from sinequanon.dossier.dates import days_of

TOLERANCE = 1e-6
"""How far shares may be from a sum of one."""


def _dated(text: str) -> str:
    days_of(text)
    return text


def _digits_as_text(value: object) -> object:
    """Let a bare year or grade, which YAML reads as a whole number, stand as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError(f"{str(value).lower()} is no number")
    return value


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
SourceKeys = Annotated[tuple[Key, ...], Field(min_length=1)]
Edtf = Annotated[str, BeforeValidator(_digits_as_text), AfterValidator(_dated)]
Month = Annotated[str, Field(pattern=r"^\d{4}-(?:0[1-9]|1[0-2])$")]
"""A month as `2013-04`."""

Digit = BeforeValidator(_digits_as_text)
Number = Annotated[float, BeforeValidator(_no_truth)]
Share = Annotated[float, BeforeValidator(_no_truth), Field(ge=0.0, le=1.0)]
NonNegative = Annotated[float, BeforeValidator(_no_truth), Field(ge=0.0)]
Positive = Annotated[float, BeforeValidator(_no_truth), Field(gt=0.0)]
PlaceCode = Annotated[str, Field(pattern=r"^(?:[A-Z]{2,3}\d{1,6}|PG\d{1,6})$")]
"""An OCHA P-code down to admin-3 (at most six digits), or a PRIO-GRID cell.

Longer codes name villages and quarters, finer than a dossier may hold.
"""


class Entry(BaseModel):
    """Base of all entries: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Range(Entry):
    """A range as 5 % and 95 % points, with its sources."""

    low: Number
    high: Number
    sources: SourceKeys
    note: str | None = None

    @model_validator(mode="after")
    def _upright(self) -> "Range":
        if self.low > self.high:
            raise ValueError(
                f"the range is upside down: {self.low:g} is above {self.high:g}"
            )
        return self


def refuse_unless_one(shares: dict[str, float]) -> None:
    """Nothing, if the shares sum to one.

    Raises:
        ValueError: If their sum is further than `TOLERANCE` from one.
    """
    total = math.fsum(shares.values())
    if abs(total - 1.0) > TOLERANCE:
        raise ValueError(f"the shares sum to {total:.6g}, not to 1")

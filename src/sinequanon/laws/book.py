"""The list of laws, read from `laws.yaml`: findings, sources and bounds set before."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Pair = tuple[float, float]
Mark = Literal["read", "second_hand", "unchecked", "computed"]
Kind = Literal["run", "both", "no_mechanism", "data_check"]
Expects = Literal["rise", "fall", "between"]
Scale = Literal["ratio", "plain"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rates(_Strict):
    """Yearly rates of endings over all conflict-years on record."""

    settlement: float
    victory_a: float
    victory_b: float
    fade: float


class Premises(_Strict):
    """The made-up war that every comparison starts from."""

    people: float
    rows: int
    columns: int
    area_km2: float
    border_km: float
    state: Pair
    rebels: Pair
    third: Pair
    spread: Annotated[float, Field(ge=1.0)]
    backing: Pair
    horizon_months: int
    population_months: int
    population_rebels: Pair
    rates: Rates
    talks_at_start: float


class Part(_Strict):
    """One thing that a finding asks: a comparison with its bound, or why there is none.

    `rise` and `fall` ask for a share of draws with the sign and at least the size
    `least`; `between` asks that the mean over draws lies within `low` and `high`.
    """

    key: str
    kind: Kind
    asks: str = ""
    expects: Expects | None = None
    scale: Scale = "plain"
    least: float | None = None
    low: float | None = None
    high: float | None = None
    bound: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "Part":
        """Refuse a comparison without its bound, or a gap without its reason."""
        compared = self.kind in ("run", "both")
        if compared and (not self.asks or self.expects is None):
            raise ValueError(f"{self.key}: a comparison says what it asks and expects")
        if compared and self.expects == "between" and None in (self.low, self.high):
            raise ValueError(f"{self.key}: between needs low and high")
        if compared and self.expects != "between" and self.least is None:
            raise ValueError(f"{self.key}: a sign needs its least size")
        if not compared and not self.reason:
            raise ValueError(f"{self.key}: what is not compared needs a reason")
        return self


class Law(_Strict):
    """One finding: what it says, who says it, how far it was checked."""

    id: str
    finding: str
    source: str
    doi: str = ""
    mark: Mark
    contested: bool = False
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]

    def name(self, part: Part) -> str:
        """The name of one of its parts, as tables print it."""
        return f"{self.id}.{part.key}"


class LawBook(_Strict):
    """The whole file: premises and laws."""

    version: int
    premises: Premises
    laws: tuple[Law, ...]


@dataclass(frozen=True, kw_only=True)
class LawText:
    """The book and the digest of the file that it was read from."""

    book: LawBook
    sha256: str


def read_laws() -> LawText:
    """The laws as shipped, with the digest of their file."""
    text = files("sinequanon").joinpath("laws", "laws.yaml").read_bytes()
    # A shipped file of our own: a fault in it is a bug and may raise as one.
    found = cast(object, yaml.load(text, Loader=yaml.CSafeLoader))
    return LawText(
        book=LawBook.model_validate(found, strict=False),
        sha256=hashlib.sha256(text).hexdigest(),
    )

"""What an event changes in the state of a war, kind by kind.

Each kind names the fields that it needs and those that it may have; any other field is
a fault, so that nothing is written that has no effect.
"""

from typing import Literal

from pydantic import model_validator

from sinequanon.dossier.values import Entry, Key, Range

Kind = Literal[
    "transfer",
    "truce",
    "losses",
    "release",
    "backer_enters",
    "backer_leaves",
    "supply_cut",
    "stance",
    "split",
    "merger",
    "arrival",
    "leader_leaves",
]

NEEDED: dict[Kind, tuple[str, ...]] = {
    "transfer": ("place", "to", "taken_from"),
    "truce": ("a", "b", "factor", "half_life_months"),
    "losses": ("deaths",),
    "release": ("heads",),
    "backer_enters": ("backer",),
    "backer_leaves": ("backer",),
    "supply_cut": ("actor", "factor", "months"),
    "stance": ("a", "b", "intensity"),
    "split": ("actor", "to", "share"),
    "merger": ("actor", "to"),
    "arrival": ("actor", "heads"),
    "leader_leaves": ("issue", "option"),
}
"""Fields that a change of each kind must have."""

_OPTIONAL: dict[Kind, tuple[str, ...]] = {
    "transfer": ("garrison", "garrison_months"),
    "losses": ("place",),
    "release": ("joins",),
    "stance": ("selectivity",),
}

_SHARES: dict[Kind, tuple[str, ...]] = {
    "supply_cut": ("factor",),
    "stance": ("selectivity",),
    "split": ("share",),
}
"""Ranges that lie between 0 and 1."""


class Change(Entry):
    """What an event changes in the state of the war, at the nearest month boundary."""

    kind: Kind
    place: str | None = None
    to: Key | None = None
    taken_from: Key | None = None
    garrison: Range | None = None
    garrison_months: Range | None = None
    a: Key | None = None
    b: Key | None = None
    factor: Range | None = None
    half_life_months: Range | None = None
    deaths: dict[Key, Range] | None = None
    actor: Key | None = None
    backer: Key | None = None
    heads: Range | None = None
    joins: dict[Key, Range] | None = None
    """Share of those released that joins each actor; the rest go home."""
    share: Range | None = None
    months: Range | None = None
    intensity: Range | None = None
    selectivity: Range | None = None
    """Effort of `a` against `b` that goes with a new stance, 0 to 1."""
    issue: Key | None = None
    option: Key | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Change":
        needed, optional = NEEDED[self.kind], _OPTIONAL.get(self.kind, ())
        lacking = [name for name in needed if getattr(self, name) is None]
        if lacking:
            raise ValueError(
                f"a change of kind {self.kind} has no {', '.join(lacking)}"
            )
        given = {name for name in self.model_fields_set if name != "kind"}
        useless = sorted(given - {*needed, *optional})
        if useless:
            raise ValueError(
                f"a change of kind {self.kind} has no use for {', '.join(useless)}"
            )
        return self

    @model_validator(mode="after")
    def _within_bounds(self) -> "Change":
        for name in type(self).model_fields:
            span = getattr(self, name)
            if isinstance(span, Range) and span.low < 0.0:
                raise ValueError(f"{name} reaches below zero")
        shares = {name: getattr(self, name) for name in _SHARES.get(self.kind, ())}
        shares |= {f"joins of {key}": span for key, span in (self.joins or {}).items()}
        over = [name for name, span in shares.items() if span and span.high > 1.0]
        if over:
            raise ValueError(f"{', '.join(over)} is a share, and reaches above 1")
        if self.intensity is not None and self.intensity.low <= 0.0:
            raise ValueError("intensity is on a log scale, so it must be above 0")
        if sum(span.low for span in (self.joins or {}).values()) > 1.0:
            raise ValueError("more than all of those released join")
        return self

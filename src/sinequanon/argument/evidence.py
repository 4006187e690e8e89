"""The shape of evidence: what a source says on one part of a claim's criterion."""

from typing import Literal

from pydantic import model_validator

from sinequanon.dossier import Edtf, Entry, Key, SourceKeys


class Statement(Entry):
    """What sources say on one part of a criterion, in the dossier's own words.

    `said` is when it was said (nothing where that is not known), `about` the time that
    it speaks of. Statements of one `origin` rest on the same witness, file or party and
    count once. `interest` tells whether the speaker is a party that gains (`own`) or
    loses (`against`) by being believed. `basis` says how the speaker knows; `open` is a
    statement that was read and settles nothing. `read` tells whether the text itself
    was read or another that quotes it.
    """

    claim: str
    part: Key
    verdict: Literal["affirms", "denies", "figure", "open"]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Literal["estimate", "lower", "upper", "floor"] = "estimate"
    note: str
    said: Edtf | None
    about: Edtf | None
    origin: Key
    interest: Literal["none", "own", "against"]
    basis: Literal["direct", "method", "none"]
    role: Literal["outsider", "insider", "own_words", "document"]
    read: Literal["text", "quoted"]
    sources: SourceKeys

    @model_validator(mode="after")
    def _figure_has_a_number(self) -> "Statement":
        numbers = [self.low, self.value, self.high]
        given = [number for number in numbers if number is not None]
        if self.verdict == "figure" and not given:
            raise ValueError("a figure has no number")
        if self.verdict != "figure" and given:
            raise ValueError("only a figure has numbers")
        if given != sorted(given):
            raise ValueError("the figure is upside down")
        return self


class Part(Entry):
    """One part of a criterion that a shared rule decides.

    `rule` names the rule of the claims file that is applied: SRC counts independent
    sources, INT does so for purposes, FIG lays estimates against a figure, SHARE reads
    how many of a set of texts say a thing, RECORD lays a share from the event record
    against two bounds.
    """

    key: Key
    rule: Literal["SRC", "INT", "FIG", "SHARE", "RECORD"]
    label: str
    mode: Literal["near", "at_least", "as_many_as"] | None = None
    figure: float | None = None
    spoken_of: Edtf | None = None
    centre_at_least: float | None = None
    supported_from: float | None = None
    contradicted_to: float | None = None
    texts_at_least: int | None = None
    named: tuple[Key, ...] = ()
    measured: Literal["palmyra_civilian_share"] | None = None

    @model_validator(mode="after")
    def _rule_has_its_numbers(self) -> "Part":
        needs = {
            "SRC": (),
            "INT": (),
            "FIG": ("mode", "figure", "spoken_of"),
            "SHARE": ("supported_from", "contradicted_to", "texts_at_least"),
            "RECORD": ("supported_from", "contradicted_to", "measured"),
        }[self.rule]
        for name in needs:
            if getattr(self, name) is None:
                raise ValueError(f"part {self.key} by rule {self.rule} has no {name}")
        return self


class Depends(Entry):
    """A pattern of parts that makes the verdict depend on a reading."""

    when: tuple[str, ...]
    on: str


class Criterion(Entry):
    """A claim's criterion in a form that code can apply to evidence.

    Each list holds alternatives; an alternative is a list of conditions that must all
    hold, such as `custody is supported` or `material is not contradicted`.
    """

    claim: str
    parts: tuple[Part, ...]
    supported_if: tuple[tuple[str, ...], ...]
    contradicted_if: tuple[tuple[str, ...], ...]
    depends_if: tuple[Depends, ...] = ()
    because: str | None = None
    """Why the criterion's wording was put into this form, where that is a choice."""


class Missing(Entry):
    """A claim that cannot be tested yet, and the input that it waits for."""

    claim: str
    needs: str


class Base(Entry):
    """A base that a party lost, so that fighting there was its attacker's choice."""

    name: str
    latitude: float
    longitude: float
    lost: Edtf
    sources: SourceKeys

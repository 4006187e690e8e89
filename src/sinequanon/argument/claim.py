"""The shape of a claim: who says what, and what would speak for, against and neither.

The criterion stands in the file before any run. An essay's words appear only as the
short anchors that mark where a claim begins and ends in its text.
"""

from typing import Literal

from sinequanon.dossier import Edtf, Entry

Kind = Literal[
    "fact", "figure", "comparison", "cause", "intention", "forecast", "value"
]
Lens = Literal["record", "war", "bargain", "sources", "none"]


class Anchor(Entry):
    """The first and the last few words of a passage (after W3C TextQuoteSelector)."""

    first: str
    last: str


class Claim(Entry):
    """One claim with its author, lens and criterion.

    `lens` decides and `lens_also` is shown; `opposes` names claims that cannot be
    supported on the same reading, or that pull against this one.
    """

    id: str
    claim: str
    anchor: Anchor | None
    author: str
    speaker: str | None
    kind: Kind
    lens: Lens
    lens_also: tuple[Lens, ...]
    measure: str
    supported_if: str
    contradicted_if: str
    undecided_if: str
    charitable_reading: str | None
    not_testable_because: str | None
    depends_on_inputs: tuple[str, ...]
    rests_on: tuple[str, ...]
    bears_on: tuple[str, ...]
    opposes: tuple[str, ...]
    horizon: tuple[int, ...]

    @property
    def criterion(self) -> dict[str, str]:
        """What is measured, and what would speak for, against and neither."""
        return {
            "measure": self.measure,
            "supported_if": self.supported_if,
            "contradicted_if": self.contradicted_if,
            "undecided_if": self.undecided_if,
            "charitable_reading": self.charitable_reading or "",
        }


class Meta(Entry):
    """Which essay the claims are of, its day, and how the criteria came to be."""

    essay: str
    author: str
    day: Edtf
    rivals: dict[str, str]
    written: str
    verdicts: tuple[str, ...]
    extra_keys: str


class ClaimFile(Entry):
    """The claims of a dossier, with the rules that their criteria share."""

    meta: Meta
    rules: dict[str, str]
    core_ids: tuple[str, ...]
    claims: tuple[Claim, ...]

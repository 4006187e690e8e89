"""Sets of settlements as bits: which options occur in a set of millions of them."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt64

from sinequanon.axes import Bool
from sinequanon.bargain.table import Table

Packed = UInt64[np.ndarray, "draws words"]
"""Sets of settlements, 64 to a word."""


@dataclass(frozen=True, kw_only=True)
class Bitsets:
    """For each option of each issue the settlements that have it, as bits."""

    masks: tuple[UInt64[np.ndarray, "_ words"], ...]
    options: int
    """Options of the longest issue."""

    def present(self, sets: Packed) -> Bool[np.ndarray, "draws issues options"]:
        """Whether some settlement of each set has the option; padding has none."""
        found = np.zeros((len(sets), len(self.masks), self.options), dtype=np.bool_)
        for issue, masks in enumerate(self.masks):
            for option, mask in enumerate(masks):
                found[:, issue, option] = (sets & mask).any(axis=1)
        return found

    def together(
        self, sets: Packed, one: int, other: int
    ) -> Bool[np.ndarray, "draws first second"]:
        """Whether some settlement of each set has both options, for two issues."""
        shape = (len(sets), len(self.masks[one]), len(self.masks[other]))
        found = np.zeros(shape, dtype=np.bool_)
        for k, mask in enumerate(self.masks[one]):
            kept = sets & mask
            for m, second in enumerate(self.masks[other]):
                found[:, k, m] = (kept & second).any(axis=1)
        return found


def packed(sets: Bool[np.ndarray, "draws terms"]) -> Packed:
    """Sets of settlements as bits; what fills the last word is in no set."""
    words = -(-sets.shape[1] // 64)
    found = np.zeros((len(sets), words * 8), dtype=np.uint8)
    bits = np.packbits(sets, axis=1)
    found[:, : bits.shape[1]] = bits
    return found.view(np.uint64)


def bitsets_of(table: Table) -> Bitsets:
    """The options of a table as sets of its settlements."""
    return Bitsets(
        masks=tuple(
            np.concatenate(
                [packed((table.terms[:, issue] == at)[None]) for at in range(len(keys))]
            )
            for issue, keys in enumerate(table.options)
        ),
        options=max(len(keys) for keys in table.options),
    )

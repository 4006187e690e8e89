"""Values of a table's file as they were read, each with the place where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sinequanon.errors import Fault

Inside = tuple[str | int, ...]
"""Where a value stands inside a file: keys and indices from the top."""


@dataclass(frozen=True, kw_only=True)
class Raw:
    """The values of a file, the place of each, and what could not be read."""

    file: str
    value: dict[str, Any]
    places: Mapping[Inside, str]
    """Line or cell of each value, as `deal.yaml:12`."""
    faults: tuple[Fault, ...] = field(default=())

    def where(self, *inside: str | int) -> str:
        """The place of a value, or of the nearest value around it."""
        for length in range(len(inside), -1, -1):
            if inside[:length] in self.places:
                return self.places[inside[:length]]
        return self.file

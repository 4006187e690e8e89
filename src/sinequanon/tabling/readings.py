"""The four readings of a table, and the order in which they are told."""

from dataclasses import dataclass

from sinequanon.bargain import Encoding, Mapping


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A way to read stated red lines, and a way in which promises lose credit."""

    encoding: Encoding
    mapping: Mapping


CELLS: tuple[Cell, ...] = (
    Cell(encoding="values", mapping="threat"),
    Cell(encoding="values", mapping="shift"),
    Cell(encoding="red_lines", mapping="threat"),
    Cell(encoding="red_lines", mapping="shift"),
)

ENCODINGS: dict[Encoding, str] = {
    "values": "by values alone",
    "red_lines": "with stated red lines",
}

MAPPINGS: dict[Mapping, str] = {
    "threat": "a stronger side breaks promises more easily",
    "shift": "a secure winner has less to gain from breaking them",
}

"""Whose file something is: told by its suffix and by what stands at its top."""

import csv
import json
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from sinequanon.errors import PeerError

Kind = Literal["ktab", "negmas", "table"]
"""KTAB's CSV, a scenario of NegMAS or GENIUS, or a table in one of our forms."""

_HEAD = 4
"""Cells of the first line of KTAB's CSV."""

_OF_TABLE = frozenset({"title", "parties", "values", "positions", "rule", "balance"})
_OF_SCENARIO = frozenset({"issues", "type", "weights", "reserved_value"})


def kind_of(path: Path) -> Kind | None:
    """What a file or folder seems to be; None if it is none of the three.

    A table that is damaged still counts as one, so that its own reader can tell where.
    """
    suffix = path.suffix.lower()
    if path.is_dir() or suffix in (".xml", ".json"):
        return "negmas"
    if suffix == ".xlsx" or not path.is_file():
        return "table"
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return "table"
    if suffix in (".yaml", ".yml"):
        return _of_yaml(text)
    return _of_csv(text) if suffix == ".csv" else None


def _of_csv(text: str) -> Kind | None:
    """KTAB's first line has two numbers; ours is a heading with the column `what`."""
    for row in csv.reader(text.splitlines(), skipinitialspace=True):
        cells = [cell.strip() for cell in row]
        if "what" in [cell.lower() for cell in cells]:
            return "table"
        if any(cells):
            counts = cells[2:_HEAD]
            whole = len(counts) == 2 and all(cell.isdecimal() for cell in counts)
            return "ktab" if whole else None
    return None


def _of_yaml(text: str) -> Kind | None:
    try:
        keys = _top(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return "table"
    if keys is None:
        return None
    if keys & _OF_TABLE and "type" not in keys:
        return "table"
    return "negmas" if keys & _OF_SCENARIO else None


def _top(text: str) -> frozenset[str] | None:
    """Keys at the top of a YAML text, nothing below them being made; None if none."""
    if text.lstrip().startswith("{"):
        given: Any = json.loads(text)
        return frozenset(cast("dict[str, Any]", given))
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        return None
    pairs = cast("list[tuple[Any, Any]]", node.value)
    return frozenset(str(key.value) for key, _ in pairs)


def scenario_folder(path: Path) -> Path:
    """The folder of a scenario of which a folder or one of its files is named.

    Raises:
        PeerError: If there is neither a folder nor a file.
    """
    if path.is_dir():
        return path
    if path.is_file():
        return path.parent
    raise PeerError.at(
        str(path), "is neither a folder nor a file", "name the folder of a scenario"
    )

"""A small table as a file, and edits of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sinequanon.errors import DossierError, Fault
from sinequanon.tabling import Tabled, read_tabled

EXAMPLE = Path(__file__).parents[2] / "examples" / "three_valleys.yaml"

SMALL = """\
title: Two sides (made up)
parties:
  - {key: north, name: North, side: a, fighting: 0.4}
  - {key: south, name: South, side: b, fighting: [0.3, 0.3], disarms: false}
issues:
  - key: border
    label: The border
    options:
      - {key: old, label: The old line}
      - {key: middle, label: A middle line}
      - {key: new, label: The new line}
values:
  - {party: north, issue: border, values: {old: 0, middle: 0.5, new: 1}}
  - {party: south, issue: border, values: {old: 1, middle: 0.5, new: 0}}
"""


@pytest.fixture
def example() -> Tabled:
    return read_tabled(EXAMPLE)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """A file with a text."""

    def write(text: str, name: str = "deal.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def small(written: Callable[[str], Path]) -> Callable[..., Tabled]:
    """The small table with texts replaced and added."""

    def read(*replaced: tuple[str, str], more: str = "") -> Tabled:
        text = SMALL
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new, 1)
        return read_tabled(written(text + more))

    return read


@pytest.fixture
def faults(small: Callable[..., Tabled]) -> Callable[..., tuple[Fault, ...]]:
    """The faults of the small table with texts replaced and added."""

    def find(*replaced: tuple[str, str], more: str = "") -> tuple[Fault, ...]:
        with pytest.raises(DossierError) as caught:
            small(*replaced, more=more)
        return caught.value.faults

    return find

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import sinequanon
from sinequanon.dossier import Dossier, check, load
from sinequanon.dossier.layout import FILES
from sinequanon.errors import Fault

SHIPPED = Path(sinequanon.__file__).parent / "wars" / "syria"


@pytest.fixture(scope="session")
def syria() -> Dossier:
    return load("syria")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with the Syrian dossier, cut down to the places that its events name.

    Of its questions the first alone stays: it has no other start.
    """
    folder = tmp_path / "war"
    folder.mkdir()
    kept = {"SY010000", "SY030102"}
    for name in ("events.yaml", "questions.yaml"):
        kept |= set(re.findall(r"SY\d{6}", (SHIPPED / name).read_text("utf-8")))
    for name in FILES:
        rows = (SHIPPED / name).read_text("utf-8").splitlines(keepends=True)
        if name == "questions.yaml":
            first = [n for n, row in enumerate(rows) if row.startswith("  - key: ")]
            rows = rows[: first[1]]
        if name.endswith(".csv"):
            named = [set(re.findall(r"SY\d{6}", row)) for row in rows]
            rows = [
                row for row, codes in zip(rows, named, strict=True) if codes <= kept
            ]
        (folder / name).write_text("".join(rows), encoding="utf-8")
    return folder


@pytest.fixture
def edited(small: Path) -> Callable[[str, str, str], tuple[Fault, ...]]:
    """Faults of a small dossier in which one text was replaced."""

    def faults(name: str, old: str, new: str) -> tuple[Fault, ...]:
        text = (small / name).read_text(encoding="utf-8")
        assert old in text, f"{name} no longer has {old!r}"
        (small / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(small)

    return faults

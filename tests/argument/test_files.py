"""Loading the argument's files: every fault at once, with its line."""

import shutil
from pathlib import Path

import pytest

import sinequanon
from sinequanon.argument import load_claims
from sinequanon.errors import DossierError

_SHIPPED = Path(sinequanon.__file__).parent / "wars" / "syria"
_FILES = ("claims.yaml", "criteria.yaml", "evidence.yaml", "evidence_sources.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in _FILES:
        shutil.copy(_SHIPPED / name, tmp_path / name)
    return tmp_path


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def _faults(folder: Path) -> list[str]:
    with pytest.raises(DossierError) as caught:
        load_claims(folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_folder_loads_like_a_key(folder: Path) -> None:
    assert load_claims(folder) == load_claims("syria")


def test_every_fault_is_told_with_file_and_line(folder: Path) -> None:
    _edit(folder, "claims.yaml", "  kind: forecast\n", "  kind: prophecy\n")
    _edit(folder, "evidence.yaml", "role: own_words", "role: hearsay")
    _edit(folder, "evidence_sources.yaml", "reliability: B", "reliability: Z")
    faults = _faults(folder)
    assert {fault.split(":")[0] for fault in faults} >= {
        "claims.yaml",
        "evidence.yaml",
        "evidence_sources.yaml",
    }
    lines = (folder / "claims.yaml").read_text(encoding="utf-8").splitlines()
    at = next(int(f.split(":")[1]) for f in faults if f.startswith("claims.yaml"))
    assert lines[at - 1].strip() == "kind: prophecy"


def test_a_source_that_is_not_there(folder: Path) -> None:
    _edit(folder, "evidence.yaml", "sources: [hrw_2015]", "sources: [nobody]")
    assert any("no source 'nobody'" in fault for fault in _faults(folder))


def test_a_claim_that_is_not_there(folder: Path) -> None:
    _edit(folder, "evidence.yaml", "{claim: E12,", "{claim: E999,")
    assert any("no claim 'E999'" in fault for fault in _faults(folder))


def test_a_part_that_is_not_there(folder: Path) -> None:
    _edit(folder, "evidence.yaml", "part: reserve", "part: reserves")
    assert any("no part 'reserves'" in fault for fault in _faults(folder))


def test_a_condition_that_names_no_part(folder: Path) -> None:
    _edit(folder, "criteria.yaml", "[capture is supported]", "[catch is supported]")
    assert any("names no part and standing" in fault for fault in _faults(folder))


def test_a_rule_without_its_number(folder: Path) -> None:
    _edit(folder, "criteria.yaml", "mode: at_least, figure: 11000,", "mode: at_least,")
    assert any("has no figure" in fault for fault in _faults(folder))


def test_a_claim_or_a_source_that_stands_twice(folder: Path) -> None:
    criteria = folder / "criteria.yaml"
    criteria.write_text(
        criteria.read_text(encoding="utf-8") + "- {claim: E19, needs: again}\n",
        encoding="utf-8",
    )
    sources = folder / "evidence_sources.yaml"
    last = sources.read_text(encoding="utf-8").splitlines()[-1]
    sources.write_text(
        sources.read_text(encoding="utf-8") + last + "\n", encoding="utf-8"
    )
    faults = _faults(folder)
    assert any("claim E19 stands at" in fault for fault in faults)
    assert any("stands twice" in fault for fault in faults)


@pytest.mark.parametrize("name", _FILES)
def test_a_file_that_is_missing_or_no_yaml(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert any(
        fault.startswith(f"{name}: the file cannot be read")
        for fault in _faults(folder)
    )
    (folder / name).write_text("a: [", encoding="utf-8")
    assert any(fault.startswith(f"{name}:") for fault in _faults(folder))
    (folder / name).write_text("- a\n", encoding="utf-8")
    assert any("no keys at its top" in fault for fault in _faults(folder))


def test_a_list_that_is_missing(folder: Path) -> None:
    (folder / "evidence.yaml").write_text("statements: []\n", encoding="utf-8")
    assert any("there is no list 'bases'" in fault for fault in _faults(folder))

"""The house rules that no linter knows."""

import ast
import importlib
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "sinequanon"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_opens_with_a_sentence(path: Path):
    opening = ast.get_docstring(ast.parse(path.read_text()))
    assert opening
    assert len(opening.split()) >= 3


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_can_be_read_at_once(path: Path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize(
    "path",
    # The console script's entry point is called main by convention.
    [path for path in MODULES if _name(path) != "cli/main.py"],
    ids=_name,
)
def test_no_function_has_its_modules_name(path: Path):
    tree = ast.parse(path.read_text())
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert path.stem not in names


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_rooms_for_leftovers(path: Path):
    assert path.stem not in {"utils", "helpers", "common", "misc", "base", "core"}


@pytest.mark.parametrize("room", ROOMS)
def test_front_door_is_complete(room: str):
    # Its order is ruff's (RUF022).
    door = importlib.import_module(f"sinequanon.{room}")
    names = getattr(door, "__all__", None)
    assert names is not None, f"{room} has no __all__"
    assert len(set(names)) == len(names)
    for name in names:
        assert hasattr(door, name)


def test_only_streams_imports_numpy_random():
    for path in MODULES:
        if path.name != "streams.py":
            assert "numpy.random" not in path.read_text(), path
            assert "np.random" not in path.read_text(), path

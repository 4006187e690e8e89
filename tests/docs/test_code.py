"""Every command and every piece of Python in the pages runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUICK = Path(__file__).parent / "quick.py"
RUN = {"sinequanon", "cp", "sed", "rm", "mkdir", "ls", "cat", "head", "grep", "diff"}
"""Programs that are run; of all others only targets of `make` are checked."""


def program(command: str) -> str:
    return command.split()[0]


def usable(command: str) -> str:
    """The command up to the first pipe into a program that is not installed."""
    parts = command.split(" | ")
    kept = [parts[0]]
    for part in parts[1:]:
        if shutil.which(program(part)) is None:
            break
        kept.append(part)
    return " | ".join(kept)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like the project's, with the program in `bin`."""
    for name in ("src", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    script = tmp_path / "bin" / "sinequanon"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{QUICK}" cli "$@"\n')
    script.chmod(0o755)
    return tmp_path


def done(words: list[str] | str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        words,
        shell=isinstance(words, str),
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_commands_run(page_of_commands: Any, folder: Path):
    for command in page_of_commands.commands:
        if program(command) not in RUN:
            continue
        found = done(usable(command), folder)
        assert found.returncode == 0, f"$ {command}\n{found.stdout}{found.stderr}"


def test_targets_of_make_exist(page: Any):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    named = [t for text in page.ticked for t in re.findall(r"^make ([a-z-]+)", text)]
    for command in page.commands:
        named += re.findall(r"(?:^|&& )make ([a-z-]+)", command)
    assert set(named) <= targets


def test_python_runs(page_of_python: Any, folder: Path):
    # Blocks of a page follow one another, as a reader would type them.
    script = folder / "page.py"
    script.write_text("\n".join(page_of_python.blocks("python")), encoding="utf-8")
    found = done([sys.executable, str(QUICK), "run", str(script)], folder)
    assert found.returncode == 0, found.stdout + found.stderr


def test_a_failing_command_is_noticed(folder: Path):
    assert done("sinequanon ask nothing", folder).returncode == 2
    assert usable("sinequanon cite | no-such-program -x") == "sinequanon cite"

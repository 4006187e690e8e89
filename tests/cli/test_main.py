"""Exit codes and messages: an error is a line or two, never a traceback."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from sinequanon.cli import commands, main
from sinequanon.errors import ControlError, Fault, RecordError

ROOT = Path(__file__).parents[2]


def walk(
    group: click.Group, path: str = "sinequanon"
) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from walk(command, f"{path} {name}")
        yield f"{path} {name}", command


COMMANDS = dict(walk(commands))


@pytest.mark.parametrize("path", ["sinequanon", *COMMANDS])
def test_help_has_an_example(path: str, capsys: pytest.CaptureFixture[str]):
    words = path.split()[1:]
    assert main([*words, "--help"]) == 0
    out = capsys.readouterr().out
    example = re.search(r"\n  Examples?:\n    (sinequanon .*)\n", out + "\n")
    assert example is not None
    assert example[1].startswith(path)


def test_help_comes_at_once():
    began = time.perf_counter()
    code = (
        "import sys; from sinequanon.cli.main import main; main(['--help']);"
        "heavy = {'numba', 'numpy', 'polars', 'pydantic', 'scipy', 'jinja2', 'rich'};"
        "sys.exit(f'imported {heavy & set(sys.modules)}' if heavy & set(sys.modules)"
        " else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - began < 3.0


def test_version(capsys: pytest.CaptureFixture[str]):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"sinequanon \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["ask"], ["ask", "x", "--nonsense"]]
)
def test_wrong_use_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Error" in captured.err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            RecordError([Fault(where="a.parquet", found="is cut", fix="fetch it")]),
            2,
            "error: a.parquet: is cut; fetch it",
        ),
        (
            ControlError(
                [Fault(where="nearer", found="said further", fix="see MODEL")]
            ),
            1,
            "No answer: a control failed.\nerror: nearer: said further; see MODEL",
        ),
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(28, "No space left on device", "x.html"), 2, "x.html: No space left"),
    ],
)
def test_no_error_is_a_traceback(
    error: BaseException,
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    def fail() -> Any:
        raise error

    monkeypatch.setattr("sinequanon.dossier.json_schema", fail)
    assert main(["schema"]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err


def documented() -> dict[str, set[str]]:
    """The commands of docs/cli.md with their options."""
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in (ROOT / "docs" / "cli.md").read_text("utf-8").splitlines():
        heading = re.match(r"## `(sinequanon(?: [a-z]+)+)", line)
        if heading:
            current = found.setdefault(heading[1], set())
        elif line.startswith("| `-"):
            current.update(re.findall(r"`(--?[a-z][a-z-]*)", line.split("|")[1]))
    return found


def test_every_command_and_option_is_documented_and_nothing_else():
    real = {
        path: {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        for path, command in COMMANDS.items()
    }
    assert documented() == real

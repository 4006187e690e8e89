"""What the pages say, one case each: commands, Python, links, names, tables."""

import importlib
import re
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md")))

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TICKED = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)|(?:src|href)=\"([^\"]+)\"")
_DOTTED = re.compile(r"sinequanon(?:\.[a-zA-Z_][a-zA-Z_0-9]*)+")
_FILE = re.compile(r"[\w.\-]+(?:/[\w.\-]+)+\.(?:py|yaml|csv|json|md|parquet|toml)")


@dataclass(frozen=True)
class Page:
    """A page, its text, and its text outside of fences."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def prose(self) -> str:
        return _FENCE.sub("", self.text)

    def blocks(self, language: str) -> list[str]:
        return [code for kind, code in _FENCE.findall(self.text) if kind == language]

    @property
    def commands(self) -> list[str]:
        """Lines of console blocks that start with a dollar, with continuations."""
        shown = "\n".join(self.blocks("console")).replace("\\\n", " ")
        return [line[2:] for line in shown.splitlines() if line.startswith("$ ")]

    @property
    def ticked(self) -> list[str]:
        return _TICKED.findall(self.prose)

    @property
    def dotted(self) -> list[str]:
        """Dotted names of the package, in ticks."""
        return sorted({name for t in self.ticked for name in _DOTTED.findall(t)})

    @property
    def files(self) -> list[str]:
        """Files in ticks that are written with a folder."""
        found = {text for text in self.ticked if _FILE.fullmatch(text)}
        # `my-...` are a reader's own files, which an example makes.
        return sorted(text for text in found if not text.startswith("my-"))

    @property
    def links(self) -> list[str]:
        found = {one or other for one, other in _LINK.findall(self.prose)}
        return sorted(link for link in found if "://" not in link)

    @property
    def calls(self) -> list[list[str]]:
        """Calls of the program, as words, in ticks and in blocks."""
        lines = [*self.ticked, *self.commands, *self.text.splitlines()]
        return [
            line.split()[line.split().index("sinequanon") :]
            for line in (each.strip() for each in lines)
            if re.match(r"(?:\$ )?sinequanon [a-z]", line)
        ]


def pages() -> list[Page]:
    """Every page that has been written."""
    found = [Page(path, path.read_text(encoding="utf-8")) for path in PAGES]
    return [page for page in found if page.text.strip()]


_EACH = {"link": "links", "dotted": "dotted", "file": "files"}
_Holds = Callable[[Page], bool]
_HOLDING: dict[str, _Holds] = {
    "page": lambda page: bool(page.text),
    "page_of_commands": lambda page: bool(page.commands),
    "page_of_python": lambda page: bool(page.blocks("python")),
    "page_of_tables": lambda page: "<!-- end of " in page.text,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One case for each page that holds something, or for each link, name or file."""
    asked = set(metafunc.fixturenames)
    for one in asked & _EACH.keys():
        cases = [(page, each) for page in pages() for each in getattr(page, _EACH[one])]
        names = [f"{page.name}-{each}" for page, each in cases]
        metafunc.parametrize(("page", one), cases, ids=names)
        return
    for one in asked & _HOLDING.keys():
        chosen = [page for page in pages() if _HOLDING[one](page)]
        metafunc.parametrize(one, chosen, ids=[page.name for page in chosen])


@pytest.fixture(scope="session")
def tables() -> dict[str, Any]:
    """The script that writes tables into pages."""
    return runpy.run_path(str(ROOT / "scripts" / "tables_in_docs.py"))


@pytest.fixture(scope="session")
def commands() -> dict[str, Any]:
    """The program's commands by name; those of a group as `group command`."""
    top = dict(importlib.import_module("sinequanon.cli").commands.commands)
    inner = {
        f"{name} {one}": command
        for name, group in top.items()
        for one, command in getattr(group, "commands", {}).items()
    }
    return {**top, **inner}

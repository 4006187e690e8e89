"""Links, names, files, commands and options in the pages exist."""

import importlib
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT, ROOT / "src" / "sinequanon", ROOT / "benchmarks", ROOT / "docs")


def anchors(page: Path) -> set[str]:
    """Anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.M | re.S)
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        found.add(plain.replace(" ", "-"))
    return found


def test_link_leads_somewhere(page: Any, link: str):
    file, _, anchor = link.partition("#")
    target = page.path if not file else (page.path.parent / file).resolve()
    assert target.exists(), f"{page.name}: no {file}"
    if anchor and target.suffix == ".md":
        assert anchor in anchors(target), f"{page.name}: no #{anchor} in {target.name}"


def test_name_imports(page: Any, dotted: str):
    steps = dotted.split(".")
    for length in range(len(steps), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(steps[:length]))
        except ModuleNotFoundError:
            continue
        for step in steps[length:]:
            assert hasattr(found, step), f"{page.name}: no {dotted}"
            found = getattr(found, step)
        return


def test_file_exists(page: Any, file: str):
    assert any((folder / file).exists() for folder in FOLDERS), f"{page.name}: {file}"


def test_calls_name_commands_and_options(page: Any, commands: dict[str, Any]):
    for call in page.calls:
        name = " ".join(call[1:3]) if " ".join(call[1:3]) in commands else call[1]
        # `war palmyra` is short for `war run palmyra`.
        default = getattr(commands.get(name), "default", None)
        if default is not None:
            name = f"{name} {default}"
        assert name in commands, f"{page.name}: {' '.join(call)}"
        known = {o for p in commands[name].params for o in p.opts} | {"--help", "-h"}
        used = {
            re.sub(r"[=,.;)].*", "", w) for w in call[2:] if re.match("--?[a-z]", w)
        }
        assert used <= known, f"{page.name}: {' '.join(call)}"


def test_options_in_ticks_exist(page: Any, commands: dict[str, Any]):
    known = {o for c in commands.values() for p in c.params for o in p.opts}
    known |= {"--help", "--version", "-h"}
    used: set[str] = {
        t.split()[0] for t in page.ticked if re.match(r"--?[a-z][a-z-]+\b", t)
    }
    assert {each for each in used if each.startswith("--")} <= known


def test_every_command_and_option_is_documented(commands: dict[str, Any]):
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in commands.items():
        section = re.search(
            rf"^## `sinequanon {name}\b.*?(?=^## |\Z)", text, re.M | re.S
        )
        assert section, f"docs/cli.md has no section on {name}"
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in section[0], f"docs/cli.md: {name} {option}"


def test_page_is_not_too_long(page: Any):
    assert len(page.text.splitlines()) < 500

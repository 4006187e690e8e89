"""YAML text as plain values that still know their lines: the one door to PyYAML.

Only nodes are composed, never objects. Plain scalars follow the core schema of
YAML 1.2.2 (section 10.3): no dates, no yes and no, `null` and `~` are nothing.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
"""Where a value stands inside a file: keys and indices from the top."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
_TRUTH = {
    **dict.fromkeys(["true", "True", "TRUE"], True),
    **dict.fromkeys(["false", "False", "FALSE"], False),
}
_DEEPEST = 100
_BRACKETS = re.compile(r"[\[\]{}]")
_COMPACT = re.compile(rf"(?:[-?:]\s+){{{_DEEPEST}}}")
_INDENT = re.compile(r"^ +(?=[^ \n])", re.MULTILINE)
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong in the text itself, with its line and what to do."""

    line: int
    found: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """The values of a YAML file, the line of each, and what is wrong with it."""

    value: Any
    lines: dict[Path, int]
    problems: tuple[Problem, ...]

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest value around it; 1 is the first."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def read_text(text: str) -> Text:
    r"""The values of a YAML text with their lines.

    A text that does not parse gives the value None and one problem.

    Example:
        >>> read_text("a: 1\nb: [yes, 2011-03, 0x10, ~]").value
        {'a': 1, 'b': ['yes', '2011-03', 16, None]}
    """
    if _nests_too_deep(text):
        deep = Problem(line=1, found="values nest too deep", fix="flatten the file")
        return Text(value=None, lines={}, problems=(deep,))
    try:
        node = yaml.CBaseLoader(text).get_single_node()
        reading = _Reading()
        value = reading.value(node, ()) if node is not None else None
    except yaml.YAMLError as error:
        return Text(value=None, lines={}, problems=(_syntax(error, text),))
    return Text(value=value, lines=reading.lines, problems=tuple(reading.problems))


def scalar(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2.

    Example:
        >>> scalar("012"), scalar("1e3"), scalar("no"), scalar("2016-03-27")
        (12, 1000.0, 'no', '2016-03-27')
    """
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _INFINITE.fullmatch(text):
        return float(text.replace(".", ""))
    if text in {".nan", ".NaN", ".NAN"}:
        return float("nan")
    return text


def _nests_too_deep(text: str) -> bool:
    """Whether a text would exhaust the stack of the parser, which then ends Python.

    Brackets in quotes count too: no dossier comes near the limit.
    """
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return True
    if _COMPACT.search(text):
        return True
    return max((len(indent) for indent in _INDENT.findall(text)), default=0) > _DEEPEST


class _Reading:
    """One pass over the nodes of a file."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: Any, path: Path) -> Any:
        line: int = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            # An alias would stand on the line of its anchor, and grow without bound.
            self._refuse(line, "an alias (*) repeats this value", "write the value out")
            return None
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._refuse(line, f"the tag {node.tag!r}", "remove the tag")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, (*path, index))
                for index, item in enumerate(node.value)
            ]
        return node.value if node.style else scalar(node.value)

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line: int = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(line, "a key that is no word", "write a plain key")
                continue
            key: str = key_node.value
            if key in found:
                first = self.lines[(*path, key)]
                self._refuse(
                    line,
                    f"the key {key!r} stands here and on line {first}",
                    "keep one of them",
                )
                continue
            self.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found

    def _refuse(self, line: int, found: str, fix: str) -> None:
        self.problems.append(Problem(line=line, found=found, fix=fix))


def _syntax(error: yaml.YAMLError, text: str) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        found = " ".join(part for part in (error.context, error.problem) if part)
    else:
        line = 1
        found = f"the text is no YAML ({type(error).__name__})"
    rows = text.splitlines()
    if line <= len(rows) and "\t" in rows[line - 1]:
        return Problem(
            line=line, found=f"a tab ({found})", fix="indent with spaces, not tabs"
        )
    return Problem(line=line, found=found, fix="correct the YAML on or above this line")


_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class _Dumper(yaml.SafeDumper):
    """Writes text bare where every reader takes it for text, else in quotes."""


def _text_node(dumper: Any, text: str) -> Any:
    bare = _BARE.fullmatch(text) and scalar(text) == text and text.lower() not in _TRUE
    style = None if bare else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_TRUE = frozenset({"y", "n", "yes", "no", "on", "off"})
_Dumper.add_representer(str, _text_node)


def write_text(value: Any) -> str:
    r"""Plain values as YAML that `read_text` reads as the same values.

    Example:
        >>> write_text({"key": "no", "keys": ["a", "b"], "low": 0.5})
        'key: "no"\nkeys: [a, b]\nlow: 0.5\n'
    """
    return yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=100,
    )

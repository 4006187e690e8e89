"""YAML 1.2 core scalars, lines, and texts that must never break the reader."""

import pytest
import yaml
from hypothesis import example, given, settings, strategies as st

from sinequanon.dossier.yamltext import read_text, scalar


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("2016-03-27", "2016-03-27"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("010", 10),
        ("0o17", 15),
        ("0xfF", 255),
        ("+12", 12),
        ("1.", 1.0),
        ("-.5e-1", -0.05),
        ("-.inf", float("-inf")),
        ("~", None),
        ("", None),
        ("Null", None),
        ("TRUE", True),
        ("nUll", "nUll"),
    ],
)
def test_plain_scalars_follow_the_core_schema(text: str, value: object) -> None:
    found = scalar(text)

    assert found == value
    assert type(found) is type(value)


def test_quoted_scalars_stay_text() -> None:
    assert read_text("a: '1'\nb: \"true\"\nc: ''\n").value == {
        "a": "1",
        "b": "true",
        "c": "",
    }


def test_every_value_knows_its_line() -> None:
    text = read_text("# note\na:\n  - b: 1\n    c: [2,\n        3]\n  - b: 4\n")

    assert text.line(("a", 0, "b")) == 3
    assert text.line(("a", 0, "c", 1)) == 5
    assert text.line(("a", 1)) == 6
    assert text.line(("a", 1, "unknown", "deeper")) == 6
    assert text.line(()) == 2


@settings(deadline=None, max_examples=60)
@example("\x00")
@example("a: {b: [")
@example("&a [*a]")
@example("? [x]\n: y")
@example("---\na\n---\nb")
@example("[" * 3000)
@example("[" * 50_000 + "]" * 50_000)
@example("- " * 50_000 + "a")
@example("\n".join(" " * depth + "a:" for depth in range(3000)))
@given(st.text(alphabet="ab: -[]{}\n\t'\"#&*!|>?,%@`\x07\u2028é", max_size=40))
def test_any_text_gives_values_or_problems(text: str) -> None:
    found = read_text(text)

    assert all(problem.line >= 1 and problem.fix for problem in found.problems)
    assert found.value is not None or found.problems or not _has_value(text)


def test_a_text_that_nests_too_deep_is_refused_before_it_is_parsed() -> None:
    # The parser in C would end Python itself.
    for text in ("[" * 50_000 + "]" * 50_000, "- " * 50_000 + "a"):
        assert read_text(text).problems[0].found == "values nest too deep"
    assert read_text("[" * 50 + "]" * 50).problems == ()


def _has_value(text: str) -> bool:
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return True
    return node is not None and not (
        isinstance(node, yaml.ScalarNode) and scalar(node.value) is None
    )

"""The answer's JSON: strict, documented to the last key, and read back as it was."""

import dataclasses
import json
import math
import re
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from sinequanon.answer import Answer, Series
from sinequanon.errors import OutputError
from sinequanon.report import from_json, to_json

ROOT = Path(__file__).parents[2]
FREE = {"by_party": "{party}", "sine_qua_non_of": "{party}", "names": "{key}"}
SERIES = ("name", "months", "values", "low", "high")


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def produced(value: Any, at: str = "") -> set[str]:
    """Every path of a JSON value, as the documentation writes it."""
    found: set[str] = set()
    if isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            name = FREE.get(at.rpartition(".")[2], key)
            path = f"{at}.{name}" if at else name
            found |= {path} | produced(inner, path)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            found |= produced(inner, f"{at}[]")
    return found


def documented() -> set[str]:
    """Every path that docs/json.md gives; a series stands for its own keys too."""
    paths: set[str] = set()
    for line in (ROOT / "docs" / "json.md").read_text("utf-8").splitlines():
        row = re.match(r"\| `([^`]+)` \| ([^|]+) \|", line)
        if row:
            path, kind = row.groups()
            paths.add(path)
            if kind.strip() == "list of series":
                paths |= {f"{path}[].{key}" for key in SERIES}
    return paths


def same(one: object, other: object) -> bool:
    """Equality in which not-a-number equals itself, and null in a row equals it."""
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return type(one) is type(other) and all(
            same(getattr(one, f.name), getattr(other, f.name))
            for f in dataclasses.fields(one)
        )
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        left, right = cast("list[object]", one), cast("list[object]", other)
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    return one == other


def test_every_key_is_documented_and_every_documented_key_exists(answer: Answer):
    assert produced(json.loads(to_json(answer))) == documented()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "examples").glob("*.json")), ids=lambda p: p.name
)
def test_shipped_examples_hold_no_undocumented_key(path: Path):
    found = produced(json.loads(path.read_text("utf-8")))
    assert found - documented() == set()


def test_the_answer_survives_the_way_there_and_back(answer: Answer):
    back = from_json(to_json(answer))
    assert same(answer, back)
    assert to_json(back) == to_json(answer)


def test_the_keys_say_with_and_without(answer: Answer):
    verdict = json.loads(to_json(answer))["verdict"]
    assert verdict["with"] == answer.verdict.with_event
    assert verdict["without"] == answer.verdict.without_event


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_json_has_no_word_for_is_null(answer: Answer, value: float):
    verdict = dataclasses.replace(answer.verdict, hazard_ratio=value)
    rows = ({"key": "k", "difference": value},)
    text = to_json(dataclasses.replace(answer, verdict=verdict, contrasts=rows))
    read = json.loads(text, parse_constant=refuse)
    assert read["verdict"]["hazard_ratio"] is None
    assert read["contrasts"][0]["difference"] is None
    assert math.isnan(from_json(text).verdict.hazard_ratio)


def test_numbers_of_array_libraries_in_rows_are_plain_numbers(answer: Answer):
    rows = ({"n": np.int64(3), "x": np.float32(0.5), "nan": np.array([np.nan, 1.0])},)
    read = json.loads(to_json(dataclasses.replace(answer, contrasts=rows)))
    assert read["contrasts"] == [{"n": 3, "x": 0.5, "nan": [None, 1.0]}]


def test_a_value_without_a_form_is_refused_by_name(answer: Answer):
    rows = ({"when": Series},)
    with pytest.raises(OutputError, match=r"answer\.contrasts\[0\]\.when"):
        to_json(dataclasses.replace(answer, contrasts=rows))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ("{}", "None"),
        ('{"format": "sinequanon-answer/1"}', "has no 'question'"),
    ],
)
def test_what_is_no_answer_is_refused(text: str, words: str):
    with pytest.raises(OutputError, match=words):
        from_json(text)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("verdict", "margin"), "a lot", r"answer\.verdict\.margin: got 'a lot'"),
        (("verdict", "horizon_months"), 1.5, "a whole number"),
        (("verdict", "horizon_months"), True, "a whole number"),
        (("verdict", "interval90"), [1.0], "a list of 2"),
        (("verdict", "words"), None, "put text there"),
        (("trust",), "text", "a list"),
        (("provenance",), 3, "an object"),
        (("contrasts",), [1], "an object"),
        (("question_mark",), "?", "unknown key 'question_mark'"),
    ],
)
def test_a_misfit_is_named_with_its_place(
    answer: Answer, path: tuple[str, ...], value: object, words: str
):
    read = json.loads(to_json(answer))
    place = read
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(OutputError, match=words):
        from_json(json.dumps(read))


def test_true_is_not_a_word(answer: Answer):
    read = json.loads(to_json(answer))
    read["controls"][0]["passed"] = "yes"
    with pytest.raises(OutputError, match=r"controls\[0\]\.passed.*true or false"):
        from_json(json.dumps(read))

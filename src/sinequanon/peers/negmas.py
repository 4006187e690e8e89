"""Folders of NegMAS: a domain and one utility a party, as YAML, JSON or GENIUS XML."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import yaml

from sinequanon.errors import Fault, OutputError, PeerError
from sinequanon.peers.genius import domain_of_xml, utility_of_xml, xml_texts
from sinequanon.peers.scenario import (
    Scenario,
    ScenarioIssue,
    ScenarioUtility,
    Value,
)

FORMATS = ("yml", "json", "xml")
"""How a scenario can be written; NegMAS's own loader takes the first and the last."""

_ASIDE = ("_info", "_stats", "_inverse")
_LISTED = ("CategoricalIssue", "DiscreteCardinalIssue", "DiscreteOrdinalIssue")
_RANGES = ("ContiguousIssue",)
_MOST_VALUES = 100_000


def read_negmas(folder: Path) -> Scenario:
    """The scenario in a folder, in any of the three formats.

    Raises:
        PeerError: If files are missing, damaged or hold what has no counterpart here
            (utilities that are not additive, issues without an end, code).
    """
    paths = sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.suffix.lower() in (".yml", ".yaml", ".json", ".xml")
        and path.stem not in _ASIDE
    )
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            texts[str(path)] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(
                Fault(
                    where=str(path),
                    found=f"cannot be read ({error})",
                    fix="repair it, or take it out of the folder",
                )
            )
    if faults:
        raise PeerError(faults)
    if not texts:
        raise PeerError.at(
            str(folder),
            "has no YAML, JSON or XML file",
            "name a folder that NegMAS or GENIUS wrote",
        )
    return scenario_of_texts(texts, name=folder.name)


def scenario_of_texts(texts: Mapping[str, str], *, name: str = "scenario") -> Scenario:
    """A scenario from the texts of its files, by file name.

    Raises:
        PeerError: As for `read_negmas`.
    """
    domains: list[tuple[str, tuple[ScenarioIssue, ...], str]] = []
    others: list[tuple[str, str | dict[str, Any]]] = []
    for where, text in texts.items():
        if where.lower().endswith(".xml"):
            domain = domain_of_xml(text, where)
            if domain is None:
                others.append((where, text))
            else:
                domains.append((where, domain, name))
            continue
        data = _mapping(text, where)
        if "issues" in data:
            called = data.get("name")
            domains.append((where, _issues(data, where), str(called or name)))
        else:
            others.append((where, data))
    if len(domains) != 1:
        raise PeerError.at(
            ", ".join(sorted(texts)),
            f"{len(domains)} of the files list issues",
            "one file must hold the domain, and each other one a party's utility",
        )
    _, issues, called = domains[0]
    faults: list[Fault] = []
    utilities: list[ScenarioUtility] = []
    for where, given in others:
        try:
            utilities.append(
                utility_of_xml(given, issues, where)
                if isinstance(given, str)
                else _utility(given, issues, where)
            )
        except PeerError as error:
            faults.extend(error.faults)
    if faults:
        raise PeerError(faults)
    return Scenario(name=called, issues=issues, utilities=tuple(utilities))


def texts_of_scenario(scenario: Scenario, form: str = "yml") -> dict[str, str]:
    """Files of a scenario, name to text; the first is the domain.

    Numbers are written so that they read back as the same numbers.

    Args:
        scenario: The scenario.
        form: One of `FORMATS`.

    Raises:
        OutputError: If the form is unknown or cannot hold the scenario.
    """
    stems = [scenario.name, *(utility.name for utility in scenario.utilities)]
    faults = [
        Fault(where=stem, found="is no name for a file", fix="rename it")
        for stem in stems
        if not stem or set(stem) & set('/\\:*?"<>|\0') or stem in (*_ASIDE, ".", "..")
    ]
    if len({stem.casefold() for stem in stems}) != len(stems):
        faults.append(
            Fault(
                where=scenario.name,
                found="two of the domain and the parties share a name",
                fix="rename one of them",
            )
        )
    if form not in FORMATS:
        faults.append(
            Fault(
                where="format",
                found=f"is {form!r}",
                fix=f"take one of {', '.join(FORMATS)}",
            )
        )
    if form != "xml" and any(u.discount != 1.0 for u in scenario.utilities):
        faults.append(
            Fault(
                where=scenario.name,
                found="has a discount, which this format keeps elsewhere",
                fix="write it as xml",
            )
        )
    if faults:
        raise OutputError(faults)
    if form == "xml":
        written = xml_texts(scenario)
    else:
        written = [_text(data, form) for data in _plain(scenario)]
    return {f"{stem}.{form}": text for stem, text in zip(stems, written, strict=True)}


def _mapping(text: str, where: str) -> dict[str, Any]:
    """What a YAML or JSON file holds."""
    try:
        # JSON is read as JSON: Infinity and tabs are no YAML.
        data: Any = (
            json.loads(text)
            if where.lower().endswith(".json")
            else yaml.safe_load(text)
        )
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found = " ".join(str(error).split())
        raise PeerError.at(where, f"cannot be read ({found})", "repair it") from error
    if not isinstance(data, dict):
        raise PeerError.at(
            where, "holds no keys with values", "take it out of the folder"
        )
    return cast("dict[str, Any]", data)


def _issues(data: Mapping[str, Any], where: str) -> tuple[ScenarioIssue, ...]:
    """Issues of a domain."""
    listed: Any = data["issues"]
    entries = cast("list[Any]", listed if isinstance(listed, list) else [listed])
    faults: list[Fault] = []
    found: list[ScenarioIssue] = []
    for at, given in enumerate(entries):
        try:
            kind = str(given.get("type", "CategoricalIssue"))
            values = _values(kind, given["values"])
            found.append(
                ScenarioIssue(name=str(given["name"]), values=values, kind=kind)
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            faults.append(
                Fault(
                    where=f"{where}, issue {at + 1}",
                    found=f"cannot be used ({error})",
                    fix="give it a name, a type and a list of values",
                )
            )
    if not found and not faults:
        faults.append(Fault(where=where, found="has no issue", fix="add one"))
    if faults:
        raise PeerError(faults)
    return tuple(found)


def _values(kind: str, given: Any) -> tuple[Value, ...]:
    """Options of an issue; a range of whole numbers is written out."""
    if kind in _RANGES:
        low, high = given
        if not isinstance(low, int) or not isinstance(high, int) or high < low:
            raise ValueError(f"its values {given} are no range of whole numbers")
        if high - low >= _MOST_VALUES:
            raise ValueError(f"it has more than {_MOST_VALUES} values")
        return tuple(range(low, high + 1))
    if kind not in _LISTED:
        raise ValueError(f"{kind} has no list of options")
    values: list[Value] = []
    for value in given:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise TypeError(f"the value {value!r} is neither text nor a number")
        values.append(value)
    if not values:
        raise ValueError("it has no values")
    return tuple(values)


def _utility(
    data: Mapping[str, Any], issues: Sequence[ScenarioIssue], where: str
) -> ScenarioUtility:
    """A party's utility."""
    kind = str(data.get("type", "")).rpartition(".")[2]
    if kind != "LinearAdditiveUtilityFunction":
        raise PeerError.at(
            where,
            f"the utility is a {kind or 'thing without a type'}",
            "save it as a LinearAdditiveUtilityFunction; others have no counterpart",
        )
    try:
        functions, weights = list(data["values"]), data.get("weights")
        if len(functions) != len(issues):
            raise ValueError(f"{len(functions)} values for {len(issues)} issues")
        given = [1.0] * len(issues) if weights is None else list(weights)
        reserved = data.get("reserved_value")
        utility = ScenarioUtility(
            name=str(data.get("name") or Path(where).stem),
            weights=tuple(_number(weight) for weight in given),
            values=tuple(
                _worths(function, issue)
                for function, issue in zip(functions, issues, strict=True)
            ),
            reserved=-math.inf if reserved is None else float(reserved),
            bias=_number(data.get("bias") or 0.0),
        )
        if len(utility.weights) != len(issues):
            raise ValueError(f"{len(given)} weights for {len(issues)} issues")
        if math.isnan(utility.reserved) or utility.reserved == math.inf:
            raise ValueError(f"the reserved value is {utility.reserved}")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise PeerError.at(
            where, f"cannot be used ({error})", "give each issue a weight and values"
        ) from error
    return utility


def _worths(function: Any, issue: ScenarioIssue) -> tuple[float, ...]:
    """Worth of each option of an issue, from a table or a line."""
    if isinstance(function, int | float):
        return (float(function),) * len(issue.values)
    kind = str(function.get("type", "")).rpartition(".")[2]
    if kind == "TableFun":
        mapping: Mapping[Any, Any] = function["mapping"]
        # JSON turns numbers that are keys into text.
        by_text = {str(key): value for key, value in mapping.items()}
        missing = [v for v in issue.values if str(v) not in by_text]
        if missing:
            raise ValueError(f"{issue.name} gives no value to {missing[0]!r}")
        return tuple(_number(by_text[str(value)]) for value in issue.values)
    lines = {
        "IdentityFun": (1.0, 0.0),
        "ConstFun": (0.0, function.get("bias", 0.0)),
        "LinearFun": (function.get("slope", 1.0), function.get("bias", 0.0)),
        "AffineFun": (function.get("slope", 1.0), function.get("bias", 0.0)),
    }
    if kind not in lines:
        raise ValueError(f"{issue.name} has a {kind or 'value without a type'}")
    slope, bias = lines[kind]
    if kind == "ConstFun":
        return (_number(bias),) * len(issue.values)
    return tuple(
        _number(value) * _number(slope) + _number(bias) for value in issue.values
    )


def _number(value: Any) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    if not math.isfinite(value):
        raise ValueError(f"{value} is not finite")
    return float(value)


def _plain(scenario: Scenario) -> list[dict[str, Any]]:
    """The domain and each utility, as NegMAS lays them out."""
    domain = {
        "type": "DiscreteCartesianOutcomeSpace",
        "name": scenario.name,
        "path": None,
        "issues": [
            {
                "type": issue.kind,
                "name": issue.name,
                "values": [issue.values[0], issue.values[-1]]
                if issue.kind in _RANGES
                else list(issue.values),
            }
            for issue in scenario.issues
        ],
    }
    utilities = [
        {
            "type": "LinearAdditiveUtilityFunction",
            "name": utility.name,
            "reserved_value": utility.reserved,
            **({"bias": utility.bias} if utility.bias else {}),
            "weights": list(utility.weights),
            "values": [
                {
                    "type": "TableFun",
                    "mapping": dict(zip(issue.values, row, strict=True)),
                }
                for issue, row in zip(scenario.issues, utility.values, strict=True)
            ],
        }
        for utility in scenario.utilities
    ]
    return [domain, *utilities]


def _text(data: dict[str, Any], form: str) -> str:
    """YAML or JSON that reads back as the same."""
    if form == "json":
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)

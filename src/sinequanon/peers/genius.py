"""GENIUS's XML of domains and utilities, which NegMAS shares (Lin et al. 2014)."""

import math
from collections.abc import Sequence

# Python's own parser resolves no external entity, and entities are refused here.
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import quoteattr

from sinequanon.errors import PeerError
from sinequanon.peers.scenario import (
    Scenario,
    ScenarioIssue,
    ScenarioUtility,
    Value,
)

_MOST_VALUES = 100_000


def domain_of_xml(text: str, where: str) -> tuple[ScenarioIssue, ...] | None:
    """Issues of a domain; None if the file holds a utility.

    Raises:
        PeerError: If the text is no such XML.
    """
    root = _root(text, where)
    entries = list(root.iter("issue"))
    if not entries:
        raise PeerError.at(where, "has no issue", "name a domain or a utility")
    # A utility evaluates its items or at least weighs its issues.
    if any(item.get("evaluation") is not None for item in root.iter("item")) or list(
        root.iter("weight")
    ):
        return None
    return tuple(_issue(entry, where) for entry in _in_order(entries, where))


def utility_of_xml(
    text: str, issues: Sequence[ScenarioIssue], where: str
) -> ScenarioUtility:
    """A party's utility over given issues.

    Raises:
        PeerError: If the text does not evaluate every option of every issue.
    """
    root = _root(text, where)
    entries = {str(entry.get("name")): entry for entry in root.iter("issue")}
    places = {
        _index(entry, at + 1, where): at
        for at, entry in enumerate(_listed(entries, issues))
    }
    weights = [1.0] * len(issues)
    bias = 0.0
    try:
        for entry in root.iter("weight"):
            index, value = _index(entry, 0, where), _finite(entry.get("value"))
            if index in places:
                weights[places[index]] = value
            else:
                # NegMAS writes a bias as one weight more than there are issues.
                bias += value
        values = tuple(_worths(entries[issue.name], issue) for issue in issues)
        reserved, discount = (
            root.find(".//reservation"),
            root.find(".//discount_factor"),
        )
        return ScenarioUtility(
            name=_stem(where),
            weights=tuple(weights),
            values=values,
            reserved=-math.inf if reserved is None else _finite(reserved.get("value")),
            bias=bias,
            discount=1.0 if discount is None else _finite(discount.get("value")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PeerError.at(
            where,
            f"cannot be used ({error})",
            "give each issue of the domain a weight, and each item an evaluation",
        ) from error


def xml_texts(scenario: Scenario) -> list[str]:
    """The domain and each utility as GENIUS lays them out."""
    head = f'<utility_space number_of_issues="{len(scenario.issues)}">'
    domain = [
        "<negotiation_template>",
        head,
        '<objective index="0" etype="objective" type="objective" description="" '
        'name="root">',
    ]
    for at, issue in enumerate(scenario.issues, 1):
        domain.append(_opening(issue, at))
        domain += [
            f'  <item index="{k}" value={quoteattr(str(value))} cost="0" '
            f'description="" />'
            for k, value in enumerate(issue.values, 1)
        ]
        domain.append("</issue>")
    domain += ["</objective>", "</utility_space>", "</negotiation_template>", ""]
    return [
        "\n".join(domain),
        *(_utility(scenario, u, head) for u in scenario.utilities),
    ]


def _utility(scenario: Scenario, utility: ScenarioUtility, head: str) -> str:
    lines = [
        head,
        '<objective index="1" etype="objective" type="objective" description="" '
        'name="any">',
    ]
    for at, (issue, row) in enumerate(
        zip(scenario.issues, utility.values, strict=True), 1
    ):
        lines.append(_opening(issue, at))
        lines += [
            f'  <item index="{k}" value={quoteattr(str(value))} '
            f'evaluation="{worth!r}" />'
            for k, (value, worth) in enumerate(zip(issue.values, row, strict=True), 1)
        ]
        lines.append("</issue>")
    weights = [*utility.weights, utility.bias] if utility.bias else utility.weights
    lines += [
        f'<weight index="{at}" value="{weight!r}" />'
        for at, weight in enumerate(weights, 1)
    ]
    lines += ["</objective>", f'<discount_factor value="{utility.discount!r}" />']
    if math.isfinite(utility.reserved):
        lines.append(f'<reservation value="{utility.reserved!r}" />')
    return "\n".join([*lines, "</utility_space>", ""])


def _opening(issue: ScenarioIssue, at: int) -> str:
    return (
        f'<issue index="{at}" etype="discrete" type="discrete" vtype="discrete" '
        f"name={quoteattr(issue.name)}>"
    )


def _root(text: str, where: str) -> Xml.Element:
    """The parsed file."""
    if "<!ENTITY" in text:
        raise PeerError.at(where, "defines entities", "write their text out")
    try:
        return Xml.fromstring(text)
    except (Xml.ParseError, ValueError) as error:
        raise PeerError.at(where, f"is no XML ({error})", "repair it") from error


def _listed(
    entries: dict[str, Xml.Element], issues: Sequence[ScenarioIssue]
) -> list[Xml.Element]:
    """A utility's issues in the domain's order; one that is absent is empty."""
    return [entries.get(issue.name, Xml.Element("issue")) for issue in issues]


def _in_order(entries: list[Xml.Element], where: str) -> list[Xml.Element]:
    """Issues by their index, where they have one."""
    return sorted(entries, key=lambda entry: _index(entry, 0, where))


def _index(entry: Xml.Element, missing: int, where: str) -> int:
    """The index of an entry, or the one it has where none is written.

    Raises:
        PeerError: If what is written is no whole number.
    """
    written = entry.get("index")
    if written is None:
        return missing
    try:
        return int(written)
    except ValueError as error:
        raise PeerError.at(
            where, f"an index is {written!r}", "give each index a whole number"
        ) from error


def _issue(entry: Xml.Element, where: str) -> ScenarioIssue:
    """An issue of a domain."""
    name = entry.get("name")
    low, high = entry.get("lowerbound"), entry.get("upperbound")
    try:
        if not name:
            raise ValueError("an issue has no name")
        if low is not None and high is not None:
            first, last = int(low), int(high)
            if not 0 <= last - first < _MOST_VALUES:
                raise ValueError(f"{name} runs from {low} to {high}")
            return ScenarioIssue(
                name=name,
                values=tuple(range(first, last + 1)),
                kind="ContiguousIssue",
            )
        values = tuple(str(item.get("value")) for item in entry.iter("item"))
        if not values:
            raise ValueError(f"{name} has no items")
    except ValueError as error:
        raise PeerError.at(
            where, f"cannot be used ({error})", "list the items of each issue"
        ) from error
    return ScenarioIssue(name=name, values=values)


def _worths(entry: Xml.Element, issue: ScenarioIssue) -> tuple[float, ...]:
    """Worth of each option, from items, or from a line for whole numbers."""
    line = entry.find("evaluator")
    items = {str(item.get("value")): item for item in entry.iter("item")}
    if not items and line is not None:
        return tuple(_on_line(line, value) for value in issue.values)
    missing = [value for value in issue.values if str(value) not in items]
    if missing:
        raise ValueError(f"{issue.name} gives no evaluation to {missing[0]!r}")
    return tuple(_finite(items[str(v)].get("evaluation")) for v in issue.values)


def _on_line(line: Xml.Element, value: Value) -> float:
    """GENIUS's straight evaluator: offset + slope times the number."""
    if line.get("ftype") != "linear":
        raise ValueError(f"an evaluator is {line.get('ftype')!r}, not linear")
    offset = _finite(line.get("offset", line.get("parameter0", "0")))
    slope = _finite(line.get("slope", line.get("parameter1", "1")))
    return offset + slope * float(value)


def _finite(text: str | None) -> float:
    """A finite number."""
    if text is None:
        raise ValueError("a number is missing")
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is not finite")
    return number


def _stem(where: str) -> str:
    """A file's name without folder and ending."""
    return where.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or where

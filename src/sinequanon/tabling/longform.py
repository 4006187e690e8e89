"""A table in long form, one fact a row, as CSV files and spreadsheets hold it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sinequanon.dossier import suggestion
from sinequanon.errors import Fault
from sinequanon.tabling.raw import Inside, Raw

COLUMNS = ("what", "party", "issue", "option", "low", "high", "text")
"""The columns of the long form."""

FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "title": (("text",), ()),
    "about": (("text",), ()),
    "balance": (("low",), ("high",)),
    "party": (("party", "text"), ()),
    "side": (("party", "text"), ()),
    "fighting": (("party", "low"), ("high", "text")),
    "power": (("party", "low"), ()),
    "outside": (("party",), ()),
    "disarms": (("party", "text"), ()),
    "spoiler": (("party", "text"), ("low", "high")),
    "issue": (("issue", "text"), ()),
    "option": (("issue", "option", "text"), ()),
    "transfer": (("issue", "option"), ()),
    "keeps_arms": (("issue", "option", "low"), ()),
    "salience": (("party", "issue", "low"), ("high",)),
    "value": (("party", "issue", "option", "low"), ("high", "text")),
    "position": (("party", "issue", "option"), ("text",)),
    "red_line": (("party", "issue", "option"), ("low", "high", "text")),
    "exclusion": (("issue", "option", "text"), ()),
    "rule": (("text",), ()),
    "member": (("party",), ()),
    "at_least": (("party", "text", "low"), ()),
    "share": (("party", "text", "low"), ()),
    "block": (("party", "text", "low"), ()),
}
"""Each kind of row: the cells that it needs, and those that it may have."""

_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row by column, without its empty cells, and the place of each cell."""

    cells: dict[str, Any]
    at: Callable[[str], str]


@dataclass
class _Book:
    """What has been gathered from the rows so far."""

    file: str
    value: dict[str, Any] = field(default_factory=dict[str, Any])
    places: dict[Inside, str] = field(default_factory=dict[Inside, str])
    faults: list[Fault] = field(default_factory=list[Fault])
    index: dict[tuple[str, ...], int] = field(
        default_factory=dict[tuple[str, ...], int]
    )

    def entry(self, section: str, mark: tuple[str, ...], where: str) -> int:
        """The index of an entry of a list, which is added at its first row."""
        rows: list[dict[str, Any]] = self.value.setdefault(section, [])
        key = (section, *mark)
        if key not in self.index:
            self.index[key] = len(rows)
            rows.append({})
            self.places[section, len(rows) - 1] = where
        return self.index[key]

    def put(self, path: Inside, value: Any, where: str) -> None:
        """Set a value inside; one that stands already is a fault."""
        here: Any = self.value
        for step in path[:-1]:
            here = here[step]
        if path[-1] in here:
            first = self.places[path]
            self.faults.append(
                Fault(
                    where=where,
                    found=f"this stands twice, first at {first}",
                    fix="keep one of the rows",
                )
            )
            return
        here[path[-1]] = value
        self.places[path] = where


def heading_faults(heading: Sequence[object], at: Callable[[int], str]) -> list[Fault]:
    """What is wrong with the names of the columns.

    Args:
        heading: The cells of the first row.
        at: The place of a column, by its index.
    """
    names = ["" if cell is None else str(cell).strip() for cell in heading]
    lacking = [column for column in COLUMNS if column not in names]
    faults: list[Fault] = []
    for index, name in enumerate(names):
        if name in COLUMNS and name not in names[:index]:
            continue
        if name == "" and not lacking:
            continue
        fix = suggestion(name, lacking) if lacking else "remove the column"
        twice = name in names[:index]
        faults.append(
            Fault(
                where=at(index),
                found=f"two columns {name!r}" if twice else f"unknown column {name!r}",
                fix=fix or f"the columns are {', '.join(COLUMNS)}",
            )
        )
    if lacking:
        faults.append(
            Fault(
                where=at(0),
                found=f"there is no column {', '.join(lacking)}",
                fix=f"head the table with {', '.join(COLUMNS)}",
            )
        )
    return faults


def gathered(file: str, rows: Iterable[Row], faults: Iterable[Fault] = ()) -> Raw:
    """The rows of a long form as the values of a table's file.

    Args:
        file: Name of the file, for the places of what is missing.
        rows: Rows below the heading.
        faults: What was found wrong so far.
    """
    book = _Book(file=file, faults=list(faults))
    for row in rows:
        if row.cells:
            _take(book, row)
    return Raw(
        file=file, value=book.value, places=book.places, faults=tuple(book.faults)
    )


def _take(book: _Book, row: Row) -> None:
    what = str(row.cells.get("what", ""))
    known = FACTS.get(what)
    if known is None:
        fix = suggestion(what, FACTS) or "see `what` in the documentation of the form"
        book.faults.append(
            Fault(where=row.at("what"), found=f"no kind of row {what!r}", fix=fix)
        )
        return
    needed, allowed = known
    faults = [
        Fault(
            where=row.at(column),
            found=f"a row of {what} has no {column}",
            fix=f"fill in {column}",
        )
        for column in needed
        if column not in row.cells
    ]
    faults += [
        Fault(
            where=row.at(column),
            found=f"a row of {what} has a cell in {column}",
            fix="empty the cell",
        )
        for column in row.cells
        if column not in {"what", *needed, *allowed}
    ]
    if faults:
        book.faults.extend(faults)
        return
    _HANDLERS.get(what, _fact_of_party)(book, row, what)


def _span(row: Row) -> dict[str, Any]:
    low = row.cells["low"]
    return {"low": low, "high": row.cells.get("high", low)}


def _put_span(book: _Book, row: Row, path: Inside) -> None:
    book.put(path, _span(row), row.at("low"))
    book.places[(*path, "low")] = row.at("low")
    book.places[(*path, "high")] = row.at("high")


def _head(book: _Book, row: Row, what: str) -> None:
    if what == "balance":
        _put_span(book, row, ("balance",))
    elif what == "rule":
        book.value.setdefault("rule", {})
        book.places.setdefault(("rule",), row.at("what"))
        book.put(("rule", "label"), row.cells["text"], row.at("text"))
    else:
        book.put((what,), row.cells["text"], row.at("text"))


def _fact_of_party(book: _Book, row: Row, what: str) -> None:
    key, text = str(row.cells["party"]), row.cells.get("text")
    at: Inside = ("parties", book.entry("parties", (key,), row.at("party")))
    if "key" not in book.value["parties"][at[1]]:
        book.put((*at, "key"), key, row.at("party"))
    if what == "party":
        book.put((*at, "name"), text, row.at("text"))
    elif what == "fighting":
        _put_span(book, row, (*at, "fighting"))
        if text is not None:
            book.put((*at, "source"), text, row.at("text"))
    elif what == "power":
        book.put((*at, "power"), row.cells["low"], row.at("low"))
    elif what == "outside":
        book.put((*at, "at_table"), False, row.at("what"))
    elif what == "disarms":
        told = _TRUTH.get(str(text).lower(), text)
        book.put((*at, "disarms"), told, row.at("text"))
    else:
        book.put((*at, what), text, row.at("text"))
        if what == "spoiler" and "low" in row.cells:
            _put_span(book, row, (*at, "spoils"))


def _fact_of_issue(book: _Book, row: Row, what: str) -> None:
    key = str(row.cells["issue"])
    at: Inside = ("issues", book.entry("issues", (key,), row.at("issue")))
    issue: dict[str, Any] = book.value["issues"][at[1]]
    if "key" not in issue:
        book.put((*at, "key"), key, row.at("issue"))
    if what == "issue":
        book.put((*at, "label"), row.cells["text"], row.at("text"))
        return
    options: list[dict[str, Any]] = issue.setdefault("options", [])
    option = str(row.cells["option"])
    mark = ("options", key, option)
    if mark not in book.index:
        book.index[mark] = len(options)
        options.append({"key": option})
        book.places[(*at, "options", len(options) - 1)] = row.at("option")
    inside = (*at, "options", book.index[mark])
    if what == "option":
        book.put((*inside, "label"), row.cells["text"], row.at("text"))
    elif what == "transfer":
        book.put((*inside, "transfer"), True, row.at("what"))
    else:
        book.put((*inside, "keeps_arms"), row.cells["low"], row.at("low"))


def _fact_of_both(book: _Book, row: Row, what: str) -> None:
    party, issue = str(row.cells["party"]), str(row.cells["issue"])
    section = "values" if what in {"salience", "value"} else "positions"
    at: Inside = (section, book.entry(section, (party, issue), row.at("party")))
    entry: dict[str, Any] = book.value[section][at[1]]
    if not entry:
        book.put((*at, "party"), party, row.at("party"))
        book.put((*at, "issue"), issue, row.at("issue"))
    if section == "values":
        entry.setdefault("values", {})
    if what == "salience":
        _put_span(book, row, (*at, "salience"))
        return
    option, text = str(row.cells["option"]), row.cells.get("text")
    if what == "value":
        _put_span(book, row, (*at, "values", option))
    elif what == "position":
        book.put((*at, "option"), option, row.at("option"))
    else:
        forbids: list[str] = entry.setdefault("forbids", [])
        book.places[(*at, "forbids", len(forbids))] = row.at("option")
        forbids.append(option)
        if "low" in row.cells and entry.get("real") != _span(row):
            _put_span(book, row, (*at, "real"))
    name = "source" if what == "value" else "words"
    if text is not None and entry.get(name) is None:
        book.put((*at, name), text, row.at("text"))


def _exclusion(book: _Book, row: Row, what: str) -> None:
    name = str(row.cells["text"])
    at: Inside = ("exclusions", book.entry("exclusions", (name,), row.at("issue")))
    entry: dict[str, Any] = book.value["exclusions"][at[1]]
    entry.setdefault("options", {})
    if "why" not in entry:
        book.put((*at, "why"), name, row.at("text"))
    option, place = row.cells["option"], row.at("option")
    book.put((*at, "options", str(row.cells["issue"])), option, place)


def _agreement(book: _Book, row: Row, what: str) -> None:
    rule: dict[str, Any] = book.value.setdefault("rule", {})
    book.places.setdefault(("rule",), row.at("what"))
    party = str(row.cells["party"])
    if what == "member":
        members: list[str] = rule.setdefault("members", [])
        book.places["rule", "members", len(members)] = row.at("party")
        members.append(party)
        return
    groups: list[dict[str, Any]] = rule.setdefault("groups", [])
    mark = ("groups", what, str(row.cells["text"]))
    if mark not in book.index:
        book.index[mark] = len(groups)
        groups.append({"of": [], what: row.cells["low"]})
        book.places["rule", "groups", len(groups) - 1] = row.at("text")
        book.places["rule", "groups", len(groups) - 1, what] = row.at("low")
    group = groups[book.index[mark]]
    if group[what] != row.cells["low"]:
        book.faults.append(
            Fault(
                where=row.at("low"),
                found=f"the group {mark[2]!r} needs {group[what]} in an earlier row",
                fix="give every row of a group the same number",
            )
        )
    place = ("rule", "groups", book.index[mark], "of", len(group["of"]))
    book.places[place] = row.at("party")
    group["of"].append(party)


_Handler = Callable[[_Book, Row, str], None]
_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(("title", "about", "balance", "rule"), _head),
    **dict.fromkeys(("issue", "option", "transfer", "keeps_arms"), _fact_of_issue),
    **dict.fromkeys(("salience", "value", "position", "red_line"), _fact_of_both),
    "exclusion": _exclusion,
    **dict.fromkeys(("member", "at_least", "share", "block"), _agreement),
}

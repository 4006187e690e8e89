"""A table's findings as JSON and as CSV tables: all the figures."""

import csv
import dataclasses
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sinequanon import __version__
from sinequanon.tabling import Findings, Lines

TABLED_FORMAT = "sinequanon-table/1"
"""Name of the form of the JSON; its number grows when a reader would have to change."""


def tabled_to_json(findings: Findings) -> str:
    """The findings as JSON; pairs are (values alone, stated red lines).

    Not-a-number becomes null.
    """
    plain = cast("dict[str, Any]", _plain(findings))
    whole = {"format": TABLED_FORMAT, "version": __version__, **plain}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        rows = cast("Mapping[str, object]", value)
        return {key: _plain(one) for key, one in rows.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("Sequence[object]", value)]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def tabled_to_csv(findings: Findings) -> dict[str, str]:
    """The findings as CSV texts by file name, every chance on 0 to 1."""
    found = findings
    both = ("values_alone", "stated_red_lines")
    return {
        "readings.csv": _csv(
            (
                "encoding",
                "mapping",
                "open",
                "settlements_low",
                "settlements_median",
                "settlements_high",
                "nearest_low",
                "nearest_median",
                "nearest_high",
            ),
            (
                (r.encoding, r.mapping, r.open, *r.settlements, *r.nearest)
                for r in found.readings
            ),
        ),
        "terms.csv": _csv(
            (
                "issue",
                "option",
                "label",
                "party",
                *(f"accepts_{b}" for b in both),
                "stated_red_line",
                *(f"sine_qua_non_{b}" for b in both),
            ),
            _terms(found),
        ),
        "sine_qua_non.csv": _csv(
            ("issue", "option", "label", "of", *both),
            (
                (r.issue, r.option, found.labels[r.issue][r.option], r.of, *r.chance)
                for r in found.musts
            ),
        ),
        "demands.csv": _csv(
            ("kind", "set", "issue", "allows", "forbids", "party", "chance"),
            (
                row
                for kind, sets in (
                    ("incompatible", found.incompatible),
                    ("opens", found.changes),
                    ("pivotal", found.pivotal),
                    ("in_every_change", found.unavoidable),
                )
                for row in _sets(kind, sets)
            ),
        ),
        "frictions.csv": _csv(
            ("party", "friction", *(f"opens_{b}" for b in both)),
            ((r.party, r.friction, *r.opens) for r in found.keeping),
        ),
        "settlements.csv": _csv(
            (*found.labels, *both),
            ((*r.settlement.values(), *r.chance) for r in found.often),
        ),
        "reference_points.csv": _csv(
            ("name", *found.labels, "chance", "none"),
            (
                (
                    p.name,
                    *(p.settlement.get(i, "") for i in found.labels),
                    p.chance,
                    p.none,
                )
                for p in found.points
            ),
        ),
        "partial_peace.csv": _csv(
            ("without", *both), ((r.without, *r.open) for r in found.partial)
        ),
        "spoilers.csv": _csv(
            ("party", "kind", "stated", "bought", "cost"),
            (
                (r.party, r.kind, r.stated, _cell(r.bought), _cell(r.cost))
                for r in found.prices
            ),
        ),
        "pairs.csv": _csv(
            ("issue", "option", "other_issue", "other_option", "party", *both),
            _pairs(found),
        ),
    }


def _cell(value: object) -> object:
    return "" if value is None else value


def _terms(found: Findings) -> Iterable[tuple[object, ...]]:
    for term in found.terms:
        head = (term.issue, term.option, found.labels[term.issue][term.option])
        for party, own in term.by_party.items():
            yield (*head, party, *own.accepts, own.red_line, *own.must)
        yield (*head, "in the zone", *term.in_zone, "", *term.must)


def _sets(kind: str, sets: Iterable[Lines]) -> Iterable[tuple[object, ...]]:
    for number, row in enumerate(sets, start=1):
        for line in row.demands:
            allows, forbids = " ".join(line.allows), " ".join(line.forbids)
            yield kind, number, line.issue, allows, forbids, line.party, row.chance


def _pairs(found: Findings) -> Iterable[tuple[object, ...]]:
    for pair in found.pairs:
        one, other = pair.issues
        for party, cells in (("in the zone", pair.zone), *pair.by_party.items()):
            for option, row in zip(found.labels[one], cells, strict=True):
                for second, chance in zip(found.labels[other], row, strict=True):
                    yield one, option, other, second, party, *chance


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue()

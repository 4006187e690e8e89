"""One self-contained page of the answer: no network, charts drawn where it is read."""

import base64
import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any, cast
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sinequanon.answer import Answer, ClaimResult, Outcome
from sinequanon.record import MapCell
from sinequanon.report.charts import chart_values, parties_in
from sinequanon.report.readings import readings_of, thin_ice, turning
from sinequanon.report.replay_map import replay_rows, replay_values
from sinequanon.report.terminal import sentence
from sinequanon.report.wording import (
    Number,
    counted,
    in_100,
    number,
    percent,
    points,
    ratio,
    signed,
    span,
)

RESULTS = (
    "agrees",
    "disagrees",
    "depends",
    "cannot tell",
    "assumed",
    "not a question of fact",
    "not tested yet",
)
"""Results of claims, in the order of the page; the rest of a result says on what."""

_CRITERION = (
    ("measure", "What is measured"),
    ("supported_if", "Speaks for it"),
    ("contradicted_if", "Speaks against it"),
    ("undecided_if", "Neither"),
    ("charitable_reading", "Charitable reading"),
)
Row = Mapping[str, object]

_NUMERIC = ("chance", "number", "points", "ratio")
_VENDORED = (
    ("d3.min.js", "d3.LICENSE.txt"),
    ("plot.umd.min.js", "plot.LICENSE.txt"),
)


def to_html(
    answer: Answer, map_page: str | None = None, areas: Sequence[MapCell] = ()
) -> str:
    """The answer as one HTML page that loads nothing: style, scripts, values inside.

    All text is escaped. A content security policy forbids every request and lets only
    the page's own scripts run, by their digest. Without scripts the page shows the
    numbers of each chart as a table.

    Args:
        answer: The answer.
        map_page: A page of `map_to_html` to stand inside the record's part, in a frame
            of its own that can reach nothing outside.
        areas: Areas of the places, to draw who holds them in the runs.
    """
    maps = answer.war.maps if areas else None
    horizons, endings = _endings(answer.record.base_rates)
    scripts = [*vendored(), asset("charts.js"), asset("page.js")]
    if maps is not None:
        scripts.append(asset("replay.js"))
    # A frame takes over the policy of the page around it, so the map's own script is
    # let through here; d3 is the page's already.
    allowed = scripts if map_page is None else [*scripts, asset("record_map.js")]
    return (
        environment(answer.bargain.names)
        .get_template("page.html.j2")
        .render(
            a=answer,
            words=_unbroken(sentence(answer.verdict.words)),
            thin=thin_ice(answer),
            turning=turning(answer),
            claim_ids=frozenset(claim.id for claim in answer.claims),
            readings=readings_of(answer),
            parties=parties_in(answer),
            by_result=_by_result(answer.claims),
            lenses=_distinct(claim.lens for claim in answer.claims),
            authors=_distinct(claim.author for claim in answer.claims),
            outcome_groups=_grouped(answer.outcomes),
            horizons=horizons,
            endings=endings,
            criterion_words=_CRITERION,
            numeric=_NUMERIC,
            style=Markup(asset("page.css") + asset("replay.css")),
            scripts=[Markup(script) for script in scripts],
            script_hashes=Markup(" ".join(digest(script) for script in allowed)),
            values=_values(answer),
            map_page=map_page,
            maps=maps,
            map_rows=[] if maps is None else replay_rows(maps, areas),
            map_values="" if maps is None else replay_values(maps, areas),
        )
    )


def result_group(result: str) -> str:
    """The group of a claim's result: `depends on the horizon` is in `depends`."""
    return next((group for group in RESULTS if result.startswith(group)), result)


def environment(names: Mapping[str, str]) -> Environment:
    """The templates with the page's filters; `names` are the words for keys."""

    def named(key: object) -> str:
        return names.get(str(key)) or _plain_key(key)

    environment = Environment(
        loader=PackageLoader("sinequanon.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = cast("dict[str, Any]", environment.filters)
    filters.update(
        {
            "counted": counted,
            "filled": _filled,
            "hundredths": _hundredths,
            "in_100": in_100,
            "is_web": _is_web,
            "named": named,
            "number": number,
            "percent": percent,
            "plain_key": _plain_key,
            "points": points,
            "ratio": ratio,
            "result_class": _result_class,
            "result_group": result_group,
            "signed": signed,
            "span": span,
        }
    )
    return environment


def _values(answer: Answer) -> Markup:
    """The charts' values as JSON that cannot close its script element."""
    text = json.dumps(chart_values(answer), ensure_ascii=True, allow_nan=False)
    return Markup(
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def vendored(*names: str) -> list[str]:
    """Vendored scripts with their licences in front, as the licences ask.

    Args:
        names: File names of scripts; all if left out.
    """
    folder = resources.files("sinequanon.report") / "vendor"
    return [
        f"/*\n{(folder / licence).read_text('utf-8')}*/\n"
        f"{(folder / script).read_text('utf-8')}"
        for script, licence in _VENDORED
        if not names or script in names
    ]


def asset(name: str) -> str:
    """The text of a file of `assets`."""
    return (resources.files("sinequanon.report") / "assets" / name).read_text("utf-8")


def digest(script: str) -> str:
    """A script's digest as a content security policy names it."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _by_result(claims: Sequence[ClaimResult]) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {group: [] for group in RESULTS}
    for claim in claims:
        groups.setdefault(result_group(claim.result), []).append(claim.id)
    return [(group, ids) for group, ids in groups.items() if ids]


def _grouped(outcomes: Sequence[Outcome]) -> list[tuple[str, list[Outcome]]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.group, []).append(outcome)
    return list(groups.items())


def _endings(
    rows: Sequence[Row],
) -> tuple[list[object], list[tuple[str, list[Row | None]]]]:
    """Rows of base rates as a square: an ending for each row, a horizon across."""
    horizons = list(dict.fromkeys(row.get("horizon_years") for row in rows))
    endings = list(dict.fromkeys(str(row.get("ending")) for row in rows))
    by_place = {(str(r.get("ending")), r.get("horizon_years")): r for r in rows}
    return horizons, [
        (ending, [by_place.get((ending, years)) for years in horizons])
        for ending in endings
    ]


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _unbroken(words: str) -> str:
    """Words in which no line breaks inside "12 in 100"."""
    return re.sub(r"(\d) in (\d)", "\\1\u00a0in\u00a0\\2", words)


def _filled(chance: Number) -> int:
    return math.floor(chance * 100 + 0.5) if math.isfinite(chance) else 0


def _hundredths(chance: object) -> str:
    if not isinstance(chance, int | float) or not math.isfinite(chance):
        return "–"
    return "<1" if 0 < chance <= 0.005 else f"{math.floor(chance * 100 + 0.5)}"


def _is_web(address: str) -> bool:
    """Whether an address may be a link: anything else could run or read a file."""
    return urlsplit(address).scheme in {"http", "https"}


def _plain_key(key: object) -> str:
    words = str(key).replace("_", " ")
    return words[:1].upper() + words[1:]


def _result_class(result: str) -> str:
    group = result_group(result)
    return "r-" + (group.replace(" ", "-") if group in RESULTS else "other")

"""Write the tables of docs/ that come from code: parameters, fixed numbers, files.

Usage: `python scripts/tables_in_docs.py`. A table stands between `<!-- NAME -->` and
`<!-- end of NAME -->`; what is between them is replaced. `tests/docs/test_tables.py`
fails when a page differs from the code.
"""

import importlib
import math
import re
import types
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from sinequanon.bargain import BARGAIN_PARAMETERS, KEEP_LEVELS, RECURRED
from sinequanon.dossier import (
    Dossier,
    Entry,
    folder_of,
    load,
    starts,
    strength_span,
)
from sinequanon.question import FROZEN_SIZE, read_controls, read_frozen
from sinequanon.record import catalog, control_table
from sinequanon.refuge import PRIORS
from sinequanon.war import PARAMETERS

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs"

WAR_NUMBERS = (
    (
        "war.translation",
        "_ASSAULT_PER_GARRISON",
        "men in an assault, for each man of its garrison",
    ),
    ("war.start", "ROUNDS", "rounds of movement before the first month"),
    ("war.start", "_MOST_BOUND", "largest share of an actor that an assault binds"),
    ("war.month", "_MEMORY", "months over which lost people are felt as distress"),
    ("war.alignment", "_MOST_FALL", "largest log loss that moves fighters to an ally"),
    ("war.backing", "_KEEP", "part of last month's log supply that is kept (k)"),
    ("war.backing", "_LIMIT", "largest log supply, either way"),
    ("war.backing", "_DISTRESS_LIMIT", "largest distress"),
    ("war.recruitment", "_GRIEVANCE_LIMIT", "largest log grievance that counts"),
    ("war.effort", "_LEAST", "least heat between two sides, against its base"),
    ("war.effort", "_MOST", "most heat between two sides, against its base"),
    ("war.movement", "HOPS", "hops a month"),
    ("war.movement", "_PASSABLE", "control at which a place is fully open"),
    ("war.fighting", "_CLIP", "largest log odds, either way"),
    ("war.fighting", "_GUARDS", "power that any place musters (g)"),
    ("war.fighting", "_MOST_LOST", "largest share of a garrison lost in a month"),
    ("war.control", "_HOTTEST", "largest intensity that counts for land"),
    (
        "war.local",
        "_NOWHERE",
        "worth of safe ground below which there is nowhere to go",
    ),
    ("war.plan", "_HOME_STEPS", "places that home ground reaches beyond the start's"),
    (
        "war.civilians",
        "_DEADLY",
        "battle deaths a person at which all are touched (d0)",
    ),
    ("war.civilians", "_MOST_KILLED", "largest share killed outside battle in a month"),
    ("war.displacement", "_STEPS", "steps of flight inside the country a month"),
    (
        "war.dated",
        "MOST_MOVED",
        "largest share of the force nearby that a garrison takes",
    ),
)
"""Fixed numbers of the war: module, name there, words."""

BARGAIN_NUMBERS = (
    ("bargain.utility", "FLOOR", "least worth of an option"),
    ("bargain.zone", "SOFTNESS", "softness of the best surplus (tau), utility"),
    ("bargain.zone", "_SUREST", "least chance in the stalemate"),
    (
        "bargain.commitment",
        "THREAT_WIDTH",
        "range of threat over which a promise loses credit",
    ),
    (
        "bargain.parameters",
        "CLASS_LOG_SD",
        "sd of the log of this war's rate about the class's",
    ),
    ("bargain.talks", "KEPT_MONTHS", "months after which a signature counts as kept"),
    (
        "bargain.competing",
        "ELIMINATED",
        "share of its start at which a side is as good as gone (e)",
    ),
    (
        "bargain.competing",
        "ELIMINATION_WIDTH",
        "how gradually that sets in, log strength (w)",
    ),
    ("model", "QUARTER_MONTHS", "months between two looks at the table"),
    (
        "question.ensemble",
        "REFERENCE_MONTHS",
        "months over which intensity is 1 on average",
    ),
    ("question.frozen", "NEWS_MONTHS", "months over which the news is measured"),
    ("compose.checking", "PAIRS", "pairs of runs of the main contrast"),
    ("compose.checking", "LUCKS", "lucks of each draw of the parameters"),
    ("compose.further", "FURTHER.draws", "pairs of each further contrast"),
    ("compose.verdicts", "TURN_DRAWS", "draws that changed assumptions are tried on"),
    ("compose.verdicts", "SHIFTS", "shifts of log power tried for the largest ratio"),
    ("compose.bargain_lens", "DRAWS", "draws that terms and demands are looked at in"),
)
"""Fixed numbers of the bargain and of the question."""


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def number(value: float) -> str:
    """A number with three digits that matter."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def parameters(rows: Sequence[Any]) -> str:
    """Name, unit, 5, 50 and 95 % points, hypothesis and source of each parameter."""
    return table(
        ("parameter", "unit", "5 %", "50 %", "95 %", "hypothesis", "source"),
        [
            (
                f"`{row.name}`",
                row.unit,
                number(row.low),
                number(row.median),
                number(row.high),
                row.hypothesis,
                row.source,
            )
            for row in rows
        ],
    )


def numbers(rows: Sequence[tuple[str, str, str]]) -> str:
    """Fixed numbers, each read from its module."""
    found: list[tuple[str, str, str]] = []
    for module, name, words in rows:
        value: Any = importlib.import_module(f"sinequanon.{module}")
        for step in name.split("."):
            value = getattr(value, step)
        many = cast(tuple[float, ...], value if isinstance(value, tuple) else (value,))
        place = f"{module.replace('.', '/')}.py"
        found.append((words, ", ".join(map(number, many)), f"`{name}` in `{place}`"))
    return table(("what", "value", "where"), found)


def keep_levels() -> str:
    """How far an option of the security forces leaves arms to the exposed side."""
    return table(
        ("option", "keep"),
        [(f"`{key}`", number(value)) for key, value in KEEP_LEVELS.items()],
    )


def relapses() -> str:
    """How often a conflict that ended so is fought again."""
    words = {
        "victory_a": "victory of side A",
        "victory_b": "victory of side B",
        "fade": "fading",
    }
    return table(
        ("ended by", "again within five years", "rate a month"),
        [
            ("settlement", "14 of 79 on record", "`relapse`"),
            *(
                (
                    words[cause],
                    f"{again} of {ended} on record",
                    number(-math.log1p(-again / ended) / 60.0),
                )
                for cause, (again, ended) in RECURRED.items()
            ),
        ],
    )


def controls() -> str:
    """Controls, twins and printed rows with what is due."""
    book = read_controls().book
    roles = (
        ("control", book.controls),
        ("twin, must fail", book.twins),
        ("printed", book.printed),
    )
    return table(
        ("row", "role", "due", "balance", "middle terms", "gain"),
        [
            (
                f"`{spec.name}`",
                role,
                spec.expected,
                spec.balance,
                spec.values.replace("_", " "),
                spec.gain,
            )
            for role, specs in roles
            for spec in specs
        ],
    )


def thresholds() -> str:
    """What a control must show."""
    book = read_controls().book
    bounds = book.thresholds
    return table(
        ("threshold", "value"),
        [
            ("right sign, all readings together", f"{bounds.sign_pooled:.2f} of draws"),
            ("right sign in each reading", f"{bounds.sign_cell:.2f} of draws"),
            ("median ratio in each reading", f"beyond {bounds.ratio:g}"),
            ("no difference", f"a ratio of {bounds.none:g} in every draw"),
            ("draws", f"{book.draws}"),
            ("horizon", f"{book.horizon_months} months"),
        ],
    )


def frozen() -> str:
    """The frozen numbers of the Syrian dossier's first question."""
    kept = read_frozen(folder_of("syria"), "palmyra")
    share = kept.share_taken or 0.0
    size = f"{FROZEN_SIZE.draws} runs of {FROZEN_SIZE.months} months"
    return table(
        ("frozen with the dossier", "value"),
        [
            (f"reference runs, seed {kept.seed}", size),
            *(
                (f"mean surplus, {cell}", number(value))
                for cell, value in sorted(kept.surplus_mean.items())
            ),
            ("spread of the surplus (sS)", number(kept.surplus_sd)),
            ("mean stalemate", number(kept.stalemate_mean)),
            ("news that the place was taken, log power", number(kept.news_taken)),
            ("its Monte Carlo error", number(kept.news_error)),
            ("news that it was not", number(kept.news_not_taken)),
            ("part of the place that passes by itself", number(share)),
            ("spread of log power over runs", number(kept.power_sd)),
        ],
    )


def contrasts() -> str:
    """The contrasts of the shipped question."""
    question = load("syria").questions[0]
    return table(
        ("contrast", "with, and without"),
        [
            (f"`{one.key}`{' (main)' if one.main else ''}", one.label)
            for one in question.contrasts
        ],
    )


def record() -> str:
    """Files of the shipped record."""
    return table(
        ("name", "what", "version", "rows", "licence"),
        [
            (f"`{e.name}`", e.title, e.version, f"{e.rows:,}", e.licence)
            for e in catalog()
        ],
    )


def displacement_ranges() -> str:
    """Ranges of the walk's numbers."""
    return table(
        ("number", "what it is", "range", "source"),
        [
            (
                f"`{one.name}`",
                one.words,
                f"{one.low:g} to {one.high:g}{', even on a log scale' * one.log}",
                one.source,
            )
            for one in PRIORS
        ],
    )


def starts_of_syria() -> str:
    """Each start of the Syrian dossier, by how its map is supported."""
    found: list[list[str]] = []
    for row in starts("syria"):
        dossier = load("syria", start=row.key)
        backers = [one.short for one in dossier.backers if one.present]
        like = dossier.war.reference_class
        kind = f"{like.age_at_least} years or older" if like.age_at_least else "any age"
        kind += ", war" if like.war_intensity else ""
        kind += ", foreign troops" if like.internationalised else ""
        found.append(
            [
                row.key,
                *(str(n) for n in (row.dated, row.reported, row.inferred)),
                str(row.disputed),
                ", ".join(backers) or "none",
                f"{kind}; to {like.closed_by}",
            ]
        )
    heading = ("start", "dated", "reported", "inferred", "disputed")
    return table((*heading, "backers present", "class of like wars"), found)


def holders_at_starts() -> str:
    """Fighters, people and land of each actor at each start."""
    found: list[list[str]] = []
    for row in starts("syria"):
        dossier = load("syria", start=row.key)
        people, land = _held(dossier)
        for actor in dossier.actors:
            span = strength_span(dossier, actor.key)
            heads = f"{span.low:,.0f}–{span.high:,.0f}" if span.high else "none"
            found.append(
                [
                    row.key,
                    actor.short,
                    heads + (" (judged)" if span.judged else ""),
                    f"{people[actor.key] / 1e6:.2f}",
                    f"{land[actor.key] / sum(land.values()):.3f}",
                ]
            )
    return table(
        ("start", "actor", "fighters, 5–95 %", "people, millions", "share of land"),
        found,
    )


def two_maps() -> str:
    """March 2016 by the dossier and by the record's table, which the starts use."""
    dossier = load("syria")
    chain = {row["pcode"]: row for row in control_table([435]).iter_rows(named=True)}
    sides = {
        "government side": ("government", "allied"),
        "opposition and Nusra": ("opposition", "nusra"),
        "Islamic State": ("islamic_state",),
        "SDF": ("sdf",),
    }
    people = {place.pcode: place.population for place in dossier.places}
    whole = sum(people.values())
    found: list[list[str]] = []
    for side, members in sides.items():
        told = sum(
            people[holding.pcode] * holding.shares.get(actor, 0.0)
            for holding in dossier.holdings
            for actor in members
        )
        other = sum(
            count * float(chain[pcode].get(actor) or 0.0)
            for pcode, count in people.items()
            for actor in members
        )
        found.append([side, f"{told / whole:.2f}", f"{other / whole:.2f}"])
    return table(
        ("people under, March 2016", "dossier's control.csv", "record's table"), found
    )


def _held(dossier: Dossier) -> tuple[dict[str, float], dict[str, float]]:
    """People and square kilometres under each actor."""
    places = {place.pcode: place for place in dossier.places}
    people = {actor.key: 0.0 for actor in dossier.actors}
    land = dict(people)
    for holding in dossier.holdings:
        place = places[holding.pcode]
        for actor, share in holding.shares.items():
            people[actor] += share * place.population
            land[actor] += share * place.area_km2
    return people, land


def dossier_files() -> str:
    """Each file of a dossier, its lists, and what an entry needs and may have."""
    layout: types.ModuleType = importlib.import_module("sinequanon.dossier.layout")
    schema: types.ModuleType = importlib.import_module("sinequanon.dossier")
    rows = [(layout.WAR_FILE, "", schema.War)]
    for file, lists in layout.LISTS.items():
        rows += [(file, f"`{name}:`", kind) for name, kind in lists.items()]
    rows += [(file, "rows", kind) for file, (_, kind) in layout.TABLES.items()]
    return table(
        ("file", "list", "an entry needs", "it may have"),
        [(f"`{file}`", name, *_keys(kind)) for file, name, kind in rows],
    )


def inner_entries() -> str:
    """Entries that stand inside others."""
    schema: types.ModuleType = importlib.import_module("sinequanon.dossier")
    kinds = (
        ("range", "Range"),
        ("conflict", "Conflict"),
        ("reference class", "ReferenceClass"),
        ("stage", "StartStage"),
        ("option", "Option"),
        ("change", "Change"),
        ("contrast", "Contrast"),
        ("world", "World"),
    )
    return table(
        ("inside another entry", "needs", "may have"),
        [(words, *_keys(getattr(schema, name))) for words, name in kinds],
    )


def _keys(kind: type[Entry]) -> tuple[str, str]:
    needed: list[str] = []
    free: list[str] = []
    for name, field in kind.model_fields.items():
        (needed if field.is_required() else free).append(f"`{field.alias or name}`")
    return ", ".join(needed), ", ".join(free)


TABLES: dict[str, Callable[[], str]] = {
    "parameters:war": lambda: parameters(PARAMETERS),
    "parameters:bargain": lambda: parameters(BARGAIN_PARAMETERS),
    "numbers:war": lambda: numbers(WAR_NUMBERS),
    "numbers:bargain": lambda: numbers(BARGAIN_NUMBERS),
    "keep levels": keep_levels,
    "relapses": relapses,
    "controls": controls,
    "thresholds": thresholds,
    "frozen:syria": frozen,
    "contrasts:palmyra": contrasts,
    "record": record,
    "ranges:displacement": displacement_ranges,
    "starts:syria": starts_of_syria,
    "holders at starts:syria": holders_at_starts,
    "two maps:syria": two_maps,
    "dossier files": dossier_files,
    "inner entries": inner_entries,
}

_MARKED = re.compile(
    r"<!-- (?P<name>[^>]+?) -->\n.*?<!-- end of (?P=name) -->", re.DOTALL
)


def names_in(text: str) -> list[str]:
    """The names of the tables that a page marks."""
    return [found["name"] for found in _MARKED.finditer(text)]


def refreshed(text: str) -> str:
    """A page with every marked table made anew.

    Raises:
        KeyError: If a mark names no table.
    """

    def renew(found: re.Match[str]) -> str:
        name = found["name"]
        return f"<!-- {name} -->\n\n{TABLES[name]()}\n\n<!-- end of {name} -->"

    return _MARKED.sub(renew, text)


def main() -> None:
    """Refresh every page of docs/."""
    for page in sorted(PAGES.glob("*.md")):
        before = page.read_text(encoding="utf-8")
        after = refreshed(before)
        if after != before:
            page.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()

"""The conflicts that a user means by a UCDP id, a country, a name or a group."""

import difflib
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.tables import load

_FIRST_YEAR = 1989
_ABOUT = "Government"
_SHOWN = 12
_TITLED = 3


@dataclass(frozen=True, kw_only=True)
class War:
    """A war as the record sees it: one or more UCDP conflicts.

    Attributes:
        title: What to call it.
        conflicts: UCDP conflict ids, the one with most years of war first.
        countries: UCDP's names of where it was fought over, as both GED and the yearly
            tables write them.
        whole_country: Whether the war was named by its country, so that non-state and
            one-sided violence there belongs to it too.
    """

    title: str
    conflicts: tuple[int, ...]
    countries: tuple[str, ...]
    whole_country: bool


def find_war(name: str | int) -> War:
    """The war that a name means.

    An id names one conflict. A country (`bosnia`, `sri-lanka`) names all conflicts
    inside it since 1989; a conflict's own name (`Syria: Islamic State`), what it is
    about (`eelam`) or a rebel group (`ltte`) names the conflicts that have it.
    Capitals, accents, blanks and hyphens do not matter.

    Args:
        name: UCDP conflict id or a name.

    Raises:
        RecordError: If nothing or several countries fit; close names are told.

    Example:
        >>> find_war("sri-lanka").conflicts
        (352, 313)
        >>> find_war(299).title, find_war("LTTE").conflicts
        ('Syria: Government', (352,))
        >>> find_war("eritrea-ethiopia").title
        'Eritrea, Ethiopia: Common border'
    """
    text = str(name).strip()
    known = _known()
    if text.isdecimal():
        return _by_id(int(text), known)
    wanted = fold(text)
    for column, whole in (("place", True), ("title", False), ("about", False)):
        found = _having(known, column, wanted)
        if found.height:
            return _war(found, whole=whole)
    if (named := _having(known, "sides", wanted)).height:
        return _war(named, whole=False)
    starting = _countries_like(known, wanted)
    if len(starting) == 1:
        found = known.filter(pl.col("location") == starting[0])
        return _war(found, whole=True)
    raise _unknown(text, wanted, starting, known)


def fold(name: str) -> str:
    """A name without accents, capitals and anything but letters and digits.

    Example:
        >>> fold("Côte d'Ivoire"), fold("sri-lanka")
        ('cotedivoire', 'srilanka')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _names(location: str) -> list[str]:
    """A country's names: `Myanmar (Burma)` has two."""
    first = re.sub(r"\s*\(.*?\)", "", location)
    return [fold(location), fold(first), *map(fold, re.findall(r"\((.*?)\)", location))]


@functools.cache
def _known() -> pl.DataFrame:
    """A row for each conflict since 1989, with the names it goes by."""
    groups = load("dyadic_251").select("conflict_id", "side_b")
    lists = load("acd_251").select("conflict_id", pl.col("side_b").str.split(", "))
    sides = (
        pl.concat([groups, lists.explode("side_b")])
        .drop_nulls()
        .group_by("conflict_id")
        .agg(pl.col("side_b").unique())
    )
    rows = (
        load("acd_251")
        .filter(pl.col("year") >= _FIRST_YEAR)
        .group_by("conflict_id")
        .agg(
            pl.col("location").last(),
            pl.col("territory_name").drop_nulls().last(),
            (pl.col("type_of_conflict") >= 3).any().alias("inside"),
            pl.col("intensity_level").sum().alias("weight"),
            pl.len().alias("years"),
        )
        .join(sides, on="conflict_id", how="left")
        .sort(["weight", "conflict_id"], descending=[True, False])
    )
    about = pl.col("territory_name").fill_null(_ABOUT)
    rows = rows.with_columns(
        pl.concat_str("location", about, separator=": ").alias("full"),
    )
    folded = [
        {
            "place": _names(row["location"]) if row["inside"] else [],
            "title": [
                fold(row["full"]),
                fold(re.sub(r"\s*\(.*?\)", "", row["full"])),
                *([] if row["inside"] else [fold(row["location"])]),
            ],
            "about": [fold(row["territory_name"])] if row["territory_name"] else [],
            "sides": [one for side in _groups(row) for one in _names(side)],
        }
        for row in rows.iter_rows(named=True)
    ]
    names = pl.List(pl.String)
    return pl.concat(
        [
            rows,
            pl.DataFrame(
                folded,
                schema=dict.fromkeys(("place", "title", "about", "sides"), names),
            ),
        ],
        how="horizontal",
    )


def _groups(row: Mapping[str, Any]) -> list[str]:
    return row["side_b"] or []


def _having(known: pl.DataFrame, column: str, wanted: str) -> pl.DataFrame:
    return known.filter(pl.col(column).list.contains(wanted))


def _countries_like(known: pl.DataFrame, wanted: str) -> list[str]:
    """Countries of which a word begins with what was asked for."""
    if len(wanted) < 3:
        return []
    inside = known.filter("inside")["location"].unique().sort().to_list()
    return [
        one
        for one in inside
        if any(
            fold(one[found.start() :]).startswith(wanted)
            for found in re.finditer(r"\w+", one)
        )
    ]


def _by_id(number: int, known: pl.DataFrame) -> War:
    found = known.filter(pl.col("conflict_id") == number)
    if found.height:
        return _war(found, whole=False)
    years = load("acd_251").filter(pl.col("conflict_id") == number)["year"]
    if len(years):
        raise RecordError.at(
            "WAR",
            f"conflict {number} was last active in {years.max()}, and events are on "
            f"record from {_FIRST_YEAR}",
            f"name a conflict that was active in {_FIRST_YEAR} or later",
        )
    near = known["conflict_id"].to_list()
    near = sorted(sorted(near, key=lambda one: abs(one - number))[:3])
    raise RecordError.at(
        "WAR",
        f"UCDP has no conflict {number} between two sides of which one is a state",
        f"ids near it: {', '.join(map(str, near))}; or give a country's name",
    )


def _war(found: pl.DataFrame, *, whole: bool) -> War:
    places = [part for one in found["location"] for part in _split(one)]
    countries = tuple(dict.fromkeys(places))
    named = list(countries) if whole else found["full"].to_list()
    more = f" and {len(named) - _TITLED} others" if len(named) > _TITLED else ""
    title = "; ".join(named[:_TITLED]) + more
    return War(
        title=title,
        conflicts=tuple(found["conflict_id"].to_list()),
        countries=countries,
        whole_country=whole,
    )


def _split(location: str) -> list[str]:
    return [part.strip() for part in location.split(",")]


def _unknown(
    text: str, wanted: str, starting: list[str], known: pl.DataFrame
) -> RecordError:
    if starting:
        fault = Fault(
            where="WAR",
            found=f"{text!r} fits several countries",
            fix=f"name one of {', '.join(starting[:_SHOWN])}",
        )
        return RecordError([fault])
    every: dict[str, str] = {}
    for row in known.iter_rows(named=True):
        words = [fold(word) for word in re.findall(r"\w{4,}", row["location"])]
        for name in (*row["place"], *words):
            every.setdefault(name, row["location"])
        for name in (*row["title"], *row["about"]):
            every.setdefault(name, row["full"])
        for side in _groups(row):
            every.setdefault(fold(side), side)
    close = difflib.get_close_matches(wanted, every, n=4, cutoff=0.6)
    guesses = list(dict.fromkeys(every[one] for one in close))
    guess = f"did you mean {' or '.join(guesses)}? " if guesses else ""
    fault = Fault(
        where="WAR",
        found=f"no war is called {text!r}",
        fix=f"{guess}give a dossier's key, a UCDP conflict id, a country, what the war "
        "is about, or a rebel group",
    )
    return RecordError([fault])

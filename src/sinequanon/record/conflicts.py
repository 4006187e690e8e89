"""Events of one war: any UCDP conflict id, any country, any GED table."""

import functools
import re

import polars as pl

from sinequanon.errors import RecordError
from sinequanon.record.tables import load

_ID_COLUMNS = ("conflict_id", "conflict_new_id")


def _plain(name: str) -> str:
    """A conflict's name without a country's second name and without double blanks.

    GED writes "Sri Lanka (Ceylon): Eelam" and "Peru:Government" where the yearly tables
    have "Sri Lanka: Eelam" and "Peru: Government".

    Example:
        >>> _plain("Sri Lanka (Ceylon): Eelam"), _plain("Peru:Government")
        ('sri lanka: eelam', 'peru: government')
    """
    place, _, about = name.partition(":")
    place = re.sub(r"\s*\(.*?\)", "", place).strip()
    return f"{place}: {about.strip()}".lower() if about else place.lower()


@functools.cache
def _known() -> tuple[dict[str, set[int]], dict[tuple[str, str], set[int]]]:
    """Conflict ids by plain name, and by the names of the two sides."""
    by_name: dict[str, set[int]] = {}
    for table in ("acd_251", "term_acd_3"):
        columns = load(table).select("location", "territory_name", "conflict_id")
        for location, territory, number in columns.unique().iter_rows():
            about = territory or "Government"
            by_name.setdefault(_plain(f"{location}: {about}"), set()).add(number)
    by_sides: dict[tuple[str, str], set[int]] = {}
    for table in ("dyadic_251", "term_dyad_3"):
        columns = load(table).select("side_a", "side_b", "conflict_id")
        for side_a, side_b, number in columns.unique().iter_rows():
            by_sides.setdefault((side_a, side_b), set()).add(number)
    return by_name, by_sides


def conflict_of(name: str, side_a: str, side_b: str) -> int | None:
    """The UCDP conflict id of an event's names, or None if they name none or several.

    First the conflict's name is looked up; if that gives not exactly one id, the two
    sides are, among the ids of the name where it has any.

    Args:
        name: GED's `conflict_name`.
        side_a: GED's `side_a`.
        side_b: GED's `side_b`.

    Example:
        >>> conflict_of("Syria: Government", "Government of Syria", "Syrian insurgents")
        299
        >>> conflict_of("Syria: Rojava Kurdistan", "Government of Syria", "PYD")
        13042
    """
    by_name, by_sides = _known()
    named = by_name.get(_plain(name), set())
    if len(named) == 1:
        return next(iter(named))
    sided = by_sides.get((side_a, side_b), set())
    both = named & sided if named else sided
    return next(iter(both)) if len(both) == 1 else None


def with_conflict_ids(events: pl.DataFrame) -> pl.DataFrame:
    """Events with the column `conflict_id` (null if unknown).

    A table that has the ids keeps them; the shipped precise release has names alone,
    which `conflict_of` reads. Non-state and one-sided events of that release stay null.

    Args:
        events: A GED table.
    """
    for column in _ID_COLUMNS:
        if column in events.columns:
            return events.with_columns(
                pl.col(column).cast(pl.Int64).alias(_ID_COLUMNS[0])
            )
    keys = ["conflict_name", "side_a", "side_b"]
    names = events.filter(pl.col("type_of_violence") == 1).select(keys).unique()
    found = names.with_columns(
        pl.Series(
            "conflict_id", [conflict_of(*row) for row in names.iter_rows()], pl.Int64
        )
    )
    joined = events.join(found, on=keys, how="left", maintain_order="left")
    fights = pl.col("type_of_violence") == 1
    return joined.with_columns(pl.when(fights).then("conflict_id").alias("conflict_id"))


def events_of(
    *,
    conflict: int | None = None,
    country: str | None = None,
    events: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The events of one UCDP conflict, of one country, or of both together.

    A conflict's events may lie in several countries; a country's are of every conflict,
    and of non-state and one-sided violence too.

    Args:
        conflict: UCDP conflict id.
        country: GED's name of a country, such as `Syria` or `Yemen (North Yemen)`.
        events: A GED table; the shipped precise release of 1989 to 2020 if left out.

    Returns:
        The table's columns and `conflict_id`, in its order.

    Raises:
        ValueError: If neither a conflict nor a country is named.
        RecordError: If the table has no such event.
    """
    if conflict is None and country is None:
        raise ValueError("name a conflict id, a country, or both")
    rows = load("ged211_precise") if events is None else events
    if country is not None:
        known = rows["country"].unique().sort().to_list()
        if country not in known:
            near = [one for one in known if country.lower() in one.lower()][:3]
            raise RecordError.at(
                "country",
                f"no event in {country!r}",
                f"did you mean {', '.join(near)}?" if near else "use GED's own name",
            )
        rows = rows.filter(pl.col("country") == country)
    rows = with_conflict_ids(rows)
    if conflict is not None:
        rows = rows.filter(pl.col("conflict_id") == conflict)
        if rows.is_empty():
            raise RecordError.at(
                "conflict",
                f"no event of UCDP conflict {conflict}",
                "use an id of the table acd_251, or add a release that covers it",
            )
    return rows

"""The record of a war for a terminal: figures first, 80 columns, no colours."""

import textwrap
from collections.abc import Mapping
from typing import Any

import polars as pl

from sinequanon.months import month_label
from sinequanon.record import ENDINGS, ClassIncidence, MonthsNear, WarRecord
from sinequanon.report.columns import WIDTH, aligned, heading, rest, wrapped
from sinequanon.report.record_sequels import (
    agreements_lines,
    followed_lines,
    killers_lines,
)
from sinequanon.report.wording import counted

_MONTHS = 12
_DYADS = 4
_NAMED = 12
_KINDS = {2: "between groups", 3: "against civilians"}


def record_to_text(record: WarRecord) -> str:
    """The record of a war as plain text of 80 columns."""
    war = record.war
    return "\n".join(
        [
            f"{war.title}: the record",
            "",
            *_conflicts(record),
            *_sides(record),
            *_years(record),
            *_months(record),
            *_ends(record),
            *_rates(record),
            *followed_lines(record),
            *killers_lines(record),
            *agreements_lines(record),
            *heading("To bear in mind"),
            *(line for note in record.notes for line in wrapped(f"- {note}")),
            "",
        ]
    )


def months_to_text(near: MonthsNear, since: int, until: int) -> str:
    """The month table of a place: events and deaths of each dyad, a row for each month.

    Args:
        near: Deaths near the place.
        since: First month id shown.
        until: Last month id shown.
    """
    place = near.place
    dyads = (
        near.table.group_by("dyad")
        .agg(pl.col("best").sum())
        .sort(["best", "dyad"], descending=[True, False])["dyad"]
        .to_list()
    )
    lines = wrapped(
        f"{place.name} ({place.latitude:.4f} N, {place.longitude:.4f} E; "
        f"{place.source}), within {near.within_km:g} km. Each cell: events/deaths "
        "(best), in brackets low to high where they differ."
    )
    if not dyads:
        return "\n".join([*lines, "", "No event in these months.", ""])
    cells = {
        (row["month_id"], row["dyad"]): _cell(row)
        for row in near.table.iter_rows(named=True)
    }
    rows = [
        [month_label(month), *(cells.get((month, dyad), "") for dyad in dyads)]
        for month in range(since, until + 1)
    ]
    totals = [
        f"{int(part['events'].sum())}/{int(part['best'].sum())}"
        for dyad in dyads
        for part in (near.table.filter(pl.col("dyad") == dyad),)
    ]
    heads = ["month", *(dyad.replace("_", " ") for dyad in dyads)]
    if sum(map(len, heads)) + 2 * len(dyads) > WIDTH:
        letters = [_column(place) for place in range(len(dyads))]
        lines += [
            line
            for letter, dyad in zip(letters, heads[1:], strict=True)
            for line in wrapped(f"- {letter}: {dyad}")
        ]
        heads = ["month", *letters]
    lines += ["", *aligned(heads, [*rows, ["all", *totals]], right=range(1, 99)), ""]
    lines += [line for note in near.notes for line in wrapped(f"- {note}")]
    return "\n".join([*lines, ""])


def _column(place: int) -> str:
    """A, B and so on; after Z AA."""
    first, rest = divmod(place, 26)
    return ("" if first == 0 else chr(64 + first)) + chr(65 + rest)


def _cell(row: Mapping[str, Any]) -> str:
    text = f"{row['events']}/{row['best']}"
    if row["low"] == row["high"]:
        return text
    return f"{text} ({row['low']}–{row['high']})"


def _conflicts(record: WarRecord) -> list[str]:
    rows = [
        [
            str(row["conflict_id"]),
            row["name"],
            row["about"],
            _years_of(row),
            f"{row['years']}",
            f"{row['war_years']}",
            f"{row['with_foreign_troops']}",
        ]
        for row in record.conflicts.iter_rows(named=True)
    ]
    heads = ["id", "conflict", "about", "active", "years", "of war", "foreign"]
    return [
        *heading("Conflicts (UCDP/PRIO 25.1)"),
        *aligned(heads, rows, right=(0, 4, 5, 6)),
        *wrapped(
            "years: with 25 battle deaths or more; of war: with 1,000 or more; "
            "foreign: with troops of another state."
        ),
        "",
    ]


def _years_of(row: Mapping[str, Any]) -> str:
    first, last = row["first_year"], row["last_year"]
    return f"{first}" if first == last else f"{first}–{last}"


def _sides(record: WarRecord) -> list[str]:
    lines = heading("Who fought whom")
    seen = record.dyads.filter(pl.col("last_year") >= 1989)
    for row in seen.head(_NAMED).iter_rows(named=True):
        allies = "; ".join(
            f"with {row[side]} on the side of {row[other]}"
            for side, other in (("allies_a", "side_a"), ("allies_b", "side_b"))
            if row[side]
        )
        lines += wrapped(
            f"- {row['side_a']} against {row['side_b']}, {_years_of(row)}"
            + (f" ({allies})" if allies else "")
        )
    lines += rest(seen.height, _NAMED, "dyad", "dyads")
    return [*lines, ""]


def _years(record: WarRecord) -> list[str]:
    lines = heading("Deaths by country and year (all events, UCDP 25.1)")
    rows = [
        [
            f"{row['country']}",
            f"{row['year']}",
            *(f"{row[name]:,}" for name in ("low", "best", "high")),
            f"{row['non_state']:,}",
            f"{row['one_sided']:,}",
        ]
        for row in _busy(record.country_years).iter_rows(named=True)
    ]
    heads = ["country", "year", "low", "best", "high", "between groups", "one-sided"]
    lines += aligned(heads, rows, right=range(1, 7))
    left = record.country_years.height - len(rows)
    if left:
        lines += wrapped(
            f"{counted(left, 'year', 'years')} with fewer than 25 deaths not shown. "
        )
    lines += wrapped(
        "low, best, high: in fighting with a state, of all conflicts in the country; "
        "one-sided: civilians killed on purpose."
    )
    return [*lines, ""]


def _busy(years: pl.DataFrame) -> pl.DataFrame:
    return years.filter(pl.col("best") + pl.col("non_state") + pl.col("one_sided") > 24)


def _months(record: WarRecord) -> list[str]:
    monthly = record.monthly
    if monthly.is_empty():
        return [
            *heading("Deaths by month"),
            *wrapped("The table has no event of this war that is placed precisely."),
            "",
        ]
    # Killing of civilians goes on long after many wars: the war's own last month leads.
    battles = monthly.filter(pl.col("type_of_violence") == 1)
    counted_in = monthly if battles.is_empty() else battles
    last = int(counted_in["month_id"].max())  # pyright: ignore[reportArgumentType]
    span = range(last - _MONTHS + 1, last + 1)
    recent = monthly.filter(pl.col("month_id").is_in(list(span)))
    dyads = (
        recent.group_by("dyad", "type_of_violence")
        .agg(pl.col("best").sum())
        .sort(["best", "dyad"], descending=[True, False])
        .head(_DYADS)
    )
    whose = "on record" if battles.is_empty() else "to its last battle"
    lines = heading(f"Deaths by month, the last {_MONTHS} {whose} (precise events)")
    for row in dyads.iter_rows(named=True):
        part = recent.filter(pl.col("dyad") == row["dyad"])
        by_month = {one["month_id"]: one for one in part.iter_rows(named=True)}
        kind = _KINDS.get(row["type_of_violence"], "")
        lines += wrapped(f"{row['dyad']}{f' ({kind})' if kind else ''}:")
        shown = [
            f"{month_label(month)} {_deaths(by_month.get(month))}" for month in span
        ]
        lines += textwrap.wrap(
            "; ".join(one.replace(" ", "\0") for one in shown),
            WIDTH - 4,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
    lines = [line.replace("\0", " ") for line in lines]
    others = recent["dyad"].n_unique() - dyads.height
    if others > 0:
        lines += wrapped(f"and {counted(others, 'other dyad', 'other dyads')}.")
    return [*lines, ""]


def _deaths(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "0"
    if row["low"] == row["high"]:
        return f"{row['best']}"
    return f"{row['best']} ({row['low']}–{row['high']})"


def _ends(record: WarRecord) -> list[str]:
    lines = heading("Episodes and how they ended (to 2020)")
    for row in record.episodes.iter_rows(named=True):
        ending = row["ending"].replace("_", " ")
        when = f" on {row['end']}" if row["end"] and row["ending"] != "still_on" else ""
        lines += wrapped(
            f"- {row['war']}: {ending}{when}, {row['years']:.1f} years from first to "
            "last day"
        )
    if record.episodes.is_empty():
        lines += wrapped("No episode inside a state by 2020.")
    return [*lines, ""]


def _rates(record: WarRecord) -> list[str]:
    lines = heading("How wars of its class ended")
    rates = record.rates
    if rates is None:
        return [*lines, *wrapped("Fewer than five episodes are like this war."), ""]
    horizons = rates.table["horizon_months"].unique().sort().to_list()
    rows: list[list[str]] = []
    for ending in ENDINGS:
        cells = [_rate(rates, ending, months) for months in horizons]
        rows.append([ending.replace("_", " "), *cells])
    heads = ["ending", *(f"within {months} months" for months in horizons)]
    lines += aligned(heads, rows, right=range(1, 9))
    if any("none of" in cell for row in rows for cell in row):
        lines += wrapped(
            f"none of {len(rates.wars)}: of so many episodes none ended so by then, "
            "which does not rule it out."
        )
    lines += wrapped(f"The class: {rates.definition}.")
    names = rates.wars["war"].to_list()
    lines += wrapped(
        f"{counted(len(names), 'episode', 'episodes')}, longest first: "
        + "; ".join(names[:_NAMED])
        + (f"; and {more} more" if (more := len(names) - _NAMED) > 0 else "")
        + "."
    )
    return [*lines, ""]


def _rate(rates: ClassIncidence, ending: str, months: int) -> str:
    value, low, high = rates.value(ending, months)
    if value == 0.0:
        # Resampled episodes without the ending have none either: 0–0 is no interval.
        return f"none of {len(rates.wars)}"
    return f"{value * 100:.0f} % ({low * 100:.0f}–{high * 100:.0f})"

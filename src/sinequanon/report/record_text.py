"""The record of a war for a terminal: figures first, 80 columns, no colours."""

import math
import textwrap
from collections.abc import Iterable, Sequence

import polars as pl

from sinequanon.months import month_label
from sinequanon.record import ENDINGS, MonthsNear, WarRecord
from sinequanon.report.wording import counted

_WIDTH = 80
_MONTHS = 12
_DYADS = 4
_NAMED = 12
_KINDS = {2: "between groups", 3: "against civilians"}
_OUTCOMES = {
    "deaths": "deaths",
    "agreement": "agreement",
    "ended": "war's end",
    "ended_by_agreement": "end by agreement",
}


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
            *_followed(record),
            *_killers(record),
            *_agreements(record),
            *_heading("To bear in mind"),
            *(line for note in record.notes for line in _wrapped(f"- {note}")),
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
    lines = _wrapped(
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
    lines += ["", *_table(heads, [*rows, ["all", *totals]], right=range(1, 99)), ""]
    lines += [line for note in near.notes for line in _wrapped(f"- {note}")]
    return "\n".join([*lines, ""])


def _cell(row: dict[str, int]) -> str:
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
        *_heading("Conflicts (UCDP/PRIO 25.1)"),
        *_table(heads, rows, right=(0, 4, 5, 6)),
        *_wrapped(
            "years: with 25 battle deaths or more; of war: with 1,000 or more; foreign: "
            "with troops of another state."
        ),
        "",
    ]


def _years_of(row: dict[str, int]) -> str:
    first, last = row["first_year"], row["last_year"]
    return f"{first}" if first == last else f"{first}–{last}"


def _sides(record: WarRecord) -> list[str]:
    lines = _heading("Who fought whom")
    seen = record.dyads.filter(pl.col("last_year") >= 1989)
    for row in seen.head(_NAMED).iter_rows(named=True):
        allies = "; ".join(
            f"with {row[side]} on the side of {row[other]}"
            for side, other in (("allies_a", "side_a"), ("allies_b", "side_b"))
            if row[side]
        )
        lines += _wrapped(
            f"- {row['side_a']} against {row['side_b']}, {_years_of(row)}"
            + (f" ({allies})" if allies else "")
        )
    lines += _rest(seen.height, _NAMED, "dyad", "dyads")
    return [*lines, ""]


def _years(record: WarRecord) -> list[str]:
    lines = _heading("Deaths by country and year (all events, UCDP 25.1)")
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
    lines += _table(heads, rows, right=range(1, 7))
    left = record.country_years.height - len(rows)
    if left:
        lines += _wrapped(
            f"{counted(left, 'year', 'years')} with fewer than 25 deaths not shown. "
        )
    lines += _wrapped(
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
            *_heading("Deaths by month"),
            *_wrapped("The table has no event of this war that is placed precisely."),
            "",
        ]
    last = int(monthly["month_id"].max())  # pyright: ignore[reportArgumentType]
    span = range(last - _MONTHS + 1, last + 1)
    recent = monthly.filter(pl.col("month_id").is_in(list(span)))
    dyads = (
        recent.group_by("dyad", "type_of_violence")
        .agg(pl.col("best").sum())
        .sort(["best", "dyad"], descending=[True, False])
        .head(_DYADS)
    )
    lines = _heading(f"Deaths by month, the last {_MONTHS} on record (precise events)")
    for row in dyads.iter_rows(named=True):
        part = recent.filter(pl.col("dyad") == row["dyad"])
        by_month = {one["month_id"]: one for one in part.iter_rows(named=True)}
        kind = _KINDS.get(row["type_of_violence"], "")
        lines += _wrapped(f"{row['dyad']}{f' ({kind})' if kind else ''}:")
        shown = [
            f"{month_label(month)} {_deaths(by_month.get(month))}" for month in span
        ]
        lines += textwrap.wrap(
            "; ".join(one.replace(" ", "\0") for one in shown),
            _WIDTH - 4,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
    lines = [line.replace("\0", " ") for line in lines]
    others = recent["dyad"].n_unique() - dyads.height
    if others > 0:
        lines += _wrapped(f"and {counted(others, 'other dyad', 'other dyads')}.")
    return [*lines, ""]


def _deaths(row: dict[str, int] | None) -> str:
    if row is None:
        return "0"
    if row["low"] == row["high"]:
        return f"{row['best']}"
    return f"{row['best']} ({row['low']}–{row['high']})"


def _ends(record: WarRecord) -> list[str]:
    lines = _heading("Episodes and how they ended (to 2020)")
    for row in record.episodes.iter_rows(named=True):
        ending = row["ending"].replace("_", " ")
        when = f" on {row['end']}" if row["end"] and row["ending"] != "still_on" else ""
        lines += _wrapped(
            f"- {row['war']}: {ending}{when}, {row['years']:.1f} years from first to "
            "last day"
        )
    if record.episodes.is_empty():
        lines += _wrapped("No episode inside a state by 2020.")
    return [*lines, ""]


def _rates(record: WarRecord) -> list[str]:
    lines = _heading("How wars of its class ended")
    rates = record.rates
    if rates is None:
        return [*lines, *_wrapped("Fewer than five episodes are like this war."), ""]
    horizons = rates.table["horizon_months"].unique().sort().to_list()
    rows: list[list[str]] = []
    for ending in ENDINGS:
        cells = [rates.value(ending, months) for months in horizons]
        rows.append(
            [
                ending.replace("_", " "),
                *(
                    f"{v * 100:.0f} % ({a * 100:.0f}–{b * 100:.0f})"
                    for v, a, b in cells
                ),
            ]
        )
    heads = ["ending", *(f"within {months} months" for months in horizons)]
    lines += _table(heads, rows, right=range(1, 9))
    lines += _wrapped(f"The class: {rates.definition}.")
    names = rates.wars["war"].to_list()
    lines += _wrapped(
        f"{counted(len(names), 'episode', 'episodes')}, longest first: "
        + "; ".join(names[:_NAMED])
        + (f"; and {more} more" if (more := len(names) - _NAMED) > 0 else "")
        + "."
    )
    return [*lines, ""]


def _followed(record: WarRecord) -> list[str]:
    lines = _heading("What followed months in which a place passed to the government")
    found = record.followed
    if found is None:
        return [*lines, *_wrapped(f"Cannot be told: {record.followed_why}."), ""]
    lines += _wrapped(f"Months found by: {found.label}.")
    for note in found.notes:
        # What makes the figures unreadable stands before them.
        if "fails" in note:
            lines += _wrapped(f"- {note}")
    rows = [
        [
            _OUTCOMES[row["outcome"]],
            f"{row['horizon_months']}",
            *(_measured(row, name) for name in ("after_gains", "after_matched")),
            _spread(row),
            f"{row['months']}",
            f"{row['wars']}",
        ]
        for row in found.table.iter_rows(named=True)
        if row["outcome"] in _OUTCOMES
    ]
    heads = ["outcome", "months on", "after", "matched", "difference", "months", "wars"]
    lines += _table(heads, rows, right=range(1, 7))
    lines += _wrapped(
        "deaths: of a month, as a multiple of those of the six months before, the "
        "difference a ratio; else the share of months followed by one. In brackets, 5 "
        "to 95 %."
    )
    lines += [
        line
        for note in found.notes
        if "fails" not in note
        for line in _wrapped(f"- {note}")
    ]
    return [*lines, ""]


def _measured(row: dict[str, float], name: str) -> str:
    value = row[name]
    if not math.isfinite(value):
        return "not known"
    return f"{value:.2f}" if row["outcome"] == "deaths" else f"{value * 100:.0f} %"


def _spread(row: dict[str, float]) -> str:
    told = [row[name] for name in ("difference", "low", "high")]
    if not all(map(math.isfinite, told)):
        return "not known"
    if row["outcome"] == "deaths":
        middle, low, high = (f"{one:.2f}" for one in told)
    else:
        middle, low, high = (f"{one * 100:+.0f}".replace("-", "−") for one in told)
    return f"{middle} ({low} to {high})"


def _killers(record: WarRecord) -> list[str]:
    lines = _heading("Who killed civilians, by each rule of counting")
    for rule, part in record.killers.group_by("rule", maintain_order=True):
        top = part.head(4)
        told = "; ".join(
            f"{row['perpetrator']} {row['best']:,}"
            + (
                ""
                if row["low"] == row["high"]
                else f" ({row['low']:,}–{row['high']:,})"
            )
            for row in top.iter_rows(named=True)
        )
        more = part.height - top.height
        lines += _wrapped(
            f"- {str(rule[0]).replace('_', ' ')}: {told}"
            + (f"; and {counted(more, 'other', 'others')}" if more else "")
        )
    if record.killers_over:
        lines += _wrapped(f"Over {record.killers_over}. No rule is the right one.")
    sums = record.civilians.drop("country", "year").sum()
    if record.civilians.height:
        row = sums.row(0, named=True)
        years = record.civilians["year"]
        lines += _wrapped(
            f"All years on record in {', '.join(record.war.countries)}, {years.min()} "
            f"to {years.max()}, exact totals: the government {row['government']:,}, "
            f"armed groups {row['groups']:,}, other governments "
            f"{row['other_governments']:,}; in battle {row['in_battle']:,} and between "
            f"groups {row['between_groups']:,}, whose killer is not recorded."
        )
    return [*lines, ""]


def _agreements(record: WarRecord) -> list[str]:
    lines = _heading("Peace agreements (UCDP 22.1, to 2021)")
    once = record.agreements.unique(["date", "name"], maintain_order=True)
    for row in once.iter_rows(named=True):
        lines += _wrapped(f"- {row['date']}, {row['kind']}: {row['name']}")
    if record.agreements.is_empty():
        lines += _wrapped("None on record for these conflicts.")
    return [*lines, ""]


def _heading(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _rest(count: int, shown: int, one: str, many: str) -> list[str]:
    more = count - shown
    return [f"and {counted(more, f'more {one}', f'more {many}')}."] if more > 0 else []


def _wrapped(text: str) -> list[str]:
    indent = "  " if text.startswith("- ") else ""
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int]
) -> list[str]:
    """A table with aligned columns; those of `right` end flush."""
    flush = set(right)
    whole = [heads, *rows]
    widths = [max(len(row[i]) for row in whole) for i in range(len(heads))]
    return [
        "  ".join(
            cell.rjust(widths[i]) if i in flush else cell.ljust(widths[i])
            for i, cell in enumerate(row)
        ).rstrip()
        for row in whole
    ]

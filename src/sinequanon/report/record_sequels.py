"""What followed, who killed civilians, what was agreed: the record's later sections."""

import math
from collections.abc import Mapping
from typing import Any

import polars as pl

from sinequanon.record import LEAST_WINDOWS, Followed, WarRecord
from sinequanon.report.columns import aligned, heading, wrapped
from sinequanon.report.wording import counted

_OUTCOMES = {
    "deaths": "deaths",
    "agreement": "agreement",
    "ended": "war's end",
    "ended_by_agreement": "end by agreement",
}


def followed_lines(record: WarRecord) -> list[str]:
    """What followed months of gains, its own failed test first."""
    lines = heading("What followed months in which a place passed to the government")
    found = record.followed
    if found is None:
        return [*lines, *wrapped(f"Cannot be told: {record.followed_why}."), ""]
    lines += wrapped(f"Months found by: {found.label}.")
    own = found.table["control_windows"].is_not_null().any()
    whose = "of the same war" if own else "of wars in other countries"
    lines += wrapped(
        f"{counted(found.gains, 'gain', 'gains')} in "
        f"{counted(found.months, 'month', 'months')}, of which {found.matched} are "
        f"used; the matched months are {whose}."
    )
    for note in found.notes:
        # What makes the figures unreadable stands before them.
        if "fails" in note:
            lines += wrapped(f"- {note}")
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
    lines += aligned(heads, rows, right=range(1, 7))
    lines += wrapped(
        "deaths: of a month, as a multiple of those of the six months before, the "
        "difference a ratio; else the share of months followed by one. In brackets, 5 "
        "to 95 %."
    )
    lines += _tests(found)
    lines += [
        line
        for note in found.notes
        if "fails" not in note
        for line in wrapped(f"- {note}")
    ]
    return [*lines, ""]


def _measured(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if not math.isfinite(value):
        return "not known"
    return f"{value:.2f}" if row["outcome"] == "deaths" else f"{value * 100:.0f} %"


def _tests(found: Followed) -> list[str]:
    """Both tests of the comparison: what came before, and months drawn at random."""
    lines: list[str] = []
    for row in found.placebo.filter(pl.col("outcome") == "deaths").iter_rows(
        named=True
    ):
        horizon = row["horizon_months"]
        when = "" if horizon is None else f", {horizon} months on"
        told = f"{row['difference']:.2f}"
        spread = (
            "not known"
            if row["low"] is None or not math.isfinite(row["low"])
            else f"{row['low']:.2f} to {row['high']:.2f}"
        )
        if row["test"] == "earlier":
            lines += wrapped(
                f"- Test of what came before (deaths 19 to 30 months earlier{when}): "
                f"{told} ({spread}); 1 is no difference."
            )
        elif row["p_value"] is not None:
            lines += wrapped(
                f"- Test with months drawn at random from the same wars (deaths{when}"
                f"): they give {spread}, and p = {row['p_value']:.2f}."
            )
    return lines


def _spread(row: Mapping[str, Any]) -> str:
    told = [row[name] for name in ("difference", "low", "high")]
    windows = row["control_windows"]
    if windows is not None and windows < LEAST_WINDOWS:
        return "cannot be told"
    if not all(map(math.isfinite, told)):
        return "not known"
    if row["outcome"] != "deaths" and row["after_gains"] == row["after_matched"] == 0.0:
        return "none in either"
    if row["outcome"] == "deaths":
        middle, low, high = (f"{one:.2f}" for one in told)
    else:
        middle, low, high = (f"{one * 100:+.0f}".replace("-", "−") for one in told)
    return f"{middle} ({low} to {high})"


def killers_lines(record: WarRecord) -> list[str]:
    """Who killed civilians, by rule, and the exact yearly totals."""
    lines = heading("Who killed civilians, by each rule of counting")
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
        lines += wrapped(
            f"- {str(rule[0]).replace('_', ' ')}: {told}"
            + (f"; and {counted(more, 'other', 'others')}" if more else "")
        )
    if record.killers_over:
        lines += wrapped(f"Over {record.killers_over}. No rule is the right one.")
    sums = record.civilians.drop("country", "year").sum()
    if record.civilians.height:
        row = sums.row(0, named=True)
        years = record.civilians["year"]
        lines += wrapped(
            f"All years on record in {', '.join(record.war.countries)}, {years.min()} "
            f"to {years.max()}, exact totals: the government {row['government']:,}, "
            f"armed groups {row['groups']:,}, other governments "
            f"{row['other_governments']:,}; in battle {row['in_battle']:,} and between "
            f"groups {row['between_groups']:,}, whose killer is not recorded."
        )
    return [*lines, ""]


def agreements_lines(record: WarRecord) -> list[str]:
    """The peace agreements of a war's conflicts."""
    lines = heading("Peace agreements (UCDP 22.1, to 2021)")
    once = record.agreements.unique(["date", "name"], maintain_order=True)
    for row in once.iter_rows(named=True):
        lines += wrapped(f"- {row['date']}, {row['kind']}: {row['name']}")
    if record.agreements.is_empty():
        lines += wrapped("None on record for these conflicts.")
    return [*lines, ""]

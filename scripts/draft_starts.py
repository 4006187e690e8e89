"""Draft control.csv and places.csv of Syria's other starts from the record.

Who held each subdistrict is the record's own table (`control_table`): chances of the
holders, told from dated changes and from events. People are those of the dossier,
scaled to each governorate's estimate for the month. Nothing is corrected by hand, so
the files can be made again: `tests/dossier/test_starts.py` compares.

Usage: `python scripts/draft_starts.py`
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from citations import read_citations

from sinequanon.dossier import folder_of, read_text
from sinequanon.months import month_id
from sinequanon.record import control_table, load as load_record

STARTS = ("2011-03", "2013-04", "2015-09")
ACTORS = ("government", "allied", "opposition", "nusra", "islamic_state", "sdf")
OWN = date(2016, 3, 1)
"""The dossier's own start, for which places.csv tells the people."""
BLOC = {"nusra": "opposition"}
"""Holders that are one side; the others are sides of their own."""

FOLDED = {"2013-04": {"islamic_state": "nusra"}}
"""At a start, actors without a force of their own yet, and with whom they count."""

GOVERNORATES = {
    "SY01": (1733, 1754, 1849, 2011),
    "SY02": (4744, 4868, 4275, 3734),
    "SY03": (2744, 2836, 3180, 2957),
    "SY04": (1763, 1803, 1370, 1573),
    "SY05": (1593, 1628, 1999, 1976),
    "SY06": (991, 1008, 1359, 1453),
    "SY07": (1464, 1501, 1328, 1445),
    "SY08": (1477, 1512, 1277, 1621),
    "SY09": (1202, 1239, 1234, 1124),
    "SY10": (785, 797, 1041, 1114),
    "SY11": (921, 944, 867, 853),
    "SY12": (998, 1027, 680, 845),
    "SY13": (364, 370, 467, 509),
    "SY14": (87, 90, 56, 81),
}
"""Thousands of people by governorate at `ESTIMATED` (source opensyria_population)."""
ESTIMATED = (date(2011, 1, 1), date(2011, 12, 1), date(2014, 7, 1), date(2016, 7, 1))


def folder() -> Path:
    """The folder of the Syrian dossier."""
    return folder_of("syria")


def first_day(start: str) -> date:
    """The first day of a start's month."""
    year, month = start.split("-")
    return date(int(year), int(month), 1)


def people_of(governorate: str, day: date) -> float:
    """Thousands of people of a governorate: straight in logs between estimates."""
    known = GOVERNORATES[governorate]
    for place in range(len(ESTIMATED) - 1):
        left, right = ESTIMATED[place], ESTIMATED[place + 1]
        if left <= day <= right:
            gone = (day - left).days / (right - left).days
            logs = [math.log(known[place]), math.log(known[place + 1])]
            return math.exp(logs[0] + gone * (logs[1] - logs[0]))
    raise ValueError(f"no estimates about {day}")


def places_csv(start: str) -> str:
    """The dossier's places with the people of a start's month."""
    text = (folder() / "places.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        governorate = row["pcode"][:4]
        grown = people_of(governorate, first_day(start)) / people_of(governorate, OWN)
        row["population"] = str(round(float(row["population"]) * grown))
    return _table(list(rows[0]), ([row[name] for name in rows[0]] for row in rows))


def allied_part(start: str) -> float:
    """Allied groups' part of the government side's fighters, midpoint to midpoint."""
    path = folder() / "starts" / start / "strengths.yaml"
    rows: list[dict[str, Any]] = read_text(path.read_text("utf-8")).value["strengths"]

    def middle(actor: str) -> float:
        used = [row for row in rows if row["used"] and row["actor"] == actor]
        low = min(float(row["low"]) for row in used)
        return (low + max(float(row["high"]) for row in used)) / 2

    return middle("allied") / (middle("allied") + middle("government"))


def chances(start: str) -> dict[str, dict[str, Any]]:
    """The record's row for each subdistrict at the start of a month.

    That of the month itself, which knows what changed in the month before; where a
    dated change falls into the month, that of the month before.
    """
    day = first_day(start)
    month = month_id(day.year, day.month)
    before = month if start == STARTS[0] else month - 1
    changing = set(
        load_record("syria_statements")
        .filter(
            (pl.col("kind") == "change")
            & (pl.col("date").dt.year() == day.year)
            & (pl.col("date").dt.month() == day.month)
        )["pcode"]
        .to_list()
    )
    table = control_table(sorted({before, month}))
    found: dict[str, dict[str, Any]] = {}
    for row in table.iter_rows(named=True):
        wanted = before if row["pcode"] in changing else month
        if row["month_id"] == wanted:
            found[row["pcode"]] = row
    return found


def changes_about(pcode: str, day: date) -> list[tuple[Any, Any]]:
    """Of each town of a subdistrict, the last change before a day and the next."""
    rows = load_record("syria_statements").filter(
        (pl.col("pcode") == pcode)
        & (pl.col("kind") == "change")
        & pl.col("date").is_not_null()
    )
    found: list[tuple[Any, Any]] = []
    for town in rows["place"].unique(maintain_order=True).to_list():
        mine = rows.filter(pl.col("place") == town).sort("date").to_dicts()
        earlier = [row for row in mine if row["date"] < day]
        later = [row for row in mine if row["date"] >= day]
        found.append((earlier[-1] if earlier else None, later[0] if later else None))
    return found


def support_of(row: Mapping[str, Any], day: date) -> tuple[str, list[str]]:
    """Support and sources of a place: dated if each town has a report on both sides."""
    if row["basis"] != "reported":
        return "inferred", ["analyst", "ucdp_ged_211"]
    about = changes_about(row["pcode"], day)
    texts = [
        text
        for pair in about
        for change in pair
        if change is not None
        for text in change["source"].split(" ; ")
    ]
    keys = [key for key in read_citations(texts) if key in _known()]
    linked = all(
        earlier is not None
        and later is not None
        and _blocs(earlier["to_holders"]) == _blocs(later["from_holders"])
        for earlier, later in about
    )
    if not keys:
        # Where no text is cited the holder is the coder's word, so it is judged.
        return "inferred", ["analyst"]
    return ("dated" if about and linked else "reported"), keys


def control_csv(start: str) -> str:
    """Who holds each subdistrict at a start, as shares that sum to one."""
    day, part = first_day(start), allied_part(start)
    rows: list[list[str]] = []
    for pcode, row in sorted(chances(start).items()):
        support, keys = support_of(row, day)
        outside = row["basis"] == "outside"
        told = {actor: float(row.get(actor) or 0.0) for actor in ACTORS}
        for actor, other in FOLDED.get(start, {}).items():
            told[other] += told[actor]
            told[actor] = 0.0
        if outside:
            told = {actor: float(actor == "government") for actor in ACTORS}
        side = told["government"]
        told |= {"government": side * (1 - part), "allied": side * part}
        told = {actor: round(share, 4) for actor, share in told.items()}
        top = max(told, key=lambda actor: told[actor])
        told[top] = round(told[top] + 1 - sum(told.values()), 4)
        if sum(share > 0 for share in told.values()) > 1 and "analyst" not in keys:
            keys.append("analyst")
        cells = [f"{told[actor]:.4f}".rstrip("0").rstrip(".") for actor in ACTORS]
        disputed = str(outside or row["disputed"]).lower()
        rows.append([pcode, support, disputed, " ".join(keys), *cells])
    return _table(["pcode", "support", "disputed", "sources", *ACTORS], rows)


def drafted(start: str) -> dict[str, str]:
    """The drafted files of a start, by name."""
    return {"control.csv": control_csv(start), "places.csv": places_csv(start)}


def _blocs(holders: str) -> set[str]:
    return {BLOC.get(holder, holder) for holder in holders.split("|")}


def _known() -> set[str]:
    text = (folder() / "sources.yaml").read_text(encoding="utf-8")
    return {
        line.split("key:")[1].strip()
        for line in text.splitlines()
        if line.startswith("  - key:")
    }


def _table(names: list[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write the drafted files of every start."""
    for start in STARTS:
        for name, text in drafted(start).items():
            path = folder() / "starts" / start / name
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

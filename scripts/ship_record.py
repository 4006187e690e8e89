"""Write the shipped record and its catalog from a folder of source files.

Usage: `python scripts/ship_record.py SOURCE_FOLDER`. Each source table is cleaned
(text dates to dates, text numbers to numbers, stray blanks off column names), written
as zstd Parquet and entered in `catalog.json` with its checksum, rows and sums. Tables
are never joined: the two GED releases overlap and differ, so each stays a file.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import polars as pl

DATA = Path(__file__).resolve().parent.parent / "src" / "sinequanon" / "data"

UCDP = "Uppsala Conflict Data Program (UCDP), Uppsala University"
CC_BY = "CC BY 4.0"
GED_PAPER = (
    "Sundberg, R. & Melander, E. (2013). Introducing the UCDP Georeferenced Event "
    "Dataset. Journal of Peace Research 50(4). doi:10.1177/0022343313484347"
)
ORGANIZED = (
    "Davies, S., Pettersson, T., Sollenberg, M. & Öberg, M. (2025). Organized violence "
    "1989–2024. Journal of Peace Research 62(4)."
)
ACD_PAPER = (
    "Gleditsch, N. P., Wallensteen, P., Eriksson, M., Sollenberg, M. & Strand, H. "
    "(2002). Armed Conflict 1946–2001: A New Dataset. Journal of Peace Research 39(5). "
    "doi:10.1177/0022343302039005007"
)
DYADIC_PAPER = (
    "Harbom, L., Melander, E. & Wallensteen, P. (2008). Dyadic Dimensions of Armed "
    "Conflict, 1946–2007. Journal of Peace Research 45(5). "
    "doi:10.1177/0022343308094331"
)
TERMINATION_PAPER = (
    "Kreutz, J. (2010). How and When Armed Conflicts End: Introducing the UCDP "
    "Conflict Termination Dataset. Journal of Peace Research 47(2). "
    "doi:10.1177/0022343309353108"
)
AGREEMENT_PAPER = (
    "Pettersson, T., Högbladh, S. & Öberg, M. (2019). Organized violence, 1989–2018 "
    "and peace agreements. Journal of Peace Research 56(4). "
    "doi:10.1177/0022343319856046"
)

TABLES: tuple[dict[str, object], ...] = (
    {
        "name": "ged211_precise",
        "from": "ged211_where_prec12_global.parquet",
        "title": "Georeferenced events 1989–2020 whose place is known (where_prec 1–2)",
        "version": "GED 21.1",
        "citation": GED_PAPER,
        "sum_of": ["best", "low", "high"],
    },
    {
        "name": "ged_syria",
        "from": "ged_syria_652_1601_1911.parquet",
        "title": "Georeferenced events in Syria, January 2016 – November 2019",
        "version": "monthly release, GED 19.1 codebook",
        "citation": GED_PAPER,
        "sum_of": ["best", "low", "high", "deaths_a", "deaths_b", "deaths_civilians"],
    },
    {
        "name": "acd_251",
        "from": "ucdp_prio_acd_251.parquet",
        "title": "UCDP/PRIO armed conflicts 1946–2024",
        "version": "25.1",
        "citation": f"{ACD_PAPER} {ORGANIZED}",
        "sum_of": ["year", "intensity_level"],
    },
    {
        "name": "dyadic_251",
        "from": "ucdp_dyadic_251.parquet",
        "title": "UCDP dyad-years 1946–2024",
        "version": "25.1",
        "citation": f"{DYADIC_PAPER} {ORGANIZED}",
        "sum_of": ["year", "intensity_level"],
    },
    {
        "name": "term_acd_3",
        "from": "ucdp_term_acd_3_2021.parquet",
        "title": "How conflict episodes ended, 1946–2020",
        "version": "3-2021",
        "citation": TERMINATION_PAPER,
        "sum_of": ["year", "outcome", "confterm"],
    },
    {
        "name": "term_dyad_3",
        "from": "ucdp_term_dyad_3_2021.parquet",
        "title": "How dyad episodes ended, 1946–2020",
        "version": "3-2021",
        "citation": TERMINATION_PAPER,
        "sum_of": ["year", "outcome"],
    },
    {
        "name": "peace_agreements_221",
        "from": "ucdp_peace_agreements_221.parquet",
        "title": "Peace agreements 1975–2021 and their provisions",
        "version": "22.1",
        "citation": AGREEMENT_PAPER,
        "sum_of": ["year", "cease", "shagov"],
    },
    {
        "name": "country_year_251",
        "from": "ucdp_organizedviolence_cy_251.parquet",
        "title": "Deaths in organized violence by country and year, 1989–2024",
        "version": "25.1",
        "citation": ORGANIZED,
        "sum_of": [
            "sb_total_deaths_best_cy",
            "ns_total_deaths_best_cy",
            "os_total_deaths_best_cy",
        ],
    },
    {
        "name": "country_month_panel",
        "from": "cm_panel_1990_2021.parquet",
        "title": "State-based deaths by country and month, 1990–2021, in two vintages",
        "version": "VIEWS prediction challenge 2023 (ged_sb) and later (ged_sb_v2024)",
        "source": f"{UCDP}, as aggregated by the VIEWS team",
        "citation": GED_PAPER,
        "sum_of": ["ged_sb", "ged_sb_v2024"],
    },
)

PLACES: dict[str, object] = {
    "name": "syria_subdistricts",
    "from": "syr_adm3_simplified.geojson",
    "title": "Syria's 272 subdistricts (admin 3), boundaries simplified",
    "version": "edition 2016-09",
    "source": "OCHA administrative boundaries, as recorded by OpenSyria",
    "licence": "CC BY 3.0 IGO",
    "citation": (
        "United Nations Office for the Coordination of Humanitarian Affairs (OCHA), "
        "Syrian Arab Republic administrative boundaries. The boundaries and names are "
        "simplified and imply no endorsement by the United Nations."
    ),
}


def cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """The table with real dates, real numbers and plain column names."""
    frame = frame.rename({name: name.strip() for name in frame.columns})
    if "ged_sb_v2024" in frame.columns:
        frame = frame.with_columns(pl.col("ged_sb_v2024").cast(pl.Float64))
    dates = [
        name
        for name, kind in frame.schema.items()
        if kind == pl.Datetime or (kind == pl.String and _is_date(name))
    ]
    casts = [
        # One table writes a missing date as a dot, or once as a nought.
        pl.when(~pl.col(name).is_in([".", "0"]))
        .then(pl.col(name).str.slice(0, 10))
        .str.to_date("%Y-%m-%d")
        .alias(name)
        if frame.schema[name] == pl.String
        else pl.col(name).cast(pl.Date)
        for name in dates
    ]
    whole = ("outcome", "ependprec", "ep_end_prec", "dyadep_id", "dyadterm", "gwnob")
    casts += [
        pl.col(name).cast(pl.Int64)
        for name in whole
        if frame.schema.get(name) == pl.Float64
    ]
    return frame.with_columns(casts)


def _is_date(name: str) -> bool:
    known = {"start_date", "start_date2", "ep_end_date", "ependdate", "pa_date"}
    return name in known | {"cfiredate", "peagdate"}


def entry(
    meta: dict[str, object], path: Path, rows: int, sums: dict[str, int]
) -> dict[str, object]:
    """One line of the catalog for a file as written."""
    return {
        "name": meta["name"],
        "file": path.name,
        "title": meta["title"],
        "version": meta["version"],
        "source": meta.get("source", UCDP),
        "licence": meta.get("licence", CC_BY),
        "citation": meta["citation"],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "rows": rows,
        "sums": sums,
    }


def ship(source: Path) -> None:
    """Write every table of the record and the catalog from a source folder."""
    DATA.mkdir(parents=True, exist_ok=True)
    entries: list[dict[str, object]] = []
    for meta in TABLES:
        frame = cleaned(pl.read_parquet(source / str(meta["from"])))
        path = DATA / f"{meta['name']}.parquet"
        frame.write_parquet(path, compression="zstd", compression_level=19)
        columns = cast("Sequence[str]", meta["sum_of"])
        sums = {name: round(frame[name].sum()) for name in columns}
        entries.append(entry(meta, path, frame.height, sums))
    path = DATA / "syria_subdistricts.geojson"
    collection = json.loads((source / str(PLACES["from"])).read_text("utf-8"))
    path.write_text(
        json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n",
        "utf-8",
    )
    entries.append(entry(PLACES, path, len(collection["features"]), {}))
    # What other scripts ship (scripts/ship_control.py) keeps its entries.
    mine = {one["name"] for one in entries}
    if (DATA / "catalog.json").exists():
        before = json.loads((DATA / "catalog.json").read_text("utf-8"))
        entries += [one for one in before if one["name"] not in mine]
    (DATA / "catalog.json").write_text(
        json.dumps(entries, ensure_ascii=False, indent=2) + "\n", "utf-8"
    )


if __name__ == "__main__":
    ship(Path(sys.argv[1]))

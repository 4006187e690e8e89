"""Write the dated statements on who held places in Syria, and its towns, as tables.

Usage: `python scripts/ship_control.py SOURCE_FOLDER`. Reads the coded changes of
holder, the holders of 1 March 2016 and the towns of GeoNames; writes
`syria_statements.parquet` and `syria_towns.parquet` with their catalog entries. Rows
keep the words of the coding beside the holders read from them.
"""

import csv
import datetime
import hashlib
import json
import sys
from pathlib import Path

import polars as pl

from sinequanon.record import locate
from sinequanon.record.holders.anchors import DISPUTED

DATA = Path(__file__).resolve().parent.parent / "src" / "sinequanon" / "data"
Row = dict[str, str]

RENAMED = {
    "Kobani (city cleared)": "Kobani",
    "Al-Hasakah (IS incursion)": "Al-Hasakah",
    "Deir ez-Zor (whole city)": "Deir ez-Zor (east)",
    "Deir ez-Zor (city west)": "Deir ez-Zor (west)",
    "As-Sukhnah": "Al-Sukhnah",
}
NO_PLACE = {"Castello Road (Aleppo siege closed)"}
"""A road is no place that a side holds as one."""

PARTS = {
    "Aleppo (east)": 0.45,
    "Aleppo (west)": 0.55,
    "Daraa (south)": 0.6,
    "Daraa (north)": 0.4,
    "Deir ez-Zor (east)": 0.5,
    "Deir ez-Zor (west)": 0.5,
    "Homs (Old City)": 0.1,
    "Homs (al-Waer)": 0.15,
    "Homs (rest)": 0.75,
    "Damascus": 0.95,
}
"""Part of a divided town's people, the analyst's judgement."""

SPOTS = {
    "Tell Aran": (36.1236, 37.3369),
    "Brigade 93 base (Ayn Issa)": (36.378, 38.850),
    "Wadi Deif and Hamidiyah bases": (35.655, 36.700),
    "Tall Birak": (36.667, 41.070),
    "Muadamiyat al-Sham": (33.460, 36.190),
    "Shuhayl": (35.108, 40.463),
    "Tell Hamis": (36.735, 41.400),
    "Tishrin Dam": (36.385, 38.183),
    "Salma": (35.676, 36.126),
    "Maarrat al-Numan": (35.6483, 36.6769),
    "Aleppo (west)": (36.2012, 37.1300),
    "Daraa (north)": (32.6300, 36.1060),
    "Homs (rest)": (34.7240, 36.7300),
}
"""Approximate positions of places for which the coding gives none (analyst)."""

GEONAMES = {
    "Al-Safira": "As Safīrah",
    "Hama": "Ḩamāh",
    "Qamishli": "Al Qāmishlī",
    "Salamiyah": "As Salamīyah",
    "Tartus": "Ţarţūs",
    "As-Suwayda": "As-Suwayda",
    "Damascus": "Damascus",
    "Latakia": "Latakia",
    "Saraqib": "Saraqib",
    "Da'el": "Dā‘il",
    "Al-Hasakah": "Al Ḩasakah",
    "Jableh": "Jablah",
    "Baniyas": "Bāniyās",
    "Safita": "Şāfītā",
    "Masyaf": "Maşyāf",
    "Duraykish": "Ad Duraykīsh",
    "Mahardah": "Maharda",
    "Shahba": "Shahbā",
    "Salkhad": "Şalkhad",
    "Jaramana": "Jaramānā",
    "Qatana": "Qaţanā",
    "Izra": "Izra‘",
    "Kafr Buhum": "Kafr Buhum",
    "Al-Qutayfah": "Al Quţayfah",
    "Al-Kiswah": "Al Kiswah",
    "Qanawat": "Qanawāt",
    "Al-Mukharram": "Mukharram al Fawqānī",
    "Al-Qurayya": "Al Qurayyā",
    "Shaqqa": "Shaqqā",
}
NEVER_CHANGED = (
    "Damascus",
    "Latakia",
    "Tartus",
    "Hama",
    "As-Suwayda",
    "Salamiyah",
    "Jableh",
    "Baniyas",
    "Safita",
    "Masyaf",
    "Duraykish",
    "Mahardah",
    "Shahba",
    "Salkhad",
    "Jaramana",
    "Qatana",
    "Izra",
    "Kafr Buhum",
    "Al-Qutayfah",
    "Al-Kiswah",
    "Qanawat",
    "Al-Mukharram",
    "Al-Qurayya",
    "Shaqqa",
    "Aleppo (west)",
    "Daraa (north)",
    "Homs (rest)",
)
"""Held by the government from March 2011 to November 2019, as far as the texts go."""
ANALYST = "analyst's judgement: no dated change found"

WORDS = {
    "government": "government",
    "mostly government": "government",
    "opposition": "opposition",
    "turkey_backed": "opposition",
    "nusra": "nusra",
    "nusra_hts": "nusra",
    "islamic_state": "islamic_state",
    "sdf_ypg": "sdf",
}
SPECIAL = {
    "gov_and_sdf_ypg": "government|sdf",
    "gov_besieged_by_is": "government",
    "islamic_state and nusra (over Kurdish units)": "islamic_state|nusra",
    "islamic_state and nusra": "islamic_state|nusra",
    "mixed opposition": "nusra|opposition",
    "nusra / opposition": "nusra|opposition",
    "nusra_hts and ahrar al-sham": "nusra|opposition",
    "contested with islamic_state": "islamic_state|sdf",
    "contested (islamic_state in southern districts since 25 Jun)": (
        "government|islamic_state|sdf"
    ),
    "contested: islamic_state, nusra, others": "islamic_state|nusra|opposition",
}


def holders_of(text: str) -> str:
    """Holders that a text allows, sorted and joined by `|`."""
    if text in SPECIAL:
        return SPECIAL[text]
    if text.startswith("unclear: IS"):
        return "government|islamic_state"
    # The longest wording first: `nusra_hts` before `nusra`.
    for words in sorted(WORDS, key=len, reverse=True):
        if text.startswith(words):
            return WORDS[words]
    raise ValueError(f"no holder is coded for {text!r}")


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of a table, as text."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def origins(support: str) -> int:
    """Independent origins that a support text counts."""
    for words, count in (("three or more", 3), ("two independent", 2)):
        if words in support:
            return count
    return 1


def statements(folder: Path, towns: pl.DataFrame) -> pl.DataFrame:
    """One row a statement: changes, holders of one day, places that never changed."""
    known = {n: (a, o) for n, a, o in towns.select("name", "lat", "lon").iter_rows()}
    captures = rows_of(folder, "syria_captures.csv")
    given = {
        RENAMED.get(row["town"], row["town"]): (float(row["lat"]), float(row["lon"]))
        for row in captures
        if row["lat"]
    }
    given["Deir ez-Zor (west)"] = given["Deir ez-Zor (east)"]
    found: list[dict[str, object]] = []

    def add(place: str, kind: str, day: str | None, **rest: object) -> None:
        spot, located = given.get(place), "source"
        if spot is None and place in GEONAMES:
            spot, located = known[GEONAMES[place]], "GeoNames"
        if spot is None:
            spot, located = SPOTS[place], "analyst"
        found.append(
            {
                "place": place,
                "pcode": locate(*spot, snap_km=3.0),
                "latitude": spot[0],
                "longitude": spot[1],
                "located": located,
                "part": PARTS.get(place, 1.0),
                "kind": kind,
                "date": None if day is None else datetime.date.fromisoformat(day),
                **rest,
            }
        )

    for row in captures:
        if row["town"] in NO_PLACE:
            continue
        text = " ".join((row["from"], row["to"], row["support"]))
        add(
            RENAMED.get(row["town"], row["town"]),
            "change",
            row["date"],
            from_holders=holders_of(row["from"]),
            to_holders=holders_of(row["to"]),
            from_text=row["from"],
            to_text=row["to"],
            exact=row["support"].startswith("exact"),
            origins=origins(row["support"]),
            disputed=bool(DISPUTED.search(text)),
            support=row["support"],
            source=row["source"],
        )
    for row in rows_of(folder, "syria_control_20160301.csv"):
        text = row["holder_2016_03_01"]
        add(
            RENAMED.get(row["place"], row["place"]),
            "held",
            "2016-03-01",
            from_holders=holders_of(text),
            to_holders=holders_of(text),
            from_text=text,
            to_text=text,
            exact=row["bracketing"] == "both sides",
            origins=1,
            disputed=bool(DISPUTED.search(text)),
            support=f"bracketed by dated changes: {row['bracketing']}",
            source="the dated changes of the place before and after",
        )
    for place in NEVER_CHANGED:
        add(
            place,
            "never changed",
            None,
            from_holders="government",
            to_holders="government",
            from_text="government",
            to_text="government",
            exact=False,
            origins=1,
            disputed=False,
            support=ANALYST,
            source="analyst",
        )
    schema = {"date": pl.Date, "origins": pl.Int64}
    frame = pl.DataFrame(found, schema_overrides=schema, infer_schema_length=None)
    return frame.sort("place", "date", "kind", nulls_last=False, maintain_order=True)


def ship(folder: Path) -> None:
    """Write both tables and their catalog entries."""
    raw = pl.read_csv(folder / "geonames_syria_places.csv")
    towns = raw.select(
        "geonameid",
        "name",
        pl.col("lat").alias("latitude"),
        pl.col("lon").alias("longitude"),
        "population",
        pl.Series(
            "pcode",
            [
                locate(a, o, snap_km=3.0)
                for a, o in raw.select("lat", "lon").iter_rows()
            ],
        ),
    )
    coded = statements(folder, raw)
    entries = [
        {
            "name": "syria_statements",
            "title": "Dated statements on who held places in Syria, 2011–2020",
            "version": "coded November 2026",
            "source": "public texts named row by row, coded by the project",
            "licence": "CC BY-SA 4.0",
            "citation": (
                "Facts coded from the texts that each row names, many of them pages "
                "derived from Wikipedia (CC BY-SA 4.0), which count as one origin."
            ),
        },
        {
            "name": "syria_towns",
            "title": "Towns of Syria with position, population and subdistrict",
            "version": "GeoNames, selection of 308 places",
            "source": "GeoNames, https://www.geonames.org",
            "licence": "CC BY 4.0",
            "citation": "GeoNames, https://www.geonames.org",
        },
    ]
    catalog = json.loads((DATA / "catalog.json").read_text("utf-8"))
    rest = [one for one in catalog if one["name"] not in NAMES]
    sums = {"syria_statements": ["origins"], "syria_towns": ["population"]}
    for meta, frame in zip(entries, (coded, towns), strict=True):
        path = DATA / f"{meta['name']}.parquet"
        frame.write_parquet(path, compression="zstd", compression_level=19)
        rest.append(
            {
                "name": meta["name"],
                "file": path.name,
                **{key: value for key, value in meta.items() if key != "name"},
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "rows": frame.height,
                "sums": {c: round(frame[c].sum()) for c in sums[meta["name"]]},
            }
        )
    text = json.dumps(rest, ensure_ascii=False, indent=2) + "\n"
    (DATA / "catalog.json").write_text(text, "utf-8")


NAMES = ("syria_statements", "syria_towns")

if __name__ == "__main__":
    ship(Path(sys.argv[1]))

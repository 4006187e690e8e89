"""Draft control.csv: who held each subdistrict of Syria on 1 March 2016.

Reports on towns come first; all other places are inferred from their neighbours and
from twelve months of fighting (`sinequanon.record.infer_control`).
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

from citations import read_citations

from sinequanon.record import fighting_by_place, infer_control, load, locate

Row = dict[str, str]
Shares = dict[str, float]

ACTORS = ("government", "allied", "opposition", "nusra", "islamic_state", "sdf")
REPORTED = tuple(actor for actor in ACTORS if actor != "allied")
LARGE_KM2 = 5_000.0
"""A report on a town speaks for less than a subdistrict larger than this."""
TOWN_OF_LARGE = 0.8
QUIET_PEOPLE_PER_KM2 = 20.0
QUIET_SHARE = 0.9
ALLIED = 0.15
"""Allied groups' part of the government side's fighters, midpoint to midpoint."""
ALLIED_WHERE_NAMED = 0.30
NAMED = {"SY020000", "SY040200", "SY030302", "SY030500", "SY030501"}
OUTSIDE = ("SY140003", "SY140200", "SY140201")
"""Held by no side of the war; given to the government so that shares sum to one."""

TOWNS = {
    "Al-Hasakah": "SY080000",
    "Al-Safira": "SY020700",
    "Hama": "SY050100",
    "Maarrat al-Numan": "SY070200",
    "Qamishli": "SY080200",
    "Salamiyah": "SY050300",
    "Tartus": "SY100000",
    "Ras al-Ayn": "SY080400",
    "Tell Hamis": "SY080201",
    "Tishrin Dam": "SY020602",
    "Salma": "SY060301",
    "Muadamiyat al-Sham": "SY030900",
    "Shuhayl": "SY090102",
    "Da'el": "SY120004",
    "As-Sukhnah": "SY040501",
    "Dabiq": "SY020401",
}
"""Subdistricts of towns whose coordinates are not at hand, or lie on a border."""

HOLDERS: dict[str, Shares] = {
    "islamic_state": {"islamic_state": 1},
    "government": {"government": 1},
    "opposition": {"opposition": 1},
    "nusra_hts": {"nusra": 1},
    "sdf_ypg": {"sdf": 1},
    "gov_and_sdf_ypg": {"sdf": 0.7, "government": 0.3},
    "gov_besieged_by_is": {"government": 0.3, "islamic_state": 0.7},
}
# A coalition of Nusra and others took the three towns of Idlib.
ARMY_OF_CONQUEST: Shares = {"nusra": 0.6, "opposition": 0.4}
MIXED: dict[str, Shares] = {
    "Al-Zabadani": {"government": 0.9, "opposition": 0.1},
    "Mahin": {"islamic_state": 0.5, "government": 0.5},
    "Yarmouk camp": {"islamic_state": 0.6, "nusra": 0.3, "opposition": 0.1},
    "Idlib": ARMY_OF_CONQUEST,
    "Ariha": ARMY_OF_CONQUEST,
    "Jisr al-Shughur": ARMY_OF_CONQUEST,
}
WEIGHTS = {
    "Yarmouk camp": 0.05,
    "Damascus": 0.95,
    "Aleppo (east)": 0.4,
    "Khan Tuman": 0.05,
    "Homs (Old City)": 0.9,
    "Homs (al-Waer)": 0.1,
    "Azaz": 0.8,
    "Menagh airbase": 0.2,
    "Darayya": 0.5,
    "Muadamiyat al-Sham": 0.5,
}
"""Weight of a town among the reports on one subdistrict; 1 where not named."""
REST = {"SY020000": ("government", 0.55), "SY120000": ("government", 0.4)}
"""Of a divided city, the part that the report leaves to the other side."""
SUPPORT = {
    "both sides": "dated",
    "last change only": "reported",
    "next change only": "reported",
}


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of a table, as text."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reports(tables: Path) -> dict[str, tuple[Shares, str, bool, list[str]]]:
    """Shares, support, dispute and sources of each subdistrict with a report."""
    captures = rows_of(tables, "syria_captures.csv")
    spots = {
        row["name"]: (float(row["lat"]), float(row["lon"]))
        for row in rows_of(tables, "geonames_syria_places.csv")
    }
    spots |= {
        row["town"]: (float(row["lat"]), float(row["lon"]))
        for row in captures
        if row["lat"]
    }
    named: dict[str, list[tuple[str, Shares, str, list[str], str]]] = defaultdict(list)
    for row in rows_of(tables, "syria_control_20160301.csv"):
        town, holder = row["place"], row["holder_2016_03_01"]
        pcode = TOWNS.get(town) or locate(*spots[town], snap_km=3)
        assert pcode is not None, town
        shares = MIXED.get(town) or HOLDERS[re.split(r"[ ,(]", holder)[0]]
        keys = changes_of(captures, town, row["bracketing"])
        # Where no text is cited the holder is the coder's word, so it is judged.
        support = SUPPORT.get(row["bracketing"], "inferred") if keys else "inferred"
        named[pcode].append((town, shares, support, keys, holder))
    return {pcode: joined(pcode, towns) for pcode, towns in named.items()}


def changes_of(captures: list[Row], town: str, bracketing: str) -> list[str]:
    """Sources of the change of holder before 1 March 2016 and of the one after."""
    if "no dated" in bracketing:
        return []
    stem = town.split(" (")[0]
    mine = [
        row
        for row in captures
        if row["town"].replace("Al-Sukhnah", "As-Sukhnah").split(" (")[0] == stem
    ]
    before = [row for row in mine if row["date"] < "2016-03-01"][-1:]
    after = [row for row in mine if row["date"] > "2016-03-01"][:1]
    chosen = ([] if "next" in bracketing else before) + (
        [] if "last" in bracketing else after
    )
    texts = [text for row in chosen for text in row["source"].split(" ; ")]
    return list(read_citations(texts))


def joined(
    pcode: str, towns: list[tuple[str, Shares, str, list[str], str]]
) -> tuple[Shares, str, bool, list[str]]:
    """Reports on several towns of one subdistrict as one row."""
    weights = [WEIGHTS.get(town, 1.0) for town, *_ in towns]
    mixed: Shares = defaultdict(float)
    for (_, shares, *_), weight in zip(towns, weights, strict=True):
        for actor, share in shares.items():
            mixed[actor] += share * weight / sum(weights)
    if pcode in REST:
        actor, rest = REST[pcode]
        mixed = {key: share * (1 - rest) for key, share in mixed.items()}
        mixed[actor] = mixed.get(actor, 0.0) + rest
    kinds = {support for _, _, support, _, _ in towns}
    if kinds == {"inferred"}:
        support = "inferred"
    else:
        support = "dated" if kinds == {"dated"} else "reported"
    keys = list(dict.fromkeys(key for _, _, _, keys, _ in towns for key in keys))
    disputed = len(mixed) > 1 or any(
        re.search("contested|unclear|besieged|gov_and", holder) for *_, holder in towns
    )
    if not keys or len(mixed) > 1:
        keys.append("analyst")
    return dict(mixed), support, disputed, keys


def draft_control(tables: Path, people: dict[str, int]) -> list[list[object]]:
    """The rows of control.csv.

    Args:
        tables: Folder of the source tables.
        people: People by subdistrict.
    """
    nodes = {n["pcode"]: n for n in rows_of(tables, "syr_adm3_nodes.csv") if n["pcode"]}
    area = {pcode: float(node["area_km2"]) for pcode, node in nodes.items()}
    known = reports(tables)
    for pcode in OUTSIDE:
        known[pcode] = ({"government": 1.0}, "inferred", True, ["analyst"])
    anchors = {pcode: row[0] for pcode, row in known.items()}
    fighting = fighting_by_place(
        load("ged211_precise"), actors=REPORTED, since=423, until=434
    )
    borders = [
        (r["pcode_a"], r["pcode_b"], float(r["shared_border_km"]), distance)
        for r in rows_of(tables, "syr_adm3_adjacency.csv")
        if (distance := float(r["reppoint_distance_km"])) > 0
    ]

    def inferred(without: str | None = None) -> dict[str, dict[str, float]]:
        return infer_control(
            places=list(nodes),
            actors=REPORTED,
            anchors={key: row for key, row in anchors.items() if key != without},
            borders=borders,
            fighting={key: row for key, row in fighting.items() if key != without},
        )

    shares = inferred()
    for pcode in (p for p in anchors if area[p] > LARGE_KM2):
        shares[pcode] = town_and_land(anchors[pcode], inferred(pcode)[pcode])
        row = known[pcode]
        known[pcode] = (row[0], row[1], True, [*row[3], "analyst"])
    spots = {
        pcode: (float(n["rep_lat"] or n["lat"]), float(n["rep_lon"] or n["lon"]))
        for pcode, n in nodes.items()
    }
    for pcode in nodes:
        quiet = pcode not in anchors and pcode not in fighting
        if quiet and people[pcode] / area[pcode] >= QUIET_PEOPLE_PER_KM2:
            holder = nearest_agree(pcode, anchors, spots)
            if holder:
                rest = 1 - QUIET_SHARE
                shares[pcode] = {a: s * rest for a, s in shares[pcode].items()}
                shares[pcode][holder] += QUIET_SHARE
    return [row_of(pcode, shares[pcode], known.get(pcode)) for pcode in sorted(nodes)]


def town_and_land(town: Shares, land: Shares) -> Shares:
    """A large subdistrict: its town as reported, the land around as inferred."""
    holder = max(town, key=lambda actor: town[actor])
    others = {actor: share for actor, share in land.items() if actor != holder}
    rest = (1 - TOWN_OF_LARGE) / sum(others.values())
    return {holder: TOWN_OF_LARGE, **{a: s * rest for a, s in others.items()}}


def nearest_agree(
    pcode: str, anchors: dict[str, Shares], spots: dict[str, tuple[float, float]]
) -> str | None:
    """Who holds at least .9 of each of the three nearest places with a report."""
    north, east = spots[pcode]

    def far(other: str) -> tuple[float, str]:
        up, right = spots[other][0] - north, (spots[other][1] - east) * 0.82
        return up * up + right * right, other

    near = [anchors[other] for other in sorted(anchors, key=far)[:3]]
    holders = {max(row, key=lambda actor: row[actor]) for row in near}
    if len(holders) == 1 and min(max(row.values()) for row in near) >= QUIET_SHARE:
        return holders.pop()
    return None


def row_of(
    pcode: str, found: Shares, report: tuple[Shares, str, bool, list[str]] | None
) -> list[object]:
    """One row of control.csv; shares are rounded and still sum to one."""
    _, support, disputed, keys = report or (
        {},
        "inferred",
        False,
        ["analyst", "ucdp_ged_211"],
    )
    part = ALLIED_WHERE_NAMED if pcode in NAMED else ALLIED
    held = {actor: found.get(actor, 0.0) for actor in ACTORS}
    side = held["government"]
    held |= {"government": side * (1 - part), "allied": side * part}
    if report is None:
        insurgents = held["opposition"] + held["nusra"]
        blocs = (side, insurgents, held["islamic_state"], held["sdf"])
        disputed = max(blocs) < 0.5
    held = {actor: round(share, 4) for actor, share in held.items()}
    top = max(held, key=lambda actor: held[actor])
    held[top] = round(held[top] + 1 - sum(held.values()), 4)
    cells = [f"{held[actor]:.4f}".rstrip("0").rstrip(".") for actor in ACTORS]
    return [pcode, support, str(disputed).lower(), " ".join(keys), *cells]

"""Draft the tables of the Syrian dossier, and its list of sources, from source tables.

A one-off: what it writes is a first draft, which people then correct by hand.

Usage: python scripts/draft_syria.py TABLES OUTPUT
"""

import csv
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

from citations import read_citations, write_sources
from draft_control import ACTORS, Row, draft_control, rows_of

ESTIMATED = ("2014", "2016")


def write(path: Path, names: list[str], rows: list[list[object]]) -> None:
    """Write a table with the given columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)


def populations(folder: Path, nodes: list[Row]) -> dict[str, int]:
    """People by subdistrict in early 2016.

    The census of 2004 gives each subdistrict's share of its governorate; the estimates
    of the governorate for 2014 and 2016 are joined by a straight line in logs, read at
    1 March 2016 (.83 of the way from mid-2014 to mid-2016). Where the
    census has no figure the subdistrict gets the lowest density of its governorate's
    other subdistricts, and the others keep their sum.
    """
    estimate: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows_of(folder, "syr_adm1_population.csv"):
        if row["year"] in ESTIMATED:
            estimate[row["pcode"]][row["year"]] = float(row["population"])
    census: dict[str, float] = {}
    for node in nodes:
        if node["pop_2004"]:
            census[node["pcode"]] = float(node["pop_2004"])
    for node in nodes:
        if node["pcode"] not in census:
            densities = [
                census[other["pcode"]] / float(other["area_km2"])
                for other in nodes
                if other["adm1_pcode"] == node["adm1_pcode"] and other["pop_2004"]
            ]
            census[node["pcode"]] = min(densities) * float(node["area_km2"])
    totals: dict[str, float] = defaultdict(float)
    for node in nodes:
        totals[node["adm1_pcode"]] += census[node["pcode"]]
    elapsed = (2016 + 2 / 12 - 2014.5) / 2
    people: dict[str, int] = {}
    for node in nodes:
        of = estimate[node["adm1_pcode"]]
        now = math.exp(
            (1 - elapsed) * math.log(of["2014"]) + elapsed * math.log(of["2016"])
        )
        share = census[node["pcode"]] / totals[node["adm1_pcode"]]
        people[node["pcode"]] = round(now * share)
    return people


def main(tables: Path, output: Path) -> None:
    """Write places.csv, borders.csv, control.csv and a draft of sources."""
    nodes = [
        node for node in rows_of(tables, "syr_adm3_nodes.csv") if node.get("pcode")
    ]
    people = populations(tables, nodes)
    write(
        output / "places.csv",
        [
            "pcode",
            "name",
            "admin1",
            "admin2",
            "latitude",
            "longitude",
            "area_km2",
            "population",
            "sources",
        ],
        [
            [
                node["pcode"],
                node["name_en"].strip(),
                node["adm1_en"],
                node["adm2_en"],
                f"{float(node['rep_lat'] or node['lat']):.4f}",
                f"{float(node['rep_lon'] or node['lon']):.4f}",
                f"{float(node['area_km2']):.3f}",
                people[node["pcode"]],
                "ocha_cod opensyria_population"
                if node["pop_2004"]
                else "ocha_cod analyst",
            ]
            for node in nodes
        ],
    )
    write(
        output / "borders.csv",
        ["a", "b", "border_km", "sources"],
        [
            [row["pcode_a"], row["pcode_b"], row["shared_border_km"], "ocha_cod"]
            for row in rows_of(tables, "syr_adm3_adjacency.csv")
        ],
    )
    write(
        output / "control.csv",
        ["pcode", "support", "disputed", "sources", *ACTORS],
        draft_control(tables, people),
    )
    cited = read_citations(
        text
        for name in ("strengths", "positions", "events", "captures")
        for row in rows_of(tables, f"syria_{name}.csv")
        if name != "events" or row["date"] < "2016-04"
        for text in re.split(r" ; ", row["source"])
    )
    write_sources(output / "sources_draft.yaml", cited)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

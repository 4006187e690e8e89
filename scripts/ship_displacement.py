"""Write the displacement sets of the shipped record from a folder of Flee's sets.

Usage: python scripts/ship_displacement.py FOLDER

FOLDER holds `LICENSE` and one folder for each set (`mali2012`, `syria2013`), as in
FabFlee's `config_files`. A set is packed as one zip with fixed dates, so that the same
files give the same bytes: the inputs, the counts that its `data_layout.csv` names, and
the licence. Nothing in them is changed.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "sinequanon" / "data"
TITLES = {
    "mali2012": "Refugees from northern Mali by camp, 29 February to 24 December 2012",
    "syria2013": "Refugees from Syria by country of asylum, 2013 to 2015",
}
INPUTS = ("closures", "conflicts", "locations", "registration_corrections", "routes")
_FIXED = (1980, 1, 1, 0, 0, 0)


def named_files(folder: Path) -> list[str]:
    """The files of a set that it is read from, the licence aside."""
    names = [f"input_csv/{name}.csv" for name in (*INPUTS, "sim_period")]
    layout = "source_data/data_layout.csv"
    with (folder / layout).open(encoding="utf-8", newline="") as lines:
        counts = [cell for row in csv.reader(lines) for cell in row[1:] if cell]
    return [*names, layout, *(f"source_data/{name}" for name in counts)]


def packed(folder: Path, licence: bytes) -> tuple[bytes, int]:
    """The zip of a set, and the number of its lines."""
    buffer = io.BytesIO()
    rows = 0
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in named_files(folder):
            content = (folder / name).read_bytes()
            rows += len(content.splitlines())
            archive.writestr(
                zipfile.ZipInfo(name, _FIXED), content, zipfile.ZIP_DEFLATED
            )
        archive.writestr(zipfile.ZipInfo("LICENSE", _FIXED), licence)
    return buffer.getvalue(), rows


def main() -> None:
    """Write the zips and their catalog entries."""
    source = Path(sys.argv[1])
    licence = (source / "LICENSE").read_bytes()
    catalog_file = DATA / "catalog.json"
    entries = [
        entry
        for entry in json.loads(catalog_file.read_text("utf-8"))
        if entry["name"] not in {f"flee_{key}" for key in TITLES}
    ]
    for key, title in TITLES.items():
        content, rows = packed(source / key, licence)
        file = DATA / f"flee_{key}.zip"
        file.write_bytes(content)
        entries.append(
            {
                "name": f"flee_{key}",
                "file": file.name,
                "title": title,
                "version": "FabFlee, seen November 2026",
                "source": "FabFlee (copyright 2018 Derek Groen); counts by UNHCR",
                "licence": "BSD-3-Clause",
                "citation": "Suleimenova, D., Bell, D. & Groen, D. (2017). A "
                "generalized simulation development approach for predicting refugee "
                "destinations. Scientific Reports 7, 13377. "
                "doi:10.1038/s41598-017-13828-9",
                "sha256": hashlib.sha256(content).hexdigest(),
                "rows": rows,
                "sums": {},
                "part": "displacement",
            }
        )
    text = json.dumps(entries, ensure_ascii=False, indent=2)
    catalog_file.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

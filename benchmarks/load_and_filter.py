"""The benchmark of data: a whole GED file added, loaded and filtered, beside pandas.

`python benchmarks/load_and_filter.py --setup` makes pandas' environment once and
measures. Both programs read the same file in turns, each in a process of its own. The
machine is shared, so a figure is a report and never a test.
"""

import argparse
import datetime
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
PANDAS_HOME = HERE / ".venv-pandas"
PANDAS_PYTHON = PANDAS_HOME / "bin" / "python"
FILTERS = 20

Told = dict[str, Any]


def set_up() -> None:
    """Make pandas' environment, apart from the project's."""
    venv.create(PANDAS_HOME, with_pip=True, clear=True)
    pip = [PANDAS_PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    pins = HERE / "constraints-pandas.txt"
    wanted = ("pandas", "pyarrow")
    subprocess.run([*pip, "install", "--constraint", pins, *wanted], check=True)


def ours(csv: Path, store: Path) -> Told:
    """One turn of this project, in this process."""
    import polars as pl

    from sinequanon import record

    began = time.perf_counter()
    added = record.add_file(csv, today=datetime.date(2026, 1, 1), folder=store)
    kept = time.perf_counter() - began
    began = time.perf_counter()
    frame = record.load(added.stored.name, series="own", folder=store)
    loaded = time.perf_counter() - began
    times: list[float] = []
    chosen = frame
    first, last = datetime.date(2016, 3, 1), datetime.date(2016, 3, 31)
    for _ in range(FILTERS):
        began = time.perf_counter()
        chosen = frame.filter(
            (pl.col("conflict_new_id") == 299)
            & pl.col("date_start").is_between(first, last)
        )
        times.append(time.perf_counter() - began)
    return {
        "version": pl.__version__,
        "keep_s": kept,
        "load_s": loaded,
        "filter_s": median(times),
        "rows": chosen.height,
        "best": int(chosen["best"].sum()),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def told_by(*command: str | Path) -> Told:
    """What one process prints, as the JSON that it is."""
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def measured(repeats: int) -> list[dict[str, Told]]:
    """All turns: the same file for everyone, a fresh store for each."""
    from ged_file import write_file

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        csv = folder / "GEDEvent_v25_1.csv"
        write_file(csv)
        theirs = (
            PANDAS_PYTHON,
            HERE / "pandas_load.py",
            csv,
            folder / "pandas.parquet",
        )
        turns = [
            {
                "ours": told_by(
                    sys.executable, __file__, "--turn", csv, folder / str(number)
                ),
                "pandas": told_by(*theirs),
            }
            for number in range(repeats)
        ]
    same = {(one["rows"], one["best"]) for turn in turns for one in turn.values()}
    if len(same) != 1:
        raise SystemExit(f"the programs do not find the same events: {same}")
    return turns


def spread(values: list[float], digits: int, unit: str = "") -> str:
    """Median and range, as a table prints them."""
    middle, low, high = (
        f"{value:,.{digits}f}{unit}"
        for value in (median(values), min(values), max(values))
    )
    return f"{middle} ({low} to {high})"


def page(turns: list[dict[str, Told]]) -> str:
    """The results as one Markdown page."""

    def figures(who: str, what: str, scale: float = 1.0) -> list[float]:
        return [scale * turn[who][what] for turn in turns]

    def ratios(what: str) -> str:
        pairs = zip(figures("pandas", what), figures("ours", what), strict=True)
        return spread([theirs / our for theirs, our in pairs], 1)

    heads = ("what", "sinequanon", "pandas", "ratio")
    rows = [
        (
            "read the CSV and write Parquet (here with every check, there without one)",
            *(spread(figures(who, "keep_s"), 2, " s") for who in turns[0]),
            ratios("keep_s"),
        ),
        (
            "load the kept table (here with its checksum)",
            *(spread(figures(who, "load_s"), 2, " s") for who in turns[0]),
            ratios("load_s"),
        ),
        (
            "filter by conflict and month",
            *(spread(figures(who, "filter_s", 1e3), 1, " ms") for who in turns[0]),
            ratios("filter_s"),
        ),
        (
            "memory of the process at its peak",
            *(spread(figures(who, "peak_mb"), 0, " MB") for who in turns[0]),
            ratios("peak_mb"),
        ),
    ]
    one, version = turns[0]["ours"], turns[0]["pandas"]["version"]
    return "\n".join(
        [
            "# Results of the benchmark of data",
            "",
            "Written by `python benchmarks/load_and_filter.py --write`; what it means",
            "is in [README.md](README.md#data).",
            "",
            f"{time.strftime('%Y-%m-%d')}; two cores, shared with other work:",
            f"medians of {len(turns)} turns, range in brackets. Ratios are pandas over",
            f"sinequanon, turn by turn. pandas {version}, Polars {one['version']}.",
            "",
            f"| {' | '.join(heads)} |",
            f"| --- |{' ---: |' * (len(heads) - 1)}",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"Both find the same {one['rows']:,} events with {one['best']:,} deaths.",
            "",
        ]
    )


def main() -> None:
    """Measure and print the page."""
    parser = argparse.ArgumentParser(description="Load and filter, beside pandas.")
    parser.add_argument("--setup", action="store_true", help="make pandas' environment")
    parser.add_argument("--repeats", type=int, default=5, help="turns (5)")
    parser.add_argument(
        "--write", action="store_true", help="write RESULTS-data.md too"
    )
    parser.add_argument("--turn", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.turn:
        sys.stdout.write(json.dumps(ours(*options.turn)))
        return
    if options.setup:
        set_up()
    if not PANDAS_PYTHON.exists():
        parser.error("pandas has no environment yet: add --setup (a minute, once)")
    text = page(measured(options.repeats))
    if options.write:
        (HERE / "RESULTS-data.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()

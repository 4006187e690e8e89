"""The pandas half of `load_and_filter.py`: read, keep, load, filter. Needs pandas."""

import argparse
import json
import resource
import sys
import time
from pathlib import Path

import pandas as pd

FILTERS = 20


def main() -> None:
    """Print the times of one turn, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("csv", type=Path)
    parser.add_argument("kept", type=Path)
    options = parser.parse_args()
    began = time.perf_counter()
    dates = ["date_start", "date_end"]
    # Its faster reader, engine="pyarrow", stops at line breaks inside a field, which
    # UCDP's texts have.
    frame = pd.read_csv(options.csv, low_memory=False, parse_dates=dates)
    frame.to_parquet(options.kept, compression="zstd")
    kept = time.perf_counter() - began
    del frame
    began = time.perf_counter()
    frame = pd.read_parquet(options.kept)
    loaded = time.perf_counter() - began
    times: list[float] = []
    for _ in range(FILTERS):
        began = time.perf_counter()
        chosen = frame[
            (frame["conflict_new_id"] == 299)
            & frame["date_start"].between("2016-03-01", "2016-03-31")
        ]
        times.append(time.perf_counter() - began)
    told = {
        "version": pd.__version__,
        "keep_s": kept,
        "load_s": loaded,
        "filter_s": sorted(times)[FILTERS // 2],
        "rows": len(chosen),
        "best": int(chosen["best"].sum()),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

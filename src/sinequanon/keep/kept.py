"""Stores of runs that are finished: known by their format, read run by run."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sinequanon.errors import OutputError
from sinequanon.keep.variables import series_names
from sinequanon.keep.zarrstore import ZarrFolder, need_zarr

FORMAT = "sinequanon-runs/1"
"""Changes when an array or an attribute changes its meaning or goes."""


@dataclass(frozen=True, kw_only=True)
class KeptRun:
    """One run as a finished store has it: `(world, ...)` by name of the array."""

    about: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]


def kept_run(store: Path, run: int) -> KeptRun:
    """One run of a finished store.

    Raises:
        OutputError: If there is no store, or no such run in it.
    """
    need_zarr()
    if not is_store(store):
        raise OutputError.at(
            str(store), "this is no store of runs", "name one that --out wrote"
        )
    folder = ZarrFolder(store, "r")
    about = folder.attributes
    if not 0 <= run < int(about["runs"]):
        raise OutputError.at(
            str(store),
            f"it has runs 0 to {int(about['runs']) - 1}, not {run}",
            "name one of them",
        )
    names = folder.names()
    return KeptRun(
        about=about,
        arrays={
            name: folder.get(name, (slice(None), run))
            for name in series_names()
            if name in names
        },
    )


def is_store(folder: Path) -> bool:
    """Whether a folder is a finished or unfinished store of runs."""
    try:
        told = json.loads((folder / ".zattrs").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return str(told.get("format", "")).startswith("sinequanon-runs/")
